"""Sections as people edit them here: one whole section, meetings included, is one change.

A section is known to the history as "2027:VL27-0001". Its rows keep their keys and the steps that
wrote them, so that taking an edit back leaves them as the import that brought them wrote them, and
that import can be taken back as well.
"""
# ruff: noqa: S608 - statements are put together from the names of our own tables alone

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cte_desktop.storage.history import record_change, step_number
from cte_desktop.storage.row_keys import hold_keys, next_key
from cte_desktop.storage.sections.columns import MEETING, SECTION
from cte_desktop.storage.tables.all import METADATA
from cte_desktop.storage.tables.columns import declared_lengths
from cte_desktop.storage.undo import Noun

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cte_desktop.domain.catalog.section import Section
    from cte_desktop.storage.content import Content, Json
    from cte_desktop.storage.transaction import Transaction

    SectionKey = tuple[int, str]

_KEY, _STEP, _MEETINGS = "key", "step", "meetings"
_LENGTHS = {
    name: length
    for table in ("section", "meeting")
    for name, length in declared_lengths(METADATA.tables[table]).items()
}
_SECTION = ", ".join(f'"{name}"' for name in (_KEY, *SECTION, _STEP))
_MEETING = ", ".join(f'"{name}"' for name in (_KEY, *MEETING, _STEP))


def noun_id(key: SectionKey) -> str:
    """Return the name of a section in the history."""
    year, section_id = key
    return f"{year}:{section_id}"


def key_of_name(name: str) -> SectionKey:
    """Return the school year and id of a section that the history names."""
    year, _, section_id = name.partition(":")
    return int(year), section_id


def save_section(tx: Transaction, section: Section) -> bool:
    """Save a section as part of the transaction's step; False if it was so already.

    One that has another year or id is another section: `rename_section` moves it first.
    """
    name = noun_id((section.school_year, section.section_id))
    before = _load(tx, name)
    wanted, meetings = _values(section)
    if before is not None and _same(before, wanted, meetings):
        return False
    number = step_number(tx)
    key = next_key(tx, "section") if before is None else before[_KEY]
    after: Content = {_KEY: key, **wanted, _STEP: number, _MEETINGS: []}
    if before is not None and _meetings_of(before) == meetings:
        after[_MEETINGS] = before[_MEETINGS]
    else:
        first = next_key(tx, "meeting")
        after[_MEETINGS] = [
            {_KEY: meeting_key, **meeting, _STEP: number}
            for meeting_key, meeting in enumerate(meetings, start=first)
        ]
    _store(tx, name, after)
    return record_change(tx, NOUN.name, name, before, after)


def rename_section(tx: Transaction, key: SectionKey, renamed: SectionKey) -> bool:
    """Give a section another year or id as part of the transaction's step; False if it isn't there.

    The plans that name it are `rename_in_plans` of `members.py`. A `LookupError` when the new name
    is taken.
    """
    before = _load(tx, noun_id(key))
    if before is None:
        return False
    if _load(tx, noun_id(renamed)) is not None:
        raise LookupError("there is such a section")
    after: Content = {**before, _STEP: step_number(tx)}
    _store(tx, noun_id(key), None)
    record_change(tx, NOUN.name, noun_id(key), before, None)
    _store(tx, noun_id(renamed), after)
    return record_change(tx, NOUN.name, noun_id(renamed), None, after)


def remove_section(tx: Transaction, key: SectionKey) -> bool:
    """Remove a section as part of the transaction's step; False if there is none."""
    before = _load(tx, noun_id(key))
    if before is None:
        return False
    _store(tx, noun_id(key), None)
    return record_change(tx, NOUN.name, noun_id(key), before, None)


def too_long(section: Section) -> tuple[str, ...]:
    """Return the fields whose texts are longer than their columns hold."""
    values, meetings = _values(section)
    texts = [("section_id", section.section_id), *values.items()]
    texts += [pair for meeting in meetings for pair in meeting.items()]
    found = [name for name, text in texts if isinstance(text, str) and len(text) > _LENGTHS[name]]
    return tuple(dict.fromkeys(found))


def _values(section: Section) -> tuple[dict[str, Json], list[dict[str, Json]]]:
    values: dict[str, Json] = {
        name: getattr(section, name) for name in SECTION if name not in {"kind", "state"}
    }
    values |= {"kind": section.kind.value, "state": "cancelled" if section.cancelled else "open"}
    meetings: list[dict[str, Json]] = [
        {name: getattr(meeting, name) for name in MEETING} for meeting in section.meetings
    ]
    return values, meetings


def _same(before: Content, wanted: dict[str, Json], meetings: Sequence[dict[str, Json]]) -> bool:
    return all(before[name] == wanted[name] for name in SECTION) and (
        _meetings_of(before) == list(meetings)
    )


def _meetings_of(content: Content) -> list[dict[str, Json]]:
    kept: Any = content[_MEETINGS]
    return [{name: meeting[name] for name in MEETING} for meeting in kept]


def _load(tx: Transaction, name: str) -> Content | None:
    run = tx.connection.exec_driver_sql
    row = run(
        f"SELECT {_SECTION} FROM section WHERE school_year = ? AND section_id = ?",
        key_of_name(name),
    ).first()
    if row is None:
        return None
    content: Content = dict(zip((_KEY, *SECTION, _STEP), row, strict=True))
    rows = run(f'SELECT {_MEETING} FROM meeting WHERE section = ? ORDER BY "key"', (row[0],))
    content[_MEETINGS] = [dict(zip((_KEY, *MEETING, _STEP), row, strict=True)) for row in rows]
    return content


def _store(tx: Transaction, name: str, content: Content | None) -> None:
    run = tx.connection.exec_driver_sql
    year, section_id = key_of_name(name)
    found = run(
        'SELECT "key" FROM section WHERE school_year = ? AND section_id = ?', (year, section_id)
    ).scalar()
    if found is not None:
        hold_keys(tx, "section", "meeting")
        run("DELETE FROM meeting WHERE section = ?", (found,))
        run('DELETE FROM section WHERE "key" = ?', (found,))
    if content is None:
        return
    whole: dict[str, Any] = dict(content)
    columns: tuple[str, ...] = (_KEY, "school_year", "section_id", *SECTION, _STEP)
    values = (whole[_KEY], year, section_id, *(whole[name] for name in (*SECTION, _STEP)))
    run(f"INSERT INTO section ({_names(columns)}) VALUES ({_marks(columns)})", values)
    columns = (_KEY, "section", *MEETING, _STEP)
    for meeting in whole[_MEETINGS]:
        rest = (meeting[name] for name in (*MEETING, _STEP))
        run(
            f"INSERT INTO meeting ({_names(columns)}) VALUES ({_marks(columns)})",
            (meeting[_KEY], whole[_KEY], *rest),
        )


def _names(columns: Iterable[str]) -> str:
    return ", ".join(f'"{name}"' for name in columns)


def _marks(columns: Sequence[str]) -> str:
    return ", ".join("?" * len(columns))


NOUN = Noun("section", _load, _store)
