"""Draft the factual parts of a campaign folder from a folder of record files.

    python tools/draft_campaign.py RECORD_DIR --date 1920-01-10 --out campaigns/century
    python tools/draft_campaign.py RECORD_DIR --date 1945-12-31 --figures 1946 --out campaigns/charter

RECORD_DIR holds `codes.csv`, `map/` (states, ownership_changes, territories, adjacency) and `record/`
(Correlates of War tables: state_years, alliances, rivalries, institutions). What is judged and not
recorded stands in `tools/draft/judgements`. Written are states, holdings, treaties/alliances,
rivalries, formations and, when asked for, the members of a body; claims, affinities, goods,
guarantees, territories, rules and the manifest are written by hand and left alone. With `--like`
those are copied from another campaign's folder. The game never reads the record.
"""

from __future__ import annotations

import argparse
import shutil
from calendar import month_name
from pathlib import Path
from textwrap import fill
from typing import Any

from draft.bodies import members
from draft.cast import cast
from draft.era import Era
from draft.forces import formations
from draft.heads import HEADS
from draft.land import holdings
from draft.nations import nations
from draft.record import Record
from draft.ties import rivalries, treaties
from draft.writing import block, grouped, listed, write

_REGIONS = {"Europe": "europe", "Asia": "asia", "Africa": "africa", "America": "americas", "Oceania": "oceania"}  # fmt: skip
_BY_HAND = ("claims.yaml", "affinities.yaml", "goods.yaml", "territories.yaml",
            "treaties/guarantees.yaml", "institutions.yaml", "rules.toml")  # fmt: skip


def main() -> None:
    """Write a draft."""
    asked = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    asked.add_argument("record", type=Path)
    asked.add_argument("--date", required=True, help="as 1920-01-10")
    asked.add_argument("--figures", type=int, help="year of the figures; default that of the date")
    asked.add_argument("--judged", type=int, help="year of the judgements; default the nearest")
    asked.add_argument("--drop", nargs="*", default=(), help="nations to leave out")
    asked.add_argument("--body", nargs=2, metavar=("NAME", "DATE"), help="print members on a date")
    asked.add_argument("--like", type=Path, help="copy what is written by hand from this folder")
    asked.add_argument("--out", type=Path, required=True)
    given = asked.parse_args()
    year = int(given.date[:4])
    judged = given.judged or (1920 if year < 1940 else 1945)
    era = Era(Record(given.record), given.date, given.figures or year, judged, tuple(given.drop))
    draft(era, given.out)
    if given.like:
        for name in _BY_HAND:
            if (given.like / name).exists():
                (given.out / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(given.like / name, given.out / name)
    if given.body:
        known = {*era.cast, *era.nations}
        print(" ".join(members(era, *given.body, known)))


def draft(era: Era, out: Path) -> None:
    """Write every part that the record gives."""
    held = holdings(era)
    missing = sorted(set(held) - set(era.cast))
    if missing:
        raise SystemExit(f"no judgement on {' '.join(missing)} in cast_{era.judged}.yaml")
    states = cast(era, [code for code in era.cast if code in held])
    dormant = nations(era, states)
    everyone = {**states, **dormant}
    for path in (out / "states").glob("*.yaml"):
        path.unlink()
    for prefix, entries, head in (("", states, "states"), ("nations_", dormant, "nations")):
        for region, chosen in _by_region(era, entries).items():
            write(out / "states" / f"{prefix}{region}.yaml", _head(era, head), block(chosen))
    rivals = rivalries(era, everyone)
    write(out / "holdings.yaml", _head(era, "holdings"), block(held))
    bound = treaties(era, states)
    write(out / "treaties" / "alliances.yaml", _head(era, "treaties"), listed(bound))
    write(out / "rivalries.yaml", _head(era, "rivalries"),
          listed([entry for entry in rivals if set(entry["between"]) <= set(states)]))  # fmt: skip
    forces = formations(era, states, held, rivals)
    write(out / "formations.yaml", _head(era, "formations"), grouped(forces))
    print(f"{len(states)} states, {len(dormant)} nations, {len(bound)} treaties, "
          f"{len(rivals)} rivalries, {sum(map(len, forces.values()))} formations")  # fmt: skip


def _head(era: Era, part: str) -> str:
    year, month, day = (int(piece) for piece in era.date.split("-"))
    date = f"{day} {month_name[month]} {year}"
    return fill(HEADS[part].format(date=date, year=era.figures).replace("\n", " "), 98)


def _by_region(era: Era, entries: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Sort entries into files by the region of their capital, and by name within."""
    found: dict[str, dict[str, Any]] = {}
    for code, entry in sorted(entries.items(), key=lambda item: str(item[1]["name"])):
        region = era.record.places[entry["capital"]]["region"].split("/")[0]
        found.setdefault(_REGIONS.get(region, region.lower().replace(" ", "_")), {})[code] = entry
    return found


if __name__ == "__main__":
    main()
