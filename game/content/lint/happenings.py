"""Checks of happenings: by themselves, and against the campaign that they befall."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from game.content import library
from game.content.draft import Draft, as_warning
from game.content.issues import Issue, nearest
from game.content.located import Path_
from game.content.schema import happenings as said
from game.content.schema.happenings import HappeningFile
from game.content.sections import Section
from game.core.columns import Axis, columns_of
from game.core.happenings.conditions import Scope
from game.core.happenings.effects import Between, Reach
from game.core.tables import States

Happening = Section[HappeningFile]

MOST_DEPTH = 8
"""Deepest nesting of conditions."""

_RANGES = {
    spec.name: (spec.low, spec.high) for spec in columns_of(States) if Axis.STATE in spec.axes
}
_RANGES |= {"urban": (0.0, 1.0), "revision": (-1.0, 1.0), "bloc": (-1.0, 1.0)}
_OF_WORLD = dict.fromkeys(
    (
        "tension", "output_in_slump", "freed", "strongest_share", "two_strongest_share",
        "third_share", "democracies", "belief_in_bodies", "rivalry_of_strongest",
        "rivalry_of_majors",
    ),
    (0.0, 1.0),
)  # fmt: skip
_OF_PAIRS = {"rivalry": (0.0, 1.0), "affinity": (-1.0, 1.0), "regimes_apart": (0.0, 20.0)}


def happening_holds(key: str, section: Happening) -> Iterator[Issue]:
    """Yield what is wrong with a happening by itself; `key` is the name of its file."""
    file = section.value
    if file.key != key:
        text = f"is '{file.key}', but the file is called '{key}'"
        yield section.issue(("key",), text)
    if depth(file.when) > MOST_DEPTH:
        yield section.issue(("when",), f"is nested more than {MOST_DEPTH} deep")
        return
    for path, node, scope in conditions(file):
        yield from _fits(section, path, node, scope)
        yield from _can_hold(section, path, node)
    for at, effect in enumerate(file.effects):
        yield from _effect_fits(section, ("effects", at), effect)


def happenings_fit_the_campaign(draft: Draft) -> Iterator[Issue]:
    """What happenings name is there, and their conditions can hold while the campaign runs."""
    for key, section in draft.happenings.items():
        yield from happening_holds(key, section)
        own = section.whole.file.is_relative_to(draft.folder)
        for issue in _names_hold(draft, section):
            yield issue if own or "state" not in issue.text else as_warning(issue)
        for path, node, _ in conditions(section.value):
            yield from _in_time(draft, section, path, node)


def a_past_war_is_of_known_states(draft: Draft) -> Iterator[Issue]:
    """States of the general war before the campaign are there, and it was over before it."""
    manifest = draft.manifest
    war = manifest.value.last_general_war
    if war is None:
        return
    for side, keys in (("victors", war.victors), ("defeated", war.defeated)):
        for at, key in enumerate(keys):
            if key not in draft.states.value and draft.has("states"):
                text, hint = f"no state is called '{key}'", nearest(key, draft.states.value)
                yield manifest.issue(("last_general_war", side, at), text, hint)
    start = manifest.value.start
    if war.ended > start.year + start.quarter / 4:
        text = f"{war.ended:g} is after the campaign begins"
        yield manifest.issue(("last_general_war", "ended"), text)


def conditions(file: HappeningFile) -> Iterator[tuple[Path_, Any, Scope]]:
    """Yield every condition of a happening: where, what, and what may be asked there."""
    for at, node in enumerate(file.when):
        yield from _nodes(node, ("when", at), file.scope)
    for at, effect in enumerate(file.effects):
        for place, node in enumerate(getattr(effect, "where", ())):
            yield from _nodes(node, ("effects", at, "where", place), Scope.STATE)


def _nodes(node: Any, path: Path_, scope: Scope) -> Iterator[tuple[Path_, Any, Scope]]:
    yield path, node, scope
    match node:
        case said.AllOf(of=of) | said.AnyOf(of=of):
            for at, part in enumerate(of):
                yield from _nodes(part, (*path, "of", at), scope)
        case said.NotSo(of=of):
            yield from _nodes(of, (*path, "of"), scope)
        case said.CountIs(each=each):
            yield from _nodes(each, (*path, "each"), Scope.STATE)


def depth(nodes: Collection[Any]) -> int:
    """Return how deep conditions are nested."""
    inner = 0
    for node in nodes:
        match node:
            case said.AllOf(of=of) | said.AnyOf(of=of):
                inner = max(inner, depth(of))
            case said.NotSo(of=one) | said.CountIs(each=one):
                inner = max(inner, depth((one,)))
    return 1 + inner


_OF_STATES = (said.StateHas, said.StateIsSo, said.NamedStates, said.MemberOf)
_OF_TWO = (said.PairHas, said.PairIsSo)


def _fits(section: Happening, path: Path_, node: Any, scope: Scope) -> Iterator[Issue]:
    """A condition asks of nothing that the happening is not about."""
    if isinstance(node, _OF_TWO) and scope != Scope.PAIR:
        text = f"'{node.kind}' asks about two states, and there are none here"
        yield section.issue((*path, "kind"), text, "give the happening 'scope: pair'")
    if isinstance(node, _OF_STATES) and scope == Scope.WORLD:
        text = f"'{node.kind}' asks about a state, and there is none here"
        yield section.issue(
            (*path, "kind"), text, "ask how many are so by 'count', or give 'scope: state'"
        )
    if isinstance(node, said.HasOccurred) and node.here and scope == Scope.WORLD:
        text = "asks about the same state, and the happening is of the world"
        yield section.issue((*path, "here"), text)


def _can_hold(section: Happening, path: Path_, node: Any) -> Iterator[Issue]:
    """Bounds leave something of what a figure can be."""
    known: tuple[float, float] | None = None
    match node:
        case said.StateHas(of_start=False):
            known = _RANGES.get(node.figure)
            if known is None and node.figure.split("_")[0] in ("doctrine", "supply", "dependence"):
                known = (0.0, 1.0)
        case said.WorldIs(of_start=False):
            known = _OF_WORLD.get(node.figure)
        case said.PairHas():
            known = _OF_PAIRS.get(node.figure)
        case said.CountIs() if node.by.name != "NUMBER":
            known = (0.0, 1.0)
    if known is None:
        return
    low, high = known
    if node.at_least is not None and node.at_least > high:
        text = f"can never hold: at least {node.at_least:g}, and it is {high:g} at most"
        yield section.issue((*path, "at_least"), text)
    if node.at_most is not None and node.at_most < low:
        text = f"can never hold: at most {node.at_most:g}, and it is {low:g} at least"
        yield section.issue((*path, "at_most"), text)


def _effect_fits(section: Happening, path: Path_, effect: Any) -> Iterator[Issue]:
    """An effect has whom it needs."""
    scope = section.value.scope
    alone = (said.BecomeGreat, said.FallApart)
    if isinstance(effect, alone) and scope != Scope.STATE:
        text = f"'{effect.kind}' needs a state that it befalls"
        yield section.issue((*path, "kind"), text, "give the happening 'scope: state'")
    if isinstance(effect, said.OpenCrisis) and scope == Scope.WORLD:
        text = "'crisis' needs a state that it befalls"
        yield section.issue((*path, "kind"), text, "give the happening 'scope: state' or 'pair'")
    if scope == Scope.WORLD and isinstance(effect, said.Reaching):
        reach = effect.reach
        if reach in (Reach.NEIGHBOURS, Reach.ALLIES):
            text = f"the world has no {reach.name.lower()}"
            yield section.issue((*path, "reach"), text)
        if isinstance(effect, said.MoveRelations) and effect.between == Between.PAIR:
            yield section.issue((*path, "between"), "the world is no pair")


def _names_hold(draft: Draft, section: Happening) -> Iterator[Issue]:
    """States, charters and other happenings that are named are there."""
    states, bodies = draft.states.value, {*draft.templates, *draft.charters}
    for path, node, _ in conditions(section.value):
        match node:
            case said.NamedStates(states=keys) | said.StatesLive(states=keys):
                for at, key in enumerate(keys):
                    if key not in states and draft.has("states"):
                        text = f"no state is called '{key}'"
                        where = (*path, "states", at)
                        yield section.issue(where, text, nearest(key, states))
            case said.MemberOf(charter=key) | said.BodyLives(charter=key):
                if key not in bodies:
                    text = f"no charter is called '{key}'"
                    yield section.issue((*path, "charter"), text, nearest(key, bodies))
            case said.HasOccurred(happening=key) if key not in draft.happenings:
                text = f"no happening is called '{key}'"
                issue = section.issue((*path, "happening"), text, nearest(key, draft.happenings))
                if key in library.happenings():
                    text = f"'{key}' is not among the campaign's happenings: it never comes about"
                    issue = as_warning(section.issue((*path, "happening"), text))
                yield issue
    for at, effect in enumerate(section.value.effects):
        if isinstance(effect, said.ConferenceOf):
            for place, key in enumerate(effect.charters):
                if key not in draft.templates:
                    text = f"no charter is called '{key}'"
                    where = ("effects", at, "charters", place)
                    yield section.issue(where, text, nearest(key, draft.templates))


def _in_time(draft: Draft, section: Happening, path: Path_, node: Any) -> Iterator[Issue]:
    """Dates lie within the campaign; a file of the shelf may have others in mind."""
    if not isinstance(node, said.YearIs) or path[0] != "when" or len(path) > 2:
        return
    manifest = draft.manifest.value
    first = manifest.start.year
    last = first + manifest.turns / (4 if manifest.turn == "quarter" else 12)
    if node.at_least is not None and node.at_least > last:
        text = f"can never hold: {node.at_least:g} is after the campaign ends ({last:g})"
        yield as_warning(section.issue((*path, "at_least"), text))
    if node.at_most is not None and node.at_most < first:
        text = f"can never hold: {node.at_most:g} is before the campaign begins ({first})"
        yield as_warning(section.issue((*path, "at_most"), text))
