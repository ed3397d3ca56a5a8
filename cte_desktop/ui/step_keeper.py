"""Undo and Redo on a page whose parts make steps of the history by themselves.

What was done while the page is open is taken back from there, newest first. What is in effect tells
the history alone, so a step that a message took back is no longer offered.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QWidget

from cte_desktop.services import history
from cte_desktop.ui.notices import NoticeButton
from cte_desktop.ui.undo_question import UNDO, undo_question
from cte_desktop.wording.steps import redo_text, undo_text
from cte_desktop.wording.taking_back import undone_text
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from cte_desktop.services.changes import Changes
    from cte_desktop.services.desk import Desk
    from cte_desktop.services.history import BeforeUndo, HistoryLine, Undone
    from cte_desktop.ui.page import Workbench

_LOOKED_AT = 200  # steps of the history
_CHANNEL = "steps of the page"  # and its name


def _nothing() -> None:
    """Stand in for what nobody waits for."""


@dataclass(frozen=True, slots=True)
class _Turn:
    """A step that can be taken back or made again, and how that is called."""

    number: int
    text: str


class StepKeeper(QObject):
    """Offers Undo and Redo for a page of the window; `open` and `close` as the page does."""

    def __init__(self, desk: Desk, bench: Workbench, page: str, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._bench = bench
        self._page = page
        self._is_open = False
        self._seen: set[int] = set()  # steps that were made while the page was open
        self._undo: _Turn | None = None
        self._redo: _Turn | None = None
        bench.refresh.changed.connect(self._on_changed)
        bench.actions.offer("undo", self._on_undo, page=page)
        bench.actions.offer("redo", self._on_redo, page=page)
        self._name()

    def open(self) -> None:
        """Name what can be taken back: the page is shown."""
        self._is_open = True
        self._name()

    def close(self) -> None:
        """Leave Undo and Redo to the next page."""
        self._is_open = False
        for name, text in (("undo", tr("&Undo")), ("redo", tr("&Redo"))):
            self._bench.actions.set_text(name, text)

    def _on_changed(self, changes: Changes) -> None:
        if changes.step is not None and self._is_open:
            self._seen.add(changes.step)
        if self._seen and changes.step is not None:
            self._look()

    def _look(self) -> None:
        """Read what can be taken back and made again."""
        desk = self._desk
        self._bench.tasks.read(
            lambda: history.list_history(desk, limit=_LOOKED_AT),
            self._on_history,
            channel=f"{_CHANNEL} {self._page}",
        )

    def _on_history(self, lines: Sequence[HistoryLine]) -> None:
        self._undo = self._redo = None
        is_new = False  # something new was done: what lies before it can't be made again
        for line in (line for line in lines if line.number in self._seen):  # newest first
            if line.kind == "undo":
                if not (line.undone or is_new or self._redo):
                    self._redo = _Turn(line.number, redo_text(_bare(line)))
                continue
            is_new = is_new or line.kind != "redo"
            if not (line.undone or self._undo):
                self._undo = _Turn(line.number, undo_text(_bare(line)))
        self._name()

    def _name(self) -> None:
        if not self._is_open:
            return
        for name, turn, nothing in (
            ("undo", self._undo, tr("&Undo")),
            ("redo", self._redo, tr("&Redo")),
        ):
            self._bench.actions.set_text(name, turn.text if turn is not None else nothing)
            self._bench.actions.set_enabled(name, turn is not None, page=self._page)

    def _on_undo(self) -> None:
        turn, self._undo = self._undo, None
        self._take(turn)

    def _on_redo(self) -> None:
        turn, self._redo = self._redo, None
        self._take(turn)

    def _take(self, turn: _Turn | None) -> None:
        self._name()  # a second key waits for the history
        if turn is not None:
            take_back(self._desk, self._bench, turn.number, in_order=True, left=self._look)


def undo_button(desk: Desk, bench: Workbench, step: int) -> NoticeButton:
    """Return the button of a message that takes back the step it tells of."""
    return NoticeButton(tr("Undo"), lambda: take_back(desk, bench, step))


def take_back(
    desk: Desk,
    bench: Workbench,
    step: int,
    *,
    in_order: bool = False,
    left: Callable[[], None] = _nothing,
) -> None:
    """Take a step of the history back and tell every page; why that can't be is said.

    Asked first is whether printed certificates may become invalid by it; and, `in_order` of what
    was done last, whether this step is meant when the last deed is one that no undo takes back.
    `left` is called when it stays as it is.
    """

    def failed(error: Exception) -> None:
        bench.notices.error(error)
        left()

    def write() -> None:
        text = tr("Undoing…")
        bench.tasks.write(lambda: history.undo(desk, step), done, failed=failed, text=text)

    def done(undone: Undone) -> None:
        bench.refresh.tell(undone.changes)
        said = undone_text(undone.text, undone.before.printed, done_again=undone.done_again)
        bench.notices.information(said, _back_button(desk, bench, undone))

    def look(before: BeforeUndo) -> None:
        question = undo_question(before, in_order=in_order)
        if question is None:
            write()
            return
        bench.notices.ask(_window(), question, lambda answer: write() if answer == UNDO else left())

    bench.tasks.read(lambda: history.before_undo(desk, step), look, failed=failed)


def _window() -> QWidget | None:
    """Return the window that is asked over: the active one, else one that is shown."""
    shown = (one for one in QApplication.topLevelWidgets() if one.isVisible())
    return QApplication.activeWindow() or next(shown, None)


def _back_button(desk: Desk, bench: Workbench, undone: Undone) -> NoticeButton:
    step = undone.changes.step or undone.taken_back
    text = tr("Undo") if undone.done_again else tr("Redo")
    return NoticeButton(text, lambda: take_back(desk, bench, step))


def _bare(line: HistoryLine) -> str:
    """Return the name of a step without the word that it was taken back or made again."""
    words = {"undo": undo_text(""), "redo": redo_text("")}.get(line.kind, "")
    return line.text.removeprefix(words)
