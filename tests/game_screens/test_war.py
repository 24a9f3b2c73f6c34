"""A war in the window, from mobilisation to a negotiated peace: by mouse, and by keyboard alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pygame
import pytest

from game.client.present import fronts
from game.client.present.map_paint import Mode
from game.client.screen import Reset
from game.client.screens.troop_marks import troop_boxes
from game.client.services import SeatSetup
from game.client.widgets.terms import TermsTable
from game.core import odds
from game.core.kinds import Arm, Move, Stance
from game.core.orders import (
    AcceptTerms,
    Mobilise,
    MoveFormation,
    MoveInCrisis,
    OfferPeace,
    PressClaim,
)
from game.core.records import War
from game.core.settlements import Package
from tests.game_screens.table import Player

WAR_BY = 14
PEACE_BY = 14
"""Turns within which a war comes of pressing on, and a peace that both sign of fighting it."""
ARROWS = (pygame.K_RIGHT, pygame.K_DOWN, pygame.K_UP, pygame.K_LEFT)


class General(Player):
    """One person who leads a state of the League's years, and wants a war."""

    def begin(self, *states: str) -> None:
        services = self.memory.services()
        seats = tuple(
            SeatSetup(state, name) for state, name in zip(states, ("Ana", "Bo"), strict=False)
        )
        session = services.new_session("league", seats, 7)
        self.app.go(Reset(services.open(session)))  # type: ignore[arg-type]
        self.to_the_world({})

    # -- what a person can see -------------------------------------------------------------------

    def war(self) -> War | None:
        view = self.play.view
        found = [war for war in view.known.live_wars() if war.side(view.viewer) >= 0]
        return found[0] if found else None

    def quarrel(self) -> int | None:
        view = self.play.view
        found = [each for each in view.known.live_crises() if each.initiator == view.viewer]
        return int(found[0].id) if found else None

    def claim(self) -> int:
        view = self.play.view
        mine = [each for each in view.known.claims if each.claimant == view.viewer]
        return int(max(mine, key=lambda each: each.weight).id)

    def chances(self) -> list[tuple[float, int, int]]:
        """Return own armies that stand next to a foe: odds, the row of one, and the place."""
        view = self.play.view
        known, board = view.known, view.known.board
        hostile = known.at_war()[view.viewer]
        found = []
        for troop in self.world.map.troops:
            if not troop.own or troop.arm != Arm.ARMY or board.is_sea(troop.node):
                continue
            for node in board.around(troop.node).tolist():
                if board.is_sea(node) or not hostile[known.territories.controller[node]]:
                    continue
                seen = odds.of_attack(view, troop.rows, node)
                if seen is not None:
                    found.append((seen.chance, troop.rows[0], node))
        return sorted(found, reverse=True)

    def sent(self) -> list[MoveFormation]:
        return [order for order in self.pending() if isinstance(order, MoveFormation)]

    def looks_at_the_war_room(self, war: War) -> None:
        assert self.screen == "WarRoomScreen"
        names = self.play.names.names
        for state in (war.attackers[0], war.defenders[0]):
            assert f"{names[state]} (leads)" in self.text
        for words in ("How it stands", "Orders of battle", "Fronts", "Battles of the war", "Formation",
                      "Chance that the attackers carry it through", "Weary"):  # fmt: skip
            assert words in self.text, words
        terms = self.app.ui.find("room.terms")
        assert isinstance(terms, TermsTable)
        assert terms.sums_up
        assert self.app.ui.cramped() == ()

    def looks_at_the_odds(self) -> None:
        for words in ("Your power there", "Their power there", "You would lose",
                      "Supplied there", "thrown back by then"):  # fmt: skip
            assert words in self.text, words
        for key in ("odds.ours", "odds.theirs"):
            terms = next(each for each in self.app.ui.controls() if each.key == key)
            assert isinstance(terms, TermsTable)
            assert terms.rows
            assert terms.sums_up
        assert "%" in "".join(self.app.ui.find("odds.chance").texts())
        assert self.app.ui.cramped() == ()

    def both_would_sign(self) -> bool:
        return "would sign" in self.text and "Your advisers would sign" in self.text


@pytest.fixture
def general(tmp_path: Path) -> Iterator[General]:
    driver = General(tmp_path)
    yield driver
    driver.app.close()


# -- by mouse --------------------------------------------------------------------------------------


def ends_the_turn_by_mouse(general: General) -> None:
    general.click("world.end_turn")
    general.to_the_world({})


