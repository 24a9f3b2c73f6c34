"""Compile the stylised facts of the record, each with its band, for `indivisible lab facts`.

    INDIVISIBLE_RECORD=folder python tools/compile_facts.py

Reads the tables named in `docs/facts.md` from the folder and writes `game/lab/facts/record.toml`.
How a band is made depends on the kind of figure alone, and on nothing that was ever simulated:

* a count of at most 30 events: the exact 95 % interval of a Poisson mean;
* a count of more: the range of its means over all windows of ten years within the period, because
  disputes, vetoes and missions come in waves;
* a share: the exact 95 % interval of a binomial share;
* a median: the 95 % interval by order statistics; an exponent: that of its likelihood;
* the state of the system over an era: the range of its yearly values in the era; in a decade, of
  its yearly values in that decade and in the two beside it.
"""

from __future__ import annotations

import csv
import os
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

import numpy as np

from game.lab.statistics import (
    binomial_interval,
    concentration,
    exponent_interval,
    median_interval,
    poisson_interval,
)

TARGET = Path(__file__).resolve().parent.parent / "game" / "lab" / "facts" / "record.toml"

ERAS: Final = (("1920-45", 1920, 1945), ("1946-89", 1946, 1989), ("1990-2015", 1990, 2015))
FEW: Final = 30
DEADLY: Final = (1.41, 95)
"""Exponent of battle deaths from 1,000 in the wars of 1816-2003, and how many those are."""

WARS = "COW Inter-State War v4.0 (Sarkees and Wayman 2010)"
DISPUTES = "COW Militarized Interstate Disputes v5.0 (Palmer and others 2021)"
FIGURES = "COW National Material Capabilities v7.0 (Singer, Bremer and Stuckey 1972)"
STATES = "COW State System v2016"
VETOES = "UN Dag Hammarskjold Library, list of vetoes (to 2022), later ones added"
MISSIONS = "UN peacekeeping missions by date of beginning"
PACTS = "COW Formal Alliances v4.1 (Gibler 2009)"
POLITY = "Polity (Marshall, Gurr and Jaggers)"

Band = tuple[float, float]


@dataclass(frozen=True)
class Fact:
    """One line of the record."""

    key: str
    period: str
    says: str
    metric: str
    record: float
    band: Band
    made: str
    source: str
    unit: str = ""
    places: int = 2
    reaches: str = ""


def main() -> int:
    """Compile all facts; return the exit code."""
    folder = os.environ.get("INDIVISIBLE_RECORD")
    if not folder:
        print("Set INDIVISIBLE_RECORD to the folder of the record.", file=sys.stderr)
        return 2
    record = Record(Path(folder))
    facts = [
        *wars(record), *disputes(record), *outcomes(record), *alliances(), *comings(record),
        *vetoes(record), *missions(record), *sanctions(), *system(record), *bodies(record),
    ]  # fmt: skip
    TARGET.write_text(written(facts), encoding="utf-8", newline="\n")
    print(f"{len(facts)} facts in {TARGET}")
    return 0


class Record:
    """The tables, read."""

    def __init__(self, folder: Path) -> None:
        def read(name: str) -> list[dict[str, str]]:
            with (folder / name).open(encoding="utf-8", newline="") as file:
                return list(csv.DictReader(file))

        self.years = read("state_years.csv")
        self.wars: dict[int, list[dict[str, str]]] = defaultdict(list)
        for row in read("interstate_wars.csv"):
            if int(row["warnum"]) < 9000:  # later wars were added from memory
                self.wars[int(row["warnum"])].append(row)
        self.mids = read("mids.csv")
        self.states = read("states.csv")
        self.vetoes = read("vetoes.csv")
        self.missions = read("peacekeeping.csv")
        self.members = read("institutions.csv")

    def state_years(self, first: int, last: int) -> int:
        """Count the states of every year."""
        return sum(first <= int(row["year"]) <= last for row in self.years)

    def begun(self) -> dict[int, int]:
        """Return the year in which each war began."""
        return {
            number: min(int(row["start"][:4]) for row in rows) for number, rows in self.wars.items()
        }


def counted(
    years: Iterable[int], first: int, last: int, scale: float = 1.0
) -> tuple[float, Band, str]:
    """Return a count's mean a year times a scale, its band, and how that was made."""
    inside = Counter(year for year in years if first <= year <= last)
    number, length = sum(inside.values()), last - first + 1
    mean = number / length * scale
    if number <= FEW:
        low, high = poisson_interval(number)
        band = (low / length * scale, high / length * scale)
        return mean, band, f"Poisson, 95 %; {number} in {length} years"
    windows = [
        sum(inside[year] for year in range(start, start + 10)) / 10 * scale
        for start in range(first, last - 8)
    ]
    return mean, (min(windows), max(windows)), f"windows of ten years; {number} in {length} years"


