"""Articles of the encyclopaedia, read from `assets/encyclopaedia` and checked with file and line.

A file is one article: a head of `title`, `section`, `explains` and `sources`, an empty line, and
paragraphs. `## ` begins a heading, `[words](article)` is a link, `{rule:form}` a figure of the rules.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field, fields
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path

from game.client.assets import assets_folder
from game.content.issues import Issue, nearest
from game.core.rules import Rules
from game.narrate.numerals import count, percent

SECTIONS = (
    "playing", "concepts", "institutions", "measures", "quarrels", "war", "states", "numbers",
    "cases",
)  # fmt: skip
"""In the order of the index."""

MOST_BYTES = 40_000
MOST_FILES = 2_000
HEADS = ("title", "section", "explains", "sources")
NEEDED = ("title", "section", "sources")

_NAME = re.compile(r"[a-z][a-z0-9_]{0,59}")
_LINK = re.compile(r"\[([^\]]*)\]\(([^)]*)\)")
_FIGURE = re.compile(r"\{([^{}]*)\}")
_FORMS: Mapping[str, Callable[[float], str]] = {
    "raw": lambda value: f"{value:g}",
    "count": count,
    "percent": percent,
    "tenths": lambda value: f"{value * 100:.1f}%".replace(".0%", "%"),
    "year": lambda value: f"{value:.0f}",
}
"""How a figure is written: as it is, rounded, in per cent, in tenths of a per cent, as a year."""


@dataclass(frozen=True, slots=True)
class Article:
    """An article; its text still holds its links, and its figures by key."""

    id: str
    title: str
    section: str
    sources: tuple[str, ...]
    explains: tuple[str, ...]
    body: tuple[str, ...]
    """Paragraphs; headings begin with `## `."""

    def paragraphs(self, rules: Rules) -> tuple[str, ...]:
        """Return the paragraphs with the figures of a game's rules."""
        return tuple(_FIGURE.sub(lambda hole: _figure(hole[1], rules), one) for one in self.body)

    def links(self) -> tuple[str, ...]:
        """Return the articles that this one refers to, in their order."""
        return tuple(target for one in self.body for _, target in _LINK.findall(one))

    def plain(self, rules: Rules) -> str:
        """Return the text without its marks, for the search."""
        text = " ".join(self.paragraphs(rules))
        return _LINK.sub(lambda link: link[1], text).replace("*", "").replace("## ", "")


@dataclass(frozen=True)
class Encyclopaedia:
    """All articles, and which of them explains what."""

    articles: Mapping[str, Article]
    _exact: dict[str, str] = field(init=False, default_factory=dict)
    _wide: list[tuple[str, str]] = field(init=False, default_factory=list)

    def __post_init__(self) -> None:
        for article in self.articles.values():
            for key in article.explains:
                if "*" in key:
                    self._wide.append((key, article.id))
                else:
                    self._exact.setdefault(key, article.id)

    def about(self, key: str) -> Article | None:
        """Return the article that explains a thing of the game, such as `term.ties`."""
        found = self._exact.get(key)
        if found is None:
            found = next((name for wide, name in self._wide if fnmatchcase(key, wide)), None)
        return self.articles.get(found) if found is not None else None

    def index(self) -> tuple[tuple[str, tuple[Article, ...]], ...]:
        """Return the articles by section, by title within; sections without any are left out."""
        found = []
        for section in SECTIONS:
            inside = [one for one in self.articles.values() if one.section == section]
            if inside:
                ordered = sorted(inside, key=lambda one: _sorting(one.title))
                found.append((section, tuple(ordered)))
        return tuple(found)

    def search(self, words: str, rules: Rules) -> tuple[Article, ...]:
        """Return the articles in which all words occur: first those with them in the title."""
        wanted = words.casefold().split()
        if not wanted:
            return ()
        ranked = []
        for article in self.articles.values():
            title, text = article.title.casefold(), article.plain(rules).casefold()
            if all(word in title or word in text for word in wanted):
                in_title = sum(word in title for word in wanted)
                often = sum(text.count(word) for word in wanted)
                ranked.append((-in_title, -often, _sorting(article.title), article))
        return tuple(article for *_, article in sorted(ranked, key=lambda one: one[:3]))


@cache
def encyclopaedia(language: str = "en") -> Encyclopaedia:
    """Return the articles that come with the game; those that read well, where some do not.

    Articles of another language lie in a folder of its name and stand in place of the English ones.
    """
    folder = assets_folder() / "encyclopaedia"
    found = dict(read_articles(folder, None)[0].articles)
    if language != "en" and (folder / language).is_dir():
        found |= read_articles(folder / language, None)[0].articles
    return Encyclopaedia(found)


