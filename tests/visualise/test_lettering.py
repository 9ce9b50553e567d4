import pytest
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Page

from visualise.lettering import ELLIPSIS, FONT, measure, shorten, wrap

SAMPLES = ("Sarah WHITCOMBE", "22 Station Road, Widnes, WA8 2BB", "Next: ring children's services today")
FOREIGN = ("Zoë Łącki", "Σοφία Παππά", "Юлия Иванова", "李小龙", "سارة", "½ 🏠")


@pytest.mark.parametrize("is_bold", [False, True], ids=["regular", "bold"])
def test_text_is_as_wide_as_a_browser_draws_it_and_other_scripts_no_wider_than_allowed(
    page: Page, is_bold: bool
) -> None:
    for sample in (*SAMPLES, *FOREIGN):
        weight = "bold" if is_bold else "normal"
        page.set_content(f'<svg><text font-family="{FONT}" font-size="24" font-weight="{weight}"></text></svg>')
        drawn = page.evaluate(
            "text => { const one = document.querySelector('text'); one.textContent = text;"
            " return one.getComputedTextLength(); }",
            sample,
        )
        allowed = measure(sample, 24, is_bold=is_bold)
        assert allowed >= drawn * 0.99, sample
        assert sample in FOREIGN or allowed == pytest.approx(drawn, rel=0.01)


@given(st.text(max_size=80), st.integers(18, 34), st.integers(80, 400), st.integers(1, 4))
def test_a_line_is_never_wider_than_its_room(text: str, size: int, width: int, lines: int) -> None:
    broken = wrap(text, size, width, lines=lines)
    assert len(broken) <= lines
    assert all(measure(line, size) <= width for line in broken)


@given(st.lists(st.from_regex(r"[A-Za-z]{1,9}", fullmatch=True), min_size=1, max_size=6))
def test_words_that_fit_are_kept_whole_and_in_order(words: list[str]) -> None:
    assert " ".join(wrap(" ".join(words), 20, 220, lines=9)).split() == words


def test_a_name_too_long_for_a_line_breaks_at_its_hyphen() -> None:
    assert wrap("Featherstonehaugh-Cholmondeley Jones", 24, 250, lines=3) == (
        "Featherstonehaugh-",
        "Cholmondeley Jones",
    )


def test_what_does_not_fit_ends_in_an_ellipsis() -> None:
    broken = wrap("Flat 3, 40 Mill Street, Widnes, Halton, Cheshire, WA8 2BC", 24, 190, lines=2)
    assert broken[-1].endswith(ELLIPSIS)
    assert shorten("short", 18, 200) == "short"