def wars(record: Record) -> Iterable[Fact]:
    """Yield how many wars began."""
    begun = record.begun().values()
    for era, first, until in ERAS:
        last = min(until, 2007)
        number = sum(first <= year <= last for year in begun)
        whole = record.state_years(first, last) / 1000
        low, high = poisson_interval(number)
        yield Fact(
            "wars_rate", era, "Wars begun per 1000 state-years", "wars_per_1000_state_years",
            number / whole, (low / whole, high / whole),
            f"Poisson, 95 %; {number} in {whole * 1000:.0f} state-years", f"{WARS}; {FIGURES}",
            reaches=f"{first}-{last}",
        )  # fmt: skip


def disputes(record: Record) -> Iterable[Fact]:
    """Yield how many disputes there were, and what became of them."""
    for era, first, until in ERAS:
        last = min(until, 2014)
        rows = [row for row in record.mids if first <= int(row["styear"]) <= last]
        reaches = f"{first}-{last}"
        mean, band, made = counted((int(row["styear"]) for row in rows), first, last)
        yield Fact(
            "mids", era, "Militarised disputes begun a year", "mids_a_year", mean, band, made,
            DISPUTES, "a year", 1, reaches,
        )  # fmt: skip
        shares: tuple[tuple[str, str, str, Callable[[dict[str, str]], bool]], ...] = (
            ("mid_war", "Share of disputes that become wars", "mid_war_share",
             lambda row: row["hostlev"] == "5"),
            ("mid_force", "Share of disputes in which force is used", "mid_force_share",
             lambda row: row["hostlev"] in ("4", "5")),
            ("mid_joiner", "Share of disputes that a third state joins", "mid_joiner_share",
             lambda row: int(row["joiners_a"] or 0) + int(row["joiners_b"] or 0) > 0),
        )  # fmt: skip
        for key, says, metric, holds in shares:
            number = sum(map(holds, rows))
            yield share(key, era, says, metric, number, len(rows), DISPUTES, reaches)


def outcomes(record: Record) -> Iterable[Fact]:
    """Yield how wars went: who won, how long they took, how many died."""
    begun = record.begun()
    for era, first, until in (*ERAS, ("all", 1918, 2003)):
        last = min(until, 2003)
        reaches = f"{first}-{last}"
        rows = {n: record.wars[n] for n, year in begun.items() if first <= year <= last}
        ends: Counter[str] = Counter()
        for fighters in rows.values():
            sides = {row["side"] for row in fighters if row["initiator"] == "1"}
            if len(sides) != 1:
                continue
            how = {row["outcome"] for row in fighters if row["side"] in sides}
            ends["wins" if "1" in how else "loses" if "2" in how else "neither"] += 1
        for end, says in (
            ("wins", "Wars that the initiator wins"),
            ("loses", "Wars that the initiator loses"),
            ("neither", "Wars that neither side wins"),
        ):
            yield share(
                f"initiator_{end}", era, says, f"war_initiator_{end}", ends[end], ends.total(), WARS,
                reaches,
            )  # fmt: skip
        days = [length(fighters) for fighters in rows.values()]
        yield Fact(
            "war_days", era, "Median length of a war", "war_days", float(np.median(days)),
            median_interval(days), f"order statistics, 95 %; {len(days)} wars", WARS, "days", 0,
            reaches,
        )  # fmt: skip
        many = sum(
            max(Counter(row["side"] for row in fighters).values()) > 1 for fighters in rows.values()
        )
        yield share(
            "coalition", era, "Wars with two or more on a side", "war_coalition", many, len(rows),
            WARS, reaches,
        )  # fmt: skip
    exponent, tail = DEADLY
    yield Fact(
        "deaths_exponent", "all", "Exponent of battle deaths a war, from 1000", "war_deaths_exponent",
        exponent, exponent_interval(exponent, tail), f"likelihood, 95 %; {tail} wars", WARS,
        reaches="1816-2003",
    )  # fmt: skip


def length(fighters: list[dict[str, str]]) -> int:
    """Return the days of a war; where there was a truce, of its first bout."""
    first = min(row["start"] for row in fighters)
    last = max(row["end"] for row in fighters)
    return (date.fromisoformat(last) - date.fromisoformat(first)).days + 1


