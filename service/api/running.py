"""What a running service owns, opened when it starts and let go of when it ends."""

import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime

from fastapi import Request

from graph_schema.store import GraphStore, open_store
from ingest.ingestion import open_reader
from ingest.reading import FeedReader
from ingest.validation.feeds import CheckedFeed
from service.access.configured import open_verifier
from service.access.development import ISSUER
from service.access.grants import Grants
from service.access.marking import is_synthetic
from service.access.tokens import Verifier
from service.api.cursors import Cursors
from service.api.replays import Replays
from service.api.sweeps import Sweeps
from service.audit import AuditLog
from service.audit.configured import beside_audit, open_configured
from service.flags.configured import open_book
from service.placement import Overriding, PlacementChecks
from service.placement.configured import open_ledger
from service.policy import Policy, load_policy
from service.rules import Catalogue, load_catalogue
from service.settings import Settings, data_folder


@dataclass(frozen=True)
class Running:
    """The store, the audit, what checks tokens, the policy, the rules and what stands on them."""

    settings: Settings
    store: GraphStore
    audit: AuditLog
    verifier: Verifier
    policy: Policy
    catalogue: Catalogue
    placement: PlacementChecks
    overriding: Overriding
    sweeps: Sweeps
    cursors: Cursors
    replays: Replays
    grants: Grants
    reader: FeedReader[CheckedFeed]
    started: datetime
    is_synthetic: bool
    landing: threading.Lock = field(default_factory=threading.Lock)
    """Feeds land one at a time: what one finds must still be so when it writes."""

    @property
    def is_development(self) -> bool:
        """Whether the development issuer lets people in, from this machine alone."""
        return self.verifier.issuer == ISSUER


@contextmanager
def opened_service(settings: Settings) -> Iterator[Running]:
    """Open everything the service stands on; raises the errors of what cannot be opened, each a sentence to read."""
    policy = load_policy(settings.policy_dir)
    catalogue = load_catalogue(settings.rules_dir, policy)
    with ExitStack() as undo:
        store = open_store(settings.store, access=settings.server_access)
        undo.callback(store.close)
        marked = is_synthetic(store)
        verifier = open_verifier(settings, is_synthetic=marked)
        audit = open_configured(settings, is_synthetic=marked)
        undo.callback(audit.close)
        ledger = open_ledger(settings)
        undo.callback(ledger.close)
        book = open_book(settings)
        undo.callback(book.close)
        replays = Replays(data_folder(settings.store) / "replays.sqlite")
        undo.callback(replays.close)
        grants = Grants(beside_audit(settings, "break-glass.sqlite"))
        undo.callback(grants.close)
        yield Running(
            settings=settings,
            store=store,
            audit=audit,
            verifier=verifier,
            policy=policy,
            catalogue=catalogue,
            placement=PlacementChecks(store, catalogue, policy, ledger),
            overriding=Overriding(ledger, policy),
            sweeps=Sweeps(store, catalogue, policy, book),
            cursors=Cursors(audit.derive_key("cursors")),
            replays=replays,
            grants=grants,
            reader=undo.enter_context(open_reader(settings.profiles_dir)),
            started=datetime.now(UTC),
            is_synthetic=marked,
        )


def running_of(request: Request) -> Running:
    """Return what the service that was asked stands on."""
    running: Running = request.app.state.running
    return running
