"""A state's ballot on a resolution: what it was cast for, and what was to be expected."""

from __future__ import annotations

from game.core.cases import case_under
from game.core.forecast import forecast, on_own_estimates
from game.core.ids import StateId
from game.core.kinds import Ballot, Standing
from game.core.records import CastVote, Resolution
from game.core.world import World
from game.lab.reasons.pages import Fact, Page, Sum
from game.narrate.narrator import Narrator


def on_a_vote(
    world: World, state: StateId, resolution: Resolution, tell: Narrator
) -> tuple[Page, ...]:
    """Return the pages on a state's ballot: as it was cast, and as it would be cast now."""
    known = world.held()
    text = tell.resolution(resolution, known)
    votes = {vote.state: vote for vote in resolution.votes}
    pages = [
        Page(
            "resolution",
            text.title,
            (
                *(Fact(f"text.{row}", "", each) for row, each in enumerate(text.paragraphs)),
                Fact("standing", "Standing", tell.word(resolution.standing)),
                Fact("yes", "In favour", float(resolution.yes)),
                Fact("no", "Against", float(resolution.no)),
                Fact("needed", "Needed", float(resolution.needed)),
                Fact("vetoes", "Vetoes", tell.names.states(resolution.vetoes) or "none"),
            ),
        ),
        _cast(votes.get(state), tell),
    ]
    if known.crises[resolution.crisis].live and resolution.institution >= 0:
        pages.append(_expected(known, state, resolution, tell))
    return tuple(pages)


def _cast(vote: CastVote | None, tell: Narrator) -> Page:
    """Return the ballot on record with the terms that it was cast for."""
    if vote is None:
        return Page("cast", "Its ballot", (Fact("ballot", "Ballot", "none on record"),))
    sums = (Sum("cast", "What adoption was worth to it", vote.terms),) if vote.terms else ()
    return Page("cast", "Its ballot", (Fact("ballot", "Ballot", tell.word(vote.ballot)),), sums)


def _expected(known: World, state: StateId, resolution: Resolution, tell: Narrator) -> Page:
    case = case_under(known, resolution)
    seen = forecast(known, case, resolution.acts, convened=case.advised)
    facts = [
        Fact("ballot", "Ballot that others expect", tell.word(Ballot(int(seen.votes[state])))),
        Fact("yes", "Chance of a yes", float(seen.chance_yes[state])),
        Fact("no", "Chance of a no", float(seen.chance_no[state])),
        Fact("veto", "Chance of a veto", float(seen.chance_veto[state])),
        Fact("adoption", "Chance that it is adopted", seen.adoption),
        Fact("works", "Chance that a measure then works", seen.works),
    ]
    when = "as it would be now" if resolution.standing != Standing.TABLED else "as it stands"
    if seen.division is None:
        return Page("expected", f"What is to be expected, {when}", tuple(facts))
    own = on_own_estimates(known, seen.division.worth, case).row(state)
    return Page(
        "expected",
        f"What is to be expected, {when}",
        tuple(facts),
        (
            Sum("private", "What adoption is worth to it, on its own estimates", own),
            Sum("public", "The same as others guess it", seen.division.worth.row(state)),
        ),
    )
