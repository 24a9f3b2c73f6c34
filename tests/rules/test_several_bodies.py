"""Several bodies on one case: who leads, whose word stands, who may enforce, what is owed once."""

from __future__ import annotations

from dataclasses import replace

import pytest

from game.core.charter import LadderStep, RegionalClause, Trigger
from game.core.eligibility import takes_up
from game.core.ids import CrisisId, InstitutionId, StateId
from game.core.kinds import Act, CrisisKind, Excuse, Obligation, Rung, Stage, Standing
from game.core.legality import refusal
from game.core.orders import Contribute, Refer, Table
from game.core.records import Duty, Resolution
from game.core.turn import Outcome, advance
from game.core.world import World
from tests.rules.bodies import PACT, pact, reading, resolved, rest_of_turn
from tests.rules.play import LEAGUE, QUARREL, happened, quarrel, turn
from tests.worlds import ARDEN, BORLAND, CASSIA, DORVAN, ELMERE, FENWICK, small_world

PACT_MEMBERS = (ARDEN, CASSIA, ELMERE)


def both(**facts: object) -> World:
    """The League leads in Borland's quarrel with Cassia; a pact of three has taken it up too."""
    world = small_world()
    pact(world, PACT_MEMBERS)
    ladder = (*world.charters[LEAGUE].ladder, LadderStep(Act.DELEGATION, ()),
              LadderStep(Act.LIFTING, ()))  # fmt: skip
    reading(world, ladder=ladder)
    reading(world, PACT, ladder=ladder)
    quarrel(world, **{"bodies": (LEAGUE, PACT), "rung": Rung.ULTIMATUM, **facts})
    return world


def draft(world: World, by: InstitutionId, *acts: Act, **facts: object) -> Resolution:
    """Put a draft on the agenda of a body."""
    found = Resolution(world.next_resolution(), by, QUARREL, ARDEN, acts, BORLAND, world.turn)
    found = replace(found, **facts)  # type: ignore[arg-type]
    world.put(found)
    world.stage = Stage.COUNCIL
    return found


def decided(world: World, by: InstitutionId, *acts: Act, **facts: object) -> Outcome:
    """Let a body adopt acts by the votes of Arden and Elmere."""
    made, outcome = resolved(world, draft(world, by, *acts, **facts), yes=(ARDEN, ELMERE))
    assert made.standing == Standing.ADOPTED
    return outcome


def in_force(world: World, by: InstitutionId, *acts: Act, **facts: object) -> Resolution:
    """Put measures in force."""
    found = draft(world, by, *acts, **{"standing": Standing.ADOPTED, **facts})
    world.stage = Stage.RESPONSE
    return found


def lines(outcome: Outcome) -> dict[tuple[InstitutionId, StateId], Duty]:
    resolutions = outcome.world.resolutions
    return {
        (resolutions[duty.resolution].institution, duty.state): duty
        for duty in outcome.world.ledger
    }


@pytest.mark.parametrize("first", [LEAGUE, PACT])
def test_the_universal_body_leads_whoever_took_the_case_up_first(first: InstitutionId) -> None:
    world = small_world()
    pact(world, PACT_MEMBERS)
    quarrel(world, institution=InstitutionId(-1), referred=-1)
    second = PACT if first == LEAGUE else LEAGUE
    world = turn(world, Refer(CASSIA, QUARREL, first)).world
    world = turn(world, Refer(CASSIA, QUARREL, second)).world
    crisis = world.crises[QUARREL]
    assert (crisis.institution, set(crisis.bodies)) == (LEAGUE, {LEAGUE, PACT})


def test_the_leading_bodys_finding_stands_against_another() -> None:
    world = decided(both(named=BORLAND, acts=(Act.DETERMINATION,)), PACT, Act.CONDEMNATION).world
    assert world.crises[QUARREL].named == BORLAND
    world = both(named=BORLAND, acts=(Act.DETERMINATION,))
    outcome = decided(world, PACT, Act.DETERMINATION, target=CASSIA)
    assert outcome.world.crises[QUARREL].named == BORLAND


def test_the_leading_body_may_find_otherwise() -> None:
    world = decided(both(), PACT, Act.DETERMINATION, target=CASSIA).world
    assert world.crises[QUARREL].named == CASSIA
    world = rest_of_turn(world).world
    world = decided(world, LEAGUE, Act.DETERMINATION).world
    assert world.crises[QUARREL].named == BORLAND


