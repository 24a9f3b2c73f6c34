"""Nations without a state, as campaign files name them."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from game.content.load import load_campaign
from tests.content.small import copy_to, use_small_map

ISLANDERS = """
ISL:
  name: Islanders
  adjective: Isle
  colour: "#0a0b0c"
  exists: false
  capital: isle
  homeland: [isle]
  kin: [NO]
  nationhood: 0.4
  capabilities: {year: 1925, milex: 1, milper: 2, irst: 0, pec: 10, tpop: 500, upop: 50}
  production: 40
  regime: 1
  doctrine: {uphold: 0.3, balance: 0.1, free_ride: 0.4, revise: 0, keep_out: 0.2, why: small and far}
  ideal: [-0.1, 0.1]
"""


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    use_small_map(monkeypatch)
    folder = copy_to(tmp_path)
    cast = folder / "states.yaml"
    cast.write_text(cast.read_text("utf-8") + ISLANDERS, "utf-8")
    return folder


def change(folder: Path, file: str, old: str, new: str) -> None:
    path = folder / file
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def said(folder: Path) -> list[str]:
    _, issues = load_campaign(folder)
    return [str(issue).replace(f"{folder}/", "") for issue in issues]


def test_a_nation_without_a_state_has_latent_figures_and_nothing_else(small: Path) -> None:
    campaign, issues = load_campaign(small)
    assert issues == ()
    assert campaign is not None
    world = campaign.world(1)
    row = world.scenario.state_keys.index("ISL")
    norland = world.scenario.state_keys.index("NO")
    assert not world.states.exists[row]
    assert world.states.tpop[row] == 500
    assert world.states.power[row] == 0
    assert world.states.nationhood[row] == 0.4
    assert world.states.supply_share[row].sum() == 0
    assert world.scenario.homelands[row] == (world.scenario.territory_keys.index("isle"),)
    assert world.scenario.kin[row] == (norland,)
    assert world.scenario.kin[norland] == (row,)  # said on one side, true on both
    assert not (world.territories.owner == row).any()
    assert not (world.formations.owner == row).any()


def test_the_unborn_change_nothing_for_the_living(small: Path) -> None:
    with_it, _ = load_campaign(small)
    cast = small / "states.yaml"
    cast.write_text(cast.read_text("utf-8").replace(ISLANDERS, ""), "utf-8")
    without, _ = load_campaign(small)
    assert with_it is not None
    assert without is not None
    one, other = with_it.world(1).states, without.world(1).states
    for name in ("power", "influence", "supply_share", "dependence", "treasury", "budget"):
        assert np.array_equal(getattr(one, name)[:3], getattr(other, name)), name


def test_a_homeland_left_out_is_the_core_of_what_is_held(small: Path) -> None:
    campaign, _ = load_campaign(small)
    assert campaign is not None
    scenario = campaign.world(1).scenario
    lands = [scenario.territory_keys[place] for place in scenario.homelands[0]]
    assert lands == ["north_arden", "south_arden"]


BROKEN = {
    "no homeland": (
        "states.yaml", "  homeland: [isle]\n", "",
        [("states.yaml:35: error: ISL.homeland: ISL does not exist at the start and has no"
          " homeland - list the territories of which it is the nation"),
         "states.yaml:40: error: ISL.capital: 'isle' is not in the homeland of ISL"],
    ),
    "a misspelt homeland": (
        "states.yaml", "homeland: [isle]", "homeland: [isle, marhc]",
        [("states.yaml:41: error: ISL.homeland[1]: no territory is called 'marhc'"
          " - did you mean 'march'?")],
    ),
    "a capital abroad": (
        "states.yaml", "capital: isle", "capital: march",
        [("states.yaml:40: error: ISL.capital: 'march' is not in the homeland of ISL"
          " - its homeland is isle")],
    ),
    "kin that nobody knows": (
        "states.yaml", "kin: [NO]", "kin: [NOR]",
        ["states.yaml:42: error: ISL.kin[0]: no state is called 'NOR' - did you mean 'NO'?"],
    ),
    "its own kin": (
        "states.yaml", "kin: [NO]", "kin: [ISL]",
        ["states.yaml:42: error: ISL.kin[0]: ISL is its own kin"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", BROKEN)
def test_what_is_wrong_is_said_where_it_is(small: Path, case: str) -> None:
    file, old, new, expected = BROKEN[case]
    change(small, file, old, new)
    assert said(small) == expected


def test_the_unborn_hold_no_land(small: Path) -> None:
    change(small, "holdings.yaml", "NO: {core: [norland], colony: [isle]}",
           "NO: {core: [norland]}\nISL: {core: [isle]}")  # fmt: skip
    found = said(small)
    assert len(found) == 1
    assert "ISL does not exist at the start; it cannot hold land" in found[0]