def alliances() -> Iterable[Fact]:
    """Yield whether allies fought beside the attacked: counted for `record/stylised_facts`."""
    for era, part, whole, reaches in (
        ("1920-45", 17, 57, "1919-1945"), ("1946-89", 27, 342, "1946-2003"),
    ):  # fmt: skip
        yield share(
            "ally_beside", era, "Allies of the attacked that fight beside it", "ally_fights_beside",
            part, whole, f"{WARS}; {PACTS}", reaches,
        )  # fmt: skip


def comings(record: Record) -> Iterable[Fact]:
    """Yield how many states ceased to be, or were overrun, and how many came to be."""
    for era, first, last in ERAS:
        gone = [
            int(row["end"][:4]) for row in record.states
            if not row["censored"] or not row["censored"].startswith("still")
        ]  # fmt: skip
        came = [int(row["start"][:4]) for row in record.states]
        for key, says, metric, years in (
            ("exits", "States that end or are overrun", "state_exits_a_year", gone),
            ("births", "States that come to be or come back", "state_births_a_year", came),
        ):
            mean, band, made = counted(years, first, last, 10)
            yield Fact(key, era, says, metric, mean, band, made, STATES, "a decade", 1)


def vetoes(record: Record) -> Iterable[Fact]:
    """Yield how often the veto was used, and by whom."""
    years = [int(row["date"][:4]) for row in record.vetoes]
    for era, first, last in ERAS[1:]:
        mean, band, made = counted(years, first, last, 10)
        yield Fact(
            "vetoes", era, "Drafts and motions vetoed", "drafts_vetoed_a_year", mean, band, made,
            VETOES, "a decade", 1,
        )  # fmt: skip
        cast: Counter[str] = Counter()
        for row, year in zip(record.vetoes, years, strict=True):
            if first <= year <= last:
                cast.update(row["vetoed_by"].replace(",", " ").replace(";", " ").split())
        for key, holder, says in (
            ("veto_top", cast.most_common(1)[0][0], "Vetoes cast by whoever casts most"),
            ("veto_sun", "RUS", "Vetoes cast by the Soviet Union or Russia"),
            ("veto_usa", "USA", "Vetoes cast by the United States"),
        ):
            metric = {"veto_top": "veto_share_top", "veto_sun": "veto_share_SUN"}.get(
                key, "veto_share_USA"
            )
            yield share(key, era, says, metric, cast[holder], cast.total(), VETOES, "")


def missions(record: Record) -> Iterable[Fact]:
    """Yield how many peace operations began."""
    years = [int(row["start"][:4]) for row in record.missions]
    for era, first, last in ERAS[1:]:
        mean, band, made = counted(years, first, last, 10)
        yield Fact(
            "missions", era, "Peace operations begun", "peace_operations_a_year", mean, band, made,
            MISSIONS, "a decade", 1,
        )  # fmt: skip


def sanctions() -> Iterable[Fact]:
    """Yield how often sanctions changed behaviour."""
    yield share(
        "sanctions", "all", "Sanctions after which their target changes course", "sanctions_success",
        40, 115, "Hufbauer, Schott and Elliott, second edition (1990)", "1914-1990",
    )  # fmt: skip


def system(record: Record) -> Iterable[Fact]:
    """Yield how many states there were, how unequal, and how governed."""
    series: dict[str, dict[int, float]] = defaultdict(dict)
    by_year: dict[int, list[dict[str, str]]] = defaultdict(list)
    for row in record.years:
        by_year[int(row["year"])].append(row)
    for year, rows in by_year.items():
        power = np.sort([float(row["cinc"] or 0) for row in rows])[::-1]
        power = power / power.sum()
        series["states"][year] = len(rows)
        series["power_top_1"][year] = float(power[0])
        series["power_top_2"][year] = float(power[:2].sum())
        series["power_concentration"][year] = concentration(power)
        regimes = [float(row["polity2"]) for row in rows if row["polity2"]]
        if len(regimes) > 30 and year <= 2018:
            series["regime_mean"][year] = float(np.mean(regimes))
    for metric, says, source, places in (
        ("states", "States", FIGURES, 0),
        ("power_top_1", "Share of capabilities of the strongest", FIGURES, 3),
        ("power_top_2", "Share of capabilities of the two strongest", FIGURES, 3),
        ("power_concentration", "Concentration of capabilities (CON)", FIGURES, 3),
        ("regime_mean", "Mean regime, autocracy -10 to democracy 10", POLITY, 1),
    ):
        yield from of_series(metric, metric, says, series[metric], source, places)


