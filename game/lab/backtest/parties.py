"""Who the parties of a crisis are, from how the record writes them: states, and people of none.

"EGY SYR", "POL insurgents and GMY Freikorps", "Artsakh (ARM)", "Rhodesian regime", "Tibet".
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

from game.lab.record.tables import Record

_IRREGULAR: Final = [
    "insurgent",
    "militia",
    "rebel",
    "faction",
    "freikorps",
    "irregular",
    "army",
    "regime",
    "junta",
    "guerrilla",
    "separatist",
    "communal",
    "population",
    "civilian",
    "government",
    "group",
    "forces",
    "paramilitar",
    "terrorist",
    "serbs",
    "front",
]
"""Words that say that somebody other than a state acts, or suffers."""

_ALIASES: Final = {
    "GBR": "UKG", "UK": "UKG", "FRA": "FRN", "DEU": "GMY", "GER": "GMY", "URS": "RUS", "SOV": "RUS",
    "USSR": "RUS", "PRC": "CHN", "ROC": "TAW", "TWN": "TAW", "KOR": "ROK", "VNM": "DRV",
    "IDN": "INS", "ESP": "SPN", "PRT": "POR", "NLD": "NTH", "GEO": "GRG", "SRB": "YUG",
    "SER": "YUG", "SUN": "RUS", "ZAF": "SAF", "SDN": "SUD", "LBY": "LIB", "DZA": "ALG",
    "MAR": "MOR", "ROU": "ROM", "RUM": "ROM", "UKRAINE": "UKR", "BIH": "BOS", "HRV": "CRO",
    "SWE": "SWD", "CHE": "SWZ", "DNK": "DEN", "LTU": "LIT", "LVA": "LAT", "HTI": "HAI",
    "PRY": "PAR", "UAR": "EGY", "ZAI": "DRC", "URY": "URU", "CRI": "COS", "SLE": "SIE", "GNQ": "EQG", "COD": "DRC",
    "COG": "CON", "ZAR": "DRC", "CIV": "CDI", "KHM": "CAM", "MMR": "MYA", "BUR": "MYA",
    "PHL": "PHI", "LKA": "SRI", "NPL": "NEP", "TCD": "CHA", "CAF": "CEN", "NGA": "NIG",
    "NER": "NIR", "MWI": "MAW", "ZMB": "ZAM", "ZWE": "ZIM", "RHO": "ZIM", "LBN": "LEB",
    "KWT": "KUW", "BHR": "BAH", "OMN": "OMA", "ARE": "UAE", "SVN": "SLV", "MKD": "MAC",
    "MDA": "MLD", "GIN": "GUI", "GMB": "GAM", "TZA": "TAZ", "BDI": "BUI", "AGO": "ANG",
    "MOZ": "MZM", "SLV": "SAL", "HND": "HON", "GTM": "GUA", "ABY": "ETH",
    "GRD": "GRN", "TLS": "ETM", "KGZ": "KYR", "TJK": "TAJ", "KAZ": "KZK", "BGR": "BUL",
}  # fmt: skip
"""Other codes in use for the same states; the record's own code comes first."""

_SPOKEN: Final = {
    "BRITAIN": "UKG", "BRITISH": "UKG", "ENGLAND": "UKG", "FRENCH": "FRN", "FRANCE": "FRN",
    "SOVIET": "RUS", "RUSSIA": "RUS", "AMERICAN": "USA", "CHINESE": "CHN", "GERMAN": "GMY",
    "DUTCH": "NTH", "NETHERLANDS": "NTH", "SPANISH": "SPN", "SPAIN": "SPN", "TURKISH": "TUR",
    "TURKEY": "TUR", "GREEK": "GRC", "DANISH": "DEN", "POLISH": "POL", "SWEDISH": "SWD",
    "RHODESIA": "ZIM", "BURMA": "MYA", "BURMESE": "MYA", "ZAIRE": "DRC", "CEYLON": "SRI",
    "PERSIA": "IRN", "ABYSSINIA": "ETH", "SERBIA": "YUG", "YUGOSLAV": "YUG", "SIAM": "THI",
    "IVORIAN": "CDI", "FILIPINO": "PHI", "PERUVIAN": "PER", "THAI": "THI", "LAO": "LAO",
    "KAMPUCHEA": "CAM", "KHMER": "CAM", "VIETNAM": "DRV", "TANGANYIKA": "TAZ", "TIMOR": "ETM",
}  # fmt: skip
"""Names and adjectives that are not the beginning of the record's own name of a state."""


