"""Quarrels and wars as a seat sees them: where they stand, and what may be done about them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from game.ai.policies.confront import BY_FORCE, counted
from game.client.present.odds import measure_words, odds_words
from game.client.present.state import Fact
from game.client.present.terms import Explained, explained, main_reason
from game.client.strings import text
from game.core.cases import case_of
from game.core.confrontations import worth_of_confrontation
from game.core.forecast import Forecast, forecast
from game.core.ids import NO_INSTITUTION, CrisisId, InstitutionId, StateId
from game.core.kinds import Act, Ballot, CrisisKind, Mandate, Move, Rung, Terms
from game.core.legality import Refusal
from game.core.observe import PlayerView
from game.core.orders import JoinWar, MoveInCrisis, OfferTerms, Refer, Table
from game.core.outlook import outlook
from game.core.records import Crisis, War
from game.core.terms import total
from game.core.ways_out import choices
from game.core.world import World
from game.narrate.narrator import Narrator
from game.narrate.numerals import in_words, listed, many, men, percent
from game.session.desk import Desk


@dataclass(frozen=True, slots=True)
class CrisisLine:
    """A live crisis as the list shows it."""

    crisis: Crisis
    title: str
    rung: str
    detail: str
    mine: bool
    node: int
    """Where it is about, for the map."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Something that may be ordered, what it costs, and why it may not."""

    order: MoveInCrisis | Refer | JoinWar | OfferTerms
    words: str
    price: str
    refusal: Refusal | None


@dataclass(frozen=True, slots=True)
class ActLine:
    """An act of a charter's ladder that could be put into a resolution."""

    act: Act
    name: str
    chosen: bool
    refusal: str
    """Why not, in a sentence; empty where it may."""


@dataclass(frozen=True, slots=True)
class VoteForecast:
    """How a vote is expected to go."""

    yes: tuple[StateId, ...]
    no: tuple[StateId, ...]
    abstain: tuple[StateId, ...]
    vetoes: tuple[StateId, ...]
    carries: bool
    words: str
    against: str
    """Who would be against, each with what tells most; empty where nobody."""
    measures: tuple[str, ...]
    """Of each measure: how likely it works, and who would carry it."""


def lines(view: PlayerView, tell: Narrator) -> tuple[CrisisLine, ...]:
    """Return the live crises, the viewer's own first, then the gravest."""
    known = view.known
    found = []
    for crisis in known.live_crises():
        mine = view.viewer in (crisis.initiator, crisis.target)
        found.append(
            CrisisLine(
                crisis,
                tell.crisis(crisis, known),
                tell.rung(crisis.rung),
                clock_words(known, crisis),
                mine,
                node_of(known, crisis),
            )
        )
    found.sort(key=lambda line: (not line.mine, -int(line.crisis.rung), line.crisis.id))
    return tuple(found)


def node_of(known: World, crisis: Crisis) -> int:
    """Return the place that a crisis is about."""
    if crisis.claim >= 0 and known.claims[crisis.claim].territories:
        return int(known.claims[crisis.claim].territories[0])
    return max(int(known.states.capital[crisis.target]), 0)


def clock_words(known: World, crisis: Crisis) -> str:
    """Return when the present demand runs out, and how clear the case is."""
    left = crisis.clock - known.turn
    words = []
    if crisis.rung < Rung.WAR and left >= 0:
        words.append(
            text("crisis.clock", turns=many(left, "quarter")) if left else text("crisis.now")
        )
    words.append(text("crisis.ambiguity", share=percent(crisis.ambiguity)))
    return ", ".join(words)


def facts(view: PlayerView, crisis: Crisis, tell: Narrator) -> tuple[Fact, ...]:
    """Return the lines about a crisis."""
    known = view.known
    names = tell.names
    rows = [
        Fact(text("crisis.initiator"), names.state(crisis.initiator)),
        Fact(text("crisis.target"), names.state(crisis.target)),
        Fact(text("crisis.rung"), tell.rung(crisis.rung), text("crisis.rung_note")),
        Fact(text("crisis.how_clear"), percent(1 - crisis.ambiguity), text("crisis.clear_note")),
    ]
    if crisis.staged and crisis.initiator == view.viewer:
        rows.append(Fact(text("crisis.staged"), text("state.yes"), text("crisis.staged_note")))
    if crisis.institution >= 0:
        body = names.institution_title(crisis.institution)
        rows.append(Fact(text("crisis.before"), body))
    if crisis.inquiry_due >= 0:
        left = max(crisis.inquiry_due - known.turn, 0)
        when = (
            text("crisis.in_turns", turns=many(left, "quarter"))
            if left
            else text("crisis.this_quarter")
        )
        rows.append(Fact(text("crisis.inquiry"), when))
    if crisis.found >= 0:
        rows.append(Fact(text("crisis.found"), names.state(crisis.found)))
    if crisis.named >= 0:
        rows.append(Fact(text("crisis.named"), names.state(crisis.named)))
    if crisis.acts:
        rows.append(Fact(text("crisis.decided"), listed([tell.act(act) for act in crisis.acts])))
    if crisis.offer >= 0:
        rows.append(Fact(text("crisis.offered"), percent(crisis.offer)))
    if crisis.settle_for >= 0:
        rows.append(Fact(text("crisis.wanted"), percent(crisis.settle_for)))
    return tuple(rows)


