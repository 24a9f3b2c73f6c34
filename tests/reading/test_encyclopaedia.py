"""The encyclopaedia: articles without fault, an article for everything, a screen to read them in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pygame
import pytest

from game.client.assets import assets_folder
from game.client.page import Page
from game.client.reading.articles import encyclopaedia, read_articles
from game.client.reading.links import gist
from game.client.reading.subjects import subjects
from game.client.screen import Push
from game.client.screens.encyclopaedia import EncyclopaediaScreen
from game.client.screens.message import MessageScreen
from game.client.ui import Ui
from game.client.widgets.richtext import Link
from game.client.widgets.terms import TermRow, TermsTable
from game.client.widgets.tooltip import Tip
from game.core.rules import Rules
from tests.reading.pupil import Pupil

FOLDER = assets_folder() / "encyclopaedia"


def test_the_articles_are_many_and_without_fault() -> None:
    book, issues = read_articles(FOLDER, subjects())
    assert [str(issue) for issue in issues] == []
    assert len(book.articles) >= 80
    assert all(len(" ".join(one.body).split()) >= 38 for one in book.articles.values())
    assert {section for section, _ in book.index()} == {
        "playing", "concepts", "institutions", "measures", "quarrels", "war", "states", "numbers",
        "cases",
    }  # fmt: skip


@pytest.mark.parametrize(
    "kind", ["term", "act", "clause", "mode", "stance", "event", "crisis", "rung", "treaty",
             "good", "provision", "accord", "favour", "alert", "bar"]
)  # fmt: skip
def test_everything_in_the_game_has_an_article(kind: str) -> None:
    book = encyclopaedia()
    there = [key for key in subjects() if key.startswith(f"{kind}.")]
    assert there
    assert [key for key in there if book.about(key) is None] == []


def test_every_article_can_be_reached_by_links_from_another() -> None:
    book = encyclopaedia()
    linked = {target for one in book.articles.values() for target in one.links()}
    assert sorted(set(book.articles) - linked) == []


def test_figures_are_those_of_the_rules_that_are_played() -> None:
    article = encyclopaedia().articles["threat"]
    assert "2,600 km" in " ".join(article.paragraphs(Rules()))
    assert "1,234 km" in " ".join(article.paragraphs(replace(Rules(), reach_km=1234.0)))


def write(folder: Path, name: str, text: str) -> None:
    (folder / f"{name}.txt").write_text(text, encoding="utf-8")


GOOD = "title: One\nsection: concepts\nsources: A\n\nText.\n"


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("title: One\nsection: concepts\nsources: A\n\nSee [it](nowhere).\n", 5, "nowhere"),
        (
            "title: One\nsection: concepts\nsources: A\n\n\nIt is {reach_kms:count}.\n",
            6,
            "reach_km",
        ),
        ("title: One\nsection: concepts\nsources: A\n\nIt is {reach_km:miles}.\n", 5, "form"),
        ("title: One\nsection: concept\nsources: A\n\nText.\n", 2, "concepts"),
        ("title: One\nsection: concepts\n\nText.\n", 1, "sources"),
        ("title: One\nsections: concepts\nsources: A\n\nText.\n", 2, "section"),
        ("title: One\nsection: concepts\nsources: A\nexplains: term.ty\n\nText.\n", 4, "term.ties"),
        ("title: One\nsection: concepts\nsources: A\n\n", 5, "no text"),
    ],
)
def test_a_fault_is_told_with_its_line(tmp_path: Path, text: str, line: int, said: str) -> None:
    write(tmp_path, "one", text)
    _, issues = read_articles(tmp_path, ("term.ties",))
    assert any(issue.line == line and said in str(issue) for issue in issues), issues


def test_two_articles_may_not_explain_the_same_thing(tmp_path: Path) -> None:
    write(tmp_path, "one", GOOD.replace("sources", "explains: term.ties\nsources"))
    write(tmp_path, "two", GOOD.replace("sources", "explains: term.ties\nsources"))
    book, issues = read_articles(tmp_path, ("term.ties",))
    assert len(book.articles) == 2
    assert [issue.file.name for issue in issues] == ["two.txt"]
    assert issues[0].line == 3


def test_what_is_no_text_is_refused_and_the_rest_read(tmp_path: Path) -> None:
    write(tmp_path, "one", GOOD)
    (tmp_path / "two.txt").write_bytes(b"title: \xff\xfe\n")
    (tmp_path / "three.txt").write_text("x" * 50_000, encoding="utf-8")
    book, issues = read_articles(tmp_path, None)
    assert list(book.articles) == ["one"]
    assert {issue.file.name for issue in issues} == {"two.txt", "three.txt"}


# -- the screen -----------------------------------------------------------------------------------


@pytest.fixture
def reader(tmp_path: Path) -> Iterator[Pupil]:
    one = Pupil(tmp_path)
    one.key(pygame.K_e)
    yield one
    one.app.close()


def book(reader: Pupil) -> EncyclopaediaScreen:
    screen = reader.app.screen
    assert isinstance(screen, EncyclopaediaScreen)
    return screen


def link(reader: Pupil, words: str) -> Link:
    return next(
        one for one in reader.app.ui.controls() if isinstance(one, Link) and one.words == words
    )


def test_a_link_is_followed_by_mouse_and_one_comes_back(reader: Pupil) -> None:
    assert book(reader).article.id == "collective_security"
    reader.click_at(link(reader, "veto").focus_rect().center)
    assert book(reader).article.id == "veto"
    assert "At Yalta" in reader.text
    reader.click("book.back")
    assert book(reader).article.id == "collective_security"
    reader.click("book.forward")
    assert book(reader).article.id == "veto"


def test_a_link_is_followed_by_keyboard_and_one_comes_back(reader: Pupil) -> None:
    reader.tab_to("alliance")
    reader.key(pygame.K_RETURN)
    assert book(reader).article.id == "collective_defence"
    reader.key(pygame.K_LEFT, mod=pygame.KMOD_ALT)
    assert book(reader).article.id == "collective_security"
    reader.key(pygame.K_RIGHT, mod=pygame.KMOD_ALT)
    assert book(reader).article.id == "collective_defence"
    reader.key(pygame.K_ESCAPE)
    assert reader.screen == "TitleScreen"


def test_it_is_searched_and_browsed_by_keyboard(reader: Pupil) -> None:
    reader.tab_to("book.search")
    reader.type("corfu")
    assert "Corfu, 1923" in reader.text
    assert "Rhodesia, 1965-79" not in reader.text
    reader.key(pygame.K_RETURN)
    assert book(reader).article.id == "corfu_1923"
    reader.tab_to("book.list")
    reader.key(pygame.K_DOWN)
    assert book(reader).article.id != "corfu_1923"
    assert book(reader).article.title in reader.text


def test_the_index_can_be_cut_to_a_section(reader: Pupil) -> None:
    book(reader)._choose_section("cases")
    reader.app.rebuild()
    assert "Hungary, 1956" in reader.text
    assert "Burden sharing" not in reader.text


def test_nothing_found_is_said(reader: Pupil) -> None:
    reader.click("book.search")
    reader.type("zzzz")
    assert "Nothing found" in reader.text


@pytest.mark.parametrize(("size", "scale"), [((1280, 720), 100), ((1280, 720), 150),
                                             ((1920, 1080), 150)])  # fmt: skip
def test_no_article_is_cut_off(reader: Pupil, size: tuple[int, int], scale: int) -> None:
    reader.app.apply(
        reader.app.settings.model_copy(update={"window": size, "scale_percent": scale}), keep=False
    )
    for name in encyclopaedia().articles:
        reader.app.go(book(reader).open(name))
        assert reader.app.ui.cramped() == (), name


# -- from the screens to the articles -------------------------------------------------------------


def opened(tmp_path: Path) -> Pupil:
    one = Pupil(tmp_path)
    one.click("title.lesson")
    one.wait_for_card()
    one.click("lesson.leave")
    return one


def test_a_figure_of_the_bar_leads_to_its_article_by_keyboard(tmp_path: Path) -> None:
    player = opened(tmp_path)
    player.tab_to("bar.influence")
    player.key(pygame.K_F1)
    assert "Good name and order" in player.text, "its terms"
    player.tab_to("Influence")
    player.key(pygame.K_RETURN)
    assert book(player).article.id == "influence"
    player.key(pygame.K_ESCAPE)
    assert player.screen == "WorldScreen"
    player.app.close()


def test_a_clause_of_a_charter_leads_to_its_article_by_mouse(tmp_path: Path) -> None:
    player = opened(tmp_path)
    player.click("institution.0")
    player.click("tab.charter")
    player.click("Where an attack counts")
    assert book(player).article.id == "charter"
    player.app.close()


def test_a_map_mode_and_a_measure_lead_to_their_articles(tmp_path: Path) -> None:
    player = opened(tmp_path)
    for name, title in (("mode.threat", "How a threat is computed"),):
        tip = player.app.ui.find(name).tip
        assert isinstance(tip, Tip)
        assert encyclopaedia().articles[tip.article].title == title
    player.app.close()


def test_f3_opens_it_from_the_map_with_the_rules_of_the_game(tmp_path: Path) -> None:
    player = opened(tmp_path)
    rules = player.app.screen.play.view.known.rules  # type: ignore[attr-defined]
    player.key(pygame.K_F3)
    assert book(player).rules is rules
    assert rules.incident_rate == 0.0
    player.app.go(book(player).open("incidents"))
    assert "some 0 armed incidents" in player.text
    player.app.close()


def test_a_term_of_a_sum_leads_to_its_article(tmp_path: Path) -> None:
    one = Pupil(tmp_path)
    rows = (
        TermRow("Ties", 0.2, "", "stakes"),
        TermRow("Rest", 0.1),
        TermRow("Veto", 0.1, "", "veto"),
    )

    class Sum(MessageScreen):
        def build(self, ui: Ui) -> None:
            page = Page(ui, "A sum")
            TermsTable(page.body, rows, key="sum")
            page.finish()

    one.app.go(Push(Sum("", "")))
    table = one.app.ui.find("sum")
    one.click_at((table.rect.left + 6, table.rect.top + 6))
    told = gist("stakes", Rules())
    assert told is not None
    assert told.body.split("[")[0] in one.text
    one.tab_to(encyclopaedia().articles["stakes"].title)
    one.key(pygame.K_RETURN)
    assert book(one).article.id == "stakes"
    one.key(pygame.K_ESCAPE)
    one.tab_to("sum")
    one.key(pygame.K_DOWN, pygame.K_RETURN)
    one.tab_to(encyclopaedia().articles["veto"].title)
    one.key(pygame.K_RETURN)
    assert book(one).article.id == "veto"
    one.app.close()
