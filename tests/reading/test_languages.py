"""A second language: the same keys and names in braces, words that bend, English where it is silent."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest

from game.client import strings as client
from game.client.assets import assets_folder
from game.client.lesson.steps import lesson
from game.narrate import tongue
from game.narrate.names import Named, translated
from game.narrate.narrator import Narrator
from game.narrate.numerals import Figure, in_words, listed, men, money, percent
from game.narrate.strings import load_strings, read_strings, strings_file
from game.session.shelf import open_campaign
from tests.reading.pupil import Pupil

OTHERS = tuple(code for code, _ in client.languages() if code != client.LANGUAGE)


@pytest.fixture(autouse=True)
def spoken() -> Iterator[None]:
    yield
    client.use(client.LANGUAGE)


def holes(template: str) -> list[str]:
    return [name for _, name, _, _ in Formatter().parse(template) if name]


def roles(template: str) -> set[str]:
    return {re.split(r"[.\[]", name)[0] for name in holes(template)}


def test_there_is_another_language() -> None:
    assert dict(client.languages())["en"] == "English"
    assert OTHERS


@pytest.mark.parametrize("code", OTHERS)
def test_its_words_have_the_keys_and_the_holes_of_the_english_ones(code: str) -> None:
    english, other = client.catalogue("en"), client.catalogue(code)
    assert [key for key in other if key not in english] == []
    assert {k: holes(w) for k, w in other.items() if set(holes(w)) != set(holes(english[k]))} == {}
    assert len(other) > 0.8 * len(english)


@pytest.mark.parametrize("code", OTHERS)
def test_its_sentences_have_the_keys_and_the_roles_of_the_english_ones(code: str) -> None:
    english, other = read_strings(strings_file("en")), read_strings(strings_file(code))
    told = {key: words for key, words in other.items() if not key.startswith("name.")}
    assert [key for key in told if key not in english] == []
    assert {k: w for k, w in told.items() if roles(w) - roles(english[k])} == {}
    for part in ("event.", "act.", "rung.", "crisis_state.", "resolution.", "treatykind."):
        there = [key for key in english if key.startswith(part)]
        assert sum(key in told for key in there) > 0.6 * len(there), part


@pytest.mark.parametrize("code", OTHERS)
def test_every_sentence_of_it_can_be_filled_in(code: str) -> None:
    client.use(code)
    for key, template in read_strings(strings_file(code)).items():
        values: dict[str, object] = {}
        for _, name, spec, _ in Formatter().parse(template):
            if name:
                role, _, bends = name.partition(".")
                values.setdefault(role, Figure(2.0) if spec and not bends else Named("le Japon"))
        filled = template.format_map(values)
        assert "{" not in filled, key


def test_what_it_has_no_words_for_is_said_in_english(monkeypatch: pytest.MonkeyPatch) -> None:
    client.use("fr")
    assert client.text("title.new_game") == "Nouvelle partie"
    whole = client.catalogue

    def without(code: str) -> dict[str, str]:
        return {key: words for key, words in whole(code).items()
                if code == "en" or key != "title.new_game"}  # fmt: skip

    monkeypatch.setattr(client, "catalogue", without)
    assert client.text("title.new_game") == "New game"
    assert client.text("title.load") == "Charger"
    sentences = load_strings()
    missing = next(key for key in load_strings("en") if key not in read_strings(strings_file("fr")))
    assert sentences[missing] == load_strings("en")[missing]


def test_a_language_without_files_is_english() -> None:
    client.use("xx")
    assert client.text("title.new_game") == "New game"
    assert load_strings() == load_strings("en")


@pytest.mark.parametrize(
    ("name", "of", "to", "verb"),
    [
        ("la Grèce", "de la Grèce", "à la Grèce", "déclare"),
        ("le Japon", "du Japon", "au Japon", "déclare"),
        ("l’Italie", "de l’Italie", "à l’Italie", "déclare"),
        ("les États-Unis", "des États-Unis", "aux États-Unis", "déclarent"),
        ("Cuba", "de Cuba", "à Cuba", "déclare"),
        ("Israël", "d’Israël", "à Israël", "déclare"),
    ],
)
def test_french_names_bend(name: str, of: str, to: str, verb: str) -> None:
    named = Named(name)
    assert (f"{named.de}", f"{named.a}", f"{named.v:déclare/déclarent}") == (of, to, verb)


def test_french_figures() -> None:
    client.use("fr")
    assert money(1234.0) == "1,2 Md $"
    assert percent(0.42) == "42\N{NARROW NO-BREAK SPACE}%"
    assert men(12.0) == "12\N{NARROW NO-BREAK SPACE}000 hommes"
    assert listed(["A", "B", "C"]) == "A, B et C"
    assert f"{Figure(1):off guerre guerres}" == "une guerre"
    assert f"{Figure(0):off guerre guerres}" == "aucune guerre"
    assert f"{Figure(3):of traité traités}" == "trois traités"
    assert in_words(1) == "un"


def test_english_figures_are_as_they_were() -> None:
    assert (money(1234.0), percent(0.42), men(12.0)) == ("$1.2 billion", "42%", "12,000 men")
    assert f"{Figure(0):of war wars}" == "no wars"


def test_a_whole_sentence_with_names() -> None:
    client.use("fr")
    campaign, _ = open_campaign("broken_covenant")
    names = campaign.gazetteer
    tell = Narrator(names)
    assert tell.names.state(names.state("USA")) == "les États-Unis"
    said = tell._fill("event.war.begun", {"subject": tell.names.state(names.state("USA")),
                                          "object": tell.names.state(names.state("JPN"))})  # fmt: skip
    assert said == "Les États-Unis entrent en guerre contre le Japon."
    said = tell._fill("event.membership.left", {"subject": tell.names.state(names.state("JPN")),
                                                "institution": tell.names.institution(0)})  # fmt: skip
    assert said == "Le Japon quitte la Société des Nations."
    plain = translated(names, tell.strings)
    assert plain.names[names.state("GRC")] == "Grèce"
    assert plain.institution_names[0] == "Société des Nations"


def test_nearly_every_state_between_the_wars_has_a_french_name() -> None:
    told = read_strings(strings_file("fr"))
    campaign, _ = open_campaign("broken_covenant")
    without = [name for name in campaign.gazetteer.names if f"name.{name}" not in told]
    assert len(without) < len(campaign.gazetteer.names) / 6, without


def test_the_language_is_chosen_in_the_settings_and_kept(tmp_path: Path) -> None:
    one = Pupil(tmp_path)
    one.click("title.settings")
    one.app.screen._keep(one.app.settings.model_copy(update={"language": "fr"}))  # type: ignore[attr-defined]
    one.app.step()
    assert "Réglages" in one.text
    assert "Français" in one.text
    assert tongue.language() == "fr"
    one.app.close()
    again = Pupil(tmp_path)
    assert "Nouvelle partie" in again.text
    again.app.close()


@pytest.mark.parametrize("code", OTHERS)
def test_the_first_lesson_is_done_in_it_from_its_first_card_to_its_last(
    tmp_path: Path, code: str
) -> None:
    (tmp_path / "settings.toml").write_text(f'language = "{code}"\n', encoding="utf-8")
    one = Pupil(tmp_path)
    one.click("title.lesson")
    one.wait_for_card()
    for _ in range(2 * len(lesson().steps)):
        if one.app.companion is None:
            break
        assert one.app.ui.cramped() == (), one.app.companion.step.key
        one.by_mouse()
        one.wait_for_card()
    assert one.screen == "TitleScreen"
    one.app.close()


def test_the_strings_are_where_the_window_looks() -> None:
    for code in OTHERS:
        assert (assets_folder() / "strings" / f"{code}.toml").is_file()
        assert strings_file(code).is_file()
