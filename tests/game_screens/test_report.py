"""A reader of the quarter's report: what matters comes first, and every line opens into reasons."""

from __future__ import annotations

import pygame
import pytest

from game.client.screens.report import ReportScreen
from game.client.screens.report_line import ReportLine
from game.client.widgets.table import Table
from game.client.widgets.terms import TermsTable
from game.core.events import Event
from game.core.ids import ResolutionId, StateId
from game.core.kinds import Act, Ballot, Obligation, Reason, Standing
from game.core.records import CastVote, Duty
from game.core.terms import Term
from game.core.world import World
from tests.client.harness import Driver, Open
from tests.game_screens.scene import Scene, crisis, resolution
from tests.worlds import (
    ARDEN,
    BORLAND,
    CASSIA,
    DORVAN,
    ELMERE,
    FENWICK,
    names_of,
    small_world,
)

WINDOWS = [(size, scale) for size in ((1280, 720), (1920, 1080)) for scale in (75, 100, 150)]
EVERYWHERE = pytest.mark.parametrize(("size", "scale"), WINDOWS, ids=str)

WHY_FOR = (Term("principle", 0.12), Term("offence", -0.05))
WHY_SHIRK = (Term("obligation", 0.04), Term("direct", -0.09))
WHY_SLUMP = (Term("trend", 0.02), Term("cycle", -0.06))

EVENTS = (
    Event(0, "treaty.concluded", ELMERE, FENWICK, about=(("kind", 1),)),
    Event(0, "economy.recession", ARDEN, figures=(("growth", -0.04),), terms=WHY_SLUMP),
    Event(0, "war.battle", BORLAND, CASSIA, about=(("node", 4),),
          figures=(("attackers_lost", 1.0), ("defenders_lost", 2.0))),
    Event(0, "war.battle", BORLAND, CASSIA, about=(("node", 4),),
          figures=(("attackers_lost", 1.0), ("defenders_lost", 2.0))),
    Event(0, "war.begun", BORLAND, CASSIA, about=(("war", 0),)),
    Event(0, "resolution.tabled", ARDEN, BORLAND, about=(("resolution", 0), ("institution", 0))),
    Event(0, "resolution.adopted", ARDEN, BORLAND,
          about=(("resolution", 0), ("crisis", 0), ("institution", 0), ("reason", 1)),
          figures=(("yes", 2.0), ("no", 0.0), ("needed", 2.0))),
    Event(0, "measure.applied", CASSIA, BORLAND,
          about=(("resolution", 0), ("act", int(Act.ARMS_EMBARGO)), ("crisis", 0)),
          figures=(("given", 0.4), ("expected", 0.6), ("success", 0.1))),
    Event(0, "turn.closed", StateId(-1),
          figures=(("tension", 0.42), ("wars", 1.0), ("crises", 1.0))),
)  # fmt: skip


def closed_world() -> World:
    """The quarter in which Borland went to war with Cassia, and an arms embargo was decided."""
    world = small_world()
    case = crisis(world, BORLAND, CASSIA, named=BORLAND)
    resolution(
        world,
        case,
        ARDEN,
        (Act.DETERMINATION, Act.ARMS_EMBARGO),
        standing=Standing.ADOPTED,
        reason=Reason.CARRIED,
        yes=2,
        needed=2,
        votes=(
            CastVote(ARDEN, Ballot.YES),
            CastVote(DORVAN, Ballot.ABSTAIN, WHY_SHIRK),
            CastVote(ELMERE, Ballot.YES, WHY_FOR),
        ),
    )
    world.ledger += [
        duty(ARDEN, given=1.0),
        duty(DORVAN, given=0.0, terms=WHY_SHIRK),
        duty(ELMERE, given=0.0, promised=1.0, cheated=True, seen=True),
    ]
    world.turn = 1
    return world


def duty(state: StateId, **changes: object) -> Duty:
    values: dict[str, object] = {
        "resolution": ResolutionId(0),
        "act": Act.ARMS_EMBARGO,
        "state": state,
        "turn": 0,
        "obligation": Obligation.BINDING,
        "affordable": True,
        "expected": 0.6,
        "given": 0.0,
        "cheated": False,
        "seen": False,
        "cost": 10.0,
    }
    return Duty(**{**values, **changes})  # type: ignore[arg-type]


def scene(state: StateId = ARDEN, world: World | None = None) -> Scene:
    world = world or closed_world()
    return Scene(world, names_of(world), state, events=EVENTS[-1:], chronicle=EVENTS)


def reading(open_app: Open, play: Scene, **window: object) -> Driver:
    return open_app(first=ReportScreen(play), **window)  # type: ignore[arg-type]


