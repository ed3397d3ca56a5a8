"""The way from a started program to an open database: which one, its passphrase, its faults.

Nothing here builds pages; an open desk is handed on with `opened`. What is needed only for a new
database, a sample or a recovery code is loaded then.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QWidget
from shiboken6 import isValid

from cte_desktop.services.desk import Desk, open_desk
from cte_desktop.services.lost_keys import LOST, KeptKeys, newest_kept_keys, put_back_keys
from cte_desktop.services.people.listing import name_to_sign_in
from cte_desktop.services.protection import (
    is_remembered,
    open_remembered,
    people_named,
    wait_at,
)
from cte_desktop.system.errors import KnownError
from cte_desktop.system.recent_databases import first_to_open
from cte_desktop.system.running import is_damage_noted
from cte_desktop.ui.opening.assistant.steps import IMPORT, SAMPLE
from cte_desktop.ui.opening.fault_panel import FaultPanel
from cte_desktop.ui.opening.maker import DatabaseMaker
from cte_desktop.ui.opening.recent.door import RecentDoor
from cte_desktop.ui.opening.recovery_dialog import RecoveryDialog
from cte_desktop.ui.opening.start_panel import StartPanel
from cte_desktop.ui.opening.unlock_panel import UnlockPanel
from cte_desktop.ui.start_actions import UPDATE
from cte_desktop.wording.errors import told
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from collections.abc import Callable

    from cte_desktop.system.clock import Clock
    from cte_desktop.ui.page import Workbench
    from cte_desktop.ui.tasks import Reporter


_ASKED_AGAIN = frozenset(
    {"wrong_passphrase", "too_many_tries", "unknown_person", "no_longer_here", "passphrase_empty"}
)
"""Faults after which the passphrase is asked for again."""


@dataclass(frozen=True, slots=True)
class Places:
    """Where databases lie when nobody says otherwise."""

    usual: Path
    sample: Path


class Opener(QObject):
    """Opens one database for the window.

    `show` puts a panel in the place of the pages; `signed_in` is who signed in last, "" the owner,
    chosen at first. A passphrase that is another one's opens it for them.

    Signals: `opened(Desk, Path)`; `switch_wanted(Path)`: another database was chosen while one is
    open.
    """

    opened = Signal(object, object)
    switch_wanted = Signal(object)

    def __init__(
        self,
        bench: Workbench,
        window: QWidget,
        show: Callable[[QWidget], None],
        places: Places,
        clock: Clock,
        actor: str,
    ) -> None:
        super().__init__(window)
        self._bench = bench
        self._window = window
        self._show = show
        self._places = places
        self._clock = clock
        self._actor = actor
        self._file: Path | None = None
        self._is_open = False
        self._making = 0
        self._after = ""
        self.signed_in = actor
        self.maker = DatabaseMaker(bench, window, places.usual, clock)
        self.maker.actor = actor
        self.maker.made.connect(self._on_made)
        self.recent = RecentDoor(bench, window, places.usual.parent)
        self.recent.chosen.connect(self.open)
        self.recent.look_wanted.connect(self.look_for)
        bench.actions.offer("new_database", self.ask_new)
        bench.actions.offer("open_database", self.choose)
        bench.tasks.ended.connect(self._on_ended)

    def begin(
        self, named: Path | None, passphrase: str | None, *, sample: bool, asks: bool
    ) -> None:
        """Open what the program was started for: the sample, the database that was named, the one
        that was open last, or the one in the usual place; without any, show the ways to begin.

        `asks`: the window was locked, so the passphrase is asked for, whatever the keychain knows.
        """
        folder = self._places.usual.parent
        file = named or first_to_open(folder, self._places.usual)
        if sample:
            self.open_sample()
        elif file is None:
            self.start()
        elif is_damage_noted(folder, file):
            self.offer_stand_in(file)
        elif asks:
            self.open(file)
        else:
            self.open_named(file, passphrase)

    def start(self) -> None:
        """Show the ways to begin: nobody has named a database and none lies in its usual place."""
        panel = StartPanel(self.recent.files())
        panel.recent_wanted.connect(self.open)
        panel.sample_wanted.connect(self.open_sample)
        panel.new_wanted.connect(self.ask_new)
        panel.other_wanted.connect(self.choose)
        self._put(panel)

    def open(self, file: Path, passphrase: str | None = None, name: str = "") -> None:
        """Open a database; ask for its passphrase when it has one and none is given.

        `name` is the person whose own passphrase it is, "" for that of the database.
        """
        if self._is_open:
            self.switch_wanted.emit(file)
            return
        self._file = file
        clock, actor = self._clock, self._actor
        self._bench.tasks.read(
            lambda: open_desk(file, passphrase, clock, actor=actor, writable=True, name=name),
            partial(self._on_opened, file),
            failed=partial(self._on_not_opened, file, name=name, passphrase=passphrase),
            text=tr("Opening the database…"),
        )

    def offer_stand_in(self, file: Path) -> None:
        """Offer the newest good backup of a database that was found damaged while it was open."""
        from cte_desktop.services.restoring import found_damaged

        self._file = file
        self._show_fault(file, found_damaged(file))

    def open_named(self, file: Path, passphrase: str | None) -> None:
        """Open a database with the passphrase that the program was started with, if any: that of
        the person in whose name it was started, where there is one. Without a passphrase it is
        opened by the keychain of this computer, where that remembers it.
        """
        if passphrase:
            self.open(file, passphrase, name_to_sign_in(file, self._actor))
            return
        clock, actor = self._clock, self._actor
        self._bench.tasks.read(
            lambda: open_remembered(file, clock, actor) if is_remembered(file) else None,
            partial(self._on_remembered, file),
            failed=lambda _: self.open(file),  # which tells what is wrong, or asks
            text=tr("Opening the database…"),
        )

    def _on_remembered(self, file: Path, desk: Desk | None) -> None:
        if desk is not None:
            self._on_opened(file, desk)
        else:
            self.open(file)

    def open_sample(self) -> None:
        """Open the sample district, making it on first use."""
        file, clock = self._places.sample, self._clock
        if file.exists() or self._is_open:
            self.open(file)
            return

        def work(report: Reporter) -> None:
            from cte_desktop.services.sampling import make_sample_district

            make_sample_district(file, clock, progress=report)

        if self._making:
            return
        self.start()
        self._making = self._bench.tasks.long(
            work,
            lambda _: self.open(file),
            failed=partial(self._on_not_opened, file),
            text=tr("Making the sample district…"),
            writes=False,
        )

    def choose(self) -> None:
        """Ask which database to open."""
        self._choose_in(self._places.usual.parent)

    def _choose_in(self, folder: Path, instead_of: Path | None = None) -> None:
        dialog = QFileDialog(self._window, tr("Open a database"), str(folder))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([tr("Databases (*.cte)"), tr("All files (*)")])

        def chosen(name: str) -> None:
            if instead_of is not None:
                self.recent.forget(instead_of)
            self.open(Path(name))

        dialog.fileSelected.connect(chosen)
        dialog.open()

    def ask_new(self) -> None:
        """Let the assistant ask what a new database needs, and make it."""
        self.maker.ask(asks_next=not self._is_open)

    def look_for(self, file: Path) -> None:
        """Ask where a database lies now that is not at its place any more."""
        near = next((folder for folder in file.parents if folder.is_dir()), None)
        self._choose_in(near or self._places.usual.parent, instead_of=file)

    def go_on(self) -> None:
        """Do what comes next after a database was made: everything is loaded now."""
        after, self._after = self._after, ""
        if after:
            self._bench.actions.action(after).trigger()

    def _on_made(self, desk: Desk, file: Path, way: str) -> None:
        """Go on with a database that was just made."""
        self.recent.note(file)
        if self._is_open:
            desk.close()
            self.switch_wanted.emit(file)
        elif way == SAMPLE:
            desk.close()
            self.open_sample()
        else:
            self._after = "import_files" if way == IMPORT else ""
            self._on_opened(file, desk)

    def _on_ended(self, number: int) -> None:
        if number == self._making:
            self._making = 0

    def _on_opened(self, file: Path, desk: Desk) -> None:
        self._is_open = True
        if file != self._places.sample:
            self.recent.note(file)
        self.opened.emit(desk, file)

    def _on_not_opened(
        self, file: Path, error: Exception, name: str = "", passphrase: str | None = None
    ) -> None:
        if not isinstance(error, KnownError):
            self._bench.notices.error(error)
            self.start()
        elif error.code == "passphrase_needed":
            self._ask_passphrase(file, self.signed_in)
        elif "whose" in error.values:
            self.open(file, passphrase, str(error.values["whose"]))
        elif error.code in _ASKED_AGAIN:
            self._ask_passphrase(file, name).say(told(error).whole)
        else:
            self._show_fault(file, error)

    def _ask_passphrase(self, file: Path, name: str) -> UnlockPanel:
        """Ask for a passphrase; who signs in is `name`, unless somebody else is chosen."""
        names = people_named(file)
        panel = UnlockPanel(file, lambda: wait_at(file), names, name_to_sign_in(file, name))
        panel.unlock_wanted.connect(lambda typed, who: self.open(file, typed, who))
        panel.recovery_wanted.connect(lambda: self._ask_code(file))
        panel.other_wanted.connect(self.choose)
        self._put(panel)
        return panel

    def _ask_code(self, file: Path) -> None:
        dialog = RecoveryDialog(file.stem, self._window)
        clock, actor = self._clock, self._actor

        def done(desk: Desk) -> None:
            dialog.accept()
            self._on_opened(file, desk)

        def failed(error: Exception) -> None:
            if isinstance(error, KnownError):
                dialog.say(told(error).whole)
            else:
                self._bench.notices.error(error)

        def recover(code: str, passphrase: str) -> None:
            from cte_desktop.services.recovery import open_with_recovery_code

            self._bench.tasks.read(
                lambda: open_with_recovery_code(file, code, passphrase, clock, actor=actor),
                done,
                failed=failed,
                text=tr("Opening the database…"),
            )

        dialog.wanted.connect(recover)
        dialog.open()

    def _show_fault(self, file: Path, error: KnownError) -> None:
        panel = FaultPanel(error)
        again = self.open_sample if file == self._places.sample else partial(self.open, file)
        panel.again_wanted.connect(again)
        panel.other_wanted.connect(self.choose)
        panel.new_wanted.connect(self.ask_new)
        panel.sample_wanted.connect(self.open_sample)
        panel.update_wanted.connect(self._bench.actions.action(UPDATE).trigger)
        if error.code == "missing":
            panel.offer_recent([one for one in self.recent.files() if one != file])
            panel.look_wanted.connect(partial(self.look_for, file))
            panel.forget_wanted.connect(partial(self._forget, file))
            panel.recent_wanted.connect(self.open)
        self._put(panel)
        if error.code in LOST:
            self._offer_keys(file, panel)
        else:
            self._offer_backup(file, panel, error)

    def _forget(self, file: Path) -> None:
        """Take a database that is gone out of the list, and begin as without it."""
        self.recent.forget(file)
        self.start()

    def _offer_backup(self, file: Path, panel: FaultPanel, error: KnownError) -> None:
        """Offer the newest good backup of a database that is damaged or gone."""
        from cte_desktop.services.restoring import is_damage
        from cte_desktop.ui.opening.lost_database import LostDatabase

        if is_damage(error):
            lost = LostDatabase(self._bench, panel, file, self._clock, self._actor)
            lost.restored.connect(partial(self.open, file))

    def _offer_keys(self, file: Path, panel: FaultPanel) -> None:
        """Offer to put the key file of the newest backup beside a database that lost its own."""
        clock = self._clock

        def put_back(kept: KeptKeys) -> None:
            self._bench.tasks.read(
                lambda: put_back_keys(file, kept, clock),
                lambda _: self.open(file),
                failed=partial(self._on_not_opened, file),
            )

        def offer(kept: KeptKeys | None) -> None:
            if kept is not None and isValid(panel):
                panel.offer_keys(kept.made_at.astimezone().date())
                panel.keys_wanted.connect(lambda: put_back(kept))

        self._bench.tasks.read(lambda: newest_kept_keys(file), offer)

    def _put(self, panel: QWidget) -> None:
        self._show(panel)
        panel.setFocus()