def presses_on_by_mouse(general: General) -> None:
    quarrel = general.quarrel()
    if quarrel is None:
        general.click_map(int(general.play.view.known.states.capital[general.play.view.viewer]))
        general.click("tab.govern")
        slider = general.app.ui.find("mobilise")
        general.app.ui.reveal(slider)
        box = slider.focus_rect()
        general.click_at((box.right - 2, box.centery))
        general.click("tab.ties")
        general.click(f"press.{general.claim()}")
        assert {type(order) for order in general.pending()} >= {Mobilise, PressClaim}
        return
    general.click(f"crisis.{quarrel}")
    general.click("tab.quarrel")
    general.click("move.escalate")
    assert any(
        isinstance(order, MoveInCrisis) and order.move == Move.ESCALATE
        for order in general.pending()
    )


def attacks_by_mouse(general: General) -> bool:
    """Draw an arrow from the marker with the best odds to its foe, and confirm."""
    chances = general.chances()
    if not chances:
        return False
    _, row, goal = chances[0]
    world_map = general.world.map
    world_map.fly_to(goal, zoom=2.0, glide=False)
    general.wait(0.1)
    boxes = troop_boxes(world_map.troops, world_map.points, world_map.camera, world_map.theme)
    box = next(box for troop, box in boxes if row in troop.rows and troop.own)
    x, y = world_map.camera.to_screen(*world_map.points[goal])
    end = (round(x) - 3, round(y) - 3)
    step = general.app.step
    step([pygame.Event(pygame.MOUSEBUTTONDOWN, pos=box.center, button=1)])
    for at in (box.move(9, 9).center, end):
        step([pygame.Event(pygame.MOUSEMOTION, pos=at, rel=(9, 9), buttons=(1, 0, 0))])
    assert world_map.pull is not None, "an arrow is drawn under the hand"
    step([pygame.Event(pygame.MOUSEBUTTONUP, pos=end, button=1)])
    assert world_map.pull is None
    assert not general.sent(), "nothing is ordered before the odds are seen"
    general.looks_at_the_odds()
    general.click("march.confirm")
    orders = general.sent()
    assert row in {order.formation for order in orders}
    assert all(order.stance is Stance.ATTACK and order.goal == goal for order in orders)
    assert any(not arrow.standing for arrow in world_map.arrows), "the order shows as an arrow"
    return True


def makes_peace_by_mouse(general: General, war: War) -> OfferPeace | None:
    general.click("world.wars")
    general.looks_at_the_war_room(war)
    general.click("room.peace")
    assert general.screen == "PeaceScreen"
    offered = None
    if general.app.ui.find("peace.common").enabled:
        general.click("peace.common")
        assert general.both_would_sign()
        general.click("peace.propose")
        offered = next(order for order in general.pending() if isinstance(order, OfferPeace))
    assert general.app.ui.cramped() == ()
    general.click("peace.back")
    general.click("room.back")
    return offered


@pytest.mark.slow
def test_a_war_is_fought_and_ended_by_mouse(general: General) -> None:
    general.begin("GRC")
    for _ in range(WAR_BY):
        if general.war() is not None:
            break
        presses_on_by_mouse(general)
        ends_the_turn_by_mouse(general)
    war = general.war()
    assert war is not None
    general.click("mode.forces")
    assert len(fronts.meeting(general.play.view.known)), "there is a front to see"
    assert "Front" in general.text
    general.click("mode.supply")
    assert "Less: it starves" in general.text
    attacked, offered = False, None
    for _ in range(PEACE_BY):
        offered = makes_peace_by_mouse(general, war)
        attacked |= attacks_by_mouse(general)
        ends_the_turn_by_mouse(general)
        over = general.play.view.known.wars[war.id]
        if not over.live:
            break
        war = over
    assert attacked
    assert offered is not None
    over = general.play.view.known.wars[war.id]
    assert not over.live
    assert over.peace == offered.articles, "what was proposed is what was signed"


# -- by keyboard alone -----------------------------------------------------------------------------


def ends_the_turn_by_keys(general: General) -> None:
    general.key(pygame.K_RETURN, mod=pygame.KMOD_CTRL)
    general.to_the_world({})


