"""What happens when the program itself is at fault: a report without student names.

A report holds versions, the types of the exceptions and the places in the code. The text of an
exception is left out unless its type only ever speaks of code, since texts can quote what a file
contained.
"""

from __future__ import annotations

import faulthandler
import logging
import os
import platform
import sys
import threading
import traceback
from typing import TYPE_CHECKING, TextIO

from cte_desktop.system.errors import KnownError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from types import TracebackType

    from cte_desktop.system.clock import Clock

SPEAKS_OF_CODE = (AttributeError, NameError, ImportError, RecursionError, NotImplementedError)
FAULT_NAME = "fault.log"
REPORT_NAME = "crash-{at:%Y%m%d-%H%M%S}-{number:02}.txt"
KEPT_REPORTS = 20

_log = logging.getLogger(__name__)
_fault_file: TextIO | None = None


def install_crash_hooks(
    folder: Path, clock: Clock, version: str, tell: Callable[[str, Path | None], None]
) -> None:
    """Write a report of every unhandled exception, on any thread, and hand its text to `tell`.

    Crashes of the interpreter itself go to a file in the same folder.
    """

    def report(error: BaseException) -> None:
        text = crash_report(error, version)
        _log.error("crash: %s", type(error).__name__)
        tell(text, _write_report(folder, clock, text))

    def on_exception(
        kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
        else:
            report(error)

    def on_thread(given: threading.ExceptHookArgs) -> None:
        if given.exc_value is not None and not issubclass(given.exc_type, SystemExit):
            report(given.exc_value)

    sys.excepthook = on_exception
    threading.excepthook = on_thread
    _catch_faults(folder)


def remove_crash_hooks() -> None:
    """Give the hooks back to Python."""
    global _fault_file  # noqa: PLW0603 - faulthandler is one per process
    sys.excepthook = sys.__excepthook__
    threading.excepthook = threading.__excepthook__
    if _fault_file is not None:
        faulthandler.disable()
        _fault_file.close()
        _fault_file = None


def crash_report(error: BaseException, version: str) -> str:
    """Return the text of a report about `error`."""
    return "\n".join(
        (
            f"CTE Desktop {version}",
            f"Python {platform.python_version()} on {platform.system()} {platform.release()}",
            f"frozen: {'yes' if hasattr(sys, '_MEIPASS') else 'no'}",
            process_line(os.getpid()),
            "",
            describe_exception(error),
            "",
        )
    )


def process_line(number: int) -> str:
    """Return the line of a report that says which process it is about."""
    return f"process: {number}"


def describe_exception(error: BaseException) -> str:
    """Return the chain of exceptions and their places in the code, without values."""
    parts = []
    shown: BaseException | None = error
    seen: set[int] = set()
    while shown is not None and id(shown) not in seen:
        seen.add(id(shown))
        parts.append(_one_exception(shown))
        shown = shown.__cause__ or (None if shown.__suppress_context__ else shown.__context__)
    return "\ncaused by\n".join(parts)


def _one_exception(error: BaseException) -> str:
    lines = [_title(error)]
    for frame in traceback.extract_tb(error.__traceback__):
        place = frame.filename.replace("\\", "/").rsplit("/", maxsplit=3)[-3:]
        lines.append(f"  {'/'.join(place)}:{frame.lineno} in {frame.name}")
        if frame.line:
            lines.append(f"    {frame.line}")
    return "\n".join(lines)


def _title(error: BaseException) -> str:
    kind = f"{type(error).__module__}.{type(error).__qualname__}"
    if isinstance(error, KnownError):
        return f"{kind}: {error.code}"
    if isinstance(error, SPEAKS_OF_CODE):
        return f"{kind}: {error}"
    return kind


def _catch_faults(folder: Path) -> None:
    global _fault_file  # noqa: PLW0603 - faulthandler is one per process
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _fault_file = (folder / FAULT_NAME).open("a", encoding="utf-8")
    except OSError:
        return
    faulthandler.enable(_fault_file)


def _write_report(folder: Path, clock: Clock, text: str) -> Path | None:
    at, number = clock.now(), 1
    try:
        folder.mkdir(parents=True, exist_ok=True)
        while (path := folder / REPORT_NAME.format(at=at, number=number)).exists():
            number += 1
        path.write_text(text, encoding="utf-8")
        for old in sorted(folder.glob("crash-*.txt"))[:-KEPT_REPORTS]:
            old.unlink(missing_ok=True)
    except OSError:
        return None
    return path
