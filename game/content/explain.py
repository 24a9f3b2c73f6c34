"""Turn a schema's complaints into findings: where, what, and the nearest valid name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from pydantic import TypeAdapter, ValidationError

from game.content.issues import Issue, nearest
from game.content.located import Located, Path_

_WAYS = {
    "#": "a colour is written as '#1f7a4d'",
    "Q[1-4]": "a quarter is written as '1934Q3'",
    "two_thirds": "write simple, two_thirds, three_quarters, unanimity, or a fraction as 9/15",
    "^[A-Za-z0-9_][": "a map is named as 'world' or 'own.tmx'",
    "^[A-Za-z][": "a key is made of letters, digits and '_', and begins with a letter",
}
"""What is meant by each pattern of the schema, found by a piece of it."""


_MOST_WORDS = 40
"""Words that a hint lists at most."""


def findings(error: ValidationError, found: Located, adapter: TypeAdapter[Any]) -> Iterator[Issue]:
    """Yield an issue for every complaint of the schema about a file."""
    faults = error.errors(include_url=False)
    for fault in faults:
        if _follows(fault, faults):
            continue
        path = tuple(step for step in fault["loc"] if step != "[key]")
        where, text, hint = _words(path, fault, adapter)
        yield found.issue(_untagged(where, found.data), text, hint)


def _follows(fault: Any, faults: list[Any]) -> bool:
    """Tell whether a list is only too short because its items are at fault themselves."""
    if fault["type"] != "too_short" or "after validation" not in fault["msg"]:
        return False
    inside = len(fault["loc"])
    return any(
        len(other["loc"]) > inside and other["loc"][:inside] == fault["loc"] for other in faults
    )


def _untagged(path: Path_, data: Any) -> Path_:
    """Return a path without the words by which kinds of nodes were told apart."""
    kept: list[str | int] = []
    entered = True
    for step in path:
        if entered and isinstance(data, dict) and data.get("kind") == step:
            entered = False
            continue
        kept.append(step)
        try:
            data = data[step]
        except (KeyError, IndexError, TypeError):
            data = None
        entered = True
    return tuple(kept)


def _words(path: Path_, fault: Any, adapter: TypeAdapter[Any]) -> tuple[Path_, str, str]:
    kind, context = fault["type"], fault.get("ctx", {})
    if kind == "missing":
        return path[:-1], f"lacks '{path[-1]}'", ""
    if kind == "extra_forbidden":
        known = fields_at(adapter.json_schema(), path[:-1])
        hint = nearest(str(path[-1]), known) or (f"known are {', '.join(known)}" if known else "")
        return path, "is not a known field", hint
    if kind == "union_tag_not_found":
        return path, "lacks 'kind'", ""
    if kind == "union_tag_invalid":
        words = re.findall(r"'([^']*)'", context["expected_tags"])
        hint = nearest(str(context["tag"]), words) or f"it is one of {', '.join(words)}"
        return (*path, "kind"), f"cannot be {_brief(context['tag'])}", hint
    given = _brief(fault.get("input"))
    if kind == "literal_error":
        words = re.findall(r"'([^']*)'", context.get("expected", ""))
        hint = nearest(str(fault["input"]), words) or f"it is one of {', '.join(words)}"
        if len(words) > _MOST_WORDS and hint.startswith("it is"):
            hint = f"it is one of {len(words)} words; the schema lists them"
        return path, f"cannot be {given}", hint if words else f"it is {context.get('expected')}"
    if kind == "string_pattern_mismatch":
        hint = next((way for piece, way in _WAYS.items() if piece in context["pattern"]), "")
        return path, f"cannot be {given}", hint
    if kind == "value_error":
        return path, str(context.get("error", fault["msg"])), ""
    said = re.sub(r"^Input ", "", fault["msg"])
    said = said.replace("a valid dictionary", "a mapping").replace("an object", "a mapping")
    said = said.replace("valid array", "list").replace("valid tuple", "list")
    return path, f"{said}, not {given}" if fault["msg"].startswith("Input") else said, ""


def _brief(value: Any) -> str:
    if value is None:
        return "empty"
    if isinstance(value, dict | list | tuple):
        return "a mapping" if isinstance(value, dict) else "a list"
    written = repr(value)
    return written if len(written) <= 60 else written[:57] + "..."


def fields_at(schema: dict[str, Any], path: Path_) -> tuple[str, ...]:
    """Return the field names that a JSON Schema allows at a place."""
    nodes = [schema]
    for step in path:
        inner = []
        for node in _spread(nodes, schema):
            properties = node.get("properties", {})
            if isinstance(step, str) and step in properties:
                inner.append(properties[step])
            elif isinstance(step, str) and isinstance(node.get("additionalProperties"), dict):
                inner.append(node["additionalProperties"])
            elif isinstance(step, str):
                tags = node.get("discriminator", {}).get("mapping", {})
                inner += [{"$ref": tags[step]}] if step in tags else []
                inner += node.get("patternProperties", {}).values()
            elif isinstance(step, int) and "items" in node:
                inner.append(node["items"])
        nodes = inner
    return tuple(name for node in _spread(nodes, schema) for name in node.get("properties", {}))


def _spread(nodes: list[dict[str, Any]], root: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield nodes with references followed and alternatives spread out."""
    for node in nodes:
        if "$ref" in node:
            name = str(node["$ref"]).rpartition("/")[2]
            yield from _spread([root.get("$defs", {}).get(name, {})], root)
        elif "anyOf" in node:
            yield from _spread(node["anyOf"], root)
        elif isinstance(node, dict):
            yield node
