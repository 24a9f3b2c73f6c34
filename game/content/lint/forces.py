"""Checks of formations."""

from __future__ import annotations

from collections.abc import Iterator

from game.content.draft import Draft, as_warning
from game.content.issues import Issue, nearest
from game.content.lint.land import held_by, unknown_state
from game.core.kinds import Arm

_SLACK = 1.1
"""Formations may exceed the soldiers of the record by a tenth, as the records differ."""


def formations_can_stand_there(draft: Draft) -> Iterator[Issue]:
    """Armies and air groups stand on land where their state may be; fleets at sea or in port."""
    if not draft.has("holdings", "states"):
        return
    lands, seas, holders = draft.map.territory_index, draft.map.zone_index, held_by(draft)
    coasts = {edge.a for edge in draft.map.edges if edge.kind == "coast"}
    coasts |= {edge.b for edge in draft.map.edges if edge.kind == "coast"}
    barred = {key for held in draft.holdings.value.values() for key in held.demilitarised}
    friends = _guaranteed(draft)
    for state, listed in draft.formations.value.items():
        yield from unknown_state(draft, draft.formations, (state,), state)
        for at, entry in enumerate(listed):
            path = (state, at, "at")
            if entry.at in seas:
                if entry.arm != Arm.FLEET:
                    yield draft.formations.issue(path, f"'{entry.at}' is a sea; only fleets are")
            elif entry.at not in lands:
                hint = nearest(entry.at, (*lands, *seas))
                text = f"no territory or sea zone is called '{entry.at}'"
                yield draft.formations.issue(path, text, hint)
            elif entry.at in barred:
                yield draft.formations.issue(path, f"'{entry.at}' is demilitarised")
            elif not (holders.get(entry.at, set()) & ({state} | friends.get(state, set()))):
                owner = " and ".join(sorted(holders.get(entry.at, {"nobody"})))
                text = f"{state} may not stand in '{entry.at}', which {owner} holds"
                yield draft.formations.issue(path, text)
            elif entry.arm == Arm.FLEET and entry.at not in coasts:
                yield draft.formations.issue(path, f"'{entry.at}' has no coast")


def _guaranteed(draft: Draft) -> dict[str, set[str]]:
    """Return by guarantor those who let it stand on their land."""
    found: dict[str, set[str]] = {}
    for treaty in draft.treaties.value:
        if treaty.empire:
            found.setdefault(treaty.parties[0], set()).update(treaty.parties[1:])
    return found


def strengths_fit_the_figures(draft: Draft) -> Iterator[Issue]:
    """Formations hold no more than the soldiers of the record."""
    for state, listed in draft.formations.value.items():
        entry = draft.states.value.get(state)
        if entry is None:
            continue
        total, most = sum(one.strength for one in listed), entry.capabilities.milper * _SLACK
        if total > most + 0.5:
            text = (
                f"formations come to {total:.1f} thousand; {state} has "
                f"{entry.capabilities.milper:g} thousand under arms (milper)"
            )
            yield as_warning(draft.formations.issue((state,), text))
