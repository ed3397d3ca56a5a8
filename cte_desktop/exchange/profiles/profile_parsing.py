"""From a TOML document to a profile: a closed grammar, each fault a sentence with its place.

```
profile = "aeries"                      # small letters, digits, - and .
title = "Aeries tables"
source = "https://..."                  # where its headers are known from
sourced = "partial"                     # yes, partial, no
beside = ["manifest"]                   # optional: files that come along and hold nothing for us

[[table]]
kind = "record"                         # a kind of the plain profile
files = ["his*"]                        # optional
marks = ["pid", "cn", "mk|mark"]        # all must be in the header
passed_over = ["sq"]                    # optional: headers that need no word; "*": all others
once = ["cn", "se"]                     # optional: of rows alike in these the first is taken
keep = [{ from = "role", in = ["student"] }]        # or: not_in = [...]

[table.columns]
student_id = "pid"                                  # short for { from = "pid" }
term = { from = "te|term", convert = ["aeries_term"], values = { "7" = "summer" } }
                                        # also lasts = "terms long": how many terms a course lasted
course_code = { from = ["subject", "number"], join = " " }
school = { from = "sc", via = [{ table = "orgs", key = "sourcedId", take = "identifier|name" }] }
credits_attempted = { constant = "@catalog" }       # also "@year", "@next_grade"
subject = { from = "dept", elsewhere = true }       # only for courses that the catalog lacks
```
A `via` may also have `convert` (of the key), `where = { role = ["student"] }`, `optional = true`,
and a list to take with its `join`; a key of several columns is a list, joined as the rule's own
sources are.
"""

from __future__ import annotations

import re

from cte_desktop.exchange.plain.kinds import BY_NAME, TABLES
from cte_desktop.exchange.profiles.conversions import CONVERSIONS
from cte_desktop.exchange.profiles.document_reader import (
    DocumentReader,
    ProfileProblem,
    Table,
    folded_value,
)
from cte_desktop.exchange.profiles.profile import (
    CATALOG_CREDITS,
    NEXT_GRADE,
    PLAIN,
    PRESENT_YEAR,
    PROPOSED,
    ColumnRule,
    KeepRule,
    Lookup,
    Profile,
    TableShape,
    alternatives,
    folded_header,
)
from cte_desktop.exchange.profiles.whole_years import TERM
from cte_desktop.wording.translate import noop

SOURCED = ("yes", "partial", "no")
MOST_TABLES = 100
NOT_A_NAME = frozenset({PLAIN, PROPOSED})

_NAME = re.compile(r"^[a-z0-9](?:[a-z0-9.\-]{0,38}[a-z0-9])?$")
_PROFILE_KEYS = ("profile", "title", "source", "sourced", "beside", "table")
_TABLE_KEYS = ("kind", "files", "marks", "passed_over", "once", "keep", "columns")
_RULE_KEYS = ("from", "constant", "convert", "values", "via", "join", "elsewhere", "lasts")
_KEEP_KEYS = (*_RULE_KEYS, "in", "not_in")
_VIA_KEYS = ("table", "key", "take", "join", "convert", "where", "optional")
# The constants that stand for something, and the columns in which they may.
_STANDS_FOR = {
    CATALOG_CREDITS: ("credits_attempted", "credits_earned"),
    PRESENT_YEAR: ("school_year",),
    NEXT_GRADE: ("grade_level",),
}


def read_profile(document: Table) -> tuple[Profile, tuple[ProfileProblem, ...]]:
    """Return the profile that a TOML document writes, and everything that is wrong with it.

    A profile with a problem must not be used.
    """
    reader = DocumentReader()
    reader.only(document, _PROFILE_KEYS, "")
    name = reader.text(document.get("profile"), "profile")
    if not _NAME.match(name) or name in NOT_A_NAME:
        reader.note(
            "profile",
            noop(
                '"{name}" can\'t be the name of a profile: it needs small letters and digits, '
                "and plain stands for the plain files."
            ),
            name=name,
        )
    tables = reader.tables(document.get("table"), "table")
    if not 0 < len(tables) <= MOST_TABLES:
        reader.note("table", noop("A profile has 1 to {most} tables."), most=MOST_TABLES)
    shapes = tuple(
        _shape(table, f"table {number}", reader)
        for number, table in enumerate(tables[:MOST_TABLES], 1)
    )
    sourced = reader.text(document.get("sourced"), "sourced", "no")
    if sourced not in SOURCED:
        reader.note("sourced", noop('"{value}" must be yes, partial or no.'), value=sourced)
    profile = Profile(
        name,
        reader.text(document.get("title"), "title") or name,
        shapes,
        reader.text(document.get("source"), "source"),
        sourced,
        tuple(text.casefold() for text in reader.texts(document.get("beside"), "beside")),
    )
    return profile, tuple(dict.fromkeys(reader.problems))


