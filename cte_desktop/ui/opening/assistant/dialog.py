"""The assistant: one step after the other, back and forth, and nothing written before the end."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout

from cte_desktop.services.first_setup import Setup
from cte_desktop.ui import theme
from cte_desktop.ui.opening.assistant.steps import (
    INSIDE,
    LOOK_AROUND,
    WIDTH,
    CheckStep,
    NextStep,
    PassphraseStep,
    SchoolStep,
    Step,
)
from cte_desktop.ui.widgets.buttons import primary_button, push_button
from cte_desktop.ui.widgets.labels import caption, sentence
from cte_desktop.ui.widgets.recovery_card import RecoveryCard
from cte_desktop.ui.widgets.working_dialog import WorkingDialog
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from PySide6.QtGui import QCloseEvent
    from PySide6.QtWidgets import QWidget

    from cte_desktop.services.first_setup import Offered


@dataclass(frozen=True, slots=True)
class Answers:
    """What was answered when the assistant was closed, for the next time; never a passphrase."""

    name: str
    district: str
    school: str
    place: str


class Assistant(WorkingDialog):
    """Asks, has the database made, shows its recovery code, and asks what comes next.

    `asks_next` is false while another database is open: then the new one simply opens. Signals:
    `wanted(Setup, short name of the school)`: make it; `set_aside(Answers)`: it was closed before;
    `finished_with(what comes next)`: the recovery code is kept.
    """

    wanted = Signal(object, str)
    set_aside = Signal(object)
    finished_with = Signal(str)

    def __init__(
        self,
        offered: Offered,
        place: Path,
        name: str = "",
        *,
        asks_next: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("New database"))
        self.setAccessibleName(self.windowTitle())
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self._asks_next = asks_next
        self._is_made = False
        self._is_done = False
        self.school = SchoolStep(offered, name)
        self.passphrase = PassphraseStep(place)
        self.overview = CheckStep()
        self.next_step = NextStep()
        self.card: RecoveryCard | None = None
        self._steps: tuple[Step, ...] = (self.school, self.passphrase, self.overview)
        self._stack = QStackedWidget()
        for step in (*self._steps, self.next_step):
            self._stack.addWidget(step)
            step.changed.connect(self._look)
        self._place = caption("")
        self.said = sentence("")
        self.said.set_color("must_fix")
        self.said.setVisible(False)
        self.back = push_button(tr("&Back"), "arrow-left", self._on_back)
        self.cancel = push_button(tr("Cancel"), press=self.reject)
        self.forward = primary_button(tr("&Next"), press=self._on_forward)
        self.next_step.chosen.connect(self._on_chosen)
        self._put_together()
        self._open(0)

    def fill_in(self, answers: Answers) -> None:
        """Begin with what was answered the last time."""
        self.school.name.setText(answers.name)
        self.school.district.setText(answers.district)
        self.school.school.setCurrentIndex(max(0, self.school.school.findData(answers.school)))
        self.passphrase.place.setText(answers.place)

    def answers(self) -> Answers:
        """Return what is answered now."""
        step = self.school
        place = self.passphrase.place.text()
        return Answers(step.name.text(), step.district.text(), step.short(), place)

    def say(self, words: str) -> None:
        """Say why the database was not made, where it can be changed."""
        self._rest()
        self._open(1)
        self.said.setText(words)
        self.said.setVisible(True)
        self.said.setMinimumHeight(self.said.heightForWidth(theme.px(INSIDE)))

    def show_code(self, code: str, made_on: date) -> None:
        """Show the recovery code of the database that was made."""
        self._rest()
        self._is_made = True
        self.card = RecoveryCard(code, self.passphrase.file().stem, made_on)
        self.card.kept.connect(self._on_kept)
        inside = self.card.layout()
        if inside is not None:
            inside.setContentsMargins(0, 0, 0, 0)  # the dialog has its own
        self._stack.addWidget(self.card)
        self._stack.setCurrentWidget(self.card)
        self._place.setText(tr("Step {number} of {count}", number=4, count=self._count()))
        self.card.setFocus()
        for button in (self.back, self.cancel, self.forward):
            button.setVisible(False)

    def may_not_close(self) -> bool:
        return super().may_not_close() or self.card is not None

    def reject(self) -> None:
        if self.may_not_close():
            return
        self._leave()
        super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self.is_at_work:
            self.card = None  # the window was closed over the code: the database is there
            self._leave()
        super().closeEvent(event)

    def _leave(self) -> None:
        """Tell once what became of the answers."""
        if self._is_done:
            return
        self._is_done = True
        if self._is_made:
            self.finished_with.emit(LOOK_AROUND)
        else:
            self.set_aside.emit(self.answers())

    def _put_together(self) -> None:
        column = QVBoxLayout(self)
        side = theme.px(theme.PAGE)
        column.setContentsMargins(side, side, side, theme.px(theme.GAP))
        column.setSpacing(theme.px(theme.TIGHT))
        column.addWidget(self._place)
        column.addWidget(self._stack, 1)
        column.addWidget(self.said)
        column.addSpacing(theme.px(theme.GAP))
        foot = QHBoxLayout()
        foot.setSpacing(theme.px(theme.INSIDE))
        foot.addWidget(self.back)
        foot.addStretch(1)
        foot.addWidget(self.cancel)
        foot.addWidget(self.forward)
        column.addLayout(foot)
        self.setMinimumWidth(theme.px(WIDTH))

    def _count(self) -> int:
        return len(self._steps) + (2 if self._asks_next else 1)

    def _open(self, number: int) -> None:
        step = self._steps[number]
        if step is self.overview:
            self.overview.show_answers(self._overview())
        self._stack.setCurrentWidget(step)
        self._place.setText(tr("Step {number} of {count}", number=number + 1, count=self._count()))
        self.said.setVisible(False)
        self.back.setEnabled(number > 0)
        last = number == len(self._steps) - 1
        self.forward.setText(tr("&Make the database") if last else tr("&Next"))
        self._look()
        (self.forward if last else step).setFocus()

    def _overview(self) -> tuple[tuple[str, str], ...]:
        step = self.school
        return (
            (tr("Your name"), step.person()),
            (tr("School"), step.school.currentText()),
            (tr("District"), " ".join(step.district.text().split())),
            (tr("Passphrase"), tr("set, and not shown here")),
            (tr("File"), str(self.passphrase.file())),
        )

    def _look(self) -> None:
        step = self._stack.currentWidget()
        self.forward.setEnabled(not isinstance(step, Step) or step.is_complete())

    def _number(self) -> int:
        return self._stack.currentIndex()

    def _on_back(self) -> None:
        self._open(self._number() - 1)

    def _on_forward(self) -> None:
        if self._number() < len(self._steps) - 1:
            self._open(self._number() + 1)
            return
        self.is_at_work = True
        self.setEnabled(False)
        step, last = self.school, self.passphrase
        typed = last.passphrase.passphrase()
        setup = Setup(last.file(), step.person(), step.district.text(), typed)
        self.wanted.emit(setup, step.short())

    def _rest(self) -> None:
        self.is_at_work = False
        self.setEnabled(True)

    def _on_kept(self) -> None:
        self.card = None
        if not self._asks_next:
            self._on_chosen(LOOK_AROUND)
            return
        self._stack.setCurrentWidget(self.next_step)
        self._place.setText(
            tr("Step {number} of {count}", number=self._count(), count=self._count())
        )
        self.next_step.setFocus()

    def _on_chosen(self, way: str) -> None:
        self._is_done = True
        self.finished_with.emit(way)
        self.accept()
