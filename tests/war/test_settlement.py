"""Peace, as the rulebook has it: who signs what, what then changes hands, and what never breaks."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from game.core.ids import NONE, StateId
from game.core.kinds import CrisisEnd, Holding, Settled, Terms
from game.core.orders import OfferTerms
from game.core.records import War
from tests.rules.play import quarrel
from tests.war.fronts import (
    CAPITAL,
    CLAIMED,
    WAR,
    at_war,
    negotiate,
    obey,
    occupy,
    of_kind,
    quarter,
    send,
    sign,
    station,
    the_war,
    turn_later,
)
from tests.worlds import ARDEN, BORLAND, CASSIA, DORVAN

CASSIAS = (CAPITAL, CLAIMED)


def test_a_war_ends_when_both_leaders_offer_the_same_terms() -> None:
    world = at_war()
    obey(world, OfferTerms(BORLAND, WAR, Terms.STATUS_QUO))
    negotiate(world)
    assert the_war(world).live
    events = sign(world, Terms.STATUS_QUO)
    assert not the_war(world).live
    assert of_kind(events, "war.ended")[0].id("terms") == Terms.STATUS_QUO


def test_a_war_goes_on_while_they_want_different_things() -> None:
    world = at_war()
    obey(world, OfferTerms(BORLAND, WAR, Terms.CEDE_CLAIM))
    obey(world, OfferTerms(CASSIA, WAR, Terms.STATUS_QUO))
    assert not of_kind(negotiate(world), "war.ended")
    assert the_war(world).live


def test_the_old_borders_give_occupied_land_back() -> None:
    world = at_war()
    occupy(world, CLAIMED)
    sign(world, Terms.STATUS_QUO)
    assert list(world.territories.controller[list(CASSIAS)]) == [CASSIA, CASSIA]
    assert world.crises[0].end == CrisisEnd.WITHDREW


def test_a_cession_passes_title_and_leaves_a_grievance() -> None:
    world = at_war()
    sign(world, Terms.CEDE_CLAIM)
    land = world.territories
    assert land.owner[CLAIMED] == land.controller[CLAIMED] == BORLAND
    assert land.owner[CAPITAL] == CASSIA
    assert world.crises[0].end == CrisisEnd.KEPT_GAINS
    assert the_war(world).settled == Settled.CESSION
    assert not world.claims[0].live
    revenge = world.claims[-1]
    assert (revenge.claimant, revenge.holder) == (CASSIA, BORLAND)
    assert revenge.live
    assert revenge.territories == (CLAIMED,)
    assert revenge.weight >= world.claims[0].weight
    assert revenge.legitimacy > world.claims[0].legitimacy


def test_an_armistice_leaves_what_is_held_without_title() -> None:
    world = at_war()
    occupy(world, CLAIMED)
    sign(world, Terms.KEEP_OCCUPIED)
    land = world.territories
    assert land.controller[CLAIMED] == BORLAND
    assert land.holding[CLAIMED] in (Holding.OCCUPIED, Holding.ANNEXED)
    assert CASSIA in (land.owner[CLAIMED], land.sovereign[CLAIMED])
    assert the_war(world).settled == Settled.ARMISTICE


def test_occupied_land_keeps_its_owner_until_peace_is_made() -> None:
    world = at_war()
    occupy(world, CLAIMED)
    negotiate(world)
    assert world.territories.owner[CLAIMED] == CASSIA


def test_a_state_that_is_annexed_is_no_more() -> None:
    world = at_war()
    station(world, CASSIA, CAPITAL, 20)
    occupy(world, *CASSIAS)
    events = sign(world, Terms.ANNEX)
    land = world.territories
    assert not world.states.exists[CASSIA]
    assert not world.memberships.member[:, CASSIA].any()
    assert not world.formations.exists[world.formations.owner == CASSIA].any()
    assert all(land.owner[list(CASSIAS)] == BORLAND)
    assert all(land.holding[list(CASSIAS)] == Holding.ANNEXED)
    assert all(land.sovereign[list(CASSIAS)] == CASSIA)
    assert world.crises[0].end == CrisisEnd.DESTROYED
    assert of_kind(events, "state.annexed")


def test_annexation_ends_the_other_quarrels_of_the_annexed() -> None:
    world = at_war()
    other = quarrel(world, initiator=DORVAN, target=CASSIA, claim=NONE)
    sign(world, Terms.ANNEX)
    assert not world.crises[other.id].live


def test_annexation_ends_the_other_wars_of_the_annexed() -> None:
    world = at_war()
    crisis = quarrel(world, initiator=DORVAN, target=CASSIA, claim=NONE)
    second = War(
        world.next_war(), crisis.id, (DORVAN,), (CASSIA,), world.turn, (0.0, 0.0), (None, None)
    )
    world.put(second)
    sign(world, Terms.ANNEX)
    assert not any(CASSIA in (*war.attackers, *war.defenders) for war in world.live_wars())


def test_a_state_that_cedes_its_capital_moves_it() -> None:
    world = at_war()
    world.put(replace(world.claims[0], territories=(CAPITAL,)))
    events = sign(world, Terms.CEDE_CLAIM)
    assert world.states.exists[CASSIA]
    assert world.states.capital[CASSIA] == CLAIMED
    assert of_kind(events, "state.capital_moved")


def test_a_state_that_cedes_all_it_has_is_gone() -> None:
    world = at_war()
    world.put(replace(world.claims[0], territories=CASSIAS))
    sign(world, Terms.CEDE_CLAIM)
    assert not world.states.exists[CASSIA]


def test_armies_go_home_when_peace_is_made() -> None:
    world = at_war()
    row = station(world, BORLAND, CLAIMED, 30)
    occupy(world, CLAIMED)
    sign(world, Terms.STATUS_QUO)
    assert world.territories.controller[world.formations.node[row]] == BORLAND


def test_a_state_without_an_army_loses_its_capital_and_the_war() -> None:
    world = at_war()
    row = station(world, BORLAND, 3, 400)
    fallen = False
    for _ in range(12):
        if the_war(world).live:
            goal = CAPITAL if world.territories.controller[CAPITAL] == CASSIA else CLAIMED
            send(world, row, goal)
            fallen |= bool(of_kind(quarter(world), "war.capital_fell"))
            negotiate(world)
            turn_later(world)
    assert fallen
    assert not the_war(world).live
    assert world.crises[0].end in (CrisisEnd.KEPT_GAINS, CrisisEnd.DESTROYED)
    assert world.territories.owner[CLAIMED] == BORLAND


def test_two_exhausted_sides_stop() -> None:
    world = at_war()
    world.states.weariness[[BORLAND, CASSIA]] = 0.9
    station(world, BORLAND, 3, 50)
    station(world, CASSIA, CAPITAL, 50)
    turn_later(world, 4)
    negotiate(world)
    assert not the_war(world).live


def test_a_war_in_which_nothing_moves_freezes_in_the_end() -> None:
    world = at_war()
    station(world, BORLAND, 3, 50)
    station(world, CASSIA, CAPITAL, 50)
    turn_later(world, 20)
    negotiate(world)
    assert not the_war(world).live


@pytest.mark.parametrize("terms", list(Terms))
@pytest.mark.parametrize("taken", [(), (CLAIMED,), (CAPITAL,), CASSIAS])
def test_no_terms_break_the_world(terms: Terms, taken: tuple[int, ...]) -> None:
    """Every way of ending a war leaves every land with a living owner, every state a seat."""
    world = at_war()
    station(world, BORLAND, 3, 60)
    station(world, CASSIA, CAPITAL, 20)
    if taken:
        occupy(world, *taken)
    sign(world, terms)
    assert not the_war(world).live
    assert not world.crises[0].live
    land, states = world.territories, world.states
    assert states.exists[land.owner].all()
    assert states.exists[land.controller].all()
    living = np.flatnonzero(states.exists)
    assert (land.owner[states.capital[living]] == living).all()
    # Nobody stands, armed and at peace, on land that is another's.
    assert (land.controller == land.owner)[list(CASSIAS)].all()


@pytest.mark.parametrize("terms", list(Terms))
def test_no_terms_leave_a_coalitions_land_in_a_former_foes_hands(terms: Terms) -> None:
    """Whatever the leaders sign, no land of their partners stays under an occupier at peace."""
    world = at_war()
    was = the_war(world)
    world.put(replace(was, attackers=(BORLAND, DORVAN), defenders=(CASSIA, ARDEN)))
    occupy(world, 0, by=BORLAND)  # Arden's
    occupy(world, 7, by=CASSIA)  # Dorvan's
    occupy(world, 2, by=ARDEN)  # Borland's
    sign(world, terms)
    land = world.territories
    astray = np.flatnonzero(land.controller != land.owner)
    assert astray.size == 0


def test_every_signature_has_its_reasons() -> None:
    from game.core.formulas.peace import gain, settlement
    from game.core.phases.peace import score
    from game.core.terms import total

    world = at_war()
    standing = score(world, the_war(world))
    for side in (0, 1):
        for terms in Terms:
            reasons = gain(standing, side, terms)
            assert all(np.isfinite(term.value) for term in reasons)
            assert len({term.key for term in reasons}) == len(reasons)
    # The one who fights for the land likes getting it better than going home; the other not.
    first, other = (
        {terms: total(settlement(standing, side, terms)) for terms in Terms} for side in (0, 1)
    )
    assert first[Terms.CEDE_CLAIM] > first[Terms.STATUS_QUO]
    assert other[Terms.CEDE_CLAIM] < other[Terms.STATUS_QUO]
    assert other[Terms.ANNEX] == min(other.values())


def test_losing_makes_a_leader_readier_to_sign() -> None:
    from game.core.formulas.peace import gain
    from game.core.phases.peace import score
    from game.core.terms import total

    world = at_war()
    before = score(world, the_war(world))
    occupy(world, CLAIMED)
    world.states.weariness[CASSIA] = 0.6
    after = score(world, the_war(world))
    assert total(gain(after, 1, Terms.CEDE_CLAIM)) > total(gain(before, 1, Terms.CEDE_CLAIM))


def test_only_those_who_lead_may_sign() -> None:
    from game.core.legality import refusal

    world = at_war()
    assert refusal(world, OfferTerms(BORLAND, WAR, Terms.ANNEX)) is None
    refused = refusal(world, OfferTerms(StateId(int(ARDEN)), WAR, Terms.STATUS_QUO))
    assert refused is not None
    assert refused.key == "not_the_leader"
