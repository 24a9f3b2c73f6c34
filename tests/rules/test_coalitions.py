"""Coalitions: the willing act outside any institution, at a price, and owe nobody anything."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from game.core.cases import case_under, standpoint
from game.core.ids import NO_INSTITUTION, ResolutionId, StateId
from game.core.kinds import (
    Act,
    CrisisEnd,
    Doctrine,
    Good,
    Obligation,
    Reason,
    Rung,
    Stage,
    Standing,
)
from game.core.legality import refusal
from game.core.orders import Contribute, FormCoalition
from game.core.outlook import outlook
from game.core.records import Resolution
from game.core.turn import advance
from game.core.world import World
from tests.rules.bodies import reading, rest_of_turn
from tests.rules.play import LEAGUE, QUARREL, happened, quarrel, turn
from tests.worlds import ARDEN, BORLAND, CASSIA, DORVAN, ELMERE, FENWICK, small_world

OIL = FormCoalition(ARDEN, QUARREL, BORLAND, (Act.OIL_BAN,))


def besieged(**facts: object) -> World:
    """Borland has given Cassia its ultimatum; nobody has fired yet."""
    world = small_world()
    quarrel(world, **{"rung": Rung.ULTIMATUM, **facts})
    return world


def blocked(world: World) -> World:
    """Let a veto have stopped the League in the case."""
    world.put(
        Resolution(
            ResolutionId(len(world.resolutions)), LEAGUE, QUARREL, ARDEN, (Act.DETERMINATION,),
            BORLAND, world.turn, standing=Standing.VETOED, reason=Reason.VETO, vetoes=(DORVAN,),
        )
    )  # fmt: skip
    return world


def gives(world: World, *who: StateId, act: Act = Act.OIL_BAN) -> list[Contribute]:
    number = world.resolutions[-1].id
    return [Contribute(state, number, act, 1.0) for state in who]


def test_a_coalition_is_in_force_without_a_vote() -> None:
    world = advance(besieged(), [OIL]).world
    (formed,) = world.resolutions
    assert (formed.institution, formed.standing, formed.reason) == (
        NO_INSTITUTION,
        Standing.ADOPTED,
        Reason.BY_AGREEMENT,
    )
    assert world.crises[QUARREL].acts == ()  # no body has decided anything


def test_the_willing_deny_what_it_denies() -> None:
    world = advance(besieged(), [OIL]).world
    outcome = rest_of_turn(world, *gives(world, ARDEN, ELMERE))
    denied = outcome.world.embargoes.denied[:, BORLAND, Good.OIL]
    assert set(np.flatnonzero(denied)) == {ARDEN, ELMERE}


def test_only_its_lead_owes_it_anything() -> None:
    world = advance(besieged(), [OIL]).world
    outcome = rest_of_turn(world, *gives(world, ELMERE))
    lines = {duty.state: duty for duty in outcome.world.ledger}
    assert lines[ARDEN].obligation == Obligation.BINDING
    assert lines[ARDEN].given == 0
    assert lines[ELMERE].obligation == Obligation.NONE
    assert set(lines) == {ARDEN, ELMERE}


def test_where_a_body_watches_over_the_peace_it_costs_liking_and_standing() -> None:
    world = besieged()
    before = world.dyads.affinity.copy()
    spent = float(world.states.influence[ARDEN])
    outcome = advance(world, [OIL])
    (event,) = happened(outcome, "resolution.unauthorised")
    assert event.subject == ARDEN
    lost = before[:, ARDEN] - outcome.world.dyads.affinity[:, ARDEN]
    upholders = world.states.doctrine[:, Doctrine.UPHOLD] > 0.2
    upholders[ARDEN] = False
    assert (lost[upholders] > 0).all()
    assert outcome.world.states.influence[ARDEN] == pytest.approx(
        spent - world.rules.unlawful_standing
    )


def price(world: World, of: StateId) -> float:
    after = advance(world, [OIL]).world
    return float(world.dyads.affinity[of, ARDEN] - after.dyads.affinity[of, ARDEN])


def test_friends_of_the_coerced_resent_it_most() -> None:
    friendly = besieged()
    friendly.dyads.affinity[ELMERE, BORLAND] = 0.9
    assert price(friendly, ELMERE) > price(besieged(), ELMERE) > 0


def test_after_a_veto_it_is_held_against_them_half_as_much() -> None:
    assert price(blocked(besieged()), ELMERE) == pytest.approx(0.5 * price(besieged(), ELMERE))


def test_where_no_body_watches_nobody_minds() -> None:
    world = besieged(institution=NO_INSTITUTION, referred=-1)
    world.memberships.member[LEAGUE, [BORLAND, CASSIA]] = False
    assert price(world, ELMERE) == 0


def test_it_passes_less_for_the_orders_own_cause_than_a_bodys_measure() -> None:
    def order_term(world: World, institution: int) -> float:
        number = ResolutionId(len(world.resolutions))
        resolution = Resolution(
            number, LEAGUE if institution >= 0 else NO_INSTITUTION, QUARREL, ARDEN,
            (Act.OIL_BAN,), BORLAND, 0, standing=Standing.ADOPTED,
        )  # fmt: skip
        stakes = standpoint(world, case_under(world, resolution), outlook(world)).stakes
        return float(stakes.values[ELMERE, stakes.keys.index("order")])

    lawful, alone = order_term(besieged(), LEAGUE), order_term(besieged(), NO_INSTITUTION)
    after_veto = order_term(blocked(besieged()), NO_INSTITUTION)
    assert alone == pytest.approx(0.4 * lawful)
    assert lawful > after_veto > alone > 0


def test_whoever_has_no_stake_in_a_quarrel_leads_nobody_into_it() -> None:
    world = besieged()
    world.dyads.affinity[FENWICK, BORLAND], world.dyads.threat[FENWICK, BORLAND] = 1.0, 0.0
    order = replace(OIL, state=FENWICK)
    found = refusal(world, order)
    assert found is not None
    assert found.key == "no_stake"
    assert refusal(world, replace(OIL, state=CASSIA)) is None  # the injured party always has


def test_words_alone_need_no_leave() -> None:
    world = besieged()
    order = replace(OIL, acts=(Act.OBSERVERS,))
    assert not happened(advance(world, [order]), "resolution.unauthorised")


def test_help_against_an_attack_is_self_defence_and_needs_no_leave() -> None:
    world = besieged(rung=Rung.CLASH)
    assert not happened(advance(world, [OIL]), "resolution.unauthorised")
    reading(world, self_defence=False)
    assert happened(advance(world, [OIL]), "resolution.unauthorised")


def test_nobody_defends_an_attacker_against_its_victim() -> None:
    order = FormCoalition(BORLAND, QUARREL, CASSIA, (Act.OIL_BAN,))
    world = besieged(rung=Rung.CLASH)
    assert happened(advance(world, [order]), "resolution.unauthorised")
    world = besieged(rung=Rung.CLASH, named=CASSIA)  # unless the victim was found the aggressor
    assert not happened(advance(world, [order]), "resolution.unauthorised")


def test_who_led_a_coalition_is_believed_by_how_it_came_out() -> None:
    def word(end: CrisisEnd) -> float:
        world = advance(besieged(), [OIL]).world
        world.put(replace(world.crises[QUARREL], end=end, ended=world.turn))
        world.stage = Stage.RESPONSE
        after = advance(world, gives(world, ARDEN)).world
        kept, broken = after.dyads.kept[DORVAN, ARDEN], after.dyads.broken[DORVAN, ARDEN]
        return float(kept - broken)

    assert word(CrisisEnd.WITHDREW) > 0 > word(CrisisEnd.KEPT_GAINS)


def test_a_coalition_tests_no_body() -> None:
    world = besieged(institution=NO_INSTITUTION, referred=-1)
    outcome = turn(world, OIL)
    assert not happened(outcome, "credibility.tested")
