"""Each kind of condition, as a rulebook would have it: where it holds, and where it does not."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from game.core.kinds import Holding, Settled, Victor
from game.core.world import World
from tests.happenings.rules import happened, one, ruled, run, small_world, war_of
from tests.worlds import ARDEN, BORLAND, CASSIA, DORVAN, FENWICK

WORLD = (-1, -1)


def befell(world: World, when: str, scope: str = "world") -> bool | set[object]:
    """Tell whether a happening on these conditions comes about, or whom it befalls."""
    found = happened(world, one(when, scope=scope))
    if scope == "world":
        return WORLD in found
    return {state for state, _ in found} if scope == "state" else set(found)


def test_a_year_holds_from_its_beginning_to_its_bound() -> None:
    assert befell(small_world(), "{kind: year, at_least: 1931.5, at_most: 1932}")
    assert not befell(small_world(), "{kind: year, at_least: 1932}")
    assert not befell(small_world(), "{kind: year, at_most: 1931.25}")


def test_a_quarter_is_the_time_of_the_year() -> None:
    assert befell(small_world(), "{kind: quarter, quarters: [3]}")
    assert not befell(small_world(), "{kind: quarter, quarters: [1, 2, 4]}")


def tense(world: World) -> None:
    world.tension = 0.6


def in_slump(world: World) -> None:
    world.states.growth[:3] = -0.05


def at_war(world: World) -> None:
    war_of(world, [BORLAND], [ARDEN], (5.0, 5.0))


def after_a_general_war(world: World) -> None:
    world.turn = 8
    war_of(
        world,
        [BORLAND],
        [ARDEN, DORVAN],
        (900, 800),
        settled=Settled.CAPITULATION,
        victor=Victor.ATTACKERS,
        ended=4,
    )


def with_colonies(world: World) -> None:
    world.territories.holding[:4] = Holding.COLONY


def nobody_left(world: World) -> None:
    world.states.exists[FENWICK] = False


@pytest.mark.parametrize(
    ("make", "when"),
    [
        (tense, "{kind: world, figure: tension, at_least: 0.5}"),
        (in_slump, "{kind: world, figure: output_in_slump, at_least: 0.3}"),
        (in_slump, "{kind: world, figure: growth_of_majors, at_most: -0.01}"),
        (at_war, "{kind: world, figure: great_powers_at_war, at_least: 2}"),
        (at_war, "{kind: world, figure: wars, at_least: 1}"),
        (after_a_general_war, "{kind: world, figure: years_since_general_war, at_most: 1}"),
        (after_a_general_war, "{kind: world, figure: general_war_dead, at_least: 1700}"),
        (with_colonies, "{kind: world, figure: freed, at_most: 0.7}"),
        (nobody_left, "{kind: world, figure: states, at_most: 5}"),
    ],
)
def test_a_figure_of_the_world_holds_when_the_world_is_like_that(
    make: Callable[[World], None], when: str
) -> None:
    changed = small_world()
    make(changed)
    assert befell(changed, when)
    assert not befell(small_world(), when)


def test_a_war_is_general_only_if_great_powers_died_on_both_sides() -> None:
    when = "{kind: world, figure: years_since_general_war, at_most: 20}"
    small, bloody, cheap = small_world(), small_world(), small_world()
    for world in (small, bloody, cheap):
        world.turn = 8
    war_of(small, [BORLAND], [CASSIA], (900, 800), settled=Settled.CESSION, ended=4)
    war_of(bloody, [BORLAND], [ARDEN, DORVAN], (900, 800), settled=Settled.CESSION, ended=4)
    war_of(cheap, [BORLAND], [ARDEN, DORVAN], (90, 80), settled=Settled.CESSION, ended=4)
    assert [befell(world, when) for world in (small, bloody, cheap)] == [False, True, False]


def test_a_figure_beside_the_start_is_one_at_the_start() -> None:
    twice = "{kind: world, figure: output, of_start: true, at_least: 2}"
    world = ruled(small_world(), one(twice))
    run(world)
    assert not world.occurrences
    world.states.production *= 2.1
    run(world)
    assert len(world.occurrences) == 1


def test_a_figure_of_a_state_is_asked_of_each() -> None:
    world = small_world()
    world.states.stability[[CASSIA, DORVAN]] = 0.1
    assert befell(world, "{kind: state, figure: stability, at_most: 0.2}", "state") == {
        CASSIA, DORVAN,
    }  # fmt: skip


def test_a_figure_beside_its_own_start_is_asked_of_each() -> None:
    world = ruled(
        small_world(),
        one("{kind: state, figure: production, of_start: true, at_most: 0.8}", scope="state"),
    )
    world.states.production[CASSIA] *= 0.7
    run(world)
    assert [record.state for record in world.occurrences] == [CASSIA]


def test_a_state_that_is_no_more_is_befallen_by_nothing() -> None:
    world = small_world()
    world.states.exists[CASSIA] = False
    found = befell(world, "{kind: year, at_least: 1900}", "state")
    assert found == {0, 1, 3, 4, 5}


def test_traits_of_states() -> None:
    def those(trait: str, make: Callable[[World], None] = lambda _: None) -> object:
        world = small_world()
        make(world)
        return befell(world, f"{{kind: state_is, trait: {trait}}}", "state")

    assert those("major") == {ARDEN, BORLAND, DORVAN}
    assert those("democracy") == {0, 2, 4}
    assert those("autocracy") == set()
    assert those("at_war", at_war) == {ARDEN, BORLAND}
    assert those("holds_colonies", with_colonies) == {ARDEN, BORLAND}
    assert those("member") == {0, 1, 2, 3, 4}
    assert those("nuclear") == set()
    assert those("strongest") == {ARDEN, BORLAND}
    assert those("victor", after_a_general_war) == {BORLAND}
    assert those("defeated", after_a_general_war) == {ARDEN, DORVAN}
    assert those("in_strife") == set()
    assert those("allied") == set()


def test_named_states_are_those_named() -> None:
    assert befell(small_world(), "{kind: named, states: [arden, fenwick]}", "state") == {
        ARDEN, FENWICK,
    }  # fmt: skip


def test_states_live_while_all_named_do() -> None:
    when = "{kind: lives, states: [arden, cassia]}"
    world = small_world()
    world.states.exists[CASSIA] = False
    assert befell(small_world(), when)
    assert not befell(world, when)


def test_an_institution_is_in_being_and_has_members() -> None:
    assert befell(small_world(), "{kind: in_being, charter: covenant}")
    assert not befell(small_world(), "{kind: in_being, charter: order}")
    members = befell(small_world(), "{kind: member_of, charter: covenant}", "state")
    assert members == {0, 1, 2, 3, 4}
    world = small_world()
    world.memberships.in_being[0] = False
    assert not befell(world, "{kind: in_being, charter: covenant}")


def test_a_figure_of_a_pair_is_asked_of_each_pair_once() -> None:
    found = befell(small_world(), "{kind: pair, figure: rivalry, at_least: 0.5}", "pair")
    assert found == {(BORLAND, CASSIA), (DORVAN, 4)}


def test_traits_of_pairs() -> None:
    majors = befell(small_world(), "{kind: pair_is, trait: both_major}", "pair")
    assert majors == {(ARDEN, BORLAND), (ARDEN, DORVAN), (BORLAND, DORVAN)}
    first = befell(small_world(), "{kind: pair_is, trait: two_strongest}", "pair")
    assert first == {(ARDEN, BORLAND)}
    world = small_world()
    at_war(world)
    assert befell(world, "{kind: pair_is, trait: at_war}", "pair") == {(ARDEN, BORLAND)}
    assert befell(small_world(), "{kind: pair_is, trait: allied}", "pair") == set()
    assert befell(small_world(), "{kind: pair_is, trait: both_nuclear}", "pair") == set()
    near = befell(small_world(), "{kind: pair_is, trait: neighbours}", "pair")
    assert isinstance(near, set)
    assert (ARDEN, BORLAND) in near
    assert (ARDEN, DORVAN) not in near


def test_what_is_asked_of_a_state_is_asked_of_both_of_a_pair_or_of_either() -> None:
    both = befell(small_world(), "{kind: state_is, trait: major}", "pair")
    either = befell(small_world(), "{kind: state_is, trait: major, who: either}", "pair")
    assert both == {(0, 1), (0, 3), (1, 3)}
    assert isinstance(either, set)
    assert (2, 4) not in either
    assert (0, 2) in either


def test_a_happening_can_wait_for_another() -> None:
    first = one("{kind: year, at_least: 1931.75}", key="first", more="once: true")
    later = one("{kind: occurred, happening: first, at_least: 0.5}", key="later", more="once: true")
    soon = one("{kind: occurred, happening: first, at_most: 0.25}\n", key="soon", more="once: true")
    never = one(
        "{kind: not, of: {kind: occurred, happening: first}}", key="never", more="once: true"
    )
    world = ruled(small_world(), first, later, soon, never)
    run(world, 6)
    came = {world.scenario.happenings[record.happening].key: record.turn
            for record in world.occurrences}  # fmt: skip
    assert came == {"never": 0, "first": 1, "soon": 2, "later": 3}


def test_a_happening_can_wait_for_another_in_the_same_state() -> None:
    first = one("{kind: named, states: [cassia]}", scope="state", key="first", more="once: true")
    later = one(
        "{kind: occurred, happening: first, here: true}", scope="state", key="later",
        more="once: true",
    )  # fmt: skip
    world = ruled(small_world(), first, later)
    run(world, 2)
    assert [record.state for record in world.occurrences] == [CASSIA, CASSIA]


def test_a_happening_can_ask_whether_another_still_lasts() -> None:
    short = "{kind: push, figure: support, a_year: 0.01, years: 0.5}"
    first = one("{kind: year, at_least: 1900}", short, key="first", more="once: true")
    after = one(
        "{kind: occurred, happening: first}\n"
        "{kind: not, of: {kind: occurred, happening: first, lasting: true}}",
        key="after", more="once: true",
    )  # fmt: skip
    world = ruled(small_world(), first, after)
    run(world, 6)
    assert [(record.happening, record.turn) for record in world.occurrences] == [(0, 0), (1, 2)]


def test_states_are_counted_by_number_or_by_what_they_hold_of_the_world() -> None:
    each = "each: {kind: state_is, trait: major}"
    assert befell(small_world(), f"{{kind: count, {each}, at_least: 3, at_most: 3}}")
    assert not befell(small_world(), f"{{kind: count, {each}, at_least: 4}}")
    assert befell(small_world(), f"{{kind: count, {each}, by: output, at_least: 0.5}}")
    assert not befell(small_world(), f"{{kind: count, {each}, by: people, at_least: 0.95}}")
    assert befell(small_world(), f"{{kind: count, {each}, by: power, at_most: 0.95}}")


def test_all_any_and_not() -> None:
    yes, no = "{kind: year, at_least: 1900}", "{kind: year, at_least: 1999}"
    assert befell(small_world(), f"{{kind: any, of: [{no}, {yes}]}}")
    assert not befell(small_world(), f"{{kind: all, of: [{no}, {yes}]}}")
    assert befell(small_world(), f"{{kind: not, of: {no}}}")
    assert not befell(small_world(), f"{yes}\n{no}")
    mixed = (
        "{kind: any, of: [{kind: named, states: [arden]}, "
        "{kind: not, of: {kind: state_is, trait: member}}]}"
    )
    assert befell(small_world(), mixed, "state") == {ARDEN, FENWICK}


def test_once_is_once_and_a_cooldown_is_waited_for() -> None:
    at_once = "{kind: push, figure: support, a_year: 0.01, years: 0.25}"
    always = "{kind: year, at_least: 1900}"
    world = ruled(
        small_world(),
        one(always, at_once, key="once", more="once: true"),
        one(always, at_once, key="again", more="cooldown_years: 1"),
    )
    run(world, 9)
    assert [record.turn for record in world.occurrences if record.happening == 0] == [0]
    assert [record.turn for record in world.occurrences if record.happening == 1] == [0, 4, 8]


def test_chance_is_a_year_and_drawn_for_each() -> None:
    rule = one("{kind: year, at_least: 1900}", scope="state", more="chance: 0.4\nonce: true")
    world = ruled(small_world(), rule)
    run(world, 40)
    turns = sorted(record.turn for record in world.occurrences)
    assert len(turns) == 6
    assert len(set(turns)) > 2


def test_no_more_than_so_many_are_befallen_in_a_turn() -> None:
    rule = one("{kind: year, at_least: 1900}", scope="state", more="most: 2\nonce: true")
    world = ruled(small_world(), rule)
    run(world, 2)
    assert [record.turn for record in world.occurrences] == [0, 0, 1, 1]


def test_a_universal_institution_counts_while_it_is_in_being() -> None:
    lapsed = small_world()
    lapsed.memberships.in_being[0] = False
    when = "{kind: world, figure: universal_bodies, at_least: 1}"
    assert befell(small_world(), when)
    assert not befell(lapsed, when)
    believed = "{kind: world, figure: belief_in_bodies, at_least: 0.5}"
    assert befell(small_world(), believed)
    failed = small_world()
    failed.memberships.failed[0] = 8
    assert not befell(failed, believed)
