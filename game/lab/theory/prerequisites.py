"""The prerequisites of collective security, each a comparison of two arms, with who holds it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from game.lab.theory.arms import BASE


@dataclass(frozen=True, slots=True)
class Prerequisite:
    """A claim of theory: aggression pays less in the arm `with_it` than in the arm `without`."""

    key: str
    says: str
    source: str
    without: str
    """Key of an arm (`arms.ARMS`)."""
    with_it: str = BASE
    measure: str = "acted"
    """Of `outcomes.MEASURES`: the one that the verdict hangs on; all are told."""


PREREQUISITES: Final = (
    Prerequisite(
        "great_powers_inside",
        "The great powers belong",
        "Claude 1956; Kupchan and Kupchan 1991",
        "great powers outside",
    ),
    Prerequisite(
        "wide_membership",
        "All belong, not the great alone",
        "Claude 1956; Wolfers 1962",
        "the great powers alone",
    ),
    Prerequisite(
        "binding",
        "Measures bind, and are not recommended",
        "Covenant, article 16, beside the resolutions of 1921; Walters 1952",
        "recommended",
    ),
    Prerequisite(
        "automatic",
        "Measures are owed by the fact of attack, not once decided",
        "Claude 1956; Niemeyer 1952",
        BASE,
        "automatic",
    ),
    Prerequisite(
        "single_body",
        "One body decides, not two rivals",
        "Claude 1956; Wolfers 1962",
        "two rival bodies",
    ),
    Prerequisite(
        "impartial",
        "Members have no friends among aggressors",
        "Claude 1956; Thompson 1953",
        "aggressor liked",
    ),
    Prerequisite(
        "attribution",
        "It is clear who attacked",
        "Claude 1956; Finkelstein and Finkelstein 1966",
        "clouded",
    ),
    Prerequisite(
        "record",
        "It has stood its tests before",
        "Kupchan and Kupchan 1995; Downs and Iida 1994",
        "1 met, 6 failed",
    ),
    Prerequisite(
        "no_veto",
        "The aggressor's patron has no veto",
        "Claude 1962; Charter, article 27",
        "a patron with a veto",
        "a patron without",
        measure="at_once",
    ),
    Prerequisite(
        "parties_barred",
        "Parties do not vote in their own case",
        "Covenant, articles 15 and 16; Charter, article 27(3)",
        "parties vote",
        "parties barred",
    ),
    Prerequisite(
        "no_giant",
        "No state outweighs the rest",
        "Claude 1956; Wolfers 1962; Morgenthau 1948",
        "aggressor twice as strong",
    ),
    Prerequisite(
        "hands_free",
        "Members' forces are not tied down elsewhere",
        "Downs and Iida 1994; Chamberlin 1983",
        "armies abroad",
    ),
    Prerequisite(
        "pledged_forces",
        "Forces are pledged in advance",
        "Charter, article 43; Claude 1956",
        "nothing pledged",
        measure="at_once",
    ),
    Prerequisite(
        "oil_included",
        "Sanctions include what the aggressor must buy",
        "Hufbauer, Schott and Elliott 1990; Baer 1973",
        "sanctions without oil",
        "sanctions with oil",
    ),
    Prerequisite(
        "small_ride_free",
        "Small states bear less of the burden than they weigh",
        "Olson and Zeckhauser 1966",
        BASE,
        BASE,
        measure="burden",
    ),
)
"""What theory says must hold, with where it says so."""
