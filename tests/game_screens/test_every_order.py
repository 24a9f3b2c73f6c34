"""Every kind of order is given at the window: by mouse, and again by keyboard alone.

The occasions are those on which a state led by the game would give it; the person does what that
state would have done, in the rooms where it is done.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pygame
import pytest

from game.client.play import Play
from game.client.screens.world import WorldScreen
from game.client.widgets.dropdown import Dropdown
from game.core.kinds import Act, Mandate, Terms
from game.core.legality import refusal
from game.core.orders import (
    ORDER_KINDS,
    AcceptTerms,
    AnswerDeal,
    FormCoalition,
    OfferPeace,
    OfferTerms,
    Order,
    Table,
)
from game.core.world import World
from tests.ai.ensemble import moments
from tests.game_screens.hand import Hand
from tests.game_screens.ring_map import play_at
from tests.game_screens.table import Folder


class Leader(Hand):
    """A person who leads a state in a game."""

    def __init__(self, folder: Path, play: Play, *, mouse: bool) -> None:
        super().__init__(Folder(folder), play.first(), mouse=mouse)  # type: ignore[arg-type]
        self.game = play
        for _ in range(6):
            if self.screen == "ReportScreen":
                self.press("report.on")

    @property
    def world(self) -> WorldScreen:
        screen = self.app.screen
        assert isinstance(screen, WorldScreen), self.screen
        return screen

    # -- places ----------------------------------------------------------------------------------

    def go_state(self, state: int) -> None:
        """Select a state: on the map, or by its keys."""
        if self.mouse:
            land = int(self.game.view.known.states.capital[state])
            world_map = self.world.map
            world_map.fly_to(land, zoom=1.5, glide=False)
            self.wait(0.1)
            x, y = world_map.camera.to_screen(*world_map.points[land])
            self.click_at((round(x) - 14, round(y) - 14))
        else:
            self.key(pygame.K_h)
            for _ in range(12):
                if self.world.selection is not None and self.world.selection.id == state:
                    break
                self.key(pygame.K_n)
        assert self.world.selection is not None
        assert self.world.selection.id == state

    def go_crisis(self, crisis: int) -> None:
        """Select a crisis: in the column beside the map, or by its key."""
        if self.mouse:
            self.click(f"crisis.{crisis}")
        else:
            for _ in range(12):
                self.key(pygame.K_c)
                if self.world.selection is not None and self.world.selection.id == crisis:
                    break
        assert self.world.selection is not None
        assert self.world.selection.id == crisis


Route = Callable[[Leader, Any], None]


def tab(hand: Leader, name: str) -> None:
    if any(control.name == f"tab.{name}" for control in hand.app.ui.focusables()):
        hand.press(f"tab.{name}")


def of_state(who: Callable[[Any], int], part: str, key: Callable[[Any], str]) -> Route:
    def route(hand: Leader, order: Any) -> None:
        hand.go_state(int(who(order)))
        tab(hand, part)
        hand.press(key(order))

    return route


def own(part: str, key: Callable[[Any], str]) -> Route:
    return of_state(lambda order: order.state, part, key)


def in_crisis(part: str, key: Callable[[Any], str]) -> Route:
    def route(hand: Leader, order: Any) -> None:
        hand.go_crisis(int(order.crisis))
        tab(hand, part)
        hand.press(key(order))

    return route


def in_body(part: str, key: Callable[[Any], str]) -> Route:
    def route(hand: Leader, order: Any) -> None:
        hand.press(f"institution.{order.institution}")
        tab(hand, part)
        hand.press(key(order))

    return route


def lower(member: Any) -> str:
    return str(member.name).lower()


# -- routes that ask for more than one press ---------------------------------------------------


def table(hand: Leader, order: Any) -> None:
    hand.go_crisis(order.crisis)
    tab(hand, "council")
    for act in order.acts:
        hand.switch(f"act.{lower(act)}", on=True)
    if order.lie_over:
        hand.switch("table.lie_over", on=True)
    if Act.FORCE in order.acts:
        hand.choose("table.mandate", order.mandate.name)
    hand.press("table.do")


def coalition(hand: Leader, order: Any) -> None:
    hand.go_crisis(order.crisis)
    tab(hand, "council")
    for act in order.acts:
        hand.switch(f"coalition.{lower(act)}", on=True)
    if Act.FORCE in order.acts:
        hand.choose("coalition.mandate", order.mandate.name)
    hand.press("coalition.do")


def amend_draft(hand: Leader, order: Any) -> None:
    crisis = hand.game.view.known.resolutions[order.resolution].crisis
    hand.go_crisis(crisis)
    tab(hand, "council")
    for act in (*order.add, *order.drop):
        hand.press(f"amend.{order.resolution}.{lower(act)}")
    hand.press(f"amend.{order.resolution}.do")


def convene(hand: Leader, order: Any) -> None:
    hand.go_crisis(hand.game.view.known.resolutions[order.resolution].crisis)
    tab(hand, "council")
    hand.press(f"convene.{order.resolution}")


def lobby(hand: Leader, order: Any) -> None:
    hand.go_crisis(order.crisis)
    tab(hand, "bargain")
    hand.choose("bargain.with", str(order.to))
    hand.choose("lobby.wanted", order.wanted.name)
    hand.press("lobby.do")


def deal(hand: Leader, order: Any) -> None:
    hand.go_crisis(order.crisis)
    tab(hand, "bargain")
    hand.choose("bargain.with", str(order.to))
    hand.choose("deal.given", order.given.name)
    hand.choose("deal.wanted", order.wanted.name)
    if order.amount > 0:
        hand.slide("deal.amount", 0.6)
    hand.press("deal.do")


def answer_deal(hand: Leader, order: Any) -> None:
    hand.go_crisis(hand.game.view.known.deals[order.deal].crisis)
    tab(hand, "bargain")
    hand.press(f"deal.{order.deal}.{order.accept}")


def answer_treaty(hand: Leader, order: Any) -> None:
    treaty = hand.game.view.known.treaties[order.treaty]
    hand.go_state(next(each for each in treaty.parties if each != order.state))
    tab(hand, "ties")
    hand.press(f"answer.{order.treaty}.{order.accept}")


def denounce(hand: Leader, order: Any) -> None:
    hand.go_state(order.state)
    tab(hand, "ties")
    hand.press(f"denounce.{order.treaty}")


def claim(prefix: str) -> Route:
    def route(hand: Leader, order: Any) -> None:
        hand.go_state(order.state)
        tab(hand, "ties")
        hand.press(f"{prefix}.{order.claim}")

    return route


def arm_proxy(hand: Leader, order: Any) -> None:
    hand.go_crisis(order.crisis)
    tab(hand, "quarrel")
    hand.slide("proxy.amount", 0.7)
    hand.press(f"proxy.{order.side}")


def alert(hand: Leader, order: Any) -> None:
    hand.go_crisis(order.crisis)
    tab(hand, "quarrel")
    hand.choose("alert.level", order.level.name)
    hand.press("alert.do")


def members(key: str) -> Route:
    def route(hand: Leader, order: Any) -> None:
        hand.press(f"institution.{order.institution}")
        tab(hand, "business")
        hand.choose("member.whom", str(order.to if key == "invite" else order.target))
        if key != "invite":
            hand.choose("member.act", order.act.name)
        hand.press(f"member.{key}")

    return route


def move_amendment(hand: Leader, order: Any) -> None:
    hand.press(f"institution.{order.institution}")
    tab(hand, "business")
    hand.choose("clause", order.clause.name)
    if "clause.act" in {control.name for control in hand.app.ui.focusables()}:
        hand.choose("clause.act", Act(order.act).name)
    value = hand.app.ui.find("clause.value")
    if isinstance(value, Dropdown):
        for key, _ in value.options:
            hand.choose("clause.value", key)
            if hand.app.ui.find("amend.do").enabled:
                break
    else:
        hand.slide("clause.value", 0.7)
    hand.press("amend.do")


def found(hand: Leader, order: Any) -> None:
    hand.press("institution.found")
    hand.choose("found.template", str(order.template))
    for state in order.invited:
        hand.choose("found.invite", str(state))
    hand.press("found.do")


def quit_accord(hand: Leader, order: Any) -> None:
    hand.go_state(order.state)
    tab(hand, "affairs")
    hand.press(f"affair.quit.{int(hand.game.view.known.accords[order.accord].kind)}")


def budget(hand: Leader, order: Any) -> None:
    hand.go_state(order.state)
    tab(hand, "govern")
    hand.slide("budget.arms", 0.8)


def mobilise(hand: Leader, order: Any) -> None:
    hand.go_state(order.state)
    tab(hand, "govern")
    hand.slide("mobilise", 0.8)


def raise_formation(hand: Leader, order: Any) -> None:
    hand.go_state(order.state)
    tab(hand, "govern")
    hand.choose("raise.arm", order.arm.name)
    hand.choose("raise.where", str(order.territory))
    hand.press("raise.do")


def march(hand: Leader, order: Any) -> None:
    hand.go_state(order.state)
    tab(hand, "forces")
    hand.press(f"formation.{order.formation}")
    known = hand.game.view.known
    here = int(known.formations.node[order.formation])
    for goal in known.board.around(here).tolist():
        if hand.mouse:
            hand.world.map.fly_to(goal, zoom=1.5, glide=False)
            hand.wait(0.1)
            x, y = hand.world.map.camera.to_screen(*hand.world.map.points[goal])
            hand.click_at((round(x) + 3, round(y) + 3))
        else:
            hand.press("march.by_keys")
            for turn in (pygame.K_RIGHT, pygame.K_LEFT, pygame.K_UP, pygame.K_DOWN):
                if hand.world.aim == here:
                    hand.key(turn)
        if any(c.name == "march.confirm" and c.enabled for c in hand.app.ui.focusables()):
            hand.press("march.confirm")
        if hand.game.desk.pending:
            return


def war_choice(hand: Leader, order: Any) -> None:
    known = hand.game.view.known
    crisis = next(each for each in known.live_crises() if each.war == order.war)
    hand.go_crisis(crisis.id)
    tab(hand, "quarrel")
    for name in [each for each in names(hand) if each.startswith("war.choice.")]:
        if hand.app.ui.find(name).enabled:
            hand.press(name)
            if any(isinstance(each, type(order)) for each in hand.game.desk.pending):
                return


def join_war(hand: Leader, order: Any) -> None:
    hand.press("world.wars")
    hand.press(f"room.join.{order.side}")


def at_the_table(hand: Leader, order: Any) -> None:
    hand.press("world.wars")
    hand.press("room.peace")
    takes = [c.name for c in hand.app.ui.focusables() if c.name and c.name.startswith("peace.take")]
    for name in [*takes, *(["peace.ask"])]:
        hand.press(name)
        if hand.app.ui.find("peace.propose").enabled:
            break
    hand.press("peace.propose")


def accept_terms(hand: Leader, order: Any) -> None:
    hand.press("world.wars")
    hand.press("room.peace")
    accepts = [each for each in names(hand) if each.startswith("peace.accept")]
    hand.press(accepts[0])


def names(hand: Leader) -> list[str]:
    return [control.name for control in hand.app.ui.focusables() if control.name]


def recall(hand: Leader, order: Any) -> None:
    hand.press("world.wars")
    hand.press(f"room.recall.{order.resolution}")


def vote(hand: Leader, order: Any) -> None:
    items = [
        c.name for c in hand.app.ui.focusables() if c.name and c.name.startswith("council.item")
    ]
    for item in [None, *items]:
        if item is not None:
            hand.press(item)
        name = f"council.vote.{lower(order.ballot)}"
        if any(c.name == name and c.enabled for c in hand.app.ui.focusables()):
            hand.press(name)
        if any(type(each) is type(order) for each in hand.game.desk.pending):
            return


def contribute(hand: Leader, order: Any) -> None:
    hand.press("response.give.half")


ROUTES: dict[str, Route] = {
    "OfferTreaty": of_state(lambda o: o.to, "act", lambda o: f"offer.{lower(o.kind)}"),
    "AnswerTreaty": answer_treaty,
    "Denounce": denounce,
    "Recognise": of_state(lambda o: o.taker, "act", lambda _: "recognise"),
    "JoinWar": join_war,
    "OfferTerms": war_choice,
    "OfferDeal": deal,
    "AnswerDeal": answer_deal,
    "Refer": in_crisis("council", lambda _: "crisis.refer"),
    "Table": table,
    "Lobby": lobby,
    "Withdraw": in_body("business", lambda _: "own.withdraw"),
    "Vote": vote,
    "Contribute": contribute,
    "AmendDraft": amend_draft,
    "Convene": convene,
    "FormCoalition": coalition,
    "Recall": recall,
    "PledgeForces": in_body("business", lambda _: "own.pledge"),
    "Boycott": in_body("business", lambda _: "own.boycott"),
    "Found": found,
    "Accede": in_body("business", lambda _: "own.accede"),
    "Invite": members("invite"),
    "MoveMembership": members("move"),
    "MoveAmendment": move_amendment,
    "VoteMotion": vote,
    "Blacklist": of_state(lambda o: o.to, "act", lambda _: "blacklist"),
    "Heed": of_state(lambda o: o.to, "act", lambda _: "heed"),
    "GrantIndependence": own("affairs", lambda o: f"affair.grant.{o.nation}"),
    "HoldColony": own("affairs", lambda o: f"affair.hold.{o.nation}"),
    "SeekUnion": own("affairs", lambda o: f"affair.union.{o.to}"),
    "OfferPeace": at_the_table,
    "AcceptTerms": accept_terms,
    "Repudiate": own("affairs", lambda o: f"affair.repudiate.{o.reparation}"),
    "SignAccord": own("affairs", lambda o: f"affair.sign.{int(o.kind)}"),
    "QuitAccord": quit_accord,
    "HideWork": own("affairs", lambda _: "affair.hide"),
    "PressClaim": claim("press"),
    "StageIncident": claim("stage"),
    "MoveInCrisis": in_crisis("quarrel", lambda o: f"move.{lower(o.move)}"),
    "Confront": of_state(lambda o: o.target, "act", lambda o: f"confront.{lower(o.kind)}"),
    "TakeSide": in_crisis("quarrel", lambda o: "side.none" if o.side < 0 else f"side.{o.side}"),
    "ArmProxy": arm_proxy,
    "Mediate": in_crisis("quarrel", lambda _: "mediate"),
    "AnswerMediator": in_crisis("quarrel", lambda o: f"mediator.{o.mediator}.{o.accept}"),
    "Consent": in_crisis("quarrel", lambda o: f"consent.{o.given}"),
    "SetAlert": alert,
    "SetBudget": budget,
    "Mobilise": mobilise,
    "MoveFormation": march,
    "RaiseFormation": raise_formation,
    "SendAid": of_state(lambda o: o.to, "act", lambda _: "aid.send"),
    "SetProgramme": own("affairs", lambda _: "affair.programme"),
}


@cache
def occasions() -> dict[str, tuple[World, Order]]:
    """Return, for each kind, a world in which a state would give it, and its order."""
    found: dict[str, tuple[World, Order]] = {}
    for moment in moments():
        for done in moment.decisions:
            kind = type(done.order).__name__
            if kind not in found and fit(moment.world, done.order):
                found[kind] = moment.world, done.order
            if kind == "OfferPeace":
                # Only people use the short form of an offer of peace.
                short = OfferTerms(done.order.state, done.order.war, Terms.STATUS_QUO)
                if "OfferTerms" not in found and refusal(moment.world, short) is None:
                    found["OfferTerms"] = moment.world, short
    return found


def fit(world: World, order: Any) -> bool:
    """Tell whether an occasion is still there when one looks: crises may have ended."""
    if isinstance(order, AnswerDeal):
        return world.crises[world.deals[order.deal].crisis].live
    if isinstance(order, AcceptTerms | OfferPeace):
        return world.wars[order.war].side(order.state) >= 0
    return True


@pytest.mark.parametrize("way", ["mouse", "keys"])
@pytest.mark.parametrize("kind", sorted(ORDER_KINDS))
def test_an_order_can_be_given(kind: str, way: str, tmp_path: Path) -> None:
    world, order = occasions()[kind]
    play = play_at(world, order.state, tmp_path)
    hand = Leader(tmp_path, play, mouse=way == "mouse")
    try:
        ROUTES[kind](hand, order)
        given = [each for each in play.desk.pending if type(each).__name__ == kind]
        assert given, (order, hand.screen, [type(each).__name__ for each in play.desk.pending])
        assert refusal(world, given[0]) is None
    finally:
        hand.app.close()


def test_every_kind_has_its_way() -> None:
    assert set(ROUTES) == set(ORDER_KINDS)


@cache
def calls_for_force() -> dict[str, tuple[World, Any]]:
    """Return, for each kind of order that can carry a measure of force, a world for it and one."""
    found: dict[str, tuple[World, Any]] = {}
    for moment in moments():
        for done in moment.decisions:
            order: Any = done.order
            if isinstance(order, Table | FormCoalition) and Act.FORCE in order.acts:
                found.setdefault(type(order).__name__, (moment.world, order))
    return found


@pytest.mark.parametrize("way", ["mouse", "keys"])
@pytest.mark.parametrize("mandate", list(Mandate), ids=lambda mandate: mandate.name)
@pytest.mark.parametrize("kind", ["Table", "FormCoalition"])
def test_how_far_force_may_go_is_chosen(
    kind: str, mandate: Mandate, way: str, tmp_path: Path
) -> None:
    world, order = calls_for_force()[kind]
    play = play_at(world, order.state, tmp_path)
    hand = Leader(tmp_path, play, mouse=way == "mouse")
    try:
        ROUTES[kind](hand, replace(order, mandate=mandate))
        (given,) = play.desk.pending
        assert isinstance(given, Table | FormCoalition)
        assert Act.FORCE in given.acts
        assert given.mandate is mandate
        assert refusal(world, given) is None
    finally:
        hand.app.close()
