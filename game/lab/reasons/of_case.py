"""Where a state stands in a crisis: its stake, what measures would ask of it, its ways out."""

from __future__ import annotations

from game.core.cases import PROFILES, Case, case_of, standpoint
from game.core.forecast import Enforcement, as_decided, enforcement
from game.core.formulas.enforcement import SHARES
from game.core.ids import StateId
from game.core.kinds import Act
from game.core.orders import Order
from game.core.outlook import Outlook, outlook
from game.core.records import Crisis
from game.core.terms import Term
from game.core.ways_out import choices
from game.core.world import World
from game.lab.reasons.of_state import decisions
from game.lab.reasons.pages import Fact, Page, Sum
from game.narrate.narrator import Narrator


def on_a_crisis(world: World, state: StateId, crisis: Crisis, tell: Narrator) -> tuple[Page, ...]:
    """Return the pages on where a state stands in a crisis; what has ended is told, not weighed."""
    known = world.held()
    head = Page("crisis", tell.crisis(crisis, known), _facts(known, crisis, tell))
    if not crisis.live:
        return (head, _duties(known, state, crisis, tell))
    look, case = outlook(known), case_of(crisis)
    pages = [head, _stakes(known, state, case, look, tell)]
    if state not in (case.aggressor, case.victim):
        pages.append(_measures(known, state, case, tell))
    if state in (crisis.initiator, crisis.target):
        pages.append(_ways_out(known, state, crisis, look))
    return (*pages, _duties(known, state, crisis, tell), _orders(known, state, crisis, tell))


def _facts(known: World, crisis: Crisis, tell: Narrator) -> tuple[Fact, ...]:
    names = tell.names
    return (
        Fact("where", "Where it stands", tell.crisis_line(crisis, known)),
        Fact("rung", "Rung", tell.rung(crisis.rung)),
        Fact("ambiguity", "Ambiguity", crisis.ambiguity),
        Fact("stakes", "Stakes", crisis.stakes),
        Fact("staged", "Staged (known to the rules alone)", "yes" if crisis.staged else "no"),
        Fact("body", "Before", str(names.institution(crisis.institution))),
        Fact("named", "Named the aggressor", str(names.state(crisis.named))),
        Fact("acts", "Decided", ", ".join(map(tell.act, crisis.acts)) or "nothing"),
        Fact("with_initiator", "Stand with the initiator", names.states(crisis.camps[0]) or "none"),
        Fact("with_target", "Stand with the target", names.states(crisis.camps[1]) or "none"),
    )


def _stakes(known: World, state: int, case: Case, look: Outlook, tell: Narrator) -> Page:
    view = standpoint(known, case, look)
    against = str(tell.names.state(case.aggressor))
    resolve = float(known.states.resolve[state])
    stake = tuple(Term(term.key, term.value * resolve) for term in view.stakes.row(state))
    return Page(
        "stakes",
        f"What stopping {against} is worth to it",
        (
            Fact("member", "Belongs to the body", "yes" if view.member[state] else "no"),
            Fact("credibility", "Belief in the body", float(view.credibility[state])),
            Fact("strain", "Tied down", float(view.strain[state])),
            Fact("resolve", "Resolve (private: times the stakes)", resolve),
        ),
        (Sum("stake", "Its stake, on its own resolve", stake),),
    )


def _measures(known: World, state: StateId, case: Case, tell: Narrator) -> Page:
    """Return the best it could do in each measure that the charter knows, if it were decided."""
    acts = tuple(PROFILES) if case.institution >= 0 else (Act.FORCE,)
    if case.institution >= 0:
        charter = known.charters[case.institution]
        acts = tuple(act for act in acts if charter.needs(act) is not None)
        case = as_decided(case)
    plan = enforcement(known, [(case, act) for act in acts])
    return Page(
        "measures",
        "What it would give to each measure, once decided",
        (),
        tuple(_giving(known, state, row, act, plan, tell) for row, act in enumerate(acts)),
    )


def _giving(
    known: World, state: StateId, row: int, act: Act, plan: Enforcement, tell: Narrator
) -> Sum:
    resolve = float(known.states.resolve[state])
    cost = float(known.states.cost_estimate[state])
    worths = plan.options(row, state, resolve=resolve, cost=cost)
    best = int(worths.argmax())
    # Giving nothing is worth nothing, and says nothing: show what the least would be worth.
    shown = best or 1
    title = f"{tell.word(act)}: gives {SHARES[best]:.0%}"
    if best == 0:
        title += f" ({SHARES[shown]:.0%} would be worth)"
    return Sum(
        f"measure.{act.name}",
        title,
        plan.explain(row, state, shown, resolve=resolve, cost=cost),
        facts=(
            Fact("gives", "Gives, on its own estimates", float(SHARES[best])),
            Fact("expected", "Expected of it", float(plan.answer.expected[row, state])),
            Fact("success", "Chance that the measure works", float(plan.success[row])),
        ),
    )


def _ways_out(known: World, state: StateId, crisis: Crisis, look: Outlook) -> Page:
    found = sorted(choices(known, crisis, state, look), key=lambda choice: -choice.worth)
    sums = tuple(
        Sum(
            f"way.{choice.key}",
            choice.key.replace("_", " ").capitalize()
            + (f" {choice.order.share:.0%}" if choice.order.share > 0 else ""),
            choice.terms,
        )
        for choice in found
    )
    return Page("ways_out", "What it can do, the best first", (), sums)


def _duties(known: World, state: int, crisis: Crisis, tell: Narrator) -> Page:
    """Return what it has owed in this case, each with why it gave what it gave."""
    sums = tuple(
        Sum(
            f"duty.{duty.resolution}.{duty.act.name}",
            f"{tell.word(duty.act)}, turn {duty.turn}: gave {duty.given:.0%}",
            duty.terms,
        )
        for duty in known.ledger
        if duty.state == state and known.resolutions[duty.resolution].crisis == crisis.id
    )
    return Page("duties", "Its duties in this case", (), sums)


def _orders(known: World, state: StateId, crisis: Crisis, tell: Narrator) -> Page:
    own = decisions(known, state, tell, lambda order: _about(known, order, crisis))
    return Page("orders", "What it would order now in this case", (), own.sums)


def _about(known: World, order: Order, crisis: Crisis) -> bool:
    """Tell whether an order is about a crisis, a war over it, or a resolution in it."""
    resolution = getattr(order, "resolution", -1)
    if 0 <= resolution < len(known.resolutions):
        return known.resolutions[resolution].crisis == crisis.id
    war = getattr(order, "war", -1)
    return getattr(order, "crisis", -1) == crisis.id or (war >= 0 and war == crisis.war)
