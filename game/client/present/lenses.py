"""What the map modes about one chosen state, and about all, say of each state: classes and terms.

Every lens answers for a *chosen* state, the viewer where none is; all is read from the viewer's view.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import numpy as np
from numpy.typing import NDArray

from game.ai.prospects import body_for
from game.client.mapview import modes
from game.client.mapview.modes import Legend, LegendEntry, Shading
from game.client.mapview.paint import Hatch
from game.client.mapview.style import Rgb
from game.client.strings import text
from game.content.gazetteer import Gazetteer
from game.core.cases import Case
from game.core.forecast import RESPONSE, AttackForecast, attack_on, forecast_attack
from game.core.ids import StateId
from game.core.kinds import Act, Seat, TreatyKind
from game.core.observe import PlayerView
from game.core.terms import Term
from game.core.world import World

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


class Lens(StrEnum):
    """A map mode that colours states by what is known of them."""

    POWER = "power"
    DEFENDERS = "defenders"
    INSTITUTIONS = "institutions"
    OBLIGATIONS = "obligations"
    SANCTIONS = "sanctions"
    TRADE = "trade"
    OPINION = "opinion"
    STABILITY = "stability"


HEATED: Final[dict[Lens, tuple[float, float, float, float]]] = {
    Lens.POWER: (0.003, 0.01, 0.03, 0.08),
    Lens.DEFENDERS: (0.05, 0.2, 0.4, 0.6),
    Lens.TRADE: (0.002, 0.01, 0.03, 0.08),
    Lens.STABILITY: (0.3, 0.45, 0.6, 0.75),
}
"""Lenses of a figure, with the bounds of its classes; of stability, what is lacking of it."""

CHOSEN_RGB: Rgb = (186, 200, 190)
"""Of the chosen state, where it is not one of those that are classed."""

PLAIN_RGB: Rgb = (238, 230, 208)
_DEEP: Rgb = (84, 122, 158)
_CLEAR: Rgb = (146, 178, 200)
_PALE: Rgb = (202, 214, 216)
_WARM: Rgb = (232, 196, 137)
_HOT: Rgb = (190, 104, 72)
_DARK: Rgb = (138, 128, 124)

CLASSED: Final[dict[Lens, tuple[tuple[str, Rgb, Hatch], ...]]] = {
    Lens.INSTITUTIONS: (
        ("permanent", _DEEP, Hatch.CROSS),
        ("elected", _CLEAR, Hatch.DIAGONAL),
        ("member", _PALE, Hatch.NONE),
        ("barred", _WARM, Hatch.DOTS),
        ("outside", PLAIN_RGB, Hatch.COUNTER),
    ),
    Lens.OBLIGATIONS: (
        ("each_other", _DEEP, Hatch.CROSS),
        ("bound_to_it", _CLEAR, Hatch.DIAGONAL),
        ("it_is_bound", _WARM, Hatch.COUNTER),
        ("understanding", _PALE, Hatch.DOTS),
        ("nothing", PLAIN_RGB, Hatch.NONE),
    ),
    Lens.SANCTIONS: (
        ("most", _DEEP, Hatch.CROSS),
        ("some", _CLEAR, Hatch.DIAGONAL),
        ("leak", _HOT, Hatch.COUNTER),
        ("no_trade", PLAIN_RGB, Hatch.NONE),
    ),
    Lens.OPINION: (
        ("hostile", _HOT, Hatch.CROSS),
        ("cool", _WARM, Hatch.DIAGONAL),
        ("indifferent", (214, 204, 180), Hatch.NONE),
        ("warm", _PALE, Hatch.DOTS),
        ("friend", _DEEP, Hatch.COUNTER),
    ),
}
"""Lenses of kinds of states: the word, colour and hatching of each kind."""

SIDES: Final = (("attacked", _CLEAR, Hatch.COUNTER), ("attacker", _DARK, Hatch.COUNTER))
"""How the two of an attack stand among those who are asked to help; told apart by lightness."""

_FEELING = (-0.4, -0.1, 0.15, 0.4)
"""Bounds of the classes of opinion."""

_LEAKS = 0.002
"""Share of the chosen state's output that goes in trade with one who denies it nothing."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a lens shows of every state."""

    lens: Lens
    chosen: StateId
    attacker: StateId
    """Of the defenders: who is taken to attack; -1 nobody."""
    body: int
    """Of institutions: which one; -1 none."""
    values: Floats
    """[state] the figure, or the rank of the class; NaN where there is nothing to say."""
    forecast: AttackForecast | None = None


