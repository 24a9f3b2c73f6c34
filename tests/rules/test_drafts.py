"""Drafts that lie over, amendments to them, measures lifted, members taken back in a case."""

from __future__ import annotations

from dataclasses import replace

import pytest

from game.core.charter import LadderStep
from game.core.ids import ResolutionId, StateId
from game.core.kinds import Act, Ballot, CrisisEnd, Reason, Stage, Standing
from game.core.legality import refusal
from game.core.orders import AmendDraft, Table, Vote
from game.core.turn import Outcome, advance
from game.core.world import World
from tests.rules.bodies import resolved, rest_of_turn, ruling
from tests.rules.play import LEAGUE, QUARREL, chartered, happened, measure, quarrel, tabled
from tests.worlds import ARDEN, BORLAND, CASSIA, DORVAN, ELMERE, small_world

DRAFT = ResolutionId(0)


def laid() -> World:
    """Arden has laid a draft on the table; a turn has gone by since."""
    world = small_world()
    quarrel(world)
    acts = (Act.DETERMINATION, Act.ARMS_EMBARGO)
    world = advance(world, [Table(ARDEN, LEAGUE, QUARREL, BORLAND, acts, lie_over=True)]).world
    return rest_of_turn(world).world


def votes(world: World, *who: StateId, ballot: Ballot = Ballot.YES) -> list[Vote]:
    return [
        Vote(state, draft.id, ballot)
        for state in who
        for draft in world.resolutions
        if draft.standing == Standing.TABLED
    ]


def test_a_draft_that_lies_over_is_voted_on_a_turn_later() -> None:
    world = laid()
    assert world.resolutions[DRAFT].standing == Standing.TABLED
    in_council = advance(world, []).world
    decided, _ = resolved(in_council, in_council.resolutions[DRAFT], yes=(ARDEN, DORVAN))
    assert decided.standing == Standing.ADOPTED


def test_on_the_day_it_is_laid_nobody_votes_on_it() -> None:
    world = small_world()
    quarrel(world)
    order = Table(ARDEN, LEAGUE, QUARREL, BORLAND, (Act.CONDEMNATION,), lie_over=True)
    world = advance(world, [order]).world
    outcome = advance(world, [Vote(ARDEN, DRAFT, Ballot.YES)])
    assert happened(outcome, "order.refused.not_on_the_agenda")
    assert outcome.world.resolutions[DRAFT].standing == Standing.TABLED


def amended(*changes: AmendDraft) -> World:
    return advance(laid(), list(changes)).world


HARDER = AmendDraft(DORVAN, DRAFT, (Act.FINANCE_BAN,), ())
SOFTER = AmendDraft(ELMERE, DRAFT, (), (Act.ARMS_EMBARGO,))


def test_an_amendment_is_voted_on_first_and_the_draft_as_amended() -> None:
    world = amended(HARDER)
    after = advance(world, votes(world, ARDEN, DORVAN, ELMERE)).world
    draft, amendment = after.resolutions
    assert (amendment.standing, amendment.reason) == (Standing.LAPSED, Reason.AMENDED)
    assert (draft.standing, draft.acts) == (
        Standing.ADOPTED,
        (Act.DETERMINATION, Act.ARMS_EMBARGO, Act.FINANCE_BAN),
    )
    assert not amendment.in_force
    assert after.crises[QUARREL].acts == draft.acts


def test_an_amendment_needs_more_yes_than_no_whatever_the_draft_needs() -> None:
    world = amended(HARDER)
    amendment = world.resolutions[1]
    cast = [
        Vote(ARDEN, amendment.id, Ballot.YES),
        Vote(DORVAN, amendment.id, Ballot.YES),
        Vote(ELMERE, amendment.id, Ballot.NO),
    ]
    outcome = advance(world, cast)
    assert happened(outcome, "resolution.amended")
    assert outcome.world.resolutions[DRAFT].acts[-1] == Act.FINANCE_BAN


def test_a_tie_leaves_the_text_as_it_was() -> None:
    world = amended(HARDER)
    amendment = world.resolutions[1]
    cast = [Vote(ARDEN, amendment.id, Ballot.YES), Vote(ELMERE, amendment.id, Ballot.NO)]
    outcome = advance(world, [*cast, *(Vote(s, DRAFT, Ballot.YES) for s in (ARDEN, DORVAN))])
    assert happened(outcome, "resolution.amendment_lost")
    draft = outcome.world.resolutions[DRAFT]
    assert (draft.standing, draft.acts) == (
        Standing.ADOPTED,
        (Act.DETERMINATION, Act.ARMS_EMBARGO),
    )


