"""Who is on stage: the states that matter in a crisis, with the figures of the year."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from game.lab.backtest.parties import Party, party
from game.lab.backtest.quarrels import Quarrel, quarrel_of
from game.lab.backtest.reading import Opening
from game.lab.record.tables import FIGURES, FIRST, LAST, Land, Record, YearOf

Floats = NDArray[np.float64]

MOST = 24
"""Most states on stage; fewer make a turn no better, more make it slower."""

LEAD: Final = 0
"""Row of the leading aggressor: parties come first, aggressors before victims."""

NO_STATE: Final = -1
"""Code of a party that is no state."""

_NEIGHBOURS, _ALLIES, _RIVALS, _WEIGHTY = 6, 6, 4, 8

_SOON = 5
"""Years by which borders are entered late for states that are just being born."""

_REBELS = 0.6
"""Share of a state's means that those who rise in it make up for: fewer, but at home everywhere
[design]; about as many civil wars end with rebels or with terms as with the government (Licklider
1995; Kreutz 2010)."""
_REGIME = 0.8
"""The same of those who hold its capital."""
_PEOPLE = 0.1
"""Means of a population, beside the state that rules it."""
_LAND = 2e-4
"""Share of the world's capabilities of a land that is no state (Tibet 1950, say)."""

_LEAST = 1e-7
"""Smallest share of the world's capabilities that is told apart: an islet's."""

_OUTPOST = 5e-5
"""The same of a land for which a state elsewhere answers."""


@dataclass(frozen=True, slots=True)
class Player:
    """One on stage."""

    code: int
    """Its number in the record; NO_STATE for a party that is none."""
    land: Land
    figures: Floats
    """In the order of FIGURES."""
    polity: float
    major: bool
    nuclear: bool
    host: int = NO_STATE
    """The state within which it is, for a party that is none."""


@dataclass(frozen=True, slots=True)
class Cast:
    """All on stage, parties first."""

    players: tuple[Player, ...]
    aggressors: tuple[int, ...]
    """Rows; the first leads."""
    victims: tuple[int, ...]
    host: int
    """Code of the state in which an internal quarrel is; NO_STATE for one between states."""
    quarrel: Quarrel
    insurgent: bool
    """Internal, and it is not the government that is accused."""


def cast_of(opening: Opening, record: Record) -> Cast:
    """Return who is on stage."""
    present = record.year(opening.year)
    quarrel = quarrel_of(opening.kind)
    one = party(opening.aggressor, record, set(present))
    other = party(opening.victim, record, set(present))
    attackers, defenders = _sorted_out(one, other, quarrel, record, opening.year)
    internal = quarrel.internal > 0 and (
        not attackers or not defenders or set(attackers) <= set(defenders)
    )
    totals = np.array(
        [sum(np.nan_to_num(row.figures[k]) for row in present.values()) for k in range(7)]
    )
    host = NO_STATE
    insurgent = False
    if internal or not attackers:
        host = (defenders or attackers or (NO_STATE,))[0]
        governs = bool(attackers) and (one.coded or "government" in opening.aggressor.lower())
        insurgent = not governs
    players: list[Player] = []
    if host != NO_STATE and (internal or not attackers):
        home = _state(record, opening.year, host, totals)
        if insurgent:
            share = _REGIME if quarrel.hand > 0.8 or "regime" in opening.aggressor else _REBELS
            rebels = _fraction(home, share)
            players = [_given(rebels, opening.aggressor_power, totals, home), home]
        else:
            players = [home, _fraction(home, _PEOPLE)]
        sides: tuple[tuple[int, ...], tuple[int, ...]] = ((0,), (1,))
    else:
        host = NO_STATE
        firsts = [_state(record, opening.year, code, totals) for code in attackers]
        firsts = firsts or [_nowhere(record, defenders, totals)]
        seconds = [_state(record, opening.year, code, totals) for code in defenders]
        if other.parenthesis or not seconds:
            # A land that is no state of its own, before the state that answers for it.
            garrison = _OUTPOST if seconds else _LAND
            seconds = [_nowhere(record, attackers, totals, garrison), *seconds]
        players = [*firsts, *seconds]
        sides = (
            tuple(range(len(firsts))),
            tuple(range(len(firsts), len(players))),
        )
    players = _flagged(players, sides[0], opening)
    if host == NO_STATE:
        players = _scaled(players, sides[0], opening.aggressor_power, totals)
        players = _scaled(players, sides[1], opening.victim_power, totals)
    named = [player.code for player in players if player.code != NO_STATE]
    for code in _others(record, opening.year, named)[: max(MOST - len(players), 6)]:
        players.append(_state(record, opening.year, code, totals))
    return Cast(tuple(players), sides[0], sides[1], host, quarrel, insurgent)


