"""What is to be said about a plan, gravest first, with its fixes; and the line that sums it up."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
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

    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.domain.findings import Finding, Fix

_BEFORE_ROWS = 2  # the heading, and the words for "nothing"
_MOST = 40
"""Findings shown; a plan with more has other worries than reading them all."""


class FindingsList(QWidget):
    """The list. Signal: `fix_requested(Fix)`."""

    fix_requested = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(tr("Findings"))
        self._findings: tuple[Finding, ...] | None = None
        self._catalog: Catalog | None = None
        self._rows: dict[Finding, FindingRow] = {}
        self._header = SectionHeader(tr("Findings"))
        self._none = caption(tr("Nothing to say: the plan holds together."))
        self._none.setWordWrap(True)
        self._column = QVBoxLayout(self)
        edge = theme.px(EDGE)
        self._column.setContentsMargins(edge, 0, edge, 0)
        self._column.setSpacing(theme.px(theme.TIGHT))
        self._column.addWidget(self._header)
        self._column.addWidget(self._none)

    def show_findings(self, findings: tuple[Finding, ...], catalog: Catalog) -> None:
        """Show these findings, which stand in order; rows that say the same stay as they are."""
        if findings == self._findings and catalog is self._catalog:
            return
        kept = dict(self._rows) if catalog is self._catalog else {}
        gone = [row for finding, row in self._rows.items() if finding not in findings[:_MOST]]
        gone += [] if kept else [row for row in self._rows.values() if row not in gone]
        self._findings, self._catalog = findings, catalog
        self._rows = {
            finding: kept.get(finding) or self._row(finding, catalog)
            for finding in findings[:_MOST]
        }
        for row in gone:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        for place, row in enumerate(self._rows.values(), start=_BEFORE_ROWS):
            if self._column.indexOf(row) != place:
                self._column.insertWidget(place, row)
        rest = len(findings) - len(self._rows)
        self._header.set_words(trn("{count} more", "{count} more", rest) if rest > 0 else "")
        self._none.setVisible(not findings)

    def rows(self) -> tuple[FindingRow, ...]:
        """Return the lines from top to bottom."""
        return tuple(self._rows.values())

    def _row(self, finding: Finding, catalog: Catalog) -> FindingRow:
        offers = [
            FixOffer(str(number), fix_text(fix, catalog))
            for number, fix in enumerate(finding.fixes)
        ]
        row = FindingRow(finding.severity.value, finding_text(finding, catalog), offers)
        fixes: tuple[Fix, ...] = finding.fixes
        row.fix_requested.connect(lambda chosen: self.fix_requested.emit(fixes[int(chosen)]))
        return row


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