def test_no_veto_stops_a_change_of_text() -> None:
    world = laid()
    ruling(world, veto=True)
    world = advance(world, [HARDER]).world
    amendment = world.resolutions[1]
    cast = [
        Vote(ARDEN, amendment.id, Ballot.YES),
        Vote(ELMERE, amendment.id, Ballot.YES),
        Vote(DORVAN, amendment.id, Ballot.VETO),
    ]
    assert happened(advance(world, cast), "resolution.amended")


def test_when_one_amendment_has_carried_the_others_to_that_draft_fall() -> None:
    world = amended(HARDER, SOFTER)
    after = advance(world, votes(world, ARDEN, DORVAN, ELMERE)).world
    reasons = [item.reason for item in after.resolutions[1:]]
    assert sorted(reasons) == sorted([Reason.AMENDED, Reason.PRECONDITION])


def test_an_amendment_may_take_the_ground_from_its_own_draft() -> None:
    world = small_world()
    quarrel(world)
    acts = (Act.DETERMINATION, Act.ARMS_EMBARGO)
    world = advance(world, [Table(ARDEN, LEAGUE, QUARREL, BORLAND, acts, lie_over=True)]).world
    world = rest_of_turn(world).world
    order = AmendDraft(ELMERE, DRAFT, (), (Act.DETERMINATION,))
    found = refusal(world, order)
    assert found is not None
    assert found.key == "precondition"


def test_a_draft_lapses_when_its_quarrel_ends_while_it_lies_over() -> None:
    world = laid()
    world.put(replace(world.crises[QUARREL], end=CrisisEnd.COMPROMISE, ended=world.turn - 1))
    world = advance(world, []).world
    outcome = advance(world, votes(world, ARDEN, DORVAN))
    assert outcome.world.resolutions[DRAFT].standing == Standing.LAPSED
    assert happened(outcome, "resolution.lapsed")


def with_acts(world: World, *acts: Act) -> World:
    charter = world.charters[LEAGUE]
    steps = tuple(LadderStep(act, ()) for act in acts)
    chartered(world, ladder=(*charter.ladder, *steps))
    return world


def under_embargo(**rule: object) -> World:
    world = small_world()
    quarrel(world, named=BORLAND, acts=(Act.DETERMINATION, Act.ARMS_EMBARGO))
    measure(world, Act.ARMS_EMBARGO)
    with_acts(world, Act.LIFTING)
    ruling(world, Act.LIFTING, **rule)
    tabled(world, Act.LIFTING)
    return world


def lifted(world: World, **cast: Ballot) -> Outcome:
    keys = world.scenario.state_keys
    put = world.resolutions[-1].id
    return advance(world, [Vote(StateId(keys.index(n)), put, b) for n, b in cast.items()])


def test_lifting_ends_measures_and_lets_them_be_laid_anew() -> None:
    outcome = lifted(under_embargo(), arden=Ballot.YES, dorvan=Ballot.YES)
    world = outcome.world
    assert not world.resolutions[0].in_force
    assert world.crises[QUARREL].acts == (Act.DETERMINATION,)
    later = rest_of_turn(world).world
    assert refusal(later, Table(ARDEN, LEAGUE, QUARREL, BORLAND, (Act.ARMS_EMBARGO,))) is None


def test_a_veto_can_keep_sanctions_on() -> None:
    """The reverse veto: Iraq in the 1990s."""
    world = under_embargo(veto=True)
    outcome = lifted(world, arden=Ballot.VETO, dorvan=Ballot.YES, elmere=Ballot.YES)
    assert outcome.world.resolutions[-1].standing == Standing.VETOED
    assert outcome.world.resolutions[0].in_force


def test_a_member_suspended_in_a_case_is_taken_back_in_it() -> None:
    world = small_world()
    quarrel(world)
    with_acts(world, Act.SUSPENSION, Act.REINSTATEMENT)
    world.memberships.suspended[LEAGUE, BORLAND] = True
    tabled(world, Act.REINSTATEMENT)
    outcome = lifted(world, arden=Ballot.YES, dorvan=Ballot.YES)
    assert not outcome.world.memberships.suspended[LEAGUE, BORLAND]


@pytest.mark.parametrize("stage", [Stage.COUNCIL, Stage.RESPONSE])
def test_drafts_are_changed_while_orders_are_given_and_not_later(stage: Stage) -> None:
    world = laid()
    while world.stage != stage:
        world = advance(world, []).world
    outcome = advance(world, [HARDER])
    assert len(outcome.world.resolutions) == 1


def test_a_party_has_no_say_in_the_text_either() -> None:
    world = amended(HARDER)
    after = advance(world, votes(world, ARDEN, BORLAND, CASSIA, DORVAN)).world
    assert {vote.state for vote in after.resolutions[1].votes} == {ARDEN, DORVAN, ELMERE}
