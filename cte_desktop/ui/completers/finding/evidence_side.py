"""The evidence of the chosen line, beside the lists: what proves it, or what is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from cte_desktop.ui import theme
from cte_desktop.ui.widgets.buttons import push_button
from cte_desktop.ui.widgets.flow_layout import FlowLayout
from cte_desktop.ui.widgets.labels import ThemedLabel, sentence, title
from cte_desktop.ui.widgets.text_parts import TextParts
from cte_desktop.wording.completion.evidence import (
    around_lines,
    award_lines,
    decided_text,
    missing_lines,
    question_lines,
    row_text,
    rule_lines,
)
from cte_desktop.wording.decisions import approval_text, decision_text
from cte_desktop.wording.labels import level_label
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.domain.completion.evidence_sheet import EvidenceSheet


class EvidenceSide(QWidget):
    """The evidence. Signals: `plan_wanted(uid)`; `paper_wanted()`: as paper, please."""

    plan_wanted = Signal(str)
    paper_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(tr("Evidence"))
        self._uid = ""
        self.heading = title("")
        self.heading.setWordWrap(True)
        self.pathway = sentence("", muted=True)
        self.decided = ThemedLabel("", bold=True)
        self.decided.setWordWrap(True)
        self.plan_button = push_button(tr("Open the plan"), "layout-grid", self._on_plan)
        self.paper_button = push_button(tr("Evidence file…"), "file-text", self.paper_wanted.emit)
        self._parts = TextParts(tr("Evidence"))
        self._put_together()
        self.show_nothing()

    def texts(self) -> tuple[str, ...]:
        """Return what is said, from top to bottom."""
        return (self.heading.text(), self.pathway.text(), self.decided.text(), *self._parts.texts())

    def show_nothing(self, words: str = "") -> None:
        """Show that nobody is chosen, or `words` of what is the matter."""
        self._uid = ""
        self.heading.setText(tr("Evidence"))
        self.pathway.setText(words or tr("Choose a student to see what proves the pathway."))
        self.decided.setText("")
        for button in (self.plan_button, self.paper_button):
            button.setVisible(False)
        self._parts.show_parts(())

    def show_sheet(self, name: str, sheet: EvidenceSheet, catalog: Catalog) -> None:
        """Show the evidence of one pathway of a student."""
        self._uid = sheet.student.uid
        self.heading.setText(name)
        named = (sheet.student.student_id, sheet.pathway, sheet.sector, sheet.school_name)
        self.pathway.setText(" · ".join(part for part in named if part))
        self.decided.setText(decided_text(sheet))
        for button in (self.plan_button, self.paper_button):
            button.setVisible(True)
        self._parts.show_parts(_parts(sheet, catalog))

    def _put_together(self) -> None:
        buttons = QWidget()
        flow = FlowLayout(buttons, theme.px(theme.INSIDE))  # in large type under each other
        flow.addWidget(self.plan_button)
        flow.addWidget(self.paper_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(theme.GAP), 0, 0, 0)
        column.setSpacing(theme.px(theme.INSIDE))
        for widget in (self.heading, self.pathway, self.decided):
            column.addWidget(widget)
        column.addWidget(buttons)
        column.addWidget(self._parts, 1)

    def _on_plan(self) -> None:
        if self._uid:
            self.plan_wanted.emit(self._uid)


def _parts(sheet: EvidenceSheet, catalog: Catalog) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return each part with its lines; a tab parts what stands below in small words."""
    courses: dict[tuple[str, str], list[str]] = {}
    for row in sheet.rows:
        courses.setdefault((row.title, row.level), []).append(row_text(row))
    return (
        (tr("Look at this first"), question_lines(sheet)),
        (
            tr("Still missing"),
            tuple("\t".join(missing_lines(one, sheet, catalog)) for one in sheet.missing),
        ),
        (
            tr("Courses"),
            tuple(
                f"{name} ({level_label(level)})\t{'; '.join(rows)}"
                for (name, level), rows in courses.items()
            ),
        ),
        (
            tr("Exceptions"),
            tuple(
                f"{decision_text(one, catalog)}\t{approval_text(one)}" for one in sheet.exceptions
            ),
        ),
        (tr("Award"), award_lines(sheet.award) if sheet.award is not None else ()),
        (tr("What surrounds it"), around_lines(sheet)),
        (tr("The rule"), rule_lines(sheet.decision.rule)),
    )
