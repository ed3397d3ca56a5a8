"""The left side of the page: search, a choice of site, and the pathways under their sectors."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QListView,
    QStackedWidget,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from cte_desktop.ui import icons, theme
from cte_desktop.ui.pathways.listed import (
    Line,
    PathwayLine,
    SectorLine,
    kept,
    lines_of,
    not_offered,
    school_name,
    sites_of,
)
from cte_desktop.ui.pathways.pathway_model import LINE_ROLE, PathwayModel
from cte_desktop.ui.widgets.buttons import ChoiceBox, push_button
from cte_desktop.ui.widgets.labels import caption, sentence
from cte_desktop.ui.widgets.search_field import SearchField
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.services.pathways import PathwayFigures

_SECTOR_HEIGHT = 36
_SIDE = 12
_CLOCK = 12


class PathwayList(QWidget):
    """The list. Signals: `pathway_changed(name)`, "" for none; `pathway_entered()`: Enter or a
    double click.
    """

    pathway_changed = Signal(str)
    pathway_entered = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._every: tuple[Line, ...] = ()
        self._chosen = ""
        self.model = PathwayModel(self)
        self.view = _Lines(self.model)
        self.search = SearchField(
            tr("Search pathways by name, sector, course or code"), tr("Search pathways")
        )
        self.site = ChoiceBox(tr("Site"))
        self._missing = caption("")
        self._missing.setWordWrap(True)
        self._none = QWidget()
        self._ways = QStackedWidget()
        self._put_together()
        self.search.query_changed.connect(lambda _query: self._narrow())
        self.search.results_wanted.connect(self.focus_list)
        self.site.currentIndexChanged.connect(lambda _place: self._narrow())
        self.view.current_changed.connect(self._on_current)
        self.view.entered_line.connect(self.pathway_entered.emit)

    def show_pathways(self, catalog: Catalog, figures: PathwayFigures | None) -> None:
        """Show the pathways of a catalog, with figures once there are any."""
        self._offer_sites(catalog)
        self._every = lines_of(catalog, figures)
        missing = not_offered(catalog)
        self._missing.setVisible(bool(missing))
        self._missing.setText(tr("Not offered here: {sectors}.", sectors="; ".join(missing)))
        self._narrow()

    def pathway(self) -> str:
        """Return the name of the chosen pathway, "" for none."""
        return self._chosen

    def choose(self, pathway: str) -> bool:
        """Choose a pathway; say whether it is in the list."""
        place = self.model.place_of(pathway)
        if place >= 0:
            self.view.setCurrentIndex(self.model.index(place))
        return place >= 0

    def focus_list(self) -> None:
        """Take the focus into the list."""
        if self.model.rowCount():
            self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _put_together(self) -> None:
        self.site.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self._fill_none()
        self._ways.addWidget(self.view)
        self._ways.addWidget(self._none)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(theme.INSIDE))
        column.addWidget(self.search)
        column.addWidget(self.site)
        column.addWidget(self._ways, 1)
        column.addWidget(self._missing)

    def _fill_none(self) -> None:
        """Say that nothing was found, narrower than the empty state of a page."""
        column = QVBoxLayout(self._none)
        column.setSpacing(theme.px(theme.INSIDE))
        column.addStretch(1)
        words = sentence(tr("No pathway fits the search and the site together."), muted=True)
        words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(words)
        middle = Qt.AlignmentFlag.AlignHCenter
        column.addWidget(push_button(tr("Show all"), press=self._on_show_all), alignment=middle)
        column.addStretch(2)

    def _offer_sites(self, catalog: Catalog) -> None:
        chosen = self.site.currentData()
        sites = sites_of(catalog)
        self.site.blockSignals(True)
        self.site.clear()
        self.site.addItem(tr("All sites"), None)
        for short in sites:
            self.site.addItem(school_name(short, catalog), short)
        self.site.setCurrentIndex(1 + sites.index(chosen) if chosen in sites else 0)
        self.site.blockSignals(False)

    def _narrow(self) -> None:
        wanted = self._chosen
        self.model.show(kept(self._every, self.search.text(), self.site.currentData()))
        shown = self.model.pathways()
        self._ways.setCurrentWidget(self.view if shown or not self._every else self._none)
        if not self.choose(wanted) and shown:
            self.choose(shown[0])
        elif not shown:
            self._on_current("")

    def _on_current(self, pathway: str) -> None:
        if pathway != self._chosen:
            self._chosen = pathway
            self.pathway_changed.emit(pathway)

    def _on_show_all(self) -> None:
        self.site.setCurrentIndex(0)
        self.search.clear()
        self.search.setFocus()


class _Lines(QListView):
    """The view. Signals: `current_changed(pathway)`, `entered_line()`."""

    current_changed = Signal(str)
    entered_line = Signal()

    def __init__(self, model: PathwayModel) -> None:
        super().__init__()
        self._pathways = model
        self.setModel(model)
        self.setItemDelegate(_LineDelegate(self))
        self.setAccessibleName(tr("Pathways"))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setMouseTracking(True)
        self.doubleClicked.connect(lambda _index: self.entered_line.emit())
        theme.news().changed.connect(self.scheduleDelayedItemsLayout)

    def currentChanged(
        self,
        current: QModelIndex | QPersistentModelIndex,
        previous: QModelIndex | QPersistentModelIndex,
    ) -> None:
        super().currentChanged(current, previous)
        line = self._pathways.line(current)
        if isinstance(line, PathwayLine):
            self.current_changed.emit(line.name)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            if self.currentIndex().isValid():
                self.entered_line.emit()
        else:
            super().keyPressEvent(event)


class _LineDelegate(QStyledItemDelegate):
    """Paints a heading, or a pathway with its count at the right."""

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        heading = isinstance(index.data(LINE_ROLE), SectorLine)
        width = option.rect.width()
        return QSize(width, theme.px(_SECTOR_HEIGHT) if heading else theme.row_height())

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        line: Line = index.data(LINE_ROLE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(line, SectorLine):
            _paint_sector(painter, option.rect, line, first=index.row() == 0)
        else:
            _paint_pathway(painter, option, line)
        painter.restore()


def _paint_sector(painter: QPainter, box: QRect, line: SectorLine, *, first: bool) -> None:
    side = theme.px(_SIDE)
    if not first:
        painter.setPen(theme.color("line"))
        top = box.top() + theme.px(4)
        painter.drawLine(box.left() + side, top, box.right() - side, top)
    painter.setFont(theme.font(theme.CAPTION, bold=True))
    painter.setPen(theme.color("text_muted"))
    place = box.adjusted(side, theme.px(8), -side, 0)
    _draw(painter, place, line.name, Qt.AlignmentFlag.AlignLeft)


def _paint_pathway(painter: QPainter, option: QStyleOptionViewItem, line: PathwayLine) -> None:
    box: QRect = option.rect
    state = option.state
    ground = box.adjusted(theme.px(4), 1, -theme.px(4), -1)
    selected = bool(state & QStyle.StateFlag.State_Selected)
    radius = theme.px(theme.RADIUS)
    if selected or state & QStyle.StateFlag.State_MouseOver:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("accent_soft" if selected else "hover"))
        painter.drawRoundedRect(ground, radius, radius)
    if state & QStyle.StateFlag.State_HasFocus:
        painter.setPen(QPen(theme.color("accent"), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(ground.adjusted(1, 1, -1, -1), radius, radius)
    side = theme.px(_SIDE)
    place = box.adjusted(side, 0, -side, 0)
    place.setRight(_paint_count(painter, place, line))
    if not line.is_confirmed:
        edge = theme.px(14)
        spot = QRect(place.right() - edge, box.center().y() - edge // 2, edge, edge)
        icons.paint(painter, "circle-question-mark", spot, theme.color("warning"))
        place.setRight(spot.left() - theme.px(6))
    painter.setFont(theme.font(bold=selected))
    painter.setPen(theme.color("text"))
    _draw(painter, place, line.name, Qt.AlignmentFlag.AlignLeft)


def _paint_count(painter: QPainter, place: QRect, line: PathwayLine) -> int:
    """Paint the figure, with a clock before it while it is being worked out; return what is left
    of the line, as its right edge.
    """
    if line.students is None:
        return place.right()
    painter.setFont(theme.font(theme.CAPTION + 1, tabular=True))
    painter.setPen(theme.color("text_muted" if line.is_stale or not line.students else "text"))
    text = f"{line.students:,}"
    width = QFontMetrics(painter.font()).horizontalAdvance(text)
    _draw(painter, place, text, Qt.AlignmentFlag.AlignRight)
    left = place.right() - width - theme.px(8)
    if line.is_stale:
        edge = theme.px(_CLOCK)
        spot = QRect(left - edge, place.center().y() - edge // 2, edge, edge)
        icons.paint(painter, "clock", spot, theme.color("text_muted"))
        left = spot.left() - theme.px(6)
    return left


def _draw(painter: QPainter, place: QRect, text: str, side: Qt.AlignmentFlag) -> None:
    metrics = QFontMetrics(painter.font())
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, place.width())
    painter.drawText(place, side | Qt.AlignmentFlag.AlignVCenter, shown)
