"""What the window says about a war: relations, fronts, odds, and who would sign what."""

from __future__ import annotations

import numpy as np
import pytest

from game.client.present import fronts, march, peace_table, war_room
from game.client.present import orders as pending
from game.client.present.marks import Relation, Way
from game.core import odds
from game.core.ids import CrisisId, FormationId, NodeId, StateId
from game.core.kinds import Arm, Provision, Stance
from game.core.observe import PlayerView, observe
from game.core.orders import MoveFormation
from game.core.packages import tidy
from game.core.phases.negotiation import would_take
from game.core.records import War
from game.core.settlements import Article
from game.core.world import World
from game.narrate.narrator import Narrator
from game.session.desk import Desk
from game.session.seats import Seat
from tests.game_screens.scene import crisis
from tests.worlds import ARDEN, BORLAND, CASSIA, DORVAN, names_of, small_world


def world_at_war() -> World:
    """Borland fights Cassia over a quarrel of theirs."""
    world = small_world()
    case = crisis(world, BORLAND, CASSIA)
    world.put(
        War(
            id=world.next_war(), crisis=CrisisId(case.id), attackers=(StateId(BORLAND),),
            defenders=(StateId(CASSIA),), since=world.turn, losses=(0.0, 0.0),
            terms_offered=(None, None),
        )
    )  # fmt: skip
    return world


def seen_by(world: World, state: int) -> tuple[PlayerView, Desk, Narrator]:
    view = observe(world, StateId(state))
    return view, Desk(Seat(0, StateId(state), "Ada", None), view), Narrator(names_of(world))


def army_beside(world: World, state: int, foe: int) -> tuple[int, int]:
    """Return an army of a state, put beside land of a foe, and that land."""
    forces, land, board = world.formations, world.territories, world.board
    row = next(
        row for row in np.flatnonzero(forces.exists & (forces.owner == state)).tolist()
        if forces.arm[row] == Arm.ARMY
    )  # fmt: skip
    for start in np.flatnonzero(land.controller == state).tolist():
        for node in board.around(start).tolist():
            if not board.is_sea(node) and land.controller[node] == foe:
                forces.node[row] = start
                return row, node
    raise AssertionError("they are no neighbours")


def test_foes_are_told_from_friends_and_from_everybody_else() -> None:
    view, _, _ = seen_by(world_at_war(), BORLAND)
    kinds = fronts.relations(view)
    assert kinds[BORLAND] is Relation.OWN
    assert kinds[CASSIA] is Relation.FOE
    assert kinds[DORVAN] in (Relation.OTHER, Relation.FRIEND)


def test_a_front_runs_where_foes_hold_land_side_by_side_and_nowhere_in_peace() -> None:
    world = world_at_war()
    holder = world.territories.controller
    pairs = fronts.meeting(world)
    assert len(pairs)
    assert all({int(holder[a]), int(holder[b])} == {BORLAND, CASSIA} for a, b in pairs)
    assert not len(fronts.meeting(small_world()))


def test_the_odds_shown_are_those_of_the_rules() -> None:
    world = world_at_war()
    row, goal = army_beside(world, BORLAND, CASSIA)
    view, _, tell = seen_by(world, BORLAND)
    seen = march.prospect(view, (row,), goal, tell)
    real = odds.of_attack(view, (row,), goal)
    assert seen.fight is not None
    assert real is not None
    assert seen.fight.chance == real.chance
    assert seen.stance is Stance.ATTACK
    for shown, power in zip((seen.fight.ours, seen.fight.theirs), seen.fight.powers, strict=True):
        assert sum(term.value for term in shown) == pytest.approx(power)


def test_an_army_is_told_that_it_may_not_march_into_a_state_at_peace() -> None:
    world = small_world()
    row, goal = army_beside(world, BORLAND, CASSIA)
    view, _, tell = seen_by(world, BORLAND)
    friends = fronts.relations(view)[CASSIA] is Relation.FRIEND
    seen = march.prospect(view, (row,), goal, tell)
    assert seen.fight is None
    assert bool(seen.warning) is not friends


def test_an_attack_is_an_arrow_of_its_own_and_others_orders_are_none() -> None:
    world = world_at_war()
    row, goal = army_beside(world, BORLAND, CASSIA)
    world.formations.goal[row] = goal
    world.formations.stance[row] = Stance.ATTACK
    points = [(float(at), 0.0) for at in range(len(world.board.lonlat))]
    _, theirs, _ = seen_by(world, CASSIA)
    assert not pending.arrows(theirs, points), "nobody sees where a foe is going"
    _, desk, _ = seen_by(world, BORLAND)
    (standing,) = pending.arrows(desk, points)
    assert (standing.way, standing.standing) == (Way.ATTACK, True)
    stance = Stance.MOVE
    home = int(world.states.capital[BORLAND])
    if home != int(world.formations.node[row]):
        assert desk.propose(
            MoveFormation(StateId(BORLAND), FormationId(row), NodeId(home), stance)
        ) is None  # fmt: skip
        (ordered,) = pending.arrows(desk, points)
        assert (ordered.way, ordered.standing) == (Way.MOVE, False)


def test_a_side_is_said_to_sign_just_where_its_terms_sum_above_nothing() -> None:
    world = world_at_war()
    view, desk, tell = seen_by(world, BORLAND)
    (war,) = world.live_wars()
    menu = peace_table.clauses(view, desk, war, (), peace_table.leaders(war), (0.1, 0.1), tell)
    assert {each.key for each in menu} >= {"armistice", "neutral_ours", "pay_theirs"}
    for clause in menu:
        package = tidy(clause.articles)
        for side in (0, 1):
            said = peace_table.opinion(view, war, side, package, tell)
            worth = sum(term.value for term in would_take(view.known, war, side, package))
            assert said.takes is (worth > 0)
            assert sum(term.value for term in said.terms) == pytest.approx(worth, abs=2e-3)


def test_a_state_that_is_no_more_owes_nothing_besides() -> None:
    bill = Article(Provision.REPARATIONS, StateId(CASSIA), StateId(BORLAND), (), 5.0, 20)
    end = Article(Provision.ANNEX, StateId(CASSIA), StateId(BORLAND))
    assert peace_table.toggled((bill,), (end,)) == (end,)
    assert peace_table.toggled((end,), (bill,)) == (bill,)
    assert peace_table.toggled((bill,), (bill,)) == ()


def test_an_onlooker_sees_the_war_and_may_not_sit_at_its_table() -> None:
    world = world_at_war()
    view, desk, tell = seen_by(world, ARDEN)
    (war,) = war_room.wars(view)
    assert [party.leads for party in war_room.parties(view, war, 0, tell)] == [True]
    assert war_room.theatres(view, war, tell)
    assert all(
        each.refusal
        for each in peace_table.clauses(
            view, desk, war, (), peace_table.leaders(war), (0.1, 0.1), tell
        )
    )
