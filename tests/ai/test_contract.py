"""What every policy owes: secrets kept, orders legal, reasons that sum, the world untouched."""

from __future__ import annotations

from collections import Counter
from functools import cache

import pytest

from game.ai.advisor import POLICIES, decide
from game.ai.decision import Decision
from game.core.cases import case_under
from game.core.forecast import division
from game.core.formulas.enforcement import SHARES
from game.core.formulas.voting import ballots
from game.core.ids import CrisisId, StateId, WarId
from game.core.kinds import Act, Ballot, Move, Rung, Stage, TreatyKind
from game.core.legality import refusal
from game.core.observe import observe
from game.core.orders import (
    Contribute,
    Lobby,
    MoveInCrisis,
    PressClaim,
    StageIncident,
    Table,
    Vote,
)
from game.core.outlook import outlook
from game.core.phases.response import open_measures, plan_of
from game.core.records import Treaty, War
from game.core.terms import total
from game.core.turn import advance
from game.core.ways_out import best
from game.core.world import World
from tests.rules.play import measure, quarrel, tabled
from tests.worlds import ARDEN, BORLAND, CASSIA, ELMERE, small_world

TURNS = 12
STARTS = (1, 4, 7)


def heated(world: World) -> World:
    """Begin in the midst of things: a war, an aggressor named, measures in force, a guarantee."""
    quarrel(
        world, rung=Rung.WAR, war=WarId(0), ambiguity=0.05, named=BORLAND, acts=(Act.DETERMINATION,)
    )
    world.put(War(WarId(0), CrisisId(0), (BORLAND,), (CASSIA,), 0, (0.0, 0.0), (None, None)))
    measure(world, Act.OIL_BAN, Act.ARMS_EMBARGO, Act.FORCE)
    number = world.next_treaty()
    world.put(Treaty(number, TreatyKind.GUARANTEE, (ARDEN, CASSIA), 0, -1, ARDEN, accepted=True))
    return world


@cache
def histories() -> tuple[tuple[World, tuple[Decision, ...]], ...]:
    """Return worlds of every stage of some games, with what all states decide there."""
    found = []
    for start in STARTS:
        for warm in (False, True):
            world = heated(small_world(9, start)) if warm else small_world(6, start)
            for _ in range(3 * TURNS):
                decisions = decide(world, range(world.n))
                found.append((world, decisions))
                orders = [done.order for done in decisions]
                if world.stage == Stage.ORDERS and world.live_crises():
                    # What people do in secret must not show in what others decide.
                    orders.append(Lobby(CASSIA, world.live_crises()[0].id, ELMERE, 2.0))
                world = advance(world, orders).world
    return tuple(found)


def of(kind: type) -> list[tuple[World, Decision]]:
    return [
        (world, done)
        for world, decisions in histories()
        for done in decisions
        if isinstance(done.order, kind)
    ]


def test_the_games_played_here_have_something_of_everything() -> None:
    met = Counter(type(done.order).__name__ for _, decisions in histories() for done in decisions)
    for kind in ("Vote", "Contribute", "Table", "MoveInCrisis", "PressClaim", "SetBudget"):
        assert met[kind] > 0, met
    assert any(world.live_wars() for world, _ in histories())


@pytest.mark.parametrize("number", range(len(STARTS) * 2))
def test_a_state_decides_the_same_from_what_it_may_know(number: int) -> None:
    length = 3 * TURNS
    for world, together in histories()[number * length : (number + 1) * length]:
        for state in range(world.n):
            mine = [done for done in together if done.order.state == state]
            alone = list(decide(observe(world, StateId(state)).known, [state]))
            assert alone == mine, f"turn {world.turn}, {world.stage.name}, state {state}"


def test_states_asked_apart_decide_as_when_asked_together() -> None:
    for world, together in histories()[:36]:
        apart = [done for state in range(world.n) for done in decide(world, [state])]
        assert sorted(apart, key=_key) == sorted(together, key=_key)


def _key(done: Decision) -> str:
    return repr(done.order.key())


def test_whatever_is_decided_may_be_ordered() -> None:
    for world, decisions in histories():
        for done in decisions:
            assert refusal(world, done.order) is None, (world.turn, done.order)


def test_nobody_gives_two_orders_of_one_slot() -> None:
    for world, decisions in histories():
        slots = Counter(done.order.slot() for done in decisions)
        assert max(slots.values(), default=1) == 1, (world.turn, slots.most_common(1))


def test_the_same_world_is_answered_the_same_way_and_left_as_it_was() -> None:
    for world, decisions in histories():
        before = world.digest()
        assert decide(world, range(world.n)) == decisions
        assert world.digest() == before


def test_the_dead_decide_nothing() -> None:
    world = small_world()
    world.states.exists[BORLAND] = False
    assert all(done.order.state != BORLAND for done in decide(world, range(world.n)))