def _sorted_out(
    one: Party, other: Party, quarrel: Quarrel, record: Record, year: int
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Return the states on each side; what cannot be a state acting is taken out.

    In a quarrel within a state, a "state" that neither borders on it nor is a great power is the
    name of a faction that reads like a code; a people named after a state not yet there lives in
    the accused state.
    """
    present = record.year(year)
    attackers, defenders = one.states[:6], other.states[:6]
    if quarrel.internal > 0 and one.people and defenders:
        touching = _bordering(record, year + _SOON, set(defenders), waters=5)
        attackers = tuple(
            code
            for code in attackers
            if code in defenders or code in touching or (code in present and present[code].major)
        )
    if quarrel.internal > 0.9 and attackers:
        defenders = tuple(
            code for code in defenders if code in present and (other.coded or code in attackers)
        )
    both = [code for code in attackers if code in defenders]
    if both and len(attackers) > len(both):
        attackers = tuple(code for code in attackers if code not in both)
    elif both and len(defenders) > len(both):
        defenders = tuple(code for code in defenders if code not in both)
    elif both and quarrel.internal == 0 and len(both) > 1:
        attackers, defenders = tuple(both[:1]), tuple(both[1:])
    return attackers, defenders


def _state(record: Record, year: int, code: int, totals: Floats) -> Player:
    """Return a state with its figures of the year, or of the nearest year that has any."""
    for step in range(40):
        for when in (year + step, year - step):
            row = record.year(when).get(code) if FIRST <= when <= LAST or step == 0 else None
            if row is not None:
                return _player(code, record.lands[code], row, totals)
    land = record.lands[code]
    return Player(code, land, _LAND * totals, 0.0, major=False, nuclear=False)


def _player(code: int, land: Land, row: YearOf, totals: Floats) -> Player:
    """Fill missing figures from the state's shares of what is known."""
    shares = row.figures / np.maximum(totals, 1e-9)
    known = np.isfinite(shares[: len(FIGURES)])
    usual = float(np.median(shares[known])) if known.any() else _LAND
    figures = np.where(known, row.figures, usual * totals)
    polity = row.polity if np.isfinite(row.polity) else 0.0
    return Player(code, land, figures, polity, row.major, row.nuclear)


def _fraction(home: Player, share: float) -> Player:
    return Player(
        NO_STATE, home.land, share * home.figures, 0.0, major=False, nuclear=False, host=home.code
    )


def _given(player: Player, power: float, totals: Floats, home: Player) -> Player:
    """Return a party that is no state with the power that the file gives it, its state's at most."""
    if not np.isfinite(power) or power <= 0:
        return player
    return replace(player, figures=np.minimum(max(power, _LEAST) * totals, home.figures))


def _scaled(
    players: list[Player], rows: tuple[int, ...], power: float, totals: Floats
) -> list[Player]:
    """Return players with a side of states scaled to the power that the file gives it, if any."""
    if not np.isfinite(power) or power <= 0 or all(players[row].code == NO_STATE for row in rows):
        return players
    held = sum(
        float(np.mean((players[row].figures / np.maximum(totals, 1e-9))[:6])) for row in rows
    )
    factor = max(power, _LEAST) / max(held, _LEAST)
    return [
        replace(player, figures=player.figures * factor) if row in rows else player
        for row, player in enumerate(players)
    ]


def _nowhere(
    record: Record, beside: tuple[int, ...], totals: Floats, power: float = _LAND
) -> Player:
    """Return a party that the record knows nothing of, beside the other party."""
    home = record.lands[beside[0]] if beside else next(iter(record.lands.values()))
    host = home.code if beside else NO_STATE
    return Player(NO_STATE, home, power * totals, 0.0, major=False, nuclear=False, host=host)


def _flagged(players: list[Player], aggressors: tuple[int, ...], opening: Opening) -> list[Player]:
    """Take rank and arms of the leading aggressor from the file, where it gives them."""
    if players[LEAD].code == NO_STATE:
        return players
    alone = len(aggressors) == 1
    major = players[LEAD].major
    if opening.aggressor_major is not None and (alone or opening.aggressor_major):
        others = any(players[row].major for row in aggressors[1:])
        major = opening.aggressor_major if alone else (major or not others)
    nuclear = players[LEAD].nuclear
    if opening.aggressor_nuclear is not None and (alone or opening.aggressor_nuclear):
        others = any(players[row].nuclear for row in aggressors[1:])
        nuclear = opening.aggressor_nuclear if alone else (nuclear or not others)
    out = list(players)
    out[LEAD] = replace(players[LEAD], major=major, nuclear=nuclear)
    return out


def _others(record: Record, year: int, named: list[int]) -> list[int]:
    """Return who else matters, weightiest reasons first: powers, neighbours, allies, rivals."""
    present = record.year(year)
    weight = _weights(present)

    def top(codes: set[int], most: int) -> list[int]:
        able = [code for code in codes if code in present and code not in named]
        return sorted(able, key=lambda code: (-weight[code], code))[:most]

    parties = set(named)
    allies = {
        (spell.b if spell.a in parties else spell.a)
        for spell in record.pacts
        if spell.kind == 1
        and spell.since <= year <= spell.until
        and (spell.a in parties) != (spell.b in parties)
    }
    rivals = {
        (spell.b if spell.a in parties else spell.a)
        for spell in record.rivals
        if spell.since <= year <= spell.until and (spell.a in parties) != (spell.b in parties)
    }
    majors = {code for code, row in present.items() if row.major}
    found: list[int] = []
    for group, most in (
        (majors, 9),
        (_bordering(record, year, parties), _NEIGHBOURS),
        (allies, _ALLIES),
        (rivals, _RIVALS),
        (set(present), _WEIGHTY + 12),
    ):
        found += [code for code in top(group, most) if code not in found]
    return found


def _weights(present: dict[int, YearOf]) -> dict[int, float]:
    """Return each state's capabilities: the sum of its shares of the six kinds."""
    table = np.nan_to_num(np.array([row.figures[:6] for row in present.values()]))
    shares = (table / np.maximum(table.sum(axis=0), 1e-9)).sum(axis=1)
    return dict(zip(present, (float(share) for share in shares), strict=True))


def _bordering(record: Record, year: int, codes: set[int], *, waters: int = 2) -> set[int]:
    """Return the neighbours of states, by land or over waters up to a kind."""
    when = max(year, 1920)
    return {
        (spell.b if spell.a in codes else spell.a)
        for spell in record.borders
        if spell.kind <= waters
        and spell.since <= when <= spell.until
        and (spell.a in codes) != (spell.b in codes)
    }
