"""The left of a meeting: what is new since last time, and the three things to decide."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from cte_desktop.ui import theme
from cte_desktop.ui.planning.meeting.decision_card import DecisionCard
from cte_desktop.ui.planning.meeting.keys import KeyedButton
from cte_desktop.ui.widgets.finding_row import SeverityIcon
from cte_desktop.ui.widgets.labels import ThemedLabel
from cte_desktop.wording.labels import date_label
from cte_desktop.wording.meeting import news_text, since_text
from cte_desktop.wording.translate import tr, trn

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from cte_desktop.domain.audit.meeting.news import News
    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.services.meeting import Meeting
    from cte_desktop.ui.widgets.finding_row import Severity

MOST_NEWS = ((420, 1), (700, 2))
"""Lines of news that stand there before somebody asks for the rest, by the height at 100 % below
which that holds: where there is little room, it is for the decisions. Below the least of them the
decisions come first.
"""
_MOST = 6
NEWS_KEY = "N"
"""Shows all of what is new."""
_HEADING, _LINE = 17, 14


class MeetingSide(QFrame):
    """The side. Signals: `fix_requested(Fix)`; `action_requested(action id)`."""

    fix_requested = Signal(object)
    action_requested = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(tr("What is new, and what to decide"))
        self._cards: tuple[DecisionCard, ...] = ()
        self._meeting: Meeting | None = None
        self._shows_all = self._is_low = False
        self._sight = QTimer(self)
        self._sight.setSingleShot(True)
        self._sight.timeout.connect(self._bring_into_sight)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setAccessibleName(self.accessibleName())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._scroll)

    def show_meeting(self, meeting: Meeting) -> None:
        """Show a meeting; where the keyboard was on a decision, it is on the one in its place."""
        place = next((n for n, card in enumerate(self._cards) if card.holds_focus()), -1)
        former = self._meeting
        if former is None or former.case.file.student.uid != meeting.case.file.student.uid:
            self._shows_all = False
        self._meeting = meeting
        self._make()
        if place >= 0:
            self.take_focus(place)

    def cards(self) -> tuple[DecisionCard, ...]:
        """Return the decisions from top to bottom."""
        return self._cards

    def take_focus(self, place: int = 0) -> bool:
        """Put the keyboard on a decision; the same one again goes on to its next way.

        Tell whether there is one: of fewer the last is taken.
        """
        if not self._cards:
            return False
        card = self._cards[min(place, len(self._cards) - 1)]
        if card.holds_focus():
            card.step()
        else:
            card.take_focus()
        self._sight.start()
        return True

    def _bring_into_sight(self) -> None:
        """Scroll to the decision that has the keyboard, once everything lies where it will lie."""
        card = next((card for card in self._cards if card.holds_focus()), None)
        if card is not None:
            self._scroll.ensureWidgetVisible(card, 0, theme.px(theme.INSIDE))

    def _make(self) -> None:
        meeting = self._meeting
        if meeting is None:
            return
        inside = _Inside()
        column = QVBoxLayout(inside)
        edge = theme.px(theme.GAP)
        column.setContentsMargins(edge, theme.px(12), edge, theme.px(12))
        column.setSpacing(theme.px(theme.INSIDE))
        parts = (self._add_news, self._add_decisions)
        for add in reversed(parts) if self._is_low else parts:
            add(column, meeting)
            column.addSpacing(theme.px(theme.INSIDE))
        column.addStretch(1)
        self._scroll.setWidget(inside)  # which forgets the former one

    def _add_news(self, column: QVBoxLayout, meeting: Meeting) -> None:
        looked, catalog = meeting.looked_back, meeting.case.district.catalog
        fitting = (count for height, count in MOST_NEWS if self.height() < theme.px(height))
        most = next(fitting, _MOST)
        shown = looked.news if self._shows_all else looked.news[:most]
        row = QHBoxLayout()
        row.addWidget(ThemedLabel(tr("What is new"), size=_HEADING, bold=True))
        row.addStretch(1)
        rest = len(looked.news) - len(shown)
        if rest:
            words = trn("{count} more", "{count} more", rest)
            row.addWidget(KeyedButton(words, NEWS_KEY, self.show_all))
        column.addLayout(row)
        column.addWidget(_words(since_text(looked.how.value, looked.since), muted=True))
        if meeting.agreed is not None:
            day = date_label(meeting.agreed.on)
            said = tr("Agreed on {day}: {text}", day=day, text=meeting.agreed.said)
            column.addWidget(_words(said))
        for news in shown:
            column.addWidget(_NewsLine(news, catalog))
        if not looked.news:
            column.addWidget(_words(tr("Nothing is new."), muted=True))

    def _add_decisions(self, column: QVBoxLayout, meeting: Meeting) -> None:
        some, further = meeting.decisions.first, meeting.decisions.further
        heading = trn("{count} thing to decide", "{count} things to decide", len(some))
        if not some:
            heading = tr("Nothing is left to decide")
        column.addWidget(ThemedLabel(heading, size=_HEADING, bold=True))
        case = meeting.case
        catalog, day = case.district.catalog, case.day
        self._cards = tuple(
            DecisionCard(number, one, catalog, day) for number, one in enumerate(some, 1)
        )
        for card in self._cards:
            card.fix_requested.connect(self.fix_requested)
            card.action_requested.connect(self.action_requested)
            column.addWidget(card)
        if further:
            words = trn(
                "{count} more comes up when these are settled.",
                "{count} more come up when these are settled.",
                further,
            )
            column.addWidget(_words(words, muted=True))
        if not some:
            column.addWidget(_words(tr("The plan holds together and is agreed."), muted=True))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._sight.start()
        low = self.height() < theme.px(MOST_NEWS[0][0])
        if low != self._is_low:
            self._is_low = low
            if self._meeting is not None:
                self.show_meeting(self._meeting)

    def show_all(self) -> None:
        """Show every line of what is new."""
        self._shows_all = True
        self._make()


class _Inside(QWidget):
    """What is scrolled: as narrow as the side is, whatever its buttons would like."""

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())


class _NewsLine(QWidget):
    """One new thing, with a sign for what is good or bad of it."""

    def __init__(self, news: News, catalog: Catalog) -> None:
        super().__init__()
        text = news_text(news, catalog)
        self.setAccessibleName(text)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(theme.INSIDE))
        row.addWidget(SeverityIcon(_sign(news)), alignment=Qt.AlignmentFlag.AlignTop)
        row.addWidget(_words(text), 1)


def _sign(news: News) -> Severity:
    if news.is_good is None:
        return "information"
    return "met" if news.is_good else "warning"


def _words(text: str, *, muted: bool = False) -> ThemedLabel:
    label = ThemedLabel(text, size=_LINE, color="text_muted" if muted else "text")
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    return label
