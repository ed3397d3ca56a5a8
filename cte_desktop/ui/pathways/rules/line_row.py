"""A line of a record as it is read; its fields are made when somebody goes there.

A sample has dozens of lines, and few of them are ever changed.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from cte_desktop.ui import icons, theme
from cte_desktop.ui.pathways.rules.line_fields import LineFields
from cte_desktop.ui.pathways.rules.record_line import (
    BUTTON_WIDTH,
    GRADE_WIDTH,
    INSET,
    MARK_WIDTH,
    TERM_WIDTH,
    RecordLine,
)
from cte_desktop.wording.labels import grade_label, term_label
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from PySide6.QtCore import QPoint
    from PySide6.QtGui import QFocusEvent, QMouseEvent, QPaintEvent

    from cte_desktop.domain.catalog.catalog import Catalog

HEIGHT = 30
_BACKWARDS = (Qt.FocusReason.BacktabFocusReason,)


class LineRow(QWidget):
    """The line. Signals: `finished()`: it was changed; `removed()`; `refused(sentence)`."""

    finished = Signal()
    removed = Signal()
    refused = Signal(str)

    def __init__(self, line: RecordLine, catalog: Catalog) -> None:
        super().__init__()
        self._line, self._catalog = line, catalog
        self._fields: LineFields | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(theme.px(HEIGHT))
        self.show_line(line)

    def line(self) -> RecordLine:
        """Return the line as it stands."""
        return self._fields.line() if self._fields is not None else self._line

    def show_line(self, line: RecordLine) -> None:
        """Show this line instead."""
        self._line = line
        if self._fields is not None:
            self._fields.show_line(line)
        self.setAccessibleName(", ".join(word for word in self._words() if word))
        self.update()

    def is_open(self) -> bool:
        """Say whether the line shows its fields."""
        return self._fields is not None

    def open_fields(self) -> LineFields:
        """Show the fields of the line, and return them."""
        if self._fields is None:
            fields = self._fields = LineFields(self._line, self._catalog)
            fields.finished.connect(self._on_finished)
            fields.removed.connect(self.removed)
            fields.refused.connect(self.refused)
            self._column.addWidget(fields)
            fields.show()
            # Made last, they would come last: Tab goes through them where the line stands.
            order = (self, fields.grade, fields.term, fields.course, fields.mark, fields.button)
            for before, after in pairwise(order):
                QWidget.setTabOrder(before, after)
            self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        return self._fields

    def close_fields(self) -> None:
        """Show the line as words again."""
        fields, self._fields = self._fields, None
        if fields is not None:
            self._column.removeWidget(fields)
            fields.hide()
            fields.deleteLater()
            self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            self.update()

    def holds(self, widget: QWidget) -> bool:
        """Say whether a widget is one of the fields, or a list that one of them opened."""
        above: QWidget | None = widget
        while above is not None and above is not self:
            above = above.parentWidget()
        return above is self

    def sizeHint(self) -> QSize:
        return QSize(theme.px(420), theme.px(HEIGHT))

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        fields = self.open_fields()
        last = event.reason() in _BACKWARDS
        (fields.button if last else fields.grade).setFocus(event.reason())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        place = event.position().toPoint()
        if event.button() is not Qt.MouseButton.LeftButton or self.is_open():
            return
        boxes = self._boxes()
        if boxes[-1].contains(place):
            self.removed.emit()
            return
        fields = self.open_fields()
        columns = (fields.grade, fields.term, fields.course, fields.mark)
        near = [n for n, box in enumerate(boxes[:-1]) if box.left() <= place.x()]
        columns[near[-1] if near else 0].setFocus(Qt.FocusReason.MouseFocusReason)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip:
            self.setToolTip(self._told_at(self.mapFromGlobal(self.cursor().pos())))
        return super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self.is_open():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("hover"))
            painter.drawRoundedRect(QRectF(self.rect()), theme.px(4), theme.px(4))
        painter.setFont(theme.font(tabular=True))
        metrics = QFontMetrics(painter.font())
        *boxes, button = self._boxes()
        unknown = self._line.course not in self._catalog.listed_by_code
        for place, (box, words) in enumerate(zip(boxes, self._words(), strict=True)):
            painter.setPen(theme.color("must_fix" if place == 2 and unknown else "text"))
            room = box.adjusted(theme.px(INSET), 0, 0, 0)
            cut = metrics.elidedText(words, Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, cut)
        side = theme.px(theme.ICON)
        spot = QRect(0, 0, side, side)
        spot.moveCenter(button.center())
        icons.paint(painter, "x", spot, theme.color("text_muted"))

    def _on_finished(self) -> None:
        if self._fields is not None:
            self._line = self._fields.line()
        self.finished.emit()

    def _words(self) -> tuple[str, str, str, str]:
        line, course = self._line, self._catalog.course(self._line.course)
        grade = grade_label(int(line.grade)) if line.grade.isdecimal() else line.grade
        title = f"{course.title} ({course.code})" if course else line.course
        return grade, term_label(line.term).capitalize(), title, line.mark

    def _boxes(self) -> tuple[QRect, ...]:
        """Return where grade, term, course, mark and the button are, as the fields stand."""
        gap, height = theme.px(theme.INSIDE), self.height()
        grade, term = theme.px(GRADE_WIDTH), theme.px(TERM_WIDTH)
        mark, button = theme.px(MARK_WIDTH), theme.px(BUTTON_WIDTH)
        start = grade + gap + term + gap
        end = self.width() - button - gap - mark - gap
        return (
            QRect(0, 0, grade, height),
            QRect(grade + gap, 0, term, height),
            QRect(start, 0, end - start, height),
            QRect(end + gap, 0, mark, height),
            QRect(self.width() - button, 0, button, height),
        )

    def _told_at(self, place: QPoint) -> str:
        return tr("Remove this line") if self._boxes()[-1].contains(place) else ""
