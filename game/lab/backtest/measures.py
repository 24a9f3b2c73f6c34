"""What the world does in a crisis: what is voted, who gives how much, with what chance of success.

The game's own forecast and votes, on many draws of what each state alone knows at once.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Final

import numpy as np
from numpy.typing import NDArray

from game.core.charter import DecisionRule, Organ
from game.core.forecast import Enforcement, as_decided, electorate, enforcement, vote_worth
from game.core.formulas.enforcement import SHARES, TAKING_PART, success
from game.core.formulas.voting import ballots, count
from game.core.kinds import Act, Ballot, Reason
from game.core.outlook import Outlook
from game.lab.backtest.reading import MEASURES
from game.lab.backtest.setting import Setting

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

_NAMED = Act.DETERMINATION

PACKAGES: Final[tuple[tuple[str, tuple[Act, ...]], ...]] = (
    ("mediation", (Act.GOOD_OFFICES, Act.INQUIRY)),
    ("condemnation", (_NAMED, Act.CONDEMNATION)),
    ("arms embargo", (_NAMED, Act.ARMS_EMBARGO)),
    ("peacekeeping", (Act.OBSERVERS,)),
    ("peacekeeping", (Act.PEACEKEEPING,)),
    ("partial sanctions", (_NAMED, Act.ARMS_EMBARGO, Act.FINANCE_BAN, Act.MATERIALS_BAN)),
    ("full sanctions", (_NAMED, Act.ARMS_EMBARGO, Act.FINANCE_BAN, Act.MATERIALS_BAN,
                        Act.OIL_BAN, Act.TRADE_BAN)),
    ("blockade", (_NAMED, Act.BLOCKADE)),
    ("authorised force", (_NAMED, Act.FORCE)),
)  # fmt: skip
"""What is put to the vote, mildest first, by the record's name for it; observers count as
peacekeepers, as the record counts them."""

OUTSIDE: Final = "extra-institution coalition"

_COMES: Final = 0.5
"""Chance of success from which those who come without a mandate count as a coalition."""

_WITH_FORCES: Final = (Act.BLOCKADE, Act.PEACEKEEPING, Act.FORCE)
_MANNED: Final = 0.1
"""Chance of success below which a mandate has found no forces: it stays on paper."""

_ALL_GIVEN = (Act.ARMS_EMBARGO, Act.FINANCE_BAN, Act.MATERIALS_BAN, Act.OIL_BAN, Act.TRADE_BAN,
              Act.BLOCKADE, Act.OBSERVERS, Act.PEACEKEEPING, Act.FORCE)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Response:
    """What was done, in each run."""

    adopted: Flags
    """[run, package] what was voted."""
    stopped: Floats
    """[run] chance that what is done, under a mandate or without one, stops it."""
    measure: NDArray[np.int64]
    """[run] the strongest step, as an index into reading.MEASURES."""


def respond(setting: Setting, look: Outlook, resolve: Floats, cost: Floats) -> Response:
    """Return what is voted and given; `resolve` and `cost` [run, state] are private factors."""
    world, case = setting.world, setting.case
    runs = len(resolve)
    decided = as_decided(case)
    plan = enforcement(world, [(decided, act) for act in _ALL_GIVEN], look)
    alone = enforcement(world, [(case, Act.FORCE)], look)
    chance = np.stack(
        [_realised(setting, plan, row, resolve, cost) for row in range(len(_ALL_GIVEN))], axis=1
    )
    adopted = np.zeros((runs, len(PACKAGES)), bool)
    if setting.body is not None:
        charter = world.charters[case.institution]
        for column, (_, acts) in enumerate(PACKAGES):
            if any(charter.needs(act) is None for act in acts):
                continue  # the charter does not know it
            adopted[:, column] = _voted(setting, acts, look, resolve, cost)
    unmandated = _realised(setting, alone, 0, resolve, cost)
    missed = np.ones(runs)
    for column, (_, acts) in enumerate(PACKAGES):
        for act in acts:
            if act in _ALL_GIVEN:
                works = chance[:, _ALL_GIVEN.index(act)]
                missed *= np.where(adopted[:, column], 1.0 - works, 1.0)
    mandated = adopted[:, -1]
    missed *= np.where(mandated, 1.0, 1.0 - unmandated)
    taken = adopted.copy()
    for column, (_, acts) in enumerate(PACKAGES):
        if acts[-1] in _WITH_FORCES:
            taken[:, column] &= chance[:, _ALL_GIVEN.index(acts[-1])] >= _MANNED
    outside = ~taken[:, -1] & (unmandated > _COMES)
    return Response(adopted, 1.0 - missed, _strongest(taken, outside))


def _realised(
    setting: Setting, plan: Enforcement, row: int, resolve: Floats, cost: Floats
) -> Floats:
    """Return the chance of success with what each gives on its own estimates, [run]."""
    prices = plan.prices[row].values
    own = np.maximum(prices, 0).sum(axis=1) + np.minimum(prices, 0).sum(axis=1) * cost
    stake = plan.views[row].stakes.total() * resolve
    worth = (
        stake[..., None] * plan.chances[row]
        + own[..., None] * SHARES
        + (plan.game.entry[row] * cost)[..., None] * TAKING_PART
    )
    share = SHARES[worth.argmax(axis=-1)]
    able = plan.game.capacity[row].copy()
    able[[*setting.aggressors, *setting.victims]] = 0.0
    return success(
        share @ able,
        plan.game.resistance[row : row + 1],
        plan.game.efficacy[row : row + 1],
        plan.game.b0,
        plan.game.b1,
    )


def _voted(
    setting: Setting, acts: tuple[Act, ...], look: Outlook, resolve: Floats, cost: Floats
) -> Flags:
    """Return whether acts are adopted, [run]: ballots on private estimates, counted by the charter."""
    world, case = setting.world, setting.case
    given = [(as_decided(case), act) for act in acts if act in _ALL_GIVEN]
    plan = enforcement(world, given, look)
    worth = vote_worth(world, case, acts, plan, look)
    scale = {"principle": resolve, "effect": resolve, "burden": cost, "offence": cost}
    value = sum(
        (
            worth.values[:, term] * scale.get(key, np.ones_like(resolve))
            for term, key in enumerate(worth.keys)
        ),
        np.zeros_like(resolve),
    )
    strictest, entitled, may_veto = electorate(world, case, acts)
    parties = [*setting.aggressors, *setting.victims]
    rule = world.charters[case.institution].rule(strictest)
    if not rule.parties_vote:
        entitled = entitled.copy()
        entitled[parties] = False
    if not entitled.any():
        return np.zeros(len(resolve), bool)
    cast = ballots(
        value,
        band=world.rules.abstain_band,
        veto_bar=world.rules.veto_bar,
        may_veto=may_veto,
        unanimity=rule.majority == 1,
    )
    members = world.memberships.member[case.institution] & world.states.exists
    rolls, which = np.unique(
        np.where(members, cast, int(Ballot.ABSENT)), axis=0, return_inverse=True
    )
    passed = np.array([_passes(roll, entitled, may_veto, members, rule) for roll in rolls])
    return np.asarray(passed[which.reshape(-1)])


def _passes(
    roll: NDArray[np.int64], entitled: Flags, may_veto: Flags, members: Flags, rule: DecisionRule
) -> bool:
    first = count(roll, entitled, may_veto, rule)
    if first.adopted or first.reason != Reason.VETO or not rule.bypass:
        return first.adopted
    assembly = replace(
        rule,
        organ=Organ.ASSEMBLY,
        majority=Fraction(2, 3),
        strict=False,
        veto=False,
        absence_consents=True,
        quorum=Fraction(0),
    )
    plain = np.where(roll == Ballot.VETO, int(Ballot.NO), roll)
    return count(plain, members, np.zeros(len(roll), bool), assembly).adopted


def _strongest(adopted: Flags, coalition: Flags) -> NDArray[np.int64]:
    """Return the strongest step of each run, as an index into MEASURES, [run]."""
    numbers = np.array([MEASURES.index(name) for name, _ in PACKAGES])
    last = adopted.shape[1] - 1 - adopted[:, ::-1].argmax(axis=1)
    strongest = np.where(adopted.any(axis=1), numbers[last], MEASURES.index("none"))
    return np.where(coalition, MEASURES.index(OUTSIDE), strongest)
