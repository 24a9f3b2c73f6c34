"""Which body takes a crisis up, who belongs to it that day, and under which rules it decides."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache
from typing import Final

from game.content import charter_shelf
from game.content.compile.charter import compile_charter
from game.core.calendar import Calendar
from game.core.charter import Admission, Charter, LadderStep, Organ
from game.core.kinds import Act, Obligation
from game.lab.record.tables import Land, Record, Seat

LEAGUE, UNITED_NATIONS = "League of Nations", "United Nations"

_PRESETS: Final = {
    LEAGUE: "league_1920",
    UNITED_NATIONS: "united_nations_1945",
    "NATO": "nato_1949",
    "SEATO": "seato_1954",
    "Warsaw Pact": "warsaw_pact_1955",
    "CSTO": "csto_2002",
}
"""Bodies whose charters come with the game."""

_UNITING_FOR_PEACE: Final = "1950-11-03"
_ENLARGED: Final = "1966"
"""Since when the Council has ten elected members instead of six."""

FOUNDED: Final = "1945-10-24"
"""When the United Nations took over from the League."""

_NAMED: Final = (
    ("arab league", "Arab League"),
    ("league of arab", "Arab League"),
    ("league", LEAGUE),
    ("united nations", UNITED_NATIONS),
    ("nato", "NATO"),
    ("north atlantic", "NATO"),
    ("warsaw", "Warsaw Pact"),
    ("seato", "SEATO"),
    ("cento", "CENTO (Baghdad Pact)"),
    ("baghdad", "CENTO (Baghdad Pact)"),
    ("anzus", "ANZUS"),
    ("rio pact", "Rio Pact (TIAR)"),
    ("tiar", "Rio Pact (TIAR)"),
    ("oas", "OAS"),
    ("american states", "OAS"),
    ("pan american", "OAS"),
    ("oau", "OAU (to 2002) / African Union"),
    ("african un", "OAU (to 2002) / African Union"),
    ("ecowas", "ECOWAS"),
    ("csto", "CSTO"),
    ("collective security treaty", "CSTO"),
    ("shanghai coop", "SCO"),
    ("sco", "SCO"),
    ("european union", "EU CSDP"),
    ("eu", "EU CSDP"),
)  # fmt: skip
"""How bodies with known members are written; matched at the beginning of a word."""

_LISTED: Final = {
    "gcc": "SAU KUW BAH QAT UAE OMA",
    "gulf coop": "SAU KUW BAH QAT UAE OMA",
    "asean": "INS MAL PHI SIN THI BRU DRV LAO MYA CAM",
    "sadc": "SAF ANG BOT LES MAW MZM NAM SWA TAZ ZAM ZIM DRC MAD",
    "caricom": "JAM TRI BAR GUY GRN DMA SLU SVG AAB SKN BHM BLZ SUR HAI",
    "cis": "RUS BLR KZK ARM KYR TAJ UZB",
    "pacific islands": "AUL NEW PNG FIJ SOL VAN WSM TON",
}
"""Bodies whose members are few and change little."""

_POWERS: Final = ("ambassador", "guarantor", "concert", "contact group", "quartet", "conference",
                  "minsk", "powers", "congress")  # fmt: skip
"""Words for a circle of great powers."""

_REGIONS: Final = {
    "osce": ("Europe",),
    "csce": ("Europe",),
    "celac": ("North America & Caribbean", "South America"),
    "unasur": ("South America",),
    "igad": ("Sub-Saharan Africa",),
}
"""Bodies open to whole regions."""


class MissingCharter(Exception):  # noqa: N818  # a charter is missing, which is what it says
    """A charter that ought to come with the game is not there, or cannot be read."""


@dataclass(frozen=True, slots=True)
class Body:
    """An institution on a day."""

    charter: Charter
    members: frozenset[str]
    permanent: frozenset[str]
    universal: bool
    elected: int


def body_of(
    text: str, date: str, record: Record, lands: list[Land], majors: frozenset[str],
    parties: list[Land],
) -> Body | None:  # fmt: skip
    """Return the body that a name means, None for none.

    `lands` are the states to choose members from, where only the region of a body is known; of an
    unknown body, the states of the parties' regions are taken to be its members.
    """
    name = f" {text.lower().strip()}"
    if name.strip() in ("", "none", "no", "n/a", "-"):
        return None
    padded = name.replace("/", " ").replace("(", " ").replace("-", " ")
    if any(word == "un" for word in padded.split()):
        padded = " united nations"
    known = next((full for key, full in _NAMED if f" {key}" in padded), None)
    if known is not None:
        held = _seats(known, date, record)
        opened = date
        members = frozenset(seat.abb for seat in held)
        permanent = frozenset(seat.abb for seat in held if seat.permanent)
        charter = charter_in_force(known, opened)
        if known == LEAGUE:
            return Body(charter, members, permanent, universal=True, elected=9)
        if known == UNITED_NATIONS:
            elected = 6 if opened < _ENLARGED else 10
            return Body(charter, members, permanent, universal=True, elected=elected)
        return Body(charter, members, frozenset(), universal=False, elected=0)
    for key, codes in _LISTED.items():
        if f" {key}" in padded:
            return Body(regional(), frozenset(codes.split()), frozenset(), False, 0)
    if any(word in padded for word in _POWERS):
        return Body(regional(), majors, frozenset(), universal=False, elected=0)
    regions = next(
        (found for key, found in _REGIONS.items() if f" {key}" in padded),
        tuple({land.region for land in parties}),
    )
    near = {land.abb for land in lands if land.region in regions}
    if " osce" in padded or " csce" in padded:
        near |= {"USA", "CAN"}
    return Body(regional(), frozenset(near), frozenset(), universal=False, elected=0)


def members_of(name: str, date: str, record: Record) -> frozenset[str]:
    """Return who belongs to a body on a day; before it was founded, its founders."""
    return frozenset(seat.abb for seat in _seats(name, date, record))


def _seats(name: str, date: str, record: Record) -> list[Seat]:
    seats = [seat for seat in record.seats if seat.institution == name]
    day = max(date, min(seat.since for seat in seats))
    return [seat for seat in seats if seat.since <= day and (not seat.until or day < seat.until)]


def charter_in_force(name: str, date: str) -> Charter:
    """Return the charter under which a body decides on a day, without the states that it names.

    One of the game's presets; a body that has none gets the general rules of a regional one.
    """
    if name == UNITED_NATIONS and date >= _UNITING_FOR_PEACE:
        return _preset("uniting_for_peace_1950")
    return _preset(_PRESETS[name]) if name in _PRESETS else regional()


@cache
def _preset(key: str) -> Charter:
    try:
        shelved, issues = charter_shelf.find(key)
    except charter_shelf.UnknownCharter as unknown:
        raise MissingCharter(f"the charter {key!r} is not among the presets") from unknown
    if shelved is None:
        raise MissingCharter("; ".join(str(issue) for issue in issues))
    return compile_charter(shelved.file, {}, Calendar(1920, 1, 4, 1))


@cache
def regional() -> Charter:
    """Return a regional body's rules: two thirds of all members, parties aside, force allowed."""
    base = _preset(_PRESETS[LEAGUE])
    rule = replace(
        base.rules[0],
        organ=Organ.ASSEMBLY,
        majority=Fraction(2, 3),
        strict=False,
        parties_vote=False,
        veto=False,
        absence_consents=True,
        bypass=False,
    )
    known = {step.act for step in base.ladder}
    force = LadderStep(Act.FORCE, (Act.DETERMINATION,))
    return replace(
        base,
        key="regional",
        admission=Admission.REGIONAL,
        rules=(rule,) * len(base.rules),
        obligations=tuple(
            Obligation.RECOMMENDED if act == Act.FORCE else duty
            for act, duty in zip(Act, base.obligations, strict=True)
        ),
        ladder=base.ladder if Act.FORCE in known else (*base.ladder, force),
    )
