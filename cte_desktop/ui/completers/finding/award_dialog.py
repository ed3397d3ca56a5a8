"""The question before awarding: how many, what their certificates say, and which to look at."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from cte_desktop.domain.completion.finding import When
from cte_desktop.services.awards.completers import Standing
from cte_desktop.ui import theme
from cte_desktop.ui.completers.finding.columns import because_words, standing_text
from cte_desktop.ui.widgets.buttons import CheckBox, primary_button, push_button
from cte_desktop.ui.widgets.fit_screen import fit_screen, scrolled
from cte_desktop.ui.widgets.focus_order import keep_reading_order
from cte_desktop.ui.widgets.labels import ThemedLabel, caption, sentence, title
from cte_desktop.wording.translate import tr, trn

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cte_desktop.services.awards.completers import CompleterLine, Key

_SIZE = (600, 520)
_SMALL = (520, 300)
_UNDER_BOX = 28
_AT_ONCE = 30  # boxes


class AwardDialog(QDialog):
    """The question. Signal: `confirmed(lines, withheld)`: award these; keep the certificates back
    for now, or don't. What a person should look at first is left out until it is ticked.
    """

    confirmed = Signal(tuple, bool)

    def __init__(self, lines: Sequence[CompleterLine], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(True)
        self._clear = tuple(one for one in lines if one.standing is Standing.TO_AWARD)
        self._asked = tuple(one for one in lines if one.standing is not Standing.TO_AWARD)
        self.heading = title("")
        self.heading.setWordWrap(True)
        self.who = sentence("")
        self.says = sentence("", muted=True)
        self.when = sentence("")
        self.withhold = CheckBox(tr("&Keep these certificates back for now"))
        self.look = ThemedLabel("", bold=True)
        self.every = CheckBox(tr("I looked at &all of these: award them too"))
        self.cases: list[CheckBox] = []  # made little by little: there may be hundreds
        self._ticked: set[Key] = set()
        self._stops: list[QWidget] = []
        self._rows = QVBoxLayout()
        self.award_button = primary_button("", "award", self._confirm)
        self._put_together()
        self.withhold.toggled.connect(lambda _on: self._say())
        self.every.toggled.connect(self._tick_every)
        self._make_cases()
        self._say()
        size = _SIZE if self._asked else _SMALL
        fit_screen(self, *size)

    def chosen(self) -> tuple[CompleterLine, ...]:
        """Return what would be awarded: what is clear, and what was ticked."""
        ticked = (one for one in self._asked if one.key in self._ticked)
        return (*self._clear, *ticked)

    def _put_together(self) -> None:
        side = theme.px(theme.PAGE)
        column = QVBoxLayout(self)
        column.setContentsMargins(side, side, side, theme.px(theme.GAP))
        column.setSpacing(theme.px(theme.INSIDE))
        for widget in (self.heading, self.who, self.says, self.when, self.withhold):
            column.addWidget(widget)
        if self._asked:
            column.addWidget(self.look)
            column.addWidget(self._listed(), 1)
            column.addWidget(self.every)
        else:
            column.addStretch(1)
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.px(theme.INSIDE))
        buttons.addStretch(1)
        buttons.addWidget(push_button(tr("Cancel"), press=self.reject))
        buttons.addWidget(self.award_button)
        column.addLayout(buttons)

    def _listed(self) -> QScrollArea:
        """Return the place of the cases to look at, each with its reason below."""
        inside = QWidget()
        self._rows = QVBoxLayout(inside)
        self._rows.setContentsMargins(0, 0, theme.px(theme.INSIDE), 0)
        self._rows.setSpacing(0)
        self._rows.addStretch(1)
        return scrolled(inside, tr("Look at these first"))

    def _make_cases(self) -> None:
        """Make the next boxes, and let the window breathe before more of them."""
        start = len(self.cases)
        for one in self._asked[start : start + _AT_ONCE]:
            why = caption(because_words(one) or standing_text(one.standing))
            why.setWordWrap(True)
            why.setContentsMargins(theme.px(_UNDER_BOX), 0, 0, theme.px(theme.TIGHT))
            box = CheckBox(_named(one))
            box.setAccessibleDescription(why.text())
            box.setChecked(one.key in self._ticked)
            box.toggled.connect(partial(self._on_ticked, one.key))
            self.cases.append(box)
            for widget in (box, why):
                self._rows.insertWidget(self._rows.count() - 1, widget)
        self._stops = keep_reading_order(self, self._stops)
        if len(self.cases) < len(self._asked):
            QTimer.singleShot(0, self, self._make_cases)

    def _tick_every(self, ticked: bool) -> None:  # noqa: FBT001 - a signal's argument
        self._ticked = {one.key for one in self._asked} if ticked else set()
        for box in self.cases:
            box.blockSignals(True)
            box.setChecked(ticked)
            box.blockSignals(False)
        self._say()

    def _on_ticked(self, key: Key, ticked: bool) -> None:  # noqa: FBT001 - a signal's argument
        if ticked:
            self._ticked.add(key)
        else:
            self._ticked.discard(key)
        self.every.blockSignals(True)
        self.every.setChecked(len(self._ticked) == len(self._asked))
        self.every.blockSignals(False)
        self._say()

    def _say(self) -> None:
        chosen = self.chosen()
        asked = len(self._asked)
        self.look.setText(
            trn("{shown} to look at first", "{shown} to look at first", asked, shown=f"{asked:,}")
        )
        count, students = len(chosen), len({one.uid for one in chosen})
        heading = (
            trn("Award {shown} pathway?", "Award {shown} pathways?", count, shown=f"{count:,}")
            if count
            else self.look.text()
        )
        self.setWindowTitle(heading)
        self.heading.setText(heading)
        self.who.setText(
            trn(
                "Of {shown} student. Each pathway gets a serial number and an entry in the "
                "register with its evidence. Undo takes all back at once.",
                "Of {shown} students. Each pathway gets a serial number and an entry in the "
                "register with its evidence. Undo takes all back at once.",
                students,
                shown=f"{students:,}",
            )
        )
        self.says.setText(_example(chosen))
        self.says.setVisible(bool(chosen))
        self._say_when(chosen)
        words = trn("Award {shown} pathway", "Award {shown} pathways", count, shown=f"{count:,}")
        self.award_button.setText(f" {words}")
        self.award_button.setAccessibleName(words)
        self.award_button.setEnabled(bool(chosen))

    def _say_when(self, chosen: Sequence[CompleterLine]) -> None:
        now = sum(1 for one in chosen if one.certificate is When.NOW)
        later = len(chosen) - now
        if self.withhold.isChecked():
            now, later, withheld = 0, 0, len(chosen)
        else:
            withheld = 0
        self.when.setText(
            tr(
                "Certificates: {now} to hand out now, {later} on graduation, {withheld} withheld.",
                now=f"{now:,}",
                later=f"{later:,}",
                withheld=f"{withheld:,}",
            )
        )

    def _confirm(self) -> None:
        chosen = self.chosen()
        if chosen:
            self.accept()
            self.confirmed.emit(chosen, self.withhold.isChecked())


def _example(chosen: Sequence[CompleterLine]) -> str:
    """Return what the certificate of the first will say: the legal name as recorded."""
    one = next((line for line in chosen if line.completed is not None), None)
    if one is None or one.completed is None:
        return ""
    said = (one.completed.student.legal_name, one.school_name, one.pathway, one.sector)
    return tr(
        "A certificate will say, for example: {what}; completed by {courses}.",
        what=", ".join(part for part in said if part),
        courses=", ".join(one.courses),
    )


def _named(line: CompleterLine) -> str:
    who = f"{line.name}, {line.student_id}: {line.pathway}"
    return who.replace("&", "&&")  # a single one would be a letter to press
