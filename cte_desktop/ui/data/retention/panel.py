"""What is kept of those who have left: what may go, since when, and what stays and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout

from cte_desktop.domain.people.roles import Right
from cte_desktop.services import retention
from cte_desktop.services.changes import Changes
from cte_desktop.ui import theme
from cte_desktop.ui.data.retention.destroy_dialog import DestroyDialog
from cte_desktop.ui.table_model import Column, TableModel
from cte_desktop.ui.widgets.buttons import CheckBox, push_button
from cte_desktop.ui.widgets.empty_state import EmptyState
from cte_desktop.ui.widgets.labels import sentence
from cte_desktop.ui.widgets.panel import ListPanel
from cte_desktop.ui.widgets.question_dialog import Choice, Question
from cte_desktop.ui.widgets.table_view import TableView
from cte_desktop.wording import retention as words
from cte_desktop.wording.people import reason_text
from cte_desktop.wording.translate import tr, trn

if TYPE_CHECKING:
    from pathlib import Path

    from cte_desktop.services.desk import Desk
    from cte_desktop.services.retention import Due, DueLine
    from cte_desktop.ui.page import Workbench

_DESTROY = "destroy"


@dataclass(frozen=True, slots=True)
class _Shown:
    due: Due
    older: tuple[Path, ...]


class RetentionPanel(ListPanel):
    """The list of what is due, and of what stays; destroying asks with the number typed."""

    listens = frozenset({"students", "record", "plans", "decisions", "history", "backups"})

    def __init__(self, desk: Desk, bench: Workbench) -> None:
        super().__init__(
            tr("Keeping"),
            tr(
                "What the law lets go of students whose class has graduated, and what stays. "
                "Looking changes nothing."
            ),
        )
        self._desk = desk
        self._bench = bench
        self._found: _Shown | None = None
        self.dialog: DestroyDialog | None = None
        self.model: TableModel[DueLine] = TableModel(
            _columns(), lambda line: (line.uid, line.kind), self
        )
        self.table: TableView[DueLine] = TableView(
            self.model, tr("Keeping"), about=lambda line: line.uid
        )
        self.stays = CheckBox(tr("&Show what stays too"))
        self.stays.setProperty("always", True)
        self.destroy_button = push_button(tr("Destroy…"), "trash-2", self._on_destroy)
        self.request = push_button(tr("A family has asked"), "eye", self._on_request)
        self.older = sentence("", muted=True)
        self.destroy_older = push_button(tr("Destroy them…"), "trash-2", self._on_older)
        self._put_together()

    def read(self) -> None:
        desk = self._desk
        self._bench.tasks.read(
            lambda: _Shown(retention.due(desk), retention.older_backups(desk)),
            self._on_read,
            channel="retention",
        )

    def _put_together(self) -> None:
        self.destroy_button.setProperty("always", True)
        for button in (self.destroy_button, self.request):
            self.tools.addWidget(button)
        self.tools.addStretch(1)
        self.tools.addWidget(self.stays)
        row = QHBoxLayout()
        row.setSpacing(theme.px(theme.INSIDE))
        row.addWidget(self.older, 1)
        row.addWidget(self.destroy_older, 0, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(row)
        self.older.set_color("warning")
        self.show_list(self.table, _nothing_due())
        self.stays.toggled.connect(lambda _on: self._show())
        self.table.current_row_changed.connect(lambda _line: self._on_current())
        self._say_older(())
        self._on_current()

    def _on_read(self, found: _Shown) -> None:
        self._found = found
        self._say_older(found.older)
        self._show()

    def _show(self) -> None:
        if self._found is None:
            return
        due = self._found.due
        lines = due.lines if self.stays.isChecked() else due.due
        self.model.show(lines)
        self.say_filled(filled=bool(lines))
        self.count.setText(words.due_line(due.students, due.rows))
        self._on_current()

    def _say_older(self, older: tuple[Path, ...]) -> None:
        text = trn(
            "{count} older copy still holds what was destroyed.",
            "{count} older copies still hold what was destroyed.",
            len(older),
        )
        self.older.setText(text)
        for part in (self.older, self.destroy_older):
            part.setVisible(bool(older))
        self.older.setToolTip("\n".join(map(str, older)))

    def _on_current(self) -> None:
        person, line = self._desk.person, self.table.current_row()
        may = person.may(Right.DESTROY)
        reason = "" if may else reason_text(person.role, Right.DESTROY)
        due = self._found is not None and bool(self._found.due.due)
        self.destroy_button.setEnabled(may and due)
        self.destroy_older.setEnabled(may)
        for button in (self.destroy_button, self.destroy_older):
            button.setToolTip(reason)
        asks = person.may(Right.DISCLOSE)
        self.request.setEnabled(asks and line is not None)
        self.request.setToolTip("" if asks else reason_text(person.role, Right.DISCLOSE))
        answered = line is not None and line.requested is not None
        self.request.setText(
            " " + (tr("The family has seen them") if answered else tr("A family has asked"))
        )

    def _on_destroy(self) -> None:
        desk, found = self._desk, self._found
        if found is None:
            return
        self._bench.tasks.read(
            lambda: retention.backups_that_hold(desk),
            lambda backups: self._ask(found.due, backups),
        )

    def _ask(self, due: Due, backups: tuple[Path, ...]) -> None:
        self.dialog = dialog = DestroyDialog(self._desk, self._bench, due, backups, self.window())
        dialog.accepted.connect(self._on_destroyed)
        dialog.open()

    def _on_destroyed(self) -> None:
        self.dialog = None
        nouns = self.listens | {"import_answers", "sections"}
        self._bench.refresh.tell(Changes(nouns=nouns))
        self.read()

    def _on_request(self) -> None:
        desk, line = self._desk, self.table.current_row()
        if line is None:
            return
        is_open = line.requested is None
        self._bench.tasks.write(
            lambda: retention.note_request(desk, line.student_id, is_open=is_open),
            lambda _changed: self._on_noted(),
        )

    def _on_noted(self) -> None:
        self._bench.refresh.tell(Changes(nouns=frozenset({"history"})))
        self.read()

    def _on_older(self) -> None:
        older = self._found.older if self._found is not None else ()
        question = Question(
            "destroy_older_backups",
            tr("Destroy the copies that still hold what was destroyed?"),
            "\n".join((tr("A new backup is made first."), *words.first_paths(older), "")).strip(),
            (Choice(_DESTROY, tr("Destroy them")),),
        )
        self._bench.notices.ask(self.window(), question, self._on_older_answered)

    def _on_older_answered(self, choice: str) -> None:
        desk = self._desk
        if choice == _DESTROY:
            self._bench.tasks.write(
                lambda: retention.destroy_older_backups(desk),
                lambda _gone: self._on_destroyed(),
                text=tr("Destroying older backups…"),
            )


def _nothing_due() -> EmptyState:
    return EmptyState(
        "circle-check",
        tr("Nothing may be destroyed today"),
        tr(
            "Plans may go six months after a class has left, most of the rest three school years "
            "later. Names, courses and marks stay for ever."
        ),
    )


def _columns() -> tuple[Column[DueLine], ...]:
    return (
        Column(tr("Class of"), lambda line: str(line.graduation_year), width=75),
        Column(
            tr("Student"),
            lambda line: line.name,
            tooltip=lambda line: line.student_id,
            search_text=lambda line: f"{line.name} {line.student_id}",
            width=180,
        ),
        Column(tr("What"), lambda line: words.kind_label(line.kind), least=165),
        Column(
            tr("Entries"),
            lambda line: f"{line.rows:,}",
            figures=True,
            sort_key=lambda line: line.rows,
            width=75,
        ),
        Column(
            tr("May it go?"),
            lambda line: words.state_label(line.since, line.requested, is_due=line.is_due),
            sort_key=lambda line: (line.since is None, str(line.since)),
            width=185,
        ),
        Column(
            tr("Rule"),
            lambda line: line.rule,
            tooltip=lambda line: f"{words.class_label(line.record_class)} ({line.rule})",
            width=190,
        ),
    )
