"""A member in the council: it sees what is expected and why, votes, and its ballot is drafted."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pygame
import pytest

from game.client.present import votes
from game.client.screens.council import CouncilScreen
from game.client.widgets.table import Table
from game.client.widgets.terms import TermsTable
from game.core.ids import InstitutionId, MotionId, StateId
from game.core.kinds import Act, Ballot, Stage
from game.core.orders import Vote, VoteMotion
from game.core.records import Motion
from game.core.world import World
from tests.client.harness import Driver, Open
from tests.game_screens.scene import Scene, crisis, resolution
from tests.worlds import ARDEN, BORLAND, CASSIA, DORVAN, ELMERE, FENWICK, names_of, small_world

WINDOWS = [(size, scale) for size in ((1280, 720), (1920, 1080)) for scale in (75, 100, 150)]
EVERYWHERE = pytest.mark.parametrize(("size", "scale"), WINDOWS, ids=str)


def session_world() -> World:
    """Borland has attacked Cassia: an inquiry, and an arms embargo, are before the Council."""
    world = small_world()
    world.stage = Stage.COUNCIL
    case = crisis(world, BORLAND, CASSIA)
    resolution(world, case, CASSIA, (Act.GOOD_OFFICES, Act.INQUIRY))
    resolution(world, case, ARDEN, (Act.DETERMINATION, Act.ARMS_EMBARGO))
    return world


def scene(state: StateId = ARDEN, world: World | None = None) -> Scene:
    world = world or session_world()
    return Scene(world, names_of(world), state)


def by_majority(world: World, **changes: object) -> World:
    """Put the whole charter under simple majorities."""
    charter = world.charters[0]
    rule = replace(charter.rules[0], majority=Fraction(1, 2), strict=True, **changes)  # type: ignore[arg-type]
    world.charters = (replace(charter, rules=(rule,) * len(charter.rules)),)
    return world


def sitting(open_app: Open, play: Scene, **window: object) -> Driver:
    return open_app(first=CouncilScreen(play), **window)  # type: ignore[arg-type]


def test_the_mouse_casts_a_vote_on_each_resolution_and_ends_the_session(open_app: Open) -> None:
    play = scene()
    driver = sitting(open_app, play)
    driver.click("council.vote.yes")
    driver.click("council.item.1")
    driver.click("council.vote.no")
    assert play.desk.pending == (
        Vote(ARDEN, 0, Ballot.YES),  # type: ignore[arg-type]
        Vote(ARDEN, 1, Ballot.NO),  # type: ignore[arg-type]
    )
    driver.click("council.done")
    assert play.finished == 1
    assert driver.text.startswith("Finished")


def test_the_keyboard_does_the_same(open_app: Open) -> None:
    play = scene()
    driver = sitting(open_app, play)
    driver.type("f")
    driver.type("2")
    driver.type("b")
    driver.type("s")
    assert [order.ballot for order in play.desk.pending] == [Ballot.YES, Ballot.ABSENT]  # type: ignore[attr-defined]
    driver.key(pygame.K_z, mod=pygame.KMOD_CTRL)
    assert play.desk.pending[1] == Vote(ARDEN, 1, Ballot.ABSTAIN)  # type: ignore[arg-type]
    driver.type("d")
    assert play.finished == 1


def test_leaving_without_a_vote_is_asked_about_first(open_app: Open) -> None:
    play = scene()
    driver = sitting(open_app, play)
    driver.type("d")
    assert "stay away" in driver.text
    driver.type("n")
    assert play.finished == 0
    driver.key(pygame.K_RETURN, pygame.K_RETURN)
    assert play.finished == 1
    assert play.desk.pending == ()


def test_the_forecast_follows_the_own_vote(open_app: Open) -> None:
    play = scene()
    driver = sitting(open_app, play)
    driver.type("f")
    for_it = driver.app.ui.find("council.outcome").texts()[0]
    driver.type("g")
    against = driver.app.ui.find("council.outcome").texts()[0]
    assert "would fail" in against
    assert "Arden would vote against" in driver.text
    debate = votes.debate(play.view, play.tell, play.desk.pending[0].resolution, {})  # type: ignore[attr-defined]
    carries = next(c.carries for c in debate.part.choices if c.ballot == Ballot.YES)
    assert ("would carry" in for_it) == carries


def test_the_reasons_of_a_member_open_with_mouse_and_keys_and_sum_to_its_worth(
    open_app: Open,
) -> None:
    play = scene()
    driver = sitting(open_app, play)
    table = driver.app.ui.find("council.members")
    assert isinstance(table, Table)
    debate = votes.debate(play.view, play.tell, driver.app.screen.resolution, {})  # type: ignore[attr-defined]
    driver.tab_to("council.members")
    for member in debate.members:
        driver.key(pygame.K_HOME)
        while table.selected != str(member.state):
            driver.key(pygame.K_DOWN)
        terms = driver.app.ui.find("council.terms")
        assert isinstance(terms, TermsTable)
        assert terms.sums_up
        assert terms.total == member.worth
    driver.app.ui.reveal(table)
    driver.click_at(table.row_rect(0).center)
    assert "What adoption is worth to you" in driver.text


@pytest.mark.parametrize(
    ("state", "words"),
    [(BORLAND, "parties do not vote"), (FENWICK, "You are not a member")],
)
def test_who_has_no_vote_is_told_why(open_app: Open, state: StateId, words: str) -> None:
    driver = sitting(open_app, scene(state))
    assert words in driver.text
    with pytest.raises(LookupError):
        driver.app.ui.find("council.vote.yes")
    driver.type("d")
    assert driver.text.startswith("Finished")


def test_a_member_without_a_seat_is_told_so(open_app: Open) -> None:
    world = session_world()
    world.memberships.seat[0, ELMERE] = 0
    assert "no seat in the Council" in sitting(open_app, scene(ELMERE, world)).text


def test_a_veto_is_offered_to_permanent_members_where_the_charter_knows_it(open_app: Open) -> None:
    driver = sitting(open_app, scene())
    veto = driver.app.ui.find("council.vote.veto")
    assert not veto.enabled
    assert "nobody has a veto" in veto.tip.body  # type: ignore[union-attr]

    play = scene(ARDEN, by_majority(session_world(), veto=True))
    driver = sitting(open_app, play)
    driver.type("v")
    assert play.desk.pending == (Vote(ARDEN, 0, Ballot.VETO),)  # type: ignore[arg-type]

    driver = sitting(open_app, scene(ELMERE, by_majority(session_world(), veto=True)))
    veto = driver.app.ui.find("council.vote.veto")
    assert not veto.enabled
    assert "Only permanent members" in veto.tip.body  # type: ignore[union-attr]


def test_a_member_votes_in_the_assembly_once_it_is_called_on_what_a_veto_blocked(
    open_app: Open,
) -> None:
    world = by_majority(session_world(), veto=True, bypass=True)
    world.memberships.seat[0, ELMERE] = 0
    driver = sitting(open_app, scene(ELMERE, world))
    assert "You have no seat in the Council." in driver.text

    world.put(replace(world.resolutions[0], convened=True))
    play = scene(ELMERE, world)
    driver = sitting(open_app, play)
    driver.type("f")
    assert play.desk.pending == (Vote(ELMERE, 0, Ballot.YES),)  # type: ignore[arg-type]


def test_a_motion_is_voted_on_like_a_draft_with_its_reasons(open_app: Open) -> None:
    world = small_world()
    world.stage = Stage.COUNCIL
    motion = Motion(MotionId(0), InstitutionId(0), Act.ADMISSION, FENWICK, FENWICK, world.turn)
    world.put(motion)
    play = scene(ARDEN, world)
    driver = sitting(open_app, play)
    assert "That Fenwick be admitted to the League" in driver.text
    assert driver.app.ui.find("council.terms") is not None
    driver.click("council.vote.yes")
    assert play.desk.pending == (VoteMotion(ARDEN, motion.id, Ballot.YES),)


def test_escape_asks_before_it_leaves(open_app: Open) -> None:
    driver = sitting(open_app, scene())
    driver.key(pygame.K_ESCAPE)
    assert "Leave the game?" in driver.text
    driver.type("n")
    assert driver.screen == "CouncilScreen"
    driver.key(pygame.K_ESCAPE)
    driver.type("y")
    assert driver.text.startswith("Left")


@EVERYWHERE
@pytest.mark.parametrize("state", [ARDEN, DORVAN, BORLAND])
def test_nothing_is_cut_off(
    open_app: Open, size: tuple[int, int], scale: int, state: StateId
) -> None:
    driver = sitting(open_app, scene(state), size=size, scale=scale)
    assert driver.app.ui.cramped() == ()
    driver.type("2")
    assert driver.app.ui.cramped() == ()
