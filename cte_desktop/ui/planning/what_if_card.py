"""A pathway tried out in the panel: marked as not stored, with what it would change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from cte_desktop.ui import theme
from cte_desktop.ui.planning.program_section import ProgramSection
from cte_desktop.ui.widgets.buttons import fix_button
from cte_desktop.ui.widgets.flow_layout import FlowLayout
from cte_desktop.ui.widgets.labels import Card, ThemedLabel, sentence
from cte_desktop.wording.findings import finding_text
from cte_desktop.wording.translate import tr, trn

if TYPE_CHECKING:
    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.services.what_if import WhatIf

_MOST = 4
"""Findings named; more are counted."""


class WhatIfCard(Card):
    """The card; hidden while nothing is tried out. Signals: `kept(pathway, instead of others)`,
    `discarded()` by its button or Esc.
    """

    kept = Signal(str, bool)
    discarded = Signal()

    def __init__(self) -> None:
        super().__init__()
        side = theme.px(theme.INSIDE)
        self.body.setContentsMargins(side, side, side, side)
        self._pathway = ""
        self._label = ThemedLabel("", size=theme.CAPTION, bold=True, color="accent")
        self._label.setWordWrap(True)
        self._place = QVBoxLayout()
        self.section: ProgramSection | None = None
        self._changes = sentence("", muted=True)
        self.body.addWidget(self._label)
        self.body.addLayout(self._place)
        self.body.addWidget(self._changes)
        buttons = QWidget()
        flow = FlowLayout(buttons, theme.px(6))
        self.keep = fix_button(tr("Keep…"), self._offer_keep)
        self.discard = fix_button(tr("Discard"), self.discarded.emit)
        flow.addWidget(self.keep)
        flow.addWidget(self.discard)
        self.body.addWidget(buttons)
        self.setVisible(False)

    def show_what_if(self, tried: WhatIf | None, catalog: Catalog) -> None:
        """Show a pathway that is tried out, or nothing."""
        self.setVisible(tried is not None)
        if tried is None:
            self._pathway = ""
            return
        if tried.pathway != self._pathway or self.section is None:
            self._make_section(tried.result.id)
            self._pathway = tried.pathway
        if self.section is not None:
            self.section.show_result(tried.result, catalog)
        self._label.setText(tr("What if: tried out, not stored"))
        self.setAccessibleName(tr("What if: {pathway}, not stored", pathway=tried.pathway))
        self._changes.setText(_changes(tried, catalog))

    def pathway(self) -> str:
        """Return the pathway that is tried out, "" for none."""
        return self._pathway

    def changes(self) -> str:
        """Return what the pathway would change."""
        return self._changes.text()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.discarded.emit()
        else:
            super().keyPressEvent(event)

    def _make_section(self, program: str) -> None:
        if self.section is not None:
            self._place.removeWidget(self.section)
            self.section.hide()
            self.section.deleteLater()
        self.section = ProgramSection(program, is_open=True, is_tried_out=True)
        self._place.addWidget(self.section)

    def _offer_keep(self) -> None:
        menu = QMenu(self)
        menu.setAccessibleName(tr("Keep {pathway}", pathway=self._pathway))
        name = self._pathway
        menu.addAction(tr("Sign up in addition"), lambda: self.kept.emit(name, False))
        menu.addAction(tr("Change to this pathway"), lambda: self.kept.emit(name, True))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.keep.mapToGlobal(QPoint(0, self.keep.height())))


def _changes(tried: WhatIf, catalog: Catalog) -> str:
    """Return what there would be to say, and what no longer."""
    lines = [finding_text(finding, catalog) for finding in tried.new[:_MOST]]
    rest = len(tried.new) - len(lines)
    if rest > 0:
        lines.append(trn("{count} more", "{count} more", rest))
    lines += [
        tr("No longer: {finding}", finding=finding_text(finding, catalog))
        for finding in tried.gone[:_MOST]
    ]
    return "\n".join(lines) if lines else tr("Nothing else would change.")