def moves(
    view: PlayerView, desk: Desk, crisis: Crisis, share: float, tell: Narrator
) -> tuple[Choice, ...]:
    """Return a party's moves with their price; none for who is no party."""
    me = view.viewer
    if me not in (crisis.initiator, crisis.target):
        return ()
    side = "initiator" if me == crisis.initiator else "target"
    rung = tell.rung(Rung(min(crisis.rung + 1, Rung.WAR)))
    found = []
    for move in (Move.ESCALATE, Move.HOLD, Move.OFFER, Move.CLIMB_DOWN):
        order = MoveInCrisis(me, crisis.id, move, share if move == Move.OFFER else 0.0)
        name = move.name.lower()
        price_key = f"price.{name}.{side}"
        if move == Move.ESCALATE and crisis.rung >= Rung.CLASH:
            price_key = f"price.{name}.war"
        price = text(price_key, rung=rung.lower(), share=percent(share))
        words = text(f"move.{name}", rung=rung.lower(), share=percent(share))
        found.append(Choice(order, words, price, desk.refusal(order)))
    return tuple(found)


def referrals(view: PlayerView, desk: Desk, crisis: Crisis, tell: Narrator) -> tuple[Choice, ...]:
    """Return the bodies that the viewer could bring a crisis before."""
    found = []
    for body in range(len(view.known.charters)):
        order = Refer(view.viewer, crisis.id, InstitutionId(body))
        refused = desk.refusal(order)
        if refused is not None and refused.key in ("already_referred", "not_a_member"):
            continue
        words = text("crisis.refer", institution=tell.names.institution(body))
        found.append(Choice(order, words, "", refused))
    return tuple(found)


def bodies(view: PlayerView, crisis: Crisis) -> tuple[InstitutionId, ...]:
    """Return the institutions in which the viewer could table a resolution on a crisis."""
    member = view.known.memberships.member
    return tuple(
        InstitutionId(body)
        for body in range(len(view.known.charters))
        if member[body, view.viewer] and crisis.institution in (-1, body)
    )


def delegates(view: PlayerView, draft: Table) -> tuple[InstitutionId, ...]:
    """Return the other bodies to which a resolution could entrust enforcement."""
    return tuple(
        InstitutionId(body)
        for body in range(len(view.known.charters))
        if body != draft.institution and view.known.memberships.member[body].any()
    )


def ladder(desk: Desk, draft: Table, tell: Narrator) -> tuple[ActLine, ...]:
    """Return the acts of the charter's ladder: chosen or not, and why one cannot be chosen.

    An act is tried together with those already chosen, so that what needs another shows it.
    """
    charter = desk.view.known.charters[draft.institution]
    found = []
    for step in charter.ladder:
        act = step.act
        chosen = act in draft.acts
        acts = draft.acts if chosen else tuple(sorted((*draft.acts, act)))
        refused = desk.refusal(replace(draft, acts=acts))
        own = refused is not None and not chosen
        why = ""
        if own and refused is not None:
            alone = desk.refusal(replace(draft, acts=(act,)))
            if alone is not None and refused.key != "precondition":
                why = tell.refusal(alone)
            else:
                why = tell.refusal(refused)
        found.append(ActLine(act, tell.word(act), chosen, why))
    return tuple(found)


def toggled(draft: Table, act: Act) -> Table:
    """Return a draft with an act put in or taken out; the acts in the order of the ladder."""
    acts = set(draft.acts) ^ {act}
    mandate = draft.mandate if Act.FORCE in acts else Mandate.RESTORE_LINE
    return replace(draft, acts=tuple(sorted(acts)), mandate=mandate)


def vote_forecast(view: PlayerView, draft: Table, tell: Narrator) -> VoteForecast | None:
    """Return how the vote on a draft is expected to go; None for an empty draft."""
    if not draft.acts:
        return None
    known = view.known
    crisis = replace(known.crises[draft.crisis], institution=draft.institution)
    seen = forecast(known, case_of(crisis, draft.target), draft.acts)
    return _forecast_words(seen, view, tell)


def coalition_forecast(
    view: PlayerView, crisis: Crisis, target: StateId, acts: tuple[Act, ...], tell: Narrator
) -> VoteForecast:
    """Return what a coalition outside any institution is expected to do; nobody votes on it."""
    case = case_of(replace(crisis, institution=NO_INSTITUTION), target)
    return _forecast_words(forecast(view.known, case, acts), view, tell)


