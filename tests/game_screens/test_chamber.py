"""The council chamber: drafting with everybody's reasons, lobbying, roll calls that unfold."""

from __future__ import annotations

from dataclasses import replace

import pygame
import pytest

from game.client.screens.chamber import ChamberScreen
from game.client.widgets.hemicycle import Hemicycle, Leaning
from game.client.widgets.table import Table
from game.client.widgets.terms import TermsTable
from game.core.ids import InstitutionId, MotionId, ResolutionId, StateId
from game.core.kinds import Act, Ballot, Obligation, Reason, Rung, Standing
from game.core.orders import AmendDraft, Lobby, Refer
from game.core.orders import Table as TableOrder
from game.core.records import CastVote, Duty, Motion
from game.core.terms import Term
from game.core.world import World
from tests.client.harness import Driver, Open
from tests.game_screens.scene import Scene, crisis, resolution
from tests.game_screens.test_crisis_room import Below
from tests.game_screens.test_response import EVERYWHERE
from tests.worlds import ARDEN, BORLAND, CASSIA, DORVAN, ELMERE, FENWICK, names_of, small_world

ROLL = (
    CastVote(StateId(DORVAN), Ballot.NO, (Term("principle", -0.2),)),
    CastVote(StateId(ARDEN), Ballot.YES, (Term("principle", 0.3), Term("burden", -0.1))),
    CastVote(StateId(ELMERE), Ballot.YES, (Term("principle", 0.1),)),
)


def chamber_world() -> World:
    """Borland presses Cassia before the League, which has voted once and asked for an embargo."""
    world = small_world(6)
    world.turn = 4
    case = crisis(world, BORLAND, CASSIA)
    resolution(world, case, ARDEN, (Act.DETERMINATION, Act.ARMS_EMBARGO), tabled=2,
               standing=Standing.ADOPTED, reason=Reason.CARRIED, votes=ROLL, yes=2, no=1,
               needed=2)  # fmt: skip
    world.ledger.append(
        Duty(
            ResolutionId(0),
            Act.ARMS_EMBARGO,
            StateId(ELMERE),
            3,
            Obligation.BINDING,
            True,
            0.8,
            0.0,
            False,
            False,
            0.0,
        )
    )
    motion = Motion(MotionId(0), InstitutionId(0), Act.ADMISSION, FENWICK, FENWICK, 1)
    world.put(replace(motion, standing=Standing.FAILED, reason=Reason.VOTES_SHORT,
                      votes=ROLL, yes=2, no=1, needed=3))  # fmt: skip
    return world


def scene(state: int = ARDEN, world: World | None = None) -> Scene:
    world = world or chamber_world()
    return Scene(world, names_of(world), StateId(state))


def sitting(open_app: Open, play: Scene, **window: object) -> Driver:
    return open_app(first=ChamberScreen(play, Below()), **window)  # type: ignore[arg-type]


def arc(driver: Driver) -> Hemicycle:
    found = driver.app.ui.find("chamber.arc")
    assert isinstance(found, Hemicycle)
    return found


def agenda(driver: Driver) -> Table:
    found = driver.app.ui.find("chamber.agenda")
    assert isinstance(found, Table)
    return found


def to_line(driver: Driver, key: str) -> None:
    """Go to a line of the agenda with the keyboard."""
    driver.tab_to("chamber.agenda")
    driver.key(pygame.K_HOME)
    for _ in range(10):
        if agenda(driver).selected == key:
            return
        driver.key(pygame.K_DOWN)
    raise AssertionError(f"{key} is not on the agenda")


def test_a_draft_is_written_by_acts_and_tabled_and_everybody_has_reasons(open_app: Open) -> None:
    play = scene()
    driver = sitting(open_app, play)
    assert "Draft a resolution beside" in driver.text
    driver.click("act.condemnation")
    assert len(arc(driver).seats) >= 2
    table = driver.app.ui.find("chamber.members")
    assert isinstance(table, Table)
    driver.click_at(table.row_rect(1).center)
    terms = driver.app.ui.find("chamber.terms")
    assert isinstance(terms, TermsTable)
    assert terms.sums_up
    driver.click("table.do")
    (order,) = play.desk.pending
    assert isinstance(order, TableOrder)
    assert order.acts == (Act.CONDEMNATION,)


def test_a_chamber_with_nothing_before_it_says_how_to_bring_business(open_app: Open) -> None:
    for keyboard in (False, True):
        world = small_world(6)
        case = crisis(world, BORLAND, CASSIA, institution=InstitutionId(-1), referred=-1)
        play = scene(ARDEN, world)
        driver = sitting(open_app, play)
        assert "Nothing is before it" in driver.text
        assert "moved at the charter desk" in driver.text
        name = f"chamber.refer.{case.id}"
        if keyboard:
            driver.tab_to(name)
            driver.key(pygame.K_RETURN)
        else:
            driver.click(name)
        assert play.desk.pending == (Refer(ARDEN, case.id, InstitutionId(0)),)


