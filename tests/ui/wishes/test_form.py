"""The form of wishes: noted in fields, ranked by drag and keyboard, nothing lost."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QListWidget
from pytestqt.qtbot import QtBot

from cte_desktop.domain.filling.noting import Answer
from cte_desktop.domain.students.decisions import Wish
from cte_desktop.ui.wishes.fields import (
    AnswerField,
    ChoiceField,
    ExtendedDayField,
    HourField,
    LoadField,
    choose,
)
from cte_desktop.ui.wishes.form import WishForm
from tests.builders import catalog
from tests.ui.hands import click, press, type_text

NOTED = (
    Wish(1, "pathway", "Welding by 12", "must"),
    Wish(2, "course", "NOSUCH", "like"),
    Wish(4, "summer", "yes", "no"),
)


@pytest.fixture
def form(qtbot: QtBot) -> WishForm:
    made = WishForm(catalog())
    qtbot.addWidget(made)
    made.resize(900, 600)
    made.show()
    return made


def values(form: WishForm) -> list[tuple[str, str, str]]:
    return [(wish.kind, wish.value, wish.strength) for wish in form.wishes()]


def answer(form: WishForm, kind: str, said: Answer) -> None:
    field = form.fields[kind]
    assert isinstance(field, AnswerField)
    field.box.setCurrentIndex(field.box.findData(said.value))


def test_what_is_noted_is_shown_and_kept_as_it_is(form: WishForm) -> None:
    form.show_wishes(NOTED)
    assert form.wishes() == NOTED
    summer = form.fields["summer"]
    assert summer.wish() == Wish(0, "summer", "yes", "no")
    spoken = form.list.item(1).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "no such course" in spoken


def test_a_wish_is_found_by_its_rank_also_where_two_have_the_same(form: WishForm) -> None:
    form.show_wishes((Wish(1, "course", "ART1"), Wish(1, "avoid", "ART1"), Wish(2, "zero", "yes")))
    for place, name in enumerate(("1", "1.2", "2")):
        form.select(name)
        assert form.list.currentRow() == place


def test_answers_are_noted_and_taken_back(form: WishForm) -> None:
    answer(form, "summer", Answer.LIKE)
    answer(form, "zero", Answer.NEVER)
    assert values(form) == [("summer", "yes", "like"), ("zero", "yes", "no")]
    answer(form, "summer", Answer.USUAL)
    assert values(form) == [("zero", "yes", "no")]


def test_what_is_only_allowed_is_answered_with_one_yes(form: WishForm) -> None:
    form.show_wishes((Wish(1, "zero", "yes", "must"),))
    zero, honors = form.fields["zero"], form.fields["honors"]
    assert isinstance(zero, AnswerField)
    assert isinstance(honors, AnswerField)
    assert zero.box.currentText() == "may be"
    assert zero.box.findData(Answer.MUST.value) < 0 <= honors.box.findData(Answer.MUST.value)
    assert form.wishes() == (Wish(1, "zero", "yes", "must"),)


def test_a_pathway_by_when_is_added_with_the_keyboard(form: WishForm) -> None:
    adder = form.pathways
    adder.pathway.setCurrentIndex(adder.pathway.findData("Welding"))
    adder.by_grade.setCurrentIndex(adder.by_grade.findData(" by 12"))
    press(adder.button, Qt.Key.Key_Space)
    assert values(form) == [("pathway", "Welding by 12", "must")]
    assert not adder.button.isEnabled()


def test_a_course_is_typed_and_added_with_enter(form: WishForm) -> None:
    type_text(form.courses.line, "psych")
    press(form.courses.line, Qt.Key.Key_Return)
    assert values(form) == [("course", "PSYCH", "like")]
    choose(form.courses.strength, "never")
    type_text(form.courses.line, "CHEM")
    press(form.courses.line, Qt.Key.Key_Return)
    assert values(form)[-1] == ("avoid", "CHEM", "must")
    type_text(form.courses.line, "no such course")
    press(form.courses.line, Qt.Key.Key_Return)
    assert len(form.wishes()) == 2


def test_an_alternate_goes_behind_the_chosen_course(form: WishForm) -> None:
    form.show_wishes((Wish(1, "course", "SPAN3", "must"), Wish(2, "summer", "yes", "like")))
    form.list.setCurrentRow(0)
    form.courses.line.setText("FREN3")
    click(form.courses.or_button)
    assert values(form)[0] == ("course", "SPAN3|FREN3", "must")
    form.list.setCurrentRow(1)
    form.courses.line.setText("ART1")
    assert not form.courses.or_button.isEnabled()


def test_extended_day_weekdays_and_evenings_are_limits(form: WishForm) -> None:
    field = form.fields["extended_day"]
    assert isinstance(field, ExtendedDayField)
    field.days.choose("TR")
    assert form.wishes() == (Wish(1, "extended_day", "yes", "must", "TR"),)
    field.evenings.setCurrentIndex(field.evenings.findData("1"))
    assert form.wishes() == (Wish(1, "extended_day", "1", "must", "TR"),)
    field.box.setCurrentIndex(field.box.findData(Answer.NEVER.value))
    assert [(w.value, w.strength) for w in form.wishes()] == [("yes", "no")]


def test_load_goal_and_hours_are_noted(form: WishForm) -> None:
    load, goal, start = (form.fields[k] for k in ("load", "area_goal", "earliest_start"))
    assert isinstance(load, LoadField)
    assert isinstance(goal, ChoiceField)
    assert isinstance(start, HourField)
    load.high.setCurrentIndex(load.high.findData("5"))
    load.low.setCurrentIndex(load.low.findData("7"))  # the wrong way round
    goal.box.setCurrentIndex(goal.box.findData("csu"))
    goal.strength.setCurrentIndex(goal.strength.findData("must"))
    type_text(start.line, "8:30")
    press(start.line, Qt.Key.Key_Return)
    assert values(form) == [
        ("load", "5-7", "like"),
        ("area_goal", "csu", "must"),
        ("earliest_start", "08:30", "like"),
    ]
    start.line.clear()
    type_text(start.line, "noon")
    press(start.line, Qt.Key.Key_Return)
    assert start.fault.text()
    assert form.has_faults()


def test_alt_and_the_arrows_change_the_rank(form: WishForm) -> None:
    form.show_wishes(NOTED)
    form.list.setCurrentRow(2)
    press(form.list, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert [wish.kind for wish in form.wishes()] == ["pathway", "summer", "course"]
    assert [wish.rank for wish in form.wishes()] == [1, 2, 3]
    assert form.list.currentRow() == 1
    click(form.down_button)
    assert [wish.kind for wish in form.wishes()] == ["pathway", "course", "summer"]


class Dropped(QDropEvent):
    """A wish of the list itself that is let go at a place."""

    def __init__(self, over: QListWidget, spot: QPoint) -> None:
        left, nothing = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        super().__init__(QPointF(spot), Qt.DropAction.MoveAction, QMimeData(), left, nothing)
        self._over = over

    def source(self) -> QListWidget:
        return self._over


@pytest.mark.parametrize(
    ("carried", "over", "lower", "kinds"),
    [
        (2, 0, False, ["summer", "pathway", "course"]),
        (0, 1, True, ["course", "pathway", "summer"]),
        (0, 0, True, ["pathway", "course", "summer"]),
        (1, 2, True, ["pathway", "summer", "course"]),
    ],
)
def test_a_wish_is_dragged_to_another_rank(
    form: WishForm, carried: int, over: int, *, lower: bool, kinds: list[str]
) -> None:
    form.show_wishes(NOTED)
    form.list.setCurrentRow(carried)
    box = form.list.visualItemRect(form.list.item(over))
    spot = QPoint(40, box.bottom() - 2 if lower else box.top() + 2)
    event = Dropped(form.list, spot)
    form.list.dropEvent(event)
    assert [wish.kind for wish in form.wishes()] == kinds
    assert event.dropAction() is Qt.DropAction.IgnoreAction  # else Qt moves it a second time
    assert form.list.count() == len(NOTED)


def test_a_wish_let_go_below_the_list_becomes_the_last(form: WishForm) -> None:
    form.show_wishes(NOTED)
    form.list.setCurrentRow(0)
    form.list.dropEvent(Dropped(form.list, QPoint(40, form.list.viewport().height() - 2)))
    assert [wish.kind for wish in form.wishes()] == ["course", "summer", "pathway"]


def test_space_changes_the_strength_and_delete_takes_back(form: WishForm) -> None:
    form.show_wishes(NOTED)
    form.list.setCurrentRow(0)
    press(form.list, Qt.Key.Key_Space)
    assert values(form)[0] == ("pathway", "Welding by 12", "no")
    form.list.setCurrentRow(2)
    press(form.list, Qt.Key.Key_Space)
    field = form.fields["summer"]
    assert field.wish() == Wish(0, "summer", "yes", "like")  # the field follows
    press(form.list, Qt.Key.Key_Delete)
    assert [kind for kind, *_ in values(form)] == ["pathway", "course"]
    assert field.wish() is None


def test_what_contradicts_itself_is_told(form: WishForm) -> None:
    form.show_wishes((Wish(1, "course", "PSYCH", "must"), Wish(2, "avoid", "PSYCH", "must")))
    assert "Psychology is wanted and not wanted" in form._warning.text()
