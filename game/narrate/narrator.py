"""The narrator: events, reasons, refusals and orders in plain English sentences.

Text comes from templates by key; ids become names, figures become words. With a view at hand the
sentences name the crisis or the resolution that they are about.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum
from typing import Any, Self

from game.content.gazetteer import Gazetteer
from game.core.events import Event
from game.core.kinds import (
    AccordKind,
    Act,
    Alert,
    Arm,
    Ballot,
    Clause,
    CrisisKind,
    Favour,
    Good,
    Provision,
    Reason,
    Rung,
    Settled,
    Stance,
    Terms,
    TreatyKind,
)
from game.core.legality import Refusal
from game.core.observe import PlayerView
from game.core.orders import Order
from game.core.records import Crisis, Motion, Resolution, Treaty, War
from game.core.world import World
from game.narrate import council
from game.narrate.business import motion_words
from game.narrate.council import ResolutionText
from game.narrate.happenings import BECAUSE, event_words, figure_name
from game.narrate.names import Named, Names, sentence
from game.narrate.numerals import Figure
from game.narrate.ordering import order_values
from game.narrate.strings import Strings, load_strings

REFUSED = "order.refused."

VARIANTS: Mapping[str, type[IntEnum]] = {
    "rung": Rung,
    "reason": Reason,
    "act": Act,
    "good": Good,
    "kind": TreatyKind,
    "ballot": Ballot,
    "terms": Terms,
    "settled": Settled,
    "arm": Arm,
    "stance": Stance,
    "wanted": Favour,
    "given": Favour,
    "quarrel": CrisisKind,
    "alert": Alert,
    "clause": Clause,
    "provision": Provision,
    "accord_kind": AccordKind,
}
"""Roles that hold a member of an enum: its noun fills the template, and it may choose another."""


@dataclass(frozen=True, slots=True)
class TermWords:
    """A term of an explanation: what it is called, and what it means."""

    label: str
    note: str = ""


class Narrator:
    """Says what happened and why, with a campaign's names."""

    def __init__(self, gazetteer: Gazetteer, strings: Strings | None = None) -> None:
        self.strings = load_strings() if strings is None else strings
        self.names = Names(gazetteer, self.strings)

    # -- what happened --------------------------------------------------------------------------

    def event(self, event: Event, known: World | PlayerView | None = None) -> str:
        """Return the sentence for an event; an unknown kind shows its key."""
        world = _world(known)
        if world is not None:
            self.names.learn(world)
        if event.kind.startswith(REFUSED):
            why = self.refusal(Refusal(event.kind.removeprefix(REFUSED), event.figure("figure")))
            return self._fill("event.order.refused", {"why": why, **self._values(event, world)})
        if (
            event.kind in ("resolution.failed", "resolution.vetoed", "resolution.adopted")
            and world is not None
            and 0 <= event.id("resolution") < len(world.resolutions)
        ):
            resolution = world.resolutions[event.id("resolution")]
            if resolution.votes:
                return self._voted(event, resolution, world)
        return self._fill(self._event_key(event), self._values(event, world))

    def entitled(self, event: Event, known: World | PlayerView, prefix: str) -> str:
        """Return the words for an event under another prefix than "event."; "" for none."""
        world = _given(known)
        self.names.learn(world)
        key = self._event_key(event, prefix)
        return self._fill(key, self._values(event, world)) if key in self.strings else ""

    def knows(self, kind: str) -> bool:
        """Tell whether there is a sentence for a kind of event."""
        if kind.startswith(REFUSED):
            return f"refusal.{kind.removeprefix(REFUSED)}" in self.strings
        return f"event.{kind}" in self.strings

    # -- why ------------------------------------------------------------------------------------

    def term(self, key: str, of: str = "") -> TermWords:
        """Return what a term of an explanation is called, and one line on what it means.

        `of` names the explanation ("threat", "growth") where a key means different things.
        """
        for path in (f"term.{of}.{key}", f"term.{key}"):
            label = self.strings.get(f"{path}.label")
            if label is not None:
                return TermWords(label, self.strings.get(f"{path}.note", ""))
        if key.startswith(BECAUSE):
            return TermWords(sentence(figure_name(key.split(".", 2)[-1], self.names)))
        return TermWords(sentence(key.replace("_", " ").replace(".", ": ")))

    def refusal(self, refused: Refusal) -> str:
        """Return why an order may not be given."""
        values: dict[str, Any] = {"figure": Figure(refused.figure)}
        number = round(refused.figure)
        if 0 <= number < len(Act):
            values["act"] = self.act(Act(number))
        return self._fill(f"refusal.{refused.key}", values)

    def reason(self, resolution: Resolution, known: World | PlayerView) -> str:
        """Return why a resolution passed or failed."""
        return council.reason(resolution, _given(known), self.names)

    # -- what is meant --------------------------------------------------------------------------

    def order(self, order: Order, known: World | PlayerView) -> str:
        """Return an order as a line of the list of orders."""
        name, values = order_values(order, _given(known), self.names)
        return self._fill(f"order.{name}", values)

    def resolution(self, resolution: Resolution, known: World | PlayerView) -> ResolutionText:
        """Return a resolution's title and its paragraphs."""
        return council.resolution(resolution, _given(known), self.names)

    def learn(self, known: World | PlayerView) -> None:
        """Learn the names of what has come to be in play: institutions founded."""
        self.names.learn(_given(known))

    def motion(self, motion: Motion) -> str:
        """Return what a motion asks, as a phrase that begins a sentence."""
        words = motion_words(motion, self.names)
        return words[:1].upper() + words[1:]

    def crisis(self, crisis: Crisis, known: World | PlayerView) -> str:
        """Return a crisis as a title: its parties and what it is about."""
        return sentence(self.names.crisis(crisis, _given(known)))

    def crisis_line(self, crisis: Crisis, known: World | PlayerView) -> str:
        """Return where a crisis stands, in a sentence."""
        world = _given(known)
        key = f"crisis_state.{crisis.rung.name.lower()}"
        if not crisis.live:
            key = f"crisis_end.{crisis.end.name.lower()}"
        own = f"{key}.{crisis.kind.name.lower()}"
        if crisis.kind != CrisisKind.CLAIM and own in self.strings:
            key = own
        return self._fill(
            key,
            {
                "subject": self.names.state(crisis.initiator),
                "object": self.names.state(crisis.target),
                "claim": self.names.claim(crisis.claim, world),
                "institution": self.names.institution(crisis.institution),
                "ambiguity": Figure(crisis.ambiguity),
            },
        )

    def rung(self, rung: Rung) -> str:
        """Return the name of a rung of the ladder."""
        return sentence(self.names.word(rung))

    def war(self, war: War, known: World | PlayerView | None = None) -> str:
        """Return a war as a title."""
        return sentence(self.names.war(war, _world(known)))

    def claim(self, claim: int, known: World | PlayerView | None = None) -> str:
        """Return what a claim is called."""
        return sentence(self.names.claim(claim, _world(known)))

    def treaty(self, treaty: Treaty) -> str:
        """Return a treaty as a title: its kind and its parties."""
        return sentence(self.names.treaty(treaty))

    def act(self, act: Act) -> str:
        """Return what an act of an institution is called."""
        return self.names.word(act)

    def word(self, member: IntEnum) -> str:
        """Return the noun for a member of one of the rules' enums, with a capital."""
        return sentence(self.names.word(member))

    # -- filling in -----------------------------------------------------------------------------

    def _voted(self, event: Event, resolution: Resolution, world: World) -> str:
        values = self._values(event, world)
        values["why"] = council.reason(resolution, world, self.names)
        values["what"] = council.demand(resolution, self.names)
        values["organ"] = council.organ(resolution, world, self.names)
        values["proposer"] = self.names.state(resolution.proposer)
        return self._fill(f"voted.{resolution.standing.name.lower()}", values)

    def _event_key(self, event: Event, prefix: str = "event.") -> str:
        for role, number in event.about:
            kind = VARIANTS.get(role)
            if kind is not None and 0 <= number < len(kind):
                key = f"{prefix}{event.kind}.{kind(number).name.lower()}"
                if key in self.strings:
                    return key
        if event.object < 0 and (key := f"{prefix}{event.kind}.alone") in self.strings:
            return key
        return f"{prefix}{event.kind}"

    def _values(self, event: Event, world: World | None) -> dict[str, Any]:
        values: dict[str, Any] = {
            "subject": self.names.state(event.subject),
            "object": self.names.state(event.object),
            "subject_adj": self.names.adjective(event.subject),
            "object_adj": self.names.adjective(event.object),
        }
        for role, number in event.about:
            values[role] = self._named(role, number, world)
        if event.id("occurrence") >= 0:
            told = event_words(event, world, self.names)
            values |= {"occurrence": told["told"], "why": told["why"]}
        for name, figure in event.figures:
            values[name] = Figure(figure)
        if "needed" in values and "yes" in values:
            values["short"] = Figure(max(values["needed"] - values["yes"], 0.0))
        return values

    def _named(self, role: str, number: int, world: World | None) -> str:
        if role in VARIANTS:
            kind = VARIANTS[role]
            return self.names.word(kind(number)) if 0 <= number < len(kind) else str(number)
        match role:
            case "institution":
                return self.names.institution(number)
            case "territory":
                return self.names.territory(number)
            case "node" | "place" | "to" | "from" | "goal":
                return self.names.node(number)
            case "zone":
                return self.names.node(len(self.names.gazetteer.territory_names) + number)
            case "strait":
                return self.names.strait(number)
            case "claim":
                return self.names.claim(number, world)
            case "crisis":
                return self.names.crisis(number, world)
            case "war":
                return self.names.war(number, world)
            case "formation":
                return self.names.formation(number, world)
            case "resolution":
                if world is not None and 0 <= number < len(world.resolutions):
                    return council.demand(world.resolutions[number], self.names)
                return self.strings["phrase.a_resolution"]
            case "happening":
                return self.names.happening(number)
            case "motion":
                if world is not None and 0 <= number < len(world.motions):
                    return motion_words(world.motions[number], self.names)
                return self.strings["phrase.a_motion"]
            case "treaty":
                if world is not None and 0 <= number < len(world.treaties):
                    return self.names.treaty(world.treaties[number])
                return self.strings["phrase.a_treaty"]
            case "winner" | "loser" | "leader" | "ally" | "state" | "lender" | "by" | "victim":
                return self.names.state(number)
        return str(number)

    def _fill(self, key: str, values: Mapping[str, Any]) -> str:
        template = self.strings.get(key)
        if template is None:
            return key
        return sentence(template.format_map(_Lenient(values)))


class _Lenient(dict[str, Any]):
    """Values for a template; what is missing shows as an ellipsis, whatever its format."""

    def __getitem__(self, key: str) -> Any:
        value = super().__getitem__(key)
        return Named(value) if type(value) is str else value  # any word may have to bend

    def __missing__(self, key: str) -> Any:
        return _Gap()


class _Gap(Named):
    __slots__ = ()

    def __new__(cls) -> Self:
        return super().__new__(cls, "…")

    def __format__(self, spec: str) -> str:
        return str(self)


def _world(known: World | PlayerView | None) -> World | None:
    return known.known if isinstance(known, PlayerView) else known


def _given(known: World | PlayerView) -> World:
    return known.known if isinstance(known, PlayerView) else known
