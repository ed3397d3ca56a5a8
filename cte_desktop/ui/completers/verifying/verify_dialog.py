"""Checking certificates: a pasted code or serial number, or every certificate in a file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from cte_desktop.domain.completion.certificates.serial import is_like_serial
from cte_desktop.services.verifying.key_lists import known_lists
from cte_desktop.services.verifying.serials import look_up_serial
from cte_desktop.services.verifying.verification import verify
from cte_desktop.system.errors import KnownError
from cte_desktop.ui import theme
from cte_desktop.ui.completers.verifying.answer_card import AnswerCard
from cte_desktop.ui.completers.verifying.answers import (
    Answer,
    answer_of_mistyped,
    answer_of_serial,
    answers_of,
)
from cte_desktop.ui.completers.verifying.code_field import CodeField
from cte_desktop.ui.completers.verifying.keys_choice import KeysChoice
from cte_desktop.ui.table_model import Column, TableModel
from cte_desktop.ui.widgets.buttons import primary_button, push_button
from cte_desktop.ui.widgets.fit_screen import fit_screen, scrolled
from cte_desktop.ui.widgets.folders import documents_folder
from cte_desktop.ui.widgets.labels import ThemedLabel, caption, sentence, title
from cte_desktop.ui.widgets.table_view import SOMEBODY, TableView
from cte_desktop.wording.errors import told
from cte_desktop.wording.translate import tr, trn

if TYPE_CHECKING:
    from PySide6.QtGui import QDragEnterEvent, QDropEvent

    from cte_desktop.services.desk import Desk
    from cte_desktop.ui.page import Workbench
    from cte_desktop.ui.tasks import Progress, Reporter

_SIZE = (760, 700)
_FILES = "(*.pdf *.png *.jpg *.jpeg *.gif *.bmp *.tif *.tiff *.webp *.txt)"
_SIGNS = {"met": "circle-check", "must_fix": "octagon-alert", "warning": "triangle-alert"}


class VerifyDialog(QDialog):
    """The dialog; it stands beside the window and checks as often as one likes."""

    def __init__(self, desk: Desk, bench: Workbench, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Verify a certificate"))
        self.setAccessibleName(self.windowTitle())
        self.setAcceptDrops(True)
        self._desk, self._bench = desk, bench
        self._number = 0  # of the check that runs
        self._given: str | Path = ""
        self.code = CodeField()
        self.check_button = primary_button(tr("&Check"), "circle-check", self._on_check)
        self.file_button = push_button(
            tr("Choose a PDF or &picture…"), "folder-open", self._ask_file
        )
        self.stop_button = push_button(tr("Stop"), press=self._on_stop)
        self.keys = KeysChoice()
        self.words = ThemedLabel("", color="text_muted", tabular=True)
        self.words.setWordWrap(True)
        self.model: TableModel[Answer] = TableModel(_columns(), lambda one: one.number, self)
        self.table: TableView[Answer] = TableView(
            self.model, tr("Certificates found"), about=_whose
        )
        self.card = AnswerCard()
        self._put_together()
        self._listen()
        fit_screen(self, *_SIZE)
        bench.tasks.read(lambda: known_lists(desk), self.keys.show_own)
        self.code.setFocus()

    def answers(self) -> tuple[Answer, ...]:
        """Return what the last check found."""
        return self.model.shown_rows()

    def check_file(self, file: Path) -> None:
        """Check every certificate in a PDF, a picture or a text."""
        self.code.clear()
        self._check(file)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        files = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        if files:
            event.acceptProposedAction()
            self.check_file(Path(files[0]))

    def _put_together(self) -> None:
        side = theme.px(theme.PAGE)
        column = QVBoxLayout(self)
        column.setContentsMargins(side, side, side, theme.px(theme.GAP))
        column.setSpacing(theme.px(theme.INSIDE))
        column.addWidget(title(tr("Is this certificate genuine?")))
        column.addWidget(
            sentence(
                tr(
                    "Paste the text of its QR code or its serial number, or drop a PDF, a scan or "
                    "a photograph here. Nothing leaves this computer."
                ),
                muted=True,
            )
        )
        column.addWidget(self.code)
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.px(theme.INSIDE))
        buttons.addWidget(self.file_button)
        buttons.addStretch(1)
        buttons.addWidget(self.stop_button)
        buttons.addWidget(self.check_button)
        column.addLayout(buttons)
        label = caption(tr("Checked with"))
        label.setBuddy(self.keys.box)
        column.addWidget(label)
        column.addWidget(self.keys)
        column.addWidget(self.words)
        column.addWidget(self.table, 2)
        self._scroll = scrolled(self.card, tr("Answer"))
        column.addWidget(self._scroll, 3)
        self._room = QWidget()  # keeps the upper part where it is while there is no answer
        column.addWidget(self._room, 1)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(push_button(tr("Close"), press=self.reject))
        column.addLayout(foot)
        self.stop_button.setVisible(False)
        self.table.setVisible(False)
        self._scroll.setVisible(False)

    def _listen(self) -> None:
        self.code.textChanged.connect(self._on_typed)
        self.code.wanted.connect(self._on_check)
        self.code.file_dropped.connect(self.check_file)
        self.keys.changed.connect(self._check_again)
        self.table.current_row_changed.connect(self.card.show_answer)
        self._bench.tasks.progressed.connect(self._on_progressed)
        self._on_typed()

    def _on_typed(self) -> None:
        self.check_button.setEnabled(bool(self.code.toPlainText().strip()))

    def _on_check(self) -> None:
        text = self.code.toPlainText().strip()
        if text:
            self._check(text)

    def _check_again(self) -> None:
        if self._given:
            self._check(self._given)

    def _check(self, given: str | Path) -> None:
        desk, keys_file = self._desk, self.keys.file()
        self._given = given
        self._show(())
        self.words.setText(tr("Checking…"))

        def work(report: Reporter) -> tuple[Answer, ...]:
            if isinstance(given, str):
                found = look_up_serial(given, keys_file, desk)
                if found is not None:
                    return (answer_of_serial(found),)
                if is_like_serial(given):
                    return (answer_of_mistyped(),)
            return answers_of(verify(given, keys_file, desk, report))

        self._bench.tasks.cancel(self._number)
        self._number = number = self._bench.tasks.long(
            work,
            lambda answers: self._on_answers(number, answers),
            text=tr("Checking the certificates…"),
            writes=False,
            failed=lambda error: self._on_failed(number, error),
        )

    def _on_answers(self, number: int, answers: tuple[Answer, ...]) -> None:
        if number != self._number:
            return
        self._end()
        genuine = sum(1 for one in answers if one.tone == "met")
        self.words.setText(
            tr(
                "{count} certificates looked at, {genuine} genuine.",
                count=f"{len(answers):,}",
                genuine=f"{genuine:,}",
            )
            if len(answers) > 1
            else ""
        )
        self._show(answers)

    def _on_failed(self, number: int, error: Exception) -> None:
        if number != self._number:
            return
        self._end()
        if not isinstance(error, KnownError):
            self.words.setText("")
            self._bench.notices.error(error)
            return
        said = told(error)
        self.words.setText("")
        more = " ".join(part for part in (said.kept, said.do) if part)
        self._show((Answer(1, "warning", said.text, more, ()),))

    def _show(self, answers: tuple[Answer, ...]) -> None:
        self.model.show(answers)
        several = len(answers) > 1
        self.table.setVisible(several)
        self._scroll.setVisible(bool(answers))
        self._room.setVisible(not answers)
        self.card.show_answer(answers[0] if answers else None)
        if several:
            self.table.focus_first()
        elif answers:
            self.card.setFocus()

    def _on_progressed(self, progress: Progress) -> None:
        if progress.number == self._number and progress.total > 1:
            self.stop_button.setVisible(progress.done < progress.total)
            self.words.setText(
                trn(
                    "{done} of {total} page looked at",
                    "{done} of {total} pages looked at",
                    progress.total,
                    done=f"{progress.done:,}",
                    total=f"{progress.total:,}",
                )
            )

    def _on_stop(self) -> None:
        self._bench.tasks.cancel(self._number)
        self._number = 0
        self._end()
        self.words.setText(tr("Stopped. Nothing was changed."))

    def _end(self) -> None:
        self.stop_button.setVisible(False)

    def _ask_file(self) -> None:
        dialog = QFileDialog(
            self,
            tr("Choose a certificate"),
            str(documents_folder()),
            ";;".join((f"{tr('Certificates')} {_FILES}", f"{tr('All files')} (*)")),
        )
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda name: self.check_file(Path(name)))
        dialog.open()


def _columns() -> tuple[Column[Answer], ...]:
    return (
        Column(tr("Page"), lambda one: one.where, sort_key=lambda one: one.number, width=88),
        Column(
            tr("Answer"),
            lambda one: one.name,
            icon=lambda one: _SIGNS.get(one.tone, "info"),
            color=lambda one: one.tone,
            width=184,
        ),
        Column(tr("Certificate"), lambda one: one.about, tooltip=lambda one: one.about),
        Column(tr("Serial number"), lambda one: one.serial, width=188),
    )


def _whose(answer: Answer) -> tuple[str, ...]:
    """Return whom a line names: whose serial it is, or somebody unknown."""
    named = (answer.serial or SOMEBODY,)
    return named if answer.about or answer.serial else ()
