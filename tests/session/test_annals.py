"""What a session remembers beside its world, and that it survives being saved."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.core.ids import StateId
from game.persistence.annals import Change, Feeling
from game.persistence.save import load, write_save
from game.session.annalist import left_of
from game.session.session import Session
from tests.session.test_session import CAMPAIGN, begun, pass_turn
from tests.worlds import ARDEN, BORLAND, CASSIA


def test_trade_is_written_down_each_turn() -> None:
    session = begun("arden")
    for _ in range(3):
        pass_turn(session)
    assert [row.turn for row in session.traded] == [0, 1, 2]
    assert all(len(row.volume) == 6 and max(row.volume) > 0 for row in session.traded)


def test_the_changes_of_a_feeling_lead_from_what_it_was_to_what_it_is() -> None:
    session = begun("arden")
    before = session._world.dyads.affinity.copy()
    for _ in range(6):
        pass_turn(session)
    after = session._world.dyads.affinity
    told = session.changes(session.seats[0])
    assert told, "six turns leave nobody's feelings alone"
    for other in range(1, 6):
        by = sum(
            each.by
            for each in told
            if (each.one, each.other, each.feeling) == (other, ARDEN, Feeling.LIKING)
        )
        assert by == pytest.approx(after[other, ARDEN] - before[other, ARDEN], abs=0.09)


def test_what_fades_is_less_with_every_year() -> None:
    rules = begun("arden")._world.rules
    broken = Change(0, StateId(0), StateId(1), Feeling.BROKEN, 1.0)
    assert left_of(broken, rules, 0) == 1.0
    assert left_of(broken, rules, 40) < left_of(broken, rules, 20) < 1.0
    liking = Change(0, StateId(0), StateId(1), Feeling.LIKING, -0.2)
    assert left_of(liking, rules, 400) == -0.2


def test_a_message_is_read_by_the_two_alone() -> None:
    session = begun("arden", "borland", "cassia")
    arden, borland, cassia = session.seats
    session.send(arden, StateId(BORLAND), "  Hold the\n line. ")
    assert [m.words for m in session.messages(arden)] == ["Hold the line."]
    assert session.messages(borland) == session.messages(arden)
    assert session.messages(cassia) == ()


def test_nothing_is_sent_to_nobody_or_to_oneself() -> None:
    session = begun("arden", "borland")
    arden = session.seats[0]
    for to, words in ((CASSIA, "Hello"), (ARDEN, "Hello"), (BORLAND, "  ")):
        with pytest.raises(ValueError, match=r"message|nobody"):
            session.send(arden, StateId(to), words)


def test_the_annals_are_saved_with_the_game(tmp_path: Path) -> None:
    session = begun("arden", "borland")
    session.send(session.seats[0], StateId(BORLAND), "In confidence: übermorgen.")
    for _ in range(2):
        pass_turn(session)
    path = tmp_path / "kept.indsave"
    write_save(path, session.saved())
    scenario = CAMPAIGN.world(7).scenario
    again = Session.resume(load(path, lambda _header: scenario).game, CAMPAIGN)
    assert again.traded == session.traded
    assert again.changes(again.seats[0]) == session.changes(session.seats[0])
    assert again.messages(again.seats[1]) == session.messages(session.seats[1])


def test_a_game_without_seats_follows_no_feelings() -> None:
    session = Session.begin(CAMPAIGN, [], 7)
    for _ in session.job():
        if session.turn == 2:
            break
    assert session._annalist.annals.changes == ()
