from datetime import date

import pytest

from ingest.errors import ManifestFault
from ingest.reading.manifests import parse_manifest

SOUND = 'agency = "cheshire-police"\nreceived = 2026-02-02\n'


def test_a_manifest_of_two_entries_has_the_defaults_for_the_rest() -> None:
    manifest, notices = parse_manifest(SOUND.encode())
    assert (manifest.agency, manifest.received) == ("cheshire-police", date(2026, 2, 2))
    assert (manifest.handling, manifest.profile) == ("OFFICIAL-SENSITIVE", "canonical")
    assert (manifest.complete, manifest.grading, notices) == (False, "", ())


def test_an_unknown_entry_is_noticed_with_the_nearest_known_one() -> None:
    _, notices = parse_manifest(f"{SOUND}compleat = true\n".encode())
    assert len(notices) == 1
    assert "nearest known one is complete" in notices[0]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        pytest.param("", "does not say agency and received", id="nothing"),
        pytest.param('agency = "x"', "does not say received", id="no day"),
        pytest.param("received = 2026-02-02", "does not say agency", id="no agency"),
        pytest.param(
            "agency = 3\nreceived = 2026-02-02", "agency must be a short name", id="an agency that is no text"
        ),
        pytest.param('agency = "../x"\nreceived = 2026-02-02', "agency must be", id="an agency that is a path"),
        pytest.param('agency = "x"\nreceived = "soon"', "received must be a day", id="a day that is none"),
        pytest.param('agency = "x"\nreceived = 2026-02-30', "is no TOML", id="a day that no calendar has"),
        pytest.param(f"{SOUND}complete = 1", "complete must be true or false", id="neither true nor false"),
        pytest.param(f"{SOUND}grading = 1", "grading must be a short text", id="a grading that is no text"),
        pytest.param("agency: x", "is no TOML", id="YAML"),
        pytest.param(f"x = {'9' * 5_000}", "is no TOML", id="a number of 5,000 digits"),
        pytest.param(f"x = {'[' * 5_000}", "is no TOML", id="nested deeply"),
        pytest.param(f"{SOUND}\0", "NUL bytes", id="NUL"),
    ],
)
def test_a_manifest_that_cannot_be_used_says_why(text: str, says: str) -> None:
    with pytest.raises(ManifestFault, match=says) as refused:
        parse_manifest(text.encode())
    assert refused.value.file == "feed.toml"
