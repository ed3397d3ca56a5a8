"""The tray under the palette: courses that belong to the plan but lie nowhere yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from cte_desktop.domain import credits
from cte_desktop.ui import theme
from cte_desktop.ui.planning.card_text import LEVEL_DOTS
from cte_desktop.ui.planning.course_list import CourseLine, CourseListModel, CourseListView
from cte_desktop.ui.planning.mime import Carried, from_mime
from cte_desktop.ui.widgets.buttons import icon_button
from cte_desktop.ui.widgets.labels import SectionHeader, caption
from cte_desktop.wording.labels import courses_label
from cte_desktop.wording.placeholders import titled
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from PySide6.QtGui import QContextMenuEvent, QDragEnterEvent, QDropEvent

    from cte_desktop.domain.planning.plan import Placement
    from cte_desktop.services.cases import Case


class Tray(QWidget):
    """Courses not placed yet; a course dropped here is set aside.

    Signals: `chosen(Carried)`, `removed(Carried)`, `dropped(Carried)`, `place_wanted()`: all of
    them are to be placed where they fit.
    """

    chosen = Signal(object)
    removed = Signal(object)
    dropped = Signal(object)
    place_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAcceptDrops(True)
        self.setAccessibleName(tr("Not placed yet"))
        self._model = CourseListModel(self)
        self.list = CourseListView(self._model, tr("Not placed yet"))
        self.place_button = icon_button(
            "route", tr("Place them where they fit (Ctrl+Shift+J)"), self.place_wanted.emit
        )
        self._header = SectionHeader(tr("Not placed yet"), action=self.place_button)
        self._none = caption(tr("Drop a course here to keep it in mind."))
        self._none.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(theme.TIGHT))
        column.addWidget(self._header)
        column.addWidget(self._none)
        column.addWidget(self.list, 1)
        column.addStretch(0)
        self.list.chosen.connect(self.chosen)
        self.list.removed.connect(self.removed)

    def show_case(self, case: Case) -> None:
        """Show what is parked in the plan."""
        parked = case.plan.parked if case.plan else ()
        self._model.show([_line(placement, case) for placement in parked])
        self._header.set_words(str(len(parked)) if parked else "")
        self._none.setVisible(not parked)
        self.place_button.setVisible(bool(parked))
        self.setAccessibleDescription(courses_label(len(parked)))
        self.list.setVisible(bool(parked))

    def shown(self) -> int:
        """Return how many courses lie here."""
        return self._model.rowCount()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        line = self.list.current_line()
        if line is None:
            return
        menu = QMenu(self)
        menu.setAccessibleName(line.title)
        menu.addAction(tr("Place it in the plan (Enter)"), lambda: self.chosen.emit(line.carried))
        menu.addAction(tr("Place all where they fit"), self.place_wanted.emit)
        menu.addAction(tr("Take it out of the tray (Delete)"),
                       lambda: self.removed.emit(line.carried))  # fmt: skip
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(event.globalPos())

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if from_mime(event.mimeData()) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        carried = from_mime(event.mimeData())
        if carried is not None:
            event.acceptProposedAction()
            self.dropped.emit(carried)


def _line(placement: Placement, case: Case) -> CourseLine:
    course = case.district.catalog.course(placement.course_code)
    code = placement.course_code
    title = titled(code, course.title if course else code)
    worth = tr("{credits} cr", credits=credits.text(course.credits)) if course else ""
    level = course.pathway_level if course else None
    return CourseLine(
        Carried(code, placement.uid),
        title,
        (" · ".join(part for part in (code, worth) if part),),
        tr("{course}, not placed yet", course=title),
        title,
        LEVEL_DOTS[level.value] if level else 0,
    )
