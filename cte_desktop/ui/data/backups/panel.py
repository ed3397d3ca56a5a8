"""The backups of the database: when, why, how large and where; restored, looked over, made anew."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QPushButton

from cte_desktop.services import backups
from cte_desktop.system.errors import KnownError
from cte_desktop.ui import theme
from cte_desktop.ui.data.backups.keeper import CHANGED
from cte_desktop.ui.keeping_actions import BACK_UP, CHECK_DATABASE
from cte_desktop.ui.table_model import Column, TableModel
from cte_desktop.ui.widgets.buttons import primary_button, push_button
from cte_desktop.ui.widgets.empty_state import EmptyState
from cte_desktop.ui.widgets.labels import sentence
from cte_desktop.ui.widgets.panel import ListPanel
from cte_desktop.ui.widgets.table_view import TableView, nobody
from cte_desktop.wording.backups import (
    kept_moment_words,
    last_restore_words,
    reason_words,
    size_words,
)
from cte_desktop.wording.errors import told
from cte_desktop.wording.moments import moment_words
from cte_desktop.wording.translate import tr, trn

if TYPE_CHECKING:
    from collections.abc import Callable

    from cte_desktop.services.backups import BackupLine, Keeping, Made
    from cte_desktop.services.desk import Desk
    from cte_desktop.ui.page import Workbench


@dataclass(frozen=True, slots=True)
class _Shown:
    lines: tuple[BackupLine, ...]
    keeping: Keeping


class BackupsPanel(ListPanel):
    """The list and what can be done with it."""

    listens = frozenset({"backups"})

    def __init__(self, desk: Desk, bench: Workbench) -> None:
        super().__init__(
            tr("Backups"),
            tr(
                "Made by themselves at the first start of a day and before imports and restores. "
                "They are encrypted like the database. The last 10 days, 8 weeks and 12 months "
                "are kept, and what you made by hand for at least a month."
            ),
        )
        self._desk = desk
        self._bench = bench
        self._verdicts: dict[Path, str] = {}
        self.model: TableModel[BackupLine] = TableModel(
            _columns(self._verdict), lambda line: line.path, self
        )
        self.table: TableView[BackupLine] = TableView(self.model, tr("Backups"), about=nobody)
        self.where = sentence("", muted=True)
        self.state = sentence("", muted=True)
        actions = bench.actions
        self.make = primary_button(tr("Back up now"), "save", actions.action(BACK_UP).trigger)
        self.check = push_button(
            tr("Check the database"), "database", actions.action(CHECK_DATABASE).trigger
        )
        self.restore = push_button(tr("Restore…"), "rotate-cw", self._on_restore)
        self.look = push_button(tr("Read it back"), "circle-check", self._on_look)
        self.other = push_button(tr("Restore from a file…"), "folder-open", self._on_other)
        self.choose = push_button(tr("Copy to a folder…"), "folder-open", self._on_choose)
        self.forget = push_button(tr("Copy no more"), press=partial(self._keep_folder, None))
        self._put_together()
        self.table.current_row_changed.connect(lambda _line: self._on_current())
        self.table.row_chosen.connect(lambda _line: self._on_restore())
        self._on_current()

    def read(self) -> None:
        desk = self._desk
        self._bench.tasks.read(
            lambda: _Shown(backups.list_backups(desk), backups.keeping(desk)),
            self._on_read,
            channel="backups",
        )

    def _put_together(self) -> None:
        always: tuple[QPushButton, ...] = (self.make, self.other)
        for button in always:
            button.setProperty("always", True)
        self.tools.addWidget(self.make)
        self.tools.addWidget(self.restore)
        self.tools.addWidget(self.look)
        self.tools.addStretch(1)
        self.tools.addWidget(self.other)
        for words, buttons in (
            (self.where, (self.choose, self.forget)),
            (self.state, (self.check,)),
        ):
            row = QHBoxLayout()
            row.setSpacing(theme.px(theme.INSIDE))
            row.addWidget(words, 1)
            for button in buttons:
                row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
            self.body.addLayout(row)
        self.show_list(self.table, _nothing_yet())

    def _on_read(self, shown: _Shown) -> None:
        self.model.show(shown.lines)
        self.say_filled(filled=bool(shown.lines))
        words = trn("{count} backup", "{count} backups", len(shown.lines))
        self.count.setText(words if shown.lines else "")
        keeping = shown.keeping
        self.where.setText(_where_words(keeping))
        self.where.set_color("warning" if _needs_a_look(keeping) else "text_muted")
        self.state.setText(_state_words(keeping))
        self.state.set_color("must_fix" if keeping.damaged_at else "text_muted")
        self.forget.setVisible(keeping.folder is not None)
        self._on_current()

    def _on_current(self) -> None:
        chosen = self.table.current_row() is not None
        self.restore.setEnabled(chosen)
        self.look.setEnabled(chosen)

    def _verdict(self, line: BackupLine) -> str:
        return self._verdicts.get(line.path) or tr("When made")  # each is, before it is called one

    def _on_restore(self) -> None:
        line = self.table.current_row()
        if line is not None:
            self._ask(line.path)

    def _on_other(self) -> None:
        dialog = QFileDialog(self, tr("Choose the copy to restore"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([tr("Databases (*.cte)"), tr("All files (*)")])
        dialog.fileSelected.connect(lambda name: self._ask(Path(name)))
        dialog.open()

    def _ask(self, path: Path) -> None:
        # What restores is loaded when it is wanted, which is seldom.
        from cte_desktop.ui.data.backups.restore_dialog import RestoreDialog

        RestoreDialog(self._desk, self._bench, path, self.window()).begin()

    def _on_look(self) -> None:
        line = self.table.current_row()
        if line is None:
            return
        desk, path = self._desk, line.path
        self.look.setEnabled(False)
        # Not `aside`: there the figures wait until all other work is done, and this behind them.
        self._bench.tasks.long(
            lambda _report: backups.verify(desk, path),
            lambda _none: self._note(path, tr("Good")),
            failed=partial(self._on_not_good, path),
            text=tr("Reading the backup back…"),
            writes=False,
        )

    def _on_not_good(self, path: Path, error: Exception) -> None:
        self._note(path, tr("Not readable"))
        self._bench.notices.error(error)

    def _note(self, path: Path, verdict: str) -> None:
        self._verdicts[path] = verdict
        self._on_current()
        self.table.viewport().update()

    def _on_choose(self) -> None:
        dialog = QFileDialog(self, tr("Where to copy every backup"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(lambda name: self._keep_folder(Path(name)))
        dialog.open()

    def _keep_folder(self, folder: Path | None) -> None:
        try:
            backups.choose_folder(folder)
        except KnownError as error:
            self._bench.notices.error(error)
        else:
            if folder is not None:
                self._bring_newest()
        self.read()

    def _bring_newest(self) -> None:
        """Bring the newest backup to the folder at once: whoever takes the disk away has one."""
        desk = self._desk
        self._bench.tasks.long(
            lambda _report: backups.bring_to_folder(desk),
            self._on_brought,
            text=tr("Copying the newest backup…"),
            writes=False,
        )

    def _on_brought(self, made: Made) -> None:
        self._bench.refresh.tell(CHANGED)
        if made.not_copied is not None:
            said = told(made.not_copied)
            self._bench.notices.information(said.text, do=said.do)
        elif made.copy is not None:
            self._bench.notices.done(tr("The newest backup lies there now: {file}", file=made.copy))


def _where_words(keeping: Keeping) -> str:
    if keeping.folder is None:
        return tr(
            "They lie beside the database only. A folder on a USB stick or another disk keeps them "
            "when this computer is lost."
        )
    if keeping.open_to_others:
        return tr(
            "Every backup is copied to {folder}, which other computers see too. This database has "
            "no passphrase, so whoever sees the folder can read it: set one under Settings.",
            folder=keeping.folder,
        )
    if not keeping.folder_is_there:
        return tr(
            "Every backup is copied to {folder}, which is not there now. Plug the disk in; the "
            "next start catches up.",
            folder=keeping.folder,
        )
    return tr("Every new backup is copied to {folder} too.", folder=keeping.folder)


def _needs_a_look(keeping: Keeping) -> bool:
    return keeping.folder is not None and (keeping.open_to_others or not keeping.folder_is_there)


def _state_words(keeping: Keeping) -> str:
    if keeping.damaged_at:
        said = tr(
            "Found damaged on {moment}: restore the newest backup.",
            moment=kept_moment_words(keeping.damaged_at),
        )
    elif keeping.checked_at:
        said = tr("Found sound on {moment}.", moment=kept_moment_words(keeping.checked_at))
    else:
        said = tr("The database was not looked through yet; that happens once a week.")
    return f"{said} {last_restore_words(keeping.restored_at, keeping.restored_from)}".rstrip()


def _nothing_yet() -> EmptyState:
    return EmptyState(
        "save",
        tr("No backup yet"),
        tr("The first one is made by itself at the next start; or make one now."),
    )


def _columns(verdict: Callable[[BackupLine], str]) -> tuple[Column[BackupLine], ...]:
    return (
        Column(
            tr("Made"),
            lambda line: moment_words(line.made_at),
            sort_key=lambda line: line.made_at.timestamp(),
            width=190,
        ),
        Column(tr("Why"), lambda line: reason_words(line.reason), width=240),
        Column(
            tr("Size"),
            lambda line: size_words(line.size),
            sort_key=lambda line: line.size,
            width=90,
        ),
        Column(tr("Where"), _place_words, tooltip=lambda line: str(line.path)),
        Column(tr("Read back"), verdict, width=120),
    )


def _place_words(line: BackupLine) -> str:
    return tr("Beside the database") if line.place == "beside" else str(line.path.parent.parent)
