"""Columns and filters of what the student's own row and the caseload say further."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from cte_desktop.services.list_facts import FactKind
from cte_desktop.ui.students.fields.record import ListColumn, ListFilter, equal, fixed, occurring
from cte_desktop.ui.table_model import Column
from cte_desktop.wording.labels import short_date_label
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from cte_desktop.services.students import StudentLine
    from cte_desktop.ui.students.fields.record import Choices, Value
    from cte_desktop.ui.students.known_facts import KnownFacts

WAITING = "…"
"""Stands in a column until what it says is read."""
LANGUAGE, TAGS, REMINDER = "language", "tags", "reminder"
ANY, NONE, OVERDUE, SOON = "any", "none", "overdue", "soon"
_NEVER = "9999z"  # sorts after every day
_LAST = "9999"
_SOON_DAYS = 7


class Further:
    """Reads the student's own row, tags and reminders for columns and filters."""

    def __init__(self, facts: KnownFacts) -> None:
        self._facts = facts

    def about(self, name: str) -> Callable[[StudentLine], str]:
        """Return what reads a field of the student's own row."""

        def text(row: StudentLine) -> str:
            found = self._facts.of(FactKind.ABOUT, row.uid)
            return self._waiting(FactKind.ABOUT) if found is None else str(getattr(found, name))

        return text

    def tags(self, row: StudentLine) -> tuple[str, ...]:
        """Return the tags."""
        return self._facts.of(FactKind.TAGS, row.uid) or ()

    def tag_words(self, row: StudentLine) -> str:
        """Return the tags beside each other."""
        return ", ".join(self.tags(row)) or self._waiting(FactKind.TAGS)

    def due(self, row: StudentLine) -> str:
        """Return by when the next reminder is due (YYYY-MM-DD); without one it sorts last."""
        return self._facts.of(FactKind.REMINDERS, row.uid) or _NEVER

    def due_words(self, row: StudentLine) -> str:
        """Return by when the next reminder is due, as lists write it."""
        day = self.due(row)
        if day == _NEVER:
            return self._waiting(FactKind.REMINDERS)
        return short_date_label(date.fromisoformat(day))

    def is_overdue(self, row: StudentLine) -> bool:
        """Tell whether a reminder should have been done before today."""
        return self.due(row) < self._facts.now.day

    def last_due(self, wanted: Value) -> str:
        """Return the last day on which a reminder is due that a choice means."""
        today = self._facts.now.day
        soon = (date.fromisoformat(today) + timedelta(days=_SOON_DAYS)).isoformat()
        return {OVERDUE: today, SOON: soon}.get(str(wanted), _LAST)

    def _waiting(self, kind: FactKind) -> str:
        return "" if self._facts.is_read(kind) else WAITING


def columns_of_facts(facts: KnownFacts) -> tuple[ListColumn, ...]:
    """Return the columns of the student's own row, of tags and reminders."""
    further = Further(facts)

    def own(name: str, title: str, width: int) -> ListColumn:
        column = Column(title, further.about(name), width=width, searched=False)
        return ListColumn(name, column, FactKind.ABOUT)

    tags = Column(
        tr("Tags"), further.tag_words, width=170, searched=False, tooltip=further.tag_words
    )
    due = Column(
        tr("Next reminder"),
        further.due_words,
        sort_key=further.due,
        color=lambda row: "warning" if further.is_overdue(row) else None,
        icon=lambda row: "triangle-alert" if further.is_overdue(row) else None,
        width=136,
        searched=False,
    )
    by = tr("The day by which the first open reminder is due")
    return (
        own(LANGUAGE, tr("Language at home"), 132),
        own("goal", tr("Goal after school"), 170),
        own("major", tr("Intended major"), 160),
        own("groups", tr("Groups"), 120),
        ListColumn(TAGS, tags, FactKind.TAGS, tr("Words by which you find students again")),
        ListColumn(REMINDER, due, FactKind.REMINDERS, by),
    )


def filters_of_facts(facts: KnownFacts) -> tuple[ListFilter, ...]:
    """Return the filters of language, tags and reminders."""
    further = Further(facts)
    language = further.about(LANGUAGE)

    def tags(rows: Iterable[StudentLine]) -> Choices:
        found = sorted({tag for row in rows for tag in further.tags(row)}, key=str.casefold)
        return [*((tag, tag) for tag in found), (tr("No tag"), "")]

    def tagged(wanted: Value) -> Callable[[StudentLine], bool]:
        return lambda row: wanted in further.tags(row) if wanted else not further.tags(row)

    def reminded(wanted: Value) -> Callable[[StudentLine], bool]:
        if wanted == NONE:
            return lambda row: further.due(row) == _NEVER
        last = further.last_due(wanted)
        return lambda row: further.due(row) <= last

    return (
        ListFilter(
            LANGUAGE,
            tr("Language at home"),
            tr("All languages"),
            occurring(language, tr("Language not known")),
            equal(language),
            FactKind.ABOUT,
        ),
        ListFilter(TAGS, tr("Tag"), tr("All tags"), tags, tagged, FactKind.TAGS),
        ListFilter(
            REMINDER,
            tr("Reminder"),
            tr("With and without reminder"),
            fixed(_reminders()),
            reminded,
            FactKind.REMINDERS,
        ),
    )


def _reminders() -> Choices:
    return [
        (tr("Due today or overdue"), OVERDUE),
        (tr("Due within a week"), SOON),
        (tr("Any open reminder"), ANY),
        (tr("No open reminder"), NONE),
    ]
