import pytest
from hypothesis import given
from hypothesis import strategies as st

from visualise.inert import is_hidden, make_inert


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param("Ann\u202eTLOH", "Ann[U+202E]TLOH", id="a mark that turns the line about is shown"),
        pytest.param("Ann\u200fHOLT", "Ann[U+200F]HOLT", id="a right-to-left mark is shown"),
        pytest.param("Ann\x00HOLT\x1b[31m", "Ann[U+0000]HOLT[U+001B][31m", id="control characters are shown"),
        pytest.param("Ann\u200bHOLT\ufeff", "Ann[U+200B]HOLT[U+FEFF]", id="what has no width is shown"),
        pytest.param("Ann \t\r\n  HOLT ", "Ann HOLT", id="blanks become one space"),
        pytest.param("\ud800x\U000e0041", "[U+D800]x[U+E0041]", id="lone surrogates and tags are shown"),
        pytest.param("e" + "\u0301" * 6, "\u00e9\u0301\u0301\u0301[U+0301][U+0301]", id="stacked marks are cut"),
        pytest.param(
            "Zo\u00eb O\u2019Neill-\u0141\u0105cki", "Zo\u00eb O\u2019Neill-\u0141\u0105cki", id="a name stays"
        ),
        pytest.param(
            "\u0645\u0631\u06cc\u0645\u200c\u0632\u0627\u062f\u0647",
            "\u0645\u0631\u06cc\u0645\u200c\u0632\u0627\u062f\u0647",
            id="a name with a joiner stays",
        ),
    ],
)
def test_what_cannot_be_seen_is_shown(text: str, shown: str) -> None:
    assert make_inert(text) == shown


@given(st.text())
def test_nothing_hidden_is_left_and_doing_it_twice_changes_nothing(text: str) -> None:
    once = make_inert(text)
    assert not any(is_hidden(character) for character in once)
    assert make_inert(once) == once
