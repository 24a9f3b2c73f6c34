"""Load a campaign: read every part, check it against the rest, or say all that is wrong."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from game.content import library
from game.content.campaign import Campaign
from game.content.draft import Draft
from game.content.issues import Issue, has_errors, nearest
from game.content.lint import PASSES
from game.content.maps.document import MapDocument
from game.content.maps.loader import load_map
from game.content.reading import Reader, empty
from game.content.schema.rules import overrides
from game.content.sections import INSTITUTIONS, KINDS, MANIFEST, RULES, Section
from game.core.invariants import BrokenWorld
from game.core.rules import Rules


def load_campaign(folder: Path) -> tuple[Campaign | None, tuple[Issue, ...]]:
    """Return the campaign in a folder and every finding about it; no campaign on an error.

    Findings are all there at once: of the schema in every file, then of the checks of one part
    against another.
    """
    if not folder.is_dir():
        return None, (Issue(folder, 0, "", "is not a folder"),)
    reader = Reader(folder)
    parts = {kind.name: reader.section(kind) for kind in KINDS}
    world_map = _map(folder, parts[MANIFEST.name], reader)
    charters, templates, at_hand = _charters(folder, parts[INSTITUTIONS.name], reader)
    happenings = _happenings(folder, parts[MANIFEST.name], reader)
    if world_map is None or parts[MANIFEST.name] is None:
        return None, _sorted(reader.issues)
    broken = frozenset(name for name, part in parts.items() if part is None)
    whole: dict[str, Any] = {
        kind.name: parts[kind.name] or empty(kind, folder)
        for kind in KINDS
        if kind not in (MANIFEST, RULES)
    }
    rules = parts[RULES.name]
    draft = Draft(
        folder=folder,
        manifest=parts[MANIFEST.name],  # type: ignore[arg-type]  # seen above
        rules=replace(Rules(), **overrides(rules.value)) if rules is not None else Rules(),
        map=world_map,
        charters=charters,
        templates=templates,
        happenings=happenings,
        library=at_hand,
        broken=broken,
        **whole,
    )
    for check in PASSES:
        reader.issues += check(draft)
    if has_errors(reader.issues):
        return None, _sorted(reader.issues)
    campaign = Campaign(draft, reader.digest(world_map.digest))
    try:
        campaign.world(0)
    except BrokenWorld as broken_world:
        reader.issues.append(Issue(folder, 0, "", f"makes an impossible world: {broken_world}"))
        return None, _sorted(reader.issues)
    return campaign, _sorted(reader.issues)


def _map(folder: Path, manifest: Section[Any] | None, reader: Reader) -> MapDocument | None:
    if manifest is None:
        return None
    name = manifest.value.map
    file = library.find_map(name, folder)
    if file is None:
        known = [path.stem for path in sorted((library.library() / "maps").glob("*.tmx"))]
        hint = nearest(name, known) or "a .tmx file must lie in the campaign's own folder"
        reader.issues.append(manifest.issue(("map",), f"no map is called '{name}'", hint))
        return None
    document, issues = load_map(file)
    reader.issues += issues
    return document


def _charters(
    folder: Path, institutions: Section[Any] | None, reader: Reader
) -> tuple[dict[str, Section[Any]], dict[str, Section[Any]], dict[str, Path]]:
    """Read every charter at hand: the campaign's own first, then the library's.

    Return those that are the campaign's own or that its institutions name, all, and where they lie.
    """
    own = {file.stem: file for file in sorted((folder / "charters").glob("*.yaml"))}
    at_hand = {**library.charters(), **own}
    wanted = dict.fromkeys(own)
    if institutions is not None:
        wanted |= dict.fromkeys(entry.charter for entry in institutions.value.values())
    read = {key: reader.charter(file) for key, file in at_hand.items()}
    templates = {key: found for key, found in read.items() if found is not None}
    return {key: templates[key] for key in wanted if key in templates}, templates, at_hand


def _happenings(
    folder: Path, manifest: Section[Any] | None, reader: Reader
) -> dict[str, Section[Any]]:
    """Read the happenings that the manifest lists, then the campaign's own, which replace others."""
    own = {file.stem: file for file in sorted((folder / "happenings").glob("*.yaml"))}
    shelf = library.happenings()
    listed = manifest.value.happenings if manifest is not None else ()
    files: dict[str, Path] = {}
    for place, key in enumerate(listed):
        file = own.get(key) or shelf.get(key)
        if file is None and manifest is not None:
            hint = nearest(key, [*shelf, *own]) or "they lie in campaigns/happenings"
            text = f"no happening is called '{key}'"
            reader.issues.append(manifest.issue(("happenings", place), text, hint))
        elif file is not None:
            files[key] = file
    read = {key: reader.happening(file) for key, file in {**files, **own}.items()}
    return {key: found for key, found in read.items() if found is not None}


def _sorted(issues: list[Issue]) -> tuple[Issue, ...]:
    return tuple(sorted(set(issues), key=lambda issue: (str(issue.file), issue.line, issue.path)))