def read(view: PlayerView, lens: Lens, chosen: int | None, attacker: int | None) -> Reading:
    """Return what a lens shows."""
    known = view.known
    one = StateId(view.viewer if chosen is None or not known.states.exists[chosen] else chosen)
    values = np.full(known.n, np.nan)
    foe, body, plan = StateId(-1), -1, None
    alive = known.states.exists
    match lens:
        case Lens.POWER:
            values = known.states.power.astype(float).copy()
        case Lens.STABILITY:
            values = 1.0 - known.states.stability
        case Lens.TRADE:
            values = known.dyads.usual_trade[:, one].astype(float).copy()
        case Lens.OPINION:
            values = np.digitize(known.dyads.affinity[:, one], _FEELING).astype(float)
        case Lens.OBLIGATIONS:
            values = _obligations(known, one)
        case Lens.INSTITUTIONS:
            body = main_body(known, one)
            values = _standing(known, body) if body >= 0 else values
        case Lens.SANCTIONS:
            values = _denials(known, one)
        case Lens.DEFENDERS:
            foe = attacker_of(known, one, attacker)
            if foe >= 0:
                plan = _foreseen(known, foe, one)
                values = plan.comers.astype(float).copy()
                values[foe] = np.nan
    values[~alive] = np.nan
    if lens in (Lens.DEFENDERS, Lens.TRADE, Lens.OPINION, Lens.OBLIGATIONS, Lens.SANCTIONS):
        values[one] = np.nan
    return Reading(lens, one, foe, body, values, plan)


def attacker_of(known: World, victim: StateId, wanted: int | None) -> StateId:
    """Return who is taken to attack: who was asked for, else whom the victim fears most; -1 nobody."""
    if wanted is not None and wanted != victim and known.states.exists[wanted]:
        return StateId(wanted)
    fear = np.where(known.states.exists, known.dyads.threat[victim], -1.0)
    fear[victim] = -1.0
    worst = int(fear.argmax())
    return StateId(worst) if fear[worst] >= 0 else StateId(-1)


def feared(known: World, victim: StateId, most: int = 6) -> tuple[StateId, ...]:
    """Return whom a state fears most, the gravest first."""
    fear = np.where(known.states.exists, known.dyads.threat[victim], -1.0)
    fear[victim] = -1.0
    order = np.argsort(-fear, kind="stable")[:most]
    return tuple(StateId(int(row)) for row in order if fear[row] >= 0)


def main_body(known: World, state: StateId) -> int:
    """Return the body that is shown: the one with the most members that a state belongs to, or of all."""
    seats = known.memberships
    size = (seats.member & known.states.exists[None, :]).sum(axis=1) * seats.in_being
    if not size.size or not size.any():
        return -1
    own = np.where(seats.member[:, state], size, 0)
    return int(own.argmax() if own.any() else size.argmax())


def _foreseen(known: World, attacker: StateId, victim: StateId) -> AttackForecast:
    case: Case = attack_on(attacker, victim, _CLEAR_CASE, body_for(known, attacker, victim))
    return forecast_attack(known.held(), case)


_CLEAR_CASE = 0.25
"""How ambiguous the attack is taken to be: an open one, with the usual excuses."""


def _obligations(known: World, one: StateId) -> Floats:
    bound = known.ties(TreatyKind.DEFENCE, TreatyKind.GUARANTEE)
    entente = known.ties(TreatyKind.ENTENTE)
    to_it, by_it = bound[:, one], bound[one]
    rank = np.full(known.n, 4.0)
    rank[entente[:, one] | entente[one]] = 3.0
    rank[by_it] = 2.0
    rank[to_it] = 1.0
    rank[to_it & by_it] = 0.0
    return rank


def _standing(known: World, body: int) -> Floats:
    seats = known.memberships
    rank = np.where(seats.member[body], 2.0, 4.0)
    rank[seats.seat[body] == Seat.ELECTED] = 1.0
    rank[seats.seat[body] == Seat.PERMANENT] = 0.0
    rank[seats.suspended[body] | seats.away[body]] = 3.0
    return rank


