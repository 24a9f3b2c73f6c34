"""A game in which an institution is founded: played, saved, gone on with, and replayed."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path

from game.content.gazetteer import Gazetteer
from game.core.charter import Admission
from game.core.orders import Accede, Found
from game.core.world import World
from game.narrate.names import Names
from game.narrate.strings import load_strings
from game.persistence.save import load, write_save
from game.session import replay
from game.session.seats import SeatSetup
from game.session.session import Session
from tests.rules.bodies import PACT, by_simple_majority
from tests.worlds import ARDEN, CASSIA, ELMERE, SmallCampaign


@dataclass(frozen=True)
class WithCompact(SmallCampaign):
    """The ring, in which a compact by invitation can be founded."""

    @property
    def gazetteer(self) -> Gazetteer:
        """The ring's, with a name for the charter."""
        return replace(super().gazetteer, template_names=("the Compact",))

    def world(
        self, seed: int, *, charter: str | None = None, humans: Collection[str] = ()
    ) -> World:
        world = super().world(seed, charter=charter, humans=humans)
        compact = replace(
            by_simple_majority(world.charters[0]),
            key="compact",
            admission=Admission.INVITATION,
            permanent=(),
            ratify=Fraction(1, 2),
        )
        world.scenario = replace(world.scenario, templates=(compact,))
        return world


CAMPAIGN = WithCompact(turns=8)


def pass_turn(session: Session) -> None:
    turn = session.turn
    while session.turn == turn and not session.over:
        seat = session.waiting
        if seat is None:
            list(session.job())
        else:
            session.finish(seat)


def founded() -> Session:
    session = Session.begin(
        CAMPAIGN, [SeatSetup(key, key.title(), None) for key in ("arden", "cassia")], 7
    )
    arden, cassia = session.seats
    assert session.desk(arden).propose(Found(ARDEN, 0, (CASSIA, ELMERE))) is None
    pass_turn(session)
    assert session.desk(cassia).propose(Accede(CASSIA, PACT)) is None
    pass_turn(session)
    return session


def test_a_persons_foundation_comes_to_be_and_has_its_charters_name() -> None:
    session = founded()
    known = session.view(session.seats[0]).known
    assert known.memberships.in_being[PACT]
    names = Names(CAMPAIGN.gazetteer, load_strings())
    names.learn(known)
    assert str(names.institution(PACT)) == "the Compact"


def test_a_saved_game_with_it_goes_on_as_the_unsaved_one(tmp_path: Path) -> None:
    session = founded()
    path = tmp_path / "founded.indsave"
    write_save(path, session.saved())
    scenario = CAMPAIGN.world(7, humans=("arden", "cassia")).scenario
    loaded = load(path, lambda _header: scenario).game
    assert loaded.world.digest() == session.saved().world.digest()
    resumed = Session.resume(loaded, CAMPAIGN)
    for _ in range(2):
        pass_turn(session)
        pass_turn(resumed)
    assert resumed.saved().world.digest() == session.saved().world.digest()


def test_it_replays_from_the_first_turn() -> None:
    session = founded()
    checked = list(replay.verify(session.saved(), CAMPAIGN))
    assert len(checked) == 3
    assert all(one.same for one in checked)
