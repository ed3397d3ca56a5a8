"""The only place that builds: paths, log, settings, window, database, services, pages.

The window comes first, within a tenth of a second; the libraries of the store are loaded behind it.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from cte_desktop import __version__
from cte_desktop.system import paths
from cte_desktop.system.crash import install_crash_hooks, remove_crash_hooks
from cte_desktop.system.errors import KnownError
from cte_desktop.system.log import start_log, stop_log
from cte_desktop.system.options import (
    Parser,
    actor_of,
    add_options_anywhere,
    clock_of,
    named_database,
    passphrase_of,
)
from cte_desktop.system.running import Run, begin_run, end_run, note_damage
from cte_desktop.system.settings import load_program_settings, save_program_settings
from cte_desktop.ui import icons, theme
from cte_desktop.ui.action_rights import forbid_for
from cte_desktop.ui.actions import Actions
from cte_desktop.ui.appearance import Appearance
from cte_desktop.ui.crash_dialog import CrashTeller
from cte_desktop.ui.go_to.offers import GoTo
from cte_desktop.ui.help.offers import About, offer_news, offer_update
from cte_desktop.ui.home_choices import HomeChoices
from cte_desktop.ui.loading import BEFORE_OPENING, BEHIND_THE_PAGES, load
from cte_desktop.ui.main_window import MainWindow, remembered_look
from cte_desktop.ui.notices import Notices
from cte_desktop.ui.page import Requests, Workbench
from cte_desktop.ui.page_routes import PageRoutes
from cte_desktop.ui.program_settings import ProgramSettings
from cte_desktop.ui.qt_words import speak, tell_missing_words
from cte_desktop.ui.rail_pages import page_records
from cte_desktop.ui.refresh import Refresh
from cte_desktop.ui.tasks import Tasks
from cte_desktop.ui.window_memory import WindowMemory
from cte_desktop.wording.errors import told
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from cte_desktop.services.desk import Desk
    from cte_desktop.services.restoring import Outcome
    from cte_desktop.system.clock import Clock
    from cte_desktop.ui.data.imports.importer import Importer
    from cte_desktop.ui.figure_keeper import FigureKeeper
    from cte_desktop.ui.locking.locker import Locker
    from cte_desktop.ui.opening.first_window import FirstWindow
    from cte_desktop.ui.opening.opener import Opener

_LOOK_AGAIN_MS = 200  # whether what is being saved has ended
_SIGNED_IN = "signed in"
"""Under what the window remembers who signed in last."""


@dataclass(frozen=True, slots=True)
class Start:
    """What the program was started with."""

    clock: Clock
    actor: str
    database: Path | None = None
    passphrase: str | None = None
    sample: bool = False


def run_window(words: Sequence[str]) -> int:
    """Open the window and return the exit status when it has been closed."""
    try:
        start = _read_start(words)
    except KnownError as error:
        _tell(told(error).whole)
        return error.exit_status
    log_folder = paths.log_folder()
    start_log(log_folder)
    application = make_application()
    if _raised_first(start):
        _tell(tr("CTE Desktop has this database open already; its window was brought forward."))
        return 0
    program = build(application, start)
    install_crash_hooks(log_folder, start.clock, __version__, program.tell_crash)
    try:
        return application.exec()
    finally:
        program.close()
        remove_crash_hooks()
        stop_log()


def make_application() -> QApplication:
    """Return the one QApplication, with the program's name and fonts."""
    application = QApplication.instance()
    if not isinstance(application, QApplication):
        application = QApplication([paths.APPLICATION])
    application.setApplicationName(paths.APPLICATION)
    application.setApplicationVersion(__version__)
    theme.load_fonts(paths.resource("fonts"))
    return application


def build(application: QApplication, start: Start) -> Program:
    """Build the program and show its window; the database opens behind it."""
    return Program(application, start)


