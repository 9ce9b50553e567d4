"""A network as a file for other tools: GraphML, GEXF, JSON, or a table of links as link-chart programs read them."""

import json
import re
from collections.abc import Callable, Mapping
from datetime import date
from enum import StrEnum
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree as ET

import networkx as nx
import polars as pl

from graph_schema.case_network import CaseNetwork, Fact, NetworkLink, NetworkNode
from ingest.reading.writing import escape_formula
from service.cases.output import as_json, camel
from service.errors import CannotExport

_NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_JOIN = "; "

LINK_COLUMNS = (
    "from_id", "from_kind", "from_label", "from_roles", "type", "label", "to_id", "to_kind", "to_label", "to_roles",
    "valid_from", "valid_to", "sources", "flags",
)  # fmt: skip
"""The columns of the table of links; a thing without a link has a row with nothing beyond `from_roles`."""


class NetworkFormat(StrEnum):
    """The forms a network can be written in."""

    JSON = "json"
    GRAPHML = "graphml"
    GEXF = "gexf"
    CSV = "csv"


def write_network(network: CaseNetwork, format_: NetworkFormat) -> bytes:
    """Return a network as the bytes of a file, the same for the same network."""
    return _WRITERS[format_](network)


def save_network(network: CaseNetwork, format_: NetworkFormat, path: Path) -> None:
    """Write a network to a file; raises CannotExport where that cannot be written."""
    try:
        path.write_bytes(write_network(network, format_))
    except OSError as error:
        raise CannotExport(f"{path} cannot be written: {error.strerror}.") from error


def _json(network: CaseNetwork) -> bytes:
    return (json.dumps(as_json(network), ensure_ascii=False, indent=1) + "\n").encode()


def _csv(network: CaseNetwork) -> bytes:
    nodes = {node.id: node for node in network.nodes}
    numbers = _flag_numbers(network)
    rows = [_link_row(link, nodes, numbers) for link in network.links]
    tied = {end for link in network.links for end in (link.from_id, link.to_id)}
    rows += [(*_end(node), *[""] * 10) for node in network.nodes if node.id not in tied]
    escaped = [tuple(escape_formula(cell) for cell in row) for row in rows]
    schema = dict.fromkeys(LINK_COLUMNS, pl.String)
    return pl.DataFrame(escaped, schema=schema, orient="row").write_csv().encode()


def _link_row(link: NetworkLink, nodes: Mapping[str, NetworkNode], numbers: Mapping[str, list[int]]) -> tuple[str, ...]:
    told = _JOIN.join(map(str, numbers.get(link.id, [])))
    days = (_text(link.valid_from), _text(link.valid_to))
    start, end = nodes[link.from_id], nodes[link.to_id]
    return (*_end(start), link.type, link.label, *_end(end), *days, _JOIN.join(link.sources), told)


def _end(node: NetworkNode) -> tuple[str, ...]:
    return node.id, node.kind, node.label, _JOIN.join(node.roles)


def _flag_numbers(network: CaseNetwork) -> dict[str, list[int]]:
    numbers: dict[str, list[int]] = {}
    for flag in network.flags:
        for id_ in (*flag.node_ids, *flag.link_ids):
            numbers.setdefault(id_, []).append(flag.number)
    return numbers


def _graphml(network: CaseNetwork) -> bytes:
    file = BytesIO()
    nx.write_graphml_xml(_plain_graph(network), file)
    return file.getvalue()


def _gexf(network: CaseNetwork) -> bytes:
    file = BytesIO()
    nx.write_gexf(_plain_graph(network), file)
    root = ET.fromstring(file.getvalue())  # noqa: S314 - it was written a line above
    namespace = root.tag.split("}", maxsplit=1)[0] + "}"
    ET.register_namespace("", namespace[1:-1])
    for meta in root.findall(f"{namespace}meta"):
        # The writer dates the file by the clock, so that the same network would not be the same bytes.
        meta.attrib.pop("lastmodifieddate", None)
    told: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return told


def _plain_graph(network: CaseNetwork) -> "nx.MultiDiGraph[str]":
    """Return the network with nothing but text, whole numbers and yes or no on it, which every tool reads."""
    numbers = _flag_numbers(network)
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph(caseRef=_clean(network.case_ref), marking=network.marking)
    for node in network.nodes:
        own = {"kind": node.kind, "label": _clean(node.label), "roles": _JOIN.join(node.roles)}
        refs = {"refs": _clean(_JOIN.join(node.refs))} if node.refs else {}
        graph.add_node(node.id, **own, **refs, **_facts(node.facts), **_flags(numbers.get(node.id)))
    for link in network.links:
        days = {"validFrom": _text(link.valid_from), "validTo": _text(link.valid_to)}
        told = {"type": link.type, "label": _clean(link.label), "sources": _clean(_JOIN.join(link.sources)), **days}
        attributes = {**told, **_facts(link.facts), **_flags(numbers.get(link.id))}
        graph.add_edge(link.from_id, link.to_id, key=link.id, **{n: v for n, v in attributes.items() if v != ""})
    return graph


def _flags(numbers: list[int] | None) -> dict[str, str]:
    return {"flags": _JOIN.join(map(str, numbers))} if numbers else {}


def _facts(facts: Mapping[str, Fact]) -> dict[str, str | int | bool]:
    """Return facts under names that are no attribute's own."""
    known = {name: value for name, value in sorted(facts.items()) if value is not None}
    return {f"fact{camel('_' + name)}": _plain(value) for name, value in known.items()}


def _plain(value: Fact) -> str | int | bool:
    return value if isinstance(value, (bool, int)) else _text(value)


def _text(value: Fact) -> str:
    if value is None:
        return ""
    return value.isoformat() if isinstance(value, date) else _clean(str(value))


def _clean(text: str) -> str:
    """Return text without the characters that XML cannot hold."""
    return _NOT_IN_XML.sub("", text)


_WRITERS: Mapping[NetworkFormat, Callable[[CaseNetwork], bytes]] = {
    NetworkFormat.JSON: _json,
    NetworkFormat.GRAPHML: _graphml,
    NetworkFormat.GEXF: _gexf,
    NetworkFormat.CSV: _csv,
}