def presses_on_by_keys(general: General) -> None:
    if general.quarrel() is None:
        general.key(pygame.K_h)
        general.tab_to("tab.govern")
        general.key(pygame.K_RETURN)
        general.tab_to("mobilise")
        general.key(pygame.K_END)
        general.tab_to("tab.ties")
        general.key(pygame.K_RETURN)
        general.tab_to(f"press.{general.claim()}")
        general.key(pygame.K_RETURN)
        assert {type(order) for order in general.pending()} >= {Mobilise, PressClaim}
    else:
        for _ in range(20):
            general.key(pygame.K_c)
            if general.world.selection.id == general.quarrel():  # type: ignore[union-attr]
                break
        general.tab_to("tab.quarrel")
        general.key(pygame.K_RETURN)
        general.tab_to("move.escalate")
        general.key(pygame.K_RETURN)
        assert any(isinstance(order, MoveInCrisis) for order in general.pending())
    general.key(pygame.K_ESCAPE)


def attacks_by_keys(general: General) -> bool:
    chances = general.chances()
    if not chances:
        return False
    _, row, goal = chances[0]
    for _ in range(60):
        general.key(pygame.K_f)
        if row in general.world.picked:
            break
    assert row in general.world.picked
    general.key(pygame.K_g)
    here = general.world.aim
    for key in ARROWS:
        general.key(key)
        if general.world.aim == goal:
            break
        general.key(pygame.K_ESCAPE, pygame.K_g)
        assert general.world.aim == here
    if general.world.aim != goal:
        # The arrows lead elsewhere: it is looked for by name.
        general.key(pygame.K_ESCAPE)
        general.key(pygame.K_f, mod=pygame.KMOD_CTRL)
        general.type(general.play.names.territory_names[goal].lower())
        general.key(pygame.K_RETURN)
        assert general.world.aim == goal
    general.looks_at_the_odds()
    general.key(pygame.K_RETURN)
    assert row in {order.formation for order in general.sent()}
    assert all(order.goal == goal for order in general.sent())
    return True


def takes_the_peace_by_keys(general: General, war: War) -> Package | None:
    """Take what the other side proposes; return it."""
    general.type("r")
    general.looks_at_the_war_room(war)
    general.type("p")
    assert general.screen == "PeaceScreen"
    general.type("w")
    terms = general.app.ui.find("peace.terms")
    assert isinstance(terms, TermsTable)
    assert terms.sums_up
    theirs = war.offers[1 - war.side(general.play.view.viewer)]
    if theirs is not None:
        general.tab_to("peace.accept.0")
        general.key(pygame.K_RETURN)
        assert any(isinstance(order, AcceptTerms) for order in general.pending())
    assert general.app.ui.cramped() == ()
    general.type("b")
    general.type("b")
    assert general.screen == "WorldScreen"
    return theirs


@pytest.mark.slow
def test_a_war_is_fought_and_ended_by_keyboard_alone(general: General) -> None:
    general.begin("TUR")
    for _ in range(WAR_BY):
        if general.war() is not None:
            break
        presses_on_by_keys(general)
        ends_the_turn_by_keys(general)
    war = general.war()
    assert war is not None
    general.key(pygame.K_4)
    assert general.world.map.mode is Mode.FORCES
    taken: Package | None = None
    attacked = False
    for _ in range(PEACE_BY):
        if attacked:
            taken = takes_the_peace_by_keys(general, war)
        attacked |= attacks_by_keys(general)
        ends_the_turn_by_keys(general)
        over = general.play.view.known.wars[war.id]
        if not over.live:
            break
        war = over
    assert attacked
    assert taken is not None
    over = general.play.view.known.wars[war.id]
    assert not over.live
    assert over.peace == taken


# -- two at one machine ----------------------------------------------------------------------------


@pytest.mark.slow
def test_foes_at_one_machine_see_nothing_of_each_others_plans(tmp_path: Path) -> None:
    """Every frame is searched for the other's drafts, purse and private news (see Player)."""
    general = General(tmp_path)
    try:
        general.begin("GRC", "TUR")
        greece = general.play.view.viewer
        for _ in range(2 * WAR_BY):
            if general.war() is not None:
                break
            if general.play.view.viewer == greece:
                presses_on_by_keys(general)
            ends_the_turn_by_keys(general)
        for _ in range(2):
            war = general.war()
            assert war is not None
            assert attacks_by_keys(general)
            general.key(pygame.K_4)
            general.type("r")
            general.looks_at_the_war_room(war)
            general.type("p")
            general.click("clause.armistice")
            general.type("p")
            assert any(isinstance(order, OfferPeace) for order in general.pending())
            general.type("b")
            general.type("b")
            assert not any(arrow.standing for arrow in general.world.map.arrows)
            mine = {order.state for order in general.pending()}
            assert mine == {general.play.view.viewer}
            ends_the_turn_by_keys(general)
        assert general.frames_watched > 100
    finally:
        general.app.close()
