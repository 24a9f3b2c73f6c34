"""Each kind of effect, as a rulebook would have it: what moves, whom it reaches, how long."""

from __future__ import annotations

import numpy as np
import pytest

from game.core.happenings.effects import Era, Science, Span
from game.core.happenings.eras import era, knows
from game.core.kinds import Act, CrisisKind, Doctrine, Good, Holding, Stage
from game.core.programmes import known_science
from game.core.turn import advance
from game.core.world import World
from tests.happenings.rules import one, ruled, run, small_world
from tests.worlds import ARDEN, BORLAND, CASSIA, DORVAN, FENWICK

ALWAYS = "{kind: year, at_least: 1900}"
ONCE = "once: true"


def after(effects: str, *, scope: str = "world", when: str = ALWAYS, turns: int = 1) -> World:
    """Return the small world after turns of a happening alone."""
    world = ruled(small_world(), one(when, effects, scope=scope, more=ONCE))
    run(world, turns)
    return world


def before() -> World:
    return small_world()


def test_a_span_grows_lasts_and_fades() -> None:
    span = Span(years=4, ramp=2, fade=2)
    assert [span.level(age) for age in (-1, 0, 1, 2, 3.9, 5, 6, 9)] == [0, 0, 0.5, 1, 1, 0.5, 0, 0]
    assert Span().level(100) == 1
    assert Span(years=1).level(1) == 0


@pytest.mark.parametrize(
    ("figure", "a_year", "column"),
    [
        ("cycle", -0.08, "cycle"),
        ("stability", -0.2, "stability"),
        ("support", 0.2, "support"),
        ("weariness", 0.2, "weariness"),
        ("influence", 4.0, "influence"),
    ],
)
def test_a_push_moves_a_figure_by_an_amount_a_year(figure: str, a_year: float, column: str) -> None:
    world = after(f"{{kind: push, figure: {figure}, a_year: {a_year}, years: 1}}", turns=9)
    moved = getattr(world.states, column) - getattr(before().states, column)
    assert moved == pytest.approx(a_year)


@pytest.mark.parametrize(
    ("figure", "column"),
    [("technology", "technology"), ("people", "tpop"), ("output", "production")],
)
def test_a_push_on_what_there_is_is_a_share_of_it(figure: str, column: str) -> None:
    world = after(f"{{kind: push, figure: {figure}, a_year: -0.04, years: 0.25}}", turns=3)
    ratio = getattr(world.states, column) / getattr(before().states, column)
    assert ratio == pytest.approx(0.99)


def test_a_push_of_debt_is_a_share_of_output_out_of_the_treasury() -> None:
    world = after("{kind: push, figure: debt, a_year: 0.4, years: 0.25}")
    spent = before().states.treasury - world.states.treasury
    assert spent == pytest.approx(0.1 * before().states.production)


def test_a_push_of_towns_moves_people_from_the_land() -> None:
    world = after("{kind: push, figure: towns, a_year: 0.04, years: 0.25}")
    moved = world.states.upop - before().states.upop
    assert moved == pytest.approx(0.01 * before().states.tpop)
    assert world.states.tpop == pytest.approx(before().states.tpop)


def test_a_push_of_resistance_moves_colonies_alone() -> None:
    world = ruled(
        small_world(), one(ALWAYS, "{kind: push, figure: resistance, a_year: 0.4, years: 0.25}")
    )
    world.territories.holding[3] = Holding.COLONY
    run(world)
    moved = world.territories.resistance - before().territories.resistance
    assert moved[3] == pytest.approx(0.1)
    assert np.delete(moved, 3) == pytest.approx(0)


def test_a_push_of_nationhood_reaches_nations_without_a_state() -> None:
    world = small_world()
    world.states.exists[FENWICK] = False
    world.states.nationhood[FENWICK] = 0.3
    world.territories.owner[10:12] = ARDEN
    world = ruled(
        world,
        one(
            ALWAYS,
            "{kind: push, figure: nationhood, a_year: 0.4, years: 0.25, reach: subject_peoples}",
            scope="state",
            more=ONCE,
        ),
    )
    homes = tuple(((2 * row, 2 * row + 1)) for row in range(6))
    object.__setattr__(world.scenario, "homelands", homes)
    run(world)
    assert world.states.nationhood[FENWICK] == pytest.approx(0.4)
    assert world.states.nationhood[:FENWICK] == pytest.approx(before().states.nationhood[:FENWICK])


def test_a_pressure_can_be_weighed_by_a_figure() -> None:
    world = after("{kind: push, figure: stability, a_year: -0.4, years: 0.25, weigh: traded}")
    lost = before().states.stability - world.states.stability
    traded = before().dyads.trade.sum(axis=1)
    assert lost == pytest.approx(0.1 * np.minimum(traded / traded.mean(), 3.0))


