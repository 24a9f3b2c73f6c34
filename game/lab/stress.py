"""The stress test of a charter: what it would have made of a shelf of recorded crises.

Each crisis is set up from the figures of its day (`lab.backtest`), the charter is put in the place
of the one that was in force, and the game's own votes and contributions are drawn. Who belonged is
the record's, for a charter open to all: the members that the world's body had that day, and whoever
the charter itself names. A closed body has the members that it is tested with, as far as they were
there. What each state privately wants and fears is drawn anew in every run; both charters of a
comparison are tried on the same draws.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

import numpy as np

from game.core.charter import Admission, Charter, Trigger
from game.core.ids import NO_INSTITUTION, NOBODY, InstitutionId, StateId
from game.core.kinds import SANCTIONS, Act, Seat
from game.core.outlook import outlook
from game.lab.backtest.bodies import FOUNDED, LEAGUE, UNITED_NATIONS
from game.lab.backtest.cast import NO_STATE
from game.lab.backtest.measures import PACKAGES, respond
from game.lab.backtest.play import Draws, draw
from game.lab.backtest.reading import Opening
from game.lab.backtest.setting import Setting, set_up
from game.lab.record.tables import Record, record

RUNS: Final = 48
"""Times each crisis is played: a share is known to some seven hundredths, in a tenth of a second."""

_BLANK: Final = float("nan")


@dataclass(frozen=True, slots=True)
class Recorded:
    """A crisis on the shelf."""

    key: str
    """Its words are the reader's business."""
    opening: Opening


def _on(date: str, kind: str, aggressor: str, victim: str) -> Opening:
    body = LEAGUE if date < FOUNDED else UNITED_NATIONS
    return Opening(date, kind, aggressor, victim, body, _BLANK, _BLANK, None, None)


SHELF: Final = (
    Recorded("manchuria", _on("1931-09-18", "occupation", "JPN", "CHN")),
    Recorded("ethiopia", _on("1935-10-03", "conquest", "ITA", "ETH")),
    Recorded("austria", _on("1938-03-12", "annexation", "GMY", "AUS")),
    Recorded("poland", _on("1939-09-01", "conquest", "GMY", "POL")),
    Recorded("finland", _on("1939-11-30", "conquest", "RUS", "FIN")),
    Recorded("korea", _on("1950-06-25", "conquest", "PRK", "ROK")),
    Recorded("suez", _on("1956-10-29", "intervention", "UKG FRN ISR", "EGY")),
    Recorded("hungary", _on("1956-11-04", "intervention", "RUS", "HUN")),
    Recorded("afghanistan", _on("1979-12-24", "intervention", "RUS", "AFG")),
    Recorded("falklands", _on("1982-04-02", "seizure", "ARG", "UKG")),
    Recorded("kuwait", _on("1990-08-02", "annexation", "IRQ", "KUW")),
    Recorded("ukraine", _on("2022-02-24", "conquest", "RUS", "UKR")),
)
"""Attacks that everybody knows, by small states and by great, on the near and on the far."""


@dataclass(frozen=True, slots=True)
class Strain:
    """What a charter would have made of one crisis, shares of the runs."""

    key: str
    year: int
    takes_up: bool
    """It is among the quarrels that the charter was made for."""
    named: float
    """The aggressor is named."""
    sanctioned: float
    """Goods are denied to it, or its ports closed."""
    stopped: float
    """Mean chance that what is done, under a mandate or without one, stops it."""


@dataclass(frozen=True, slots=True)
class OnTrial:
    """A charter to be tried, with what its numbers of states mean."""

    charter: Charter
    names: tuple[str, ...]
    """[state] names of the campaign that the charter's states are of."""
    members: tuple[StateId, ...] = ()
    """Who belongs, where membership is not open to all."""


@dataclass(frozen=True, slots=True)
class _Stage:
    setting: Setting
    draws: Draws


def strain(tested: OnTrial, crisis: Recorded, runs: int = RUNS) -> Strain:
    """Try a charter on one crisis; the same question always gets the same answer."""
    stage = _stage(crisis, runs)
    setting = _under(stage.setting, tested)
    acted = setting is not None
    if setting is None:
        setting = replace(
            stage.setting,
            body=None,
            case=replace(stage.setting.case, institution=NO_INSTITUTION),
        )
    done = respond(setting, outlook(setting.world), stage.draws.resolve, stage.draws.cost)
    return Strain(
        crisis.key,
        crisis.opening.year,
        acted,
        _share(done.adopted, lambda acts: Act.DETERMINATION in acts),
        _share(done.adopted, lambda acts: not {*SANCTIONS, Act.BLOCKADE}.isdisjoint(acts)),
        float(done.stopped.mean()),
    )


def shelf_strains(
    tested: OnTrial,
    stop: Callable[[], bool] = lambda: False,
    told: Callable[[Strain], None] = lambda _strain: None,
    crises: Iterable[Recorded] = SHELF,
    runs: int = RUNS,
) -> tuple[Strain, ...] | None:
    """Try a charter on every crisis of a shelf; None if `stop` told it to, between two crises.

    `told` hears each answer as it comes. Raises RecordError where the record cannot be read.
    """
    found = []
    for crisis in crises:
        if stop():
            return None
        answer = strain(tested, crisis, runs)
        told(answer)
        found.append(answer)
    return tuple(found)


