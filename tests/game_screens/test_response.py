"""A member in the response: it sees its duty and each share's worth, gives, promises, or cheats."""

from __future__ import annotations

import pygame
import pytest

from game.client.present import measures
from game.client.screens.response import ResponseScreen
from game.client.widgets.table import Table
from game.client.widgets.terms import TermsTable
from game.core.events import Event
from game.core.ids import ResolutionId, StateId
from game.core.kinds import Act, Obligation, Stage, Standing
from game.core.orders import Contribute
from game.core.world import World
from tests.client.harness import Driver, Open
from tests.game_screens.scene import Scene, crisis, resolution
from tests.rules.play import chartered
from tests.worlds import ARDEN, BORLAND, CASSIA, DORVAN, FENWICK, names_of, small_world

WINDOWS = [(size, scale) for size in ((1280, 720), (1920, 1080)) for scale in (75, 100, 150)]
EVERYWHERE = pytest.mark.parametrize(("size", "scale"), WINDOWS, ids=str)
FIRST = ResolutionId(0)


def response_world(*, named: bool = True) -> World:
    """Borland has attacked Cassia: an arms embargo and a ban on loans are in force."""
    world = small_world()
    world.stage = Stage.RESPONSE
    case = crisis(world, BORLAND, CASSIA, named=BORLAND if named else StateId(-1))
    acts = (Act.DETERMINATION, Act.ARMS_EMBARGO, Act.FINANCE_BAN)
    resolution(world, case, ARDEN, acts, standing=Standing.ADOPTED)
    return world


def scene(state: StateId = ARDEN, world: World | None = None) -> Scene:
    world = world or response_world()
    return Scene(world, names_of(world), state)


def asked(open_app: Open, play: Scene, **window: object) -> Driver:
    return open_app(first=ResponseScreen(play), **window)  # type: ignore[arg-type]


def gives(act: Act, share: float, *, cheat: bool = False) -> Contribute:
    return Contribute(ARDEN, FIRST, act, share, cheat)


def test_the_mouse_gives_to_each_measure(open_app: Open) -> None:
    play = scene()
    driver = asked(open_app, play)
    driver.click("response.give.half")
    driver.click("response.item.2")
    driver.click("response.give.whole")
    assert play.desk.pending == (gives(Act.ARMS_EMBARGO, 0.5), gives(Act.FINANCE_BAN, 1.0))
    assert "1. Arms embargo: Borland (half)" in driver.text
    driver.click("response.done")
    assert play.finished == 1


def test_the_keyboard_does_the_same_and_takes_back(open_app: Open) -> None:
    play = scene()
    driver = asked(open_app, play)
    driver.type("w")
    driver.type("2")
    driver.type("q")
    driver.type("n")
    driver.key(pygame.K_z, mod=pygame.KMOD_CTRL)
    assert play.desk.pending == (gives(Act.ARMS_EMBARGO, 1.0), gives(Act.FINANCE_BAN, 0.25))
    driver.type("d")
    assert driver.text.startswith("Finished")


def test_a_promise_can_be_made_and_not_kept(open_app: Open) -> None:
    play = scene()
    driver = asked(open_app, play)
    cheat = driver.app.ui.find("response.cheat")
    assert not cheat.enabled, "there is nothing promised yet"
    driver.type("h")
    kept = driver.app.ui.find("response.success").texts()
    driver.type("c")
    assert play.desk.pending == (gives(Act.ARMS_EMBARGO, 0.5, cheat=True),)
    assert "The chance of being seen is 50%" in driver.text
    assert driver.app.ui.find("response.success").texts() != kept
    driver.type("c")
    assert play.desk.pending == (gives(Act.ARMS_EMBARGO, 0.5),)


def test_what_was_given_last_is_what_is_shown_first(open_app: Open) -> None:
    play = scene()
    play.desk.lay_out([gives(Act.ARMS_EMBARGO, 0.25)])
    driver = asked(open_app, play)
    assert "A quarter (chosen)" in driver.text
    driver.type("d")
    assert play.desk.pending == (gives(Act.ARMS_EMBARGO, 0.25),)


