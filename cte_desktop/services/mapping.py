"""Saying how the columns of a file are read: what is proposed, what looks wrong, what to keep.

What a person chooses in the window becomes the rules of a `TableShape` here.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cte_desktop.domain.students.student import folded
from cte_desktop.exchange.plain.cell_readers import reader
from cte_desktop.exchange.plain.columns import Column, Sort
from cte_desktop.exchange.plain.kinds import BY_NAME
from cte_desktop.exchange.plain.known import Known
from cte_desktop.exchange.plain.trouble import Trouble
from cte_desktop.exchange.profiles.profile import ColumnRule, Profile, TableShape
from cte_desktop.exchange.profiles.proposing import propose
from cte_desktop.exchange.profiles.synonyms import squeezed, ways_of
from cte_desktop.services.profiles import MOST_BYTES
from cte_desktop.wording.plain_columns import column_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from cte_desktop.services.desk import Desk
    from cte_desktop.services.recognising import TableLook

# Whether these fit, the other files of the same import decide.
_LEFT_OPEN = frozenset(
    {
        Sort.NEW_STUDENT,
        Sort.STUDENT,
        Sort.COURSE,
        Sort.PLANNED_COURSE,
        Sort.ANY_COURSE,
        Sort.PATHWAY,
        Sort.SUBJECT,
        Sort.PROGRAM,
        Sort.PREREQUISITES,
        Sort.SCHOOL,
        Sort.SCHOOLS,
        Sort.SECTORS,
        Sort.SITE,
        Sort.ANY_SCHOOL,
    }
)
_NAMES = frozenset({"last_name", "first_name"})
_SHOWN = 3
_NAME_LENGTH = 60


@dataclass(frozen=True, slots=True)
class WrongColumn:
    """A column most of whose values are none of its kind; `values` are some of them."""

    column: str
    label: str
    values: tuple[str, ...]


def proposed_for(desk: Desk, look: TableLook, kind: str) -> tuple[TableShape, tuple[str, ...]]:
    """Return how a table would be read as a kind, and what is in doubt, in sentences.

    Columns that nothing is proposed for are left to a person.
    """
    proposal = propose(look.header, look.rows, kind, titles=look.titles, catalog=desk.catalog())
    return proposal.shape or TableShape(kind), proposal.doubts


def rule_for(kind: str, column: str, header: str) -> ColumnRule:
    """Return the rule by which one of our columns is read from a column of the file.

    A person who says where a column comes from need not say how its values are written.
    """
    ways = ways_of(kind)[column]
    named = (way for way in ways if squeezed(header) in way.headers)
    way = next(named, ways[0])
    return ColumnRule(column, (header,), convert=way.convert, elsewhere=way.elsewhere)


def wrong_columns(
    desk: Desk, kind: str, columns: Sequence[str], mapped: Iterable[Sequence[str]]
) -> tuple[WrongColumn, ...]:
    """Return the columns whose values look as if they belonged elsewhere: most can't be read.

    `mapped` are rows as they would be read, in the order of `columns`.
    """
    if kind not in BY_NAME:
        return ()
    known = Known(desk.catalog(), desk.today())
    of_kind = {column.name: column for column in BY_NAME[kind].columns}
    rows = [row for row in mapped if row]
    found = []
    for place, name in enumerate(columns):
        values = [row[place].strip() for row in rows if row[place].strip()]
        wrong = [value for value in values if _is_wrong(of_kind[name], value, known)]
        if len(wrong) * 2 > len(values):
            some = tuple(dict.fromkeys(value[:40] for value in wrong))[:_SHOWN]
            found.append(WrongColumn(name, column_words(name), some))
    return tuple(found)


def saved_shape(shape: TableShape, look: TableLook) -> TableShape:
    """Return a shape that finds the same table again: by the headers that it is read from."""
    used = [
        source
        for rule in shape.columns
        for source in rule.sources
        if any(part in look.header for part in source.split("|"))
    ]
    return replace(shape, marks=tuple((header,) for header in dict.fromkeys(used)), files=())


def made_profile(title: str, shapes: Iterable[TableShape]) -> Profile:
    """Return a profile of these tables; its name is made of the title."""
    words = re.sub(r"[^a-z0-9]+", "-", folded(title)).strip("-")
    return Profile(words[:_NAME_LENGTH].strip("-") or "profile", title.strip(), tuple(shapes))


def is_profile_file(path: Path) -> bool:
    """Tell whether a file is a profile, not rules or rows; False for what can't be read."""
    if path.suffix.casefold() != ".toml" or not path.is_file():
        return False
    try:
        with path.open("rb") as stream:
            content = stream.read(MOST_BYTES + 1)
        document = tomllib.loads(content.decode("utf-8-sig"))
    except (OSError, ValueError, RecursionError):
        return False
    return "profile" in document and "table" in document


def _is_wrong(column: Column, value: str, known: Known) -> bool:
    if column.name in _NAMES:
        return any(character.isdigit() for character in value)
    if column.sort in _LEFT_OPEN:
        return False
    return isinstance(reader(column, known)(value), Trouble)
