"""A profile as a TOML document and as the text of its file, in the grammar that parsing reads."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cte_desktop.exchange.profiles.profile import (
        ColumnRule,
        KeepRule,
        Lookup,
        Profile,
        TableShape,
    )

Document = dict[str, Any]

_BARE = re.compile(r"^[A-Za-z0-9_-]+$")


def profile_document(profile: Profile) -> Document:
    """Return the profile as TOML tables; reading them gives an equal profile."""
    head = {
        "profile": profile.name,
        "title": profile.title,
        "source": profile.source,
        "sourced": profile.sourced,
        **({"beside": list(profile.beside)} if profile.beside else {}),
    }
    return {**head, "table": [_shape(shape) for shape in profile.tables]}


def profile_text(profile: Profile) -> str:
    """Return the profile as the text of a TOML file, one line for each column."""
    document = profile_document(profile)
    lines = [f"{key} = {_value(value)}" for key, value in document.items() if key != "table"]
    for table in document["table"]:
        columns = table.pop("columns")
        lines += ["", "[[table]]", *(f"{key} = {_value(value)}" for key, value in table.items())]
        lines += ["", "[table.columns]"]
        lines += [f"{_key(name)} = {_value(rule)}" for name, rule in columns.items()]
    return "\n".join((*lines, ""))


def _shape(shape: TableShape) -> Document:
    whole = {
        "kind": shape.kind,
        "files": list(shape.files),
        "marks": ["|".join(mark) for mark in shape.marks],
        "passed_over": list(shape.passed_over),
        "once": list(shape.once),
        "keep": [_keep(rule) for rule in shape.keep],
    }
    filled = {key: value for key, value in whole.items() if value}
    return {**filled, "columns": {rule.column: _short(_cell(rule)) for rule in shape.columns}}


def _cell(rule: ColumnRule) -> Document:
    sources = list(rule.sources) if rule.join is not None else "|".join(rule.sources)
    whole = {
        "from": sources,
        "constant": rule.constant,
        "convert": list(rule.convert),
        "values": dict(rule.values),
        "via": [_lookup(lookup) for lookup in rule.via],
        "elsewhere": rule.elsewhere,
        "lasts": "|".join(rule.lasts),
    }
    written = {key: value for key, value in whole.items() if value}
    if not rule.sources:
        written["constant"] = rule.constant
    return written if rule.join is None else {**written, "join": rule.join}


def _short(cell: Document) -> Document | str:
    source = cell.get("from")
    return source if len(cell) == 1 and isinstance(source, str) else cell


def _keep(rule: KeepRule) -> Document:
    return {**_cell(rule.cell), "not_in" if rule.other else "in": list(rule.values)}


def _lookup(lookup: Lookup) -> Document:
    whole = {
        "table": list(lookup.table),
        "key": list(lookup.key),
        "take": list(lookup.take),
        "convert": list(lookup.convert),
        "where": {header: list(values) for header, values in lookup.where},
        "optional": lookup.optional,
    }
    written = {key: value for key, value in whole.items() if value}
    return written if lookup.join == " " else {**written, "join": lookup.join}


def _value(value: object) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case dict():
            inside = ", ".join(f"{_key(key)} = {_value(one)}" for key, one in value.items())
            return f"{{ {inside} }}" if inside else "{}"
        case list():
            return f"[{', '.join(map(_value, value))}]"
        case _:
            return _text(str(value))


def _key(key: str) -> str:
    return key if _BARE.match(key) else _text(key)


def _text(text: str) -> str:
    """Return a basic string of TOML: as JSON writes it, with DEL and lone surrogates escaped."""
    written = json.dumps(text, ensure_ascii=False)
    return "".join(
        f"\\u{ord(c):04x}" if c == "\x7f" else "\ufffd" if "\ud800" <= c <= "\udfff" else c
        for c in written
    )
