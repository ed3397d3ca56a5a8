"""The plan grid as a Qt model: a thin adapter over the cells of `grid_layout.py`.

It never writes. A drop becomes the request `drop_requested`, and Qt is told that nothing was taken.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QAbstractTableModel,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from cte_desktop.domain import credits
from cte_desktop.domain.catalog.course import Course, ExtendedDay
from cte_desktop.domain.findings import Severity
from cte_desktop.domain.planning.grid import PlanGrid, plan_grid
from cte_desktop.domain.planning.plan import Lane
from cte_desktop.domain.planning.semesters import State
from cte_desktop.domain.school_year import school_year_of
from cte_desktop.ui.planning.card_text import (
    card_title,
    card_tooltip,
    cell_text,
    column_name,
    is_locked,
    row_label,
    row_name,
)
from cte_desktop.ui.planning.filling.marks import Marks, marked, with_gone
from cte_desktop.ui.planning.grid_layout import (
    COLUMNS,
    EARLY,
    CardPlace,
    Cell,
    Cells,
    credits_in,
    is_past,
    lay_out,
)
from cte_desktop.ui.planning.mime import PLAN_MIME, Carried, from_mime, to_mime
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cte_desktop.domain.findings import Finding
    from cte_desktop.domain.planning.plan import Spot
    from cte_desktop.services.cases import Case

_LANES = (Lane.DAY, Lane.EXTENDED, Lane.SUMMER, Lane.COLLEGE)
Index = QModelIndex | QPersistentModelIndex
_NO_PARENT = QModelIndex()

CELL_ROLE = Qt.ItemDataRole.UserRole + 1
"""The cell behind an index, None in the line of credits."""


class PlanGridModel(QAbstractTableModel):
    """The rows of the day, then a line of credits; columns are `grid_layout.COLUMNS`.

    Signal: `drop_requested(Carried, Spot)`.
    """

    drop_requested = Signal(object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._case: Case | None = None
        self._grid = PlanGrid((), ())
        self._cells: Cells = {}
        self._marks: Marks | None = None
        self._grave: dict[tuple[str, int], Severity] = {}

    def propose(self, marks: Marks | None) -> None:
        """Take the next plan shown as a proposal with these marks; None: as the student's own."""
        self._marks = marks

    def is_proposal(self) -> bool:
        """Tell whether a proposal is on the table: it can be looked at, not edited."""
        return self._marks is not None

    def show(self, case: Case) -> None:
        """Show this case's record and plan."""
        grid = plan_grid(case.situation)
        same = grid.rows == self._grid.rows and self._case is not None
        if not same:
            self.beginResetModel()
        cells = lay_out(grid)
        if self._marks is not None:
            cells = marked(lay_out(with_gone(grid, self._marks)), self._marks)
        self._case, self._grid, self._cells = case, grid, cells
        if same:
            self._tell_all()
            # The heads of grades carry school years and "now", which are another student's.
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(COLUMNS) - 1)
        else:
            self.endResetModel()

    def mark(self, findings: Sequence[Finding]) -> None:
        """Mark the cards that a finding is about, with the gravest of them."""
        marks: dict[tuple[str, int], Severity] = {}
        for finding in reversed(findings):  # the gravest come first and so win
            grade = finding.about("grade_level")
            if finding.severity is Severity.INFORMATION or not isinstance(grade, int):
                continue
            for key in ("course", "other_course"):
                code = finding.about(key)
                if code is not None:
                    marks[str(code), grade] = finding.severity
        if marks != self._grave:
            self._grave = marks
            self._tell_all()

    def case(self) -> Case | None:
        """Return the case shown."""
        return self._case

    def cell(self, row: int, column: int) -> Cell | None:
        """Return a cell, None in the line of credits and outside."""
        return self._cells.get((row, column))

    def cells(self) -> Cells:
        """Return every cell by row and column."""
        return self._cells

    def severity(self, place: CardPlace) -> Severity | None:
        """Return the gravest finding about a card."""
        return self._grave.get((place.card.first.course_code, place.grade_level))

    def is_credit_line(self, row: int) -> bool:
        """Tell whether a row is the line of credits."""
        return row == len(self._grid.rows)

    def is_past(self, column: int) -> bool:
        """Tell whether a column's term is over."""
        if self._case is None:
            return False
        year = self._case.file.student.graduation_year
        return is_past(COLUMNS[column], year, self._case.day)

    def is_now(self, column: int) -> bool:
        """Tell whether a column is the present term: the first of the present grade still open."""
        if self._case is None:
            return False
        here = COLUMNS[column]
        if column == EARLY:
            return self.present_grade() in here.grades
        if here.grade_level != self.present_grade() or self.is_past(column):
            return False
        before = COLUMNS[column - 1]
        return before.grade_level != here.grade_level or self.is_past(column - 1)

    def present_grade(self) -> int:
        """Return the grade that the student is in this school year."""
        if self._case is None:
            return 0
        year = school_year_of(self._case.day)
        return 12 - (self._case.file.student.graduation_year - 1 - year)

    def spots(self) -> list[Spot]:
        """Return the spots of all cells in reading order, terms that are over left out."""
        return [
            cell.spot
            for (_, column), cell in sorted(self._cells.items(), key=lambda one: one[0][::-1])
            if cell.spot is not None and not self.is_past(column)
        ]

    def likeliest_first(self, course: Course | None) -> list[Spot]:
        """Return the spots that are not over, in the order in which one would look for a place.

        The course's own lane first, and the present term last, because it is under way.
        """
        now = [column for number, column in enumerate(COLUMNS) if self.is_now(number)]
        present = {(column.grade_level, column.term) for column in now}
        lanes = _lanes(course)
        return sorted(
            self.spots(),
            key=lambda s: ((s.grade_level, s.term) in present, lanes.index(s.lane)),
        )

    def credits_text(self, column: int) -> str:
        """Return the credits of a column, "" when there are none."""
        counted = credits_in(self._grid, COLUMNS[column])
        return credits.text(counted) if counted else ""

    def carried_of(self, place: CardPlace) -> Carried | None:
        """Return what is picked up with a card; None when it can't be moved."""
        card = place.card
        if self.is_proposal():
            return None
        planned = [half for half in card.halves if half.state is State.PLANNED]
        if not planned or not planned[0].placement_uid:
            return None
        mixed = len(planned) < len(card.halves)
        return Carried(card.first.course_code, planned[0].placement_uid, only_this_half=mixed)

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() or not self._grid.rows else len(self._grid.rows) + 1

    def columnCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(COLUMNS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        cell = self.cell(index.row(), index.column())
        if cell is None:
            return self._credit_line(index.column(), role)
        if role == CELL_ROLE:
            return cell
        if role == Qt.ItemDataRole.DisplayRole:
            return ", ".join(card_title(place.card) for place in cell.places)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return cell_text(cell)
        if role == Qt.ItemDataRole.ToolTipRole and self._case is not None:
            situation = self._case.situation
            return "\n\n".join(card_tooltip(place, situation) for place in cell.places) or None
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation == Qt.Orientation.Horizontal:
            known = 0 <= section < len(COLUMNS)
            words = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
            return column_name(COLUMNS[section]) if known and role in words else None
        if self.is_credit_line(section):
            return tr("Credits") if role == Qt.ItemDataRole.DisplayRole else None
        if not 0 <= section < len(self._grid.rows):
            return None
        row = self._grid.rows[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return row_label(row)
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return row_name(row)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled
        cell = self.cell(index.row(), index.column())
        if cell is None:
            return flags
        flags |= Qt.ItemFlag.ItemIsSelectable
        if cell.spot is not None:
            flags |= Qt.ItemFlag.ItemIsDropEnabled
        if any(self.carried_of(p) and not is_locked(p.card) for p in cell.places):
            flags |= Qt.ItemFlag.ItemIsDragEnabled
        return flags

    def mimeTypes(self) -> list[str]:
        return [PLAN_MIME]

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction | Qt.DropAction.CopyAction

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        for index in indexes:
            cell = self.cell(index.row(), index.column())
            for place in cell.places if cell else ():
                carried = self.carried_of(place)
                if carried is not None:
                    return to_mime(carried)
        return QMimeData()

    def canDropMimeData(
        self, mime: QMimeData, _action: Qt.DropAction, row: int, column: int, parent: Index
    ) -> bool:
        from cte_desktop.ui.planning.carrying import fit_of

        carried, spot = from_mime(mime), self._target(row, column, parent)
        if carried is None or spot is None or self._case is None or self.is_proposal():
            return False
        return not fit_of(self._case, carried, spot).refusal

    def dropMimeData(
        self, mime: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index
    ) -> bool:
        carried, spot = from_mime(mime), self._target(row, column, parent)
        if carried is not None and self.canDropMimeData(mime, action, row, column, parent):
            self.drop_requested.emit(carried, spot)
        return False  # the editor makes the new plan; Qt must not take rows away

    def _target(self, row: int, column: int, parent: Index) -> Spot | None:
        """Return the spot of a drop: on a cell Qt names it as the parent."""
        place = (parent.row(), parent.column()) if parent.isValid() else (row, column)
        cell = self._cells.get(place)
        return cell.spot if cell else None

    def _credit_line(self, column: int, role: int) -> object:
        text = self.credits_text(column)
        if role == Qt.ItemDataRole.DisplayRole:
            return text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            name = column_name(COLUMNS[column])
            return tr("{column}: {credits} credits", column=name, credits=text or "0")
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignCenter
        return None

    def _tell_all(self) -> None:
        if self._grid.rows:
            last = self.index(self.rowCount() - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, 0), last)


def _lanes(course: Course | None) -> tuple[Lane, ...]:
    """Return the lanes in the order in which a course is looked for."""
    own = Lane.DAY
    if course is not None and course.is_college:
        own = Lane.COLLEGE
    elif course is not None and course.extended_day is ExtendedDay.ONLY:
        own = Lane.EXTENDED
    return (own, *(lane for lane in _LANES if lane is not own))
