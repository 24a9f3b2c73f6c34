"""Sentences as a reader would meet them."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from game.core.charter import DecisionRule, Organ
from game.core.events import Event
from game.core.ids import (
    NOBODY,
    CrisisId,
    FormationId,
    InstitutionId,
    NodeId,
    ResolutionId,
    StateId,
    TerritoryId,
    TreatyId,
    WarId,
)
from game.core.kinds import (
    Act,
    Arm,
    Ballot,
    CrisisKind,
    Move,
    Reason,
    Rung,
    Stance,
    Standing,
    Terms,
    TreatyKind,
)
from game.core.legality import Refusal
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
from game.core.records import CastVote, Crisis, Resolution, War
from game.core.world import World
from game.narrate.names import Names
from game.narrate.narrator import Narrator
from game.narrate.numerals import Figure, in_words, listed, many, men, money, percent
from game.narrate.strings import load_strings
from tests.worlds import ARDEN, BORLAND, CASSIA, ELMERE, SmallCampaign, names_of, small_world

CAMPAIGN = SmallCampaign()
NARRATOR = Narrator(CAMPAIGN.gazetteer)
LEAGUE = InstitutionId(0)


def a_world(**changes: object) -> World:
    """A world in which Borland makes war on Cassia, and the League has it before it."""
    world = small_world()
    crisis = Crisis(
        CrisisId(0), CrisisKind.CLAIM, BORLAND, CASSIA, world.claims[0].id, 0, Rung.WAR, 1, 3, 0.9,
        0.2, False, LEAGUE, 1, -1, BORLAND, NOBODY, (Act.INQUIRY,), -1.0, -1.0, WarId(0),
    )  # fmt: skip
    world.crises = [replace(crisis, **changes)]  # type: ignore[arg-type]
    world.wars = [War(WarId(0), CrisisId(0), (BORLAND,), (CASSIA,), 1, (1.0, 2.0), (None, None))]
    return world


def a_resolution(*votes: tuple[StateId, Ballot], **changes: object) -> Resolution:
    cast = tuple(CastVote(state, ballot) for state, ballot in votes)
    made = Resolution(
        ResolutionId(0), LEAGUE, CrisisId(0), ARDEN, (Act.DETERMINATION, Act.ARMS_EMBARGO), BORLAND,
        0, votes=cast, yes=sum(ballot == Ballot.YES for _, ballot in votes),
        no=sum(ballot in (Ballot.NO, Ballot.VETO) for _, ballot in votes),
    )  # fmt: skip
    return replace(made, **changes)  # type: ignore[arg-type]


def with_rule(world: World, **changes: object) -> World:
    charter = world.charters[0]
    rule: DecisionRule = replace(charter.rules[0], **changes)  # type: ignore[arg-type]
    world.charters = (replace(charter, rules=(rule,) * len(Act)),)
    return world


def test_a_resolution_reads_like_one() -> None:
    text = NARRATOR.resolution(a_resolution(), a_world())
    assert text.title == "The naming of Borland as aggressor and an arms embargo on Borland"
    assert text.paragraphs == (
        (
            "The Council of the League, seized of the dispute between Borland and Cassia over Upper "
            "Cassia, having found through its commission of inquiry that Borland bears responsibility,"
        ),
        (
            "1. Determines that Borland has resorted to force against Cassia in disregard of its "
            "engagements, and is the aggressor."
        ),
        (
            "2. Calls on all states to send no arms or munitions to Borland. "
            "Members are bound to take part."
        ),
    )


def test_one_vote_against_blocks_under_unanimity_and_is_named() -> None:
    vote = a_resolution(
        (ARDEN, Ballot.YES), (ELMERE, Ballot.NO), reason=Reason.AGAINST_UNANIMITY, needed=2
    )
    assert NARRATOR.reason(vote, a_world()) == (
        "Blocked: Elmere voted against, and the rule is unanimity of those not party to the dispute."
    )


def test_a_vote_that_falls_short_says_by_how_much_and_of_what() -> None:
    world = with_rule(a_world(), majority=Fraction(2, 3))
    vote = a_resolution(
        (ARDEN, Ballot.YES), (ELMERE, Ballot.NO), (CASSIA, Ballot.ABSTAIN),
        reason=Reason.VOTES_SHORT, needed=3,
    )  # fmt: skip
    assert NARRATOR.reason(vote, world) == (
        "Two votes short of the two thirds needed: one for, one against, one abstaining."
    )


def test_a_veto_names_its_holder() -> None:
    world = with_rule(a_world(), majority=Fraction(9, 15), veto=True)
    vote = a_resolution(
        (ARDEN, Ballot.VETO), (ELMERE, Ballot.YES), reason=Reason.VETO, vetoes=(ARDEN,)
    )
    assert NARRATOR.reason(vote, world) == "Vetoed by Arden; otherwise one for, one against."


def test_an_assembly_that_takes_over_says_whom_it_passed_by() -> None:
    world = with_rule(a_world(), veto=True, bypass=True)
    vote = a_resolution(
        (ARDEN, Ballot.VETO), (ELMERE, Ballot.YES), reason=Reason.OVERRIDDEN, vetoes=(ARDEN,), yes=9
    )
    assert "blocked by Arden; the Assembly" in NARRATOR.reason(vote, world)


@pytest.mark.parametrize("reason", [reason for reason in Reason if reason != Reason.NONE])
@pytest.mark.parametrize("organ", list(Organ))
def test_every_outcome_of_a_vote_can_be_explained(reason: Reason, organ: Organ) -> None:
    world = with_rule(a_world(), organ=organ)
    for ballots in ((), ((ARDEN, Ballot.YES),), ((ARDEN, Ballot.NO), (ELMERE, Ballot.ABSENT))):
        said = NARRATOR.reason(a_resolution(*ballots, reason=reason), world)
        assert said.endswith(".")
        assert "{" not in said
        assert said[0].isupper()


def test_a_failed_vote_in_the_chronicle_says_why() -> None:
    world = a_world()
    world.resolutions = [
        a_resolution(
            (ARDEN, Ballot.YES), (ELMERE, Ballot.NO), reason=Reason.AGAINST_UNANIMITY,
            standing=Standing.FAILED,
        )
    ]  # fmt: skip
    event = Event(0, "resolution.failed", ARDEN, BORLAND, (("resolution", 0), ("institution", 0)))
    assert NARRATOR.event(event, world) == (
        "The Council of the League does not adopt the naming of Borland as aggressor and an arms "
        "embargo on Borland, proposed by Arden. Blocked: Elmere voted against, and the rule is "
        "unanimity of those not party to the dispute."
    )


def test_a_rung_chooses_its_own_sentence() -> None:
    event = Event(0, "crisis.escalated", BORLAND, CASSIA, (("rung", int(Rung.ULTIMATUM)),))
    assert NARRATOR.event(event) == "Borland sends Cassia an ultimatum."


def test_a_refused_order_is_explained_in_the_report() -> None:
    event = Event(0, "order.refused.not_enough_money", ARDEN, figures=(("figure", 12.5),))
    assert NARRATOR.event(event) == (
        "An order could not be carried out: The treasury holds $12 million, which is not enough."
    )


def test_an_unknown_kind_shows_itself_and_breaks_nothing() -> None:
    assert NARRATOR.event(Event(0, "made.up", ARDEN)) == "event.made.up"
    assert not NARRATOR.knows("made.up")
    assert NARRATOR.term("made_up").label == "Made up"


def test_a_refusal_names_the_act_that_is_missing() -> None:
    said = NARRATOR.refusal(Refusal("precondition", float(Act.DETERMINATION)))
    assert said == (
        "Something must be decided first, or together with it: determination of aggression."
    )


def test_states_take_their_article_inside_a_sentence() -> None:
    gazetteer = replace(
        names_of(small_world()),
        names=(
            "United States",
            "Netherlands",
            "Soviet Union",
            "France",
            "the Saar",
            "Irish Free State",
        ),
        institution_names=("League of Nations",),
    )
    narrator = Narrator(gazetteer)
    event = Event(0, "war.begun", StateId(2), StateId(0))
    assert narrator.event(event) == "The Soviet Union goes to war with the United States."
    names = Names(gazetteer, load_strings())
    assert (
        names.states((StateId(1), StateId(3), StateId(4))) == "the Netherlands, France and the Saar"
    )
    assert names.state(StateId(0)).s == "the United States'"
    assert names.institution(0) == "the League of Nations"


def test_numbers_are_written_as_people_write_them() -> None:
    assert [percent(share) for share in (0.314, 0.001, 0.0, -0.02)] == [
        "31%", "less than 1%", "0%", "-2%",
    ]  # fmt: skip
    assert [money(sum_) for sum_ in (0.02, 4.25, 40, 1234.5, 250_000)] == [
        "$20 thousand", "$4.2 million", "$40 million", "$1.2 billion", "$250 billion",
    ]  # fmt: skip
    assert [men(number) for number in (0.412, 12.345, 2300)] == [
        "400 men", "12,000 men", "2.3 million men",
    ]  # fmt: skip
    assert [many(number, "vote") for number in (0, 1, 2, 40)] == [
        "no votes", "one vote", "two votes", "40 votes",
    ]  # fmt: skip
    assert in_words(7) == "seven"
    assert listed(["a", "b", "c"]) == "a, b and c"
    assert f"{Figure(1):of war wars}" == "one war"
    assert f"{Figure(3):of war wars}" == "three wars"


ORDERS: tuple[tuple[Order, str], ...] = (
    (
        SetBudget(ARDEN, 0.25, 0.4, 0.3, 0.05),
        "Budget: 25% arms, 40% welfare, 30% growth, 5% aid and reserves",
    ),
    (Mobilise(ARDEN, 0.5), "Call up 50% of reserves"),
    (Mobilise(ARDEN, 0.0), "Send all reserves home"),
    (
        MoveFormation(ARDEN, FormationId(0), NodeId(2), Stance.ATTACK),
        "Attack Lower Borland with the army at Lower Arden",
    ),
    (RaiseFormation(ARDEN, Arm.ARMY, TerritoryId(0)), "Raise a new army in Lower Arden"),
    (SendAid(ARDEN, CASSIA, 40.0), "Send Cassia $40 million"),
    (PressClaim(BORLAND, small_world().claims[0].id), "Press publicly: Borland's claim to Upper Cassia"),
    (
        StageIncident(BORLAND, small_world().claims[0].id),
        "Stage an incident in support of Borland's claim to Upper Cassia",
    ),
    (
        MoveInCrisis(CASSIA, CrisisId(0), Move.OFFER, 0.5),
        ("Offer to settle the dispute between Borland and Cassia over Upper Cassia at 50% of what "
        "is claimed"),
    ),
    (
        Refer(CASSIA, CrisisId(0), LEAGUE),
        "Bring the dispute between Borland and Cassia over Upper Cassia before the League",
    ),
    (
        Table(ARDEN, LEAGUE, CrisisId(0), BORLAND, (Act.INQUIRY, Act.OBSERVERS)),
        "Table before the League, against Borland: commission of inquiry and observers",
    ),
    (
        Lobby(ARDEN, CrisisId(0), ELMERE, 5.0),
        ("Spend 5 influence to win Elmere over in the dispute between Borland and Cassia over Upper "
        "Cassia"),
    ),
    (OfferTreaty(ARDEN, TreatyKind.DEFENCE, CASSIA), "Offer Cassia this treaty: defence pact"),
    (AnswerTreaty(ARDEN, TreatyId(0), False), "Refuse the entente with Fenwick"),
    (Denounce(ARDEN, TreatyId(0)), "Denounce the entente with Fenwick"),
    (Withdraw(ARDEN, LEAGUE), "Give notice of withdrawal from the League"),
    (Recognise(ARDEN, BORLAND), "Recognise what Borland has taken by force"),
    (
        JoinWar(ARDEN, WarId(0), 1),
        "Enter the war between Borland and Cassia on the side of Cassia",
    ),
    (
        OfferTerms(CASSIA, WarId(0), Terms.KEEP_OCCUPIED),
        "Offer to end the war between Borland and Cassia by an armistice where the armies stand",
    ),
    (Vote(ARDEN, ResolutionId(0), Ballot.YES), ("Vote for the naming of Borland as aggressor and an "
     "arms embargo on Borland")),
    (
        Contribute(ARDEN, ResolutionId(0), Act.OIL_BAN, 0.5, False),
        "Give 50% of what you could to the oil embargo against Borland",
    ),
    (
        Contribute(ARDEN, ResolutionId(0), Act.OIL_BAN, 1.0, True),
        "Promise to keep the oil embargo against Borland, and evade it",
    ),
)  # fmt: skip


@pytest.mark.parametrize(
    ("order", "line"), ORDERS, ids=[type(order).__name__ for order, _ in ORDERS]
)
def test_orders_read_as_lines_of_a_list(order: Order, line: str) -> None:
    world = a_world()
    world.resolutions = [a_resolution()]
    assert NARRATOR.order(order, world) == line


def test_titles_of_crises_wars_claims_and_treaties() -> None:
    world = a_world()
    assert NARRATOR.crisis(world.crises[0], world) == (
        "The dispute between Borland and Cassia over Upper Cassia"
    )
    assert NARRATOR.crisis_line(world.crises[0], world) == "Borland and Cassia are at war."
    assert NARRATOR.war(world.wars[0]) == "The war between Borland and Cassia"
    assert NARRATOR.claim(0) == "Borland's claim to Upper Cassia"
    assert NARRATOR.claim(7) == "A claim"
    assert NARRATOR.treaty(world.treaties[0]) == "The entente between Arden and Fenwick"
    assert NARRATOR.rung(Rung.CLASH) == "Armed clash"
