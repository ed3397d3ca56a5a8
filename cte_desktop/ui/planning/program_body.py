"""What a program opens to: its requirements, the courses that fill each, and those not used."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from cte_desktop.domain.audit.moves import USES_NOTHING_UP
from cte_desktop.ui.planning.course_row import (
    CoursePlace,
    CourseRow,
    UnusedHeader,
    UnusedRow,
    own_courses,
    unused_courses,
)
from cte_desktop.ui.planning.decided import NOTHING
from cte_desktop.ui.planning.requirement_row import RequirementRow

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from cte_desktop.domain.audit.result import ProgramResult, RequirementResult, Unused, Used
    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.ui.planning.decided import Decided
    from cte_desktop.ui.planning.grid_table import UsedKey
    from cte_desktop.ui.planning.text_row import TextRow

Key = tuple[str, ...]
_UNUSED: Key = ("unused",)
_OUT_OF_SIGHT = -10_000


class ProgramBody(QWidget):
    """The lines. Signals: `pointed(TextRow | None)`; of a course `why_wanted(CourseRow or
    UnusedRow)`, `pin_wanted(same)`, `menu_wanted(same, QPoint)`; `requirement_menu_wanted(id,
    QPoint)`; `toggled()` when lines were opened or closed.
    """

    pointed = Signal(object)
    why_wanted = Signal(object)
    pin_wanted = Signal(object)
    menu_wanted = Signal(object, object)
    requirement_menu_wanted = Signal(str, object)
    toggled = Signal()

    def __init__(self, program: str) -> None:
        super().__init__()
        self._program = program
        self._takes_no_pins = program == "cci" or program.startswith("pathway:")
        self._result: ProgramResult | None = None
        self._catalog: Catalog | None = None
        self._decided: Decided = NOTHING
        self._open: set[Key] = set()
        self._rows: dict[Key, TextRow] = {}
        self._used: frozenset[UsedKey] = frozenset()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)

    def show_result(self, result: ProgramResult, catalog: Catalog, decided: Decided) -> None:
        """Show how the program stands now; what is open stays open."""
        self._result, self._catalog, self._decided = result, catalog, decided
        self._lay_out()

    def rows(self) -> tuple[TextRow, ...]:
        """Return every line from top to bottom."""
        return tuple(self._rows.values())

    def requirement_rows(self) -> tuple[RequirementRow, ...]:
        """Return the lines of the requirements, in order."""
        return tuple(row for row in self._rows.values() if isinstance(row, RequirementRow))

    def course_rows(self) -> tuple[CourseRow, ...]:
        """Return the lines of used courses that are shown."""
        return tuple(row for row in self._rows.values() if isinstance(row, CourseRow))

    def unused_rows(self) -> tuple[UnusedRow, ...]:
        """Return the lines of courses that are not used, when they are shown."""
        return tuple(row for row in self._rows.values() if isinstance(row, UnusedRow))

    def light(self, used: frozenset[UsedKey]) -> None:
        """Light up the lines that use one of these semesters."""
        self._used = used
        for row in self._rows.values():
            row.light(lit=bool(used & row.used))

    def toggle(self, key: Key) -> None:
        """Show or hide what belongs to a line."""
        self._open ^= {key}
        self._lay_out()
        self.toggled.emit()

    def _lay_out(self) -> None:
        """Make the lines that are to be seen, keep those that stay, and put them in order."""
        before, self._rows = self._rows, {}
        for key, make, show in self._lines():
            row = before.pop(key, None) or self._made(key, make)
            show(row)
            row.light(lit=bool(self._used & row.used))
            place = len(self._rows)
            self._rows[key] = row
            if self._column.indexOf(row) != place:
                self._column.insertWidget(place, row)
        for gone in before.values():
            self._column.removeWidget(gone)
            gone.hide()
            gone.deleteLater()

    def _made(self, key: Key, make: Callable[[], TextRow]) -> TextRow:
        row = make()
        # Born at the top, it would believe the mouse to be on it until the mouse moves.
        row.setGeometry(0, _OUT_OF_SIGHT, 0, 0)
        row.pointed.connect(self.pointed)
        if isinstance(row, CourseRow | UnusedRow):
            row.activated.connect(lambda: self.why_wanted.emit(row))
            row.pin_wanted.connect(lambda: self.pin_wanted.emit(row))
            row.menu_wanted.connect(lambda spot: self.menu_wanted.emit(row, spot))
        else:
            row.activated.connect(lambda: self.toggle(key))
            if isinstance(row, RequirementRow):
                row.menu_wanted.connect(
                    lambda spot: self.requirement_menu_wanted.emit(key[1], spot)
                )
        return row

    def _lines(self) -> Iterator[tuple[Key, Callable[[], TextRow], Callable[[TextRow], None]]]:
        result, catalog = self._result, self._catalog
        if result is None or catalog is None:
            return
        for depth, one in flat(result.requirements):
            yield from self._requirement(depth, one, catalog)
        unused = unused_courses(result.unused)
        if not unused:
            return

        def show_header(row: TextRow) -> None:
            if isinstance(row, UnusedHeader):
                row.show_count(len(unused), is_open=_UNUSED in self._open)

        yield _UNUSED, UnusedHeader, show_header
        for rows in unused if _UNUSED in self._open else ():
            place = CoursePlace(self._program, "", rows[0].course)
            key: Key = ("unused", rows[0].course, str(rows[0].school_year), rows[0].because.code)

            def show(row: TextRow, rows: tuple[Unused, ...] = rows) -> None:
                if isinstance(row, UnusedRow):
                    title = self._decided.course_title(row.place.course, catalog)
                    pinned = (self._program, row.place.course) in self._decided.pinned
                    row.show_unused(rows, title, catalog, pinned=pinned)

            yield key, partial(UnusedRow, place), show

    def _requirement(
        self, depth: int, one: RequirementResult, catalog: Catalog
    ) -> Iterator[tuple[Key, Callable[[], TextRow], Callable[[TextRow], None]]]:
        key = ("requirement", one.id)
        courses = own_courses(one)
        shown = key in self._open and bool(courses)

        def show(row: TextRow) -> None:
            if isinstance(row, RequirementRow):
                excepted = self._decided.is_excepted(self._program, one)
                is_open = shown if courses else None
                row.show_result(
                    one, self._program, catalog, depth, is_open=is_open, excepted=excepted
                )

        yield key, RequirementRow, show
        for course, year, rows in courses if shown else ():
            pinnable = one.kind not in USES_NOTHING_UP and not self._takes_no_pins
            place = CoursePlace(self._program, one.id, course, pinnable)

            def show_course(row: TextRow, rows: tuple[Used, ...] = rows) -> None:
                if isinstance(row, CourseRow):
                    pinned = (self._program, row.place.course) in self._decided.pinned
                    title = self._decided.course_title(row.place.course, catalog)
                    row.show_used(rows, title, depth + 1, pinned=pinned)

            line: Key = ("course", one.id, course, str(year))
            yield line, partial(CourseRow, place), show_course


def flat(
    requirements: tuple[RequirementResult, ...], depth: int = 0
) -> Iterator[tuple[int, RequirementResult]]:
    """Yield the requirements and their parts, each before its parts, with how deep it lies."""
    for requirement in requirements:
        yield depth, requirement
        yield from flat(requirement.requirements, depth + 1)
