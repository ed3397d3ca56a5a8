"""Documents before and after as readable lines: the rules, templates, profiles."""

from __future__ import annotations

import json
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Any

from cte_desktop.wording.history.told import FieldTold, field
from cte_desktop.wording.translate import trn

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_LINES = 200
"""Lines of a difference that are shown; how many more there are is said."""
_NAMED_BY = ("id", "name", "title", "code", "subject", "area", "level", "student")
_LIST = ", "


def told_document(before: Any, after: Any) -> tuple[FieldTold, ...]:  # noqa: ANN401 - a document
    """Return where two documents differ: each place with its value before and after."""
    old, new = dict(_lines(before, ())), dict(_lines(after, ()))
    places = dict.fromkeys((*old, *new))
    found = [
        field(" › ".join(place), old.get(place, ""), new.get(place, ""))
        for place in places
        if old.get(place) != new.get(place)
    ]
    return _shortened(found)


def told_text(before: str, after: str) -> tuple[FieldTold, ...]:
    """Return the lines of a text that differ, each with its number."""
    old, new = before.splitlines(), after.splitlines()
    found = []
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        number = str((c if d > c else a) + 1)
        found.append(field(number, "\n".join(old[a:b]), "\n".join(new[c:d])))
    return _shortened(found)


def parsed(text: object) -> Any:  # noqa: ANN401 - a document of any shape
    """Return the document that a text is; the text itself when it is none."""
    try:
        return json.loads(str(text))
    except ValueError:
        return str(text)


def _shortened(found: list[FieldTold]) -> tuple[FieldTold, ...]:
    more = len(found) - MOST_LINES
    if more <= 0:
        return tuple(found)
    rest = trn("{count} further line", "{count} further lines", more)
    return (*found[:MOST_LINES], field(rest, "", ""))


def _lines(value: Any, place: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], str]]:  # noqa: ANN401
    """Yield each value of a document with the names that lead to it."""
    if isinstance(value, dict):
        for name, part in value.items():
            yield from _lines(part, (*place, str(name).replace("_", " ")))
    elif isinstance(value, list) and any(isinstance(part, (dict, list)) for part in value):
        seen: dict[str, int] = {}
        for number, part in enumerate(value, start=1):
            name = _name_of(part) or str(number)
            seen[name] = seen.get(name, 0) + 1
            told = name if seen[name] == 1 else f"{name} ({seen[name]})"
            yield from _lines(part, (*place, told))
    elif value is not None:
        yield place, _plain(value)


def _name_of(part: Any) -> str:  # noqa: ANN401 - a part of a document
    """Return what a table of a list is called, "" when it has no name."""
    if not isinstance(part, dict):
        return ""
    classes = part.get("applies_to_classes")
    if isinstance(classes, list) and classes:
        return _plain(classes)
    return next((str(part[name]) for name in _NAMED_BY if part.get(name)), "")


def _plain(value: Any) -> str:  # noqa: ANN401 - a value of a document
    if isinstance(value, list):
        return _LIST.join(map(_plain, value))
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:g}" if isinstance(value, float) else str(value)
