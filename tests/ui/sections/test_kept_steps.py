"""The steps made on the page: back, again, and given up."""

from __future__ import annotations

from cte_desktop.ui.sections.kept_steps import KeptSteps


def test_steps_go_back_and_again_one_by_one() -> None:
    steps = KeptSteps()
    one, two = steps.add(7, "Add"), steps.add(8, "Cancel")
    assert steps.to_undo() is two
    steps.turn(two)
    assert (steps.to_undo(), steps.to_redo()) == (one, two)
    steps.turn(one)
    assert steps.to_undo() is None
    steps.turn(one)
    assert (steps.to_undo(), steps.to_redo()) == (one, two)


def test_a_new_step_drops_those_that_were_taken_back() -> None:
    steps = KeptSteps()
    one = steps.add(7, "Add")
    steps.turn(one)
    two = steps.add(9, "Cancel")
    assert (steps.to_undo(), steps.to_redo()) == (two, None)
    assert not steps.holds(one)


def test_a_step_that_cannot_be_turned_takes_those_before_it_along() -> None:
    steps = KeptSteps()
    one, two, three = steps.add(1, "a"), steps.add(2, "b"), steps.add(3, "c")
    steps.turn(three)
    steps.forget(two)
    assert (steps.to_undo(), steps.to_redo()) == (None, three)
    assert not steps.holds(one)
