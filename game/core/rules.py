"""The numbers of the model: each with its meaning, its unit and where it comes from.

A campaign may override any of them in its `rules.toml`. Nothing else in the rules is tuned.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rules:
    """Global parameters; see docs/model.md for the formulas they stand in."""

    # Reach and threat (Boulding 1962, loss of strength; Walt 1985, 1987)
    reach_km: float = 2600.0
    """Distance at which power falls to 1/e in the campaign's first year."""
    reach_growth: float = 0.012
    """Growth of that distance a year, with technology."""
    overseas_reach: float = 1.5
    """How much farther power carries by sea for a state with a fleet."""
    base_hostility: float = 0.08
    """h0: threat that power alone gives, without any ill intent."""
    rivalry_weight: float = 0.5
    claim_weight: float = 0.6
    aggression_weight: float = 0.5
    ideology_weight: float = 0.15
    affinity_weight: float = 0.3

    # Private information (MODEL, "The enforcement game")
    resolve_spread: float = 0.35
    """Standard deviation of the log of a state's private factor on its stakes."""
    cost_spread: float = 0.25
    power_spread: float = 0.2
    """Error in estimating another's power (Cusack and Stoll 1990: about 0.2)."""

    # Enforcement (Olson and Zeckhauser 1966; McKelvey and Palfrey 1995)
    success_b0: float = 0.0
    success_b1: float = 1.6
    rationality: float = 9.0
    """Lambda of the logit equilibrium."""
    stake_threat: float = 1.6
    stake_ties: float = 0.35
    stake_order: float = 0.5
    """Weight of the belief that peace is indivisible."""
    obligation_binding: float = 0.12
    obligation_recommended: float = 0.05
    obligation_automatic: float = 0.16
    direct_cost: float = 1.0
    trade_cost: float = 1.4
    retaliation_cost: float = 1.2
    domestic_cost: float = 0.12

    # Votes
    abstain_band: float = 0.012
    veto_bar: float = 0.10
    veto_reputation: float = 0.06

    # Aggression
    gain_weight: float = 1.0
    aggression_threshold: float = 0.10
    war_cost: float = 0.35
    loss_weight: float = 0.9

    # Beliefs: quarter-life of what is remembered
    credibility_decay: float = 0.985
    """What is left of a remembered test after a turn."""
    reputation_decay: float = 0.985
    aggression_decay: float = 0.97
    """About 0.9 a year [design]."""

    # War
    lethality: float = 0.055
    """Share of the smaller side's strength lost in a month of even battle."""
    battle_exponent: float = 1.5
    """Between Lanchester's linear and square laws."""
    battle_spread: float = 0.25
    """Standard deviation of the log of fortune in a battle-month."""
    siege_months: float = 2.5
    """Months in which an unopposed army occupies a territory of average size."""
    weariness_per_loss: float = 6.0
    settle_after_turns: int = 2

    # Economy
    tax_rate: float = 0.12
    trade_openness: float = 0.10
    """Share of world output traded, for the campaign's years."""
    sanction_bite: float = 0.35
    """Share of output lost when all imports stop."""

    def obligation_weight(self, obligation: int) -> float:
        """Return what a kind of obligation (Obligation) weighs."""
        return (
            0.0,
            self.obligation_recommended,
            self.obligation_binding,
            self.obligation_automatic,
        )[obligation]
