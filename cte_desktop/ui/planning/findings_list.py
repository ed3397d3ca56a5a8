"""What is to be said about a plan, gravest first, with its fixes; and the line that sums it up."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from cte_desktop.domain.findings import Severity
from cte_desktop.ui import theme
from cte_desktop.ui.planning.requirement_row import EDGE
from cte_desktop.ui.widgets.finding_row import FindingRow, FixOffer
from cte_desktop.ui.widgets.labels import SectionHeader, caption
from cte_desktop.wording.findings import finding_text, fix_text
from cte_desktop.wording.translate import tr, trn

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtGui import QPaintEvent

    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.domain.findings import Finding, Fix

_BEFORE_ROWS = 2  # the heading, and the words for "nothing"
_MOST = 40
"""Findings shown; a plan with more has other worries than reading them all."""
_AT_FIRST = 6
"""Rows made when a plan is opened; the rest is made when somebody comes to it."""
_ROW_HEIGHT = 92  # about; a row not made yet takes so much room


class FindingsList(QWidget):
    """The list. Signals: `fix_requested(Fix)`; `grown()` when the rows out of sight were made."""

    fix_requested = Signal(object)
    grown = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(tr("Findings"))
        self._findings: tuple[Finding, ...] | None = None
        self._catalog: Catalog | None = None
        self._rows: dict[Finding, FindingRow] = {}
        self._is_whole = False  # the rows that were out of sight are made as well
        self._header = SectionHeader(tr("Findings"))
        self._none = caption(tr("Nothing to say: the plan holds together."))
        self._none.setWordWrap(True)
        self._below = _Below()
        # Not while it is being painted: rows are made, which lays everything out anew.
        self._below.seen.connect(self._on_below_seen, Qt.ConnectionType.QueuedConnection)
        self._column = QVBoxLayout(self)
        edge = theme.px(EDGE)
        self._column.setContentsMargins(edge, 0, edge, 0)
        self._column.setSpacing(theme.px(theme.TIGHT))
        self._column.addWidget(self._header)
        self._column.addWidget(self._none)
        self._column.addWidget(self._below)

    def show_findings(self, findings: tuple[Finding, ...], catalog: Catalog) -> None:
        """Show these findings, which stand in order; rows that say the same stay as they are."""
        if findings == self._findings and catalog is self._catalog:
            return
        self._keep_only(findings[:_MOST] if catalog is self._catalog else ())
        self._findings, self._catalog = findings, catalog
        self._is_whole &= bool(self._rows)  # somebody else's findings begin anew
        self._make_rows(_MOST if self._is_whole else _first_rows(findings))
        rest = len(findings) - _MOST
        self._header.set_words(trn("{count} more", "{count} more", rest) if rest > 0 else "")
        self._none.setVisible(not findings)

    def rows(self) -> tuple[FindingRow, ...]:
        """Return the lines from top to bottom, and make those that nobody has come to yet."""
        self._make_all()
        return tuple(self._rows.values())

    def _keep_only(self, findings: tuple[Finding, ...]) -> None:
        """Take away the rows of all other findings."""
        for finding in [one for one in self._rows if one not in findings]:
            row = self._rows.pop(finding)
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()

    def _make_rows(self, count: int) -> None:
        """Let the first `count` findings have their rows, and the others the room they need."""
        findings, catalog = self._findings, self._catalog
        if findings is None or catalog is None:
            return
        made = findings[: min(count, _MOST)]
        self._keep_only(made)
        self._rows = {one: self._rows.get(one) or self._row(one, catalog) for one in made}
        for place, row in enumerate(self._rows.values(), start=_BEFORE_ROWS):
            if self._column.indexOf(row) != place:
                self._column.insertWidget(place, row)
        self._below.stand_for(min(len(findings), _MOST) - len(made))

    def _make_all(self) -> None:
        self._is_whole = True
        self._make_rows(_MOST)

    def _on_below_seen(self) -> None:
        # What stands above may have been laid out meanwhile, and pushed it out of sight again.
        if not self._is_whole and not self._below.visibleRegion().isEmpty():
            self._make_all()
            self.grown.emit()

    def _row(self, finding: Finding, catalog: Catalog) -> FindingRow:
        offers = [
            FixOffer(str(number), fix_text(fix, catalog))
            for number, fix in enumerate(finding.fixes)
        ]
        row = FindingRow(finding.severity.value, finding_text(finding, catalog), offers)
        fixes: tuple[Fix, ...] = finding.fixes
        row.fix_requested.connect(lambda chosen: self.fix_requested.emit(fixes[int(chosen)]))
        return row


class _Below(QWidget):
    """The room of the rows that are not made yet. Signal: `seen()` when it comes into sight."""

    seen = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.hide()

    def stand_for(self, rows: int) -> None:
        """Take the room of so many rows."""
        self.setFixedHeight(rows * theme.px(_ROW_HEIGHT))
        self.setVisible(rows > 0)

    def paintEvent(self, _event: QPaintEvent) -> None:
        self.seen.emit()


def summary(findings: Iterable[Finding]) -> tuple[Severity | None, str]:
    """Return the gravest severity and the line "2 must fix, 1 warning"."""
    counts = Counter(finding.severity for finding in findings)
    parts = [
        text
        for severity, text in (
            (Severity.MUST_FIX, tr("{count} must fix", count=counts[Severity.MUST_FIX])),
            (
                Severity.WARNING,
                trn("{count} warning", "{count} warnings", counts[Severity.WARNING]),
            ),
            (
                Severity.INFORMATION,
                trn("{count} note", "{count} notes", counts[Severity.INFORMATION]),
            ),
        )
        if counts[severity]
    ]
    gravest = next((severity for severity in Severity if counts[severity]), None)
    return gravest, ", ".join(parts) or tr("Nothing to fix")


def _first_rows(findings: tuple[Finding, ...]) -> int:
    """Return how many rows to make at once: the last has a fix, if there is one further down.

    So Tab, which goes from fix to fix, brings the rows below it into sight.
    """
    further = range(_AT_FIRST, min(len(findings), _MOST) + 1)
    return next((count for count in further if findings[count - 1].fixes), _AT_FIRST)
