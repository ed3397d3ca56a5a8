"""The levels of a pathway side by side, each with its courses: alternatives and what follows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from cte_desktop.domain.catalog.verified import Verified
from cte_desktop.ui import theme
from cte_desktop.ui.pathways.marks import VerifiedMark
from cte_desktop.ui.widgets.buttons import ChoiceBox
from cte_desktop.ui.widgets.labels import Card, SectionHeader, ThemedLabel, caption, sentence
from cte_desktop.wording.course_words import (
    classes_label,
    course_extras,
    course_facts,
    prerequisites_sentence,
)
from cte_desktop.wording.labels import level_label
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from cte_desktop.domain.audit.pathway_outline import LevelOutline, PathwayVersion
    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.domain.catalog.pathway import Step

_DISC = 22


class LevelsCard(Card):
    """The card; a choice of class stands in its heading where the classes differ."""

    def __init__(self, versions: tuple[PathwayVersion, ...], catalog: Catalog, at: int) -> None:
        self.version = ChoiceBox(tr("Class"))
        for version in versions:
            words = _capital(classes_label(version.first_class, version.last_class))
            self.version.addItem(words, version)
        several = len(versions) > 1
        super().__init__(SectionHeader(tr("Levels"), "", self.version if several else None))
        self._catalog = catalog
        self._shown: QWidget | None = None
        self.version.setVisible(several)
        self.version.setCurrentIndex(at)
        self.version.currentIndexChanged.connect(lambda _place: self._show())
        if not several and versions:
            only = versions[0]
            self.body.addWidget(caption(_capital(classes_label(only.first_class, only.last_class))))
        self._show()

    def _show(self) -> None:
        version: PathwayVersion | None = self.version.currentData()
        if self._shown is not None:
            self.body.removeWidget(self._shown)
            self._shown.deleteLater()
        if version is None:
            self._shown = sentence(tr("The catalog lists no courses for it yet."), muted=True)
        else:
            self._shown = _levels(version, self._catalog)
        self.body.addWidget(self._shown)


class _LevelHead(QWidget):
    """A numbered disc on a line, the level's name, and whether it is required."""

    def __init__(self, number: int, level: LevelOutline, *, last: bool) -> None:
        super().__init__()
        self._number = number
        self._is_required = level.is_required
        self._last = last
        name = _capital(level_label(level.level))
        self._words = "" if level.is_required else tr("not required")
        self._name = name
        self.setAccessibleName(f"{number}. {name}" + (f", {self._words}" if self._words else ""))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(theme.px(120), theme.px(_DISC) + theme.px(28))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = theme.px(_DISC)
        disc = QRectF(1, 1, side - 2, side - 2)
        ink = theme.color("accent" if self._is_required else "line_strong")
        style = Qt.PenStyle.SolidLine if self._is_required else Qt.PenStyle.DashLine
        if not self._last:
            painter.setPen(QPen(theme.color("line_strong"), 1.5))
            middle = side / 2
            start = QPointF(side + theme.px(6), middle)
            painter.drawLine(start, QPointF(self.width() - theme.px(6), middle))
        painter.setPen(QPen(ink, 1.5, style))
        painter.setBrush(theme.color("accent_soft" if self._is_required else "raised"))
        painter.drawEllipse(disc)
        painter.setPen(theme.color("text"))
        painter.setFont(theme.font(theme.CAPTION, bold=True, tabular=True))
        painter.drawText(disc, Qt.AlignmentFlag.AlignCenter, str(self._number))
        place = self.rect().adjusted(0, side + theme.px(6), 0, 0)
        painter.setFont(theme.font(bold=True))
        painter.drawText(place, Qt.AlignmentFlag.AlignLeft, self._name)
        if self._words:
            width = painter.fontMetrics().horizontalAdvance(self._name) + theme.px(8)
            painter.setFont(theme.font(theme.CAPTION))
            painter.setPen(theme.color("text_muted"))
            rest = place.adjusted(width, theme.px(2), 0, 0)
            painter.drawText(rest, Qt.AlignmentFlag.AlignLeft, self._words)


def _levels(version: PathwayVersion, catalog: Catalog) -> QWidget:
    whole = QWidget()
    row = QHBoxLayout(whole)
    row.setContentsMargins(0, theme.px(theme.TIGHT), 0, 0)
    row.setSpacing(0)
    last = len(version.levels) - 1
    for place, level in enumerate(version.levels):
        column = QVBoxLayout()
        column.setSpacing(theme.px(6))
        column.addWidget(_LevelHead(place + 1, level, last=place == last))
        column.addWidget(_courses(level, catalog))
        column.addStretch(1)
        row.addLayout(column, 1)
    return whole


def _courses(level: LevelOutline, catalog: Catalog) -> QWidget:
    whole = QWidget()
    column = QVBoxLayout(whole)
    column.setContentsMargins(0, 0, theme.px(theme.GAP), 0)
    column.setSpacing(theme.px(theme.INSIDE))
    for order, steps in enumerate(level.orders):
        if order:
            column.addWidget(caption(tr("and after it")))
        for place, step in enumerate(steps):
            if place:
                column.addWidget(caption(tr("or")))
            needed = step.course_code in level.needed or not level.is_required
            column.addWidget(_course(step, catalog, optional=not needed))
    return whole


def _course(step: Step, catalog: Catalog, *, optional: bool) -> QWidget:
    course = catalog.course(step.course_code)
    whole = QWidget()
    column = QVBoxLayout(whole)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(theme.px(2))
    title = ThemedLabel(course.title if course else step.course_code, bold=True)
    title.setWordWrap(True)
    column.addWidget(title)
    lines: list[str] = []
    if course is None:
        lines.append(tr("{code} is not in the catalog.", code=step.course_code))
    else:
        lines += [course_facts(course), prerequisites_sentence(course, catalog)]
        lines += course_extras(course)
    if optional:
        lines.append(tr("Not required."))
    for text in lines:
        if text:
            said = ThemedLabel(text, size=theme.CAPTION + 1, color="text_muted")
            said.setWordWrap(True)
            column.addWidget(said)
    if step.verified is not Verified.YES:
        column.addWidget(VerifiedMark(step.verified, small=True))
    whole.setAccessibleName(". ".join([title.text(), *(text for text in lines if text)]))
    return whole


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
