"""A started program to take pictures of: its look, its database, and waiting until it rests."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication, QWidget

from cte_desktop.app import Program, Start, build
from cte_desktop.services.desk import Desk
from cte_desktop.system import paths
from cte_desktop.system.clock import Clock

TODAY = date(2026, 11, 21)
CLOCK = Clock(TODAY)
_LONGEST_WAIT_S = 60.0
_REST_ROUNDS = 12

Part = TypeVar("Part", bound=QWidget)


@dataclass(frozen=True, slots=True)
class Variant:
    """One way in which everything is drawn: `size` in pixels, `scale` 1.0 to 2.0."""

    name: str
    size: tuple[int, int]
    scale: float = 1.0
    dark: bool = False
    language: str = "en"


VARIANTS = (
    Variant("light", (1280, 800)),
    Variant("dark", (1280, 800), dark=True),
    Variant("light-150", (1920, 1200), scale=1.5),
    Variant("light-1920", (1920, 1080)),
    Variant("spanish", (1280, 800), language="es"),
)


class Stage:
    """The program in one variant; `grab` keeps a picture of it or of a part of it."""

    def __init__(self, program: Program, folder: Path, variant: Variant) -> None:
        self.program = program
        self.variant = variant
        self._folder = folder

    @property
    def desk(self) -> Desk:
        """The open database."""
        if self.program.desk is None:
            raise RuntimeError("no database is open on this stage")
        return self.program.desk

    def wait_for(self, kind: type[Part]) -> Part:
        """Wait until a part of this kind is seen, and return it."""
        found: list[Part] = []

        def seen() -> bool:
            parts = self.program.window.findChildren(kind)
            found[:] = [part for part in parts if part.isVisible()]
            return bool(found)

        wait_until(seen)
        self.rest()
        return found[0]

    def rest(self) -> None:
        """Wait until all work is done and everything is drawn."""
        wait_until(self.program.bench.tasks.is_idle)
        for _ in range(_REST_ROUNDS):
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
            time.sleep(0.005)
        wait_until(self.program.bench.tasks.is_idle)

    def grab(self, name: str, widget: QWidget | None = None) -> Path:
        """Keep a picture of the window, or of one dialog."""
        self.rest()
        file = self._folder / self.variant.name / f"{name}.png"
        file.parent.mkdir(parents=True, exist_ok=True)
        # 0 asks Qt for the smallest file; PNG loses nothing.
        if not (widget or self.program.window).grab().save(str(file), "PNG", 0):
            raise OSError(f"{file} can't be written")
        return file


@contextmanager
def staged(
    application: QApplication,
    folder: Path,
    variant: Variant,
    database: Path | None = None,
    *,
    sample: bool = False,
) -> Iterator[Stage]:
    """Start the program in a variant, and close it at the end."""
    _choose_look(variant)
    program = build(application, Start(CLOCK, "A. Lee", database, sample=sample))
    program.window.resize(*variant.size)
    stage = Stage(program, folder, variant)
    try:
        wait_until(lambda: program.opener is not None)
        if sample or (database is not None and database.exists()):
            wait_until(lambda: program.desk is not None or _asks(program))
        stage.rest()
        if program.locker is not None:
            program.locker.idle.stop()  # a long scene looks like a computer that slept
        yield stage
    finally:
        program.close()
        stage.rest()


def wait_until(true: Callable[[], bool]) -> None:
    """Let the program work until something is true."""
    end = time.monotonic() + _LONGEST_WAIT_S
    while not true():
        if time.monotonic() > end:
            raise TimeoutError("the window did not come to rest")
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
        time.sleep(0.002)


def _choose_look(variant: Variant) -> None:
    folder = paths.data_folder()
    folder.mkdir(parents=True, exist_ok=True)
    chosen = {"appearance": "dark" if variant.dark else "light", "language": variant.language}
    paths.settings_file().write_text(json.dumps(chosen), encoding="utf-8")
    memory = {"scale": str(variant.scale), "page": "students"}
    (folder / "window.json").write_text(json.dumps(memory), encoding="utf-8")
    (folder / "recent.json").unlink(missing_ok=True)  # else each start opens the one before


def _asks(program: Program) -> bool:
    from cte_desktop.ui.opening.unlock_panel import UnlockPanel

    return program.window.findChild(UnlockPanel) is not None
