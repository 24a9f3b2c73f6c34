"""Means: with what force a body enforces, and what that makes of a mandate."""

from __future__ import annotations

import numpy as np
import pytest

from game.core.briefs import ROW_OF, brief
from game.core.cases import case_of
from game.core.charter import Means
from game.core.ids import InstitutionId, StateId
from game.core.kinds import Act, CrisisEnd, Likeness, Rung
from game.core.missions import mission_in
from game.core.outlook import outlook
from game.core.practice import practice
from game.core.world import World
from tests.rules.bodies import pact, reading
from tests.rules.play import LEAGUE, measure, quarrel
from tests.worlds import ARDEN, BORLAND, CASSIA, DORVAN, ELMERE, small_world


def of_force(world: World) -> tuple[np.ndarray, float, np.ndarray]:
    """Return what each could bring to a measure of force, what resists, and pledges' worth."""
    crisis = quarrel(world, rung=Rung.WAR, named=BORLAND)
    found = brief(world, case_of(crisis), tuple(ROW_OF), outlook(world))
    row = ROW_OF[Act.FORCE]
    pledges = found.prices.values[row, :, found.prices.keys.index("pledge")]
    return found.capacity[row], float(found.resistance[row]), pledges


def under(means: Means, **clauses: object) -> World:
    world = small_world()
    reading(world, means=means, **clauses)  # type: ignore[arg-type]
    return world


def test_contingents_without_common_means_come_piecemeal() -> None:
    alone, _, _ = of_force(under(Means.NONE))
    joined, _, _ = of_force(under(Means.COALITION))
    assert alone[ARDEN] == pytest.approx(0.7 * joined[ARDEN])


def test_a_coalition_whose_lead_state_stays_out_is_one_of_the_willing_alone() -> None:
    led, _, _ = of_force(under(Means.COALITION, lead=DORVAN))
    world = under(Means.COALITION, lead=DORVAN)
    world.memberships.member[LEAGUE, DORVAN] = False
    leaderless, _, _ = of_force(world)
    assert leaderless[ARDEN] == pytest.approx(0.85 * led[ARDEN])
    accused, _, _ = of_force(under(Means.COALITION, lead=BORLAND))
    assert accused[ARDEN] == pytest.approx(0.85 * led[ARDEN])


def test_where_regional_bodies_are_the_means_those_in_none_count_for_less() -> None:
    world = under(Means.REGIONAL)
    none, _, _ = of_force(world)
    world = under(Means.REGIONAL)
    pact(world, (ARDEN, CASSIA))
    some, _, _ = of_force(world)
    assert none[ARDEN] == pytest.approx(0.7 * some[ARDEN])
    assert none[DORVAN] == some[DORVAN]


def test_a_standing_force_has_strength_of_its_own() -> None:
    _, without, _ = of_force(under(Means.STANDING))
    _, with_force, _ = of_force(under(Means.STANDING, standing_force=0.05))
    _, elsewhere, _ = of_force(under(Means.COALITION, standing_force=0.05))
    assert with_force < without
    assert elsewhere == without


def test_what_the_charter_pledges_or_a_state_makes_a_contribution_more_expected() -> None:
    _, _, none = of_force(under(Means.PLEDGED))
    _, _, all_members = of_force(under(Means.PLEDGED, pledged_share=0.2))
    world = under(Means.PLEDGED, pledged_share=0.2)
    world.memberships.pledged[LEAGUE, ELMERE] = 0.6
    _, _, more = of_force(world)
    assert not none.any()
    assert all_members[ARDEN] == all_members[ELMERE] > 0
    assert more[ELMERE] == pytest.approx(3 * all_members[ELMERE])
    assert more[ARDEN] == all_members[ARDEN]
    outsider = StateId(5)
    assert all_members[outsider] == 0


def mission_of(world: World) -> float:
    crisis = quarrel(world, named=BORLAND, consent=1)
    measure(world, Act.PEACEKEEPING)
    mission = mission_in(world, crisis)
    assert mission is not None
    return mission.men


def test_a_mandate_without_troops_puts_nobody_on_the_spot() -> None:
    assert mission_of(under(Means.COALITION)) == 0


def test_a_standing_force_goes_by_itself() -> None:
    world = under(Means.STANDING, standing_force=0.01)
    assert mission_of(world) == pytest.approx(0.01 * world.states.milper.sum())


def past(end: CrisisEnd, by: InstitutionId = LEAGUE) -> World:
    """A body denied Borland arms in an earlier case, which ended somehow."""
    world = small_world()
    quarrel(world, end=end, ended=0, named=BORLAND, institution=by)
    measure(world, Act.ARMS_EMBARGO)
    return world


@pytest.mark.parametrize(
    ("end", "sign"),
    [
        (CrisisEnd.WITHDREW, 1),
        (CrisisEnd.COMPROMISE, 1),
        (CrisisEnd.KEPT_GAINS, -1),
        (CrisisEnd.DESTROYED, -1),
    ],
)
def test_what_worked_in_a_like_case_is_expected_again(end: CrisisEnd, sign: int) -> None:
    taught = practice(past(end), LEAGUE, Likeness.GREAT)
    assert np.sign(taught[Act.ARMS_EMBARGO]) == sign
    assert taught[Act.OIL_BAN] == 0
    assert (np.abs(taught) < 1).all()
    assert not practice(past(end), LEAGUE, Likeness.LESSER).any()


def test_practice_is_a_term_of_what_the_same_measure_is_worth() -> None:
    def term(end: CrisisEnd) -> float:
        world = past(end)
        crisis = quarrel(world, named=BORLAND)
        prices = brief(world, case_of(crisis), tuple(ROW_OF), outlook(world)).prices
        column = prices.keys.index("practice")
        assert prices.values[ROW_OF[Act.OIL_BAN], :, column].max() == 0
        return float(prices.values[ROW_OF[Act.ARMS_EMBARGO], ELMERE, column])

    assert term(CrisisEnd.WITHDREW) > 0 > term(CrisisEnd.KEPT_GAINS)