_OF_TWO_WORDS: Final = {
    "NORTH KOREA": "PRK", "SOUTH KOREA": "ROK", "NORTH VIETNAM": "DRV", "SOUTH VIETNAM": "RVN",
    "EAST GERMANY": "GDR", "WEST GERMANY": "GFR", "SOUTH AFRICA": "SAF", "NORTH YEMEN": "YAR",
    "SOUTH YEMEN": "YPR", "UNITED STATES": "USA", "UNITED KINGDOM": "UKG", "GREAT BRITAIN": "UKG",
    "SAUDI ARABIA": "SAU", "EAST TIMOR": "ETM", "IVORY COAST": "CDI", "SOUTH SUDAN": "SSD",
    "SOVIET UNION": "RUS", "DR CONGO": "DRC",
}  # fmt: skip

_COMMON_WORDS: Final = frozenset(
    [
        "north",
        "south",
        "east",
        "west",
        "northern",
        "southern",
        "eastern",
        "western",
        "central",
        "united",
        "republic",
        "democratic",
        "people",
        "peoples",
        "saint",
        "islamic",
        "state",
        "states",
        "army",
        "government",
        "regime",
        "island",
        "islands",
        "union",
        "new",
        "allied",
        "administration",
        "kingdom",
    ]
)
"""Words that begin names of states and mean none by themselves."""


@dataclass(frozen=True, slots=True)
class Party:
    """One side of a crisis as named."""

    states: tuple[int, ...]
    """The states named, in their order."""
    people: bool
    """Somebody other than a state is named: a regime, rebels, a population, a land."""
    parenthesis: bool
    """The states stand in parentheses only: behind the party, not as it."""
    coded: bool = False
    """A state is named by its code, not only by an adjective of its name."""


def party(text: str, record: Record, present: set[int]) -> Party:
    """Return the states and people that a text names.

    `present` are the states there are that year: of two readings, the one that exists is taken.
    """
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    outside = re.sub(r"\([^)]*\)?", " ", plain)
    first = _states(outside, record, present)
    inside = [code for code in _states(plain, record, present) if code not in first]
    words = re.findall(r"[A-Za-z]+", outside)
    people = any(word.lower().startswith(tuple(_IRREGULAR)) for word in words) or not first
    coded = any(word.isupper() and _state(word, record, present) in first for word in words)
    if first:
        return Party(tuple(first), people, parenthesis=False, coded=coded)
    return Party(tuple(inside), people=True, parenthesis=bool(inside), coded=bool(inside))


def _states(text: str, record: Record, present: set[int]) -> list[int]:
    found: list[tuple[int, int]] = []
    rest = text
    for name, code in _full_names(record):
        at = rest.upper().find(name)
        while at >= 0:
            found.append((at, code))
            rest = rest[:at] + " " * len(name) + rest[at + len(name) :]
            at = rest.upper().find(name)
    for word in re.finditer(r"[A-Za-z]+", rest):
        named = _state(word.group(), record, present)
        if named is not None:
            found.append((word.start(), named))
    ordered: list[int] = []
    for _, code in sorted(found):
        if code not in ordered:
            ordered.append(code)
    return ordered


def _full_names(record: Record) -> list[tuple[str, int]]:
    """Return names of several words, longest first."""
    names = [
        (land.name.upper(), code) for code, land in record.lands.items() if " " in land.name.strip()
    ]
    names += [(name, record.codes[abb]) for name, abb in _OF_TWO_WORDS.items()]
    return sorted(names, key=lambda pair: (-len(pair[0]), pair))


def _state(word: str, record: Record, present: set[int]) -> int | None:
    if word.isupper():
        code = record.codes.get(word)
        if code is not None and (code in present or word not in _ALIASES):
            return code
        return record.codes.get(_ALIASES.get(word, ""))
    if not word[0].isupper() or len(word) < 4 or word.lower() in _COMMON_WORDS:
        return None
    upper = word.upper()
    for name, abb in _SPOKEN.items():
        if upper.startswith(name):
            return record.codes.get(abb)
    stem = upper.rstrip("S")
    stems = {stem.removesuffix(end) for end in ("", "AN", "IAN", "ESE", "I", "N")}
    stems = {one for one in stems if len(one) >= 4}
    ranked = []
    for code, land in record.lands.items():
        name = land.name.upper()
        first = name.split()[0].rstrip("S")
        if any(name.startswith(one) or one == first for one in stems):
            exact = name in (upper, stem) or first in stems
            ranked.append((code not in present, not exact, len(name), code))
    return min(ranked)[3] if ranked else None
