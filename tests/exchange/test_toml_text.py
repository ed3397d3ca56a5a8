"""Documents are written as TOML without losing a value or the order of keys."""

from __future__ import annotations

import tomllib
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from cte_desktop.exchange.plain.catalog import read_shipped_rules
from cte_desktop.exchange.toml_text import toml_text

_TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
_PLAIN = st.one_of(
    _TEXTS,
    st.booleans(),
    st.integers(-(2**53), 2**53),
    st.floats(allow_nan=False, allow_infinity=False),
)
_VALUES = st.recursive(
    _PLAIN,
    lambda inside: st.one_of(
        st.lists(inside, max_size=3), st.dictionaries(_TEXTS, inside, max_size=3)
    ),
    max_leaves=12,
)


@given(st.dictionaries(_TEXTS, _VALUES, max_size=5))
@settings(max_examples=150, deadline=None)
def test_any_document_is_read_back_with_its_keys_in_order(document: dict[str, Any]) -> None:
    assert repr(tomllib.loads(toml_text(document))) == repr(document)


def test_the_shipped_rules_are_read_back_as_they_are() -> None:
    for name, document in read_shipped_rules().items():
        assert repr(tomllib.loads(toml_text(document))) == repr(document), name


def test_a_table_before_a_plain_value_stays_before_it() -> None:
    text = toml_text({"first": {"a": 1}, "second": 2, "third": {"b": 3}})
    assert text == "first = { a = 1 }\nsecond = 2\n\n[third]\nb = 3\n"
