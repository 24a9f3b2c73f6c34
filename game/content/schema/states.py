"""states: the cast, with figures of the day."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from game.content.schema.words import (
    Amount,
    Colour,
    Key,
    Line,
    Model,
    Quarter,
    Share,
    Signed,
    Text,
    Year,
)


class Capabilities(Model):
    """The six figures of the Correlates of War's National Material Capabilities."""

    year: Year
    milex: Amount
    """Military spending a year, million dollars of the day."""
    milper: Amount
    """Soldiers under arms, thousand."""
    irst: Amount
    """Iron and steel made a year, thousand tons."""
    pec: Amount
    """Primary energy used a year, thousand tons of coal equivalent."""
    tpop: Annotated[float, Field(gt=0, le=3e6)]
    """People, thousand."""
    upop: Amount
    """People in cities, thousand."""
    source: Line | None = None
    """Where the figures come from, if not from the source named at the head of the file."""

    @model_validator(mode="after")
    def _towns_are_people(self) -> Capabilities:
        if self.upop > self.tpop:
            raise ValueError("more people in cities (upop) than people (tpop)")
        return self


class DoctrineWeights(Model):
    """What a state is after; the weights sum to 1."""

    uphold: Share
    balance: Share
    free_ride: Share
    revise: Share
    keep_out: Share
    why: Line
    """One line of reason."""


class State(Model):
    """One state."""

    name: Line
    adjective: Line
    colour: Colour
    capital: Key
    """A territory."""
    capabilities: Capabilities
    production: Amount
    """Output a year, million dollars of the day."""
    growth: Annotated[float, Field(ge=-0.5, le=0.5)] = 0.0
    """Growth of output a year; 0 leaves it to the rules."""
    regime: Annotated[float, Field(ge=-10, le=10)]
    """From autocracy (-10) to democracy (10)."""
    major: bool = False
    technology: Annotated[float, Field(ge=0.1, le=10)] = 1.0
    """Military technology; 1 is the usual of the campaign's first year."""
    stability: Share = 0.6
    support: Share = 0.4
    """How far people at home would bear commitments abroad."""
    consent: Share = 0.5
    """Share of its parliament that must consent to treaties, where it is a democracy."""
    election: Quarter | None = None
    """The first election to fall due; where not given, some quarter within the first term."""
    term: Annotated[float, Field(ge=0.25, le=12)] | None = None
    """Years from one election to the next; where not given, three to five."""
    warheads: Annotated[int, Field(ge=0, le=50000)] = 0
    programme: Share = 0.0
    """Progress of a nuclear programme, of which nobody else knows; 1 for who has warheads."""
    doctrine: DoctrineWeights
    ideal: tuple[Signed, Signed]
    """Order (-1) to revision (1); the bloc axis of the day, from liberal (-1) to its rivals (1)."""
    role: Literal["architect", "revisionist", "free_rider", "great_power", "small_state"] | None = (
        None
    )
    """The part it offers to a player; states with a blurb are offered first."""
    blurb: Text | None = None
    exists: bool = True
    """False: a nation without a state of its own at the start, which may get one in play. Its
    capabilities and production are then latent: what there is of them in its homeland."""
    homeland: tuple[Key, ...] = ()
    """Territories of which it is the nation; if none is named, the core of what it holds."""
    kin: tuple[Key, ...] = ()
    """States of the same nation: with which it would unite, or into which it was divided."""
    nationhood: Share = 0.3
    """How far a people without a state wants one at the start; it grows in play."""