def test_what_is_before_a_body_is_not_brought_again(open_app: Open) -> None:
    world = small_world(6)
    crisis(world, BORLAND, CASSIA, rung=Rung.WAR)
    driver = sitting(open_app, scene(ARDEN, world))
    assert "Bring before it" not in driver.text
    driver = sitting(open_app, scene(ARDEN, small_world(6)))
    assert "Nobody quarrels now" in driver.text


def test_a_quarrel_that_may_not_be_brought_stands_there_with_the_reason(open_app: Open) -> None:
    world = small_world(6)
    case = crisis(world, BORLAND, CASSIA, institution=InstitutionId(-1), referred=-1)
    world.memberships.member[0, ARDEN] = False
    world.memberships.member[0, CASSIA] = False
    world.memberships.member[0, BORLAND] = False
    driver = sitting(open_app, scene(ARDEN, world))
    button = driver.app.ui.find(f"chamber.refer.{case.id}")
    assert not button.enabled
    assert button.tip is not None
    assert button.tip.body


def test_a_member_is_won_over_with_influence(open_app: Open) -> None:
    play = scene()
    driver = sitting(open_app, play)
    driver.click("chamber.part.bargain")
    driver.click("lobby.do")
    (order,) = play.desk.pending
    assert isinstance(order, Lobby)


def test_a_draft_that_lies_over_is_amended_from_within(open_app: Open) -> None:
    world = chamber_world()
    resolution(world, world.crises[0], CASSIA, (Act.INQUIRY,), tabled=3, put=4)
    play = scene(ARDEN, world)
    driver = sitting(open_app, play)
    driver.click("amend.1.good_offices")
    driver.click("amend.1.do")
    (order,) = play.desk.pending
    assert order == AmendDraft(ARDEN, ResolutionId(1), (Act.GOOD_OFFICES,), ())


def test_the_roll_unfolds_name_by_name_and_ends_with_the_result_and_its_reason(
    open_app: Open,
) -> None:
    driver = sitting(open_app, scene())
    to_line(driver, "r0")
    assert arc(driver).count(Leaning.UNKNOWN) == 3
    with pytest.raises(LookupError):
        driver.app.ui.find("chamber.result")
    driver.wait(0.15)
    assert driver.app.ui.find("chamber.calling").texts() == ("Arden: For",)
    driver.wait(0.15)
    assert arc(driver).count(Leaning.AGAINST) == 1
    driver.wait(0.15)
    assert arc(driver).count(Leaning.UNKNOWN) == 0
    assert driver.app.ui.find("chamber.result").texts() == ("Adopted",)
    assert driver.app.ui.find("chamber.reason").texts()[0]
    assert "2 for, 1 against" in driver.text
    terms = driver.app.ui.find("chamber.terms")
    assert isinstance(terms, TermsTable)
    assert terms.sums_up


def test_what_followed_is_told_after_the_result(open_app: Open) -> None:
    driver = sitting(open_app, scene())
    to_line(driver, "r0")
    assert "Shirked" not in driver.text
    driver.app.ui.focus(None)
    driver.type("s")
    assert "Elmere" in driver.app.ui.find("chamber.ledger.arms_embargo").texts()
    assert "Shirked" in driver.text
    driver.type("r")
    assert arc(driver).count(Leaning.UNKNOWN) == 3


def test_a_motion_has_its_roll_and_reason_too(open_app: Open) -> None:
    driver = sitting(open_app, scene())
    to_line(driver, "m0")
    driver.app.ui.focus(None)
    driver.type("s")
    assert driver.app.ui.find("chamber.result").texts() == ("Failed",)
    assert "fell short" in driver.app.ui.find("chamber.reason").texts()[0]


def test_a_vote_that_was_not_taken_tells_nobodys_ballot(open_app: Open) -> None:
    world = small_world()
    case = crisis(world, BORLAND, CASSIA)
    resolution(world, case, ARDEN, (Act.INQUIRY,))
    driver = sitting(open_app, scene(ARDEN, world))
    to_line(driver, "r0")
    with pytest.raises(LookupError):
        driver.app.ui.find("chamber.result")


@EVERYWHERE
def test_nothing_is_cut_off(open_app: Open, size: tuple[int, int], scale: int) -> None:
    driver = sitting(open_app, scene(), size=size, scale=scale)
    driver.click("act.condemnation")
    assert driver.app.ui.cramped() == ()
    driver.click("chamber.part.bargain")
    assert driver.app.ui.cramped() == ()
    to_line(driver, "r0")
    assert driver.app.ui.cramped() == ()
    driver.wait(5.0)
    driver.wait(0.1)
    assert driver.app.ui.cramped() == ()
