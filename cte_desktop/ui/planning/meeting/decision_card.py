"""A thing to decide: what, why, until when, and its ways, which are carried out in place."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from cte_desktop.domain.audit.meeting.deciding import DecisionKind
from cte_desktop.domain.findings import Severity
from cte_desktop.ui import theme
from cte_desktop.ui.planning.meeting.keys import KeyCap, KeyedButton
from cte_desktop.ui.widgets.finding_row import SeverityIcon
from cte_desktop.ui.widgets.flow_layout import FlowLayout
from cte_desktop.ui.widgets.labels import ThemedLabel
from cte_desktop.wording.findings import fix_text
from cte_desktop.wording.meeting import action_text, decision_told
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from datetime import date

    from PySide6.QtGui import QPaintEvent

    from cte_desktop.domain.audit.meeting.deciding import Decision
    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.ui.widgets.finding_row import Severity as Sign

_TITLE, _WHY, _UNTIL = 15, 14, 13
_GRAVE = frozenset(
    {DecisionKind.GRADUATION, DecisionKind.MUST_FIX, DecisionKind.OUT_OF_REACH}
)  # fmt: skip
_CALM = frozenset({DecisionKind.GOAL, DecisionKind.SIGN, DecisionKind.REMINDER})


class DecisionCard(QFrame):
    """The card. Signals: `fix_requested(Fix)`; `action_requested(action id)`."""

    fix_requested = Signal(object)
    action_requested = Signal(str)

    def __init__(self, number: int, decision: Decision, catalog: Catalog, today: date) -> None:
        super().__init__()
        self.decision = decision
        self.setProperty("role", "card")
        told = decision_told(decision, catalog, today)
        self._ways = self._buttons(catalog)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(theme.px(10), theme.px(8), theme.px(10), theme.px(10))
        whole.setSpacing(theme.px(6))
        row = QHBoxLayout()
        row.setSpacing(theme.px(theme.INSIDE))
        row.addWidget(KeyCap(str(number)))
        row.addWidget(SeverityIcon(_sign(decision)))
        heading = ThemedLabel(told.title, size=_TITLE, bold=True)
        heading.setWordWrap(True)
        row.addWidget(heading, 1)
        if told.until:
            row.addWidget(
                ThemedLabel(told.until, size=_UNTIL, bold=True, color="warning"),
                alignment=Qt.AlignmentFlag.AlignTop,
            )
        whole.addLayout(row)
        why = ThemedLabel(told.why, size=_WHY)
        why.setWordWrap(True)
        whole.addWidget(why)
        if self._ways:
            place = QWidget()
            flow = FlowLayout(place, theme.px(6))
            for button in self._ways:
                flow.addWidget(button)
            whole.addWidget(place)
        else:
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        parts = (told.title, told.until, told.why)
        said = ". ".join(part.rstrip(".") for part in parts if part)
        self.setAccessibleName(tr("Decision {number}: {text}", number=number, text=said))

    def words(self) -> tuple[str, ...]:
        """Return what stands on the buttons."""
        return tuple(button.text() for button in self._ways)

    def take_focus(self) -> None:
        """Put the keyboard on the first way, on the card itself where there is none."""
        wanted: QWidget = self._ways[0] if self._ways else self
        wanted.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def holds_focus(self) -> bool:
        """Tell whether the keyboard is on it or one of its ways, or comes back to it when a dialog
        is closed.
        """
        focused = self.window().focusWidget()
        return focused is self or focused in self._ways

    def step(self) -> None:
        """Put the keyboard on the next way of the card, after the last on the first."""
        focused = next((n for n, one in enumerate(self._ways) if one.hasFocus()), -1)
        if self._ways:
            following = self._ways[(focused + 1) % len(self._ways)]
            following.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        return QSize(theme.px(240), hint.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(theme.color("accent"), 2))
            box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
            painter.drawRoundedRect(box, theme.px(theme.RADIUS), theme.px(theme.RADIUS))

    def _buttons(self, catalog: Catalog) -> tuple[KeyedButton, ...]:
        decision = self.decision
        made = [
            KeyedButton(fix_text(fix, catalog), "", partial(self.fix_requested.emit, fix))
            for fix in decision.fixes
        ]
        for action in (decision.action, decision.instead):
            if action:
                opens = partial(self.action_requested.emit, action)
                made.append(KeyedButton(action_text(action), "", opens))
        return tuple(made)


def _sign(decision: Decision) -> Sign:
    if decision.kind in _GRAVE:
        return "must_fix"
    finding = decision.finding
    if finding is not None and finding.severity is Severity.MUST_FIX:
        return "must_fix"
    return "information" if decision.kind in _CALM else "warning"
