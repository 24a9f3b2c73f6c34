"""What kind of quarrel a crisis is: what is wanted, what is in hand already, what it costs to hold.

The profiles are design values for kinds, not for cases. They say what everybody knows when the
news breaks: a conquest wants the whole, a border fight very little; who has occupied a place has
it in hand, who threatens has nothing yet; ruling aliens by force is paid for every year.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Final


@dataclass(frozen=True, slots=True)
class Quarrel:
    """The nature of a quarrel, every figure in 0..1."""

    aim: float
    """Share of the victim's existence that is wanted."""
    hand: float
    """How far what is wanted is in the aggressor's hands as the world hears of it."""
    rule: float
    """How far holding it means ruling an alien people by force, with no end in sight."""
    coercion: float
    """How far it is pressure (blockade, threat, raid) that takes nothing by itself."""
    internal: float = 0.0
    """It is within one state."""
    grab: float = 0.0
    """What is wanted is land or people, to be kept as one's own."""
    ambiguity: float = 0.3
    """How far observers can disagree about who began it."""

    @property
    def gravity(self) -> float:
        """How serious it is to others: taking is more than pressing, and the whole than a piece."""
        return 0.4 + 0.6 * (0.6 * (1.0 - self.coercion) + 0.4 * self.aim)


KINDS: Final[dict[str, Quarrel]] = {
    "conquest": Quarrel(1.0, 0.2, 0.3, 0.0, grab=1.0, ambiguity=0.1),
    "annexation": Quarrel(0.6, 0.8, 0.1, 0.0, grab=1.0, ambiguity=0.15),
    "territorial": Quarrel(0.15, 0.2, 0.0, 0.2, grab=0.7, ambiguity=0.5),
    "border": Quarrel(0.05, 0.1, 0.0, 0.5, grab=0.2, ambiguity=0.5),
    "war": Quarrel(0.3, 0.1, 0.1, 0.0, grab=0.5, ambiguity=0.35),
    "intervention": Quarrel(0.4, 0.5, 0.6, 0.0, ambiguity=0.3),
    "occupation": Quarrel(0.4, 1.0, 1.0, 0.0, ambiguity=0.3),
    "colonial": Quarrel(0.5, 0.8, 1.0, 0.0, ambiguity=0.5),
    "proxy": Quarrel(0.3, 0.2, 0.2, 0.4, ambiguity=0.6),
    "coercion": Quarrel(0.1, 0.0, 0.0, 1.0, ambiguity=0.3),
    "strike": Quarrel(0.05, 0.3, 0.0, 0.9, ambiguity=0.4),
    "breach": Quarrel(0.05, 1.0, 0.0, 0.2, ambiguity=0.3),
    "seizure of power": Quarrel(0.3, 0.9, 0.4, 0.0, internal=1.0, ambiguity=0.3),
    "civil war": Quarrel(0.5, 0.4, 0.3, 0.0, internal=1.0, ambiguity=0.6),
    "repression": Quarrel(0.4, 0.7, 0.4, 0.0, internal=1.0, ambiguity=0.4),
    "atrocity": Quarrel(1.0, 0.7, 0.0, 0.0, internal=1.0, ambiguity=0.3),
    "unknown": Quarrel(0.3, 0.4, 0.2, 0.2, grab=0.3),
}
"""Profiles by kind [design]."""

WORDS: Final[tuple[tuple[str, str], ...]] = (
    ("genocide", "atrocity"),
    ("atrocit", "atrocity"),
    ("massacre", "atrocity"),
    ("cleansing", "atrocity"),
    ("repression", "repression"),
    ("crackdown", "repression"),
    ("persecution", "repression"),
    ("civil", "civil war"),
    ("insurgen", "civil war"),
    ("rebel", "civil war"),
    ("irregular", "civil war"),
    ("internal", "civil war"),
    ("revol", "civil war"),
    ("secession", "seizure of power"),
    ("coup", "seizure of power"),
    ("regime", "seizure of power"),
    ("election", "seizure of power"),
    ("conquest", "conquest"),
    ("invasion", "conquest"),
    ("partition", "conquest"),
    ("annex", "annexation"),
    ("seizure", "annexation"),
    ("cession", "annexation"),
    ("occupation", "occupation"),
    ("colonial", "colonial"),
    ("decoloni", "colonial"),
    ("independence", "colonial"),
    ("intervention", "intervention"),
    ("proxy", "proxy"),
    ("subversion", "proxy"),
    ("prolifer", "breach"),
    ("nuclear", "breach"),
    ("breach", "breach"),
    ("remilitar", "breach"),
    ("armament", "breach"),
    ("blockade", "coercion"),
    ("quarantine", "coercion"),
    ("embargo", "coercion"),
    ("threat", "coercion"),
    ("ultimatum", "coercion"),
    ("coerc", "coercion"),
    ("standoff", "coercion"),
    ("hostage", "coercion"),
    ("raid", "strike"),
    ("strike", "strike"),
    ("bombing", "strike"),
    ("shelling", "strike"),
    ("terror", "strike"),
    ("assassin", "strike"),
    ("piracy", "strike"),
    ("incident", "border"),
    ("border", "border"),
    ("frontier", "border"),
    ("clash", "border"),
    ("skirmish", "border"),
    ("maritime", "territorial"),
    ("territor", "territorial"),
    ("island", "territorial"),
    ("claim", "territorial"),
    ("dispute", "territorial"),
    ("interstate", "war"),
    ("war", "war"),
    ("attack", "war"),
    ("aggression", "war"),
)
"""Words in which kinds are named, looked for in this order."""


def kinds_of(text: str) -> tuple[str, ...]:
    """Return the kinds that a type names; parts joined by "/" or "and" count alike."""
    parts = text.lower().replace(" and ", "/").replace(",", "/").replace(";", "/").split("/")
    found = []
    for part in parts:
        kind = next((kind for word, kind in WORDS if word in part), None)
        if kind is not None and kind not in found:
            found.append(kind)
    return tuple(found) or ("unknown",)


def quarrel_of(text: str) -> Quarrel:
    """Return the nature of a quarrel of a type: the mean of the kinds that it names."""
    found = [KINDS[kind] for kind in kinds_of(text)]
    return Quarrel(
        *(
            sum(float(getattr(one, item.name)) for one in found) / len(found)
            for item in fields(Quarrel)
        )
    )
