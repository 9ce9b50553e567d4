"""The password of the store is changed under a running service, which goes on once its file holds the new one."""

from dataclasses import replace
from pathlib import Path

from graph_schema.store.location import parse_server
from tests.neo4j_server import TestServer
from tests.service.conftest import Desk
from tests.service.server.feeds import REFERRED, area
from tests.service.server.processes import Shared, served
from tests.service.server.proxy import Proxy

USER, OLD, NEW = "service-of-the-tests", "canary-of-before", "canary-of-after"


def test_a_password_that_is_changed_stops_answers_and_the_new_one_in_its_file_starts_them_again(
    shared: Shared, neo4j_server: TestServer, desk: Desk, tmp_path: Path
) -> None:
    settings = shared.settings(tmp_path / "command")
    assert desk.run("ingest", area().in_folder(tmp_path), store=shared.location, settings=settings).returncode == 0
    place = parse_server(shared.location)
    neo4j_server.run(f"CREATE USER `{USER}` SET PASSWORD '{OLD}' CHANGE NOT REQUIRED")
    try:
        with Proxy(place.host, place.port) as proxy:
            own = Shared(proxy.location, replace(shared.access, user=USER, password=OLD, password_file=None))
            with served(own, tmp_path / "service") as service:
                assert service.flags().status_code == 200
                neo4j_server.run(f"ALTER USER `{USER}` SET PASSWORD '{NEW}' CHANGE NOT REQUIRED")
                proxy.cut()
                service.wait_until_ready(ready=False)
                assert service.flags().status_code == 503
                assert service.check(*REFERRED).json()["outcome"] == "refer_to_coordinator"
                (service.folder / "password").write_text(NEW, encoding="utf-8")
                service.wait_until_ready()
                assert service.flags().status_code == 200
            log = (service.folder / "service.log").read_text()
            assert "refuses the user or the password" in log
            assert "canary" not in log
    finally:
        neo4j_server.run(f"DROP USER `{USER}`")
