"""The page Data: what comes in, how it is read, what was answered, and what goes out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout

from cte_desktop.ui import theme
from cte_desktop.ui.data.exports.disclosures_panel import DisclosuresPanel
from cte_desktop.ui.data.exports.sending_panel import SendingPanel
from cte_desktop.ui.data.panels.answers_panel import AnswersPanel
from cte_desktop.ui.data.panels.bring_panel import BringPanel
from cte_desktop.ui.data.panels.conflicts_panel import ConflictsPanel
from cte_desktop.ui.data.panels.profiles_panel import ProfilesPanel
from cte_desktop.ui.data.panels.section_list import SectionList
from cte_desktop.ui.page import Page, Workbench
from cte_desktop.ui.widgets.focus_order import keep_reading_order
from cte_desktop.ui.widgets.labels import page_title
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent

    from cte_desktop.services.changes import Changes
    from cte_desktop.services.desk import Desk
    from cte_desktop.ui.data.panels.panel import Panel

PAGE = "data"


class DataPage(Page):
    """The page. Signal: `files_brought(list of Path)`: dropped or chosen, to be imported."""

    files_brought = Signal(list)
    listens = frozenset(
        {
            "history",
            "students",
            "record",
            "catalog",
            "rules",
            "settings",
            "decisions",
            "import_answers",
        }
    )

    def __init__(self, desk: Desk, bench: Workbench) -> None:
        super().__init__()
        self._bench = bench
        self.setAccessibleName(tr("Data"))
        self.setAcceptDrops(True)
        self.bring = BringPanel(desk, bench)
        self.conflicts = ConflictsPanel(desk, bench)
        self.profiles = ProfilesPanel(desk, bench)
        self.answers = AnswersPanel(desk, bench)
        self.sending = SendingPanel(bench)
        self.disclosures = DisclosuresPanel(desk, bench)
        self.panels: tuple[Panel, ...] = (
            self.bring,
            self.conflicts,
            self.profiles,
            self.answers,
            self.sending,
            self.disclosures,
        )
        self.sections = SectionList(
            (
                ("import", tr("Bring in")),
                ("pencil", tr("Edited by hand")),
                ("layout-grid", tr("Profiles")),
                ("circle-question-mark", tr("Remembered answers")),
                ("upload", tr("Send out")),
                ("eye", tr("Disclosure log")),
            )
        )
        self._parts = QStackedWidget()
        self._put_together()
        keep_reading_order(self, [])
        self.sections.section_changed.connect(self._on_section)
        self.bring.files_brought.connect(self.files_brought.emit)
        bench.actions.offer("find", self._on_find, page=PAGE)

    def open_section(self, panel: Panel) -> None:
        """Show one part of the page."""
        self.sections.setCurrentRow(self.panels.index(panel))

    def activate(self) -> None:
        self._open().read()
        self.sections.setFocus()

    def refresh(self, changes: Changes) -> None:
        del changes
        self._open().read()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _files(event):
            event.acceptProposedAction()
            self.bring.card.light(on=True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self.bring.card.light(on=False)
        super().dragLeaveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        self.bring.card.light(on=False)
        files = _files(event)
        if files:
            event.acceptProposedAction()
            self.files_brought.emit(files)

    def _put_together(self) -> None:
        for panel in self.panels:
            self._parts.addWidget(panel)
        whole = QVBoxLayout(self)
        side = theme.px(theme.PAGE)
        whole.setContentsMargins(side, theme.px(theme.GAP), side, theme.px(theme.GAP))
        whole.setSpacing(theme.px(12))
        whole.addWidget(page_title(tr("Data")))
        row = QHBoxLayout()
        row.setSpacing(theme.px(theme.PAGE))
        row.addWidget(self.sections)
        row.addWidget(self._parts, 1)
        whole.addLayout(row, 1)

    def _open(self) -> Panel:
        return self.panels[self._parts.currentIndex()]

    def _on_section(self, place: int) -> None:
        if 0 <= place < len(self.panels):
            self._parts.setCurrentIndex(place)
            self._open().read()

    def _on_find(self) -> None:
        self._open().focus_search()


def _files(event: QDropEvent) -> list[Path]:
    return [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
