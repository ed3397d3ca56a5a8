"""Sections from files: the rows of one section together say how it is and when it meets.

A section in a newer file is as that file says: its meetings replace the known ones, but for what
stands in columns that the file lacks, and but for what people set here (`by_hand.py`). So a row
counts as changed when anything of its section changed.
"""
# ruff: noqa: S608 - statements are put together from the names of our own tables alone

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING, Any

from cte_desktop.storage.import_report import (
    ADDED,
    CHANGED,
    REMOVED,
    UNCHANGED,
    FileCounts,
    KeptSection,
    Refused,
    count_rows,
)
from cte_desktop.storage.row_keys import next_key
from cte_desktop.storage.sections.by_hand import MEETINGS, sections_by_hand
from cte_desktop.storage.sections.columns import MEETING, SAME_SECTION, SECTION, WHEN
from cte_desktop.storage.tables.all import METADATA
from cte_desktop.storage.tables.columns import declared_lengths

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from cte_desktop.storage.bulk import BulkStep
    from cte_desktop.storage.import_report import ImportFile, Row, Watch
    from cte_desktop.storage.sections.by_hand import SetHere

_SectionId = tuple[int, str]
_Meeting = tuple[Any, ...]
_LENGTHS = {
    name: length
    for table in ("section", "meeting")
    for name, length in declared_lengths(METADATA.tables[table]).items()
}


@dataclass(slots=True)
class _Section:
    """A section as a file or the store has it."""

    values: dict[str, Any]
    meetings: list[_Meeting] = field(default_factory=list)
    rows: list[int] = field(default_factory=list)
    key: int = 0


@dataclass(frozen=True, slots=True)
class _Part:
    """A row of the file, or the part of one that belongs to one section."""

    named: Mapping[str, Any]
    identity: _SectionId
    meeting: _Meeting


class SectionImport:
    """The sections of all files of one call."""

    def __init__(self, bulk: BulkStep) -> None:
        """Stand ready."""
        self._bulk = bulk
        self._years: set[int] = set()
        self._seen: set[int] = set()
        by_hand = sections_by_hand(bulk.tx)
        self._set_here, self._removed = by_hand.set_here, by_hand.removed

    def copy(self, file: ImportFile, watch: Watch | None) -> FileCounts:
        """Apply the rows of one file."""
        counts = FileCounts(file.kind)
        found = _grouped(file, counts)
        given = set(file.fields if file.given is None else file.given())
        self._years |= {year for year, _ in found}
        known = self._known({year for year, _ in found})
        new: list[tuple[_SectionId, _Section]] = []
        became: dict[int, set[str]] = {}
        for identity, section in found.items():
            before = known.get(identity)
            if before is None and identity in self._removed:
                name = identity[1]
                counts.kept_sections.append(KeptSection(section.rows[0], name, REMOVED, None, name))
                _note(became, section, UNCHANGED)
                continue
            if before is None:
                new.append((identity, section))
                _note(became, section, ADDED)
                continue
            self._seen.add(before.key)
            section.key = before.key
            _keep_what_was_not_given(section, before, given)
            set_here = self._set_here.get(before.key)
            if set_here is not None:
                counts.kept_sections += _kept_as_set_here(section, before, set_here, identity[1])
            if section.values == before.values and section.meetings == before.meetings:
                _note(became, section, UNCHANGED)
            else:
                self._change(section, before)
                _note(became, section, CHANGED)
        count_rows(counts, became)
        self._add(new)
        if watch is not None:
            watch(counts.accepted + counts.changed + counts.unchanged)
        return counts

    def absent(self) -> str:
        """Return the condition of sections of these years that no file had, nor people added."""
        made_here = {key for key, set_here in self._set_here.items() if set_here.made_here}
        years = ", ".join(map(str, sorted(self._years))) or "NULL"
        seen = ", ".join(map(str, self._seen | made_here)) or "NULL"
        return f'school_year IN ({years}) AND "key" NOT IN ({seen})'

    def close(self) -> None:
        """Nothing is left to clear away."""

    def _known(self, years: Collection[int]) -> dict[_SectionId, _Section]:
        connection = self._bulk.tx.connection
        names = ", ".join(SECTION)
        wanted = (json.dumps(sorted(years)),)
        of_years = "school_year IN (SELECT value FROM json_each(?))"
        known: dict[_SectionId, _Section] = {}
        by_key: dict[int, _Section] = {}
        query = f'SELECT school_year, section_id, "key", {names} FROM section WHERE {of_years}'
        for year, section_id, key, *values in connection.exec_driver_sql(query, wanted):
            section = _Section(dict(zip(SECTION, values, strict=True)), key=key)
            known[year, section_id] = by_key[key] = section
        query = (
            'SELECT m.section, m.period, m.days, m."start", m."end", m.room FROM meeting m '
            f'JOIN section s ON s."key" = m.section WHERE {of_years} ORDER BY m."key"'
        )
        for key, *values in connection.exec_driver_sql(query, wanted):
            by_key[key].meetings.append(tuple(values))
        return known

    def _add(self, new: Iterable[tuple[_SectionId, _Section]]) -> None:
        rows = []
        sections = []
        for key, ((year, section_id), section) in enumerate(
            new, start=next_key(self._bulk.tx, "section")
        ):
            section.key = key
            self._seen.add(key)
            sections.append(section)
            values = [section.values[name] for name in SECTION]
            rows.append((key, year, section_id, *values, self._bulk.number))
        if rows:
            self._insert("section", ("key", "school_year", "section_id", *SECTION), rows)
            self._add_meetings(sections)

    def _change(self, section: _Section, before: _Section) -> None:
        if section.values != before.values:
            self._bulk.keep("section", '"key" = ?', (section.key,))
            sets = ", ".join(f"{name} = ?" for name in SECTION)
            values = (*section.values.values(), self._bulk.number, section.key)
            self._bulk.tx.connection.exec_driver_sql(
                f'UPDATE section SET {sets}, step = ? WHERE "key" = ?',
                values,
            )
        if section.meetings != before.meetings:
            self._bulk.remove("meeting", "section = ?", (section.key,))
            self._add_meetings([section])

    def _add_meetings(self, sections: Iterable[_Section]) -> None:
        meetings = [
            (section.key, *meeting, self._bulk.number)
            for section in sections
            for meeting in section.meetings
        ]
        first = next_key(self._bulk.tx, "meeting")
        rows = [(key, *meeting) for key, meeting in enumerate(meetings, start=first)]
        self._insert("meeting", ("key", "section", *MEETING), rows)

    def _insert(self, table: str, columns: tuple[str, ...], rows: list[tuple[Any, ...]]) -> None:
        names = ", ".join(f'"{name}"' for name in (*columns, "step"))
        marks = ", ".join("?" * (len(columns) + 1))
        if rows:
            statement = f"INSERT INTO {table} ({names}) VALUES ({marks})"
            self._bulk.tx.connection.exec_driver_sql(statement, rows)
            self._bulk.added(table, len(rows))


