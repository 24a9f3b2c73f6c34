"""What a state does and why: its course, its budget, whom it fears, what it has owed."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from game.ai.advisor import decide
from game.ai.policies.balance import arms_share
from game.ai.strategy import Strategy, courses, expected_strategy
from game.core.compliance import outcome, record_of
from game.core.ids import StateId
from game.core.kinds import Budget, Doctrine
from game.core.orders import Order
from game.core.phases.appraisal import threat_factors
from game.core.world import World
from game.lab.reasons.pages import Fact, Page, Sum
from game.narrate.narrator import Narrator

FEARED = 6
"""So many of those whom a state has most to fear from are told."""

DUTIES = 12
"""So many of the last lines of the ledger are told."""


def of_a_state(world: World, state: StateId, tell: Narrator) -> tuple[Page, ...]:
    """Return the pages on a state as it stands: everything that is known of it, secrets too."""
    known = world.held()
    return (
        figures(known, state, tell),
        course(known, state, tell),
        budget(known, state),
        threats(known, state, tell),
        duties(known, state, tell),
        decisions(known, state, tell),
    )


def figures(known: World, state: StateId, tell: Narrator) -> Page:
    """Return the figures that everything else is reckoned from, the private ones with them."""
    states = known.states
    named = ("power", "production", "treasury", "milex", "milper", "stability", "support",
             "weariness", "pressure", "regime", "resolve", "cost_estimate")  # fmt: skip
    facts = [Fact(name, _LABELS[name], float(getattr(states, name)[state])) for name in named]
    facts += [
        Fact(
            f"doctrine.{each.name.lower()}",
            f"Doctrine: {tell.word(each).lower()}",
            float(states.doctrine[state, each]),
        )
        for each in Doctrine
    ]
    return Page("figures", "Figures", tuple(facts))


_LABELS = {
    "power": "Share of the world's capabilities",
    "production": "Output, M$ a year",
    "treasury": "Treasury, M$",
    "milex": "Military spending, M$ a year",
    "milper": "Soldiers, thousand",
    "stability": "Stability",
    "support": "Support for commitments abroad",
    "weariness": "War weariness",
    "pressure": "Pressure of sanctions felt",
    "regime": "Regime, -10 to 10",
    "resolve": "Resolve (private: times its stakes)",
    "cost_estimate": "Costs (private: times its costs)",
}


def course(known: World, state: StateId, tell: Narrator) -> Page:
    """Return every course it could take towards whom it fears most, the one it takes first."""
    found = courses(known, [state])
    chances = expected_strategy(known, [state])[0]
    worth, best = found.total()[0], int(found.best[0])
    sums = [
        Sum(
            f"strategy.{each.name.lower()}",
            tell.word(each) + (" (taken)" if each == best else ""),
            found.worth.row(0, each),
            "strategy",
            (Fact("expected", "What others expect", float(chances[each])),),
        )
        for each in sorted(Strategy, key=lambda each: (each != best, -worth[each], each))
        if found.open[0, each]
    ]
    shut = [tell.word(each).lower() for each in Strategy if not found.open[0, each]]
    facts = [Fact("towards", "Towards", str(tell.names.state(int(found.foes[0]))))]
    if found.partner[0] >= 0:
        facts.append(
            Fact("partner", "Best ally to be had", str(tell.names.state(int(found.partner[0]))))
        )
    if found.catcher[0] >= 0:
        facts.append(
            Fact("catcher", "Who could be left to it", str(tell.names.state(int(found.catcher[0]))))
        )
    if shut:
        facts.append(Fact("shut", "Not open to it", ", ".join(shut)))
    return Page("strategy", "Its course", tuple(facts), tuple(sums))


def budget(known: World, state: StateId) -> Page:
    """Return how its revenue is split, and what it would spend on arms."""
    split = known.states.budget[state]
    facts = tuple(
        Fact(each.name.lower(), f"Share for {each.name.lower()}", float(split[each]))
        for each in Budget
    )
    rows = np.array([state], np.int64)
    wanted = arms_share(known, courses(known, rows)).row(0)
    return Page(
        "budget", "Its budget", facts, (Sum("arms", "Share that it would spend on arms", wanted),)
    )


def threats(known: World, state: StateId, tell: Narrator) -> Page:
    """Return whom it has most to fear from, each by the five factors."""
    level = known.dyads.threat[state]
    order = [int(row) for row in np.argsort(-level, kind="stable")[:FEARED] if level[row] > 0.005]
    facts = [
        Fact(f"threat.{known.scenario.state_keys[row]}", str(tell.names.state(row)), line)
        for row in order
        for line in (factors_in_words(known, state, row),)
    ]
    return Page(
        "threats",
        "Whom it fears: power x nearness x offence x intent / own means = x, and x / (1 + x)",
        tuple(facts),
    )


def factors(known: World, state: int, other: int) -> tuple[Fact, ...]:
    """Return the five factors of the threat that another is, and what comes of them."""
    parts = threat_factors(known)
    return (
        Fact("power", "Power", float(parts["power"][other])),
        Fact("nearness", "Nearness", float(parts["nearness"][state, other])),
        Fact("offence", "Offence", float(parts["offence"][other])),
        Fact("intent", "Intent", float(known.rules.base_hostility + parts["intent"][state, other])),
        Fact("means", "Own means", float(parts["means"][state])),
        Fact("threat", "Threat", float(known.dyads.threat[state, other])),
    )


def factors_in_words(known: World, state: int, other: int) -> str:
    """Return the five factors of a threat on one line."""
    power, near, offence, intent, means, level = (
        float(fact.value) for fact in factors(known, state, other)
    )
    return f"{power:.3f} x {near:.2f} x {offence:.2f} x {intent:.2f} / {means:.3f} -> {level:.3f}"


def duties(known: World, state: StateId, tell: Narrator) -> Page:
    """Return what became of its duties, and why the last of them were met or not."""
    record = record_of(known.ledger, state)
    facts = (
        Fact("owed", "Duties owed", float(record.owed)),
        Fact("met", "Met", float(record.met)),
        Fact("shirked", "Shirked", float(record.shirked)),
        Fact("excused", "Excused", float(record.excused)),
        Fact("cheated", "Cheated in", float(record.cheated)),
        Fact("cost", "Cost, M$ a year, summed over quarters", record.cost),
    )
    last = [duty for duty in known.ledger if duty.state == state][-DUTIES:]
    sums = tuple(
        Sum(
            f"duty.{duty.resolution}.{duty.act.name}",
            f"{tell.word(duty.act)}, turn {duty.turn}: {outcome(duty).replace('_', ' ')}",
            duty.terms,
            facts=(
                Fact("given", "Gave", duty.given),
                Fact("promised", "Said that it gave", duty.promised),
                Fact("expected", "Was expected to give", duty.expected),
            ),
        )
        for duty in last
    )
    return Page("duties", "Its duties", facts, sums)


def decisions(
    known: World,
    state: StateId,
    tell: Narrator,
    wanted: Callable[[Order], bool] = lambda _order: True,
) -> Page:
    """Return what it would order in the present stage if nobody led it, with the terms."""
    sums = tuple(
        Sum(f"order.{type(done.order).__name__}", tell.order(done.order, known), done.terms)
        for done in decide(known, [state])
        if wanted(done.order)
    )
    return Page("orders", "What it would order now", (), sums)
