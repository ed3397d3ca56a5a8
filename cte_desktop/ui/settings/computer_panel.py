"""The part This computer: how the window looks and speaks, who works here, what is kept where."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from cte_desktop.services import backups
from cte_desktop.services.changes import Changes
from cte_desktop.services.people import changing
from cte_desktop.system.errors import KnownError
from cte_desktop.system.settings import BACKUP_FOLDER, Scope, format_setting, setting_named
from cte_desktop.ui import theme
from cte_desktop.ui.language_switch import LANGUAGE, switch_language
from cte_desktop.ui.settings.look_card import DatabaseCard, LookCard
from cte_desktop.ui.settings.values.panel import card_of
from cte_desktop.ui.widgets.buttons import push_button
from cte_desktop.ui.widgets.fit_screen import scrolled
from cte_desktop.ui.widgets.panel import Panel
from cte_desktop.wording.settings import part_title
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from cte_desktop.services.desk import Desk
    from cte_desktop.ui.page import Workbench
    from cte_desktop.ui.program_settings import ProgramSettings
    from cte_desktop.ui.settings.values.row import SettingRow

APPEARANCE, ACTOR = "appearance", "actor"
_GROUPS = (
    (APPEARANCE, LANGUAGE),
    (ACTOR, "counselor"),
    ("lock_after_minutes", BACKUP_FOLDER),
)


class ComputerPanel(Panel):
    """Everything that holds on this computer alone; nobody needs a right for it."""

    listens = frozenset({"people", "protection"})

    def __init__(self, desk: Desk, bench: Workbench, program: ProgramSettings) -> None:
        super().__init__(
            part_title("computer"),
            tr("Only this computer remembers these; the database and other computers don't."),
        )
        self._desk = desk
        self._bench = bench
        self._program = program
        self.rows: dict[str, SettingRow] = {}
        self.look = LookCard(bench)
        self.database = DatabaseCard(desk)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, theme.px(theme.INSIDE), 0)
        column.setSpacing(theme.px(12))
        titles = (tr("Look and language"), tr("Who works here"), tr("Safety"))
        for title, names in zip(titles, _GROUPS, strict=True):
            settings = [setting_named(name, Scope.PROGRAM) for name in names]
            card = card_of(title, settings, self.rows)
            column.addWidget(card)
            if APPEARANCE in names:
                column.addWidget(self.look)
        self.folder = push_button(tr("Choose a folder…"), "folder-open", self._on_folder)
        card.body.addWidget(self.folder)
        column.addWidget(self.database)
        column.addStretch(1)
        self.area = scrolled(inside, self.accessibleName())
        self.body.addWidget(self.area, 1)
        for row in self.rows.values():
            row.changed.connect(self._on_changed)

    def read(self) -> None:
        for name, row in self.rows.items():
            if name == BACKUP_FOLDER:
                folder = backups.chosen_folder()
                row.show_value("" if folder is None else str(folder))
            else:
                row.show_value(format_setting(self._program.value(name)))
        signed_in = tr("Who signs in with a passphrase of their own has their own name.")
        self.rows[ACTOR].forbid(signed_in if self._desk.person.uid else "")
        self.look.read()

    def show_setting(self, key: str) -> None:
        """Bring a setting into sight and go to it."""
        row = self.rows.get(key)
        if row is not None:
            row.focus()
            self.area.ensureWidgetVisible(row)
        elif key in self.look.fields:
            self.look.fields[key].setFocus()
            self.area.ensureWidgetVisible(self.look)
        else:
            self.database.path.setFocus()
            self.area.ensureWidgetVisible(self.database)

    def focus_search(self) -> None:
        self.rows[APPEARANCE].focus()

    def _on_changed(self, name: str, text: str) -> None:
        try:
            if name == BACKUP_FOLDER:
                self._keep_folder(text)
                return
            if name == LANGUAGE:
                switch_language(self._bench, self._program, text)
                return
            self._program.change(name, text)
        except KnownError as error:  # the file of settings can't be written
            self._bench.notices.error(error)
        if name == ACTOR and text:
            self._rename(text)
        elif name == APPEARANCE:
            self._bench.requests.look_wanted.emit()

    def _rename(self, name: str) -> None:
        desk, bench = self._desk, self._bench

        def done(_nothing: None) -> None:
            bench.refresh.tell(Changes(frozenset({"people"})))

        bench.tasks.write(lambda: changing.name_owner(desk, name), done)

    def _keep_folder(self, text: str) -> None:
        folder = Path(text) if text else None
        if folder is not None and not folder.is_dir():
            self._bench.notices.warning(
                tr("There is no folder {folder} now.", folder=folder),
                do=tr("Backups are copied there as soon as it is: a USB stick may be plugged in."),
            )
        try:
            backups.choose_folder(folder)
        except KnownError as error:
            self._bench.notices.error(error)
        self.read()

    def _on_folder(self) -> None:
        dialog = QFileDialog(self, tr("Where to copy every backup"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(self._keep_folder)
        dialog.open()
