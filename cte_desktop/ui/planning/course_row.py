"""A course in the audit panel: one that fills a requirement, or one that a program doesn't use."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING

from cte_desktop.domain import credits
from cte_desktop.domain.audit.exceptions import SUMS
from cte_desktop.domain.audit.moves import USES_NOTHING_UP
from cte_desktop.domain.planning.semesters import State
from cte_desktop.domain.school_year import school_year_text
from cte_desktop.ui import theme
from cte_desktop.ui.planning.text_row import TextRow
from cte_desktop.ui.widgets.stages_line import StageState, paint_stage
from cte_desktop.wording.labels import state_label, term_label
from cte_desktop.wording.reasons import reason_text
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtCore import QPointF
    from PySide6.QtGui import QPainter

    from cte_desktop.domain.audit.result import RequirementResult, Unused, Used
    from cte_desktop.domain.catalog.catalog import Catalog

PIN_ICON = "map-pin"
_MARK = 10
_STAGES: dict[State, StageState] = {
    State.EARNED: "earned",
    State.IN_PROGRESS: "in_progress",
    State.PLANNED: "planned",
}


@dataclass(frozen=True, slots=True)
class CoursePlace:
    """A course where a program uses it; no requirement: where it is used nowhere."""

    program: str
    requirement: str
    course: str
    can_be_pinned: bool = False  # to this requirement


class CourseRow(TextRow):
    """A course of one school year in a requirement: terms, marks, state and amount."""

    def __init__(self, place: CoursePlace) -> None:
        super().__init__()
        self.place = place
        self._state = State.EARNED

    def show_used(self, rows: tuple[Used, ...], title: str, depth: int, *, pinned: bool) -> None:
        """Show the semesters of the course that the requirement uses."""
        self._depth = depth
        states = [row.state for row in rows]
        self._state = max(states, key=list(_STAGES).index)
        self._sign = PIN_ICON if pinned else ""
        self.used = frozenset((u.course, u.school_year, u.term.value) for u in rows)
        amount = credits.text(sum(row.amount for row in rows))
        words = _used_words(rows, self._state)
        if pinned:
            words = tr("{words} · pinned here", words=words)
        self.say(title, amount, words)
        hint = tr("Why it counts here, and where else it could (Enter); pin it (P)")
        self.setToolTip(f"{title}\n{hint}")

    def paint_mark(self, painter: QPainter, center: QPointF, _side: int) -> None:
        paint_stage(painter, center, theme.px(_MARK) / 2, _STAGES[self._state])


class UnusedRow(TextRow):
    """A course that the program doesn't use, with the reason."""

    def __init__(self, place: CoursePlace) -> None:
        super().__init__()
        self.place = place

    def show_unused(
        self, rows: tuple[Unused, ...], title: str, catalog: Catalog, *, pinned: bool = False
    ) -> None:
        """Show the semesters of the course that are used nowhere."""
        self.used = frozenset((u.course, u.school_year, u.term.value) for u in rows)
        terms = _when([(row.school_year, term_label(row.term)) for row in rows])
        reason = reason_text(rows[0].because, catalog)
        self._sign = PIN_ICON if pinned else ""
        words = f"{terms} · {reason}"
        if pinned:
            words = tr("{words} · pinned", words=words)
        self.say(title, "", words)
        hint = tr("Where it could count (Enter)")
        self.setToolTip(f"{title}\n{hint}")


class UnusedHeader(TextRow):
    """The line that opens to what a program doesn't use."""

    def show_count(self, count: int, *, is_open: bool) -> None:
        """Show how many courses there are."""
        self._is_open = is_open
        self.say(tr("Not used"), str(count), "")


def own_courses(result: RequirementResult) -> tuple[tuple[str, int, tuple[Used, ...]], ...]:
    """Return what a requirement itself uses, without its parts: course, school year, semesters."""
    if result.kind in SUMS:
        return ()
    in_parts: dict[object, int] = {}
    for part in result.requirements:
        for used in part.used if part.kind not in USES_NOTHING_UP else ():
            in_parts[_key(used)] = in_parts.get(_key(used), 0) + used.amount
    left = (replace(u, amount=u.amount - in_parts.get(_key(u), 0)) for u in result.used)
    own = sorted(
        (u for u in left if u.amount > 0 or not result.need),
        key=lambda used: (used.school_year, used.course),
    )
    groups = groupby(own, key=lambda used: (used.course, used.school_year))
    return tuple((course, year, tuple(rows)) for (course, year), rows in groups)


def unused_courses(rows: Iterable[Unused]) -> tuple[tuple[Unused, ...], ...]:
    """Return what a program doesn't use by course, year and reason, in order of time."""
    found: dict[object, list[Unused]] = {}
    for row in rows:
        found.setdefault((row.course, row.school_year, row.because), []).append(row)
    return tuple(map(tuple, found.values()))


def _key(used: Used) -> tuple[str, int, str, str]:
    return (used.course, used.school_year, used.term.value, used.section_id)


def _used_words(rows: tuple[Used, ...], state: State) -> str:
    """Return "fall, spring 2024-25 · B, B+ · earned"."""
    when = _when([(row.school_year, term_label(row.term)) for row in rows])
    marks = ", ".join(row.mark for row in rows if row.mark)
    parts = (when, marks, state_label(state))
    return " · ".join(part for part in parts if part)


def _when(terms: list[tuple[int, str]]) -> str:
    years = dict.fromkeys(year for year, _ in terms)
    return "; ".join(
        f"{', '.join(dict.fromkeys(t for y, t in terms if y == year))} {school_year_text(year)}"
        for year in years
    )
