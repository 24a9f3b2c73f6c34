"""Every finding is located, names the nearest valid word, and comes together with all others."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.content.issues import Issue, Severity
from game.content.load import load_campaign
from tests.content.small import copy_to, use_small_map


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    use_small_map(monkeypatch)
    return copy_to(tmp_path)


def change(folder: Path, file: str, old: str, new: str) -> None:
    path = folder / file
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def said(folder: Path) -> list[str]:
    """All findings, with paths below the campaign's folder."""
    _, issues = load_campaign(folder)
    return [str(issue).replace(f"{folder}/", "") for issue in issues]


def test_the_small_campaign_is_clean(small: Path) -> None:
    campaign, issues = load_campaign(small)
    assert issues == ()
    assert campaign is not None
    assert campaign.id == "small"


GOLDEN = {
    "a misspelt field": (
        "states.yaml", "  regime: 8", "  regmie: 8",
        ["states.yaml:2: error: ARD: lacks 'regime'",
         "states.yaml:9: error: ARD.regmie: is not a known field - did you mean 'regime'?"],
    ),
    "a word where a number belongs": (
        "states.yaml", "production: 2000", "production: much",
        ["states.yaml:20: error: BOR.production: should be a valid number, not 'much'"],
    ),
    "an unknown capital": (
        "states.yaml", "capital: borland", "capital: borlnad",
        [("states.yaml:18: error: BOR.capital: no territory is called 'borlnad'"
         " - did you mean 'borland'?")],
    ),
    "a capital in another's land": (
        "states.yaml", "capital: borland", "capital: isle",
        ["states.yaml:18: error: BOR.capital: BOR does not hold 'isle' - it holds borland"],
    ),
    "a doctrine that does not sum to one": (
        "states.yaml", "uphold: 0.5", "uphold: 0.7",
        ["states.yaml:10: error: ARD.doctrine: weights sum to 1.200, not to 1"],
    ),
    "more townspeople than people": (
        "states.yaml", "upop: 2000", "upop: 20000",
        ["states.yaml:7: error: ARD.capabilities: more people in cities (upop) than people (tpop)"],
    ),
    "a territory that nobody holds": (
        "holdings.yaml", ", south_arden]", "]",
        ["claims.yaml:1: error: [0].territories[0]: no state holds 'south_arden'",
         "holdings.yaml:1: error: 1 territory has no holder: south_arden"],
    ),
    "a territory held twice": (
        "holdings.yaml", "core: [borland]", "core: [borland, isle]",
        ["holdings.yaml:7: error: NO.colony[0]: 'isle' is held by BOR already"],
    ),
    "an occupied land of nobody": (
        "holdings.yaml", "march: NO}", "march: XX}",
        ["holdings.yaml:5: error: BOR.occupied.march: no state is called 'XX'"],
    ),
    "a claim on land that the holder has not": (
        "claims.yaml", "territories: [south_arden]", "territories: [norland]",
        ["claims.yaml:1: error: [0].territories[0]: ARD does not hold 'norland' - NO does"],
    ),
    "a claim against oneself": (
        "claims.yaml", "claimant: BOR, holder: ARD, territories: [south",
        "claimant: ARD, holder: ARD, territories: [south",
        [("claims.yaml:1: error: [0].holder: ARD claims its own land - say 'remilitarise: true'"
         " if it is to put forces on own land")],
    ),
    "a treaty with nobody": (
        "treaties.yaml", "[ARD, NO]", "[ARD, NOR]",
        [("treaties.yaml:1: error: [0].parties[1]: no state is called 'NOR' - did you mean"
         " 'NO'?")],
    ),
    "a treaty of an unknown kind": (
        "treaties.yaml", "kind: defence", "kind: defense",
        ["treaties.yaml:1: error: [0].kind: cannot be 'defense' - did you mean 'defence'?"],
    ),
    "a quarter that is none": (
        "treaties.yaml", "1926Q3", "1926Q5",
        [("treaties.yaml:1: error: [0].until: cannot be '1926Q5' - a quarter is written as"
         " '1934Q3'")],
    ),
    "a seat for an outsider": (
        "institutions.yaml", "elected: {NO", "elected: {BOR",
        ["institutions.yaml:5: error: pact.council.elected.BOR: BOR is not a member"],
    ),
    "a charter that is not there": (
        "institutions.yaml", "charter: pact", "charter: pakt",
        [("institutions.yaml:3: error: pact.charter: no charter is called 'pakt' - did you mean"
         " 'pact'?")],
    ),
    "a rung that is not on the ladder": (
        "charters/pact.yaml", "needs: [inquiry]", "needs: [force]",
        [("charters/pact.yaml:14: error: ladder[1].needs[0]: 'force' is not on a lower rung of"
         " the ladder")],
    ),
    "shares of more than all": (
        "goods.yaml", "ARD: 0.1", "ARD: 0.5",
        ["goods.yaml:1: error: oil: shares of supply sum to 1.200; they cannot exceed 1"],
    ),
    "an unknown good": (
        "goods.yaml", "oil:", "oils:",
        ["goods.yaml:1: error: oils: no good is called 'oils' - did you mean 'oil'?"],
    ),
    "an army in another's land": (
        "formations.yaml", "at: march", "at: norland",
        [("formations.yaml:5: error: BOR[0].at: BOR may not stand in 'norland', which NO"
         " holds")],
    ),
    "an army in demilitarised land": (
        "formations.yaml", "at: march", "at: borland",
        ["formations.yaml:5: error: BOR[0].at: 'borland' is demilitarised"],
    ),
    "an army at sea": (
        "formations.yaml", "arm: fleet", "arm: army",
        ["formations.yaml:3: error: ARD[1].at: 'west_sea' is a sea; only fleets are"],
    ),
    "more soldiers than the record has": (
        "formations.yaml", "strength: 80", "strength: 800",
        [("formations.yaml:4: warning: BOR: formations come to 800.0 thousand; BOR has 90"
         " thousand under arms (milper)")],
    ),
    "an unknown number of the model": (
        "rules.toml", "tax_rate", "tax_rat",
        ["rules.toml:1: error: tax_rat: is not a known field - did you mean 'tax_rate'?"],
    ),
    "a number of the model beyond all reason": (
        "rules.toml", "0.15", "-3",
        ["rules.toml:1: error: tax_rate: should be greater than or equal to 0, not -3"],
    ),
    "a date where a number belongs": (
        "rules.toml", "0.15", "1979-05-27",
        ["rules.toml:1: error: tax_rate: should be a valid number, not '1979-05-27'"],
    ),
    "a broken TOML file": (
        "manifest.toml", "turns = 8", "turns = ",
        [
            ("manifest.toml:5: error: is not TOML: Invalid value - the line reads `turns =`; "
            'text stands in "quotes", a list in [brackets]')
        ],
    ),
    "a list that is not closed": (
        "rivalries.yaml", "[ARD, BOR]", "[ARD, BOR",
        [
            ("rivalries.yaml:1: error: is not YAML: expected ',' or ']', but got '}' - the line"
            " reads `- {between: [ARD, BOR, weight: 0.7, since: 1800}`; what stands under a key is"
            " indented, brackets and quotes are closed")
        ],
    ),
    "a file of a later format": (
        "manifest.toml", "format = 1", "format = 9",
        [("manifest.toml:1: error: format: is of format 9; this version of the game reads up to"
         " 1 - a newer version of the game may read it")],
    ),
    "a map that is not there": (
        "manifest.toml", 'map = "world"', 'map = "wrold"',
        ["manifest.toml:6: error: map: no map is called 'wrold' - did you mean 'world'?"],
    ),
    "a map outside the folder": (
        "manifest.toml", 'map = "world"', 'map = "../world.tmx"',
        [("manifest.toml:6: error: map: cannot be '../world.tmx' - a map is named as 'world' or"
         " 'own.tmx'")],
    ),
    "a key given twice": (
        "rivalries.yaml", "weight: 0.7", "weight: 0.7, weight: 0.1",
        ["rivalries.yaml:1: error: [0].weight: is given twice; first on line 1"],
    ),
    "an anchor": (
        "rivalries.yaml", "[ARD", "&a [ARD",
        [("rivalries.yaml:1: error: [0].between: has an anchor '&a' - anchors and aliases are not"
         " read; write it out")],
    ),
    "a tag": (
        "rivalries.yaml", "0.7", "!!python/name:os.system x",
        [("rivalries.yaml:1: error: [0].weight: has a tag 'tag:yaml.org,2002:python/name:os.system'"
         " - tags are not read; put quotes round text that begins with '!'")],
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", GOLDEN)
def test_a_fault_is_named_where_it_stands(small: Path, case: str) -> None:
    file, old, new, expected = GOLDEN[case]
    change(small, file, old, new)
    assert said(small) == expected


def test_all_files_speak_at_once(small: Path) -> None:
    change(small, "states.yaml", "production: 2000", "production: much")
    change(small, "treaties.yaml", "kind: defence", "kind: defense")
    change(small, "formations.yaml", "at: march", "at: mrach")
    change(small, "rules.toml", "0.15", '"high"')
    files = {line.split(":")[0] for line in said(small)}
    assert files >= {"states.yaml", "treaties.yaml", "rules.toml"}


def test_norway_is_not_a_refusal(small: Path) -> None:
    campaign, _ = load_campaign(small)
    assert campaign is not None
    assert campaign.gazetteer.state("NO") == 2


def test_a_file_that_leads_out_of_the_folder_is_refused(small: Path, tmp_path: Path) -> None:
    secret = tmp_path.parent / "secret.yaml"
    secret.write_text("- {between: [ARD, BOR], weight: 0.7}\n", "utf-8")
    (small / "rivalries.yaml").unlink()
    (small / "rivalries.yaml").symlink_to(secret)
    assert said(small) == ["rivalries.yaml: error: leads out of its folder"]


def test_a_part_may_be_a_folder_and_doubled_keys_are_found(small: Path) -> None:
    (small / "states").mkdir()
    (small / "states.yaml").rename(small / "states" / "a.yaml")
    assert said(small) == []
    text = (small / "states" / "a.yaml").read_text("utf-8")
    (small / "states" / "b.yaml").write_text(text[text.index("NO:") :], "utf-8")
    assert said(small) == ["states/b.yaml:1: error: NO: is given in a.yaml as well"]


def test_a_missing_part_is_named(small: Path) -> None:
    (small / "holdings.yaml").unlink()
    assert f"{small}: error: has no holdings.yaml" in said(small)


def test_a_charter_may_name_a_state_that_is_not_there(small: Path) -> None:
    change(small, "charters/pact.yaml", "permanent: [ARD]", "permanent: [ARD, ZED]")
    campaign, issues = load_campaign(small)
    assert campaign is not None
    assert [issue.severity for issue in issues] == [Severity.NOTE]
    assert campaign.world(1).charters[0].permanent == (0,)


def test_an_issue_prints_as_one_line() -> None:
    issue = Issue(Path("a.yaml"), 3, "x", "is wrong", "do better")
    assert str(issue) == "a.yaml:3: error: x: is wrong - do better"
