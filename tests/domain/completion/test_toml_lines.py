"""Each key of a TOML file is found in its line, however the file is written."""

from __future__ import annotations

import tomllib

from hypothesis import given, settings
from hypothesis import strategies as st

from cte_desktop.domain.completion.toml_lines import lines_of
from cte_desktop.exchange.toml_text import toml_text

WRITTEN = '''# a note with [brackets] and "quotes
title = "one" # = two
"quoted key" = 'a # in it'
long = """
first = "not a key"
[not.a.table]
end \\""" still""""
raw = \'\'\'
x = 1\'\'\'
many = [
  "a", # b
  { inside = 1,
    }, [2, 3],
]
[table]
a.b.c = 1
inline = { one = 1, two = { three = "}" } }
date = 2026-11-22T10:00:00

[[rows]]
name = "first"
[rows.below]
deep = true
[[rows]]
name = "second"
'''.replace(",\n    }", " }")


def test_keys_are_found_in_every_way_of_writing_them() -> None:
    lines = lines_of(WRITTEN)
    tomllib.loads(WRITTEN)
    assert lines["title",] == 2
    assert lines["quoted key",] == 3
    assert lines["long",] == 4
    assert ("first",) not in lines
    assert lines["raw",] == 8
    assert lines["many",] == 10
    assert lines["many", "1"] == 12
    assert lines["many", "1", "inside"] == 12
    assert lines["table",] == 14
    assert lines["table", "a", "b", "c"] == 15
    assert lines["table", "inline", "two", "three"] == 16
    assert lines["table", "date"] == 17
    assert lines["rows", "0", "name"] == 20
    assert lines["rows", "0", "below", "deep"] == 22
    assert lines["rows", "1"] == 23
    assert lines["rows", "1", "name"] == 24


_KEYS = st.text(st.characters(codec="utf-8", exclude_characters="\r\x00"), max_size=6)
_VALUES = st.recursive(
    st.integers(-99, 99) | st.booleans() | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_KEYS, inner, max_size=3),
    max_leaves=12,
)


def _paths(value: object, path: tuple[str, ...]) -> list[tuple[str, ...]]:
    if isinstance(value, dict):
        return [p for k, v in value.items() for p in ((*path, k), *_paths(v, (*path, k)))]
    return []


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(_KEYS, _VALUES, max_size=4))
def test_every_key_of_any_file_has_a_line_that_names_it(document: dict[str, object]) -> None:
    text = toml_text(document)
    if tomllib.loads(text) != document:
        return  # surrogates and such, which TOML can't hold
    lines = lines_of(text)
    for path in _paths(document, ()):
        assert path in lines
        assert 1 <= lines[path] <= text.count("\n") + 1
