"""A whole game at the window, on the real map, watched for anything of one seat in another's time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pygame

from game.client import wiring
from game.client.play import Play
from game.client.screens.world import WorldScreen
from game.client.services import Services
from game.core.orders import Order
from game.narrate.narrator import Narrator
from game.narrate.numerals import money
from game.session.session import Session
from tests.client.harness import Driver


class Folder:
    """The real services, with saves and settings in a folder of the test's own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def services(self) -> Services:
        services = wiring.services(saves=self.folder, settings=self.folder)
        return replace(services, shown=lambda: None)


class Player(Driver):
    """Plays by mouse and keyboard; after every frame looks whether a secret shows."""

    def __init__(self, folder: Path) -> None:
        super().__init__(Folder(folder))  # type: ignore[arg-type]
        self.frames_watched = 0
        step = self.app.step
        self.app.step = self._watched(step)  # type: ignore[method-assign]

    def _watched(self, step: Callable[..., None]) -> Callable[..., None]:
        def stepped(*args: object, **more: object) -> None:
            step(*args, **more)
            if self.app.running:
                self._watch()

        return stepped

    @property
    def play(self) -> Play:
        return self.app.screen.play  # type: ignore[attr-defined,no-any-return]

    @property
    def session(self) -> Session:
        return self.play._session

    @property
    def world(self) -> WorldScreen:
        screen = self.app.screen
        assert isinstance(screen, WorldScreen), self.screen
        return screen

    def _watch(self) -> None:
        play = getattr(self.app.screen, "play", None)
        if not isinstance(play, Play) or play.over:
            return
        session = play._session
        shown = self.text + pygame.display.get_caption()[0]
        viewer = play.seat
        for seat in session.seats:
            if viewer is not None and seat.number == viewer.number:
                continue
            self.frames_watched += 1
            for secret in secrets(session, seat.number):
                own = secrets(session, viewer.number) if viewer is not None else ()
                assert secret in own or secret not in shown, f"{secret!r} of {seat.name} shows"
            if viewer is not None:
                known = play.view.known
                assert known.states.treasury[seat.state] == 0
                assert known.states.influence[seat.state] == 0
                assert known.formations.goal[known.formations.owner == seat.state].max() == -1
                assert all(order.state == viewer.state for order in play.desk.pending)
                for event in (*play.events, *play.chronicle):
                    assert event.readable_by(viewer.state)

    # -- what a person does ----------------------------------------------------------------------

    def sit_down(self, pin: str = "") -> None:
        assert self.screen == "HandoverScreen", self.screen
        if pin:
            self.type(pin)
        self.key(pygame.K_RETURN)

    def to_the_world(self, pins: dict[str, str]) -> None:
        """Go on through hand-overs, reports, votes and answers to the next world screen."""
        for _ in range(3000):
            match self.screen:
                case "WorldScreen":
                    return
                case "HandoverScreen":
                    self.sit_down(pins.get(self.app.screen.player, ""))  # type: ignore[attr-defined]
                case "ComputingScreen":
                    self.wait(0.02)
                case "ReportScreen":
                    self.key(pygame.K_RETURN)
                case "CouncilScreen" | "ResponseScreen":
                    self.key(pygame.K_RETURN, mod=pygame.KMOD_CTRL)
                    if self.app.ui.overlays:
                        self.type("y")
                case other:
                    raise AssertionError(other)
        raise AssertionError(f"the world is not reached from {self.screen}: {self.text}")

    def click_map(self, node: int) -> None:
        """Move the map so that a place is in the open, and click it."""
        world_map = self.world.map
        world_map.fly_to(node, zoom=2.0, glide=False)
        self.wait(0.1)
        x, y = world_map.camera.to_screen(*world_map.points[node])
        offset = world_map.theme.px(2)
        self.click_at((round(x) - offset, round(y) - offset))

    def pending(self) -> tuple[Order, ...]:
        return self.play.desk.pending


def secrets(session: Session, number: int) -> tuple[str, ...]:
    """Return what only one seat may read now: its purse, its drafts, its private news."""
    seat = session.seats[number]
    world = session._world
    names = session.campaign.gazetteer
    tell = Narrator(names)
    found = [money(float(world.states.treasury[seat.state]))]
    desk = session._desks.get(number)
    if desk is not None:
        found += [tell.order(order, desk.view.known) for order in desk.pending]
    others = {other.state for other in session.seats if other.number != number}
    found += [
        tell.event(event, world)
        for event in session._events[-200:]
        if event.readers and seat.state in event.readers and not others & set(event.readers)
    ]
    return tuple(found)
