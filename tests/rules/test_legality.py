"""May this be ordered? Every refusal can be met, and a view says the same as the world."""

from __future__ import annotations

import ast
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import game.core
from game.core.board import lay_out
from game.core.ids import CrisisId, InstitutionId, NodeId, ResolutionId, StateId, WarId
from game.core.kinds import Act, Arm, Ballot, Holding, Move, Rung, Stage, Stance, Terms, TreatyKind
from game.core.legality import refusal
from game.core.observe import observe
from game.core.orders import (
    AnswerTreaty,
    Contribute,
    Denounce,
    JoinWar,
    Lobby,
    Mobilise,
    MoveFormation,
    MoveInCrisis,
    OfferTerms,
    OfferTreaty,
    Order,
    PressClaim,
    RaiseFormation,
    Recognise,
    Refer,
    SendAid,
    SetBudget,
    StageIncident,
    Table,
    Vote,
    Withdraw,
)
from game.core.records import Treaty, War
from game.core.world import World
from tests.rules.deal_refusals import DEAL_ALLOWED, DEAL_CASES
from tests.rules.institution_refusals import INSTITUTION_ALLOWED, INSTITUTION_CASES
from tests.rules.market_refusals import MARKET_CASES
from tests.rules.nation_refusals import NATION_CASES
from tests.rules.peace_refusals import PEACE_ALLOWED, PEACE_CASES
from tests.rules.play import (
    CLAIM,
    LEAGUE,
    QUARREL,
    chartered,
    measure,
    out_of_a_hat,
    played,
    quarrel,
)
from tests.rules.quarrel_refusals import QUARREL_ALLOWED, QUARREL_CASES
from tests.worlds import ARDEN, BORLAND, CASSIA, DORVAN, ELMERE, FENWICK, small_world

SOURCES = sorted(Path(game.core.__file__).parent.rglob("*.py"))


def keys_in_the_source() -> set[str]:
    """Return every key with which a Refusal is made anywhere in the rules."""
    found = set()
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Name)
                and node.func.id == "Refusal"
            ):
                key = node.args[0]
                assert isinstance(key, ast.Constant), f"{path}:{node.lineno}: key is not plain"
                found.add(str(key.value))
    return found


def full() -> World:
    """A world with a quarrel short of war, a war, a measure, a pact on offer and one in force."""
    world = small_world()
    quarrel(world, acts=(Act.GOOD_OFFICES,))
    quarrel(world, initiator=DORVAN, target=ELMERE, claim=1, rung=Rung.WAR, war=WarId(0))
    quarrel(world, institution=InstitutionId(-1), initiator=DORVAN, target=CASSIA, claim=-1)
    world.put(War(WarId(0), CrisisId(1), (DORVAN,), (ELMERE,), 0, (0.0, 0.0), (None, None)))
    measure(world, Act.OIL_BAN, Act.CONDEMNATION)
    world.put(Treaty(world.next_treaty(), TreatyKind.DEFENCE, (ARDEN, CASSIA), 0, -1, ARDEN, False))
    world.memberships.leaves[LEAGUE, BORLAND] = 5
    world.memberships.suspended[LEAGUE, ELMERE] = True
    return world


def only_parties(world: World) -> None:
    chartered(world, members_may_refer=False)


def members_only(world: World) -> None:
    chartered(world, outsiders_may_refer=False)


def dead_claim(world: World) -> None:
    world.crises.clear()
    world.put(replace(world.claims[CLAIM], live=False))


def landlocked(world: World) -> None:
    board = world.board
    shores = (board.edges == 1).any(axis=1) & (board.edges >= board.territories).any(axis=1)
    keep = ~shores
    world.scenario = replace(
        world.scenario,
        board=lay_out(
            terrain=board.terrain,
            region=board.region,
            area_km2=board.area_km2,
            lonlat=board.lonlat,
            edges=board.edges[keep],
            edge_kind=board.edge_kind[keep],
            edge_km=board.edge_km[keep],
            straits=board.straits,
        ),
    )


def voting(world: World) -> None:
    world.stage = Stage.COUNCIL


def giving(world: World) -> None:
    world.stage = Stage.RESPONSE


def accepted_conquest(world: World) -> None:
    land = world.territories
    land.holding[land.owner == BORLAND] = Holding.ANNEXED
    world.dyads.recognised[ARDEN, BORLAND] = True


