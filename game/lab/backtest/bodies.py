"""Which body takes a crisis up, who belongs to it that day, and under which rules it decides."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Final

from game.core.charter import Admission, Charter, Organ
from game.core.kinds import Act, Obligation
from game.lab.record.tables import Land, Record, Seat
from game.lab.ring import league

LEAGUE, UNITED_NATIONS = "League of Nations", "United Nations"

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
        if known == LEAGUE:
            return Body(league(), members, permanent, universal=True, elected=9)
        if known == UNITED_NATIONS:
            charter = united_nations(assembly=opened >= "1950-11-03")
            elected = 6 if opened < "1966" else 10
            return Body(charter, members, permanent, universal=True, elected=elected)
        return Body(regional(), members, frozenset(), universal=False, elected=0)
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


def united_nations(*, assembly: bool) -> Charter:
    """Return the Charter of 1945: 3/5 of the council and no veto; parties vote on enforcement.

    With `assembly`, as since Uniting for Peace (resolution 377, 3 November 1950): what a veto
    blocks, two thirds of the assembly may recommend.
    """
    base = league()
    rule = replace(
        base.rules[0],
        organ=Organ.COUNCIL,
        majority=Fraction(3, 5),
        strict=False,
        parties_vote=True,
        veto=True,
        absence_consents=True,
        bypass=assembly,
    )
    peaceful = replace(rule, parties_vote=False)
    quiet = (Act.GOOD_OFFICES, Act.INQUIRY)
    rules = tuple(peaceful if act in quiet else rule for act in Act)
    return replace(
        base,
        key="united_nations",
        rules=rules[: len(base.rules)],
        obligations=_duties(base, force=Obligation.RECOMMENDED),
    )


def regional() -> Charter:
    """Return a regional body's rules: two thirds of all members, parties aside, force allowed."""
    base = league()
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
    return replace(
        base,
        key="regional",
        admission=Admission.REGIONAL,
        rules=(rule,) * len(base.rules),
        obligations=_duties(base, force=Obligation.RECOMMENDED),
    )


def _duties(base: Charter, *, force: Obligation) -> tuple[Obligation, ...]:
    return tuple(
        force if act == Act.FORCE else duty
        for act, duty in zip(Act, base.obligations, strict=False)
    )