class Program(QObject):
    """The window with what it works on. Signal: `ready()`: a database is open, all can be done."""

    ready = Signal()

    window: MainWindow
    bench: Workbench

    def __init__(self, application: QApplication, start: Start) -> None:
        super().__init__()
        self.desk: Desk | None = None
        self.opener: Opener | None = None
        self.importer: Importer | None = None
        self.keeper: FigureKeeper | None = None
        self.locker: Locker | None = None
        self._file: Path | None = None
        self._last_run: Run | None = None
        self._asks = False
        self._kept: tuple[Desk, Path] | None = None  # while its window is built anew
        self._application = application
        self._start = start
        self._first: FirstWindow | None = None
        self._settings = load_program_settings(paths.settings_file())
        self._named = str(self._settings["actor"])
        self._memory = WindowMemory(paths.data_folder() / "window.json")
        speak(application, str(self._settings["language"]))
        self._appearance = Appearance(application, self._settings, self._keep_setting)
        theme.apply(application, self._appearance.of(remembered_look(self._memory)))
        application.setWindowIcon(QIcon(icons.icon("graduation-cap", "accent")))
        self._make_window()
        tell_missing_words(self.bench.notices, str(self._settings["language"]))

    def tell_crash(self, report: str, file: Path | None) -> None:
        """Tell of a crash in the window that is open now; called on any thread."""
        self.bench.notices.crashed(report, file)

    def close(self) -> None:
        """Close the window, wait for what is being saved, and let go of the database."""
        self.window.close()
        self._on_closed()

    def _make_window(self) -> None:
        self.bench = Workbench(Tasks(), Notices(), Refresh(), Actions(), Requests())
        self.window = MainWindow(self.bench, (), self._memory, paths.APPLICATION)
        self._appearance.follow(self.window)
        self.bench.requests.look_wanted.connect(self._appearance.wear)
        self.window.files_dropped.connect(self._on_files_dropped)
        self.window.closed.connect(self._on_closed)
        self.bench.requests.database_replaced.connect(
            self._on_database_replaced, Qt.ConnectionType.QueuedConnection
        )
        self.bench.requests.stand_in_wanted.connect(
            self._on_stand_in_wanted, Qt.ConnectionType.QueuedConnection
        )
        self.bench.requests.language_wanted.connect(
            self._on_language_wanted, Qt.ConnectionType.QueuedConnection
        )
        self._routes = PageRoutes(self.bench, self.window)
        self.crashes = CrashTeller(
            self.bench.notices, self.bench.actions, self.window, paths.log_folder()
        )
        self.window.show()
        if self._kept is not None:
            self._on_loaded()
        else:
            self.bench.tasks.read(lambda: load(BEFORE_OPENING), lambda _: self._on_loaded())

    def _on_loaded(self) -> None:
        from cte_desktop.ui.opening.first_window import FirstWindow
        from cte_desktop.ui.opening.opener import Opener, Places

        start = self._start
        places = Places(paths.default_database(), paths.sample_database())
        self._first = FirstWindow(self.window)
        self._first.raise_wanted.connect(self._on_raise_wanted)
        self._updates = offer_update(self.bench, self.window, self._memory)
        self.opener = Opener(
            self.bench, self.window, self.window.show_instead, places, start.clock, start.actor
        )
        self.opener.signed_in = self._memory.recall(_SIGNED_IN, start.actor)
        self.opener.maker.program = ProgramSettings(self._settings, self._save_settings)
        self.opener.maker.memory = self._memory
        self.ready.connect(self.opener.go_on)
        self.opener.opened.connect(self._on_opened)
        self.opener.switch_wanted.connect(self._on_switch_wanted)
        if self._kept is not None:
            self._on_opened(*self._kept)
            return
        self.opener.begin(start.database, start.passphrase, sample=start.sample, asks=self._asks)

    def _on_opened(self, desk: Desk, file: Path) -> None:
        from cte_desktop.services.protection import people_named
        from cte_desktop.ui.found_damage import watch_for_damage
        from cte_desktop.ui.locking.locker import Locker
        from cte_desktop.ui.own_words_watch import OwnWordsWatch
        from cte_desktop.ui.signed_in import SignedIn

        self.desk = desk
        self._file = file
        self._last_run = begin_run(paths.data_folder(), file, paths.log_folder())
        if self._first is not None:
            self._first.listen(file)
        name = tr("Sample district") if file == paths.sample_database() else file.stem
        forbid_for(self.bench.actions, desk.person)
        OwnWordsWatch(self.bench, desk, self.window)
        if people_named(file):
            self._memory.remember(_SIGNED_IN, desk.person.name if desk.person.uid else "")
        watch_for_damage(self.bench, file, paths.data_folder())
        self._routes.offer()
        actor = desk.person.counselor or desk.database.actor
        choices = HomeChoices(self._memory, self._settings, self._save_settings, actor)
        pages = page_records(self.bench, desk, self._on_files_dropped, choices)
        self.window.show_pages(pages, f"{name} – {paths.APPLICATION}")
        GoTo(self.bench, desk, self.window, pages, self.window.help.open_topic)
        About(self.bench, desk, self.window)
        offer_news(self.bench, self.window, self._memory)
        self._updates.desk = desk
        SignedIn(self.bench, desk, self.window)
        self.locker = Locker(self.bench, desk, self.window, self._lock_minutes)
        self.bench.tasks.read(lambda: load(BEHIND_THE_PAGES), lambda _: self._on_all_loaded(desk))

    def _on_all_loaded(self, desk: Desk) -> None:
        from cte_desktop.ui.behind_the_pages import begin_behind

        me = str(self._settings.get("counselor", ""))
        self.importer, self.keeper = begin_behind(self.bench, desk, self.window, self.locker, me)
        self._tell_of_last_run(desk)
        self.ready.emit()

    def _tell_of_last_run(self, desk: Desk) -> None:
        if self._last_run is not None:
            from cte_desktop.ui.last_run import tell_of_last_run

            show = partial(self.crashes.tell, file=None, heading=tr("What happened last time"))
            tell_of_last_run(self.bench, desk, self._last_run, paths.log_folder(), show)
            self._last_run = None

    def _on_switch_wanted(self, file: Path) -> None:
        """Begin anew with another database, in a fresh window at the same place.

        Where the window was locked, the keychain does not open it: the passphrase is asked for.
        """
        self._asks = self._is_locked()
        self._start = Start(self._start.clock, self._start.actor, file)
        self._take_fresh_window()

    def _on_language_wanted(self, code: str) -> None:
        """Build the window anew in another language over the same open desk, and show the same."""
        from cte_desktop.ui.window_anew import close_dialogs, show_again, what_is_seen

        if self._is_locked() or self.bench.tasks.is_saving():
            QTimer.singleShot(_LOOK_AGAIN_MS, self, partial(self._on_language_wanted, code))
        elif self.desk is not None and self._file is not None and close_dialogs():
            seen = what_is_seen(self.window)
            end_run(paths.data_folder(), self._file)
            self._kept, self.desk = (self.desk, self._file), None  # what closes now leaves it open
            speak(self._application, code)
            self._take_fresh_window()
            self._kept = None
            show_again(self.window, seen)
        elif self.bench.tasks.is_saving():  # a dialog saves what was typed, then it closes
            QTimer.singleShot(_LOOK_AGAIN_MS, self, partial(self._on_language_wanted, code))
        else:
            self.bench.notices.information(tr("The language changes with the next start."))

    def _take_fresh_window(self) -> None:
        self._application.setQuitOnLastWindowClosed(False)
        self.window.close()
        self.window.deleteLater()
        self._make_window()
        self._application.setQuitOnLastWindowClosed(True)

    def _is_locked(self) -> bool:
        return self.locker is not None and self.locker.is_locked()

    def _on_stand_in_wanted(self) -> None:
        """Close the database that was found damaged: the fresh window offers a backup."""
        if self._file is not None:
            note_damage(paths.data_folder(), self._file)
            self._on_switch_wanted(self._file)

    def _on_database_replaced(self, done: Outcome | KnownError) -> None:
        """Open the database anew in which a backup was put, and say what is left to do."""
        from cte_desktop.wording.backups import restored_words

        if isinstance(done, KnownError):
            if self._file is not None:
                self._on_switch_wanted(self._file)
            self.bench.notices.error(done)
            return
        said, kept = restored_words(done.backup, done.kept)
        self._on_switch_wanted(done.file)
        self.bench.notices.information(said, do=kept)

    def _on_closed(self) -> None:
        if self._first is not None:
            self._first.stop()
            self._first = None
        if self.locker is not None:
            self.locker.stop()
            self.locker = None
        if self.keeper is not None:
            self.keeper.stop()
            self.keeper = None
        if self.desk is not None:
            self.desk.close()
            self.desk = None
            if self._file is not None:
                end_run(paths.data_folder(), self._file)

    def _on_files_dropped(self, files: list[Path]) -> None:
        if self.importer is not None and self.desk is not None:
            self.importer.bring(files)
        else:
            self.bench.notices.information(
                tr("No database is open yet."), do=tr("Open one, then drop the files again.")
            )

    def _on_raise_wanted(self) -> None:
        window = self.window
        window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
        window.raise_()
        window.activateWindow()
        if not self._is_locked():
            self.bench.notices.information(tr("The program was open already; this is its window."))

    def _lock_minutes(self) -> int:
        return int(self._settings["lock_after_minutes"])

    def _keep_setting(self, name: str, value: str) -> None:
        self._settings[name] = value
        self._save_settings()

    def _save_settings(self) -> None:
        named = str(self._settings["actor"])
        if named != self._named:  # it holds from now on, whatever the program was started with
            self._named = named
            self._start = replace(self._start, actor=named or self._start.actor)
        try:
            save_program_settings(paths.settings_file(), self._settings)
        except KnownError as error:
            self.bench.notices.error(error)
        self._appearance.wear()


def _read_start(words: Sequence[str]) -> Start:
    parser = Parser(prog="cte-desktop", add_help=False)
    add_options_anywhere(parser)
    parser.add_argument("--sample", action="store_true")
    options = parser.parse_args(words)
    kept = load_program_settings(paths.settings_file())["actor"]
    return Start(
        clock_of(options),
        actor_of(options, str(kept)),
        named_database(options),
        passphrase_of(options),
        options.sample,
    )


def _raised_first(start: Start) -> bool:
    from cte_desktop.ui.opening.first_window import raise_first_window

    sample = paths.sample_database() if start.sample else None
    file = sample or start.database or paths.default_database()
    return file.exists() and raise_first_window(file)


def _tell(words: str) -> None:
    if sys.stderr is not None:
        sys.stderr.write(words + "\n")
