"""One import from its files to its report: which step comes next, and what is kept of each.

Steps that have nothing to ask are passed over.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from cte_desktop.services.answering_imports import Answers
from cte_desktop.services.mapping import made_profile, saved_shape
from cte_desktop.services.recognising import NO_SHAPE, Recognised
from cte_desktop.system.errors import KnownError
from cte_desktop.ui.data.imports import import_work
from cte_desktop.ui.data.imports.import_sheet import ImportSheet, Ways
from cte_desktop.ui.data.imports.import_work import Looked, Wanted
from cte_desktop.ui.data.imports.reported_rows import sums
from cte_desktop.ui.data.step_line import Step
from cte_desktop.ui.data.steps.change_lines import asks_for_a_look
from cte_desktop.ui.data.steps.changes_step import ChangesStep
from cte_desktop.ui.data.steps.columns_step import ColumnsStep
from cte_desktop.ui.data.steps.files_step import FilesStep
from cte_desktop.ui.data.steps.questions_sheet import QuestionsSheet
from cte_desktop.wording.translate import tr, trn

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from cte_desktop.services.desk import Desk
    from cte_desktop.services.importing import ImportReport
    from cte_desktop.services.previewing import ImportPreview
    from cte_desktop.services.recognising import TableShape
    from cte_desktop.ui.data.steps.change_lines import HandLine
    from cte_desktop.ui.page import Workbench
    from cte_desktop.ui.tasks import Reporter


class ImportFlow(QObject):
    """Signals: `applied(ImportReport)`; `gone()`: it is over, applied or not."""

    applied = Signal(object)
    gone = Signal()

    def __init__(
        self, bench: Workbench, desk: Desk, window: QWidget, paths: tuple[Path, ...]
    ) -> None:
        super().__init__(window)
        self._bench = bench
        self._desk = desk
        self._window = window
        self.wanted = Wanted(paths)
        self._looked: Looked | None = None
        self._shapes: dict[str, TableShape] = {}
        self._saved: dict[str, dict[str, TableShape]] = {}  # title -> file -> shape
        self._asked = False
        self._number = 0
        self._applying = False
        self._over = False
        self.sheet: ImportSheet | None = None
        self.files: FilesStep | None = None
        self.columns: ColumnsStep | None = None
        self.questions: QuestionsSheet | None = None
        self.changes: ChangesStep | None = None
        self._forward: Callable[[], None] = self._on_files_forward
        self._second: Callable[[], None] = self._on_files_second
        bench.tasks.ended.connect(self._on_ended)

    def start(self) -> None:
        """Look at the files, then open the sheet."""
        desk, wanted = self._desk, self.wanted
        self._bench.tasks.read(
            lambda: import_work.look(desk, wanted),
            self._on_looked,
            failed=self._on_not_looked,
            text=tr("Looking at the files…"),
        )

    def is_busy(self) -> bool:
        """Say whether the import itself is running."""
        return self._applying

    def _on_not_looked(self, error: Exception) -> None:
        self._bench.notices.error(error)
        self._end()

    def _on_looked(self, looked: Looked) -> None:
        self._looked = looked
        self.sheet = ImportSheet(self._bench.tasks, self._window)
        self.files = FilesStep(looked.profiles)
        self.files.show_recognition(looked.found)
        self.files.encoding_chosen.connect(self._on_read_otherwise)
        self.files.profile_chosen.connect(self._on_read_otherwise)
        self.files.columns_wanted.connect(self._on_columns_wanted)
        self.sheet.forward.connect(self._on_forward)
        self.sheet.second.connect(self._on_second)
        self.sheet.backward.connect(self._show_files)
        self.sheet.left.connect(self._on_left)
        self._show_files()
        self.sheet.open()

    def _on_forward(self) -> None:
        self._forward()

    def _on_second(self) -> None:
        self._second()

    def _on_read_otherwise(self) -> None:
        """Read the files anew, with another encoding or as another system's."""
        if self.files is None or self.sheet is None:
            return
        encoding, profile = self.files.chosen_encoding(), self.files.chosen_profile()
        desk, wanted = self._desk, replace(self.wanted, encoding=encoding, profile=profile)
        self._number = self._bench.tasks.read(
            lambda: import_work.look(desk, wanted),
            lambda looked: self._on_looked_again(looked, wanted),
            failed=self._on_back_to_files,
            channel="looking at files",
        )
        self.sheet.follow(self._number, tr("Looking at the files…"))

    def _on_looked_again(self, looked: Looked, wanted: Wanted) -> None:
        self._rest()
        self.wanted = wanted
        former = {file.file: file.look.header for file in self._files()}
        self._looked = looked
        found = looked.found.files  # a file that seemed empty before may be among them now
        same = {file.file for file in found if file.look.header == former.get(file.file)}
        self._shapes = {file: shape for file, shape in self._shapes.items() if file in same}
        self._show_files()

    def _on_back_to_files(self, error: Exception) -> None:
        """Say in the files step why they can't be read like this; what a person set there stays."""
        if not isinstance(error, KnownError) or self.files is None or self._over:
            self._on_failed(error)
            return
        self._rest()
        self._show_files()
        self.files.show_problem(error, self.wanted.encoding, self.wanted.profile)

    def _show_files(self) -> None:
        if self.sheet is None or self.files is None or self._looked is None:
            return
        self._forward, self._second = self._on_files_forward, self._on_files_second
        self.files.show_recognition(self._looked.found, self._shapes)
        unknown = self._unknown()
        rows = self._lines()
        if unknown:
            ways = Ways(tr("Next: columns"))
        else:
            words = trn("Import {rows} row", "Import {rows} rows", rows, rows=f"{rows:,}")
            ways = Ways(words, tr("See what will change"), ready=bool(self._taken()))
        self.sheet.show_step(Step.FILES, self.files, ways)
        self.sheet.main_button.setFocus()

    def _on_files_forward(self) -> None:
        unknown = self._unknown()
        if unknown:
            self._show_columns(unknown[0], then=self._after_columns)
        else:
            self._check(stop=False)

    def _on_files_second(self) -> None:
        self._check(stop=True)

    def _on_columns_wanted(self, file: Recognised) -> None:
        self._show_columns(file, then=self._show_files)

    def _show_columns(self, file: Recognised, then: Callable[[], None]) -> None:
        if self.sheet is None:
            return
        former = self.columns
        kept = self._shapes.get(file.file)
        every = [one.file for one in self._files() if not one.profile]
        place = (every.index(file.file) + 1, len(every)) if file.file in every else (1, 1)
        self.columns = ColumnsStep(
            self._desk,
            file,
            kept if kept is not None and kept.kind else file.shape,
            proposed=not file.profile and kept is None,
            place=place,
        )
        self.columns.ready_changed.connect(lambda on: self._set_ready(ready=on))
        self._forward = lambda: self._on_columns_set(then)
        self._second = lambda: self._on_left_out(then)
        self.sheet.show_step(
            Step.COLUMNS,
            self.columns,
            Ways(
                tr("Use these columns"),
                "" if file.profile else tr("Leave this file out"),
                back=True,
                ready=self.columns.is_ready(),
            ),
        )
        self.sheet.second_button.setEnabled(True)
        self.columns.focus_first()
        if former is not None:
            self.sheet.drop(former)

    def _set_ready(self, *, ready: bool) -> None:
        if self.sheet is not None:
            self.sheet.set_ready(ready=ready)
            self.sheet.second_button.setEnabled(True)

    def _on_columns_set(self, then: Callable[[], None]) -> None:
        if self.columns is None:
            return
        file, shape = self.columns.file, self.columns.shape()
        if shape != file.shape or not file.profile:
            self._shapes[file.file] = shape
        for shapes in self._saved.values():
            shapes.pop(file.file, None)
        name = self.columns.profile_name()
        if name:
            self._saved.setdefault(name, {})[file.file] = saved_shape(shape, file.look)
        then()

    def _on_left_out(self, then: Callable[[], None]) -> None:
        if self.columns is not None:
            self._shapes[self.columns.file.file] = NO_SHAPE
        then()

    def _after_columns(self) -> None:
        unknown = self._unknown()
        if unknown:
            self._show_columns(unknown[0], then=self._after_columns)
        elif self._taken():
            self._check(stop=True)
        else:
            self._show_files()

    def _check(self, *, stop: bool) -> None:
        """Work out what would change; `stop`: show it even if nothing asks for a look."""
        desk, lines = self._desk, self._lines()
        wanted = self.wanted = replace(self.wanted, shapes=dict(self._shapes))

        def work(report: Reporter) -> ImportPreview:
            return import_work.check(desk, wanted, report, lines)

        self._number = self._bench.tasks.long(
            work,
            lambda preview: self._on_checked(preview, stop=stop),
            text=tr("Checking the files…"),
            failed=self._on_back_to_files,
        )
        self._follow(tr("Checking the files…"))

    def _on_checked(self, preview: ImportPreview, *, stop: bool) -> None:
        late = self.sheet is not None and self.sheet.work.is_stopping()
        self._rest()
        if late or self._over:
            return  # stopped or left, in the last moment before it came to its end
        if preview.questions and not self._asked:
            self._show_questions(preview)
        elif stop or asks_for_a_look(preview):
            self._show_changes(preview)
        else:
            self._apply(())

    def _show_questions(self, preview: ImportPreview) -> None:
        if self.sheet is None:
            return
        former = self.questions
        self.questions = QuestionsSheet(preview.questions, self._desk)
        self.questions.answered.connect(self._on_answered)
        self.questions.later.connect(lambda: self._on_later(preview))
        own = (self.questions.later_button, self.questions.answer_button)
        self.sheet.show_step(Step.QUESTIONS, self.questions, Ways("", back=True), own)
        self.questions.setFocus()
        if former is not None:
            self.sheet.drop(former)

    def _on_answered(self, answers: Answers) -> None:
        self.wanted = replace(self.wanted, answers=self.wanted.answers.merged(answers))
        self._check(stop=True)

    def _on_later(self, preview: ImportPreview) -> None:
        self._asked = True
        self._show_changes(preview)

    def _show_changes(self, preview: ImportPreview) -> None:
        if self.sheet is None:
            return
        former = self.changes
        self.changes = ChangesStep(preview)
        total = sums(preview.report.files)
        rows = total.accepted + total.changed
        self._forward = self._on_changes_forward
        words = trn("Apply {rows} row", "Apply {rows} rows", rows, rows=f"{rows:,}")
        if not rows:
            words = tr("Finish")
        self.sheet.show_step(Step.CHANGES, self.changes, Ways(words, back=True))
        self.sheet.main_button.setFocus()
        if former is not None:
            self.sheet.drop(former)

    def _on_changes_forward(self) -> None:
        self._apply(self.changes.choices() if self.changes is not None else ())

    def _apply(self, choices: tuple[HandLine, ...]) -> None:
        desk, wanted, lines = self._desk, self.wanted, self._lines()
        profiles = tuple(
            made_profile(title, shapes.values()) for title, shapes in self._saved.items() if shapes
        )

        def work(report: Reporter) -> ImportReport:
            return import_work.apply(
                desk, wanted, report, lines, profiles=profiles, choices=choices
            )

        self._applying = True
        self._number = self._bench.tasks.long(
            work, self._on_applied, failed=self._on_failed, text=tr("Importing…")
        )
        self._follow(tr("Importing…"))

    def _on_applied(self, done: ImportReport) -> None:
        self._rest()
        if self.sheet is not None:
            self.sheet.finish()
        self._end()
        self.applied.emit(done)

    def _on_failed(self, error: Exception) -> None:
        self._rest()
        if self.sheet is not None:
            self.sheet.finish()
        self._bench.notices.error(error)
        self._end()

    def _follow(self, text: str) -> None:
        if self.sheet is not None:
            self.sheet.follow(self._number, text)

    def _rest(self) -> None:
        self._number = 0
        self._applying = False
        if self.sheet is not None and not self._over:
            self.sheet.work.forget()
            self.sheet.rest()

    def _on_ended(self, number: int) -> None:
        # Neither an answer nor a failure has come: the person stopped it.
        if number != self._number or not number:
            return
        applying = self._applying
        self._rest()
        if self.files is not None and not self._over:
            self.files.choose(self.wanted.encoding, self.wanted.profile)
        if applying:
            if self.sheet is not None and not self._over:
                self.sheet.finish()
            self._bench.notices.information(
                tr("The import was stopped. Nothing of it was kept; everything is as before.")
            )
            self._end()

    def _on_left(self) -> None:
        if not self._applying:
            self._end()

    def _end(self) -> None:
        if not self._over:
            self._over = True
            self.gone.emit()

    def _files(self) -> tuple[Recognised, ...]:
        return self._looked.found.files if self._looked is not None else ()

    def _unknown(self) -> list[Recognised]:
        """Return the files whose columns nobody has looked at yet."""
        return [
            file for file in self._files() if not file.profile and file.file not in self._shapes
        ]

    def _taken(self) -> list[Recognised]:
        """Return the files that would be imported."""
        return [
            file
            for file in self._files()
            if (self._shapes[file.file].kind if file.file in self._shapes else file.profile)
        ]

    def _lines(self) -> int:
        # A file may hold rows of two kinds, and is listed as both.
        return sum({file.file: file.lines for file in self._taken()}.values())