CASES: tuple[tuple[str, Order, Callable[[World], object] | None], ...] = (
    ("no_such_state", Mobilise(StateId(99), 0.5), None),
    ("no_such_state", SendAid(ARDEN, StateId(-1), 1.0), None),
    ("wrong_stage", Vote(ARDEN, ResolutionId(0), Ballot.YES), None),
    ("unknown_order", Order(ARDEN), None),
    ("share_out_of_range", Mobilise(ARDEN, 1.5), None),
    ("share_out_of_range", Mobilise(ARDEN, float("nan")), None),
    ("share_out_of_range", SetBudget(ARDEN, 1.5, -0.5, 0.0, 0.0), None),
    ("budget_not_whole", SetBudget(ARDEN, 0.5, 0.2, 0.1, 0.1), None),
    ("no_such_formation", MoveFormation(ARDEN, 999, NodeId(0), Stance.HOLD), None),
    ("not_your_formation", MoveFormation(BORLAND, 0, NodeId(0), Stance.HOLD), None),
    ("no_such_place", MoveFormation(ARDEN, 0, NodeId(999), Stance.HOLD), None),
    ("stance_not_for_arm", MoveFormation(ARDEN, 0, NodeId(0), Stance.CONVOY), None),
    ("land_not_open", MoveFormation(ARDEN, 0, NodeId(4), Stance.MOVE), None),
    ("no_such_place", RaiseFormation(ARDEN, Arm.ARMY, -1), None),
    ("not_your_land", RaiseFormation(ARDEN, Arm.ARMY, 4), None),
    ("no_coast", RaiseFormation(ARDEN, Arm.FLEET, 1), landlocked),
    ("nothing_to_send", SendAid(ARDEN, CASSIA, 0.0), None),
    ("nothing_to_send", SendAid(ARDEN, CASSIA, float("inf")), None),
    ("not_enough_money", SendAid(ARDEN, CASSIA, 1e12), None),
    ("not_to_oneself", SendAid(ARDEN, ARDEN, 1.0), None),
    ("no_such_claim", PressClaim(ARDEN, 99), None),
    ("not_your_claim", PressClaim(ARDEN, CLAIM), None),
    ("claim_is_dead", StageIncident(BORLAND, CLAIM), dead_claim),
    ("already_a_crisis", PressClaim(BORLAND, CLAIM), None),
    ("no_such_crisis", MoveInCrisis(BORLAND, CrisisId(9), Move.HOLD), None),
    ("not_a_party", MoveInCrisis(ARDEN, QUARREL, Move.HOLD), None),
    ("already_war", MoveInCrisis(DORVAN, CrisisId(1), Move.ESCALATE), None),
    ("share_out_of_range", MoveInCrisis(CASSIA, QUARREL, Move.OFFER, 2.0), None),
    ("no_such_institution", Refer(ARDEN, QUARREL, InstitutionId(7)), None),
    ("already_referred", Refer(ARDEN, QUARREL, LEAGUE), None),
    ("not_a_member", Refer(FENWICK, CrisisId(2), LEAGUE), members_only),
    ("only_parties_refer", Refer(ARDEN, CrisisId(2), LEAGUE), only_parties),
    ("suspended", Table(ELMERE, LEAGUE, QUARREL, BORLAND, (Act.INQUIRY,)), None),
    ("target_not_a_party", Table(ARDEN, LEAGUE, QUARREL, ELMERE, (Act.INQUIRY,)), None),
    ("no_acts", Table(ARDEN, LEAGUE, QUARREL, BORLAND, ()), None),
    ("not_in_charter", Table(ARDEN, LEAGUE, QUARREL, BORLAND, (Act.AMENDMENT,)), None),
    ("already_decided", Table(ARDEN, LEAGUE, QUARREL, BORLAND, (Act.GOOD_OFFICES,)), None),
    ("precondition", Table(ARDEN, LEAGUE, QUARREL, BORLAND, (Act.OIL_BAN,)), None),
    ("nothing_to_send", Lobby(ARDEN, QUARREL, ELMERE, -1.0), None),
    ("not_enough_influence", Lobby(ARDEN, QUARREL, ELMERE, 99.0), None),
    ("treaty_exists", OfferTreaty(ARDEN, TreatyKind.ENTENTE, FENWICK), None),
    ("no_such_treaty", Denounce(ARDEN, 99), None),
    ("not_a_party", Denounce(DORVAN, 0), None),
    ("nothing_to_answer", AnswerTreaty(ARDEN, 1, True), None),
    ("not_in_force", Denounce(ARDEN, 1), None),
    ("nothing_taken", Recognise(ARDEN, BORLAND), None),
    ("recognised_already", Recognise(ARDEN, BORLAND), accepted_conquest),
    ("notice_already_given", Withdraw(BORLAND, LEAGUE), None),
    ("no_such_war", JoinWar(ARDEN, WarId(4), 0), None),
    ("already_at_war", JoinWar(ELMERE, WarId(0), 0), None),
    ("no_such_side", JoinWar(ARDEN, WarId(0), 2), None),
    ("not_the_leader", OfferTerms(ARDEN, WarId(0), Terms.STATUS_QUO), None),
    ("no_such_resolution", Vote(ARDEN, ResolutionId(9), Ballot.YES), voting),
    ("not_on_the_agenda", Vote(ARDEN, ResolutionId(0), Ballot.YES), voting),
    ("not_in_force", Contribute(ARDEN, ResolutionId(0), Act.FINANCE_BAN, 0.5), giving),
    ("nothing_to_give", Contribute(ARDEN, ResolutionId(0), Act.CONDEMNATION, 0.5), giving),
    ("share_out_of_range", Contribute(ARDEN, ResolutionId(0), Act.OIL_BAN, 0.3), giving),
    ("a_party_gives_nothing", Contribute(CASSIA, ResolutionId(0), Act.OIL_BAN, 0.5), giving),
    *QUARREL_CASES,
    *DEAL_CASES,
    *INSTITUTION_CASES,
    *PEACE_CASES,
    *MARKET_CASES,
    *NATION_CASES,
)  # fmt: skip


