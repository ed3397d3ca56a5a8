"""Why a course counts where it does, and what would change elsewhere: a card beside the panel."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QVBoxLayout

from cte_desktop.domain.audit.moves import NOWHERE
from cte_desktop.ui import theme
from cte_desktop.ui.widgets.buttons import fix_button, icon_button
from cte_desktop.ui.widgets.labels import caption, sentence, separator, title
from cte_desktop.wording.moves import move_text
from cte_desktop.wording.programs import program_title, requirement_title
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from cte_desktop.domain.audit.moves import Move
    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.ui.planning.course_row import CoursePlace

_WIDTH = 340


class WhyCard(QDialog):
    """The card; Esc or a click elsewhere closes it. Signals: `pinned(requirement id)`;
    `unpinned()`.
    """

    pinned = Signal(str)
    unpinned = Signal()

    def __init__(
        self,
        place: CoursePlace,
        because: str,
        moves: tuple[Move, ...],
        name: str,
        catalog: Catalog,
        parent: QWidget,
        *,
        is_pinned: bool,
    ) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Why: {course}", course=name))
        self.setAccessibleName(tr("Why: {course}", course=name))
        self.setAccessibleDescription(because)
        self._place, self._catalog = place, catalog
        self._texts: list[str] = [because]
        self._column = self._framed()
        self._say_why(name, because, is_pinned=is_pinned)
        for move in moves:
            self._offer(move)
        if not any(move.to != NOWHERE for move in moves):
            self._column.addWidget(caption(tr("It can count nowhere else in this program.")))
        self.setFixedWidth(theme.px(_WIDTH))

    def texts(self) -> tuple[str, ...]:
        """Return what the card says, from top to bottom."""
        return tuple(self._texts)

    def show_beside(self, anchor: QWidget) -> None:
        """Show the card at the left of a line of the panel, whole on its screen."""
        # Its sentences wrap: the height is that of this width, not that of the hint.
        self.setFixedHeight(self.heightForWidth(self.width()))
        corner = anchor.mapToGlobal(QPoint(-self.width() - theme.px(theme.GAP), 0))
        room = anchor.screen().availableGeometry()
        left = max(room.left(), corner.x())
        top = max(room.top(), min(corner.y(), room.bottom() - self.height()))
        self.move(left, top)
        self.show()
        self.setFocus()

    def _framed(self) -> QVBoxLayout:
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        frame = QFrame()
        frame.setProperty("role", "floating")
        around.addWidget(frame)
        column = QVBoxLayout(frame)
        side = theme.px(theme.GAP)
        column.setContentsMargins(side, theme.px(12), side, side)
        column.setSpacing(theme.px(theme.INSIDE))
        return column

    def _say_why(self, name: str, because: str, *, is_pinned: bool) -> None:
        program, place = self._place.program, self._place
        heading = title(name)
        heading.setWordWrap(True)
        row = QHBoxLayout()
        row.addWidget(heading, 1)
        shut = icon_button("x", tr("Close"), self.reject)
        row.addWidget(shut, alignment=Qt.AlignmentFlag.AlignTop)
        self._column.addLayout(row)
        where = (
            requirement_title(program, place.requirement, self._catalog)
            if place.requirement
            else tr("not used")
        )
        self._column.addWidget(caption(f"{program_title(program)} · {where}"))
        self._column.addWidget(sentence(because))
        if is_pinned:
            button = fix_button(tr("Unpin"), self._unpin)
            self._column.addWidget(button, alignment=Qt.AlignmentFlag.AlignLeft)
        elif place.can_be_pinned:
            button = fix_button(tr("Pin it here"), lambda: self._pin(place.requirement))
            self._column.addWidget(button, alignment=Qt.AlignmentFlag.AlignLeft)
        self._column.addWidget(separator())

    def _offer(self, move: Move) -> None:
        text = move_text(move, self._place.program, self._catalog)
        self._texts.append(text)
        self._column.addWidget(sentence(text, muted=move.to == NOWHERE))
        if move.to != NOWHERE:
            where = requirement_title(self._place.program, move.to, self._catalog)
            button = fix_button(tr("Pin to {requirement}", requirement=where))
            button.clicked.connect(lambda _checked=False, to=move.to: self._pin(to))
            self._column.addWidget(button, alignment=Qt.AlignmentFlag.AlignLeft)

    def _pin(self, requirement: str) -> None:
        self.accept()
        self.pinned.emit(requirement)

    def _unpin(self) -> None:
        self.accept()
        self.unpinned.emit()
