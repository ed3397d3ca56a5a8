"""The words of wishes: one as a line, what is usual and why, what setting them does."""

from __future__ import annotations

import pytest

from cte_desktop.domain.filling.noting import Answer
from cte_desktop.domain.students.decisions import WISH_KINDS, Wish
from cte_desktop.wording.wishes import (
    answer_word,
    changed_text,
    contradiction_text,
    effect_text,
    short_wishes,
    strength_word,
    usual_lines,
    wish_line,
    wish_problem,
)
from tests.builders import TODAY, catalog, file_of

LINES = {
    Wish(1, "pathway", "Welding by 12", "must"): "Welding by 12th grade",
    Wish(1, "course", "SPAN3|FREN3", "like"): "Spanish 3, else French 3",
    Wish(1, "avoid", "PSYCH", "must"): "Without Psychology",
    Wish(1, "extended_day", "2", "must"): "At most 2 evenings of Extended Day a week",
    Wish(1, "extended_day", "yes", "must", "MW"): "Extended Day only on Mon/Wed",
    Wish(1, "summer", "yes", "no"): "No summer courses",
    Wish(1, "load", "5-7", "like"): "5 to 7 courses a term",
    Wish(1, "load", "lots", "like"): "Courses a term: lots",
    Wish(1, "course", "NOSUCH", "must"): "NOSUCH",
}


@pytest.mark.parametrize("wish", LINES, ids=[f"{w.kind}-{w.value}" for w in LINES])
def test_a_wish_is_a_line(wish: Wish) -> None:
    assert wish_line(wish, catalog()) == LINES[wish]


@pytest.mark.parametrize("kind", WISH_KINDS)
def test_every_kind_can_be_said_whatever_stands_in_it(kind: str) -> None:
    for value in ("", "yes", "no", "5", "08:30", "x|y"):
        wish = Wish(1, kind, value, "like")
        assert wish_line(wish, catalog()) or not value
        assert isinstance(wish_problem(wish, catalog()), str)


def test_what_cannot_come_true_is_told() -> None:
    assert "no such course" in wish_problem(Wish(1, "course", "NOSUCH", "must"), catalog())
    assert "no such pathway" in wish_problem(Wish(1, "pathway", "Alchemy", "must"), catalog())
    assert "understood" in wish_problem(Wish(1, "load", "lots", "must"), catalog())
    assert not wish_problem(Wish(1, "course", "PSYCH", "must"), catalog())
    assert contradiction_text(("PSYCH",), catalog()) == (
        "Psychology is wanted and not wanted at once."
    )
    assert contradiction_text((), catalog()) == ""


def test_what_is_usual_is_told_with_where_it_comes_from() -> None:
    lines = usual_lines(file_of(), catalog(), TODAY)
    assert "Graduation comes first: must (always)" in lines
    assert any("Valencia" in line for line in lines)
    assert "Admission to UC: would like (usual in the district)" in lines
    assert any("by grade" in line for line in lines)
    noted = usual_lines(file_of(wishes=(Wish(1, "summer", "yes", "like"),)), catalog(), TODAY)
    assert len(noted) == len(lines) - 1


def test_the_dearest_wishes_fit_in_a_short_line() -> None:
    wishes = (
        Wish(1, "pathway", "Welding", "must"),
        Wish(2, "course", "PSYCH", "like"),
        Wish(3, "summer", "yes", "no"),
        Wish(4, "honors", "yes", "like"),
    )
    assert short_wishes(wishes, catalog()) == "Welding, Psychology, no summer courses, +1"
    assert short_wishes((), catalog()) == ""


def test_strengths_answers_and_effects_have_words() -> None:
    assert [strength_word(one) for one in ("must", "like", "no")] == ["must", "would like", "no"]
    assert len({answer_word(one) for one in Answer}) == len(Answer)
    assert changed_text(1) == "Wishes noted for 1 student."
    told = effect_text(3, 1, 1, 2)
    assert told.startswith("3 students get them.")
    assert "2 have noted otherwise" in told
    assert effect_text(0, 4, 0, 0).startswith("Nobody")