def _forecast_words(seen: Forecast, view: PlayerView, tell: Narrator) -> VoteForecast:
    names = tell.names

    def who(*ballots: Ballot) -> tuple[StateId, ...]:
        rows = np.flatnonzero(np.isin(seen.votes, ballots)) if seen.division else ()
        return tuple(StateId(int(row)) for row in rows)

    yes, no, vetoes = who(Ballot.YES), who(Ballot.NO), who(Ballot.VETO)
    abstain = who(Ballot.ABSTAIN)
    carries = seen.division is None or bool(seen.division.tally.adopted)
    words = []
    reasons = []
    if seen.division is not None:
        words.append(
            text(
                "forecast.carries" if carries else "forecast.fails",
                yes=in_words(len(yes)),
                no=in_words(len(no) + len(vetoes)),
                abstain=in_words(len(abstain)),
            )
        )
        totals = seen.division.worth.total()
        for state in (*vetoes, *no)[:4]:
            rows_of = explained(seen.division.worth.row(state), tell)
            why = main_reason(rows_of, float(totals[state]))
            name = names.gazetteer.names[state]
            reasons.append(f"{name} ({why.lower()})" if why else name)
    words.append(odds_words(seen, view.viewer))
    return VoteForecast(
        yes, no, abstain, vetoes, carries, " ".join(words), listed(reasons),
        measure_words(seen.plan, tell),
    )  # fmt: skip


def advice(
    view: PlayerView, crisis: Crisis, tell: Narrator
) -> dict[Move, tuple[float, tuple[Explained, ...]]]:
    """Return what each move is worth to the viewer, on its own estimates, with its terms.

    Of the shares that can be offered, the best.
    """
    found: dict[Move, tuple[float, tuple[Explained, ...]]] = {}
    for choice in choices(view.known, crisis, view.viewer, outlook(view.known)):
        move = choice.order.move
        if move not in found or choice.worth > found[move][0]:
            found[move] = (choice.worth, explained(choice.terms, tell))
    return found


def confronting(
    view: PlayerView, kind: CrisisKind, target: StateId, tell: Narrator
) -> tuple[float, tuple[Explained, ...]]:
    """Return what confronting a state so is worth to the viewer, on its own estimates, with terms."""
    known = view.known
    one, other = np.array([view.viewer]), np.array([target])
    look = outlook(known)
    terms = worth_of_confrontation(known, kind, look, one, other).row(0)
    if kind in BY_FORCE:
        terms = counted(known, kind, view.viewer, target, terms, look)
    return total(terms), explained(terms, tell)


def war_facts(view: PlayerView, war: War, tell: Narrator) -> tuple[Fact, ...]:
    """Return the lines about a war."""
    names = tell.names
    since = view.known.scenario.calendar.year(war.since)
    rows = [
        Fact(text("war.attackers"), names.states(war.attackers)),
        Fact(text("war.defenders"), names.states(war.defenders)),
        Fact(text("war.since"), str(since)),
        Fact(text("war.losses"), f"{men(war.losses[0])} / {men(war.losses[1])}"),
    ]
    for side, leader in ((0, war.attackers[0]), (1, war.defenders[0])):
        terms = war.terms_offered[side]
        if terms is not None:
            rows.append(Fact(text("war.offers", state=names.state(leader)), tell.word(terms)))
    return tuple(rows)


def war_choices(view: PlayerView, desk: Desk, war: War, tell: Narrator) -> tuple[Choice, ...]:
    """Return what the viewer may do about a war: enter it, or offer terms as a leader."""
    me = view.viewer
    found = []
    if war.side(me) < 0:
        for side, leader in ((0, war.attackers[0]), (1, war.defenders[0])):
            join = JoinWar(me, war.id, side)
            words = text("war.join", state=tell.names.state(leader))
            found.append(Choice(join, words, text("price.join"), desk.refusal(join)))
    elif me in (war.attackers[0], war.defenders[0]):
        for terms in Terms:
            offer = OfferTerms(me, war.id, terms)
            words = text("war.offer", terms=tell.word(terms).lower())
            found.append(
                Choice(offer, words, text(f"price.terms.{terms.name.lower()}"), desk.refusal(offer))
            )
    return tuple(found)


def war_of(known: World, crisis: Crisis) -> War | None:
    """Return the live war that a crisis has become."""
    if 0 <= crisis.war < len(known.wars) and known.wars[crisis.war].live:
        return known.wars[crisis.war]
    return None


def find(view: PlayerView, number: int) -> Crisis | None:
    """Return a live crisis by number, or None when it is over."""
    crises: Sequence[Crisis] = view.known.crises
    if 0 <= number < len(crises) and crises[CrisisId(number)].live:
        return crises[number]
    return None
