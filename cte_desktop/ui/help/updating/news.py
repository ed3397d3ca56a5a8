"""What is new: told once after an update, and whenever it is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QTextBrowser, QVBoxLayout

from cte_desktop import __version__
from cte_desktop.system.updates import is_newer
from cte_desktop.ui import theme
from cte_desktop.ui.help.help_text import dress_document
from cte_desktop.ui.notices import NoticeButton
from cte_desktop.ui.start_actions import WHATS_NEW
from cte_desktop.ui.widgets.buttons import primary_button
from cte_desktop.wording.translate import tr
from cte_desktop.wording.whats_new import whats_new

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from cte_desktop.ui.page import Workbench
    from cte_desktop.ui.window_memory import Memory

UPDATING, VERSION = "updating to", "version"
"""Under what the window remembers an update that was begun, and the version that ran last."""
_SIZE = (620, 560)


class NewsDialog(QDialog):
    """The news of every version, the newest first."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("What's new"))
        self.setAccessibleName(self.windowTitle())
        self.text = QTextBrowser()
        self.text.setAccessibleName(self.windowTitle())
        self.text.setOpenLinks(False)
        self.close_it = primary_button(tr("Close"), press=self.accept)
        column = QVBoxLayout(self)
        side = theme.px(theme.PAGE)
        column.setContentsMargins(side, side, side, theme.px(theme.GAP))
        column.setSpacing(theme.px(theme.GAP))
        column.addWidget(self.text, 1)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.close_it)
        column.addLayout(foot)
        self.resize(theme.px(_SIZE[0]), theme.px(_SIZE[1]))
        self._show()
        theme.news().changed.connect(self._show)
        self.close_it.setFocus()

    def _show(self) -> None:
        document = self.text.document()
        document.setDefaultFont(theme.font(theme.BODY))
        self.text.setMarkdown("\n\n".join(one.text for one in whats_new()))
        dress_document(document)
        self.text.verticalScrollBar().setValue(0)


class NewsDoor(QObject):
    """Offers the dialog, and tells after a start what became of an update."""

    def __init__(
        self, bench: Workbench, window: QWidget, memory: Memory, version: str = __version__
    ) -> None:
        super().__init__(window)
        self._bench = bench
        self._window = window
        bench.actions.offer(WHATS_NEW, self.open)
        self._tell(memory, version)

    def open(self) -> None:
        """Show what is new."""
        NewsDialog(self._window).open()

    def _tell(self, memory: Memory, version: str) -> None:
        before, wanted = memory.recall(VERSION), memory.recall(UPDATING)
        memory.remember(VERSION, version)
        memory.remember(UPDATING, "")
        if before and is_newer(version, before):
            self._bench.notices.done(
                tr("CTE Desktop was updated to version {version}.", version=version),
                NoticeButton(tr("What's new"), self.open),
            )
        elif wanted and is_newer(wanted, version):
            self._tell_not_installed(wanted)
        if wanted and not is_newer(wanted, version):
            from cte_desktop.services.updates import remove_unpacked

            self._bench.tasks.read(remove_unpacked)

    def _tell_not_installed(self, wanted: str) -> None:
        from cte_desktop.services.updates import said_by_installer

        self._bench.notices.warning(
            tr("The update to version {version} was not installed.", version=wanted),
            kept=said_by_installer() or tr("The program and the database are as they were."),
            do=tr("Close every window of CTE Desktop, then update from the file again."),
        )
