"""The chosen student: what breaks, the repairs to choose among, the plan before and after."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from cte_desktop.domain.audit.damage import Effect
from cte_desktop.services.repair_trials import program_text
from cte_desktop.ui import theme
from cte_desktop.ui.sections.blast.way_list import WayList
from cte_desktop.ui.widgets.buttons import fix_button
from cte_desktop.ui.widgets.labels import ThemedLabel, sentence, title
from cte_desktop.wording.blast_summary import harm_text
from cte_desktop.wording.labels import grade_label
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cte_desktop.services.sections.blast_radius.radius import Struck
    from cte_desktop.services.sections.blast_radius.ways import Outlook
    from cte_desktop.ui.sections.blast.blast_rows import BlastRow


class StudentDetail(QScrollArea):
    """The chosen student. Signals: `choice_made(place)`; `plan_wanted()`: open the plan."""

    choice_made = Signal(int)
    plan_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(tr("The chosen student"))
        self.ways = WayList()
        self.open_button = fix_button(tr("Open the plan"), self.plan_wanted.emit)
        self._struck: Struck | None = None
        self._shown_ways: Sequence[object] = ()
        self._name = title("")
        self._under = ThemedLabel("", color="text_muted")
        self._because = sentence("")
        self._harm = sentence("")
        self._seated = sentence("", muted=True)
        self._no_ways = sentence("")
        self._outlook = sentence("", muted=True)
        self._programs = sentence("", muted=True)
        self._whole = QWidget()
        self._none = sentence(tr("Choose a student to read more."), muted=True)
        self._put_together()
        self.ways.chosen.connect(self.choice_made.emit)

    def show_row(self, row: BlastRow | None) -> None:
        """Show a student; None says how to go on."""
        self._whole.setVisible(row is not None)
        self._none.setVisible(row is None)
        if row is None:
            self._struck = None
            return
        struck = row.struck
        if struck is self._struck:
            if self._shown_ways == row.ways:
                self._choose(row)
            else:
                self._show_ways(row)
            return
        self._struck = struck
        self._name.setText(struck.name)
        parts = (struck.student_id, tr("{grade} grade", grade=grade_label(struck.grade_level)))
        self._under.setText(" · ".join((*parts, row.school)))
        self._because.setText(struck.because)
        self._harm.setText(harm_text(struck.effects, has_repair=bool(struck.repair)))
        self._seated.setText(
            tr("Sits in it now by the record: the information system has to move the student.")
        )
        self._seated.setVisible(struck.seated_now)
        self._show_ways(row)
        self._no_ways.setText(_without_ways(row))
        self._no_ways.setVisible(not row.ways)
        self.show_outlook(None)
        self.verticalScrollBar().setValue(0)

    def show_outlook(self, outlook: Outlook | None) -> None:
        """Show what becomes of the plan by what is chosen; None while that isn't known."""
        self._outlook.setText("" if outlook is None else _plan_words(outlook))
        self._programs.setText("" if outlook is None else _program_words(outlook))
        for label in (self._outlook, self._programs):
            label.setVisible(bool(label.text()))

    def show_left(self) -> None:
        """Say what becomes of a plan that is left as it is."""
        self.show_outlook(None)
        self._outlook.setText(tr("The plan keeps the class, and says what is wrong with it."))
        self._outlook.show()

    def said(self) -> str:
        """Return everything that is said of the student, a line each."""
        labels = (
            self._name, self._under, self._because, self._harm, self._seated, self._no_ways,
            self._outlook, self._programs,
        )  # fmt: skip
        return "\n".join(one.text() for one in labels if one.isVisibleTo(self))

    def _show_ways(self, row: BlastRow) -> None:
        had_focus = any(button.hasFocus() for button in self.ways.buttons)
        self._shown_ways = row.ways
        self.ways.show_ways(row.ways, row.choice)
        if had_focus:
            self.ways.focus_chosen()

    def _choose(self, row: BlastRow) -> None:
        place = row.choice if row.choice >= 0 else len(row.ways)
        if place < len(self.ways.buttons):
            self.ways.buttons[place].setChecked(True)

    def _put_together(self) -> None:
        left, right = QVBoxLayout(), QVBoxLayout()
        head = QHBoxLayout()
        head.setSpacing(theme.px(theme.INSIDE))
        head.addWidget(self._name)
        head.addStretch(1)
        head.addWidget(self.open_button)
        left.addLayout(head)
        for label in (self._under, self._because, self._harm, self._seated):
            left.addWidget(label)
        right.addWidget(ThemedLabel(tr("What to do"), bold=True))
        for part in (self.ways, self._no_ways, self._outlook, self._programs):
            right.addWidget(part)
        both = QHBoxLayout(self._whole)
        both.setContentsMargins(0, 0, theme.px(theme.INSIDE), 0)
        both.setSpacing(theme.px(theme.PAGE))
        for column, share in ((left, 4), (right, 5)):
            column.setSpacing(theme.px(theme.TIGHT))
            column.addStretch(1)
            both.addLayout(column, share)
        around = QWidget()
        column = QVBoxLayout(around)
        column.setContentsMargins(0, theme.px(theme.INSIDE), 0, 0)
        column.addWidget(self._none)
        column.addWidget(self._whole)
        column.addStretch(1)
        self.setWidget(around)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.show_row(None)


def _without_ways(row: BlastRow) -> str:
    if row.struck.repair:
        return row.struck.repair
    if row.struck.effect is Effect.NONE:
        return tr("Nothing: the plan still holds.")
    return tr("Open the plan and settle it there.")


def _plan_words(outlook: Outlook) -> str:
    nothing = tr("nothing")
    return tr(
        "Before: {before}. After: {after}.",
        before="; ".join(outlook.before) or nothing,
        after="; ".join(outlook.after) or nothing,
    )


def _program_words(outlook: Outlook) -> str:
    return " ".join(map(program_text, outlook.programs))
