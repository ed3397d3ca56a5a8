"""The only voice: everything the program says to the user beside its pages goes through here.

A notice is a bar in the window and stops nobody. Only a decision opens a dialog (`ask`). What is
said is logged as a code, never as text, since texts name students.
"""

from __future__ import annotations

import logging
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication

from cte_desktop.system.errors import KnownError
from cte_desktop.ui.widgets.question_dialog import Choice, Question, QuestionDialog
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

__all__ = ["Choice", "Notice", "NoticeButton", "Notices", "Question", "Tone"]

Tone = Literal["must_fix", "warning", "information", "met"]

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class NoticeButton:
    """A way on, offered beside a notice."""

    text: str
    press: Callable[[], None]


@dataclass(frozen=True, slots=True)
class Notice:
    """One thing said: what happened, what was kept, what to do, and ways on as buttons."""

    tone: Tone
    text: str
    kept: str = ""
    do: str = ""
    buttons: tuple[NoticeButton, ...] = ()


class Notices(QObject):
    """Says things. Signals: `posted(Notice)` and `crash_told(report, file or None)`, shown by the
    window, may be emitted from any thread; `withdrawn(NoticeButton)`: what the button offers can't
    be had any more.
    """

    posted = Signal(object)
    crash_told = Signal(str, object)
    withdrawn = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._way_on: Callable[[KnownError], NoticeButton | None] = lambda _error: None

    def lead(self, way_on: Callable[[KnownError], NoticeButton | None]) -> None:
        """Let every known error be asked for a way on from now, whoever tells of it."""
        self._way_on = way_on

    def done(self, text: str, *buttons: NoticeButton) -> None:
        """Say that an action succeeded, perhaps with an Undo button."""
        self._post("done", Notice("met", text, buttons=buttons))

    def information(self, text: str, *buttons: NoticeButton, do: str = "") -> None:
        """Say something worth knowing that asks for nothing."""
        self._post("information", Notice("information", text, do=do, buttons=buttons))

    def warning(self, text: str, *buttons: NoticeButton, kept: str = "", do: str = "") -> None:
        """Say something that a person should look at."""
        self._post("warning", Notice("warning", text, kept, do, buttons))

    def error(self, error: Exception, *buttons: NoticeButton) -> None:
        """Tell of a failure: a KnownError in plain words; anything else is the program's fault."""
        if isinstance(error, KnownError):
            values = error.values
            way = self._way_on(error)
            buttons = buttons if way is None else (way, *buttons)
            said = Notice(
                "must_fix",
                tr(error.text_template, **values),
                tr(error.kept_template, **values) if error.kept_template else "",
                tr(error.do_template, **values) if error.do_template else "",
                buttons,
            )
            self._post(error.code, said)
        else:
            sys.excepthook(type(error), error, error.__traceback__)

    def crashed(self, report: str, file: Path | None) -> None:
        """Say that the program is at fault; called by the crash hooks, on any thread."""
        copy = NoticeButton(
            tr("Copy the report"), lambda: QGuiApplication.clipboard().setText(report)
        )
        place = tr("A report without student names lies in {file}.", file=file) if file else ""
        self._post(
            "crash",
            Notice(
                "must_fix",
                tr("Something went wrong in the program itself."),
                tr("What was saved before is safe."),
                place,
                (copy, NoticeButton(tr("Show it…"), lambda: self.crash_told.emit(report, file))),
            ),
        )
        self.crash_told.emit(report, file)

    def withdraw(self, offer: NoticeButton) -> None:
        """Take back the notice that has this button, if it is still shown."""
        self.withdrawn.emit(offer)

    def ask(self, parent: QWidget | None, question: Question, then: Callable[[str], None]) -> None:
        """Ask for a decision; `then` gets the id of the choice, "" when the person backed out."""
        _log.info("asked: %s", question.code)
        dialog = QuestionDialog(question, parent)
        dialog.answered.connect(then)
        dialog.open()

    def _post(self, code: str, notice: Notice) -> None:
        _log.info("said: %s (%s)", code, notice.tone)
        self.posted.emit(notice)