def test_only_those_asked_decide() -> None:
    world, _ = histories()[-3]
    assert {done.order.state for done in decide(world, [ARDEN])} <= {ARDEN}
    assert decide(world, []) == ()


def test_every_policy_orders_for_its_own_stage() -> None:
    for world, _ in histories():
        everyone = frozenset(range(world.n))
        for _, policy in POLICIES[world.stage]:
            for done in policy(world, everyone):
                assert done.order.stage == world.stage


def test_a_proposer_never_votes_against_its_own_proposal() -> None:
    voted = of(Vote)
    for world, done in voted:
        assert isinstance(done.order, Vote)
        if world.resolutions[done.order.resolution].proposer == done.order.state:
            assert done.order.ballot not in (Ballot.NO, Ballot.VETO)
    world = small_world()
    quarrel(world)
    tabled(world, Act.DETERMINATION, Act.MATERIALS_BAN, by=BORLAND)  # against itself
    (own,) = decide(world, [BORLAND])
    assert isinstance(own.order, Vote)
    assert total(own.terms) < 0
    assert own.order.ballot == Ballot.ABSTAIN


def test_a_ballot_is_cast_by_the_sum_of_its_terms() -> None:
    for world, done in of(Vote):
        order = done.order
        assert isinstance(order, Vote)
        resolution = world.resolutions[order.resolution]
        if resolution.amends >= 0:
            continue  # voted on by what it would change of the draft
        case = case_under(world, resolution)
        vote = division(world, case, resolution.acts, private=True)
        worth = float(vote.worth.total()[order.state])
        assert total(done.terms) == pytest.approx(worth, abs=1e-12)
        if vote.entitled[order.state] and resolution.proposer != order.state:
            rule = world.charters[resolution.institution].rules[vote_act(world, resolution.acts)]
            cast = ballots(
                vote.worth.total(),
                band=world.rules.abstain_band,
                veto_bar=world.rules.veto_bar,
                may_veto=vote.may_veto,
                unanimity=rule.majority == 1,
            )
            assert order.ballot == cast[order.state]


def vote_act(world: World, acts: tuple[Act, ...]) -> Act:
    charter = world.charters[0]
    return max(acts, key=lambda act: (charter.rule(act).majority, charter.rule(act).veto, int(act)))


def test_a_contribution_is_the_best_share_on_ones_own_estimates() -> None:
    given = of(Contribute)
    assert given
    for world, done in given:
        order = done.order
        assert isinstance(order, Contribute)
        measures = open_measures(world)
        plan = plan_of(world, measures)
        row = [(put.id, act) for put, act in measures].index((order.resolution, order.act))
        worth = plan.options(
            row,
            order.state,
            resolve=float(world.states.resolve[order.state]),
            cost=float(world.states.cost_estimate[order.state]),
        )
        chosen = list(SHARES).index(0.0 if order.cheat else order.share)
        word = sum(term.value for term in done.terms if term.key == "promise")
        if word:  # a bargain is kept as long as that costs less than the word is worth
            assert worth.max() - worth[chosen] <= word
            continue
        assert total(done.terms) == pytest.approx(float(worth[chosen]), abs=1e-12)
        if not order.cheat:
            assert worth[chosen] == worth.max()


def test_a_claim_is_pressed_only_where_its_terms_sum_above_nothing() -> None:
    pressed = [*of(PressClaim), *of(StageIncident)]
    assert pressed
    for _, done in pressed:
        assert total(done.terms) > 0


def test_every_decision_has_its_reasons() -> None:
    for world, decisions in histories():
        for done in decisions:
            assert done.terms, (world.turn, done.order)
            assert len({term.key for term in done.terms}) == len(done.terms), done


def test_in_a_quarrel_without_a_claim_a_party_takes_the_way_that_is_shown_as_best() -> None:
    world = small_world()
    crisis = quarrel(world, claim=-1, rung=Rung.DEMAND)
    moves = [done for done in decide(world, range(6)) if isinstance(done.order, MoveInCrisis)]
    for done in moves:
        shown = best(world, crisis, done.order.state, outlook(world))
        assert shown is not None
        assert done.order == shown.order
        assert done.terms == shown.terms
    assert moves


def test_the_initiators_move_is_the_one_with_the_largest_sum() -> None:
    moves = [pair for pair in of(MoveInCrisis) if pair[1].order.state == BORLAND]
    assert moves
    for _, done in moves:
        assert isinstance(done.order, MoveInCrisis)
        if done.order.move == Move.ESCALATE:
            assert total(done.terms) >= -0.3  # climbing down costs face, and never more


def test_states_led_by_people_are_asked_to_table_nothing() -> None:
    world = small_world()
    quarrel(world)
    world.turn = 1
    world.states.human[:] = True
    assert not [done for done in decide(world, range(6)) if isinstance(done.order, Table)]
