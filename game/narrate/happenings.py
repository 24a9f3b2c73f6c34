"""Happenings in words: what befell whom, and the conditions that held, from the rules' own nodes."""

from __future__ import annotations

from game.core.events import Event
from game.core.happenings import conditions as said
from game.core.happenings.conditions import Bounds, Condition
from game.core.happenings.happening import Happening
from game.core.happenings.reasons import numbered
from game.core.world import World
from game.narrate.names import Names
from game.narrate.numerals import Figure, listed

BECAUSE = "because."
"""Keys of terms that say which condition of a happening held: because.<number>.<name>."""

MOST_REASONS = 4
"""Conditions that a sentence gives: what holds first, then what does not."""


def event_words(event: Event, world: World | None, names: Names) -> dict[str, str]:
    """Return what the sentence of a happening is made of: `told`, `why`, and `happening`."""
    place = event.id("happening")
    told = names.happening_told(place)
    for hole, state in (("{state}", event.subject), ("{other}", event.object)):
        told = told.replace(hole, str(names.state(state)))
    return {"told": told.rstrip(".!"), "why": why(event, world, names)}


def why(event: Event, world: World | None, names: Names) -> str:
    """Return the conditions that made a happening come about, with their figures, in words."""
    place = event.id("happening")
    nothing = names.strings["condition.unknown"]
    if world is None or not 0 <= place < len(world.scenario.happenings):
        return nothing
    nodes = numbered(world.scenario.happenings[place].when)
    found: list[str] = []
    denied: list[str] = []
    for term in event.terms:
        number = term.key.removeprefix(BECAUSE).partition(".")[0]
        if term.key.startswith(BECAUSE) and number.isdigit() and int(number) < len(nodes):
            node = nodes[int(number)]
            if not isinstance(node, said.Year | said.Named):
                kept = denied if isinstance(node, said.Not) else found
                kept.append(held(node, term.value, world, names))
    return listed(list(dict.fromkeys([*found, *denied]))[:MOST_REASONS]) or nothing


def held(node: Condition, value: float, world: World | None, names: Names) -> str:
    """Return a condition that held, with the figure at which it did."""
    words = names.strings
    match node:
        case said.OfWorld(figure=figure, start=start) | said.OfState(figure=figure, start=start):
            beside = "condition.beside_start" if start not in (None, ()) else "condition.figure_is"
            return words[beside].format(
                figure=figure_name(figure, names), value=shown(figure, value)
            )
        case said.OfPair(figure=figure):
            return words["condition.figure_is"].format(
                figure=figure_name(figure, names), value=shown(figure, value)
            )
        case said.Count(each=each, by=by):
            return words[f"condition.count_{by.name.lower()}"].format(
                value=Figure(value), each=asked(each, world, names)
            )
    return asked(node, world, names)


def asked(node: Condition, world: World | None, names: Names) -> str:
    """Return what a condition asks, in words."""
    words = names.strings
    match node:
        case said.Year(within):
            return _bounds(words["condition.year"], within, "year", names)
        case said.Quarter(quarters):
            return words["condition.quarter"].format(quarters=listed([f"Q{q}" for q in quarters]))
        case said.OfWorld(figure, within, start) | said.OfState(figure, within, _, start):
            ends = "condition.of_start" if start not in (None, ()) else ""
            text = _bounds(figure_name(figure, names), within, "" if ends else figure, names)
            return text + (words[ends] if ends else "")
        case said.OfPair(figure, within):
            return _bounds(figure_name(figure, names), within, figure, names)
        case said.StateIs(trait):
            return words[f"condition.trait.{trait.name.lower()}"]
        case said.PairIs(pair_trait):
            return words[f"condition.trait.{pair_trait.name.lower()}"]
        case said.Named(states):
            return words["condition.named"].format(states=names.states(states[:4]))
        case said.Lives(states):
            return words["condition.lives"].format(states=names.states(states[:4]))
        case said.MemberOf(charter):
            return words["condition.member_of"].format(charter=names.charter_title(charter))
        case said.InBeing(charter):
            return words["condition.in_being"].format(charter=names.charter_title(charter))
        case said.Occurred(happening, _, _, lasting):
            key = "condition.lasting" if lasting else "condition.occurred"
            return words[key].format(happening=names.happening(happening))
        case said.Count(each, within, by):
            text = words[f"condition.counted_{by.name.lower()}"]
            share = "share" if by != said.Weight.NUMBER else "number"
            return _bounds(text.format(each=asked(each, world, names)), within, share, names)
        case said.Not(of):
            return words["condition.not"].format(condition=asked(of, world, names))
        case said.All(parts):
            return listed([asked(part, world, names) for part in parts])
        case said.Any(parts):
            return words["condition.or"].join(asked(part, world, names) for part in parts)


def rule(happening: Happening, world: World | None, names: Names) -> tuple[str, ...]:
    """Return every condition of a happening, in words, for whoever asks what could befall."""
    parts = happening.when.of if isinstance(happening.when, said.All) else (happening.when,)
    return tuple(asked(part, world, names) for part in parts)


def figure_name(figure: str, names: Names) -> str:
    """Return what a figure is called inside a sentence."""
    known = names.strings.get(f"condition.figure.{figure}")
    if known is not None:
        return known
    of, _, what = figure.partition("_")  # supply_oil, doctrine_revise, ...
    words = names.strings.get(f"good.{what}") or names.strings.get(f"doctrine.{what}")
    template = names.strings.get(f"condition.of.{of}")
    if words is not None and template is not None:
        return template.format(what=words)
    return figure.replace("_", " ")


_SHARES = frozenset(
    {
        "growth_of_majors", "output_in_slump", "freed", "strongest_share", "two_strongest_share",
        "third_share", "democracies", "trade", "belief_in_bodies", "power", "growth", "support",
        "weariness", "stability", "urban", "debt", "burden", "land_abroad", "traded", "pressure",
        "nationhood", "restive", "mobilisation", "disruption", "slack", "cycle", "tension",
        "rivalry", "affinity", "share", "rivalry_of_majors", "rivalry_of_strongest", "trade_lost",
    }
)  # fmt: skip


def shown(figure: str, value: float) -> str:
    """Return a figure as a reader wants it: shares in per cent, others short."""
    share = figure in _SHARES or figure.startswith(("doctrine_", "supply_", "dependence_"))
    if share:
        return format(Figure(value), "percent")
    if figure == "year":
        return f"{value:g}"
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"


def _bounds(what: str, within: Bounds, figure: str, names: Names) -> str:
    words = names.strings
    low, high = within.low, within.high
    if low is not None and high is not None:
        return words["condition.between"].format(
            what=what, low=shown(figure, low), high=shown(figure, high)
        )
    if low is not None:
        return words["condition.at_least"].format(what=what, low=shown(figure, low))
    if high is not None:
        return words["condition.at_most"].format(what=what, high=shown(figure, high))
    return what