def of_series(
    key: str, metric: str, says: str, values: dict[int, float], source: str, places: int,
    eras: Iterable[tuple[str, int, int]] = ERAS,
) -> Iterable[Fact]:  # fmt: skip
    """Yield a figure of every year, by era and by decade."""
    decades = [(f"{start}s", start, start + 9) for start in range(1920, 2020, 10)]
    for period, first, last in (*eras, *(decades if eras is ERAS else ())):
        inside = [value for year, value in values.items() if first <= year <= last]
        is_decade = period.endswith("s")
        wide = 10 if is_decade else 0
        around = [
            v for year, v in values.items() if first - wide <= year <= last + wide and year >= 1920
        ]
        yield Fact(
            key, period, says, metric, float(np.mean(inside)), (min(around), max(around)),
            "yearly values of the decade and those beside it" if is_decade else "yearly values",
            source, places=places,
        )  # fmt: skip


def bodies(record: Record) -> Iterable[Fact]:
    """Yield what the main institution held of the world's power, and how its burdens lay."""
    cinc = {(int(row["ccode"]), int(row["year"])): float(row["cinc"] or 0) for row in record.years}
    totals: Counter[int] = Counter()
    for (_, year), value in cinc.items():
        totals[year] += value  # type: ignore[assignment]  # floats add as well
    for era, name, first, last in (
        ("1920-45", "League of Nations", 1920, 1939),
        ("1946-89", "United Nations", 1946, 1989),
        ("1990-2015", "United Nations", 1990, 2015),
    ):
        values = {}
        for year in range(first, last + 1):
            members = {
                int(row["ccode"]) for row in record.members
                if row["institution"] == name and row["join"][:4] <= str(year)
                and (not row["leave"] or row["leave"][:4] > str(year))
            }  # fmt: skip
            values[year] = sum(cinc.get((code, year), 0.0) for code in members) / totals[year]
        yield from of_series(
            "main_institution", "main_institution_power",
            "Share of capabilities inside the main institution", values,
            f"{FIGURES}; members of the {name}", 2, ((era, first, last),),
        )  # fmt: skip
    burden = "COW military spending over GDP (Fariss and others 2022), members of NATO; ranks only"
    for era, values_by_year in (
        ("1946-89", {1955: 0.58, 1965: 0.66, 1975: 0.49, 1985: 0.42}),
        ("1990-2015", {1995: 0.25, 2005: 0.79, 2015: 0.59}),
    ):
        yield Fact(
            "burden", era, "Rank correlation of size and burden inside an alliance",
            "burden_rank_correlation", float(np.mean(list(values_by_year.values()))),
            (min(values_by_year.values()), max(values_by_year.values())),
            "decade to decade", burden,
        )  # fmt: skip
    for era, leading in (
        ("1946-89", (0.75, 0.70, 0.61, 0.73)), ("1990-2015", (0.59, 0.65, 0.71)),
    ):  # fmt: skip
        yield Fact(
            "burden_leader", era, "Share of an alliance's spending that its leader bears",
            "burden_leader_share", float(np.mean(leading)), (min(leading), max(leading)),
            "decade to decade", f"{FIGURES}; members of NATO",
        )  # fmt: skip


def share(
    key: str, era: str, says: str, metric: str, part: int, whole: int, source: str, reaches: str
) -> Fact:
    """Return a share with its binomial band."""
    return Fact(
        key, era, says, metric, part / whole, binomial_interval(part, whole),
        f"binomial, 95 %; {part} of {whole}", source, "share", 3, reaches,
    )  # fmt: skip


def written(facts: Iterable[Fact]) -> str:
    """Return the facts as TOML."""
    lines = [
        "# Stylised facts of the record. Written by tools/compile_facts.py; see docs/facts.md.",
        "",
    ]
    for fact in facts:
        scale = 10.0 if fact.unit == "a decade" else 1.0
        plain: dict[str, Any] = {
            "key": fact.key, "period": fact.period, "says": fact.says, "metric": fact.metric,
            "scale": scale, "record": round(fact.record, 4), "low": round(fact.band[0], 4),
            "high": round(fact.band[1], 4), "unit": fact.unit, "places": fact.places,
            "band": fact.made, "reaches": fact.reaches, "source": fact.source,
        }  # fmt: skip
        lines.append("[[fact]]")
        lines += [
            f"{name} = {value}" if isinstance(value, int | float) else f'{name} = "{value}"'
            for name, value in plain.items()
        ]
        lines.append("")
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
