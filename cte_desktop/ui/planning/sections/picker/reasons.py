"""Beside the list of sections: why the chosen one doesn't fit, in minutes, what to know of it, and
the student's week with it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from cte_desktop.services.sections.fitting import FitLine, Standing, reasons_against
from cte_desktop.ui import icons, theme
from cte_desktop.ui.planning.sections.picker.model import STANDING_COLORS, STANDING_ICONS
from cte_desktop.ui.widgets.buttons import fix_button
from cte_desktop.ui.widgets.finding_row import FindingRow
from cte_desktop.ui.widgets.labels import SectionHeader, ThemedLabel, caption
from cte_desktop.ui.widgets.week_view import WeekView
from cte_desktop.wording.findings import finding_text
from cte_desktop.wording.fits import details_text, seats_text, standing_label, why_text
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtGui import QResizeEvent

    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.domain.findings import Finding
    from cte_desktop.ui.widgets.week_view import DrawnBlock

_MOST_REASONS_HEIGHT = 190
_LEAST_REASONS_HEIGHT = 60
_LEAST_WEEK_HEIGHT = 120
_LEAST_WIDTH = 400


class ReasonsPanel(QWidget):
    """What there is to say of one section. Signal: `order_wanted()`: who has a seat, who waits."""

    order_wanted = Signal()

    def __init__(self, catalog: Catalog) -> None:
        super().__init__()
        self._catalog = catalog
        self.setAccessibleName(tr("About the chosen section"))
        self.setMinimumWidth(theme.px(_LEAST_WIDTH))
        self._heading = ThemedLabel("", bold=True)
        self._heading.setWordWrap(True)
        self._details = caption("")
        self._seats = caption("")
        self.order_button = fix_button(tr("Who has a seat, who waits…"))
        self.order_button.clicked.connect(lambda _checked=False: self.order_wanted.emit())
        self._standing = _StandingLine()
        self._reasons = QVBoxLayout()
        self._scrolled = QScrollArea()
        self.week = WeekView(tr("The student's week with this section"))
        self._week_header = SectionHeader(tr("The week with it"))
        self._put_together()

    def show_line(self, line: FitLine) -> None:
        """Show what there is to say of a section; its week follows with `show_week`."""
        self._heading.setText(line.text)
        self._details.setText(details_text(line.section))
        self._seats.setText(seats_text(line.fit))
        self.order_button.setEnabled(bool(line.claimed))
        while (gone := self._reasons.takeAt(0)) is not None:
            widget = gone.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        rows = self._rows(line)
        self._standing.show_standing(line.standing, has_notes=bool(rows))
        for row in rows:
            self._reasons.addWidget(row)
            row.show()  # a layout measures what is to be seen
        self._reasons.addStretch(1)
        self._scrolled.verticalScrollBar().setValue(0)
        self._share_height()

    def show_week(self, blocks: Iterable[DrawnBlock], key: str, words: str) -> None:
        """Show the week with the section in it, whose blocks have this key; `words`: the term."""
        self._week_header.set_words(words)
        self.week.set_blocks(blocks)
        self.week.choose(key)

    def reasons(self) -> tuple[str, ...]:
        """Return what is said, line by line."""
        rows = (self._reasons.itemAt(place) for place in range(self._reasons.count()))
        widgets = (row.widget() for row in rows if row is not None)
        return tuple(w.accessibleName() for w in widgets if isinstance(w, FindingRow))

    def standing(self) -> str:
        """Return what is said of whether it fits."""
        return self._standing.accessibleName()

    def _rows(self, line: FitLine) -> list[FindingRow]:
        """Return a row for each thing to say, what is against it first; fall and spring once."""
        said: dict[str, Finding] = {}
        against = reasons_against(line.fit)
        for finding in (*against, *line.fit.findings):
            words = why_text if finding in against else finding_text
            said.setdefault(words(finding, self._catalog), finding)
        rows = [FindingRow(finding.severity.value, text) for text, finding in said.items()]
        if not against and line.why:
            rows.insert(0, FindingRow("must_fix", line.why))
        return rows

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_height()

    def _share_height(self) -> None:
        """Give the reasons the height that they need, up to a share of the whole."""
        room = self.width() - theme.px(theme.GAP)
        need = self._reasons.heightForWidth(room) + theme.px(theme.TIGHT)
        share = max(theme.px(_LEAST_REASONS_HEIGHT), self.height() * 3 // 10)
        self._scrolled.setFixedHeight(min(need, share, theme.px(_MOST_REASONS_HEIGHT)))

    def _put_together(self) -> None:
        inside = QWidget()
        inside.setProperty("role", "clear")
        self._reasons.setContentsMargins(0, 0, theme.px(theme.INSIDE), 0)
        self._reasons.setSpacing(theme.px(theme.TIGHT))
        inside.setLayout(self._reasons)
        self._scrolled.setWidget(inside)
        self._scrolled.setWidgetResizable(True)
        self._scrolled.setFrameShape(QFrame.Shape.NoFrame)
        self._scrolled.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scrolled.setAccessibleName(tr("Reasons and notes"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(theme.TIGHT))
        column.addWidget(self._heading)
        column.addWidget(self._details)
        seats = QHBoxLayout()
        seats.setSpacing(theme.px(theme.INSIDE))
        seats.addWidget(self._seats)
        seats.addWidget(self.order_button)
        seats.addStretch(1)
        column.addLayout(seats)
        column.addWidget(self._standing)
        column.addWidget(self._scrolled)
        column.addSpacing(theme.px(theme.INSIDE))
        column.addWidget(self._week_header)
        self.week.setMinimumHeight(theme.px(_LEAST_WEEK_HEIGHT))
        column.addWidget(self.week, 1)


class _StandingLine(QWidget):
    """Whether the section fits: a sign, its word and a sentence."""

    def __init__(self) -> None:
        super().__init__()
        self._standing = Standing.FITS
        self._sign = QLabel()
        self._words = ThemedLabel("", bold=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, theme.px(theme.TIGHT), 0, theme.px(theme.TIGHT))
        row.setSpacing(theme.px(theme.INSIDE))
        row.addWidget(self._sign)
        row.addWidget(self._words, 1)
        theme.news().changed.connect(self._dress)

    def show_standing(self, standing: Standing, *, has_notes: bool) -> None:
        """Show another standing; `has_notes`: something to know follows."""
        self._standing = standing
        words = standing_label(standing)
        if standing is Standing.FITS:
            words = tr("Fits: nothing stands against it")
            if has_notes:
                words = tr("Fits, with something to know")
        elif standing is Standing.NOT_KNOWN:
            words = tr("Not known to fit: somebody has to look")
        self._words.setText(words)
        self._words.set_color(STANDING_COLORS[standing])
        self.setAccessibleName(words)
        self._dress()

    def _dress(self) -> None:
        side = theme.px(theme.ICON)
        sign = icons.icon(STANDING_ICONS[self._standing], STANDING_COLORS[self._standing])
        self._sign.setPixmap(sign.pixmap(QSize(side, side), self.devicePixelRatioF()))