def _share(adopted: np.ndarray, asked: Callable[[tuple[Act, ...]], bool]) -> float:
    columns = [place for place, (_, acts) in enumerate(PACKAGES) if asked(acts)]
    return float(adopted[:, columns].any(axis=1).mean())


@cache
def _stage(crisis: Recorded, runs: int) -> _Stage:
    setting = set_up(crisis.opening, record())
    return _Stage(setting, draw(setting, runs))


# -- putting a charter on stage ----------------------------------------------------------------------


def _under(setting: Setting, tested: OnTrial) -> Setting | None:
    """Return the crisis before a body under the charter; None where it is none of its business."""
    rows = _rows(setting, tested.names)
    charter, world = tested.charter, setting.world.clone()
    open_to_all = charter.admission == Admission.UNIVERSAL and not charter.area
    seats = world.memberships
    if not open_to_all:
        seats.member[0] = False
        seats.member[0, _there(tested.members, rows)] = True
    permanent = _there(charter.permanent, rows)
    lead = rows.get(int(charter.lead), NOBODY)
    seats.member[0, [*permanent, *([lead] if lead >= 0 else [])]] = True
    if not seats.member[0].any():
        return None
    adversaries = _there(charter.adversaries, rows)
    if not _takes_up(setting, charter, rows, seats.member[0], adversaries):
        return None
    seats.seat[0] = Seat.NONE
    seats.seat[0, permanent] = Seat.PERMANENT
    others = np.flatnonzero(seats.member[0] & (seats.seat[0] == Seat.NONE))
    outside = [int(row) for row in others if int(row) not in _parties(setting)]
    if charter.elected_seats and outside:
        seats.seat[0, outside[-charter.elected_seats :]] = Seat.ELECTED
    member = np.asarray(seats.member[0], float)
    seats.met[0], seats.failed[0] = 1.5 * member, 1.5 * member
    world.charters = (
        replace(
            charter,
            permanent=_ids(permanent),
            without_veto=_ids(_there(charter.without_veto, rows)),
            adversaries=_ids(adversaries),
            area=_ids(_there(charter.area, rows)),
            lead=StateId(lead),
        ),
    )
    return replace(
        setting,
        world=world,
        case=replace(setting.case, institution=InstitutionId(0)),
    )


def _takes_up(
    setting: Setting,
    charter: Charter,
    rows: dict[int, int],
    member: np.ndarray,
    adversaries: list[int],
) -> bool:
    victim = int(setting.case.victim)
    internal = setting.cast.host != NO_STATE
    here = not charter.area or victim in _there(charter.area, rows)
    meant = {
        Trigger.ATTACK_ON_ANYONE: here and not internal,
        Trigger.ATTACK_ON_MEMBER: here and not internal and bool(member[victim]),
        Trigger.ATTACK_BY_ADVERSARY: here and int(setting.case.aggressor) in adversaries,
        Trigger.INTERNAL_ATROCITY: internal,
        Trigger.REVOLUTION: internal and bool(member[victim]),
    }
    return any(meant[trigger] for trigger in charter.triggers)


def _parties(setting: Setting) -> set[int]:
    return {*setting.aggressors, *setting.victims}


def _there(states: Iterable[int], rows: dict[int, int]) -> list[int]:
    return sorted({rows[int(state)] for state in states if int(state) in rows})


def _ids(rows: Iterable[int]) -> tuple[StateId, ...]:
    return tuple(StateId(row) for row in rows)


_ALSO: Final = {
    "united states": "united states of america",
    "soviet union": "russia",
    "russian empire": "russia",
    "people's republic of china": "china",
    "persia": "iran",
    "siam": "thailand",
    "irish free state": "ireland",
    "austria-hungary": "austria",
    "east germany": "german democratic republic",
    "west germany": "german federal republic",
    "kingdom of yugoslavia": "yugoslavia",
    "serbia": "yugoslavia",
    "czechia": "czech republic",
    "burma": "myanmar",
    "dahomey": "benin",
    "upper volta": "burkina faso",
    "congo-kinshasa": "democratic republic of the congo",
    "congo-brazzaville": "congo",
    "north vietnam": "vietnam",
    "south vietnam": "republic of vietnam",
    "ceylon": "sri lanka",
    "nejd": "saudi arabia",
    "nejd and hejaz": "saudi arabia",
    "muscat and oman": "oman",
}
"""What the record calls states that campaigns call otherwise."""

_HEIRS: Final = {"germany": "german federal republic"}
"""Who stands for a state in years in which it is divided."""


def _rows(setting: Setting, names: Sequence[str]) -> dict[int, int]:
    """Return the row on stage of each state of the campaign that was there that day."""
    stage = {
        player.land.name.casefold(): row
        for row, player in enumerate(setting.cast.players)
        if player.code != NO_STATE
    }
    found = {}
    for state, name in enumerate(names):
        plain = name.casefold()
        row = next(
            (
                stage[each]
                for each in (plain, _ALSO.get(plain, ""), _HEIRS.get(plain, ""))
                if each in stage
            ),
            None,
        )
        if row is not None:
            found[state] = row
    return found


def read_record() -> Record:
    """Read the record ahead of need. Raises RecordError."""
    return record()
