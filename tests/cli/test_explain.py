"""`indivisible explain`: the terms that things were decided on, for after the game."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from game.ai.strategy import posture
from game.cli.app import build
from game.core.ids import StateId
from game.core.terms import total
from game.core.world import World
from game.persistence.save import write_save
from game.session.seats import SeatSetup
from game.session.session import Session
from game.session.shelf import open_campaign

TURNS = 6


def run(*words: str) -> Result:
    return CliRunner().invoke(build(), ["explain", *words])


def pages(*words: str) -> dict[str, Any]:
    told = run(*words, "--json")
    assert told.exit_code == 0, told.stderr
    return {page["key"]: page for page in json.loads(told.stdout)["pages"]}


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, World]:
    """A save after some turns of the campaign, and the world in it."""
    campaign, _ = open_campaign("broken_covenant")
    session = Session.begin(campaign, [SeatSetup("GBR", "Ana")], seed=7)
    for _ in range(TURNS):
        turn = session.turn
        while session.turn == turn:
            if session.waiting is None:
                list(session.job())
            else:
                session.finish(session.seats[0])
    path = tmp_path_factory.mktemp("saves") / "six.indsave"
    saved = session.saved()
    write_save(path, saved)
    return path, saved.world


def number_of(world: World, key: str) -> StateId:
    return StateId(world.scenario.state_keys.index(key))


def test_the_course_that_is_shown_first_is_the_one_that_is_taken(
    played: tuple[Path, World],
) -> None:
    path, world = played
    taken = posture(world, number_of(world, "FRA"))
    shown = pages(str(path), "--state", "FRA")["strategy"]["sums"][0]
    assert shown["key"] == f"strategy.{taken.strategy.name.lower()}"
    assert shown["worth"] == pytest.approx(total(taken.terms))
    assert "(taken)" in shown["title"]


def test_every_sum_is_the_sum_of_its_terms(played: tuple[Path, World]) -> None:
    path, _ = played
    asked = ((), ("--about", "JPN"), ("--crisis", "0"), ("--vote", "0"))
    sums = [one for more in asked for page in pages(str(path), "-s", "FRA", *more).values()
            for one in page["sums"]]  # fmt: skip
    assert len(sums) > 10
    for one in sums:
        assert one["worth"] == pytest.approx(sum(term["value"] for term in one["terms"]))


def test_the_five_factors_of_a_threat_make_the_threat(played: tuple[Path, World]) -> None:
    path, world = played
    found = pages(str(path), "--state", "China", "--about", "japan")["threat"]["facts"]
    x = found["power"] * found["nearness"] * found["offence"] * found["intent"] / found["means"]
    assert found["threat"] == pytest.approx(x / (1 + x), abs=1e-4)
    japan, china = world.crises[0].initiator, world.crises[0].target
    assert found["threat"] == pytest.approx(float(world.dyads.threat[china, japan]))


def test_a_ballot_is_told_with_the_terms_on_record(played: tuple[Path, World]) -> None:
    path, world = played
    resolution = next(one for one in world.resolutions if one.votes)
    vote = next(each for each in resolution.votes if each.terms)
    key = world.scenario.state_keys[vote.state]
    cast = pages(str(path), "--state", key, "--vote", str(resolution.id))["cast"]
    assert [term["value"] for term in cast["sums"][0]["terms"]] == pytest.approx(
        [term.value for term in vote.terms]
    )


def test_a_crisis_is_told_to_parties_with_their_ways_and_to_others_with_measures(
    played: tuple[Path, World],
) -> None:
    path, world = played
    crisis = next(one for one in world.crises if one.live and not one.internal)
    number = str(crisis.id)
    bystander = pages(str(path), "--state", "GBR", "--crisis", number)
    told = {one["key"] for one in bystander["measures"]["sums"]}
    assert any(key.startswith("measure.") for key in told)
    party = pages(str(path), "-s", world.scenario.state_keys[crisis.initiator], "--crisis", number)
    assert "measures" not in party
    assert "ways_out" in party
    # What people at the table do not know is shown here: say so in the help.
    assert bystander["crisis"]["facts"]["staged"] in ("yes", "no")
    assert "secret" in run("--help").stdout


def test_prose_names_the_terms_in_words(played: tuple[Path, World]) -> None:
    path, _ = played
    told = run(str(path), "--state", "gbr")
    assert told.exit_code == 0
    assert told.stdout.startswith("United Kingdom, The Broken Covenant, 1933 Q1")
    for words in ("Its course", "Its budget", "Whom it fears", "Its duties", "Leaning", "Habit"):
        assert words in told.stdout


def test_a_slot_is_found_by_its_name(
    played: tuple[Path, World], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, _ = played
    (tmp_path / "saves").mkdir()
    (tmp_path / "saves" / "mine.indsave").write_bytes(path.read_bytes())
    monkeypatch.setenv("INDIVISIBLE_HOME", str(tmp_path))
    assert run("mine", "--state", "GBR").exit_code == 0
    assert run("mine.indsave", "--state", "GBR").exit_code == 0
    assert run("yours", "--state", "GBR").exit_code == 2


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--state", "GRB"), "GBR"),
        (("--state", "Jpan"), "Japan"),
        (("--state", "GBR", "--about", "Frnce"), "France"),
        (("--state", "GBR", "--about", "GBR"), "another state"),
        (("--state", "GBR", "--crisis", "4000"), "no crisis 4000"),
        (("--state", "GBR", "--crisis", "-1"), "no crisis -1"),
        (("--state", "GBR", "--vote", "4000"), "no resolution 4000"),
        (("--state", "GBR", "--vote", "0", "--crisis", "0"), "one of"),
        (("--crisis", "0"), "--state"),
    ],
)
def test_what_cannot_be_explained_is_refused_with_what_could_be(
    played: tuple[Path, World], words: tuple[str, ...], said: str
) -> None:
    told = run(str(played[0]), *words)
    assert told.exit_code == 2
    assert said in told.stderr
    assert told.stdout == ""


def test_a_game_of_people_with_pins_is_told_only_to_who_asks_for_its_secrets(
    tmp_path: Path,
) -> None:
    campaign, _ = open_campaign("broken_covenant")
    seats = [SeatSetup("GBR", "Ana", "1234"), SeatSetup("FRA", "Ben")]
    path = tmp_path / "two.indsave"
    write_save(path, Session.begin(campaign, seats, seed=7).saved())
    refused = run(str(path), "--state", "FRA")
    assert refused.exit_code == 2
    assert "--spoil" in refused.stderr
    assert run(str(path), "--state", "FRA", "--spoil").exit_code == 0


def test_nothing_in_the_save_is_changed(played: tuple[Path, World]) -> None:
    path, world = played
    before = path.read_bytes(), world.digest()
    run(str(path), "--state", "GBR")
    assert (path.read_bytes(), world.digest()) == before
