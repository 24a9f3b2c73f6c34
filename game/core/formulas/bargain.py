"""Where a go-between would draw the line."""

from __future__ import annotations


def fair_share(
    chance: float, costs: tuple[float, float], stakes: tuple[float, float], in_hand: float
) -> float:
    """Return the share for the initiator that splits what a bargain saves both sides, 0..1.

    Fighting promises it `chance` (0..1) of all at `costs` to each; a share between what the one
    would take and what the other would give is better for both (Fearon 1995), and the middle of it is
    what an even-handed mediator proposes (Nash 1950). What is `in_hand` already pulls it up.
    `stakes` are what the whole is worth to each.
    """
    least = chance - costs[0] / max(stakes[0], 1e-6)
    most = chance + costs[1] / max(stakes[1], 1e-6)
    middle = 0.5 * (max(0.0, least) + min(1.0, most))
    share = 0.75 * middle + 0.25 * max(in_hand, middle)
    return min(1.0, max(0.0, share))
