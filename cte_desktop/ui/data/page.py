"""The page Data: what comes in, how it is read, what was answered, and what goes out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from cte_desktop.ui.data.backups.panel import BackupsPanel
from cte_desktop.ui.data.exports.disclosures_panel import DisclosuresPanel
from cte_desktop.ui.data.exports.sending_panel import SendingPanel
from cte_desktop.ui.data.history.panel import HistoryPanel
from cte_desktop.ui.data.panels.answers_panel import AnswersPanel
from cte_desktop.ui.data.panels.bring_panel import BringPanel
from cte_desktop.ui.data.panels.conflicts_panel import ConflictsPanel
from cte_desktop.ui.data.panels.profiles_panel import ProfilesPanel
from cte_desktop.ui.data.retention.panel import RetentionPanel
from cte_desktop.ui.panel_page import PanelPage, Part
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent

    from cte_desktop.services.desk import Desk
    from cte_desktop.ui.page import Workbench

PAGE = "data"


class DataPage(PanelPage):
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
            "backups",
        }
    )

    def __init__(self, desk: Desk, bench: Workbench) -> None:
        self.bring = BringPanel(desk, bench)
        self.conflicts = ConflictsPanel(desk, bench)
        self.profiles = ProfilesPanel(desk, bench)
        self.answers = AnswersPanel(desk, bench)
        self.sending = SendingPanel(bench)
        self.disclosures = DisclosuresPanel(desk, bench)
        self.backups = BackupsPanel(desk, bench)
        self.history = HistoryPanel(desk, bench)
        self.retention = RetentionPanel(desk, bench)
        parts = (
            Part("import", tr("Bring in"), self.bring),
            Part("pencil", tr("Edited by hand"), self.conflicts),
            Part("layout-grid", tr("Profiles"), self.profiles),
            Part("circle-question-mark", tr("Remembered answers"), self.answers),
            Part("upload", tr("Send out"), self.sending),
            Part("eye", tr("Disclosure log"), self.disclosures),
            Part("history", tr("History"), self.history),
            Part("save", tr("Backups"), self.backups),
            Part("clock", tr("Keeping"), self.retention),
        )
        super().__init__(bench, PAGE, tr("Data"), parts)
        self.setAcceptDrops(True)
        self.bring.files_brought.connect(self.files_brought.emit)

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


def _files(event: QDropEvent) -> list[Path]:
    return [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
