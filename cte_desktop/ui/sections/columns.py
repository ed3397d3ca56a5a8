"""The columns of the table of sections."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.ui.table_model import Column
from cte_desktop.wording.labels import term_label
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from cte_desktop.ui.sections.listed import SectionRow
    from cte_desktop.ui.theme import ColorName

LEAST_COURSE, LEAST_TEACHER = 150, 92
"""Pixels at 100 %; these two share what the others leave, but have at least this."""

_NOT_KNOWN = "–"
_TERMS = ("year", "fall", "spring", "summer")
_UNKNOWN_LAST = 1 << 20


def section_columns() -> tuple[Column[SectionRow], ...]:
    """Return the columns; all words that are searched stand in the first."""
    state = Column(
        tr("State"),
        lambda row: row.state,
        icon=_state_icon,
        color=_state_ink,
        sort_key=lambda row: (not row.line.section.cancelled, -len(row.line.problems)),
        width=112,
        searched=False,
    )
    return (*_class_columns(), *_time_columns(), *_seat_columns(), state)


def _class_columns() -> tuple[Column[SectionRow], ...]:
    """Return what is taught where; the sign of the state stands first too, where it is seen."""
    return (
        Column(
            tr("Section"),
            lambda row: row.line.section.section_id,
            search_text=lambda row: row.searched,
            icon=_state_icon,
            color=_state_ink,
            tooltip=lambda row: row.state or row.line.section.section_id,
            width=116,
        ),
        Column(
            tr("Course"),
            lambda row: row.line.title,
            tooltip=lambda row: f"{row.line.title} ({row.line.section.course_code})",
            width=LEAST_COURSE,
            searched=False,
        ),
        Column(tr("Site"), lambda row: row.site, width=110, searched=False),
        Column(
            tr("Kind"),
            lambda row: row.kind,
            color=lambda row: "extended_day" if row.line.section.kind == "extended" else None,
            width=112,
            searched=False,
        ),
    )


def _time_columns() -> tuple[Column[SectionRow], ...]:
    return (
        Column(
            tr("Term"),
            lambda row: term_label(row.line.section.term),
            sort_key=lambda row: _TERMS.index(row.line.section.term),
            width=64,
            searched=False,
        ),
        Column(
            tr("When"),
            lambda row: row.when or _NOT_KNOWN,
            tooltip=lambda row: row.when,
            sort_key=lambda row: (row.starts, row.when),
            width=176,
            searched=False,
        ),
        Column(tr("Room"), lambda row: row.room, width=64, searched=False),
        Column(
            tr("Teacher"),
            lambda row: row.line.section.teacher,
            width=LEAST_TEACHER,
            searched=False,
        ),
    )


def _seat_columns() -> tuple[Column[SectionRow], ...]:
    return (
        Column(
            tr("Seats"),
            lambda row: _figure(row.line.count.seats),
            figures=True,
            sort_key=lambda row: _in_order(row.line.count.seats),
            width=56,
            searched=False,
        ),
        Column(
            tr("Taken"),
            lambda row: str(row.line.count.taken),
            figures=True,
            sort_key=lambda row: row.line.count.taken,
            width=60,
            searched=False,
        ),
        Column(
            tr("Left"),
            lambda row: _figure(row.line.count.left),
            figures=True,
            sort_key=lambda row: _in_order(row.line.count.left),
            color=lambda row: "text_muted" if row.line.count.left == 0 else None,
            width=52,
            searched=False,
        ),
        Column(
            tr("Waiting"),
            lambda row: str(row.line.count.waiting or ""),
            figures=True,
            sort_key=lambda row: row.line.count.waiting,
            color=lambda row: "warning" if row.line.count.waiting else None,
            width=68,
            searched=False,
        ),
    )


def _figure(number: int | None) -> str:
    return _NOT_KNOWN if number is None else str(number)


def _in_order(number: int | None) -> int:
    return _UNKNOWN_LAST if number is None else number


def _state_icon(row: SectionRow) -> str | None:
    if row.line.section.cancelled:
        return "x"
    return "triangle-alert" if row.line.problems else None


def _state_ink(row: SectionRow) -> ColorName | None:
    if row.line.section.cancelled:
        return "text_muted"
    return "warning" if row.line.problems else None