def test_a_pressure_reaches_whom_it_asks_for() -> None:
    effect = "{kind: push, figure: support, a_year: 0.4, years: 0.25, %s}"
    where = "where: [{kind: state_is, trait: major}]"
    moved = after(effect % where).states.support - before().states.support
    assert np.flatnonzero(moved > 0.01).tolist() == [ARDEN, BORLAND, DORVAN]

    only = "{kind: named, states: [cassia]}"
    moved = after(effect % "reach: neighbours", scope="state", when=only).states.support
    assert np.flatnonzero(moved - before().states.support > 0.01).tolist() == [BORLAND, DORVAN]
    moved = after(effect % "reach: subject", scope="state", when=only).states.support
    assert np.flatnonzero(moved - before().states.support > 0.01).tolist() == [CASSIA]
    moved = after(effect % "reach: everyone", scope="state", when=only).states.support
    assert (moved - before().states.support > 0.01).all()
    moved = after(effect % "reach: allies", scope="state", when=only).states.support
    assert moved == pytest.approx(before().states.support)


def test_regimes_are_drawn_a_share_of_the_way() -> None:
    world = after("{kind: regime, toward: -10, pace: 0.4, years: 0.25}")
    was = before().states.regime
    assert world.states.regime == pytest.approx(was + 0.1 * (-10 - was))


def test_aims_are_drawn_on_either_axis() -> None:
    world = after("{kind: outlook, revision: 1, pace: 0.4, years: 0.25}")
    was = before().states.ideal
    assert world.states.ideal[:, 0] == pytest.approx(was[:, 0] + 0.1 * (1 - was[:, 0]))
    assert world.states.ideal[:, 1] == pytest.approx(was[:, 1])


def test_doctrines_are_drawn_and_still_sum_to_one() -> None:
    world = after("{kind: doctrine, toward: {uphold: 1}, pace: 0.8, years: 0.25}")
    was = before().states.doctrine
    assert (world.states.doctrine[:, Doctrine.UPHOLD] > was[:, Doctrine.UPHOLD]).all()
    assert world.states.doctrine.sum(axis=1) == pytest.approx(1)


def test_growth_of_some_is_a_tailwind_while_it_lasts() -> None:
    effect = "{kind: growth, a_year: 0.02, years: 0.5, where: [{kind: state_is, trait: democracy}]}"
    world = after(effect)
    assert world.states.tailwind.tolist() == [0.02, 0, 0.02, 0, 0.02, 0]
    run(world, 3)
    assert not world.states.tailwind.any()


def test_relations_drift_as_far_as_a_bound() -> None:
    effect = "{kind: relations, bond: rivalry, between: majors, a_year: 0.4, bound: 0.35, years: 2}"
    once = after(effect)
    assert once.dyads.rivalry[ARDEN, DORVAN] == pytest.approx(0.1)
    assert once.dyads.rivalry[BORLAND, ARDEN] == pytest.approx(0.35)
    assert once.dyads.rivalry[BORLAND, CASSIA] == pytest.approx(0.6)
    assert once.dyads.rivalry[CASSIA, FENWICK] == 0
    assert after(effect, turns=8).dyads.rivalry[ARDEN, DORVAN] == pytest.approx(0.35)

    detente = "{kind: relations, bond: rivalry, a_year: -0.4, bound: 0.1, years: 1}"
    pair = "{kind: pair_is, trait: two_strongest}"
    world = after(detente, scope="pair", when=pair)
    assert world.dyads.rivalry[ARDEN, BORLAND] == pytest.approx(0.2)
    assert world.dyads.rivalry[BORLAND, CASSIA] == pytest.approx(0.6)


def test_opposites_drift_apart_by_how_far_apart_their_regimes_are() -> None:
    effect = (
        "{kind: relations, bond: affinity, between: opposites, a_year: -0.4, bound: -1, years: 1}"
    )
    world = after(effect)
    was = before().dyads.affinity
    assert world.dyads.affinity[ARDEN, BORLAND] == pytest.approx(was[ARDEN, BORLAND] - 0.1 * 0.6)
    assert world.dyads.affinity[BORLAND, DORVAN] == pytest.approx(was[BORLAND, DORVAN])


def test_states_lean_to_the_pole_that_is_like_them() -> None:
    world = after("{kind: blocs, a_year: 0.4, years: 1}")
    was = before().dyads.affinity
    assert world.dyads.affinity[CASSIA, ARDEN] > was[CASSIA, ARDEN]
    assert world.dyads.affinity[CASSIA, BORLAND] < was[CASSIA, BORLAND]
    assert world.dyads.affinity[DORVAN, BORLAND] > was[DORVAN, BORLAND]
    assert world.dyads.affinity[CASSIA, DORVAN] == was[CASSIA, DORVAN]