def _shape(table: Table, place: str, reader: DocumentReader) -> TableShape:
    reader.only(table, _TABLE_KEYS, place)
    kind = reader.text(table.get("kind"), f"{place}, kind")
    if kind not in {known.name for known in TABLES}:
        names = ", ".join(known.name for known in TABLES)
        reader.note(
            f"{place}, kind",
            noop('There is no kind "{kind}"; there are {names}.'),
            kind=kind,
            names=names,
        )
    place = f"{place} ({kind})"
    marks = reader.headers(table.get("marks"), f"{place}, marks")
    files = tuple(t.casefold() for t in reader.texts(table.get("files"), f"{place}, files"))
    if not marks and not files:
        reader.note(place, noop("Nothing tells this table: it needs marks or files."))
    columns = _columns(reader.table(table.get("columns"), f"{place}, columns"), kind, place, reader)
    keep = tuple(
        _keep(one, f"{place}, keep", reader)
        for one in reader.tables(table.get("keep"), f"{place}, keep")
    )
    passed = reader.headers(table.get("passed_over"), f"{place}, passed_over")
    return TableShape(
        kind,
        files,
        tuple(tuple(mark.split("|")) for mark in marks),
        columns,
        keep,
        reader.headers(table.get("once"), f"{place}, once"),
        tuple(header for text in passed for header in text.split("|")),
    )


def _columns(table: Table, kind: str, place: str, reader: DocumentReader) -> tuple[ColumnRule, ...]:
    known = BY_NAME.get(kind)
    rules = []
    for name, value in table.items():
        here = f"{place}, {name}"
        if known is not None and name not in {column.name for column in known.columns}:
            reader.note(here, noop("The plain file {file} has no such column."), file=known.file)
            continue
        rules.append(_rule(name, value, here, reader))
    if known is not None:
        lacks = [name for name in known.needed if name not in table]
        if lacks:
            columns = ", ".join(lacks)
            reader.note(place, noop("The columns {columns} must be there."), columns=columns)
    return tuple(rules)


def _rule(column: str, value: object, place: str, reader: DocumentReader) -> ColumnRule:
    table: Table = (
        {"from": value} if isinstance(value, (str, list)) else (reader.table(value, place))
    )
    reader.only(table, _RULE_KEYS, place)
    return _cell(column, table, place, reader)


def _cell(column: str, table: Table, place: str, reader: DocumentReader) -> ColumnRule:
    join = reader.text(table["join"], f"{place}, join") if "join" in table else None
    headers = reader.headers(table.get("from"), f"{place}, from")
    if join is None:
        headers = tuple(one for header in headers for one in header.split("|"))
    constant = reader.text(table.get("constant"), f"{place}, constant")
    if not headers and "constant" not in table:
        reader.note(place, noop("Nothing says where this comes from: it needs from or constant."))
    if constant.startswith("@") and column not in _STANDS_FOR.get(constant, ()):
        reader.note(place, noop('"{constant}" can\'t stand in this column.'), constant=constant)
    values = reader.table(table.get("values"), f"{place}, values")
    rule = ColumnRule(
        column,
        headers,
        constant,
        _conversions(table.get("convert"), place, reader),
        tuple(
            (folded_value(key), reader.text(text, f"{place}, values, {key}"))
            for key, text in values.items()
        ),
        tuple(
            _lookup(one, f"{place}, via", reader)
            for one in reader.tables(table.get("via"), f"{place}, via")
        ),
        join,
        reader.flag(table.get("elsewhere"), f"{place}, elsewhere"),
        _lasts(column, table, place, reader),
    )
    if join is None and rule.via and len(rule.via[0].key) > 1:
        reader.note(place, noop("A key of several columns needs join."))
    return rule


def _lasts(column: str, table: Table, place: str, reader: DocumentReader) -> tuple[str, ...]:
    headers = reader.headers(table.get("lasts"), f"{place}, lasts")
    if headers and column != TERM:
        reader.note(f"{place}, lasts", noop("Only a term can say how many terms it lasts."))
    return tuple(one for header in headers for one in alternatives(header))


def _keep(table: Table, place: str, reader: DocumentReader) -> KeepRule:
    reader.only(table, _KEEP_KEYS, place)
    other = "not_in" in table
    values = reader.texts(table.get("not_in" if other else "in"), f"{place}, in")
    if ("in" in table) == other or not values:
        reader.note(place, noop("It needs in or not_in, with at least one value."))
    cell = _cell("", table, place, reader)
    return KeepRule(cell, tuple(folded_value(v) for v in values), other)


def _lookup(table: Table, place: str, reader: DocumentReader) -> Lookup:
    reader.only(table, _VIA_KEYS, place)
    names = tuple(t.casefold() for t in reader.texts(table.get("table"), f"{place}, table"))
    key = reader.headers(table.get("key"), f"{place}, key")
    take = reader.headers(table.get("take"), f"{place}, take")
    if not names or not key or not take:
        reader.note(place, noop("It needs table, key and take."))
    where = reader.table(table.get("where"), f"{place}, where")
    return Lookup(
        names,
        key,
        take,
        reader.text(table.get("join"), f"{place}, join", " "),
        _conversions(table.get("convert"), place, reader),
        tuple(
            (
                folded_header(header),
                tuple(folded_value(v) for v in reader.texts(values, f"{place}, where, {header}")),
            )
            for header, values in where.items()
        ),
        reader.flag(table.get("optional"), f"{place}, optional"),
    )


def _conversions(value: object, place: str, reader: DocumentReader) -> tuple[str, ...]:
    names = reader.texts(value, f"{place}, convert")
    for name in names:
        if name not in CONVERSIONS:
            known = ", ".join(sorted(CONVERSIONS))
            reader.note(
                f"{place}, convert",
                noop('There is no conversion "{name}"; there are {known}.'),
                name=name,
                known=known,
            )
    return names