def test_the_terms_of_each_share_sum_to_its_worth(open_app: Open) -> None:
    play = scene()
    driver = asked(open_app, play)
    measure = measures.asked(play.view, play.tell)[0]
    driver.tab_to("response.options")
    driver.key(pygame.K_HOME)
    for option in measure.options[1:]:
        driver.key(pygame.K_DOWN)
        terms = driver.app.ui.find("response.terms")
        assert isinstance(terms, TermsTable)
        assert terms.sums_up
        assert terms.total == option.worth
    assert play.desk.pending == (), "looking is not giving"


def test_the_terms_of_others_open(open_app: Open) -> None:
    play = scene()
    driver = asked(open_app, play)
    table = driver.app.ui.find("response.others")
    assert isinstance(table, Table)
    for one in measures.asked(play.view, play.tell)[0].others:
        row = next(index for index, row in enumerate(table.rows) if row.key == str(one.state))
        driver.app.ui.reveal(table)
        driver.click_at(table.row_rect(row).center)
        terms = driver.app.ui.find("response.other_terms")
        assert isinstance(terms, TermsTable)
        assert terms.sums_up
        assert terms.total == one.worth


@pytest.mark.parametrize(
    ("state", "named", "words"),
    [
        (ARDEN, True, "Binding:"),
        (ARDEN, False, "Not yet binding"),
        (FENWICK, True, "You are not a member"),
    ],
)
def test_the_duty_is_said(open_app: Open, state: StateId, named: bool, words: str) -> None:
    driver = asked(open_app, scene(state, response_world(named=named)))
    assert words in driver.text


def test_what_happened_meanwhile_can_be_read_and_left_again(open_app: Open) -> None:
    play = scene()
    play.events = (Event(0, "war.begun", BORLAND, CASSIA),)
    driver = asked(open_app, play)
    driver.type("e")
    assert "Borland goes to war with Cassia" in driver.text
    driver.key(pygame.K_ESCAPE)
    assert driver.screen == "ResponseScreen"


@EVERYWHERE
@pytest.mark.parametrize("state", [ARDEN, DORVAN])
def test_nothing_is_cut_off(
    open_app: Open, size: tuple[int, int], scale: int, state: StateId
) -> None:
    driver = asked(open_app, scene(state), size=size, scale=scale)
    assert driver.app.ui.cramped() == ()
    driver.type("h")
    driver.type("c")
    assert driver.app.ui.cramped() == ()


def test_who_alone_is_asked_is_told_that_nobody_else_is(open_app: Open) -> None:
    world = response_world()
    for state in range(world.n):
        if state not in (ARDEN, BORLAND, CASSIA):
            world.states.exists[state] = False
    driver = asked(open_app, scene(ARDEN, world))
    assert "Nobody else is asked for this." in driver.text
    assert "response.terms" in {each.key for each in driver.app.ui.controls()}


def test_who_is_not_called_to_a_mission_is_told_so_and_may_offer(open_app: Open) -> None:
    for called in (True, False):
        world = small_world(8)
        world.stage = Stage.RESPONSE
        world.states.human[ARDEN] = True
        world.states.power[:] = 1.0 / world.n
        world.states.doctrine[ARDEN] = (1.0, 0, 0, 0, 0) if called else (0, 0, 0, 0, 1.0)
        case = crisis(world, BORLAND, CASSIA)
        resolution(world, case, ARDEN, (Act.OBSERVERS,), standing=Standing.ADOPTED)
        obligations = list(world.charters[0].obligations)
        obligations[Act.OBSERVERS] = Obligation.RECOMMENDED
        world.dyads.contiguous[:] = False
        chartered(world, obligations=tuple(obligations), permanent=())
        driver = asked(open_app, scene(ARDEN, world))
        assert ("You are called on" in driver.text) == called
        assert ("You are not called on" in driver.text) != called
        driver.key(pygame.K_h)
        assert [order.share for order in driver.app.screen.play.desk.pending] == [0.5]  # type: ignore[attr-defined]
