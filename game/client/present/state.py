"""A state as another sees it: figures, threat and its factors, ties, treaties, seats and claims."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from game.client.present.map_paint import THREAT_BREAKS
from game.client.strings import text
from game.core.ids import StateId
from game.core.kinds import Doctrine, Seat
from game.core.observe import PlayerView
from game.core.phases.appraisal import threat_factors
from game.core.records import Claim, Treaty
from game.core.world import World
from game.narrate.narrator import Narrator
from game.narrate.numerals import men, money, percent


class Fact(NamedTuple):
    """One line of figures: what it is, how much, and what it means."""

    label: str
    value: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Threat:
    """The threat of one state to the viewer, and the five factors that make it."""

    level: float
    words: str
    factors: tuple[Fact, ...]
    formula: str


@dataclass(frozen=True, slots=True)
class TreatyLine:
    """A treaty or an offer that a state is party to."""

    treaty: Treaty
    title: str
    dates: str
    mine: bool
    offered_to_me: bool


@dataclass(frozen=True, slots=True)
class ClaimLine:
    """A claim by or on a state."""

    claim: Claim
    title: str
    detail: str
    mine: bool
    live_crisis: int
    """Id of the crisis that is about it; -1 none."""


REGIMES = ((-6.0, "autocracy"), (-1.0, "authoritarian"), (5.0, "mixed"), (11.0, "democracy"))
FEELINGS = ((-0.6, "hatred"), (-0.2, "dislike"), (0.2, "indifference"), (0.6, "liking"),
            (1.1, "friendship"))  # fmt: skip
THREATS = tuple(zip((*THREAT_BREAKS, 2.0), "01234", strict=True))
"""Bounds and keys of the classes that the map's legend shows."""


def figures(view: PlayerView, state: StateId) -> tuple[Fact, ...]:
    """Return what may be known of a state's strength and condition."""
    states = view.known.states
    rank = int((states.power[states.exists] > states.power[state]).sum()) + 1
    facts: list[Fact] = [
        _fact(
            "power", text("state.power_of", share=percent(float(states.power[state])), rank=rank)
        ),
        _fact("output", money(float(states.production[state]))),
        _fact("growth", f"{float(states.growth[state]) * 100:+.1f}%".replace("-", "−")),
        _fact("milex", money(float(states.milex[state]))),
        _fact("milper", men(float(states.milper[state]))),
        _fact("mobilised", percent(float(states.mobilisation[state]))),
        _fact("regime", text(f"regime.{_class(REGIMES, float(states.regime[state]))}")),
        _fact("stability", percent(float(states.stability[state]))),
        _fact("support", percent(float(states.support[state]))),
        _fact("weariness", percent(float(states.weariness[state]))),
        _fact("doctrine", doctrine(view.known, state)),
    ]
    if view.known.states.pressure[state] > 0.005:
        facts.append(_fact("pressure", percent(float(states.pressure[state]))))
    return tuple(facts)


def doctrine(known: World, state: StateId) -> str:
    """Return the two weightiest aims of a state in words."""
    weights = known.states.doctrine[state]
    best = np.argsort(-weights, kind="stable")[:2]
    words = [text(f"doctrine.{Doctrine(int(each)).name.lower()}") for each in best]
    return ", ".join(words if weights[best[1]] > 0.15 else words[:1])


def threat(view: PlayerView, state: StateId) -> Threat:
    """Return the threat of a state to the viewer with its factors."""
    known, me = view.known, view.viewer
    parts = threat_factors(known)
    level = float(known.dyads.threat[me, state])
    base = known.rules.base_hostility
    power, near = float(parts["power"][state]), float(parts["nearness"][me, state])
    offence, intent = float(parts["offence"][state]), base + float(parts["intent"][me, state])
    means = float(parts["means"][me])
    factors = (
        _fact("factor.power", f"{power:.3f}"),
        _fact("factor.nearness", f"× {near:.2f}"),
        _fact("factor.offence", f"× {offence:.2f}"),
        _fact("factor.intent", f"× {intent:.2f}"),
        _fact("factor.means", f"÷ {means:.3f}"),
    )
    product = power * near * offence * intent / max(means, 1e-6)
    return Threat(
        level,
        text(f"legend.threat.{_class(THREATS, level)}"),
        factors,
        text("state.threat_formula", product=f"{product:.2f}", level=f"{level:.2f}"),
    )


