"""In what one charter reads otherwise than another, as changes that make the one of the other."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from game.core.amending import COUNTS, ENUMS, FLAGS, RULE_FLAGS, SHARES, Change, rewritten
from game.core.charter import Charter, LadderStep
from game.core.kinds import Act, Clause

_LISTS: Final = (
    ("triggers", Clause.TRIGGER_ADDED, Clause.TRIGGER_DROPPED),
    ("permanent", Clause.PERMANENT_SEAT_ADDED, Clause.PERMANENT_SEAT_DROPPED),
    ("adversaries", Clause.ADVERSARY_ADDED, Clause.ADVERSARY_DROPPED),
    ("area", Clause.AREA_ADDED, Clause.AREA_DROPPED),
    ("without_veto", Clause.VETO_WITHHELD, Clause.VETO_GRANTED),
)
"""Lists of a charter, with what puts something in and takes it out; additions come first."""

OPPOSITES: Final = {
    one: other for _, adds, drops in _LISTS for one, other in ((adds, drops), (drops, adds))
}
"""Clauses that undo one another, for the same value."""


def changes(old: Charter, new: Charter) -> tuple[Change, ...] | None:
    """Return what makes a charter that means what `new` does of `old`, in an order that works.

    None where they differ in what no amendment can change (how many must ratify), or in a way that
    no sequence of amendments reaches.
    """
    found = tuple(_changes(old, new))
    try:
        made = rewritten(old, found)
    except ValueError:
        return None
    return found if _same(made, new) else None


def _changes(old: Charter, new: Charter) -> Iterator[Change]:
    for clause, name in (*FLAGS.items(), *SHARES.items()):
        if getattr(old, name) != getattr(new, name):
            yield Change(clause, float(getattr(new, name)))
    for clause, (name, _) in ENUMS.items():
        if getattr(old, name) != getattr(new, name):
            yield Change(clause, float(getattr(new, name)))
    yield from _counts(old, new)
    if old.lead != new.lead:
        yield Change(Clause.LEAD, float(new.lead))
    for name, adds, drops in _LISTS:
        before, after = getattr(old, name), getattr(new, name)
        yield from (Change(adds, float(each)) for each in after if each not in before)
        if drops == Clause.PERMANENT_SEAT_DROPPED:
            continue  # who is to lose the seat may have to get a veto back first
        yield from (Change(drops, float(each)) for each in before if each not in after)
    yield from (
        Change(Clause.PERMANENT_SEAT_DROPPED, float(each))
        for each in old.permanent
        if each not in new.permanent
    )
    yield from _of_acts(old, new)
    yield from _ladder(old, new)


def _counts(old: Charter, new: Charter) -> Iterator[Change]:
    names = {name: clause for clause, (name, _, _) in COUNTS.items()}
    order = list(names)
    if new.regime_floor > old.regime_ceiling:  # the ceiling has to make room first
        order.remove("regime_ceiling")
        order.insert(0, "regime_ceiling")
    for name in order:
        if getattr(old, name) != getattr(new, name):
            yield Change(names[name], float(getattr(new, name)))


def _of_acts(old: Charter, new: Charter) -> Iterator[Change]:
    for act in Act:
        before, after = old.rules[act], new.rules[act]
        for clause, name in RULE_FLAGS.items():
            if getattr(before, name) != getattr(after, name):
                yield Change(clause, float(getattr(after, name)), int(act))
        if before.organ != after.organ:
            yield Change(Clause.ORGAN, float(after.organ), int(act))
        if before.quorum != after.quorum:
            yield Change(Clause.QUORUM, float(after.quorum), int(act))
        if (before.majority, before.strict) != (after.majority, after.strict):
            yield Change(Clause.MAJORITY, float(after.majority), int(act))
        if old.obligations[act] != new.obligations[act]:
            yield Change(Clause.OBLIGATION, float(new.obligations[act]), int(act))


def _ladder(old: Charter, new: Charter) -> Iterator[Change]:
    """Yield the rungs taken out, from the top, and those put in, in the order of their needs."""
    before = {step.act: set(step.needs) for step in old.ladder}
    after = {step.act: set(step.needs) for step in new.ladder}
    gone = {act for act, needs in before.items() if after.get(act) != needs}
    while gone:
        free = [act for act in before if act in gone and not _rests(act, before)]
        if not free:  # what rests on it must be taken out and put back
            gone |= {act for act in before if before[act] & gone}
            if all(_rests(act, before) for act in gone):
                return
            continue
        for act in free:
            del before[act]
            gone.discard(act)
            yield Change(Clause.STEP_DROPPED, 1.0, int(act))
    waiting = [act for act in after if act not in before]
    while waiting:
        ready = [act for act in waiting if after[act] <= set(before)]
        if not ready or any(len(after[act]) > 1 for act in ready):
            return
        for act in ready:
            before[act] = after[act]
            waiting.remove(act)
            need = next(iter(after[act]), None)
            yield Change(Clause.STEP_ADDED, float(need if need is not None else -1), int(act))


def _rests(act: Act, ladder: dict[Act, set[Act]]) -> bool:
    return any(act in needs for needs in ladder.values())


def _same(one: Charter, other: Charter) -> bool:
    """Tell whether two charters mean the same: the order of lists and steps tells nothing."""
    return _sorted(one) == _sorted(other)


def _sorted(charter: Charter) -> tuple[object, ...]:
    ladder: list[LadderStep] = sorted(charter.ladder, key=lambda step: step.act)
    lists = tuple(tuple(sorted(getattr(charter, name))) for name, _, _ in _LISTS)
    plain = tuple(
        getattr(charter, name)
        for name in charter.__slots__
        if name not in ("key", "ladder", *(name for name, _, _ in _LISTS))
    )
    return (*plain, lists, tuple((step.act, tuple(sorted(step.needs))) for step in ladder))
