"""Restoring a backup: what is in it beside what is there now, then the question."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from cte_desktop.services import restoring
from cte_desktop.system.errors import KnownError
from cte_desktop.ui import theme
from cte_desktop.ui.widgets.buttons import primary_button, push_button
from cte_desktop.ui.widgets.labels import ThemedLabel, sentence, title
from cte_desktop.ui.widgets.passphrase_field import PassphraseField
from cte_desktop.ui.widgets.working_dialog import WorkingDialog
from cte_desktop.wording.backups import count_words, reason_words
from cte_desktop.wording.errors import told
from cte_desktop.wording.moments import moment_words
from cte_desktop.wording.translate import tr, trn

if TYPE_CHECKING:
    from pathlib import Path

    from cte_desktop.services.desk import Desk
    from cte_desktop.services.restoring import Comparison, Outcome
    from cte_desktop.ui.page import Workbench

_WIDTH = 560
_INSIDE = _WIDTH - 2 * theme.PAGE


class RestoreDialog(WorkingDialog):
    """Compares first; nothing is changed before the button is pressed."""

    def __init__(
        self, desk: Desk, bench: Workbench, source: Path, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._bench = bench
        self._source = source
        self.setWindowTitle(tr("Restore a backup"))
        self.setAccessibleName(self.windowTitle())
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.heading = title(tr("Restore a backup"))
        self.heading.setWordWrap(True)
        self.words = sentence(tr("Reading the backup…"))
        self.table = QWidget()
        self.said = sentence("")
        self.passphrase = PassphraseField(tr("Passphrase of the backup"))
        self.passphrase.setPlaceholderText(tr("Passphrase of the backup"))
        self.passphrase.returnPressed.connect(self.begin)
        self.unlock = push_button(tr("Open the backup"), press=self.begin)
        self.restore = primary_button(tr("Restore this backup"), "rotate-cw", self._on_restore)
        self.cancel = push_button(tr("Cancel"), press=self.reject)
        self._put_together()

    def begin(self) -> None:
        """Look the backup over, and show what it holds beside what is there."""
        desk, source, typed = self._desk, self._source, self.passphrase.text() or None
        self.said.setVisible(False)
        self.unlock.setEnabled(False)
        if not self.isVisible():
            self.open()
        self._bench.tasks.read(
            lambda: restoring.compare(desk, source, typed),
            self._on_compared,
            failed=self._on_not_compared,
            text=tr("Reading the backup…"),
        )

    def _put_together(self) -> None:
        column = QVBoxLayout(self)
        side = theme.px(theme.PAGE)
        column.setContentsMargins(side, side, side, theme.px(theme.GAP))
        column.setSpacing(theme.px(theme.INSIDE))
        for part in (self.heading, self.words, self.table):
            column.addWidget(part)
        row = QHBoxLayout()
        row.setSpacing(theme.px(theme.INSIDE))
        row.addWidget(self.passphrase, 1)
        row.addWidget(self.unlock)
        column.addLayout(row)
        self.said.set_color("must_fix")
        column.addWidget(self.said)
        column.addSpacing(theme.px(theme.GAP))
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.px(theme.INSIDE))
        buttons.addStretch(1)
        buttons.addWidget(self.cancel)
        buttons.addWidget(self.restore)
        column.addLayout(buttons)
        self.setFixedWidth(theme.px(_WIDTH))
        self.restore.setEnabled(False)
        self.restore.setAutoDefault(False)
        self._show_passphrase(shown=False)
        for part in (self.table, self.said):
            part.setVisible(False)

    def _show_passphrase(self, *, shown: bool) -> None:
        self.passphrase.setVisible(shown)
        self.unlock.setVisible(shown)
        self.unlock.setEnabled(shown)
        if shown:
            self.passphrase.selectAll()
            self.passphrase.setFocus()

    def _on_compared(self, found: Comparison) -> None:
        made = moment_words(found.made_at)
        self.heading.setText(tr("Go back to {moment}?", moment=made))
        self.words.setText("\n\n".join(comparison_words(found)))
        self._fill_table(found)
        self.table.setVisible(True)
        self._show_passphrase(shown=False)
        self.restore.setEnabled(True)
        self._fit()
        self.cancel.setFocus()

    def _fill_table(self, found: Comparison) -> None:
        grid = QGridLayout(self.table)
        grid.setContentsMargins(0, theme.px(theme.GAP), 0, 0)
        grid.setHorizontalSpacing(theme.px(theme.PAGE))
        grid.setVerticalSpacing(theme.px(theme.TIGHT))
        for place, words in enumerate(("", tr("Now"), tr("In the backup"))):
            grid.addWidget(ThemedLabel(words, bold=True), 0, place, _RIGHT if place else _LEFT)
        for number, line in enumerate(found.counts, start=1):
            comes_along = found.same_database and line.what == "disclosures"
            fewer = line.now is not None and line.then < line.now and not comes_along
            grid.addWidget(ThemedLabel(count_words(line.what)), number, 0, _LEFT)
            now = tr("can't be read") if line.now is None else f"{line.now:,}"
            grid.addWidget(ThemedLabel(now, tabular=True), number, 1, _RIGHT)
            then = ThemedLabel(f"{line.then:,}", tabular=True, bold=fewer)
            grid.addWidget(then, number, 2, _RIGHT)
        grid.setColumnStretch(0, 1)

    def _on_not_compared(self, error: Exception) -> None:
        if not isinstance(error, KnownError):
            self.done(0)
            self._bench.notices.error(error)
            return
        if error.code == "passphrase_needed":
            self.words.setText(
                tr(
                    "This backup has a key of its own. Give the passphrase that was in force when "
                    "it was made."
                )
            )
            self._show_passphrase(shown=True)
        else:
            self._say(error)
            self._show_passphrase(shown=self.passphrase.isVisible())
            if not self.passphrase.isVisible():
                self.words.setVisible(False)
        self._fit()

    def _on_restore(self) -> None:
        desk, source, typed = self._desk, self._source, self.passphrase.text() or None
        self.is_at_work = True
        self.restore.setEnabled(False)
        self.cancel.setEnabled(False)
        self.said.setVisible(False)
        self._bench.tasks.write(
            lambda: restoring.restore(desk, source, typed),
            self._on_restored,
            failed=self._on_not_restored,
            text=tr("Restoring the backup…"),
        )

    def _on_restored(self, done: Outcome) -> None:
        self._open_anew(done)

    def _open_anew(self, done: Outcome | KnownError) -> None:
        self.is_at_work = False
        requests = self._bench.requests
        self.accept()
        requests.database_replaced.emit(done)

    def _on_not_restored(self, error: Exception) -> None:
        if isinstance(error, KnownError) and restoring.is_unfinished(error):
            self._open_anew(error)  # the database is closed, and the opening does the rest
            return
        self.is_at_work = False
        self.restore.setEnabled(True)
        self.cancel.setEnabled(True)
        if isinstance(error, KnownError):
            self._say(error)
            self._fit()
        else:
            self._bench.notices.error(error)

    def _say(self, error: KnownError) -> None:
        self.said.setText(told(error).whole)
        self.said.setVisible(True)

    def _fit(self) -> None:
        """Give wrapped words the room they need, which a dialog does not ask them for."""
        for words in (self.heading, self.words, self.said):
            words.setMinimumHeight(max(0, words.heightForWidth(theme.px(_INSIDE))))
        self.adjustSize()


def comparison_words(found: Comparison) -> list[str]:
    """Return what a person should know before going back, most important first."""
    said = [_difference(found)]
    if found.same_database and not found.is_damaged:
        said.append(tr("The disclosure log stays whole: what it has now comes along."))
    why = tr("Why it was made: {reason}.", reason=reason_words(found.reason))
    said.append(f"{why} {_kept(found)}")
    if found.older_version:
        said.append(tr("It is of an earlier version of the program and is brought up to date."))
    if not found.own_key:
        said.append(tr("Afterwards it opens with the passphrase of the backup, not today's."))
    return said


def _difference(found: Comparison) -> str:
    if not found.same_database:
        return tr("Careful: this is a backup of another database, without what is in this one.")
    if found.is_damaged:
        return tr("The present database can't be read whole: what was done since would be missing.")
    if found.changes_after:
        return trn(
            "{amount} step that was taken since then would be missing.",
            "{amount} steps that were taken since then would be missing.",
            found.changes_after,
            amount=f"{found.changes_after:,}",
        )
    if found.changes_more:
        return trn(
            "The backup has {amount} step more than the database has now.",
            "The backup has {amount} steps more than the database has now.",
            found.changes_more,
            amount=f"{found.changes_more:,}",
        )
    if not found.same_state:
        return tr("Other steps were taken than those in the backup; they would be missing.")
    return tr("Nothing was changed since then.")


def _kept(found: Comparison) -> str:
    if found.is_damaged:
        return tr("The damaged file is kept beside it.")
    return tr(
        "The present state is backed up first and kept for at least a month, so you can come back."
    )


_LEFT = Qt.AlignmentFlag.AlignLeft
_RIGHT = Qt.AlignmentFlag.AlignRight
