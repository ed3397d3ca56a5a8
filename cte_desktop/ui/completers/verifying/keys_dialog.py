"""Public keys: whose certificates can be checked, publishing them, joining another laptop's."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QVBoxLayout

from cte_desktop.domain.completion.certificates.public_keys import LaptopKeys
from cte_desktop.services.changes import Changes
from cte_desktop.services.verifying.key_lists import known_lists, look_at_list
from cte_desktop.services.verifying.verification import export_public_keys, write_checker
from cte_desktop.ui import theme
from cte_desktop.ui.completers.verifying.join_dialog import JoinDialog
from cte_desktop.ui.table_model import Column, TableModel
from cte_desktop.ui.widgets.buttons import primary_button, push_button
from cte_desktop.ui.widgets.fit_screen import fit_screen
from cte_desktop.ui.widgets.folders import documents_folder
from cte_desktop.ui.widgets.labels import sentence, title
from cte_desktop.ui.widgets.table_view import TableView, nobody
from cte_desktop.wording.completion.key_lists import laptops_text
from cte_desktop.wording.labels import short_date_label
from cte_desktop.wording.translate import tr, trn

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from cte_desktop.services.desk import Desk
    from cte_desktop.services.verifying.key_lists import Joining
    from cte_desktop.services.verifying.verification import Published
    from cte_desktop.ui.page import Workbench

LIST, CHECKER = "public-keys.json", "check-certificate.html"
_SIZE = (900, 420)
_CHANNEL = "keys.look"


class KeysDialog(QDialog):
    """The dialog."""

    def __init__(self, desk: Desk, bench: Workbench, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setWindowTitle(tr("Keys for checking certificates"))
        self.setAccessibleName(self.windowTitle())
        self._desk, self._bench = desk, bench
        self.model: TableModel[LaptopKeys] = TableModel(
            _columns(), lambda one: (one.fingerprint, one.laptops, one.listed_on), self
        )
        self.table: TableView[LaptopKeys] = TableView(self.model, tr("Known keys"), about=nobody)
        self.words = sentence("", muted=True)
        self.list_button = primary_button(
            tr("Export the &list…"), "upload", lambda: self._ask_where(LIST)
        )
        self.checker_button = push_button(
            tr("Export the checker &page…"), "file-down", lambda: self._ask_where(CHECKER)
        )
        self.join_button = push_button(tr("&Join a list…"), "import", self.ask_list)
        self._put_together()
        fit_screen(self, *_SIZE)
        self._read()

    def ask_list(self) -> None:
        """Ask for the list of another laptop."""
        dialog = QFileDialog(
            self,
            tr("List of another laptop"),
            str(documents_folder()),
            tr("Lists of public keys (*.json);;All files (*)"),
        )
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda name: self.look_at(Path(name)))
        dialog.open()

    def look_at(self, file: Path) -> None:
        """Show what joining a list would bring; a list that can't be trusted is told."""
        desk = self._desk
        self._bench.tasks.read(
            lambda: look_at_list(desk, file),
            self._on_looked,
            failed=self._on_looked,
            channel=_CHANNEL,
        )

    def export(self, what: str, file: Path) -> None:
        """Write the list or the checker page."""
        desk = self._desk
        write: Callable[[Desk, Path], Published] = (
            write_checker if what == CHECKER else export_public_keys
        )
        self._bench.tasks.write(
            lambda: write(desk, file),
            self._on_exported,
            failed=self._bench.notices.error,
            text=tr("Writing the keys…"),
        )

    def _put_together(self) -> None:
        side = theme.px(theme.PAGE)
        column = QVBoxLayout(self)
        column.setContentsMargins(side, side, side, theme.px(theme.GAP))
        column.setSpacing(theme.px(theme.INSIDE))
        column.addWidget(title(tr("Whose certificates can be checked")))
        column.addWidget(
            sentence(
                tr(
                    "Whoever checks your certificates needs these keys and revocations: the list "
                    "for this program, or the page for any browser. Both work without a network. "
                    "Publish them again after you revoked or issued something anew. Private keys "
                    "never leave this database."
                ),
                muted=True,
            )
        )
        column.addWidget(self.table, 1)
        column.addWidget(self.words)
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.px(theme.INSIDE))
        buttons.addWidget(self.join_button)
        buttons.addStretch(1)
        buttons.addWidget(push_button(tr("Close"), press=self.reject))
        buttons.addWidget(self.checker_button)
        buttons.addWidget(self.list_button)
        column.addLayout(buttons)

    def _read(self) -> None:
        desk = self._desk
        self._bench.tasks.read(lambda: known_lists(desk), self._on_lists)

    def _on_lists(self, lists: tuple[LaptopKeys, ...]) -> None:
        self.model.show(lists)
        own = next((one for one in lists if one.is_own), None)
        self.words.setText(
            tr(
                "Tell this fingerprint by telephone to whoever wants to be sure of your list: "
                "{digits}",
                digits=own.fingerprint,
            )
            if own is not None
            else tr("This database has no key yet: the first award, or exporting, makes one.")
        )

    def _ask_where(self, what: str) -> None:
        kinds = tr("Web pages (*.html)") if what == CHECKER else tr("Lists of public keys (*.json)")
        dialog = QFileDialog(self, tr("Export keys"), str(documents_folder() / what), kinds)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("html" if what == CHECKER else "json")
        dialog.fileSelected.connect(lambda name: self.export(what, Path(name)))
        dialog.open()

    def _on_exported(self, made: Published) -> None:
        self._read()
        keys = trn("{count} key", "{count} keys", made.keys)
        revoked = trn("{count} revocation", "{count} revocations", made.revocations)
        self._bench.notices.done(
            tr(
                "{file} has {keys} and {revocations}.",
                file=made.file.name,
                keys=keys,
                revocations=revoked,
            )
        )

    def _on_looked(self, found: Joining | Exception) -> None:
        dialog = JoinDialog(self._desk, self._bench, found, self)
        dialog.joined.connect(self._on_joined)
        dialog.open()

    def _on_joined(self, changes: Changes) -> None:
        self._read()
        self._bench.refresh.tell(changes)


def _columns() -> tuple[Column[LaptopKeys], ...]:
    return (
        Column(tr("Laptops"), laptops_text, tooltip=laptops_text),
        Column(tr("Keys"), lambda one: f"{one.keys:,}", figures=True, width=64),
        Column(tr("Revocations"), lambda one: f"{one.revocations:,}", figures=True, width=104),
        Column(
            tr("As of"),
            lambda one: short_date_label(one.listed_on),
            sort_key=lambda one: one.listed_on,
            width=116,
        ),
        Column(
            tr("Fingerprint"),
            lambda one: one.fingerprint,
            tooltip=lambda one: one.fingerprint,
            width=348,
        ),
    )