def line(driver: Driver, words: str) -> ReportLine:
    """Find the line that says something."""
    found = [
        control
        for control in driver.app.ui.controls()
        if isinstance(control, ReportLine) and words in control.words
    ]
    assert len(found) == 1, (words, driver.text)
    return found[0]


def test_the_whole_quarter_is_told_with_its_council_also_to_who_has_acted_since(
    open_app: Open,
) -> None:
    driver = reading(open_app, scene())
    assert driver.text.startswith("What happened in 1931 Q3\nThe quarter closes")
    order = [
        driver.text.index(words)
        for words in (
            "Wars and crises",
            "Borland goes to war with Cassia",
            "losing 2,000 men to 4,000 men",
            "In council",
            "adopts the naming of Borland as aggressor",
            "Measures in force",
            "At home",
            "Treasury",
            "Arden slides into recession",
            "Elsewhere",
            "Elmere and Fenwick conclude",
        )
    ]
    assert order == sorted(order)
    assert "tables" not in driver.text, "the vote tells it"


def test_a_vote_opens_into_its_roll_call_and_a_member_into_its_terms(open_app: Open) -> None:
    driver = reading(open_app, scene())
    vote = line(driver, "adopts the naming")
    driver.click(vote.name)
    table = driver.app.ui.find(f"report.table.{vote.name.rsplit('.', 1)[1]}")
    assert isinstance(table, Table)
    shown = [[cell.words for cell in row.cells[:3]] for row in table.rows]
    assert shown == [
        ["Arden", "For", "–"],
        ["Elmere", "For", "+0.070"],
        ["Dorvan", "Abstained", "−0.050"],
    ]
    driver.click_at(table.row_rect(1).center)
    terms = next(c for c in driver.app.ui.controls() if isinstance(c, TermsTable))
    assert terms.sums_up
    assert [row.value for row in terms.rows] == [0.12, -0.05]
    driver.click_at(table.row_rect(0).center)
    assert "It keeps its reasons to itself" in driver.text


def test_a_measure_opens_into_who_gave_who_shirked_and_who_was_caught(open_app: Open) -> None:
    driver = reading(open_app, scene())
    driver.click(line(driver, "Arms embargo against Borland").name)
    table = next(c for c in driver.app.ui.controls() if isinstance(c, Table))
    assert [[cell.words for cell in row.cells[:4]] for row in table.rows] == [
        ["Arden", "Gave", "100%", "60%"],
        ["Dorvan", "Shirked", "0%", "60%"],
        ["Elmere", "Caught out", "0%", "60%"],
    ]


def test_cheating_that_was_not_seen_reads_as_giving(open_app: Open) -> None:
    world = closed_world()
    world.ledger[-1] = duty(ELMERE, promised=1.0, cheated=True)
    driver = reading(open_app, scene(ARDEN, world))
    driver.click(line(driver, "Arms embargo against Borland").name)
    table = next(c for c in driver.app.ui.controls() if isinstance(c, Table))
    assert [cell.words for cell in table.rows[1].cells[:3]] == ["Elmere", "Gave", "100%"]


def test_lines_open_and_close_by_keyboard(open_app: Open) -> None:
    driver = reading(open_app, scene())
    slump = line(driver, "recession").name
    driver.tab_to(slump)
    driver.key(pygame.K_RIGHT)
    terms = next(c for c in driver.app.ui.controls() if isinstance(c, TermsTable))
    assert terms.total == pytest.approx(-0.04)
    assert driver.app.ui.focused is not None
    assert driver.app.ui.focused.name == slump
    driver.key(pygame.K_LEFT)
    assert not any(isinstance(c, TermsTable) for c in driver.app.ui.controls())
    driver.type("a")
    assert any(isinstance(c, TermsTable) for c in driver.app.ui.controls())
    driver.type("a")
    assert not any(isinstance(c, TermsTable) for c in driver.app.ui.controls())


@pytest.mark.parametrize("by", ["mouse", "letter", "enter", "escape"])
def test_the_report_leads_on_to_the_world(open_app: Open, by: str) -> None:
    driver = reading(open_app, scene())
    match by:
        case "mouse":
            driver.click("report.go_on")
        case "letter":
            driver.type("c")
        case "enter":
            driver.key(pygame.K_RETURN)
        case "escape":
            driver.key(pygame.K_ESCAPE)
    assert driver.text.startswith("Proceeded")


@EVERYWHERE
def test_nothing_is_cut_off(open_app: Open, size: tuple[int, int], scale: int) -> None:
    driver = reading(open_app, scene(), size=size, scale=scale)
    assert driver.app.ui.cramped() == ()
    driver.type("a")
    assert driver.app.ui.cramped() == ()
