"""The window's services: campaigns, saves, and what is said of damaged ones."""

from __future__ import annotations

from pathlib import Path

from game.client import wiring
from game.client.screens.handover import HandoverScreen
from game.client.screens.world import WorldScreen
from game.client.services import Loaded, NotLoaded, NotStarted, SeatSetup


def saved(folder: Path, pin: str | None = None) -> Path:
    services = wiring.services(saves=folder, settings=folder)
    session = services.new_session("broken_covenant", (SeatSetup("GBR", "Ana", pin),), 7)
    screen = services.open(session)  # type: ignore[arg-type]
    assert isinstance(screen, WorldScreen)
    return screen.play.save()


def test_a_cut_save_is_named_with_its_fault_and_the_last_good_one_is_offered(
    tmp_path: Path,
) -> None:
    good = saved(tmp_path)
    bad = saved(tmp_path)
    assert good != bad
    bad.write_bytes(bad.read_bytes()[:-500])
    services = wiring.services(saves=tmp_path, settings=tmp_path)
    refused = services.load(bad)
    assert isinstance(refused, NotLoaded)
    assert bad.name in refused.fault
    assert refused.fallback is not None
    assert refused.fallback.path == good
    listed = {save.path: save for save in services.saves()}
    assert listed[bad].fault
    assert listed[good].fault is None
    assert listed[good].turn_label == "1931 Q3"
    assert isinstance(services.load(good), Loaded)


def test_a_lone_seat_with_a_pin_is_asked_for_it_when_its_save_is_opened(tmp_path: Path) -> None:
    services = wiring.services(saves=tmp_path, settings=tmp_path)
    opened = {}
    for pin in (None, "1931"):
        loaded = services.load(saved(tmp_path, pin))
        assert isinstance(loaded, Loaded)
        opened[pin] = type(services.open(loaded.session))
    assert opened == {None: WorldScreen, "1931": HandoverScreen}


def test_a_game_that_cannot_be_begun_says_why(tmp_path: Path) -> None:
    services = wiring.services(saves=tmp_path, settings=tmp_path)
    twice = (SeatSetup("GBR", "Ana"), SeatSetup("GBR", "Bruno"))
    refused = services.new_session("broken_covenant", twice, 7)
    assert isinstance(refused, NotStarted)
    assert "two people" in refused.fault
    unknown = services.new_session("broken_convent", (SeatSetup("GBR", "Ana"),), 7)
    assert isinstance(unknown, NotStarted)
    assert "broken_covenant" in unknown.fault
