"""The window: menus, rail, pages, messages and status line. It knows no page; it is given a list
of them.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QSize, Signal
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QMainWindow,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from cte_desktop.system.errors import WrongCall
from cte_desktop.ui import theme
from cte_desktop.ui.accessible_roles import tell_roles
from cte_desktop.ui.help.offers import HelpDoor
from cte_desktop.ui.navigation import PageStack, Rail
from cte_desktop.ui.shortcuts import ShortcutsDialog
from cte_desktop.ui.status_bar import StatusLine
from cte_desktop.ui.whole_screen import WholeScreen
from cte_desktop.ui.widgets.dialogs_on_screen import keep_dialogs_on_screen
from cte_desktop.ui.widgets.fit_screen import scrolled
from cte_desktop.ui.widgets.message_bar import MessageArea
from cte_desktop.ui.widgets.wait import ProgressPanel, ThinBar, WaitPolicy

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QResizeEvent

    from cte_desktop.services.changes import Changes
    from cte_desktop.ui.navigation import PageRecord
    from cte_desktop.ui.notices import Notice, NoticeButton
    from cte_desktop.ui.page import Page, Workbench
    from cte_desktop.ui.window_memory import Memory

_PROGRAM = "CTE Desktop"
_SIZE = (1280, 800)
_LEAST = (480, 300)
"""Pixels at any scale: a screen of 1280x800 has 640x400 of them at 200 %, less the desktop's bars.
What needs more room is scrolled."""
_NARROW = (900, 600)
"""Below this, in pixels at 100 %, the rail shows no words, and lists of parts only their icons."""
_FRAME = 40  # the title that the desktop puts above the window
_SCALE_STEP = 0.125
_REFUSED = frozenset({"not_allowed", "no_longer_here", "wrong_passphrase", "too_many_tries"})
"""What forbids a change that was well made: nothing is lost."""


class MainWindow(QMainWindow):
    """The program's one window.

    Signals: `files_dropped(list of Path)`; `page_opened(page id)`; `closing()`, after which all
    writes are awaited; `closed()`, after they have ended; `look_chosen(Look)`: dark or light
    colours, or high contrast.
    """

    files_dropped = Signal(list)
    page_opened = Signal(str)
    closing = Signal()
    closed = Signal()
    look_chosen = Signal(object)

    def __init__(
        self,
        bench: Workbench,
        pages: Sequence[PageRecord],
        memory: Memory,
        title: str = _PROGRAM,
    ) -> None:
        super().__init__()
        self._bench = bench
        self._memory = memory
        self._records: tuple[PageRecord, ...] = ()
        self._title = title
        self._page_title = ""
        self._write_failed = self._failed_before = self._is_saving = False
        self.messages = MessageArea()
        self.rail = Rail(())
        self.stack = PageStack(())
        self.status = StatusLine()
        self._bar = ThinBar()
        self._whole = QWidget()
        self._shell = QStackedWidget()
        self._cover: QWidget | None = None
        self._focused: QWidget | None = None
        self._put_off: list[Notice] = []
        self._column = QVBoxLayout(self._whole)
        self.whole_screen = WholeScreen(self)
        self._put_together()
        self._panel = ProgressPanel(self._whole)
        self._wait = WaitPolicy(bench.tasks, self._bar, self._panel, self)
        self.setAcceptDrops(True)
        self._name("")
        self.setMinimumSize(*_LEAST)
        keep_dialogs_on_screen()
        tell_roles()
        self._listen()
        self._offer_actions()
        self.help = HelpDoor(bench, self, self._open_page)
        self._restore_place()
        self.show_pages(pages, title)

    def show_pages(self, pages: Sequence[PageRecord], title: str) -> None:
        """Show these pages from now on, beginning with the one that was open last; without pages
        the rail is hidden.
        """
        self._records = tuple(pages)
        self._title = title
        former = self.rail, self.stack
        self.rail, self.stack = Rail(pages), PageStack(pages)
        for before, after in zip(former, (self.rail, self.stack), strict=True):
            self._column.replaceWidget(before, after)
            before.hide()
            before.deleteLater()
        self.rail.setVisible(bool(pages))
        self.status.setVisible(bool(pages))
        self.rail.chosen.connect(self.open_page)
        self.stack.opened.connect(self._on_opened)
        self._narrow()
        self._name("")
        known = [record.id for record in pages]
        wanted = self._memory.recall("page")
        if known:
            self.open_page(wanted if wanted in known else known[0])

    def show_instead(self, widget: QWidget) -> None:
        """Show one widget in place of pages, while there are none."""
        former = self.stack.currentWidget()
        area = scrolled(widget, widget.accessibleName())
        self.stack.addWidget(area)
        self.stack.setCurrentWidget(area)
        if former is not None:
            self.stack.removeWidget(former)
            former.deleteLater()

    def open_page(self, page_id: str) -> None:
        """Show a page; its rail entry is marked."""
        self.rail.select(page_id)
        self._bench.requests.hint_changed.emit("")
        self._bench.requests.words_changed.emit("")
        self._bench.actions.open_page(page_id)
        self.stack.open(page_id)

    def page(self, page_id: str) -> Page:
        """Return a page, building it if it was never opened."""
        return self.stack.page(page_id)

    def cover(self, panel: QWidget) -> None:
        """Show nothing but this panel, not even a name in the title; what is said meanwhile waits
        until `uncover`.
        """
        self._focused = self.focusWidget()
        self._cover = scrolled(panel, panel.accessibleName())
        self._shell.addWidget(self._cover)
        self._shell.setCurrentWidget(self._cover)
        self.show_menus()
        self._name(self._page_title)
        panel.setFocus()

    def uncover(self) -> None:
        """Show everything again as it was: the page, what is chosen in it, and the focus."""
        panel, focused = self._cover, self._focused
        if panel is None:
            return
        self._cover = self._focused = None
        self._shell.setCurrentWidget(self._whole)
        self._shell.removeWidget(panel)
        panel.hide()
        panel.deleteLater()
        self.show_menus()
        self._name(self._page_title)
        if focused is not None and isValid(focused) and focused.isVisible():
            focused.setFocus()
        for notice in self._put_off:
            self.messages.post(notice)
        self._put_off.clear()

    def show_look(self) -> None:
        """Check in the menu what the look in force is."""
        look, actions = theme.look(), self._bench.actions
        actions.action("dark_theme").setChecked(look.dark)
        actions.action("high_contrast").setChecked(look.contrast)
        actions.action("comfortable_rows").setChecked(look.comfortable)

    def show_menus(self) -> None:
        """Show the menus, unless a panel covers everything or a page has the whole screen."""
        self.menuBar().setVisible(self._cover is None and not self.whole_screen.is_on())

    def say_not_saved(self, error: Exception) -> None:
        """Show that a change did not reach the file, until the next one does.

        What was refused is no change: it is taken back where it was made, and the foot of the
        window says what it said before.
        """
        if isinstance(error, WrongCall) or getattr(error, "code", "") in _REFUSED:
            self._write_failed = self._write_failed or self._failed_before
            return
        self._write_failed = True
        self.status.show_not_saved()

    def closeEvent(self, event: QCloseEvent) -> None:
        self.closing.emit()
        self._bench.tasks.finish()
        self.whole_screen.set_on(on=False)
        self._memory.remember("geometry", _text(self.saveGeometry()))
        if self._records:
            self._memory.remember("page", self.stack.open_id())
        super().closeEvent(event)
        self.closed.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._narrow()
        self._panel.place()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _dropped_files(event) and self._takes_files():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        files = _dropped_files(event)
        if files and self._takes_files():
            event.acceptProposedAction()
            self.files_dropped.emit(files)

    def _takes_files(self) -> bool:
        return self._cover is None and not self.whole_screen.is_on()

    def _narrow(self) -> None:
        """Make do with less where the window is small, or the type large."""
        width, height = (theme.px(size) for size in _NARROW)
        self.rail.set_compact(compact=self.width() < width or self.height() < height)
        self.stack.set_narrow(narrow=self.width() < width)

    def _put_together(self) -> None:
        column = self._column
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        row = QHBoxLayout()
        row.setSpacing(0)
        beside = QVBoxLayout()
        beside.setSpacing(0)
        beside.addWidget(self._bar)
        beside.addWidget(self.messages)
        beside.addWidget(self.stack, 1)
        row.addWidget(self.rail)
        row.addLayout(beside, 1)
        column.addLayout(row, 1)
        column.addWidget(self.status)
        self._shell.addWidget(self._whole)
        self.setCentralWidget(self._shell)
        self._bench.actions.fill(self.menuBar())
        for _, action in self._bench.actions.every():
            self.addAction(action)

    def _listen(self) -> None:
        bench = self._bench
        bench.notices.posted.connect(self._on_posted)
        bench.notices.withdrawn.connect(self._on_withdrawn)
        bench.refresh.changed.connect(self._on_changed)
        bench.requests.page_requested.connect(self.open_page)
        bench.requests.whole_screen_wanted.connect(lambda on: self.whole_screen.set_on(on=on))
        bench.requests.hint_changed.connect(self.status.set_hint)
        bench.requests.words_changed.connect(self.status.set_words)
        bench.tasks.saving.connect(self._on_saving)
        bench.tasks.failed.connect(bench.notices.error)
        bench.tasks.write_failed.connect(self.say_not_saved)
        theme.news().changed.connect(self._narrow)

    def _offer_actions(self) -> None:
        actions = self._bench.actions
        actions.offer("quit", self._on_quit)
        actions.offer("shortcuts", self._on_shortcuts)
        actions.offer("dark_theme", self._on_colors)
        actions.offer("high_contrast", self._on_colors)
        actions.offer("comfortable_rows", self._on_comfortable_rows)
        actions.offer("larger", lambda: self._rescale(theme.look().scale + _SCALE_STEP))
        actions.offer("smaller", lambda: self._rescale(theme.look().scale - _SCALE_STEP))
        actions.offer("actual_size", lambda: self._rescale(1.0))
        self.show_look()

    def _restore_place(self) -> None:
        geometry = self._memory.recall("geometry")
        if not geometry or not self.restoreGeometry(QByteArray.fromHex(geometry.encode())):
            room = self.screen().availableSize()
            self.resize(QSize(*_SIZE).boundedTo(room - QSize(0, _FRAME)))

    def _open_page(self) -> str:
        return self.stack.open_id()  # the stack changes with the database

    def _on_opened(self, page_id: str) -> None:
        title = next(record.title for record in self._records if record.id == page_id)
        self._name(title)
        self.page_opened.emit(page_id)

    def _name(self, page: str) -> None:
        """Put the open page and the database into the title, nothing while all is covered."""
        self._page_title = page
        told = " – ".join(part for part in (page, self._title) if part)
        self.setWindowTitle(_PROGRAM if self._cover is not None else told)

    def _on_posted(self, notice: Notice) -> None:
        if self._cover is None:
            self.messages.post(notice)
            self.messages.put_after(self.rail.last())
        else:
            self._put_off.append(notice)

    def _on_withdrawn(self, offer: NoticeButton) -> None:
        self.messages.withdraw(offer)
        self._put_off = [one for one in self._put_off if offer not in one.buttons]

    def _on_changed(self, changes: Changes) -> None:
        self.stack.refresh(changes)

    def _on_saving(self, saving: bool) -> None:  # noqa: FBT001 - a signal's argument
        if saving:
            if not self._is_saving:
                self._failed_before, self._write_failed = self._write_failed, False
            self.status.show_saving()
        elif self._write_failed:
            self.status.show_not_saved()
        else:
            self.status.show_saved()
        self._is_saving = saving

    def _on_quit(self) -> None:
        self.close()

    def _on_shortcuts(self) -> None:
        ShortcutsDialog(self._bench.actions, self).open()

    def _on_colors(self) -> None:
        actions = self._bench.actions
        dark = actions.action("dark_theme").isChecked()
        contrast = actions.action("high_contrast").isChecked()
        _wear(replace(theme.look(), dark=dark, contrast=contrast))
        self.look_chosen.emit(theme.look())

    def _on_comfortable_rows(self) -> None:
        roomy = self._bench.actions.action("comfortable_rows").isChecked()
        self._memory.remember("roomy", "yes" if roomy else "no")
        _wear(replace(theme.look(), comfortable=roomy))

    def _rescale(self, scale: float) -> None:
        _wear(replace(theme.look(), scale=scale))
        self._memory.remember("scale", str(theme.look().scale))


def remembered_look(memory: Memory) -> theme.Look:
    """Return size and rows of the last time; the colours are a setting (`appearance.py`)."""
    try:
        scale = float(memory.recall("scale", "1.0"))
    except ValueError:
        scale = 1.0
    return theme.Look(scale=scale, comfortable=memory.recall("roomy") == "yes")


def _wear(look: theme.Look) -> None:
    application = QApplication.instance()
    if isinstance(application, QApplication):
        theme.apply(application, look)


def _dropped_files(event: QDropEvent) -> list[Path]:
    return [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]


def _text(geometry: QByteArray) -> str:
    return bytes(geometry.toHex().data()).decode("ascii")