def test_one_body_may_build_on_what_the_leading_body_has_decided_and_not_the_other_way() -> None:
    def allowed(by: InstitutionId, on: InstitutionId) -> bool:
        world = both()
        in_force(world, on, Act.DETERMINATION)
        world.put(replace(world.crises[QUARREL], named=BORLAND, acts=(Act.DETERMINATION,)))
        world.stage = Stage.ORDERS
        return refusal(world, Table(ARDEN, by, QUARREL, BORLAND, (Act.ARMS_EMBARGO,))) is None

    assert allowed(PACT, on=LEAGUE)
    assert allowed(PACT, on=PACT)
    assert allowed(LEAGUE, on=LEAGUE)
    assert not allowed(LEAGUE, on=PACT)


def test_what_one_body_has_decided_another_may_decide_for_its_own_members() -> None:
    world = both(named=BORLAND, acts=(Act.DETERMINATION, Act.ARMS_EMBARGO))
    in_force(world, LEAGUE, Act.DETERMINATION, Act.ARMS_EMBARGO)
    world.stage = Stage.ORDERS
    again = (Act.ARMS_EMBARGO,)
    found = refusal(world, Table(ARDEN, LEAGUE, QUARREL, BORLAND, again))
    assert found is not None
    assert found.key == "already_decided"
    assert refusal(world, Table(ARDEN, PACT, QUARREL, BORLAND, again)) is None


def test_who_belongs_to_both_owes_the_same_measure_once_to_the_leading_body() -> None:
    world = both(named=BORLAND, acts=(Act.DETERMINATION, Act.ARMS_EMBARGO))
    in_force(world, PACT, Act.ARMS_EMBARGO)
    in_force(world, LEAGUE, Act.ARMS_EMBARGO)
    outcome = advance(world, [
        Contribute(ELMERE, draft.id, Act.ARMS_EMBARGO, 1.0) for draft in world.resolutions
    ])  # fmt: skip
    found = lines(outcome)
    assert found[LEAGUE, ELMERE].obligation == Obligation.BINDING
    freed = found.get((PACT, ELMERE))
    assert freed is None or freed.obligation == Obligation.NONE
    assert (PACT, DORVAN) not in found
    assert min(found[PACT, ELMERE].cost, found[LEAGUE, ELMERE].cost) == 0


def test_a_weaker_duty_to_the_leading_body_does_not_take_the_place_of_a_stronger() -> None:
    world = both(named=BORLAND, acts=(Act.DETERMINATION, Act.FORCE))
    charter = world.charters[PACT]
    owed = list(charter.obligations)
    owed[Act.FORCE] = Obligation.BINDING
    reading(world, PACT, obligations=tuple(owed))
    in_force(world, PACT, Act.FORCE)
    in_force(world, LEAGUE, Act.FORCE)
    found = lines(advance(world, []))
    assert found[PACT, ELMERE].obligation == Obligation.BINDING
    weaker = found.get((LEAGUE, ELMERE))  # no line is kept where nothing binds and nothing is given
    assert weaker is None or weaker.obligation == Obligation.RECOMMENDED


def test_measures_against_the_side_that_the_leading_body_protects_bind_none_of_its_members() -> (
    None
):
    world = both(named=BORLAND, acts=(Act.DETERMINATION, Act.ARMS_EMBARGO))
    world.memberships.member[PACT, [BORLAND, FENWICK]] = True
    in_force(world, PACT, Act.ARMS_EMBARGO, target=CASSIA)
    found = lines(advance(world, []))
    freed = found.get((PACT, ELMERE))
    assert freed is None or freed.obligation == Obligation.NONE
    assert found[PACT, FENWICK].obligation == Obligation.BINDING  # a member of the pact alone


@pytest.mark.parametrize(
    ("clause", "entrusted", "lawful"),
    [
        (RegionalClause.NONE, False, False),
        (RegionalClause.NONE, True, False),
        (RegionalClause.WITH_AUTHORISATION, False, False),
        (RegionalClause.WITH_AUTHORISATION, True, True),
        (RegionalClause.FREE, False, True),
    ],
)
def test_the_regional_clause_says_who_may_enforce(
    clause: RegionalClause, entrusted: bool, lawful: bool
) -> None:
    world = both(named=BORLAND, acts=(Act.DETERMINATION,), delegated=PACT if entrusted else -1)
    reading(world, regional=clause)
    outcome = decided(world, PACT, Act.ARMS_EMBARGO)
    assert bool(happened(outcome, "resolution.unauthorised")) != lawful


def test_enforcement_without_leave_binds_its_own_members_alone() -> None:
    world = both(named=BORLAND, acts=(Act.DETERMINATION, Act.ARMS_EMBARGO))
    in_force(world, PACT, Act.ARMS_EMBARGO)
    found = lines(advance(world, []))
    assert set(found) == {(PACT, ARDEN), (PACT, ELMERE)}  # and not the party itself


