"""What measures ask of every state in a case: capacity, resistance, duties and costs, term by term."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from game.core import internal_cases
from game.core.cases import PROFILES, Case, Standpoint, likeness_of, owed_under, standpoint
from game.core.charter import Means
from game.core.eligibility import universal
from game.core.ids import NONE
from game.core.kinds import DENIED_GOODS, Act, Doctrine, Good, Obligation
from game.core.outlook import Outlook
from game.core.practice import practice
from game.core.terms import TermTable
from game.core.watches import ON_WATCH, PAID, called_on, corps
from game.core.world import World

Floats = NDArray[np.float64]

_GUARANTOR: Final = 2.0
"""How much likelier a mission is to do what it is sent for where both sides wait for a guarantor:
of the civil wars that were negotiated, those under a guarantee ended (Walter 1997)."""


def efficacy(world: World, case: Case, act: Act) -> float:
    """Return the chance that a measure does what it is for when it is fully applied."""
    usual = PROFILES[act].efficacy
    if act in ON_WATCH and case.strife is not None and case.victim in internal_cases.ripe(world):
        return min(_GUARANTOR * usual, 0.9)
    return usual


def asked(world: World, case: Case) -> NDArray[np.bool_]:
    """Return who can contribute: every living state but the parties, [state]."""
    who = world.states.exists.copy()
    who[[case.aggressor, case.victim]] = False
    return who


@dataclass(frozen=True, slots=True)
class Brief:
    """What measures would ask of every state in a case: one row for each act asked about.

    Each act's row is worked out by itself, so that nothing hangs on which are asked about.
    """

    view: Standpoint
    prices: TermTable
    """[act, state] what a whole contribution is worth in itself: the duty less the costs."""
    capacity: Floats
    """[act, state] what a whole contribution adds; 0 for those who are not asked."""
    resistance: Floats
    """[act] what stands against it."""
    entry: Floats
    """[act, state] what taking part at all costs, never positive."""


def brief(world: World, case: Case, acts: Sequence[Act], look: Outlook) -> Brief:
    """Return what measures ask in a case, in the order of the acts asked about."""
    view = standpoint(world, case, look)
    rows = [ROW_OF[act] for act in acts]
    able, resistance = _capacity(world, case, acts, view, look)
    prices = _prices(world, case, acts, view, look)
    entry = _commitment(world, rows, view) * _left_to_pay(case, acts)
    return Brief(view, prices, able, resistance, entry)


ROW_OF: Final = {act: row for row, act in enumerate(PROFILES)}
"""The row of each act in a brief."""

_DENIALS: Final = tuple(act for act in PROFILES if act in DENIED_GOODS)
_OF_GOODS: Final = np.zeros((len(Good), len(_DENIALS)))
"""[good, denial] whether a sanction denies a good."""
for _row, _act in enumerate(_DENIALS):
    _OF_GOODS[list(DENIED_GOODS[_act]), _row] = 1.0


def _of_profiles(name: str) -> Floats:
    return np.array([[getattr(profile, name)] for profile in PROFILES.values()])


_DIRECT: Final = _of_profiles("direct")
_PROVOCATION: Final = _of_profiles("provocation")
_HOME: Final = _of_profiles("home")
_ENTRY: Final = _of_profiles("entry")
"""[act, 1] the columns of the profiles."""
_DEALING: Final = np.array(
    [
        [
            len(DENIED_GOODS[act]) / len(Good)
            if act in DENIED_GOODS
            else {Act.BLOCKADE: 0.6, Act.OBSERVERS: 0.02, Act.PEACEKEEPING: 0.02}.get(act, 0.3)
        ]
        for act in PROFILES
    ]
)
"""[act, 1] share of trade with the aggressor that goes."""
_BY_FORCE: Final = np.array([[act in (Act.FORCE, Act.BLOCKADE)] for act in PROFILES], float)
"""[act, 1] whether distance makes it dearer."""
_SENT: Final = np.array(
    [[act in (Act.FORCE, Act.BLOCKADE, Act.PEACEKEEPING)] for act in PROFILES], float
)
"""[act, 1] whether forces are sent."""
_LIKE_FORCE: Final = np.array([[act == Act.FORCE] for act in PROFILES], float)


def _capacity(
    world: World, case: Case, acts: Sequence[Act], view: Standpoint, look: Outlook
) -> tuple[Floats, Floats]:
    """Return what a whole contribution of each state adds, [act, state], and the resistance, [act].

    For a denial of goods: the state's share of the world's sales of them, weighed by the
    aggressor's need, and its share of the aggressor's usual trade; resistance is half of all that
    is sold, times what it makes itself. For a mission: its corps, if it is called on. For force: power brought to bear; resistance is the
    aggressor's power on the spot less the victim's own.
    """
    a, who = case.aggressor, asked(world, case)
    able = np.empty((len(acts), world.n))
    resistance = np.empty(len(acts))
    for row, act in enumerate(acts):
        if act in DENIED_GOODS:
            needed, shares = world.once(("custom", a), lambda: _custom(world, a))
            column = _DENIALS.index(act)
            able[row] = shares[:, column]
            making = max(float(needed[column]) / len(DENIED_GOODS[act]), 0.2)
            resistance[row] = 0.5 * float(shares[:, column].sum()) / making * 0.6
        elif act in ON_WATCH:
            able[row] = corps(world)
            resistance[row] = ON_WATCH[act] * float(able[row] @ who)
            if case.institution != NONE:  # a person may offer without being called on
                called = called_on(world, case.institution, a, case.victim, act)
                able[row] *= called | world.states.human
        elif act == Act.BLOCKADE:
            able[row] = look.navy * np.sqrt(view.nearness_to_aggressor)
            resistance[row] = max(1.2 * float(look.navy[a]), 0.02)
        else:
            able[row], resistance[row] = _by_force(world, case, view, look)
    able *= who
    return able, resistance


def _custom(world: World, aggressor: int) -> tuple[Floats, Floats]:
    """Return an aggressor's need of what each denial denies, [denial], and each state's share.

    Of its custom, [state, denial].
    """
    need = np.maximum(world.states.dependence[aggressor], 0.05)
    usual = world.dyads.usual_trade[aggressor]
    bought = 0.4 * usual / max(float(usual.sum()), 1e-9)
    weights = need[:, None] * _OF_GOODS
    needed = weights.sum(axis=0)
    shares: Floats = 0.6 * (world.states.supply_share @ weights) / needed + bought[:, None]
    return needed, shares


def _by_force(world: World, case: Case, view: Standpoint, look: Outlook) -> tuple[Floats, float]:
    """Return the power that each state can bring to bear, [state], and what stands against it."""
    a, v, might = case.aggressor, case.victim, look.strength
    joined, common = _common_means(world, case)
    able: Floats = might * view.nearness_to_aggressor * (1 - 0.5 * view.strain) * joined
    if case.strife is not None:
        resist = internal_cases.resistance(float(might[a]), case.strife)
    else:
        on_the_spot = max(float(look.nearness[v, a]), 0.3)
        resist = float(might[a] * on_the_spot - 0.7 * might[v])
        resist = max(resist - common, 0.15 * float(might[a]))
    return able, max(resist, 0.002)


def _prices(
    world: World, case: Case, acts: Sequence[Act], view: Standpoint, look: Outlook
) -> TermTable:
    """Return what a whole contribution is worth in itself, [act, state], by term."""
    rules, a = world.rules, case.aggressor
    rows = [ROW_OF[act] for act in acts]
    owed, done_before = np.zeros((len(acts), world.n)), np.zeros((len(acts), 1))
    dutiful: NDArray[Any] = np.zeros(world.n)
    if case.institution != NONE:
        charter = world.charters[case.institution]
        kind = likeness_of(world, a, within=case.strife is not None)
        done_before[:, 0] = practice(world, case.institution, kind)[list(acts)]
        for row, act in enumerate(acts):
            duty = owed_under(charter, case, act)
            if act in ON_WATCH:  # goes out without anybody being named, but not everybody goes
                called = called_on(world, case.institution, a, case.victim, act)
                owed[row, called] = rules.obligation_weight(duty)
            elif duty == Obligation.AUTOMATIC or case.decided:
                owed[row] = rules.obligation_weight(duty)
        dutiful = (
            np.where(view.member, 0.35 + 0.65 * view.credibility, 0.0)
            * world.once("dutiful", lambda: _dutiful(world))
            * (1.0 - 0.5 * case.ambiguity)
        )
    friend = np.clip(world.dyads.affinity[:, a], 0, 1) + look.bound[:, a]
    far = 1.0 + (1.0 - view.nearness_to_aggressor) * _BY_FORCE[rows]
    dealing = world.dyads.usual_trade[:, a]
    pledged = world.once(("pledged", case.institution), lambda: _pledged(world, case))
    weary = world.once("weary", lambda: _weary(world))
    return TermTable.of(
        {
            "obligation": owed * dutiful,
            "practice": rules.precedent_pull * done_before * dutiful,
            "pledge": rules.pledge_weight * _SENT[rows] * pledged,
            "pact": 0.3 * case.gravity * _LIKE_FORCE[rows] * look.bound[:, case.victim],
            "direct": -rules.direct_cost
            * _DIRECT[rows]
            * _left_to_pay(case, acts)
            * far
            / (1.0 - view.strain),
            "trade": -rules.trade_cost * _DEALING[rows] * dealing,
            "retaliation": -rules.retaliation_cost * _PROVOCATION[rows] * view.threat,
            "domestic": -rules.domestic_cost * _HOME[rows] * weary,
            "friendship": -rules.sympathy_cost * 0.3 * _PROVOCATION[rows] * friend,
        }
    )


def _left_to_pay(case: Case, acts: Sequence[Act]) -> Floats:
    """Return what of its cost is left to who takes part, [act, 1]: a body pays for its missions."""
    paid = case.institution != NONE
    return np.array([[PAID if paid and act in ON_WATCH else 1.0] for act in acts])


def _dutiful(world: World) -> Floats:
    """Return what is left of a duty in each state's mind after its leaning to let others pay."""
    left: Floats = 1.0 - 0.6 * world.states.doctrine[:, Doctrine.FREE_RIDE]
    return left


