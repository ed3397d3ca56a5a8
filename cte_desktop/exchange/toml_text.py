"""A document as the text of a TOML file, in the order of its keys: rules mean something by it.

A table may be written under a heading of its own only when nothing but tables follows it; what
stands before a plain value is written on the line of its key, so that no order changes.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_BARE = re.compile(r"^[A-Za-z0-9_-]+$")
_WIDE = 100


def toml_text(document: Mapping[str, Any]) -> str:
    """Return the text; reading it gives an equal document with its keys in the same order."""
    return "\n".join((*_table(document, ()), "")).lstrip("\n")


def _table(table: Mapping[str, Any], path: tuple[str, ...]) -> Iterator[str]:
    keys = list(table)
    headed = len(keys)  # from here on every value has a heading
    while headed and _has_heading(table[keys[headed - 1]]):
        headed -= 1
    for key in keys[:headed]:
        yield f"{_key(key)} = {_value(table[key], len(key) + 3)}"
    for key in keys[headed:]:
        inside, value = (*path, _key(key)), table[key]
        heading = ".".join(inside)
        if isinstance(value, dict):
            yield from ("", f"[{heading}]", *_table(value, inside))
        else:
            for one in value:
                yield from ("", f"[[{heading}]]", *_table(one, inside))


def _has_heading(value: object) -> bool:
    if isinstance(value, list):
        return bool(value) and all(isinstance(one, dict) for one in value)
    return isinstance(value, dict)


def _value(value: object, taken: int = 0) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case int() | float():
            return repr(value)
        case dict():
            inside = ", ".join(f"{_key(str(k))} = {_value(one)}" for k, one in value.items())
            return f"{{ {inside} }}" if inside else "{}"
        case list():
            parts = [_value(one) for one in value]
            line = f"[{', '.join(parts)}]"
            if not taken or taken + len(line) <= _WIDE:
                return line
            return "\n".join(("[", *(f"  {part}," for part in parts), "]"))
        case _:
            return _text(str(value))


def _key(key: str) -> str:
    return key if _BARE.match(key) else _text(key)


def _text(text: str) -> str:
    """Return a basic string of TOML: as JSON writes it, with DEL escaped."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
