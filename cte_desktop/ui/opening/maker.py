"""Making a database: the assistant, the work behind it, and what comes after."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from cte_desktop.system.errors import KnownError
from cte_desktop.ui.home_choices import SCHOOL, HomeChoices
from cte_desktop.wording.errors import told
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from cte_desktop.services.desk import Desk
    from cte_desktop.services.first_setup import Offered, Setup
    from cte_desktop.system.clock import Clock
    from cte_desktop.ui.opening.assistant.dialog import Answers, Assistant
    from cte_desktop.ui.page import Workbench
    from cte_desktop.ui.program_settings import ProgramSettings
    from cte_desktop.ui.window_memory import Memory


class DatabaseMaker(QObject):
    """Asks with the assistant and makes what was wanted.

    What was answered is kept while the program runs if the assistant is closed before its end; a
    passphrase never is. Signal: `made(Desk, Path, what comes next)`.
    """

    made = Signal(object, object, str)

    def __init__(self, bench: Workbench, window: QWidget, usual: Path, clock: Clock) -> None:
        super().__init__(window)
        self._bench = bench
        self._window = window
        self._usual = usual
        self._clock = clock
        self._kept: Answers | None = None
        self._asks_next = True
        self.actor = ""
        self.program: ProgramSettings | None = None
        self.memory: Memory | None = None
        self.assistant: Assistant | None = None

    def ask(self, *, asks_next: bool) -> None:
        """Open the assistant; it asks what comes next unless another database is open."""
        if self.assistant is not None:
            self.assistant.raise_()
            return
        self._asks_next = asks_next
        clock = self._clock

        def work() -> Offered:
            from cte_desktop.services.first_setup import offered

            return offered(clock)

        self._bench.tasks.read(work, self._open, channel="assistant")

    def _open(self, offered: Offered) -> None:
        from cte_desktop.ui.opening.assistant.dialog import Assistant

        name = "" if self.program is None else str(self.program.value("actor"))
        self.assistant = Assistant(
            offered, _free(self._usual), name, asks_next=self._asks_next, parent=self._window
        )
        if self._kept is not None:
            self.assistant.fill_in(self._kept)
        self.assistant.wanted.connect(self._make)
        self.assistant.set_aside.connect(self._on_set_aside)
        self.assistant.destroyed.connect(self._on_gone)
        self.assistant.open()

    def _on_set_aside(self, answers: Answers) -> None:
        self._kept = answers
        self.assistant = None

    def _on_gone(self) -> None:
        self.assistant = None

    def _make(self, setup: Setup, school: str) -> None:
        clock, named = self._clock, bool(setup.name)

        def work() -> Desk:
            from dataclasses import replace

            from cte_desktop.services.first_setup import set_up

            return set_up(setup if named else replace(setup, name=self.actor), clock)

        def failed(error: Exception) -> None:
            if self.assistant is not None and isinstance(error, KnownError):
                self.assistant.say(told(error).whole)
            else:
                self._bench.notices.error(error)

        self._bench.tasks.read(
            work,
            partial(self._on_made, setup, school),
            failed=failed,
            text=tr("Making the database…"),
        )

    def _on_made(self, setup: Setup, school: str, desk: Desk) -> None:
        self._kept = None
        if setup.name and self.program is not None:
            self.program.change("actor", setup.name)
        if school and self.memory is not None:
            HomeChoices(self.memory, {}, lambda: None).keep_scope(SCHOOL, school)
        assistant, code = self.assistant, desk.database.recovery_code
        if assistant is None or code is None:
            self.made.emit(desk, setup.file, "")
            return
        assistant.finished_with.connect(partial(self._on_finished, desk, setup.file))
        assistant.show_code(code, desk.today())

    def _on_finished(self, desk: Desk, file: Path, way: str) -> None:
        self.assistant = None
        self.made.emit(desk, file, way)


def _free(usual: Path) -> Path:
    """Return the usual place, or the next one beside it where nothing lies yet."""
    number, place = 1, usual
    while place.exists():
        number += 1
        place = usual.with_name(f"{usual.stem}-{number}{usual.suffix}")
    return place
