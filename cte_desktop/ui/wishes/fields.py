"""Fields that note one kind of wish each: an answer, a goal, a number, weekdays, an hour."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from cte_desktop.domain.catalog.timetable import clock_text
from cte_desktop.domain.catalog.typed_times import clock_in
from cte_desktop.domain.filling.noting import Answer, answer_of, answered
from cte_desktop.domain.filling.wants import ALLOWED, LIMITS, YES, is_within
from cte_desktop.domain.students.decisions import Wish
from cte_desktop.ui import theme
from cte_desktop.ui.widgets.buttons import ChoiceBox
from cte_desktop.ui.widgets.labels import ThemedLabel
from cte_desktop.ui.widgets.weekday_buttons import WeekdayButtons
from cte_desktop.wording.sections import not_a_time
from cte_desktop.wording.student_file import wish_label
from cte_desktop.wording.translate import tr, trn
from cte_desktop.wording.wishes import answer_word, strength_word

if TYPE_CHECKING:
    from collections.abc import Iterable

MOST_COURSES = 9
_USUAL = ""
_NUMBER_WIDTH = 64
_LEAST_LETTERS = 8
"""Letters that a box shows at least: with its longest words the form would be too wide."""


def strength_box(name: str, strengths: Iterable[str] = ("like", "must")) -> ChoiceBox:
    """Return a box that says how much something matters."""
    box = ChoiceBox(tr("How much it matters: {wish}", wish=name))
    for strength in strengths:
        box.addItem(strength_word(strength), strength)
    return box


def chosen(box: ChoiceBox) -> str:
    """Return what a box says, "" for nothing."""
    return str(box.currentData() or "")


def choose(box: ChoiceBox, value: str) -> None:
    """Let a box say a value, the first choice where it has none like it; nobody is told."""
    box.blockSignals(True)
    box.setCurrentIndex(max(0, box.findData(value)))
    box.blockSignals(False)
    box.update()


class KindField(QWidget):
    """A field of one kind of wish. Signal: `noted()`: a person has changed it."""

    noted = Signal()

    def __init__(self, kind: str) -> None:
        super().__init__()
        self.kind = kind
        self.name = wish_label(kind)
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSpacing(theme.px(theme.INSIDE))

    def show_wish(self, wish: Wish | None) -> None:
        """Show the wish of this kind, None for what is usual."""
        raise NotImplementedError

    def wish(self) -> Wish | None:
        """Return the wish that stands there, None for what is usual."""
        raise NotImplementedError

    def _add_box(self, name: str) -> ChoiceBox:
        box = ChoiceBox(name)
        box.setSizeAdjustPolicy(ChoiceBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(_LEAST_LETTERS)
        box.currentIndexChanged.connect(lambda _place: self.noted.emit())
        return box

    def _add_strength(self) -> ChoiceBox:
        box = strength_box(self.name)
        box.currentIndexChanged.connect(lambda _place: self.noted.emit())
        return box


class AnswerField(KindField):
    """Summer, college, honors and the like: must, would like, rather not, no, as usual.

    A yes to what it only allows (summer, college, zero period, period 7) has one strength.
    """

    def __init__(self, kind: str) -> None:
        super().__init__(kind)
        self.box = self._add_box(self.name)
        self._allows = kind in ALLOWED
        for answer in Answer:
            if answer is Answer.LIKE and self._allows:
                self.box.addItem(tr("may be"), answer.value)
            elif answer is not Answer.MUST or not self._allows:
                self.box.addItem(answer_word(answer), answer.value)
        self.row.addWidget(self.box)
        self.setFocusProxy(self.box)

    def show_wish(self, wish: Wish | None) -> None:
        answer = answer_of(wish)
        yes = self._allows and answer is Answer.MUST
        choose(self.box, (Answer.LIKE if yes else answer).value)

    def wish(self) -> Wish | None:
        return answered(self.kind, Answer(chosen(self.box)))


class ExtendedDayField(KindField):
    """Extended Day: whether, at most how many evenings a week, and on which weekdays."""

    def __init__(self) -> None:
        super().__init__("extended_day")
        self.box = self._add_box(self.name)
        for answer in Answer:
            self.box.addItem(answer_word(answer), answer.value)
        self.evenings = self._add_box(tr("Evenings a week"))
        self.evenings.addItem(tr("any evenings"), _USUAL)
        for count in range(1, LIMITS["extended_day"][1] + 1):
            words = trn("at most {count} evening", "at most {count} evenings", count)
            self.evenings.addItem(words, str(count))
        self.days = WeekdayButtons(tr("Extended Day only on these weekdays"))
        self.days.days_changed.connect(self._on_limited)
        self.evenings.currentIndexChanged.connect(lambda _place: self._on_limited())
        upper = QHBoxLayout()
        upper.setSpacing(theme.px(theme.INSIDE))
        upper.addWidget(self.box)
        upper.addWidget(self.evenings, 1)
        column = QVBoxLayout()
        column.setSpacing(theme.px(theme.INSIDE))
        column.addLayout(upper)
        column.addWidget(self.days)
        self.row.addLayout(column)
        self.setFocusProxy(self.box)

    def show_wish(self, wish: Wish | None) -> None:
        choose(self.box, answer_of(wish).value)
        value = wish.value.strip() if wish is not None else ""
        choose(self.evenings, value if value.isdecimal() else _USUAL)
        self.days.blockSignals(True)
        self.days.choose(wish.days if wish is not None else "")
        self.days.blockSignals(False)

    def wish(self) -> Wish | None:
        return answered(
            self.kind, Answer(chosen(self.box)), chosen(self.evenings) or YES, self.days.days()
        )

    def _on_limited(self) -> None:
        """Weekdays and a number of evenings are limits: they hold unless more is said."""
        limited = bool(self.days.days() or chosen(self.evenings))
        if limited and Answer(chosen(self.box)) not in {Answer.MUST, Answer.LIKE}:
            choose(self.box, Answer.MUST.value)
        self.noted.emit()


class ChoiceField(KindField):
    """One of a few values, with its strength: the A-G goal, free periods."""

    def __init__(self, kind: str, values: Iterable[tuple[str, str]]) -> None:
        super().__init__(kind)
        self.box = self._add_box(self.name)
        self.box.addItem(tr("as usual"), _USUAL)
        for value, words in values:
            self.box.addItem(words, value)
        self.strength = self._add_strength()
        self.row.addWidget(self.box, 1)
        self.row.addWidget(self.strength)
        self.setFocusProxy(self.box)

    def show_wish(self, wish: Wish | None) -> None:
        choose(self.box, wish.value.strip().lower() if wish is not None else _USUAL)
        choose(self.strength, wish.strength if wish is not None else "")
        self.strength.setEnabled(bool(chosen(self.box)))

    def wish(self) -> Wish | None:
        value = chosen(self.box)
        self.strength.setEnabled(bool(value))
        return Wish(0, self.kind, value, chosen(self.strength)) if value else None


class LoadField(KindField):
    """The fewest and the most courses a term, evenings not counted."""

    def __init__(self) -> None:
        super().__init__("load")
        self.low = self._add_box(tr("Fewest courses a term"))
        self.high = self._add_box(tr("Most courses a term"))
        for box in (self.low, self.high):
            box.setFixedWidth(theme.px(_NUMBER_WIDTH))
            box.addItem("\N{EN DASH}", _USUAL)
            for count in range(1, MOST_COURSES + 1):
                box.addItem(str(count), str(count))
        self.strength = self._add_strength()
        self.row.addWidget(self.low)
        self.row.addWidget(ThemedLabel(tr("to"), color="text_muted"))
        self.row.addWidget(self.high)
        self.row.addStretch(1)
        self.row.addWidget(self.strength)
        self.setFocusProxy(self.low)

    def show_wish(self, wish: Wish | None) -> None:
        low, _, high = (wish.value if wish is not None else "").partition("-")
        choose(self.low, low.strip())
        choose(self.high, (high or low).strip())
        choose(self.strength, wish.strength if wish is not None else "")
        self.strength.setEnabled(wish is not None)

    def wish(self) -> Wish | None:
        low, high = chosen(self.low), chosen(self.high)
        self.strength.setEnabled(bool(low or high))
        if not low and not high:
            return None
        low, high = low or high, high or low
        fewest, most = sorted((int(low), int(high)))
        return Wish(0, self.kind, f"{fewest}-{most}", chosen(self.strength))


class HourField(KindField):
    """An hour of the day or minutes of lunch, typed; empty is no wish."""

    def __init__(self, kind: str, hint: str) -> None:
        super().__init__(kind)
        self.line = QLineEdit()
        self.line.setAccessibleName(self.name)
        self.line.setPlaceholderText(hint)
        self.line.editingFinished.connect(self._on_typed)
        self.strength = self._add_strength()
        self.fault = ThemedLabel("", color="must_fix")
        self.fault.setVisible(False)
        self._days = ""
        column = QVBoxLayout()
        column.setSpacing(theme.px(2))
        column.addWidget(self.line)
        column.addWidget(self.fault)
        self.row.addLayout(column, 1)
        self.row.addWidget(self.strength)
        self.setFocusProxy(self.line)

    def show_wish(self, wish: Wish | None) -> None:
        self.line.setText(wish.value if wish is not None else "")
        choose(self.strength, wish.strength if wish is not None else "")
        self._days = wish.days if wish is not None else ""
        self._say("")

    def wish(self) -> Wish | None:
        value = self._value()
        self.strength.setEnabled(bool(value))
        return Wish(0, self.kind, value, chosen(self.strength), self._days) if value else None

    def is_wrong(self) -> bool:
        """Tell whether something is typed that is no hour, or no number of minutes."""
        return bool(self.line.text().strip()) and not self._value()

    def _value(self) -> str:
        text = self.line.text().strip()
        if self.kind == "lunch":
            return text if is_within("lunch", text) else ""
        minutes = clock_in(text) if text else None
        return clock_text(minutes) if minutes is not None else ""

    def _on_typed(self) -> None:
        wrong = self.is_wrong()
        if self.kind == "lunch":
            least, most = LIMITS["lunch"]
            said = tr("{least} to {most} minutes", least=least, most=most)
        else:
            said = not_a_time(self.line.text().strip())
        self._say(said if wrong else "")
        if not wrong:
            self.noted.emit()

    def _say(self, text: str) -> None:
        self.fault.setText(text)
        self.fault.setVisible(bool(text))
        self.strength.setEnabled(bool(self._value()))