def threats(view: PlayerView, most: int = 6) -> tuple[tuple[StateId, float], ...]:
    """Return the states that threaten the viewer most, the gravest first."""
    level = view.known.dyads.threat[view.viewer]
    order = np.argsort(-level, kind="stable")[:most]
    return tuple((StateId(int(each)), float(level[each])) for each in order if level[each] > 0.01)


def relations(view: PlayerView, state: StateId) -> tuple[Fact, ...]:
    """Return what stands between the viewer and a state."""
    dyads, me = view.known.dyads, view.viewer
    facts = [
        _fact("feeling.ours", _feeling(float(dyads.affinity[me, state]))),
        _fact("feeling.theirs", _feeling(float(dyads.affinity[state, me]))),
        _fact("trade", percent(float(dyads.trade[me, state]))),
        _fact("distance", text("state.km", km=f"{float(dyads.gap_km[me, state]):,.0f}")),
    ]
    if dyads.contiguous[me, state]:
        facts[-1] = _fact("distance", text("state.neighbour"))
    if dyads.rivalry[me, state] > 0.05:
        facts.append(_fact("rivalry", percent(float(dyads.rivalry[me, state]))))
    if view.known.at_war()[me, state]:
        facts.append(_fact("war", text("state.at_war")))
    if dyads.recognised[me, state]:
        facts.append(_fact("recognised", text("state.yes")))
    kept, broken = float(dyads.kept[me, state]), float(dyads.broken[me, state])
    facts.append(_fact("word", percent((kept + 2) / (kept + broken + 3))))
    return tuple(facts)


def treaties(view: PlayerView, state: StateId, tell: Narrator) -> tuple[TreatyLine, ...]:
    """Return the treaties and open offers of a state that the viewer knows of."""
    known, me = view.known, view.viewer
    lines = []
    for treaty in known.treaties:
        if state not in treaty.parties or 0 <= treaty.until_turn <= known.turn:
            continue
        mine = me in treaty.parties
        offer = not treaty.accepted
        year = known.scenario.calendar.year(max(treaty.since_turn, 0))
        dates = text("state.treaty_offered") if offer else ""
        if not offer and treaty.since_turn > 0:
            dates = text("state.treaty_since", year=year)
        lines.append(
            TreatyLine(
                treaty, tell.treaty(treaty), dates, mine, mine and offer and treaty.offered_by != me
            )
        )
    lines.sort(key=lambda line: (not line.offered_to_me, not line.mine))
    return tuple(lines)


def memberships(view: PlayerView, state: StateId, tell: Narrator) -> tuple[Fact, ...]:
    """Return a state's place in each institution that it belongs to."""
    known, seats = view.known, view.known.memberships
    facts = []
    for body in range(len(known.charters)):
        if not seats.member[body, state]:
            continue
        words = text(f"seat.{Seat(int(seats.seat[body, state])).name.lower()}")
        if seats.suspended[body, state]:
            words = text("seat.suspended")
        leaves = int(seats.leaves[body, state])
        if leaves >= 0:
            words = text("seat.leaves", seat=words, year=known.scenario.calendar.year(leaves))
        facts.append(Fact(tell.names.institution_title(body), words))
    return tuple(facts)


def claims(view: PlayerView, state: StateId, tell: Narrator) -> tuple[ClaimLine, ...]:
    """Return the live claims of a state, and those on it."""
    known = view.known
    pressed = {crisis.claim: int(crisis.id) for crisis in known.live_crises()}
    lines = []
    for claim in known.claims:
        if not claim.live or state not in (claim.claimant, claim.holder):
            continue
        other = claim.holder if state == claim.claimant else claim.claimant
        key = "state.claim_on" if state == claim.claimant else "state.claim_by"
        detail = text(
            key,
            other=tell.names.state(other),
            weight=percent(claim.weight),
            just=percent(claim.legitimacy),
        )
        lines.append(
            ClaimLine(
                claim,
                tell.claim(claim.id, known),
                detail,
                claim.claimant == view.viewer,
                pressed.get(claim.id, -1),
            )
        )
    lines.sort(key=lambda line: (not line.mine, -line.claim.weight))
    return tuple(lines)


def _fact(key: str, value: str) -> Fact:
    return Fact(text(f"fact.{key}.label"), value, text(f"fact.{key}.note"))


def _feeling(value: float) -> str:
    words = text(f"feeling.{_class(FEELINGS, value)}")
    return f"{words} ({value:+.2f})".replace("-", "−")


def _class(bounds: tuple[tuple[float, str], ...], value: float) -> str:
    return next((key for bound, key in bounds if value < bound), bounds[-1][1])