@pytest.mark.parametrize(("key", "order", "change"), CASES)
def test_what_may_not_be_ordered_is_refused_with_its_rule(
    key: str, order: Order, change: Callable[[World], object] | None
) -> None:
    world = full()
    if change is not None:
        change(world)
    found = refusal(world, order)
    assert found is not None
    assert found.key == key
    if 0 <= order.state < world.n:
        assert refusal(observe(world, order.state).known, order) == found


@pytest.mark.parametrize("key", sorted(keys_in_the_source()))
def test_every_refusal_can_be_met(key: str) -> None:
    assert key in {case[0] for case in CASES}, f"no example here is refused with {key}"


ALLOWED = (
    Mobilise(ARDEN, 1.0),
    SetBudget(ARDEN, 0.25, 0.25, 0.25, 0.25),
    MoveFormation(ARDEN, 0, NodeId(1), Stance.ATTACK),
    RaiseFormation(ARDEN, Arm.FLEET, 1),
    SendAid(ARDEN, CASSIA, 1.0),
    MoveInCrisis(DORVAN, CrisisId(1), Move.CLIMB_DOWN),
    MoveInCrisis(CASSIA, QUARREL, Move.OFFER, 1.0),
    Table(ARDEN, LEAGUE, QUARREL, CASSIA, (Act.DETERMINATION,)),
    Lobby(FENWICK, QUARREL, ELMERE, 1.0),
    AnswerTreaty(CASSIA, 1, True),
    Denounce(FENWICK, 0),
    Withdraw(ARDEN, LEAGUE),
    JoinWar(ARDEN, WarId(0), 1),
    OfferTerms(DORVAN, WarId(0), Terms.ANNEX),
    *QUARREL_ALLOWED,
    *DEAL_ALLOWED,
    *INSTITUTION_ALLOWED,
    *PEACE_ALLOWED,
)


@pytest.mark.parametrize("order", ALLOWED)
def test_what_may_be_ordered_is_not_refused(order: Order) -> None:
    assert refusal(full(), order) is None


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 2**32 - 1), st.integers(0, 14))
def test_a_view_refuses_what_the_world_refuses(seed: int, stages: int) -> None:
    world = played(small_world(7, seed % 5), stages)
    views = [observe(world, StateId(state)).known for state in range(world.n)]
    for order in out_of_a_hat(world, seed, 60):
        if 0 <= order.state < world.n:
            assert repr(refusal(views[order.state], order)) == repr(refusal(world, order))
