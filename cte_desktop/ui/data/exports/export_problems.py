"""What a person should know before an export is written: problems, the gravest first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from cte_desktop.ui import theme
from cte_desktop.ui.table_model import Column, TableModel
from cte_desktop.ui.widgets.empty_state import EmptyState
from cte_desktop.ui.widgets.labels import sentence
from cte_desktop.ui.widgets.table_view import TableView
from cte_desktop.wording.exports import problem_and_fix
from cte_desktop.wording.translate import tr, trn

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cte_desktop.services.exporting import Problem


@dataclass(frozen=True, slots=True)
class ToldProblem:
    """A problem in words; `place` counts them."""

    place: int
    student_id: str
    text: str
    fix: str
    blocks: bool


class ExportProblems(QWidget):
    """The list; without problems it says so."""

    def __init__(self) -> None:
        super().__init__()
        self._told: tuple[ToldProblem, ...] = ()
        self.model: TableModel[ToldProblem] = TableModel(_columns(), lambda told: told.place, self)
        self.table: TableView[ToldProblem] = TableView(
            self.model, tr("What to know before"), about=lambda told: (told.student_id,)
        )
        self.empty = EmptyState(
            "circle-check", tr("Nothing stands in the way"), tr("Every row can be sent as it is.")
        )
        self.detail = sentence("")
        self._parts = QStackedWidget()
        self._parts.addWidget(self.empty)
        self._parts.addWidget(self.table)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(theme.INSIDE))
        column.addWidget(self._parts, 1)
        column.addWidget(self.detail)
        self.table.current_row_changed.connect(self._on_current)

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Show these, what keeps rows out first."""
        gravest_first = sorted(problems, key=lambda said: not said.blocks)
        self._told = tuple(
            ToldProblem(place, said.student_id, *problem_and_fix(said), said.blocks)
            for place, said in enumerate(gravest_first)
        )
        self.model.show(self._told)
        self._parts.setCurrentIndex(1 if self._told else 0)
        if self._told:
            self.table.select_key(self._told[0].place)
        else:
            self.detail.setText("")

    def words(self) -> str:
        """Return in a sentence how many rows can't be sent, and how much there is to look at."""
        blocked = sum(told.blocks for told in self._told)
        others = len(self._told) - blocked
        said = []
        if blocked:
            said.append(trn("{count} row can't be sent.", "{count} rows can't be sent.", blocked))
        if others:
            said.append(trn("{count} thing to look at.", "{count} things to look at.", others))
        return " ".join(said)

    def _on_current(self, told: ToldProblem | None) -> None:
        """Say the whole of the selected problem, since lines of the table are cut."""
        self.detail.setText(f"{told.text} {told.fix}" if told is not None else "")


def _columns() -> tuple[Column[ToldProblem], ...]:
    return (
        Column(
            tr("Result"),
            lambda told: tr("left out") if told.blocks else tr("look at it"),
            icon=lambda told: "circle-alert" if told.blocks else "triangle-alert",
            color=lambda told: "must_fix" if told.blocks else "warning",
            width=110,
        ),
        Column(tr("Student"), lambda told: told.student_id, width=110),
        Column(tr("What is wrong"), lambda told: told.text, tooltip=lambda told: told.text),
        Column(tr("What to do"), lambda told: told.fix, tooltip=lambda told: told.fix, width=280),
    )
