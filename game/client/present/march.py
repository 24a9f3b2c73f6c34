"""Where formations can go, how long it takes, and what a fight there would be like."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from game.client.present import supply
from game.client.present.state import Fact
from game.client.present.terms import Explained, explained
from game.client.strings import text
from game.core import forces as field
from game.core import odds
from game.core.ids import StateId
from game.core.kinds import Arm, Stance, TreatyKind
from game.core.observe import PlayerView
from game.narrate.narrator import Narrator
from game.narrate.numerals import many, men, percent

MOST_MONTHS = 36
"""Longest march that is followed to its end."""
SEA_LEGS = 3
"""Steps in a month at sea and in the air."""
SURE = (0.1, 0.35, 0.65, 0.9)
"""Bounds between the words for a chance."""


@dataclass(frozen=True, slots=True)
class Prospect:
    """What sending formations to a place would mean."""

    node: int
    place: str
    months: int | None
    """How long the slowest needs; None where there is no way."""
    fight: Fight | None
    facts: tuple[Fact, ...]
    """About the way and what one finds there."""
    warning: str
    """Why nothing would come of it; empty where something would."""
    stance: Stance
    """What formations would do there unless they are told otherwise."""


@dataclass(frozen=True, slots=True)
class Fight:
    """The odds of attacking a place, and what they are made of."""

    chance: float
    """To prevail in the first month."""
    words: str
    quarter: str
    """The chances to have prevailed, and to have been thrown back, month by month."""
    facts: tuple[Fact, ...]
    """What either side would lose."""
    ours: tuple[Explained, ...]
    theirs: tuple[Explained, ...]
    """What the powers are made of; they sum to `powers`."""
    powers: tuple[float, float]


def prospect(view: PlayerView, rows: Sequence[int], node: int, tell: Narrator) -> Prospect:
    """Return what sending formations to a place would mean, on what the viewer knows."""
    known, me = view.known, view.viewer
    theatre = field.Theatre.of(known)
    months = journey(view, rows, node, theatre)
    facts: list[Fact] = []
    if months is not None and months > 0:
        facts.append(Fact(text("march.way"), many(months, "month"), text("march.way_note")))
    share = supply.at(view, node)
    if share is not None:
        facts.append(Fact(text("march.supply"), percent(share), text("march.supply_note")))
    warning = ""
    holder = _holder(view, node)
    landing = _from_the_sea(view, rows, node, theatre)
    assault = Stance.LAND if landing else Stance.ATTACK
    fight = _fight(view, rows, node, assault, theatre, tell)
    if months is None:
        warning = text("march.no_way")
        if holder is not None and not (
            theatre.hostile[me, holder] or theatre.open_to[me, holder]
        ):  # fmt: skip
            warning = text("march.at_peace", state=tell.names.state(holder))
    if holder is not None and holder != me:
        joiners = bound_to(view, holder)
        if joiners:
            facts.append(
                Fact(text("march.joiners"), tell.names.states(joiners), text("march.joiners_note"))
            )
    place = tell.names.gazetteer.node_name(node)
    stance = assault if fight is not None else Stance.MOVE
    return Prospect(node, place, months, fight, tuple(facts), warning, stance)


def _from_the_sea(view: PlayerView, rows: Sequence[int], goal: int, theatre: field.Theatre) -> bool:
    """Tell whether an army's last step to a place would be ashore from a ship."""
    known, shore = view.known, view.known.board.territories
    for row in rows:
        arm, node = Arm(int(known.formations.arm[row])), int(known.formations.node[row])
        if arm != Arm.ARMY or goal >= shore:
            continue
        for _ in range(MOST_MONTHS * SEA_LEGS):
            step = int(theatre.next_steps(int(view.viewer), arm, goal, np.array([node]))[0])
            if step == goal and node >= shore:
                return True
            if step in (node, goal):
                break
            node = step
    return False


def journey(
    view: PlayerView, rows: Sequence[int], goal: int, theatre: field.Theatre | None = None
) -> int | None:
    """Return how many months the slowest formation needs to a place; None where one finds no way.

    Shipping that falls short makes it longer.
    """
    known = view.known
    theatre = theatre or field.Theatre.of(known)
    shore = known.board.territories
    longest = 0
    for row in rows:
        arm, node = Arm(int(known.formations.arm[row])), int(known.formations.node[row])
        months = legs = 0
        while node != goal:
            step = int(theatre.next_steps(int(view.viewer), arm, goal, np.array([node]))[0])
            if step == node or months > MOST_MONTHS:
                return None
            overland = arm == Arm.ARMY and node < shore and step < shore
            if overland or legs == 0:
                months += 1
                legs = SEA_LEGS
            legs = 0 if overland or (arm == Arm.ARMY and step < shore) else legs - 1
            node = step
        longest = max(longest, months)
    return longest


def bound_to(view: PlayerView, state: StateId) -> tuple[StateId, ...]:
    """Return who has promised to fight for a state and is in no war on its side yet."""
    known, me = view.known, view.viewer
    hostile = known.at_war()
    found: set[StateId] = set()
    for treaty in known.treaties:
        live = treaty.accepted and not 0 <= treaty.until_turn <= known.turn
        if not live or state not in treaty.parties:
            continue
        if treaty.kind == TreatyKind.DEFENCE:
            found |= set(treaty.parties)
        elif treaty.kind == TreatyKind.GUARANTEE and treaty.parties[0] != state:
            found.add(treaty.parties[0])
    return tuple(
        sorted(
            each
            for each in found - {state, me}
            if known.states.exists[each] and not hostile[me, each]
        )
    )


def _holder(view: PlayerView, node: int) -> StateId | None:
    known = view.known
    if known.board.is_sea(node):
        return None
    holder = int(known.territories.controller[node])
    return StateId(holder) if holder >= 0 else None


def _fight(
    view: PlayerView,
    rows: Sequence[int],
    node: int,
    stance: Stance,
    theatre: field.Theatre,
    tell: Narrator,
) -> Fight | None:
    seen = odds.of_attack(view, rows, node, stance=stance, theatre=theatre)
    if seen is None:
        return None
    lost = [
        text("odds.lost", share=percent(share), men=men(amount))
        for share, amount in zip(seen.shares, seen.losses, strict=True)
    ]
    facts = (
        Fact(text("odds.own_losses"), lost[0], text("odds.losses_note")),
        Fact(text("odds.their_losses"), lost[1], text("odds.losses_note")),
    )
    months = ", ".join(percent(chance) for chance in seen.by_month)
    quarter = text("odds.quarter", months=months, repelled=percent(seen.repelled[-1]))
    return Fight(
        seen.chance,
        chance_words(seen.chance),
        quarter,
        facts,
        explained(seen.terms[0], tell),
        explained(seen.terms[1], tell),
        (seen.attack, seen.defence),
    )


def chance_words(chance: float) -> str:
    """Return a chance to prevail in a word or two."""
    rank = int(np.searchsorted(SURE, chance, side="right"))
    return text(f"odds.words.{rank}")
