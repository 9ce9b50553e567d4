"""Writing SVG: elements with presentation attributes alone, text escaped, numbers short and the same every time."""

from collections.abc import Iterable, Mapping
from xml.sax.saxutils import escape

from visualise.inert import make_inert
from visualise.lettering import FONT

Attribute = str | int | float


def number(value: float) -> str:
    """Return a coordinate to a tenth of a pixel, without a trailing nought."""
    rounded = round(value, 1)
    return str(int(rounded)) if rounded == int(rounded) else str(rounded)


def element(name: str, attributes: Mapping[str, Attribute] | None = None, *children: str) -> str:
    """Return one element; `children` are elements already, or text that went through `text_of`."""
    written = "".join(f' {key}="{_value(value)}"' for key, value in (attributes or {}).items())
    return f"<{name}{written}>{''.join(children)}</{name}>" if children else f"<{name}{written}/>"


def text_of(text: str) -> str:
    """Return text for between two tags: inert and escaped."""
    return escape(make_inert(text))


def group(children: Iterable[str], attributes: Mapping[str, Attribute] | None = None) -> str:
    """Return a group."""
    return element("g", attributes, *children)


def rect(box: tuple[float, float, float, float], attributes: Mapping[str, Attribute]) -> str:
    """Return a rectangle of (left, top, width, height)."""
    left, top, width, height = box
    return element("rect", {"x": left, "y": top, "width": width, "height": height, **attributes})


def path(commands: str, attributes: Mapping[str, Attribute]) -> str:
    """Return a path."""
    return element("path", {"d": commands, **attributes})


def text(
    content: str,
    at: tuple[float, float],
    size: int,
    attributes: Mapping[str, Attribute] | None = None,
    *,
    is_bold: bool = False,
) -> str:
    """Return one line of text whose baseline begins (or is centred, by `text-anchor`) at a point."""
    weight: dict[str, Attribute] = {"font-weight": "bold"} if is_bold else {}
    return element(
        "text", {"x": at[0], "y": at[1], "font-size": size, **weight, **(attributes or {})}, text_of(content)
    )


def document(size: tuple[int, int], name: str, title: str, description: str, body: Iterable[str]) -> str:
    """Return the whole picture, `size` (width, height) in pixels; `name` keeps ids of two pictures apart."""
    width, height = size
    return element(
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg",
            "viewBox": f"0 0 {width} {height}",
            "width": width,
            "height": height,
            "role": "img",
            "aria-labelledby": f"{name}-title {name}-desc",
            "font-family": FONT,
        },
        element("title", {"id": f"{name}-title"}, text_of(title)),
        element("desc", {"id": f"{name}-desc"}, text_of(description)),
        *body,
    )


def _value(value: Attribute) -> str:
    if isinstance(value, str):
        # What we write ourselves (paths, colours) is plain, and long: only the rest is looked at letter by letter.
        plain = value if value.isascii() and value.isprintable() else make_inert(value)
        return escape(plain, {'"': "&quot;"})
    return number(value)