def test_an_age_multiplies_or_adds_for_everybody() -> None:
    world = after("{kind: era, of: openness, amount: 2, years: 4, ramp_years: 1}")
    assert era(world, Era.OPENNESS) == pytest.approx(1.25)
    assert era(world, Era.GROWTH) == 0
    assert era(after("{kind: era, of: growth, amount: 0.01}"), Era.GROWTH) == pytest.approx(0.01)
    assert era(small_world(), Era.REACH) == 1


@pytest.mark.parametrize("of", ["openness", "technology_growth", "reach", "diffusion"])
def test_an_age_is_felt_in_the_game(of: str) -> None:
    def figure(world: World) -> float:
        new = a_turn_of(a_turn_of(a_turn_of(world)))  # trade is reckoned once a year
        return {
            "openness": float(new.dyads.usual_trade.sum()),
            "technology_growth": float(new.states.technology[ARDEN]),
            "diffusion": float(new.states.technology[CASSIA]),
            "reach": float(new.dyads.threat.sum()),
        }[of]

    def behind() -> World:
        world = small_world()
        world.states.technology[CASSIA] = 0.5
        return world

    changed = ruled(behind(), one(ALWAYS, f"{{kind: era, of: {of}, amount: 3}}"))
    assert figure(changed) > figure(behind())


def test_growth_and_people_follow_their_ages() -> None:
    plain = a_turn_of(small_world()).states
    effects = "{kind: era, of: growth, amount: 0.04}\n{kind: era, of: population, amount: 0.04}"
    moved = a_turn_of(ruled(small_world(), one(ALWAYS, effects))).states
    assert moved.production / plain.production == pytest.approx(1.01, abs=3e-3)
    assert moved.tpop / plain.tpop == pytest.approx(1.01, abs=3e-3)


def test_contagion_makes_slumps_travel() -> None:
    effects = "{kind: era, of: contagion, amount: 3}"
    changed = ruled(small_world(), one(ALWAYS, effects))
    plain = small_world()
    for world in (changed, plain):
        world.states.cycle[ARDEN] = -0.2
    assert a_turn_of(changed).states.cycle[CASSIA] < a_turn_of(plain).states.cycle[CASSIA]


def a_turn_of(world: World) -> World:
    """Return the world a whole turn on, nobody giving orders."""
    for _ in Stage:
        world = advance(world, ()).world
    return world


def test_scarcity_leaves_buyers_short() -> None:
    effect = (
        "{kind: scarcity, good: oil, share: 0.5, years: 2, where: [{kind: state_is, trait: major}]}"
    )
    world = ruled(small_world(), one(ALWAYS, effect, more=ONCE))
    run(world)
    sold = world.states.supply_share[:, Good.OIL]
    kept = 0.5 * sold[[ARDEN, BORLAND, DORVAN]].sum() / sold.sum()
    assert world.states.scarcity[:, Good.OIL] == pytest.approx(kept)
    assert not np.delete(world.states.scarcity, Good.OIL, axis=1).any()

    world = ruled(small_world(), one(ALWAYS, effect, more=ONCE))
    for _ in range(4):
        world = a_turn_of(world)
    short = world.states.shortage[:, Good.OIL]
    assert short[BORLAND] == short.max() > 0.05  # it buys nearly all of its oil


def test_knowledge_takes_the_place_of_the_year_in_the_rules() -> None:
    found = "{kind: knowledge, of: atomic}"
    waiting = ruled(small_world(), one("{kind: year, at_least: 1932}", found, more=ONCE))
    assert knows(small_world(), Science.ATOMIC) is None
    assert knows(waiting, Science.ATOMIC) is False
    waiting.turn = 40
    assert not known_science(waiting)  # 1941, and nobody has found it
    waiting.turn = 2
    run(waiting)
    assert known_science(waiting)
    plain = small_world()
    plain.turn = 40
    assert known_science(plain)


def test_a_crisis_within_begins_in_the_state_that_it_befalls() -> None:
    world = after(
        "{kind: crisis, crisis: civil_war}", scope="state", when="{kind: named, states: [cassia]}"
    )
    assert [(crisis.kind, crisis.target) for crisis in world.crises] == [
        (CrisisKind.CIVIL_WAR, CASSIA)
    ]


def test_a_crisis_between_accuses_the_worst_rival() -> None:
    world = after(
        "{kind: crisis, crisis: border_incident, ambiguity: 0.9}",
        scope="state",
        when="{kind: named, states: [cassia]}",
    )
    (crisis,) = world.crises
    assert (crisis.initiator, crisis.target) == (BORLAND, CASSIA)
    assert crisis.ambiguity == pytest.approx(0.9)
    assert Act.FORCE not in crisis.acts


def test_rank_makes_and_unmakes_a_great_power() -> None:
    up = after("{kind: rank, great: true}", scope="state", when="{kind: named, states: [fenwick]}")
    down = after(
        "{kind: rank, great: false}", scope="state", when="{kind: named, states: [dorvan]}"
    )
    assert up.states.major[FENWICK]
    assert not down.states.major[DORVAN]
