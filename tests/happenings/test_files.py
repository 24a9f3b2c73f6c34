"""Files of happenings: every fault is named with its line and a way out; soft ones are warnings."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.content import library
from game.content.issues import Severity
from game.content.load import load_campaign
from game.content.schemas import schema_of
from game.content.sections import HAPPENING
from tests.content.small import copy_to, use_small_map

SOUND = """\
key: flood
name: the flood
told: The rivers rise in {state}
blurb: Water.
scope: state
when:
  - {kind: year, at_least: 1900}
  - {kind: state, figure: stability, at_most: 0.9}
  - kind: any
    of:
      - {kind: state_is, trait: major}
      - {kind: named, states: [ARD]}
chance: 0.5
effects:
  - {kind: push, figure: stability, a_year: -0.1, years: 1}
"""


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    use_small_map(monkeypatch)
    return copy_to(tmp_path)


def put(folder: Path, text: str, key: str = "flood") -> None:
    (folder / "happenings").mkdir(exist_ok=True)
    (folder / "happenings" / f"{key}.yaml").write_text(text, "utf-8")


def said(folder: Path) -> list[str]:
    _, issues = load_campaign(folder)
    return [str(issue).replace(f"{folder}/happenings/", "") for issue in issues]


def test_a_sound_file_in_the_campaigns_own_folder_is_played(small: Path) -> None:
    put(small, SOUND)
    campaign, issues = load_campaign(small)
    assert issues == ()
    assert campaign is not None
    assert [one.key for one in campaign.world(1).scenario.happenings] == ["flood"]
    assert campaign.gazetteer.happening_names == ("the flood",)


def test_a_change_in_a_happening_is_a_change_of_the_campaign(small: Path) -> None:
    put(small, SOUND)
    first, _ = load_campaign(small)
    put(small, SOUND.replace("0.5", "0.6"))
    second, _ = load_campaign(small)
    assert first is not None
    assert second is not None
    assert first.digest != second.digest


FAULTS = {
    "an unknown kind of condition": (
        "kind: year,", "kind: yaer,",
        "flood.yaml:7: error: when[0].kind: cannot be 'yaer' - did you mean 'year'?",
    ),
    "a condition without a kind": (
        "kind: year, at", "at", "flood.yaml:7: error: when[0]: lacks 'kind'",
    ),
    "an unknown figure": (
        "figure: stability, at", "figure: stabilty, at",
        ("flood.yaml:8: error: when[1].figure: cannot be 'stabilty' - did you mean"
         " 'stability'?"),
    ),
    "a misspelt bound": (
        "at_most: 0.9", "atmost: 0.9",
        "flood.yaml:8: error: when[1].atmost: is not a known field - did you mean 'at_most'?",
    ),
    "bounds that exclude each other": (
        "at_least: 1900", "at_least: 1950, at_most: 1940",
        "flood.yaml:7: error: when[0]: can never hold: at least 1950 and at most 1940",
    ),
    "a bound that no figure reaches": (
        "at_most: 0.9", "at_least: 3",
        ("flood.yaml:8: error: when[1].at_least: can never hold: at least 3, and it is 1 at"
         " most"),
    ),
    "no bound at all": (
        ", at_most: 0.9", "",
        "flood.yaml:8: error: when[1]: says neither 'at_least' nor 'at_most'",
    ),
    "a trait deep within": (
        "trait: major", "trait: mayor",
        "flood.yaml:11: error: when[2].of[0].trait: cannot be 'mayor' - did you mean 'major'?",
    ),
    "an unknown state": (
        "states: [ARD]", "states: [ARR]",
        ("flood.yaml:12: error: when[2].of[1].states[0]: no state is called 'ARR' - did you mean"
         " 'ARD'?"),
    ),
    "an unknown other happening": (
        "{kind: named, states: [ARD]}", "{kind: occurred, happening: floot}",
        ("flood.yaml:12: error: when[2].of[1].happening: no happening is called 'floot' - did you"
         " mean 'flood'?"),
    ),
    "an unknown charter": (
        "{kind: named, states: [ARD]}", "{kind: in_being, charter: pakt}",
        ("flood.yaml:12: error: when[2].of[1].charter: no charter is called 'pakt' - did you mean"
         " 'pact'?"),
    ),
    "a question about two states where there is one": (
        "{kind: state_is, trait: major}", "{kind: pair_is, trait: allied}",
        ("flood.yaml:11: error: when[2].of[0].kind: 'pair_is' asks about two states, and there are"
         " none here - give the happening 'scope: pair'"),
    ),
    "a question about a state where there is none": (
        "scope: state", "scope: world",
        "flood.yaml:1: error: 'told' leaves a place for '{state}'; it may have no place",
    ),
    "another key than the file's": (
        "key: flood", "key: deluge",
        "flood.yaml:1: error: key: is 'deluge', but the file is called 'flood'",
    ),
    "a chance of more than always": (
        "chance: 0.5", "chance: 5",
        "flood.yaml:13: error: chance: should be less than or equal to 1, not 5",
    ),
    "an unknown effect": (
        "kind: push", "kind: puhs",
        "flood.yaml:15: error: effects[0].kind: cannot be 'puhs' - did you mean 'push'?",
    ),
    "an effect without its amount": (
        " a_year: -0.1,", "", "flood.yaml:15: error: effects[0]: lacks 'a_year'",
    ),
    "no effect": (
        "  - {kind: push, figure: stability, a_year: -0.1, years: 1}", "  []",
        "flood.yaml:14: error: effects: Tuple should have at least 1 item",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", FAULTS)
def test_every_fault_is_named_with_its_line(small: Path, name: str) -> None:
    old, new, finding = FAULTS[name]
    assert old in SOUND
    put(small, SOUND.replace(old, new, 1))
    found = said(small)
    assert any(line.startswith(finding) for line in found), found


def test_states_are_asked_of_by_counting_where_the_happening_is_of_the_world(small: Path) -> None:
    put(small, SOUND.replace("scope: state", "scope: world").replace(" in {state}", ""))
    found = said(small)
    assert len(found) == 3
    assert all("ask how many are so by 'count'" in line for line in found)


def test_a_deed_needs_a_state_that_it_befalls(small: Path) -> None:
    world = SOUND.replace("scope: state\n", "").replace(" in {state}", "").split("  - {kind: state")
    text = world[0] + "effects:\n  - {kind: rank, great: true}\n  - {kind: crisis, crisis: coup}\n"
    put(small, text)
    assert said(small) == [
        ("flood.yaml:8: error: effects[0].kind: 'rank' needs a state that it befalls"
         " - give the happening 'scope: state'"),
        ("flood.yaml:9: error: effects[1].kind: 'crisis' needs a state that it befalls"
         " - give the happening 'scope: state' or 'pair'"),
    ]  # fmt: skip


def test_a_date_after_the_campaign_is_a_warning(small: Path) -> None:
    put(small, SOUND.replace("at_least: 1900", "at_least: 2100"))
    _, issues = load_campaign(small)
    (issue,) = issues
    assert issue.severity is Severity.WARNING
    assert "can never hold: 2100 is after the campaign ends" in issue.text


def test_the_manifest_chooses_from_the_shelf_by_key(small: Path) -> None:
    manifest = small / "manifest.toml"
    text = manifest.read_text("utf-8")
    head, _, tail = text.partition("[start]")
    manifest.write_text(f'{head}happenings = ["peace_movement", "detant"]\n[start]{tail}', "utf-8")
    found = said(small)
    assert [line.split(": ", 1)[1] for line in found] == [
        "error: happenings[1]: no happening is called 'detant' - did you mean 'detente'?"
    ]
    manifest.write_text(f'{head}happenings = ["peace_movement"]\n[start]{tail}', "utf-8")
    campaign, issues = load_campaign(small)
    assert issues == ()
    assert campaign is not None
    assert [one.key for one in campaign.world(1).scenario.happenings] == ["peace_movement"]


@pytest.mark.parametrize("key", ["../flood", "/etc/passwd", "flood.yaml", ""])
def test_a_key_of_the_manifest_is_no_path(small: Path, key: str) -> None:
    manifest = small / "manifest.toml"
    head, _, tail = manifest.read_text("utf-8").partition("[start]")
    manifest.write_text(f'{head}happenings = ["{key}"]\n[start]{tail}', "utf-8")
    campaign, issues = load_campaign(small)
    assert campaign is None
    assert issues


def test_a_link_out_of_the_folder_is_refused(small: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside.yaml"
    outside.write_text(SOUND, "utf-8")
    (small / "happenings").mkdir()
    (small / "happenings" / "flood.yaml").symlink_to(outside)
    _, issues = load_campaign(small)
    assert any("leads out of its folder" in issue.text for issue in issues)


def test_one_may_not_nest_without_end(small: Path) -> None:
    deep = "{kind: year, at_least: 1900}"
    for _ in range(12):
        deep = f"{{kind: not, of: {deep}}}"
    put(small, SOUND.replace("{kind: year, at_least: 1900}", deep))
    assert any("is nested more than" in line for line in said(small))


def test_the_shelf_is_sound_and_told_apart(small: Path) -> None:
    shelf = library.happenings()
    assert len(shelf) >= 35
    from game.content.check import check

    assert check(str(library.campaigns_folder() / "happenings")) == ()
    assert small.is_dir()


def test_the_schema_lists_kinds_and_words() -> None:
    schema = schema_of(HAPPENING)
    kinds = {
        definition["properties"]["kind"]["const"]
        for definition in schema["$defs"].values()
        if "kind" in definition.get("properties", {})
    }
    assert {"year", "world", "state", "pair", "count", "push", "conference", "blocs"} <= kinds
    assert "tension" in schema["$defs"]["WorldIs"]["properties"]["figure"]["enum"]


def test_a_past_war_is_of_states_that_are_there(small: Path) -> None:
    manifest = small / "manifest.toml"
    text = manifest.read_text("utf-8")
    war = '\n[last_general_war]\nended = 1918.9\ndead = 9000\nvictors = ["ARD", "BRO"]\n'
    manifest.write_text(text + war, "utf-8")
    (finding,) = said(small)
    assert "last_general_war.victors[1]: no state is called 'BRO' - did you mean 'BOR'?" in finding
    manifest.write_text(text + war.replace(', "BRO"', ""), "utf-8")
    campaign, issues = load_campaign(small)
    assert issues == ()
    assert campaign is not None
    past = campaign.world(1).scenario.last_general_war
    assert past is not None
    assert past.dead == 9000