def read_articles(
    folder: Path, known: Collection[str] | None
) -> tuple[Encyclopaedia, tuple[Issue, ...]]:
    """Read all articles of a folder, and say all that is wrong with them by file and line.

    `known` is what there is to be explained; None leaves that unchecked.
    """
    issues: list[Issue] = []
    articles: dict[str, Article] = {}
    lines: dict[str, tuple[Path, list[str]]] = {}
    files = sorted(folder.glob("*.txt"))
    if len(files) > MOST_FILES:
        issues.append(Issue(folder, 0, "", f"holds {len(files)} articles; {MOST_FILES} are read"))
    for file in files[:MOST_FILES]:
        text = _text(file, issues)
        if text is None:
            continue
        article = _parse(file, text, issues)
        if article is not None:
            articles[article.id] = article
            lines[article.id] = (file, text.split("\n"))
    for name, (file, rows) in lines.items():
        issues += _check_links(file, rows, articles)
        issues += _check_figures(file, rows)
        if known is not None:
            issues += _check_subjects(file, rows, articles[name], known)
    issues += _doubled(articles, lines)
    return Encyclopaedia(articles), tuple(issues)


def _text(file: Path, issues: list[Issue]) -> str | None:
    try:
        with file.open("rb") as stream:
            raw = stream.read(MOST_BYTES + 1)
    except OSError as error:
        issues.append(Issue(file, 0, "", f"cannot be read: {error.strerror}"))
        return None
    if len(raw) > MOST_BYTES:
        issues.append(Issue(file, 0, "", f"is longer than {MOST_BYTES} bytes"))
        return None
    try:
        return raw.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        issues.append(Issue(file, line, "", "is not UTF-8 text"))
        return None


def _parse(file: Path, text: str, issues: list[Issue]) -> Article | None:
    before = len(issues)
    if not _NAME.fullmatch(file.stem):
        issues.append(Issue(file, 0, "", "is not named in small letters, digits and '_'"))
    head: dict[str, str] = {}
    rows = text.split("\n")
    at = 0
    for at, row in enumerate(rows):
        if not row.strip():
            break
        key, colon, value = row.partition(":")
        if not colon or key not in HEADS:
            hint = nearest(key, HEADS) or f"the head has {', '.join(HEADS)}"
            issues.append(Issue(file, at + 1, "", f"'{key[:40]}' is no line of a head", hint))
        elif key in head:
            issues.append(Issue(file, at + 1, key, "is given twice"))
        else:
            head[key] = value.strip()
    issues += [Issue(file, 1, key, "is missing") for key in NEEDED if not head.get(key)]
    section = head.get("section", "")
    if section and section not in SECTIONS:
        hint = nearest(section, SECTIONS) or f"there are {', '.join(SECTIONS)}"
        issues.append(Issue(file, _row(rows, "section"), "section", f"no '{section}'", hint))
    body = tuple(_paragraphs(rows[at:]))
    if not body:
        issues.append(Issue(file, len(rows), "", "has no text"))
    if len(issues) > before:
        return None
    sources = tuple(one.strip() for one in head["sources"].split(";") if one.strip())
    explains = tuple(head.get("explains", "").split())
    return Article(file.stem, head["title"], section, sources, explains, body)


def _paragraphs(rows: list[str]) -> Iterator[str]:
    held: list[str] = []
    for row in [*rows, ""]:
        if row.startswith("## ") or not row.strip():
            if held:
                yield " ".join(held)
            held = []
            if row.strip():
                yield row.strip()
        else:
            held.append(row.strip())


def _check_links(file: Path, rows: list[str], articles: Mapping[str, Article]) -> Iterator[Issue]:
    for number, row in enumerate(rows, start=1):
        for _, target in _LINK.findall(row):
            if target not in articles:
                hint = nearest(target, articles)
                yield Issue(file, number, "", f"refers to '{target}', which is no article", hint)


def _check_figures(file: Path, rows: list[str]) -> Iterator[Issue]:
    names = [one.name for one in fields(Rules)]
    for number, row in enumerate(rows, start=1):
        for hole in _FIGURE.findall(row):
            name, _, form = hole.partition(":")
            if name not in names:
                yield Issue(file, number, "", f"the rules have no '{name}'", nearest(name, names))
            elif form not in _FORMS:
                hint = f"there are {', '.join(_FORMS)}"
                yield Issue(file, number, "", f"'{form}' is no form of a figure", hint)


def _check_subjects(
    file: Path, rows: list[str], article: Article, known: Collection[str]
) -> Iterator[Issue]:
    for key in article.explains:
        if key not in known and not ("*" in key and any(fnmatchcase(s, key) for s in known)):
            text = f"explains '{key}', which is not in the game"
            yield Issue(file, _row(rows, "explains"), "explains", text, nearest(key, known))


def _doubled(
    articles: Mapping[str, Article], lines: Mapping[str, tuple[Path, list[str]]]
) -> Iterator[Issue]:
    seen: dict[str, str] = {}
    for article in articles.values():
        for key in article.explains:
            if key in seen:
                file, rows = lines[article.id]
                text = f"explains '{key}', as {seen[key]} does"
                yield Issue(file, _row(rows, "explains"), "explains", text)
            seen.setdefault(key, article.id)


def _row(rows: list[str], key: str) -> int:
    return next((n for n, row in enumerate(rows, start=1) if row.startswith(f"{key}:")), 1)


def _figure(hole: str, rules: Rules) -> str:
    name, _, form = hole.partition(":")
    value = getattr(rules, name, None)
    write = _FORMS.get(form)
    if not isinstance(value, int | float) or write is None:
        return "…"
    return write(float(value))


def _sorting(title: str) -> str:
    return title.casefold().removeprefix("the ").removeprefix("a ")
