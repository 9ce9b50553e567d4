"""The explorer: a page to walk a case network in, offline and under a strict content security policy."""

from collections import Counter
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from graph_schema.case_network import CaseNetwork
from visualise.cards import draw_symbol
from visualise.explorer_assets import LIBRARY, SCRIPT, STYLE, read_asset, source_hash
from visualise.explorer_model import model_network
from visualise.frame import context_of
from visualise.inert import make_inert
from visualise.layout.view import view_all
from visualise.notes import say_left_out
from visualise.svg import Attribute, element
from visualise.symbols import SYMBOLS
from visualise.theme import look_of
from visualise.twin_tables import make_tables
from visualise.wording import label_of

INLINE = "inline"
_TEMPLATES = Path(__file__).with_name("templates")


def render_explorer(network: CaseNetwork, *, nonce: str | None, assets: str) -> str:
    """Return the explorer as one page of HTML.

    `assets` is `inline` for a file that stands alone, or the prefix of the address under which the folder `assets` is
    served. With a `nonce` the page's policy allows what bears it; without one, what is served beside the page or, in a
    file, exactly what was released. Raises NarrowTheView above 500 nodes.
    """
    model = model_network(network)
    page = _environment().get_template("explorer.html.jinja")
    return page.render(
        marking=make_inert(network.marking),
        case_ref=make_inert(network.case_ref),
        is_synthetic=network.is_synthetic,
        context=context_of(network),
        heading=_heading(network),
        policy=_policy(nonce, assets),
        nonce=nonce,
        library=_within(assets, LIBRARY),
        script=_within(assets, SCRIPT),
        style=_within(assets, STYLE),
        prefix=None if assets == INLINE else assets.rstrip("/"),
        model=model,
        kinds=_count_kinds(network),
        looks=_draw_looks(network),
        notes=say_left_out(network),
        tables=make_tables(network),
    )


def _heading(network: CaseNetwork) -> str:
    data = network.graph.nodes.get(network.subject_id)
    return label_of(data["node"]) if data else make_inert(network.case_ref)


def _policy(nonce: str | None, assets: str) -> str:
    if nonce is not None:
        scripts = styles = f"'nonce-{nonce}'"
    elif assets == INLINE:
        scripts = " ".join(source_hash(read_asset(name)) for name in (LIBRARY, SCRIPT))
        styles = source_hash(read_asset(STYLE))
    else:
        scripts = styles = "'self'"
    return (
        f"default-src 'none'; script-src {scripts}; style-src {styles}; img-src data:;"
        " base-uri 'none'; form-action 'none'"
    )


def _within(assets: str, name: str) -> str:
    """Return a file to stand in the page as it is, holding nothing of the network; nothing where it is linked."""
    return read_asset(name) if assets == INLINE else ""


def _count_kinds(network: CaseNetwork) -> list[tuple[str, str, int]]:
    """Return each kind's word for several and for one, and how many there are, in the order of the legend."""
    order = list(SYMBOLS)
    looks = [look_of(node) for node in network.nodes]
    counts = Counter(look.plural for look in looks)
    found = [(order.index(look.symbol), look.plural, look.word) for look in dict.fromkeys(looks)]
    return [(plural, word, counts[plural]) for _, plural, word in sorted(found)]


def _draw_looks(network: CaseNetwork) -> list[tuple[str, str]]:
    """Return the legend: each symbol as SVG, made of our own paths alone, and its word."""
    looks = {look_of(seat.node).word: look_of(seat.node) for seat in view_all(network).lanes.seats}
    order = list(SYMBOLS)
    return [
        (_draw_look(look.symbol), look.word)
        for look in sorted(looks.values(), key=lambda one: (order.index(one.symbol), one.word))
    ]


def _draw_look(symbol: str) -> str:
    marks: dict[str, Attribute] = {
        "xmlns": "http://www.w3.org/2000/svg",
        "width": 28,
        "height": 28,
        "aria-hidden": "true",
    }
    return element("svg", {**marks, "viewBox": "0 0 28 28"}, draw_symbol(symbol, (0, 0), 28))


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
