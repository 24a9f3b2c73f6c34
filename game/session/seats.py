"""Seats: who sits at the machine, leading which state, behind which PIN."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field

from game.core.ids import StateId
from game.session.playable import PlayableCampaign

MAX_SEATS = 12

_ROUNDS = 60_000
_SALT_BYTES = 16


@dataclass(frozen=True, slots=True)
class SeatSetup:
    """What is asked before a game: which state, who leads it, and a PIN or none."""

    state_key: str
    player_name: str
    pin: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Seat:
    """A person's place at the machine."""

    number: int
    """Place in the order of private times, from 0."""
    state: StateId
    name: str
    pin_hash: str | None = field(default=None, repr=False)

    def opens(self, pin: str | None) -> bool:
        """Tell whether a PIN is this seat's; a seat without one opens to anybody."""
        return self.pin_hash is None or matches(pin or "", self.pin_hash)


class SeatError(ValueError):
    """Seats that no game can have, in words for the player."""


def hash_pin(pin: str, salt: bytes | None = None) -> str:
    """Return the salted hash of a PIN as `pbkdf2:rounds:salt:hash` (PBKDF2-HMAC-SHA-256)."""
    salt = secrets.token_bytes(_SALT_BYTES) if salt is None else salt
    return f"pbkdf2:{_ROUNDS}:{salt.hex()}:{_derive(pin, salt, _ROUNDS).hex()}"


def matches(pin: str, pin_hash: str) -> bool:
    """Tell whether a PIN gives a hash; an unreadable hash matches nothing."""
    try:
        scheme, rounds, salt, wanted = pin_hash.split(":")
        number, salted, expected = int(rounds), bytes.fromhex(salt), bytes.fromhex(wanted)
    except ValueError:
        return False
    if scheme != "pbkdf2" or not 1 <= number <= 1_000_000:
        return False
    return hmac.compare_digest(_derive(pin, salted, number), expected)


def _derive(pin: str, salt: bytes, rounds: int) -> bytes:
    return hashlib.pbkdf2_hmac("sha256", pin.encode("utf-8"), salt, rounds)


def seated(campaign: PlayableCampaign, seats: Sequence[SeatSetup]) -> tuple[Seat, ...]:
    """Return seats for a setup. Raises SeatError, in words for the player."""
    if len(seats) > MAX_SEATS:
        raise SeatError(f"at most {MAX_SEATS} can sit at one machine")
    taken: list[Seat] = []
    for number, setup in enumerate(seats):
        if setup.state_key not in campaign.gazetteer.state_keys:
            raise SeatError(f"there is no state '{setup.state_key}' in this campaign")
        state = StateId(campaign.gazetteer.state(setup.state_key))
        if any(seat.state == state for seat in taken):
            raise SeatError(f"{campaign.gazetteer.names[state]} is led by two people")
        name = setup.player_name.strip()[:80] or campaign.gazetteer.names[state]
        taken.append(Seat(number, state, name, hash_pin(setup.pin) if setup.pin else None))
    return tuple(taken)