def _note(became: dict[int, set[str]], section: _Section, what: str) -> None:
    for row in section.rows:
        became.setdefault(row, set()).add(what)


def _grouped(file: ImportFile, counts: FileCounts) -> dict[_SectionId, _Section]:
    found: dict[_SectionId, _Section] = {}
    for number, parts in groupby(file.rows, key=_row_number):
        read = [_read(file, row) for row in parts]
        refusals = [_refusal(part, found.get(part.identity), number) for part in read]
        refusal = next((one for one in refusals if one is not None), None)
        if refusal is not None:
            counts.refused.append(refusal)
            continue
        for part in read:
            section = found.get(part.identity)
            if section is None:
                section = found[part.identity] = _Section(
                    {name: part.named.get(name, _EMPTY.get(name, "")) for name in SECTION}
                )
            section.meetings.append(part.meeting)
            section.rows.append(number)
    return found


def _row_number(row: Row) -> int:
    return int(row[-1])


def _read(file: ImportFile, row: Row) -> _Part:
    named = dict(zip(file.fields, row, strict=False))
    meeting = tuple(named.get(name, _EMPTY[name]) for name in MEETING)
    return _Part(named, (named["school_year"], named["section_id"]), meeting)


def _refusal(part: _Part, section: _Section | None, number: int) -> Refused | None:
    for name, length in _LENGTHS.items():
        value = part.named.get(name)
        if isinstance(value, str) and len(value) > length:
            return Refused(number, "too_long", name)
    if section is None:
        return None
    if any(part.named[name] != section.values[name] for name in SAME_SECTION):
        return Refused(number, "duplicate_id", "section_id")
    when = len(WHEN)
    if part.meeting[:when] in (known[:when] for known in section.meetings):
        return Refused(number, "duplicate_row")
    return None


def _keep_what_was_not_given(section: _Section, before: _Section, given: Collection[str]) -> None:
    for name in SECTION:
        if name not in given:
            section.values[name] = before.values[name]
    said = [place for place, name in enumerate(MEETING) if name in given]
    if not said:
        section.meetings = list(before.meetings)
    elif len(said) < len(MEETING):
        section.meetings = _completed(section.meetings, before.meetings, said)


def _kept_as_set_here(
    section: _Section, before: _Section, set_here: SetHere, section_id: str
) -> list[KeptSection]:
    """Give a file's section what people set here and still stands; return where the file differs.

    A value that is no longer so was overwritten since.
    """
    kept = []
    row = section.rows[0]
    for name, here in set_here.values.items():
        if name == MEETINGS:
            stands, file = before.meetings == here, section.meetings
            differs = Counter(file) != Counter(here)
        else:
            stands, file = before.values[name] == here, section.values[name]
            differs = file != here
        if not stands:
            continue
        if differs:
            kept.append(KeptSection(row, section_id, name, here, file))
        if name == MEETINGS:
            section.meetings = list(before.meetings)
        else:
            section.values[name] = here
    return kept


def _completed(
    meetings: list[_Meeting], before: list[_Meeting], said: Collection[int]
) -> list[_Meeting]:
    """Return a file's meetings with what it does not say from the known ones.

    A meeting is the same as all known ones that meet when it says; those that are left over are the
    same in their order if they are as many.
    """
    when = [place for place in said if place < len(WHEN)]
    left, found = list(before), dict[int, list[_Meeting]]()
    for number, meeting in enumerate(meetings):
        same = [known for known in left if all(known[n] == meeting[n] for n in when)]
        left = [known for known in left if known not in same]
        found[number] = same
    new = [number for number, same in found.items() if not same]
    if len(new) == len(left):
        found.update((number, [known]) for number, known in zip(new, left, strict=True))
    completed = [
        tuple(meeting[n] if n in said else value for n, value in enumerate(known))
        for number, meeting in enumerate(meetings)
        for known in found[number] or [meeting]
    ]
    return list(before) if Counter(completed) == Counter(before) else completed


_EMPTY: dict[str, Any] = {
    "period": "",
    "days": "",
    "start": None,
    "end": None,
    "room": "",
    "seats": None,
    "grade_min": None,
    "grade_max": None,
    "state": "open",
}
