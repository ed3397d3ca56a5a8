"""The panel on the right: every program of the student, the findings, and their sum at the foot."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from cte_desktop.domain.findings import Severity
from cte_desktop.ui import icons, theme
from cte_desktop.ui.planning.decided import NOTHING
from cte_desktop.ui.planning.exceptions_list import ExceptionsList
from cte_desktop.ui.planning.findings_list import FindingsList, summary
from cte_desktop.ui.planning.program_section import ProgramSection
from cte_desktop.ui.planning.text_row import EDGE
from cte_desktop.ui.planning.what_if_card import WhatIfCard
from cte_desktop.ui.widgets.buttons import cut_button, fix_button
from cte_desktop.ui.widgets.finding_row import SEVERITY_ICONS
from cte_desktop.ui.widgets.flow_layout import FlowLayout
from cte_desktop.ui.widgets.labels import caption, separator
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from cte_desktop.domain.audit.result import ProgramResult, StudentAudit
    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.domain.findings import Finding
    from cte_desktop.services.what_if import WhatIf
    from cte_desktop.ui.planning.decided import Decided
    from cte_desktop.ui.planning.grid_table import UsedKey
    from cte_desktop.ui.planning.text_row import TextRow

_ORDER = ("graduation", "pathway", "district", "uc", "csu", "cci")
_INKS: dict[Severity, theme.ColorName] = {
    Severity.MUST_FIX: "must_fix",
    Severity.WARNING: "warning",
    Severity.INFORMATION: "information",
}


class AuditPanel(QWidget):
    """Programs and findings.

    Signals: `used_pointed(frozenset of UsedKey)`: the semesters of the line under mouse or
    keyboard; `fix_requested(Fix)`; of a course's line `why_wanted(row)`, `pin_wanted(row)`,
    `menu_wanted(row, QPoint)`; `requirement_menu_wanted(program, requirement, QPoint)`;
    `remove_wanted(program)`; `what_if_wanted()`, `program_wanted()`, `exception_wanted()`;
    `reach_wanted()`; `toggled()` when lines were opened, closed or came into sight.
    """

    used_pointed = Signal(object)
    fix_requested = Signal(object)
    why_wanted = Signal(object)
    pin_wanted = Signal(object)
    menu_wanted = Signal(object, object)
    requirement_menu_wanted = Signal(str, str, object)
    remove_wanted = Signal(str)
    what_if_wanted = Signal()
    program_wanted = Signal()
    exception_wanted = Signal()
    reach_wanted = Signal()
    toggled = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(tr("Progress and findings"))
        self._sections: dict[str, ProgramSection] = {}
        self._used: frozenset[UsedKey] = frozenset()
        self.findings = FindingsList()
        self.findings.fix_requested.connect(self.fix_requested)
        self.findings.grown.connect(self.toggled)
        self.exceptions = ExceptionsList()
        self.what_if = WhatIfCard()
        self.buttons = (
            fix_button(tr("What if…"), self.what_if_wanted.emit),
            fix_button(tr("Add a program…"), self.program_wanted.emit),
            fix_button(tr("Exception…"), self.exception_wanted.emit),
        )
        self._reach = fix_button(tr("Still in reach…"), self.reach_wanted.emit)
        self._reach.setToolTip(tr("Which pathways could this student still complete? (Shift+F5)"))
        self._scroll = QScrollArea()
        self._summary = cut_button(self._on_summary)
        self._inside = QWidget()
        self._programs = QVBoxLayout()
        self._stale = caption(tr("Being worked out anew…"))
        self._stale.setVisible(False)
        self._put_together()

    def show_audit(
        self,
        audit: StudentAudit,
        findings: tuple[Finding, ...],
        catalog: Catalog,
        decided: Decided = NOTHING,
    ) -> None:
        """Show how every program stands, what was decided, and what there is to say."""
        programs = sorted(audit.programs, key=_place)
        if [one.id for one in programs] != list(self._sections):
            self._make_sections(programs)
        for program in programs:
            self._sections[program.id].show_result(program, catalog, decided)
        self.findings.show_findings(findings, catalog)
        gravest, words = summary(findings)
        self._summary.setText(f" {words}")
        self._summary.setAccessibleName(tr("Findings: {summary}", summary=words))
        self._summary.setToolTip(tr("Go to the findings: {summary}", summary=words))
        sign = SEVERITY_ICONS[gravest.value] if gravest else "circle-check"
        self._summary.setIcon(icons.icon(sign, _INKS[gravest] if gravest else "met"))
        self.light(self._used)

    def show_what_if(self, tried: WhatIf | None, catalog: Catalog) -> None:
        """Show what is tried out; when it is new, bring it into sight, ready to keep or discard."""
        is_new = tried is not None and tried.pathway != self.what_if.pathway()
        self.what_if.show_what_if(tried, catalog)
        if is_new:
            self._scroll.verticalScrollBar().setValue(0)
            self.what_if.keep.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_stale(self, *, stale: bool) -> None:
        """Mark all figures as those of before, while they are worked out anew."""
        for section in self._sections.values():
            section.set_stale(stale=stale)
        self._stale.setVisible(stale)

    def is_stale(self) -> bool:
        """Say whether the figures are marked as those of before."""
        return not self._stale.isHidden()

    def section(self, program: str) -> ProgramSection | None:
        """Return the section of a program."""
        return self._sections.get(program)

    def sections(self) -> tuple[ProgramSection, ...]:
        """Return the sections from top to bottom."""
        return tuple(self._sections.values())

    def summary_text(self) -> str:
        """Return the line that sums the findings up."""
        return self._summary.text().strip()

    def light(self, used: frozenset[UsedKey]) -> None:
        """Light up the requirements that use one of these semesters."""
        self._used = used
        for section in self._sections.values():
            section.light(used)

    def _put_together(self) -> None:
        side = theme.px(theme.GAP)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        inside = QVBoxLayout(self._inside)
        edge = side - theme.px(EDGE)
        inside.setContentsMargins(edge, theme.px(12), edge, side)
        inside.setSpacing(theme.px(14))
        self._programs.setSpacing(theme.px(14))
        inside.addWidget(self.what_if)
        inside.addLayout(self._programs)
        inside.addWidget(self._tools())
        inside.addWidget(separator())
        inside.addWidget(self.exceptions)
        inside.addWidget(self.findings)
        inside.addStretch(1)
        self._scroll.setWidget(self._inside)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setAccessibleName(tr("Progress and findings"))
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column.addWidget(self._scroll, 1)
        column.addWidget(separator())
        foot = QVBoxLayout()
        foot.setContentsMargins(side, theme.px(theme.INSIDE), side, theme.px(theme.INSIDE))
        foot.addWidget(self._stale)
        foot.addWidget(self._summary)
        column.addLayout(foot)

    def _tools(self) -> QWidget:
        place, inside = QWidget(), QWidget()
        row = QVBoxLayout(place)
        row.setContentsMargins(theme.px(EDGE), 0, 0, 0)
        row.addWidget(inside)
        flow = FlowLayout(inside, theme.px(6))
        for button in (*self.buttons, self._reach):
            flow.addWidget(button)
        return place

    def _make_sections(self, programs: list[ProgramResult]) -> None:
        for section in self._sections.values():
            self._programs.removeWidget(section)
            section.hide()
            section.deleteLater()
        self._sections = {}
        for program in programs:
            section = ProgramSection(program.id, is_open=program.id == "graduation")
            section.pointed.connect(self._on_pointed)
            section.remove_wanted.connect(lambda name=program.id: self.remove_wanted.emit(name))
            section.body.why_wanted.connect(self.why_wanted)
            section.body.pin_wanted.connect(self.pin_wanted)
            section.body.menu_wanted.connect(self.menu_wanted)
            section.body.toggled.connect(self.toggled)
            section.body.requirement_menu_wanted.connect(
                lambda requirement, spot, name=program.id: self.requirement_menu_wanted.emit(
                    name, requirement, spot
                )
            )
            self._sections[program.id] = section
            self._programs.addWidget(section)

    def _on_pointed(self, row: TextRow | None) -> None:
        self.used_pointed.emit(row.used if row is not None else frozenset())

    def _on_summary(self) -> None:
        self._scroll.ensureWidgetVisible(self.findings, 0, 0)
        bar = self._scroll.verticalScrollBar()
        bar.setValue(min(bar.maximum(), self.findings.y() - theme.px(12)))


def _place(program: ProgramResult) -> tuple[int, str]:
    kind = program.id.partition(":")[0]
    return (_ORDER.index(kind) if kind in _ORDER else len(_ORDER), program.id)