def _weary(world: World) -> Floats:
    """Return how little each state's people would hear of new burdens, [state]."""
    states, doctrine = world.states, world.states.doctrine
    weary: Floats = (
        0.4 * states.weariness
        + 0.4 * (1 - states.support)
        + 1.2 * doctrine[:, Doctrine.KEEP_OUT]
        + 0.3 * doctrine[:, Doctrine.FREE_RIDE]
        + 0.5 * doctrine[:, Doctrine.REVISE]
    )
    return weary


def _pledged(world: World, case: Case) -> Floats:
    """Return the share of its forces that each state has put under a charter in advance, [state].

    A lead state has tied its name to the common force as if it had pledged at least a quarter.
    """
    if case.institution < 0:
        return np.zeros(world.n)
    charter = world.charters[case.institution]
    seats = world.memberships
    pledged: Floats = np.maximum(
        seats.pledged[case.institution], charter.pledged_share * seats.member[case.institution]
    )
    if charter.lead >= 0 and world.memberships.member[case.institution, charter.lead]:
        pledged[charter.lead] = max(float(pledged[charter.lead]), 0.25)
    return pledged


def _common_means(world: World, case: Case) -> tuple[Floats | float, float]:
    """Return how much of each contingent counts, [state] or of all, and the common force's own.

    Where a charter provides no means, contingents come piecemeal, and so do those of a coalition
    whose lead state stays out; where it relies on regional bodies, those of who is in none.
    """
    if case.institution < 0:
        return 0.85, 0.0
    charter, member = world.charters[case.institution], world.memberships.member
    match charter.means:
        case Means.NONE:
            return 0.7, 0.0
        case Means.STANDING:
            return 1.0, charter.standing_force
        case Means.COALITION if charter.lead >= 0:
            leads = member[case.institution, charter.lead] and charter.lead != case.aggressor
            return (1.0 if leads else 0.85), 0.0
        case Means.REGIONAL:
            regional = [
                number
                for number in range(len(world.charters))
                if number != case.institution and not universal(world, number)
            ]
            return np.where(member[regional].any(axis=0), 1.0, 0.7), 0.0
    return 1.0, 0.0


def _commitment(world: World, rows: list[int], view: Standpoint) -> Floats:
    """Return what taking part at all costs each state, [act, state], never positive.

    More for those who mean to keep out, and far from home.
    """
    keep_out = world.states.doctrine[:, Doctrine.KEEP_OUT]
    far = 1.5 - view.nearness_to_aggressor
    cost: Floats = -_ENTRY[rows] * (0.6 + 1.2 * keep_out) * far
    return cost
