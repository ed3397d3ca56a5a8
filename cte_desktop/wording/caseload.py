"""Shared notes and reminders in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.wording.labels import date_label, moment_label, short_date_label
from cte_desktop.wording.translate import tr, trn

if TYPE_CHECKING:
    from datetime import date

    from cte_desktop.domain.students.caseload import Reminder, SharedNote


def note_place(note: SharedNote) -> str:
    """Return what of the plan a note is about: "fall of 11th grade"; "" for the student as such."""
    return "" if note.grade_level is None else moment_label(note.grade_level, note.term)


def due_words(reminder: Reminder, today: date) -> str:
    """Return when a reminder is due, as people say it: "today", "3 days late", "on 11/30/2026"."""
    if reminder.done_on is not None:
        return tr("done {day}", day=date_label(reminder.done_on))
    late = (today - reminder.due).days
    if late > 0:
        return trn("{shown} day late", "{shown} days late", late, shown=f"{late:,}")
    if late == 0:
        return tr("today")
    return tr("tomorrow") if late == -1 else date_label(reminder.due)


def note_heading(note: SharedNote) -> str:
    """Return when a note was written and by whom: "Nov 22, 2026 · A. Lee"."""
    return "  ·  ".join(part for part in (short_date_label(note.on), note.author) if part)


def start_notice(count: int, late: int) -> str:
    """Return the word at the start about what is due today, and how much of it is late."""
    said = trn("{shown} reminder is due.", "{shown} reminders are due.", count, shown=f"{count:,}")
    if not late:
        return said
    more = trn("{shown} of them is late.", "{shown} of them are late.", late, shown=f"{late:,}")
    return f"{said} {more}"


def put_off_words(days: int) -> str:
    """Return a day so far from today: "tomorrow", "in 7 days"."""
    if days == 1:
        return tr("tomorrow")
    return trn("in {shown} day", "in {shown} days", days, shown=f"{days:,}")
