"""The log file: rotating, small, and without a student in it.

Messages name actions, codes, counts and times, never people; tracebacks are written without the
texts of exceptions, since those can quote what a user typed or a file contained.
"""

from __future__ import annotations

import logging
from logging.handlers import RotatingFileHandler
from typing import TYPE_CHECKING

from cte_desktop.system.crash import describe_exception

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType

LOG_NAME = "cte-desktop.log"
BYTES_PER_FILE = 512 * 1024
OLDER_FILES = 4


class _NamelessFormatter(logging.Formatter):
    """Writes UTC times and tracebacks that quote nothing."""

    def formatException(  # noqa: N802 - logging's own name
        self,
        ei: tuple[type[BaseException], BaseException, TracebackType | None]
        | tuple[None, None, None],
    ) -> str:
        return describe_exception(ei[1]) if ei[1] is not None else ""


def start_log(folder: Path, level: int = logging.INFO) -> Path | None:
    """Write the program's log into `folder`; returns its file, None if the folder can't be written.

    A program that can't write its log still runs.
    """
    logger = logging.getLogger("cte_desktop")
    stop_log()
    logger.setLevel(level)
    path = folder / LOG_NAME
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(
            path, maxBytes=BYTES_PER_FILE, backupCount=OLDER_FILES, encoding="utf-8"
        )
    except OSError:
        return None
    handler.setFormatter(_NamelessFormatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logger.addHandler(handler)
    return path


def stop_log() -> None:
    """Close the log file; a no-op if there is none."""
    logger = logging.getLogger("cte_desktop")
    for handler in list(logger.handlers):
        if isinstance(handler, RotatingFileHandler):
            logger.removeHandler(handler)
            handler.close()
