"""About the program: version, licences, the folder of the log, and how quick it is here."""

from __future__ import annotations

import platform
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, qVersion
from PySide6.QtWidgets import QDialog, QHBoxLayout, QTextBrowser, QVBoxLayout

from cte_desktop import __version__
from cte_desktop.system.paths import APPLICATION, licence_texts
from cte_desktop.ui import theme
from cte_desktop.ui.keeping_actions import LOG_FOLDER
from cte_desktop.ui.widgets.buttons import primary_button, push_button
from cte_desktop.ui.widgets.labels import sentence, title
from cte_desktop.wording.translate import tr, trn

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from cte_desktop.services.desk import Desk
    from cte_desktop.services.speeds import Speeds
    from cte_desktop.ui.page import Workbench

_SIZE = (620, 520)


class AboutDialog(QDialog):
    """Says what the program is; the licences are those of LICENSE and THIRD-PARTY."""

    def __init__(self, bench: Workbench, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("About {program}", program=APPLICATION))
        self.setAccessibleName(self.windowTitle())
        self._bench = bench
        self._desk = desk
        self.speeds = sentence(tr("How quick is it on this computer?"), muted=True)
        self.measure = push_button(tr("Measure"), "clock", self._on_measure)
        self.licences = QTextBrowser()
        self.licences.setAccessibleName(tr("Licences"))
        self.licences.setOpenLinks(False)
        self.licences.setMarkdown(licence_texts())
        self._put_together()
        self.resize(theme.px(_SIZE[0]), theme.px(_SIZE[1]))

    def _put_together(self) -> None:
        side = theme.px(theme.PAGE)
        column = QVBoxLayout(self)
        column.setContentsMargins(side, side, side, theme.px(theme.GAP))
        column.setSpacing(theme.px(theme.INSIDE))
        column.addWidget(title(f"{APPLICATION} {__version__}"))
        column.addWidget(sentence(versions(self._desk), muted=True))
        quick = QHBoxLayout()
        quick.addWidget(self.speeds, 1)
        quick.addWidget(self.measure)
        column.addLayout(quick)
        column.addWidget(self.licences, 1)
        row = QHBoxLayout()
        folder = self._bench.actions.action(LOG_FOLDER)
        row.addWidget(push_button(tr("Open the log folder"), "folder-open", folder.trigger))
        row.addStretch(1)
        row.addWidget(primary_button(tr("Close"), press=self.accept))
        column.addLayout(row)

    def _on_measure(self) -> None:
        desk = self._desk

        def work() -> Speeds:
            from cte_desktop.services.speeds import measure_speeds

            return measure_speeds(desk)

        self.measure.setEnabled(False)
        self._bench.tasks.read(work, self._on_measured, channel="speeds")

    def _on_measured(self, speeds: Speeds) -> None:
        self.measure.setEnabled(True)
        self.speeds.setText(speed_words(speeds))


def versions(desk: Desk) -> str:
    """Return what the program is made of and which database is open, in a few lines."""
    made = tr("Python {python}, Qt {qt}", python=platform.python_version(), qt=qVersion())
    words = [tr("Free software under the MIT licence. It never uses a network."), made]
    if desk.database.path is not None:
        words.append(tr("Database: {file}", file=desk.database.path))
    return "\n".join(words)


def speed_words(speeds: Speeds) -> str:
    """Return what was measured as sentences."""

    def ms(time: float) -> str:
        return tr("{number} ms", number=f"{time:.1f}")

    count = speeds.students
    listed = trn("The list of {count} student", "The list of {count} students", count)
    words = [tr("{what}: {time}", what=listed, time=ms(speeds.everybody))]
    if speeds.one is not None:
        words.append(tr("One student with all audits: {time}", time=ms(speeds.one)))
    if speeds.disk is not None:
        words.append(tr("A change safe on the disk: {time}", time=ms(speeds.disk)))
    return "\n".join(words)