@pytest.mark.parametrize(("consent", "lawful"), [(-1, False), (0, False), (1, True)])
def test_a_government_may_let_an_alliance_in_against_its_own_rebels(
    consent: int, lawful: bool
) -> None:
    """Hungary in 1956 was entered without being asked; the difference is the asking."""
    world = both(
        kind=CrisisKind.CIVIL_WAR, initiator=CASSIA, target=CASSIA, consent=consent, claim=-1
    )
    outcome = decided(world, PACT, Act.DETERMINATION, Act.FORCE, target=CASSIA)
    assert bool(happened(outcome, "resolution.unauthorised")) != lawful


def entrusted() -> World:
    """The League has entrusted the pact with a case that is none of the pact's own."""
    world = both(named=BORLAND, acts=(Act.DETERMINATION,))
    reading(world, regional=RegionalClause.WITH_AUTHORISATION)
    reading(world, PACT, area=(FENWICK,))
    world.put(replace(world.crises[QUARREL], bodies=(LEAGUE,)))
    outcome = decided(world, LEAGUE, Act.DELEGATION, body=PACT)
    assert happened(outcome, "crisis.delegated")[0].id("institution") == PACT
    return outcome.world


def test_a_delegation_brings_the_case_before_the_regional_body() -> None:
    crisis = entrusted().crises[QUARREL]
    assert (crisis.delegated, crisis.institution, crisis.bodies) == (PACT, LEAGUE, (LEAGUE, PACT))


def test_who_is_entrusted_with_a_case_outside_its_charter_may_decide_and_excuse_itself() -> None:
    world = entrusted()
    assert not takes_up(world, PACT, world.crises[QUARREL])
    world = rest_of_turn(world).world
    order = Table(ARDEN, PACT, QUARREL, BORLAND, (Act.ARMS_EMBARGO,))
    assert refusal(world, order) is None
    outcome = decided(world, PACT, Act.ARMS_EMBARGO)
    assert not happened(outcome, "resolution.unauthorised")
    found = lines(advance(outcome.world, []))
    assert found[PACT, ELMERE].excused == Excuse.OUTSIDE_AREA


def test_who_lifts_its_measures_takes_back_the_leave_it_gave() -> None:
    world = entrusted()
    in_force(world, LEAGUE, Act.ARMS_EMBARGO)
    world.stage = Stage.ORDERS
    outcome = decided(world, LEAGUE, Act.LIFTING)
    assert outcome.world.crises[QUARREL].delegated == -1
    assert happened(outcome, "crisis.delegation_ended")


def test_lifting_ends_a_bodys_own_measures_and_no_others() -> None:
    acts = (Act.DETERMINATION, Act.ARMS_EMBARGO, Act.FINANCE_BAN)
    world = both(named=BORLAND, acts=acts)
    in_force(world, LEAGUE, Act.DETERMINATION, Act.ARMS_EMBARGO, Act.FINANCE_BAN)
    in_force(world, PACT, Act.ARMS_EMBARGO)
    world.stage = Stage.ORDERS
    world = decided(world, LEAGUE, Act.LIFTING).world
    assert [resolution.in_force for resolution in world.resolutions[:2]] == [False, True]
    assert world.crises[QUARREL].acts == (Act.DETERMINATION, Act.ARMS_EMBARGO)


def test_a_quarrel_between_members_of_an_alliance_is_an_attack_on_a_member() -> None:
    """The aggressor belongs to it too: it owes nothing, has no vote, and the others do."""
    world = small_world()
    pact(world, (ARDEN, BORLAND, CASSIA), triggers=(Trigger.ATTACK_ON_MEMBER,))
    quarrel(world, named=BORLAND, acts=(Act.DETERMINATION,), bodies=(PACT,), institution=PACT)
    made = draft(world, PACT, Act.ARMS_EMBARGO)
    adopted, outcome = resolved(world, made, yes=(ARDEN,), no=(BORLAND,))
    assert adopted.standing == Standing.ADOPTED
    assert {vote.state for vote in adopted.votes} == {ARDEN}
    found = lines(rest_of_turn(outcome.world))
    assert set(found) == {(PACT, ARDEN)}


def test_a_body_of_collective_defence_does_not_sit_over_anyones_quarrel() -> None:
    world = small_world()
    pact(world, (ARDEN, ELMERE))
    quarrel(world)
    found = refusal(world, Refer(ARDEN, CrisisId(0), PACT))
    assert found is not None
    assert found.key == "outside_its_charter"
