"""Checks of one part of a campaign against another: a list of small passes.

A pass takes a draft and yields findings. It looks only at parts that were read whole.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from game.content.draft import Draft
from game.content.issues import Issue
from game.content.lint import bodies, forces, happenings, land, market, nations, relations, states

Pass = Callable[[Draft], Iterator[Issue]]

PASSES: tuple[Pass, ...] = (
    states.capitals_stand,
    states.doctrines_sum_to_one,
    states.names_are_distinct,
    nations.homelands_are_known,
    nations.capitals_lie_at_home,
    nations.kin_are_known,
    nations.nationhood_is_for_the_stateless,
    nations.only_the_living_act,
    land.holders_are_known,
    land.territories_are_known,
    land.every_territory_has_one_holder,
    land.territory_figures_hold,
    land.claims_make_sense,
    relations.treaties_bind_known_states,
    relations.rivals_are_known,
    relations.affinities_are_known,
    market.goods_are_known,
    market.traders_are_known,
    forces.formations_can_stand_there,
    forces.strengths_fit_the_figures,
    bodies.charters_are_at_hand,
    bodies.charters_hold_together,
    bodies.members_are_known,
    bodies.seats_are_for_members,
    happenings.happenings_fit_the_campaign,
    happenings.a_past_war_is_of_known_states,
)
"""Every check, in order."""
