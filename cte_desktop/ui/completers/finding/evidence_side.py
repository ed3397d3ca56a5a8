"""The evidence of the chosen line, beside the lists: what proves it, or what is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from cte_desktop.ui import theme
from cte_desktop.ui.widgets.buttons import push_button
from cte_desktop.ui.widgets.labels import ThemedLabel, caption, sentence, title
from cte_desktop.wording.decisions import approval_text, decision_text
from cte_desktop.wording.evidence import (
    around_lines,
    award_lines,
    decided_text,
    missing_lines,
    question_lines,
    row_text,
    rule_lines,
)
from cte_desktop.wording.labels import level_label
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.domain.completion.evidence_sheet import EvidenceSheet


class EvidenceSide(QWidget):
    """The evidence. Signals: `plan_wanted(uid)`; `paper_wanted()`: as paper, please."""

    plan_wanted = Signal(str)
    paper_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(tr("Evidence"))
        self._texts: list[str] = []
        self._uid = ""
        self.heading = title("")
        self.heading.setWordWrap(True)
        self.pathway = sentence("", muted=True)
        self.decided = ThemedLabel("", bold=True)
        self.decided.setWordWrap(True)
        self.plan_button = push_button(tr("Open the plan"), "layout-grid", self._on_plan)
        self.paper_button = push_button(tr("Evidence file…"), "file-text", self.paper_wanted.emit)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setAccessibleName(tr("Evidence"))
        self._put_together()
        self.show_nothing()

    def texts(self) -> tuple[str, ...]:
        """Return what is said, from top to bottom."""
        return (self.heading.text(), self.pathway.text(), self.decided.text(), *self._texts)

    def show_nothing(self, words: str = "") -> None:
        """Show that nobody is chosen, or `words` of what is the matter."""
        self._uid, self._texts = "", []
        self.heading.setText(tr("Evidence"))
        self.pathway.setText(words or tr("Choose a student to see what proves the pathway."))
        self.decided.setText("")
        for button in (self.plan_button, self.paper_button):
            button.setVisible(False)
        self._fill(())

    def show_sheet(self, name: str, sheet: EvidenceSheet, catalog: Catalog) -> None:
        """Show the evidence of one pathway of a student."""
        self._uid, self._texts = sheet.student.uid, []
        self.heading.setText(name)
        named = (sheet.pathway, sheet.sector, sheet.school_name)
        self.pathway.setText(" · ".join(part for part in named if part))
        self.decided.setText(decided_text(sheet))
        for button in (self.plan_button, self.paper_button):
            button.setVisible(True)
        self._fill(_parts(sheet, catalog))

    def _put_together(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.px(theme.INSIDE))
        buttons.addWidget(self.plan_button)
        buttons.addWidget(self.paper_button)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(theme.GAP), 0, 0, 0)
        column.setSpacing(theme.px(theme.INSIDE))
        for widget in (self.heading, self.pathway, self.decided):
            column.addWidget(widget)
        column.addLayout(buttons)
        column.addWidget(self._scroll, 1)

    def _fill(self, parts: Iterable[tuple[str, tuple[str, ...]]]) -> None:
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, theme.px(theme.INSIDE), 0)
        column.setSpacing(theme.px(theme.TIGHT))
        for heading, lines in parts:
            if not lines:
                continue
            self._texts += [heading, *lines]
            label = ThemedLabel(heading, size=theme.CAPTION, bold=True, color="accent")
            label.setContentsMargins(0, theme.px(theme.INSIDE), 0, 0)
            column.addWidget(label)
            for line in lines:
                column.addWidget(_line(line))
        column.addStretch(1)
        # Without text nothing is to be reached by Tab.
        reach = Qt.FocusPolicy.TabFocus if self._texts else Qt.FocusPolicy.NoFocus
        self._scroll.setFocusPolicy(reach)
        self._scroll.setAccessibleDescription(". ".join(self._texts))
        self._scroll.setWidget(body)

    def _on_plan(self) -> None:
        if self._uid:
            self.plan_wanted.emit(self._uid)


def _line(text: str) -> QWidget:
    first, tab, second = text.partition("\t")
    if not tab:
        return sentence(text)
    pair = QWidget()
    column = QVBoxLayout(pair)
    column.setContentsMargins(0, 0, 0, theme.px(2))
    column.setSpacing(0)
    column.addWidget(sentence(first))
    below = caption(second)
    below.setWordWrap(True)
    column.addWidget(below)
    return pair


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
