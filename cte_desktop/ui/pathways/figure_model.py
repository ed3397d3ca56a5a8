"""Students of a pathway as a small table: home school by stage, with totals."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from cte_desktop.domain.audit.result import PathwayStage
from cte_desktop.ui.pathways.listed import school_name
from cte_desktop.ui.row_search import fold
from cte_desktop.wording.labels import stage_label
from cte_desktop.wording.translate import tr, trn

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.services.pathways import StageCount

Index = QModelIndex | QPersistentModelIndex
_NO_PARENT = QModelIndex()

FIGURE_ROLE = Qt.ItemDataRole.UserRole + 1
"""The figure behind an index; None in the column of the schools."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of students: of a home school (None: of all) at a stage (None: at any)."""

    school: str | None
    stage: PathwayStage | None
    students: int
    is_stale: bool  # somebody who may belong here is being worked out


class FigureModel(QAbstractTableModel):
    """The table: a line for each home school, the last for all of them."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._names: tuple[str, ...] = ()
        self._stages: tuple[PathwayStage | None, ...] = ()
        self._figures: tuple[tuple[Figure, ...], ...] = ()

    def show(
        self,
        counts: Sequence[StageCount],
        stages: Sequence[PathwayStage],
        catalog: Catalog,
        *,
        is_stale: bool = False,
    ) -> None:
        """Show these counts; `stages` are the columns, besides those in which somebody is.
        `is_stale` says that somebody may come or go anywhere.
        """
        used = {row.stage for row in counts} | set(stages)
        schools = sorted(
            {row.school for row in counts}, key=lambda short: fold(school_name(short, catalog))
        )
        self.beginResetModel()
        self._stages = (*(stage for stage in PathwayStage if stage in used), None)
        self._names = (
            *(school_name(short, catalog) or tr("No school") for short in schools),
            tr("All schools"),
        )
        lines: list[str | None] = [*schools, None]
        self._figures = tuple(
            tuple(_figure(counts, school, stage, is_stale=is_stale) for stage in self._stages)
            for school in lines
        )
        self.endResetModel()

    def figure(self, index: Index) -> Figure | None:
        """Return the figure at an index, None in the column of the schools."""
        if not index.isValid() or index.column() == 0:
            return None
        return self._figures[index.row()][index.column() - 1]

    def index_of(self, school: str | None, stage: PathwayStage | None) -> QModelIndex:
        """Return the index of a figure, an invalid one when it isn't shown."""
        for row, figures in enumerate(self._figures):
            for place, figure in enumerate(figures):
                if (figure.school, figure.stage) == (school, stage):
                    return self.index(row, place + 1)
        return QModelIndex()

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._figures)

    def columnCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._stages) + 1

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        usual = Qt.ItemFlag.ItemIsEnabled
        return usual | Qt.ItemFlag.ItemIsSelectable if self.figure(index) else usual

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        figure = self.figure(index)
        if role == FIGURE_ROLE:
            return figure
        if role == Qt.ItemDataRole.DisplayRole:
            return self._names[index.row()] if figure is None else f"{figure.students:,}"
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignLeft if figure is None else Qt.AlignmentFlag.AlignRight
            return side | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(index)
        if role == Qt.ItemDataRole.ToolTipRole and figure is not None and figure.is_stale:
            return tr("being worked out")
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section <= len(self._stages):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return tr("Home school") if section == 0 else stage_title(self._stages[section - 1])
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignLeft if section == 0 else Qt.AlignmentFlag.AlignRight
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def _spoken(self, index: Index) -> str:
        figure = self.figure(index)
        if figure is None:
            return self._names[index.row()]
        students = trn("{shown} student", "{shown} students", figure.students,
                       shown=f"{figure.students:,}")  # fmt: skip
        said = [self._names[index.row()], stage_title(figure.stage), students]
        if figure.is_stale:
            said.append(tr("being worked out"))
        return ", ".join(said)


def stage_title(stage: PathwayStage | None) -> str:
    """Return the name of a stage as a heading; None is all of them together."""
    words = tr("all") if stage is None else stage_label(stage)
    return words[:1].upper() + words[1:]


def _figure(
    counts: Sequence[StageCount],
    school: str | None,
    stage: PathwayStage | None,
    *,
    is_stale: bool,
) -> Figure:
    rows = [
        row
        for row in counts
        if (school is None or row.school == school) and (stage is None or row.stage is stage)
    ]
    return Figure(school, stage, sum(row.students for row in rows), is_stale)
