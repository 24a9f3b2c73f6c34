"""From the lists of neighbours to the edges of the board."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np

from game.content.issues import nearest
from game.content.maps.document import EDGE_KINDS, Edge, EdgeKind, StraitMark
from game.content.maps.findings import Findings
from game.content.maps.shapes_in import Parts, Thing, number

PASSAGE_KM = 1.0
"""Breadth of a strait between zones that do not touch, when it states none."""
LONGEST_KM = 40_000.0


def read_edges(
    territories: Mapping[str, Parts],
    zones: Mapping[str, Parts],
    straits: Iterable[tuple[Thing, StraitMark]],
    findings: Findings,
) -> tuple[Edge, ...]:
    """Return all edges in order, noting each neighbour that is unknown, wrong or contradicted.

    A border may be written at either end, or at both. A strait between zones that do not touch joins
    them.
    """
    edges: dict[tuple[str, str], Edge] = {}
    for shapes in (territories, zones):
        for parts in shapes.values():
            for kind in EDGE_KINDS:
                for edge in _listed(parts.main, kind, territories, zones, findings):
                    other = edges.setdefault((edge.a, edge.b), edge)
                    if other != edge:
                        findings.error(
                            parts.main.where.of(kind),
                            f"border of '{edge.a}' and '{edge.b}' is written twice, "
                            f"{other.length_km:g} and {edge.length_km:g} km",
                        )
    for thing, mark in straits:
        a, b = sorted((mark.sea_a, mark.sea_b))
        width = number(thing, "width_km", findings) if "width_km" in thing.facts else PASSAGE_KM
        if a != b:
            edges.setdefault((a, b), Edge(a, b, "sea", width or PASSAGE_KM))
    joined = {end for pair in edges for end in pair}
    for noun, shapes in (("territory", territories), ("zone", zones)):
        for key, parts in shapes.items():
            if key not in joined:
                findings.error(
                    parts.main.where, f"{noun} touches nothing", "list its neighbours and km"
                )
    return tuple(edges[pair] for pair in sorted(edges))


def _listed(
    thing: Thing,
    kind: EdgeKind,
    territories: Mapping[str, Parts],
    zones: Mapping[str, Parts],
    findings: Findings,
) -> Iterable[Edge]:
    here, where = thing.where.key, thing.where.of(kind)
    on_land = here in territories and thing is territories[here].main
    if kind == ("sea" if on_land else "land") and thing.text(kind):
        findings.error(where, f"'{kind}' is no border that it can have")
        return
    wanted = {"land": territories, "sea": zones, "coast": zones if on_land else territories}[kind]
    for entry in thing.text(kind).split(","):
        if not entry.strip():
            continue
        there, _, length = entry.strip().partition(" ")
        if there not in wanted:
            hint = nearest(there, wanted)
            if there in territories or there in zones:
                hint = f"a border of kind '{kind}' cannot lead there"
            findings.error(where, f"unknown id '{there[:80]}'", hint)
        elif there == here:
            findings.error(where, f"'{here}' borders on itself")
        elif (km := _length(length)) is None:
            findings.error(
                where, f"'{entry.strip()[:80]}' has no length in km", "write 'neighbour 120.5'"
            )
        else:
            a, b = sorted((here, there))
            yield Edge(a, b, kind, km)


def _length(text: str) -> float | None:
    try:
        km = round(float(text), 1)
    except ValueError:
        return None
    # Not a number fails the comparison as well.
    return km if np.isfinite(km) and 0.0 <= km <= LONGEST_KM else None
