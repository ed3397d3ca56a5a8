"""F1 and the menu Help: the help opens at the topic of the page that is open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from cte_desktop.services.desk import Desk
    from cte_desktop.ui.help.updating.door import UpdateDoor
    from cte_desktop.ui.help.window import HelpWindow
    from cte_desktop.ui.page import Workbench
    from cte_desktop.ui.window_memory import Memory


class HelpDoor(QObject):
    """Opens the one window of the help; `open_page` tells which page is open."""

    def __init__(self, bench: Workbench, window: QWidget, open_page: Callable[[], str]) -> None:
        super().__init__(window)
        self._bench = bench
        self._window = window
        self._open_page = open_page
        self.shown: HelpWindow | None = None
        bench.actions.offer("help", self.open)

    def open(self) -> None:
        """Show the topic of the page that is open."""
        self.open_topic(self._open_page())

    def open_topic(self, topic_id: str) -> None:
        """Show a topic, in the help that is open already or a new one."""
        from cte_desktop.ui.help.window import HelpWindow

        if self.shown is None:
            self.shown = HelpWindow(self._bench.actions, self._window)
            self.shown.destroyed.connect(self._on_closed)
        self.shown.open_topic(topic_id)
        self.shown.show()
        self.shown.raise_()
        self.shown.activateWindow()

    def _on_closed(self) -> None:
        self.shown = None


def offer_news(bench: Workbench, window: QWidget, memory: Memory) -> None:
    """Tell after an update what is new, and offer to read it."""
    from cte_desktop.ui.help.updating.news import NewsDoor

    NewsDoor(bench, window, memory)


def offer_update(bench: Workbench, window: QWidget, memory: Memory) -> UpdateDoor:
    """Offer to update from a file, before a database is open too; its `desk` is told later."""
    from cte_desktop.ui.help.updating.door import UpdateDoor

    return UpdateDoor(bench, None, window, memory)


class About(QObject):
    """Says from the menu Help what the program is, and which database is open."""

    def __init__(self, bench: Workbench, desk: Desk, window: QWidget) -> None:
        super().__init__(window)
        self._bench = bench
        self._desk = desk
        self._window = window
        bench.actions.offer("about", self.open)

    def open(self) -> None:
        """Show the dialog."""
        from cte_desktop.ui.help.about import AboutDialog

        AboutDialog(self._bench, self._desk, self._window).open()
