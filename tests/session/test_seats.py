"""Seats and PINs."""

from __future__ import annotations

import pytest

from game.session.seats import Seat, SeatError, SeatSetup, hash_pin, matches
from game.session.session import Session
from tests.worlds import BORLAND, SmallCampaign


def test_a_pin_opens_its_seat_and_no_other_does() -> None:
    seat = Seat(0, BORLAND, "Ana", hash_pin("1931"))
    assert seat.opens("1931")
    assert not seat.opens("1932")
    assert not seat.opens("")
    assert not seat.opens(None)


def test_a_seat_without_a_pin_opens_to_anybody() -> None:
    assert Seat(0, BORLAND, "Ana").opens(None)


def test_the_same_pin_gives_two_hashes_and_neither_shows_it() -> None:
    first, second = hash_pin("1931"), hash_pin("1931")
    assert first != second
    assert "1931" not in first
    assert "1931" not in repr(SeatSetup("borland", "Ana", "1931"))
    assert first not in repr(Seat(0, BORLAND, "Ana", first))


@pytest.mark.parametrize(
    "broken", ["", "x", "pbkdf2:1:zz:00", "pbkdf2:99999999999:00:00", "md5:1:00:00"]
)
def test_a_hash_that_cannot_be_read_opens_nothing(broken: str) -> None:
    assert not matches("1931", broken)


@pytest.mark.parametrize(
    ("seats", "fault"),
    [
        ([SeatSetup("atlantis", "Ana")], "there is no state 'atlantis'"),
        ([SeatSetup("arden", "Ana"), SeatSetup("arden", "Ben")], "Arden is led by two people"),
        ([SeatSetup("arden", "Ana")] * 40, "at most"),
    ],
)
def test_seats_that_cannot_be_are_refused_in_words(seats: list[SeatSetup], fault: str) -> None:
    with pytest.raises(SeatError, match=fault):
        Session.begin(SmallCampaign(), seats, seed=1)
