"""Sending out: what is wanted, what a person should know before it is written, what was written.

Gathering and writing happen away from the window's thread and can be cancelled; nothing is written
and nothing logged before the person has seen what can't be sent.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget
from shiboken6 import isValid

from cte_desktop.services import exporting
from cte_desktop.services.changes import Changes
from cte_desktop.system.errors import KnownError, WrongCall
from cte_desktop.ui import theme
from cte_desktop.ui.data.exports.export_choice import ExportChoice
from cte_desktop.ui.data.exports.export_problems import ExportProblems
from cte_desktop.ui.data.work_line import WorkLine
from cte_desktop.ui.widgets.buttons import primary_button, push_button
from cte_desktop.ui.widgets.labels import sentence, title
from cte_desktop.wording.translate import tr, trn

if TYPE_CHECKING:
    from pathlib import Path

    from cte_desktop.services.desk import Desk
    from cte_desktop.services.exporting import Disclosure, Exported, Prepared
    from cte_desktop.ui.page import Workbench
    from cte_desktop.ui.tasks import Reporter

_SIZE = (860, 600)
_CHOICE, _REVIEW, _DONE = range(3)


class _Relay:
    """Progress of an export: told to whoever asks now, the gathering first, then the writing."""

    def __init__(self) -> None:
        self.to: Reporter | None = None

    def __call__(self, done: int, total: int) -> None:
        if self.to is not None:
            self.to(done, total)


class ExportDialog(QDialog):
    """The dialog; `export` is chosen at first."""

    def __init__(
        self, bench: Workbench, desk: Desk, parent: QWidget | None = None, export: str = ""
    ) -> None:
        super().__init__(parent)
        self._bench = bench
        self._desk = desk
        self._relay = _Relay()
        self._prepared: Prepared | None = None
        self._wanted: tuple[str, Disclosure] | None = None
        self._folder: Path | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setWindowTitle(tr("Send out"))
        self.setAccessibleName(self.windowTitle())
        self.choice = ExportChoice(desk)
        self.problems = ExportProblems()
        self.outcome = sentence("")
        self.heading = title(self.windowTitle())
        self.words = sentence("", muted=True)
        self.lacks = sentence("", muted=True)
        self.work = WorkLine(bench.tasks)
        self.back_button = push_button(tr("Back"), "arrow-left", self._back)
        self.folder_button = push_button(tr("Open folder"), "folder-open", self._open_folder)
        self.close_button = push_button(tr("Cancel"), press=self.reject)
        self.look_button = primary_button(tr("Look it over"), "check", self._look)
        self.write_button = primary_button(tr("Write"), "upload", self._write)
        self._parts = QStackedWidget()
        self._put_together()
        self.resize(theme.px(_SIZE[0]), theme.px(_SIZE[1]))
        self.choice.changed.connect(self._on_changed)
        if export:
            self.choice.choose(export)
        self._show(_CHOICE)

    def done(self, answer: int) -> None:
        self.work.stop()
        super().done(answer)

    def _put_together(self) -> None:
        column = QVBoxLayout(self)
        side = theme.px(theme.PAGE)
        column.setContentsMargins(side, side, side, theme.px(theme.GAP))
        column.setSpacing(theme.px(theme.INSIDE))
        column.addWidget(self.heading)
        column.addWidget(self.words)
        form = QWidget()
        inside = QVBoxLayout(form)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self.choice)
        inside.addStretch(1)
        self.outcome.setAlignment(Qt.AlignmentFlag.AlignTop)
        for part in (form, self.problems, self.outcome):
            self._parts.addWidget(part)
        column.addWidget(self._parts, 1)
        column.addWidget(self.work)
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.px(theme.INSIDE))
        buttons.addWidget(self.lacks, 1)
        for button in (
            self.back_button,
            self.folder_button,
            self.close_button,
            self.look_button,
            self.write_button,
        ):
            buttons.addWidget(button)
        column.addLayout(buttons)

    def _show(self, part: int) -> None:
        self._parts.setCurrentIndex(part)
        self.back_button.setVisible(part == _REVIEW)
        self.look_button.setVisible(part == _CHOICE)
        self.write_button.setVisible(part == _REVIEW)
        self.folder_button.setVisible(part == _DONE)
        self.close_button.setText(tr("Close") if part == _DONE else tr("Cancel"))
        self.words.setVisible(part == _REVIEW)
        self.lacks.setText("")
        if part == _CHOICE:
            self.heading.setText(self.windowTitle())
            self._on_changed()

    def _on_changed(self) -> None:
        lacking = self.choice.lacks()
        self.lacks.setText(lacking)
        self.look_button.setEnabled(not lacking)

    def _set_busy(self, *, busy: bool) -> None:
        for button in (self.look_button, self.write_button, self.back_button):
            button.setEnabled(not busy)
        self._parts.setEnabled(not busy)

    def _look(self) -> None:
        if self.choice.lacks():
            return
        desk, name, order = self._desk, self.choice.export(), self.choice.order()
        self._wanted = (name, self.choice.disclosure())
        self._relay = relay = _Relay()

        def work(report: Reporter) -> Prepared:
            relay.to = report
            return exporting.prepare(desk, name, order, relay)

        text = tr("Looking it over…")
        number = self._bench.tasks.long(
            work, self._on_prepared, failed=self._on_failed, text=text, writes=False
        )
        self._follow(number, text)

    def _write(self) -> None:
        if self._prepared is None or self._wanted is None:
            return
        desk, prepared, relay = self._desk, self._prepared, self._relay
        name, disclosed = self._wanted

        def work(report: Reporter) -> Exported:
            relay.to = report
            return exporting.save(desk, name, prepared, disclosed)

        text = tr("Writing…")
        number = self._bench.tasks.long(work, self._on_written, failed=self._on_failed, text=text)
        self._follow(number, text)

    def _follow(self, number: int, text: str) -> None:
        self._set_busy(busy=True)
        self.work.follow(number, text)
        self._bench.tasks.ended.connect(self._on_ended)

    def _on_ended(self, _number: int) -> None:
        if isValid(self) and not self.work.is_working():
            self._bench.tasks.ended.disconnect(self._on_ended)
            self._set_busy(busy=False)
            self.look_button.setEnabled(not self.choice.lacks())

    def _on_failed(self, error: Exception) -> None:
        self._bench.notices.error(error)
        if isValid(self):
            self._show(_CHOICE)
            if isinstance(error, (KnownError, WrongCall)):
                self.lacks.setText(str(error))  # the notice lies behind this dialog

    def _on_prepared(self, prepared: Prepared) -> None:
        if not isValid(self):
            return
        self._prepared = prepared
        self.problems.show_problems(prepared.problems)
        rows, students = _rows(prepared.rows), _students(len(prepared.student_uids))
        self.heading.setText(tr("{rows} about {students}", rows=rows, students=students))
        there = [file.path.name for file in prepared.files if file.path.exists()]
        words = self.problems.words()
        if there:
            words = " ".join((words, tr("{file} is there already and is replaced.", file=there[0])))
        self.words.setText(words)
        self._show(_REVIEW)
        self.write_button.setFocus()

    def _on_written(self, made: Exported) -> None:
        self._bench.refresh.tell(Changes(frozenset({"disclosures", "history"})))
        if not isValid(self):
            return
        self._folder = made.files[0].path.parent
        self.heading.setText(tr("Written"))
        names = [f"{file.path.name}: {_rows(file.rows)}" for file in made.files[:8]]
        more = len(made.files) - len(names)
        if more > 0:
            names.append(trn("and {count} more file", "and {count} more files", more))
        self.outcome.setText("\n".join((str(self._folder), "", *names)))
        self._show(_DONE)
        self.folder_button.setFocus()

    def _back(self) -> None:
        self._prepared = None
        self._show(_CHOICE)

    def _open_folder(self) -> None:
        if self._folder is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder)))


def offer_exports(bench: Workbench, desk: Desk, window: QWidget) -> None:
    """Offer to send out, on every page."""
    bench.actions.offer("export_files", lambda: ExportDialog(bench, desk, window).open())


def _rows(count: int) -> str:
    return trn("{amount} row", "{amount} rows", count, amount=f"{count:,}")


def _students(count: int) -> str:
    return trn("{amount} student", "{amount} students", count, amount=f"{count:,}")
