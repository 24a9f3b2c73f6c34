"""A peace, article by article, as the rulebook has it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from game.ai.policies import settle
from game.core.formulas.peace import would_sign
from game.core.ids import StateId, TerritoryId
from game.core.kinds import (
    CrisisEnd,
    CrisisKind,
    Holding,
    Provision,
    Settled,
    Terms,
    TreatyKind,
    Victor,
)
from game.core.observe import observe
from game.core.orders import AcceptTerms, OfferPeace, OfferTerms, parse, unparse
from game.core.packages import tidy, usual_package, usual_terms
from game.core.phases.negotiation import drafts, foreseen, would_take, would_take_apart
from game.core.phases.scores import score
from game.core.records import Treaty
from game.core.settlements import Article, Package, in_order
from game.core.terms import total
from game.core.world import World
from tests.war.fronts import (
    CAPITAL,
    CLAIMED,
    WAR,
    at_war,
    joined,
    negotiate,
    obey,
    occupy,
    of_kind,
    station,
    the_war,
    turn_later,
)
from tests.worlds import ARDEN, BORLAND, CASSIA, DORVAN, ELMERE

MARCH = TerritoryId(CLAIMED)


def article(kind: Provision, by: int = CASSIA, to: int = BORLAND, **facts: object) -> Article:
    return Article(kind, StateId(by), StateId(to), **facts)  # type: ignore[arg-type]


CESSION = article(Provision.CEDE, lands=(MARCH,))


def agree(world: World, *articles: Article) -> World:
    """Let both leaders propose the same peace, and peace be made."""
    obey(world, OfferPeace(BORLAND, WAR, articles), OfferPeace(CASSIA, WAR, articles[::-1]))
    negotiate(world)
    assert not the_war(world).live
    return world


def test_no_articles_are_the_old_borders() -> None:
    world = at_war()
    occupy(world, CLAIMED)
    agree(world)
    assert world.territories.controller[CLAIMED] == CASSIA
    assert the_war(world).settled == Settled.STATUS_QUO
    assert the_war(world).peace == ()


def test_the_usual_terms_are_packages() -> None:
    world = at_war()
    war = the_war(world)
    assert usual_package(world, war, Terms.STATUS_QUO) == ()
    assert usual_package(world, war, Terms.CEDE_CLAIM) == (CESSION,)
    assert usual_package(world, war, Terms.ANNEX) == (article(Provision.ANNEX),)
    for terms in Terms:
        assert usual_terms(world, war, usual_package(world, war, terms)) == terms
    assert usual_terms(world, war, (CESSION, article(Provision.NEUTRALITY))) is None


def test_old_and_new_offers_meet() -> None:
    world = at_war()
    obey(world, OfferTerms(BORLAND, WAR, Terms.CEDE_CLAIM), OfferPeace(CASSIA, WAR, (CESSION,)))
    negotiate(world)
    assert world.territories.owner[CLAIMED] == BORLAND


def test_an_offer_is_shown_in_the_usual_words_where_there_are_some() -> None:
    world = at_war()
    neutrality = (article(Provision.NEUTRALITY),)
    obey(world, OfferPeace(BORLAND, WAR, (CESSION,)), OfferPeace(CASSIA, WAR, neutrality))
    assert the_war(world).terms_offered == (Terms.CEDE_CLAIM, None)
    assert the_war(world).offers[1] == neutrality


def test_what_a_government_proposed_lapses_and_what_a_person_did_stays() -> None:
    world = at_war()
    world.states.human[BORLAND] = True
    obey(world, OfferPeace(BORLAND, WAR, (CESSION,)), OfferPeace(CASSIA, WAR, ()))
    obey(world)
    assert the_war(world).offers == ((CESSION,), None)
    assert the_war(world).terms_offered == (Terms.CEDE_CLAIM, None)


def test_a_foe_can_take_what_lies_on_the_table_though_a_new_offer_comes_too_late() -> None:
    world = at_war()
    obey(world, OfferPeace(BORLAND, WAR, (CESSION,)))
    world.before = world.clone().held()
    obey(
        world,
        OfferPeace(BORLAND, WAR, (article(Provision.ANNEX),)),
        AcceptTerms(CASSIA, WAR, BORLAND),
    )
    world.before = None
    assert the_war(world).agreed == (CESSION,)
    negotiate(world)
    assert world.states.exists[CASSIA]
    assert world.territories.owner[CLAIMED] == BORLAND
    assert the_war(world).victor == Victor.ATTACKERS


def test_reparations_are_owed_and_neither_make_nor_lose_money() -> None:
    world = at_war()
    world.states.treasury[CASSIA] = 1000.0
    before = float(world.states.treasury.sum())
    agree(world, article(Provision.REPARATIONS, amount=80.0, turns=4))
    (debt,) = world.reparations
    assert (debt.debtor, debt.creditor, debt.open) == (CASSIA, BORLAND, True)
    for _ in range(4):
        turn_later(world)
        negotiate(world)
        assert float(world.states.treasury.sum()) == pytest.approx(before)
    (debt,) = world.reparations
    assert debt.paid == pytest.approx(80.0)
    assert not debt.open
    assert world.states.treasury[CASSIA] == pytest.approx(920.0)


def test_who_cannot_pay_is_in_arrears_and_then_in_default() -> None:
    world = at_war()
    world.states.treasury[CASSIA] = -1e9
    agree(world, article(Provision.REPARATIONS, amount=80.0, turns=4))
    assert world.reparations[0].missed == 1
    events = []
    for _ in range(10):
        turn_later(world)
        events += negotiate(world)
    assert not of_kind(tuple(events), "reparation.missed")  # told once, the first time
    assert of_kind(tuple(events), "reparation.defaulted")
    assert not world.reparations[0].open
    assert world.reparations[0].repudiated
    assert world.dyads.broken[BORLAND, CASSIA] > 0


def test_a_client_follows_and_leaves_its_old_friends() -> None:
    world = at_war()
    old = Treaty(
        world.next_treaty(), TreatyKind.DEFENCE, (CASSIA, ELMERE), 0, -1, CASSIA, accepted=True
    )
    world.put(old)
    gap = abs(float(world.states.regime[CASSIA] - world.states.regime[BORLAND]))
    agree(world, article(Provision.CLIENT))
    bound = world.ties(TreatyKind.DEFENCE)
    assert bound[BORLAND, CASSIA]
    assert bound[CASSIA, BORLAND]
    assert not bound[CASSIA, ELMERE]
    assert abs(float(world.states.regime[CASSIA] - world.states.regime[BORLAND])) <= gap


def test_a_change_of_regime_brings_a_government_to_the_victors_liking() -> None:
    world = at_war()
    world.states.regime[BORLAND], world.states.regime[CASSIA] = -8.0, 8.0
    agree(world, article(Provision.REGIME))
    assert world.states.regime[CASSIA] < 0


def test_no_forces_stand_in_a_zone_without_arms() -> None:
    world = at_war()
    row = station(world, CASSIA, CLAIMED, 10)
    agree(world, article(Provision.DEMILITARISE, lands=(MARCH,)))
    assert world.territories.demilitarised[CLAIMED]
    assert world.formations.node[row] != CLAIMED


def test_a_neutral_leaves_its_alliances() -> None:
    world = at_war()
    pact = Treaty(
        world.next_treaty(), TreatyKind.DEFENCE, (CASSIA, ELMERE), 0, -1, CASSIA, accepted=True
    )
    world.put(pact)
    agree(world, article(Provision.NEUTRALITY))
    assert not world.ties(TreatyKind.DEFENCE)[CASSIA].any()
    assert world.ties(TreatyKind.NEUTRALITY)[CASSIA, BORLAND]
    assert world.states.doctrine[CASSIA].sum() == pytest.approx(1.0)


def test_who_is_inspected_gives_its_weapons_up() -> None:
    world = at_war()
    world.states.warheads[CASSIA], world.states.programme[CASSIA] = 3, 1.0
    agree(world, article(Provision.INSPECTIONS, turns=20))
    assert world.states.warheads[CASSIA] == 0
    assert world.states.halted[CASSIA]
    assert world.accords[0].parties == (CASSIA, BORLAND)


def test_recognition_by_the_loser_makes_possession_a_title() -> None:
    world = at_war()
    agree(world, CESSION, article(Provision.RECOGNITION))
    assert world.territories.holding[CLAIMED] == Holding.CORE
    assert not any(claim.live and claim.claimant == CASSIA for claim in world.claims)


def test_an_armistice_with_a_withdrawal_keeps_only_the_rest() -> None:
    world = at_war()
    occupy(world, CLAIMED)
    occupy(world, 2, by=CASSIA)
    back = article(Provision.WITHDRAW, by=CASSIA, to=BORLAND)
    agree(world, Article(Provision.ARMISTICE), back)
    assert world.territories.owner[2] == BORLAND
    assert world.territories.owner[CLAIMED] == BORLAND
    (armistice,) = world.armistices
    assert (armistice.first, armistice.other, armistice.open) == (BORLAND, CASSIA, True)


def test_those_who_attacked_can_lose_land_too() -> None:
    world = at_war()
    occupy(world, 3, by=CASSIA)
    agree(world, article(Provision.CEDE, by=BORLAND, to=CASSIA, lands=(TerritoryId(3),)))
    assert world.territories.owner[3] == CASSIA
    assert world.crises[0].end == CrisisEnd.WITHDREW
    assert the_war(world).victor == Victor.DEFENDERS


def test_land_goes_back_to_a_third_state_whose_it_was() -> None:
    world = at_war()
    land = world.territories
    land.holding[CLAIMED], land.sovereign[CLAIMED] = Holding.ANNEXED, DORVAN
    agree(world, article(Provision.RESTORE, to=DORVAN, lands=(MARCH,)))
    assert land.owner[CLAIMED] == land.controller[CLAIMED] == DORVAN
    assert land.holding[CLAIMED] == Holding.CORE


def test_a_state_that_was_annexed_rises_again_by_an_article() -> None:
    world = at_war()
    land = world.territories
    land.owner[[6, 7]] = land.controller[[6, 7]] = CASSIA
    land.holding[[6, 7]], land.sovereign[[6, 7]] = Holding.ANNEXED, DORVAN
    from game.core.log import Log
    from game.core.phases.crises import dissolve

    dissolve(world, DORVAN, Log(world.turn))
    assert not world.states.exists[DORVAN]
    lands = (TerritoryId(6), TerritoryId(7))
    agree(world, article(Provision.RESTORE, to=DORVAN, lands=lands))
    assert world.states.exists[DORVAN]
    assert (land.owner[[6, 7]] == DORVAN).all()
    assert world.states.capital[DORVAN] in lands


def test_who_lays_down_its_arms_has_no_army_worth_the_name() -> None:
    world = at_war()
    row = station(world, CASSIA, CAPITAL, 100)
    agree(world, Article(Provision.CAPITULATION, CASSIA))
    assert world.formations.strength[row] <= 20
    assert the_war(world).settled == Settled.CAPITULATION


def test_who_signs_all_its_land_away_is_no_more() -> None:
    world = at_war()
    lands = (TerritoryId(CAPITAL), TerritoryId(CLAIMED))
    agree(world, article(Provision.CEDE, lands=lands), article(Provision.NEUTRALITY))
    assert not world.states.exists[CASSIA]
    assert the_war(world).settled == Settled.CAPITULATION


def test_one_who_fights_beside_a_leader_can_make_a_peace_of_its_own() -> None:
    world = at_war()
    joined(world, DORVAN, side=1)
    world.put(
        Treaty(
            world.next_treaty(), TreatyKind.DEFENCE, (CASSIA, DORVAN), 0, -1, CASSIA, accepted=True
        )
    )
    occupy(world, 6, by=BORLAND)
    obey(world, OfferPeace(DORVAN, WAR, ()))
    assert the_war(world).apart == ((DORVAN, ()),)
    events = obey(world, AcceptTerms(BORLAND, WAR, DORVAN))
    war = the_war(world)
    assert war.live
    assert war.defenders == (CASSIA,)
    assert world.territories.controller[6] == DORVAN
    assert of_kind(events, "war.left_apart")[0].figure("broken") == 1.0
    assert world.dyads.broken[ARDEN, DORVAN] > 0
    assert world.dyads.affinity[CASSIA, DORVAN] < 0


def test_leaving_a_war_without_a_pact_costs_less() -> None:
    world = at_war()
    joined(world, DORVAN, side=1)
    obey(world, OfferPeace(DORVAN, WAR, ()))
    obey(world, AcceptTerms(BORLAND, WAR, DORVAN))
    assert not world.dyads.broken[:, DORVAN].any()


def test_the_word_holds_one_back_who_is_bound() -> None:
    world = at_war()
    joined(world, DORVAN, side=1)
    free = total(would_take_apart(world, the_war(world), DORVAN, ()))
    world.put(
        Treaty(
            world.next_treaty(), TreatyKind.DEFENCE, (CASSIA, DORVAN), 0, -1, CASSIA, accepted=True
        )
    )
    assert total(would_take_apart(world, the_war(world), DORVAN, ())) < free


def test_each_side_is_told_what_a_peace_is_worth_by_terms() -> None:
    world = at_war()
    occupy(world, CLAIMED)
    war = the_war(world)
    for package in drafts(world, war):
        for side in (0, 1):
            terms = would_take(world, war, side, package)
            assert all(np.isfinite(term.value) for term in terms)
            assert len({term.key for term in terms}) == len(terms)


@pytest.mark.parametrize(
    "burden",
    [
        article(Provision.REPARATIONS, amount=5.0, turns=8),
        article(Provision.CLIENT),
        article(Provision.REGIME),
        article(Provision.NEUTRALITY),
        article(Provision.INSPECTIONS, turns=20),
        article(Provision.DEMILITARISE, lands=(MARCH,)),
        article(Provision.RECOGNITION),
        Article(Provision.CAPITULATION, CASSIA),
        CESSION,
    ],
    ids=lambda one: one.kind.name.lower(),
)
def test_every_article_is_worth_less_to_who_bears_it(burden: Article) -> None:
    world = at_war()
    occupy(world, CLAIMED)
    world.states.programme_seen[CASSIA] = True
    war = the_war(world)
    plain, burdened = (would_take(world, war, 1, package) for package in ((), (burden,)))
    assert total(burdened) < total(plain)
    plain, burdened = (would_take(world, war, 0, package) for package in ((), (burden,)))
    assert total(burdened) > total(plain)


def test_a_war_over_weapons_has_its_aim_once_they_are_given_up() -> None:
    world = at_war()
    world.put(replace(world.crises[0], kind=CrisisKind.PROLIFERATION, claim=-1))
    world.states.programme_seen[CASSIA] = True
    war = the_war(world)
    package = (article(Provision.INSPECTIONS, turns=40),)
    assert foreseen(world, war, package).aim == 1.0
    assert total(would_take(world, war, 0, package)) > total(would_take(world, war, 0, ()))


def test_pressure_from_outside_and_fear_make_both_readier_to_stop() -> None:
    world = at_war()
    war = the_war(world)
    standing, outcome = score(world, war), foreseen(world, war, (Article(Provision.ARMISTICE),))
    for side in (0, 1):
        before = total(would_sign(standing, side, outcome))
        for change in ({"called": 1.0}, {"fear": (0.3, 0.3)}, {"allies": (0.8, 0.8)}):
            pressed = replace(standing, **change)  # type: ignore[arg-type]
            assert total(would_sign(pressed, side, outcome)) > before


def test_gains_that_nobody_would_recognise_are_worth_less() -> None:
    world = at_war()
    war = the_war(world)
    standing, outcome = score(world, war), foreseen(world, war, (CESSION,))
    shunned = replace(standing, unrecognised=1.0)
    assert total(would_sign(shunned, 0, outcome)) < total(would_sign(standing, 0, outcome))


def test_a_state_on_its_own_view_proposes_what_the_batch_proposes() -> None:
    world = at_war()
    occupy(world, CLAIMED)
    turn_later(world, 3)
    batch = [d for d in settle.decide(world, range(world.n)) if isinstance(d.order, OfferPeace)]
    for decision in batch:
        own = decision.order.state
        alone = list(settle.decide(observe(world, own).known, [own]))
        assert decision.order in [one.order for one in alone]


def test_what_the_advisor_proposes_may_be_proposed() -> None:
    from game.core.legality import refusal

    world = at_war()
    occupy(world, CLAIMED, CAPITAL)
    occupy(world, 3, by=CASSIA)
    world.states.warheads[CASSIA] = 2
    world.states.regime[BORLAND], world.states.regime[CASSIA] = -8.0, 8.0
    world.territories.holding[CAPITAL] = Holding.ANNEXED
    world.territories.sovereign[CAPITAL] = ELMERE
    packages = drafts(world, the_war(world))
    kinds = {one.kind for package in packages for one in package}
    assert len(packages) >= 10
    assert kinds >= set(Provision) - {Provision.WITHDRAW}
    for package in packages:
        assert refusal(world, OfferPeace(BORLAND, WAR, package)) is None, package


def test_orders_about_peace_are_read_back_as_they_were_written() -> None:
    package: Package = (
        CESSION,
        article(Provision.REPARATIONS, amount=12.5, turns=8),
        Article(Provision.ARMISTICE),
    )
    for order in (OfferPeace(BORLAND, WAR, package), AcceptTerms(CASSIA, WAR, BORLAND)):
        assert parse(unparse(order)) == order
    wrong = unparse(OfferPeace(BORLAND, WAR, package))
    wrong["articles"][0]["lands"] = "all"
    with pytest.raises(ValueError, match="not a list"):
        parse(wrong)
    wrong["articles"][0] = {"kind": 0, "colour": 3}
    with pytest.raises(ValueError, match="cannot be"):
        parse(wrong)


def test_the_order_of_articles_says_nothing() -> None:
    package = (article(Provision.NEUTRALITY), CESSION)
    assert in_order(package) == in_order(package[::-1])
    withdrawn = article(Provision.WITHDRAW)
    assert tidy((withdrawn, CESSION)) == (CESSION,)
