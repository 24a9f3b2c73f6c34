"""Council, response and crisis in every preset: the forecast with its terms, and why a vote ended so."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from game.client.present import crisis as quarrels
from game.client.screens.council import CouncilScreen
from game.client.screens.response import ResponseScreen
from game.client.widgets.table import Table as Rows
from game.client.widgets.terms import TermsTable
from game.content.campaign import Campaign
from game.content.library import charters, find_campaign
from game.content.load import load_campaign
from game.core.ids import InstitutionId, StateId
from game.core.kinds import CONTRIBUTED, Act, Ballot, Seat, Stage, Standing
from game.core.orders import Lobby, Table, Vote
from game.core.records import Resolution
from game.core.turn import advance
from game.core.world import World
from game.narrate.narrator import Narrator
from tests.client.harness import Open
from tests.game_screens.scene import Scene, crisis, resolution

BODY = InstitutionId(0)


@cache
def campaign() -> Campaign:
    found, _ = load_campaign(find_campaign("broken_covenant"))
    assert found is not None
    return found


def put(key: str) -> tuple[World, StateId, Resolution]:
    """A quarrel of Japan and China before the body of a preset, and a draft of all it can decide."""
    world = campaign().world(5, charter=key)
    keys = world.scenario.state_keys
    japan, china = keys.index("JPN"), keys.index("ROC")
    seats = world.memberships
    case = crisis(world, japan, china)
    charter = world.charters[BODY]
    bars = (Act.ADMISSION, Act.AMENDMENT, Act.DISSOLUTION, Act.DELEGATION, Act.LIFTING)
    member = np.flatnonzero(seats.member[BODY] & world.states.exists)
    seated = [row for row in member if seats.seat[BODY, row] != Seat.NONE] or list(member)
    viewer = StateId(int(next(row for row in seated if row not in (japan, china))))
    acts = tuple(
        step.act
        for step in charter.ladder
        if step.act not in bars
        and step.act not in (Act.SUSPENSION, Act.EXPULSION, Act.REINSTATEMENT)
    )[:4]
    draft = resolution(world, case, viewer, acts)
    world.stage = Stage.COUNCIL
    return world, viewer, draft


@pytest.mark.parametrize("key", sorted(charters()))
def test_the_council_shows_who_would_vote_how_and_why(open_app: Open, key: str) -> None:
    world, viewer, _ = put(key)
    play = Scene(world, campaign().gazetteer, viewer)
    driver = open_app(first=CouncilScreen(play))
    assert "chance of" in driver.text  # how likely it carries
    table, terms = driver.app.ui.find("council.members"), driver.app.ui.find("council.terms")
    assert isinstance(table, Rows)
    assert isinstance(terms, TermsTable)
    assert len(terms.rows) >= 2
    driver.click("council.vote.yes")
    assert [type(order) for order in play.desk.pending] == [Vote]


@pytest.mark.parametrize("key", sorted(charters()))
def test_a_draft_in_a_crisis_shows_its_odds_and_votes_can_be_bought(key: str) -> None:
    world, viewer, draft = put(key)
    world.stage = Stage.ORDERS
    play = Scene(world, campaign().gazetteer, viewer)
    order = Table(viewer, BODY, draft.crisis, draft.target, draft.acts)
    seen = quarrels.vote_forecast(play.view, order, play.tell)
    assert seen is not None
    assert "chance of" in seen.words
    assert len(seen.measures) == sum(act in CONTRIBUTED for act in draft.acts)
    assert {line.act for line in quarrels.ladder(play.desk, order, play.tell)} >= set(draft.acts)
    seats = world.memberships.member[BODY]
    other = StateId(int(next(row for row in np.flatnonzero(seats) if row != viewer)))
    assert play.desk.refusal(Lobby(viewer, draft.crisis, other, 1.0, Ballot.YES)) is None


@pytest.mark.parametrize("key", sorted(charters()))
def test_why_a_vote_passed_or_failed_is_said(key: str) -> None:
    world, viewer, draft = put(key)
    world.put(replace(world.crises[draft.crisis], bodies=(BODY,)))
    after = advance(world, [Vote(viewer, draft.id, Ballot.YES)]).world
    decided = after.resolutions[draft.id]
    assert decided.standing != Standing.TABLED
    said = Narrator(campaign().gazetteer).reason(decided, after)
    assert said.endswith(".")
    assert "{" not in said


@pytest.mark.parametrize("key", sorted(charters()))
def test_the_response_shows_what_others_would_give_and_why(open_app: Open, key: str) -> None:
    world, viewer, draft = put(key)
    acts = tuple(act for act in (*draft.acts, Act.ARMS_EMBARGO) if act in CONTRIBUTED)[:1]
    world.put(replace(draft, acts=acts, standing=Standing.ADOPTED))
    world.stage = Stage.RESPONSE
    world.states.human[viewer] = True  # a person may offer without being called on
    play = Scene(world, campaign().gazetteer, viewer)
    driver = open_app(first=ResponseScreen(play))
    for part in ("response.terms", "response.other_terms"):
        terms = driver.app.ui.find(part)
        assert isinstance(terms, TermsTable)
        assert len(terms.rows) >= 3
    assert "%" in driver.text
