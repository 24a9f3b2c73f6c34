"""Happenings: files become the rules that the world is played by."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, assert_never

from game.content.compile.index import Index
from game.content.draft import Draft
from game.content.schema import happenings as said
from game.content.schema.happenings import HappeningFile
from game.core.happenings import conditions as node
from game.core.happenings import effects as does
from game.core.happenings.conditions import Bounds, Condition, Scope
from game.core.happenings.effects import Effect, Reach, Span, Target
from game.core.happenings.happening import Happening, PastWar
from game.core.happenings.look import Look
from game.core.ids import HappeningId, StateId
from game.core.world import World

_NEVER = node.Any(())
"""What holds for nobody."""


@dataclass(frozen=True, slots=True)
class Known:
    """The places of what files name."""

    states: Mapping[str, int]
    happenings: Mapping[str, int]
    templates: Mapping[str, int]


def happenings(draft: Draft, at: Index) -> tuple[Happening, ...]:
    """Return all happenings of a draft, in their order."""
    known = Known(
        at.states,
        {key: place for place, key in enumerate(draft.happenings)},
        {key: place for place, key in enumerate(draft.templates)},
    )
    return tuple(compile_happening(each.value, known) for each in draft.happenings.values())


def compile_happening(file: HappeningFile, known: Known) -> Happening:
    """Return a happening; states and happenings that are not known never hold or come about."""
    return Happening.of(
        file.key,
        file.scope,
        node.All(tuple(condition(part, known) for part in file.when)),
        tuple(_effect(each, known, file.scope) for each in file.effects),
        chance=float(file.chance),
        once=file.once,
        cooldown=float(file.cooldown_years),
        most=file.most,
        quiet=file.quiet,
    )


def past_war(draft: Draft, at: Index) -> PastWar | None:
    """Return the general war before the campaign, if the manifest tells of one."""
    war = draft.manifest.value.last_general_war
    if war is None:
        return None
    won, lost = (
        tuple(StateId(row) for row in at.of_states(keys)) for keys in (war.victors, war.defeated)
    )
    return PastWar(float(war.ended), float(war.dead), won, lost)


def from_the_start(world: World, listed: tuple[Happening, ...]) -> tuple[Happening, ...]:
    """Return happenings whose conditions know the figures that they compare with: the first."""
    look = Look(world)
    return tuple(
        Happening.of(
            one.key,
            one.scope,
            _bound(one.when, look),
            tuple(_bound_effect(effect, look) for effect in one.effects),
            chance=one.chance,
            once=one.once,
            cooldown=one.cooldown,
            most=one.most,
            quiet=one.quiet,
        )
        for one in listed
    )


def condition(file: said.Condition, known: Known) -> Condition:  # a list of kinds
    """Return one condition."""
    match file:
        case said.YearIs():
            return node.Year(_bounds(file))
        case said.QuarterIs():
            return node.Quarter(file.quarters)
        case said.WorldIs():
            start = 0.0 if file.of_start else None
            return node.OfWorld(file.figure, _bounds(file), start)
        case said.StateHas():
            return node.OfState(file.figure, _bounds(file), file.who, (0.0,) * file.of_start)
        case said.StateIsSo():
            return node.StateIs(file.trait, file.who)
        case said.NamedStates():
            return node.Named(_states(file.states, known), file.who)
        case said.MemberOf():
            return node.MemberOf(file.charter, file.who)
        case said.StatesLive():
            rows = _states(file.states, known)
            return node.Lives(rows) if len(rows) == len(file.states) else _NEVER
        case said.BodyLives():
            return node.InBeing(file.charter)
        case said.PairHas():
            return node.OfPair(file.figure, _bounds(file))
        case said.PairIsSo():
            return node.PairIs(file.trait)
        case said.HasOccurred():
            place = HappeningId(known.happenings.get(file.happening, -1))
            return node.Occurred(place, _bounds(file), file.here, file.lasting)
        case said.CountIs():
            return node.Count(condition(file.each, known), _bounds(file), file.by)
        case said.AllOf():
            return node.All(tuple(condition(part, known) for part in file.of))
        case said.AnyOf():
            return node.Any(tuple(condition(part, known) for part in file.of))
        case said.NotSo():
            return node.Not(condition(file.of, known))
    assert_never(file)


def _bounds(file: said.Bounded) -> Bounds:
    return Bounds(
        None if file.at_least is None else float(file.at_least),
        None if file.at_most is None else float(file.at_most),
    )


def _states(keys: tuple[str, ...], known: Known) -> tuple[StateId, ...]:
    return tuple(StateId(known.states[key]) for key in keys if key in known.states)


def _effect(  # a list of kinds
    file: said.Effect, known: Known, scope: Scope
) -> Effect:
    match file:
        case said.PushBy():
            return does.Push(
                file.figure, float(file.a_year), _span(file), _target(file, known, scope)
            )
        case said.DrawRegime():
            target = _target(file, known, scope)
            return does.Regime(float(file.toward), float(file.pace), _span(file), target)
        case said.DrawOutlook():
            return does.Outlook(
                None if file.revision is None else float(file.revision),
                None if file.bloc is None else float(file.bloc),
                float(file.pace),
                _span(file),
                _target(file, known, scope),
            )
        case said.DrawDoctrine():
            toward = tuple((one, float(weight)) for one, weight in file.toward.items())
            return does.Drift(toward, float(file.pace), _span(file), _target(file, known, scope))
        case said.GrowthOf():
            return does.Tailwind(float(file.a_year), _span(file), _target(file, known, scope))
        case said.MoveRelations():
            return does.Relations(
                file.bond,
                file.between,
                float(file.a_year),
                float(file.bound),
                _span(file),
                _target(file, known, scope),
            )
        case said.LeanToBlocs():
            return does.Blocs(float(file.a_year), _span(file))
        case said.AgeOf():
            return does.Age(file.of, float(file.amount), _span(file))
        case said.HoldBack():
            target = _target(file, known, scope)
            return does.Scarcity(file.good, float(file.share), _span(file), target)
        case said.BecomesKnown():
            return does.Knowledge(file.of)
        case said.ConferenceOf():
            return does.Conference(
                tuple(known.templates[key] for key in file.charters if key in known.templates),
                file.victors_sit,
                file.ends_broken,
                float(file.broken),
            )
        case said.OpenCrisis():
            return does.Quarrel(file.crisis, float(file.ambiguity), file.rung)
        case said.FallApart():
            return does.Dissolution(float(file.nationhood))
        case said.BecomeGreat():
            return does.Rank(file.great)
    assert_never(file)


def _span(file: said.Lasting) -> Span:
    years = None if file.years is None else float(file.years)
    return Span(years, float(file.ramp_years), float(file.fade_years))


def _target(file: said.Reaching, known: Known, scope: Scope) -> Target:
    reach = file.reach
    if scope == Scope.WORLD and reach == Reach.SUBJECT:
        reach = Reach.EVERYONE
    where = node.All(tuple(condition(part, known) for part in file.where))
    return Target(reach, where, file.weigh or "")


# -- the start ------------------------------------------------------------------------------------


def _bound(when: Condition, look: Look) -> Condition:
    """Return a condition that knows the figures of the start which it compares with."""
    match when:
        case node.OfWorld(figure, _, start) if start is not None:
            return replace(when, start=look.of_world(figure))
        case node.OfState(figure, _, _, start) if start:
            return replace(when, start=tuple(look.of_states(figure).tolist()))
        case node.All(of) | node.Any(of):
            return replace(when, of=tuple(_bound(part, look) for part in of))
        case node.Not(of):
            return node.Not(_bound(of, look))
        case node.Count(each):
            return replace(when, each=_bound(each, look))
    return when


def _bound_effect(effect: Effect, look: Look) -> Effect:
    to: Any = getattr(effect, "to", None)
    if not isinstance(to, Target):
        return effect
    changed: Any = effect  # those that have a target can have another
    bound: Effect = replace(changed, to=replace(to, where=_bound(to.where, look)))
    return bound