def _denials(known: World, target: StateId) -> Floats:
    denied = known.embargoes.denied[:, target].mean(axis=-1)
    rank = np.full(known.n, 3.0)
    rank[known.dyads.usual_trade[target] > _LEAKS] = 2.0
    rank[denied > 0.01] = 1.0
    rank[denied >= 0.5] = 0.0
    return rank


def shade(view: PlayerView, reading: Reading, names: Gazetteer, palette: str) -> Shading:
    """Return how the map is painted by a lens."""
    owner = view.known.territories.controller
    lens = reading.lens
    values = np.where(owner >= 0, reading.values[np.maximum(owner, 0)], np.nan)
    parties = _parties(reading, names)
    values[np.isin(owner, [party for party, _ in parties])] = 0.0  # coloured by themselves below
    silent = np.isnan(values) & (owner != reading.chosen)
    unknown = text("lens.none" if silent.any() else "lens.itself")
    if lens in HEATED:
        shading = modes.heat(
            values,
            palette,
            title=title(reading, names),
            breaks=HEATED[lens],
            texts=[text(f"lens.{lens.value}.{rank}") for rank in range(5)],
            unknown=unknown,
        )
    else:
        looks = [
            (rgb, hatch, text(f"lens.{lens.value}.{word}")) for word, rgb, hatch in CLASSED[lens]
        ]
        shading = modes.classed(values, looks, title=title(reading, names), unknown=unknown)
    fill, hatch = shading.fill.copy(), shading.hatch.copy()
    for party, look in parties:
        fill[owner == party], hatch[owner == party] = look.rgb, look.hatch
    entries = (*shading.legend.entries, *(look for _, look in parties))
    return Shading(fill, hatch, Legend(shading.legend.title, entries))


def _parties(reading: Reading, names: Gazetteer) -> tuple[tuple[int, LegendEntry], ...]:
    """Return how the two of an attack are shown, where it is asked who would come to help."""
    if reading.lens != Lens.DEFENDERS or reading.attacker < 0:
        return ()
    pair = (reading.chosen, reading.attacker)
    return tuple(
        (int(one), LegendEntry(rgb, hatch, text(f"lens.{role}", state=names.names[one])))
        for one, (role, rgb, hatch) in zip(pair, SIDES, strict=True)
    )


def title(reading: Reading, names: Gazetteer) -> str:
    """Return the heading of the legend: the mode, and of whom it speaks."""
    lens, one = reading.lens, names.names[reading.chosen]
    match lens:
        case Lens.POWER | Lens.STABILITY:
            return text(f"mode.{lens.value}")
        case Lens.INSTITUTIONS if reading.body < 0:
            return text("lens.no_body")
        case Lens.INSTITUTIONS:
            return names.institution_names[reading.body]
        case Lens.DEFENDERS if reading.attacker >= 0:
            return text("lens.defenders_of", victim=one, attacker=names.names[reading.attacker])
        case _:
            return text(f"lens.of.{lens.value}", state=one)


@dataclass(frozen=True, slots=True)
class Said:
    """What a lens says of one state: a line, and the terms that its figure is the sum of."""

    line: str
    terms: tuple[Term, ...] = ()


def said(reading: Reading, state: StateId) -> Said | None:
    """Return what a lens says of a state; None where it says nothing."""
    value = float(reading.values[state])
    if np.isnan(value):
        return None
    lens = reading.lens
    if lens in CLASSED:
        return Said(text(f"lens.{lens.value}.{CLASSED[lens][int(value)][0]}"))
    if lens == Lens.POWER:
        return Said(text("lens.share_of_power", share=f"{100 * value:.1f}"))
    if lens == Lens.STABILITY:
        return Said(text("lens.stability_is", share=f"{100 * (1 - value):.0f}"))
    if lens == Lens.TRADE:
        return Said(text("lens.trade_is", share=f"{100 * value:.1f}"))
    plan = reading.forecast
    if plan is None:
        return None
    return Said(text("lens.would_send", share=f"{100 * value:.0f}"), _reasons(plan, state))


def _reasons(plan: AttackForecast, state: StateId) -> tuple[Term, ...]:
    """Return why a state would come, as others see it: the terms of its likeliest share.

    Where it would most likely give nothing, those of the least share: what speaks against it.
    """
    decided = plan.decided >= 0.5
    force = plan.plan if decided else plan.alone
    row = RESPONSE.index(Act.FORCE) if decided else 0
    likely = force.likelihood[row, state]
    choice = int(likely.argmax())
    return force.explain(row, state, choice if choice > 0 else 1)
