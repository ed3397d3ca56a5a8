"""Profiles: how the files of each information system are read; the shipped and the saved ones."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from cte_desktop.services.profiles import (
    ListedProfile,
    list_profiles,
    read_profile_file,
    remove_profile,
    write_profile_file,
)
from cte_desktop.ui.data.kind_words import kind_words
from cte_desktop.ui.table_model import Column, TableModel
from cte_desktop.ui.widgets.buttons import push_button
from cte_desktop.ui.widgets.empty_state import EmptyState
from cte_desktop.ui.widgets.folders import documents_folder
from cte_desktop.ui.widgets.panel import ListPanel
from cte_desktop.ui.widgets.table_view import TableView, nobody
from cte_desktop.wording.translate import tr, trn

if TYPE_CHECKING:
    from cte_desktop.services.changes import Changes
    from cte_desktop.services.desk import Desk
    from cte_desktop.ui.page import Workbench


class ProfilesPanel(ListPanel):
    """The list. A saved profile can be removed, each can be kept as a file for a colleague."""

    listens = frozenset({"settings", "history"})

    def __init__(self, desk: Desk, bench: Workbench) -> None:
        super().__init__(
            tr("Profiles"),
            tr(
                "A profile says which columns of a system's files are which. Files that fit one "
                "are read without a question. Those that you save are tried first."
            ),
        )
        self._desk = desk
        self._bench = bench
        self._folder = documents_folder()
        self.model: TableModel[ListedProfile] = TableModel(
            _columns(), lambda row: (row.name, row.shipped), self
        )
        self.table: TableView[ListedProfile] = TableView(self.model, tr("Profiles"), about=nobody)
        self.open_button = push_button(tr("Add from a file…"), "import", self._on_open)
        self.save_button = push_button(tr("Save as a file…"), "file-down", self._on_save)
        self.remove_button = push_button(tr("Remove"), "trash-2", self._on_remove)
        self.tools.addStretch(1)
        for button in (self.open_button, self.save_button, self.remove_button):
            self.tools.addWidget(button)
        self.open_button.setProperty("always", True)
        self.table.current_row_changed.connect(lambda _row: self._on_current())
        self.show_list(self.table, _none())
        self._on_current()

    def read(self) -> None:
        desk = self._desk
        self._bench.tasks.read(lambda: list_profiles(desk), self._on_read, channel="profiles")

    def bring(self, path: Path) -> None:
        """Save the profile that a file holds."""
        desk = self._desk
        self._bench.tasks.write(lambda: read_profile_file(desk, path), self._on_brought)

    def keep(self, name: str, path: Path) -> None:
        """Write a profile as a file."""
        desk = self._desk
        self._bench.tasks.read(
            lambda: write_profile_file(desk, name, path),
            lambda _: self._bench.notices.done(tr("The profile lies in {file}.", file=path)),
        )

    def _on_read(self, rows: tuple[ListedProfile, ...]) -> None:
        self.model.show(rows)
        self.say_filled(filled=bool(rows))
        saved = sum(not row.shipped for row in rows)
        words = trn("{count} saved here", "{count} saved here", saved) if saved else ""
        self.count.setText(words)
        self._on_current()

    def _on_current(self) -> None:
        row = self.table.current_row()
        self.save_button.setEnabled(row is not None and not row.problem)
        self.remove_button.setEnabled(row is not None and not row.shipped)

    def _on_open(self) -> None:
        dialog = QFileDialog(self, tr("Choose a profile"), str(self._folder))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([tr("Profiles (*.toml)"), tr("All files (*)")])
        dialog.fileSelected.connect(lambda name: self.bring(Path(name)))
        dialog.open()

    def _on_save(self) -> None:
        row = self.table.current_row()
        if row is None:
            return
        chosen = QFileDialog(
            self,
            tr("Save the profile"),
            str(self._folder / f"{row.name}.toml"),
            tr("Profiles (*.toml)"),
        )
        chosen.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        chosen.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        chosen.setDefaultSuffix("toml")
        chosen.fileSelected.connect(lambda name: self.keep(row.name, Path(name)))
        chosen.open()

    def _on_remove(self) -> None:
        row = self.table.current_row()
        if row is None:
            return
        desk = self._desk
        self._bench.tasks.write(
            lambda: remove_profile(desk, row.name),
            lambda changes: self._on_removed(changes, row.title),
        )

    def _on_brought(self, changes: Changes) -> None:
        self._bench.refresh.tell(changes)
        self._bench.notices.done(tr("The profile is saved; files that fit it need one click."))
        self.read()

    def _on_removed(self, changes: Changes, title: str) -> None:
        self._bench.refresh.tell(changes)
        self._bench.notices.done(tr("The profile “{title}” is removed.", title=title))
        self.read()


def _none() -> EmptyState:
    return EmptyState(
        "layout-grid",
        tr("No profiles"),
        tr("Bring in a file, say what its columns are, and remember that under a name."),
    )


def _columns() -> tuple[Column[ListedProfile], ...]:
    return (
        Column(tr("Profile"), lambda row: row.title, width=320),
        Column(
            tr("What it reads"),
            lambda row: row.problem or ", ".join(map(kind_words, row.kinds)),
            icon=lambda row: "triangle-alert" if row.problem else None,
            color=lambda row: "warning" if row.problem else None,
            tooltip=lambda row: row.problem or "\n".join(map(kind_words, row.kinds)),
        ),
        Column(
            tr("From"),
            lambda row: tr("Shipped") if row.shipped else tr("Saved here"),
            width=120,
        ),
    )
