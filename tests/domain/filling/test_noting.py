"""Noting wishes: in place, by rank, nothing lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cte_desktop.domain.filling.noting import (
    Answer,
    answer_of,
    answered,
    contradictions,
    merged,
    moved,
    next_strength,
    noted,
    put_at,
    ranked,
    taken_out,
    wish_edit,
    with_alternate,
    with_signed_up,
    without_kind,
)
from cte_desktop.domain.filling.wants import Want, wants_of
from cte_desktop.domain.students.decisions import Wish
from cte_desktop.domain.students.edits import edited
from tests.builders import catalog, file_of

AUTO = Wish(1, "pathway", "Welding", "must")
SPANISH = Wish(2, "course", "SPAN3", "like")
UNKNOWN = Wish(5, "course", "NOSUCH", "must")
SUMMER = Wish(7, "summer", "yes", "no")


@pytest.mark.parametrize("answer", list(Answer))
def test_an_answer_is_read_back_from_the_wish_that_it_notes(answer: Answer) -> None:
    wish = answered("summer", answer)
    assert answer_of(wish) is answer
    if wish is not None:
        (want,) = [w for w in wants_of(file_of(wishes=(wish,)), catalog()) if w.kind == "summer"]
        assert want.allows is (answer in {Answer.MUST, Answer.LIKE})


def test_wishes_of_files_written_otherwise_are_understood() -> None:
    assert answer_of(Wish(1, "zero", "no", "must")) is Answer.NEVER
    assert answer_of(Wish(1, "zero", "no", "no")) is Answer.MUST
    assert answer_of(Wish(1, "extended_day", "2", "must")) is Answer.MUST


def test_a_wish_takes_the_place_of_the_one_about_the_same() -> None:
    wishes = (AUTO, SPANISH, SUMMER)
    by_twelfth = Wish(0, "pathway", "Welding by 12", "like")
    after = noted(wishes, by_twelfth)
    assert [w.value for w in after] == ["Welding by 12", "SPAN3", "yes"]
    assert after[0].rank == 1
    both = noted(after, Wish(0, "course", "PSYCH", "like"))
    assert [w.value for w in both][-1] == "PSYCH"


def test_several_wishes_of_one_kind_of_which_one_holds_become_one() -> None:
    twice = (SUMMER, AUTO, Wish(9, "summer", "no", "like"))
    after = noted(twice, Wish(0, "summer", "yes", "like"))
    assert [(w.kind, w.strength) for w in after] == [("summer", "like"), ("pathway", "must")]
    assert without_kind(after, "summer") == (AUTO,)


def test_an_edit_changes_the_least_and_keeps_what_nobody_understands() -> None:
    file = file_of(wishes=(AUTO, SPANISH, UNKNOWN, SUMMER))
    after = noted(file.wishes, Wish(0, "summer", "yes", "like"))
    edit = wish_edit(file.wishes, after)
    assert edit is not None
    assert edit.wishes_gone == (SUMMER,)
    assert edit.wishes_new == (Wish(7, "summer", "yes", "like"),)
    changed = edited(file, edit)
    assert changed is not None
    assert UNKNOWN in changed.wishes
    assert wish_edit(file.wishes, file.wishes) is None


def test_a_moved_wish_counts_all_anew() -> None:
    wishes = (AUTO, SPANISH, SUMMER)
    assert [w.kind for w in ranked(moved(wishes, 2, 0))] == ["summer", "pathway", "course"]
    assert [w.rank for w in ranked(moved(wishes, 2, 0))] == [1, 2, 3]
    assert moved(wishes, 1, 99)[-1] == SPANISH


def test_an_alternate_stands_behind_the_others_once() -> None:
    both = with_alternate(SPANISH, "FREN3")
    assert both.value == "SPAN3|FREN3"
    assert with_alternate(both, "SPAN3") == both
    assert with_alternate(AUTO, "FREN3") == AUTO


def test_the_strength_goes_round() -> None:
    told = [SPANISH.strength]
    wish = SPANISH
    for _ in range(3):
        wish = next_strength(wish)
        told.append(wish.strength)
    assert told == ["like", "must", "no", "like"]
    hours = Wish(1, "lunch", "30", "must")
    assert next_strength(hours).strength == "like"


def test_what_is_wanted_and_unwanted_at_once_is_told() -> None:
    wishes = (SPANISH, Wish(3, "avoid", "SPAN3", "must"), AUTO)
    assert contradictions(wishes) == ("SPAN3",)
    assert contradictions((SPANISH, AUTO)) == ()


def test_a_template_is_noted_beside_what_stands_there() -> None:
    after = merged((AUTO, SUMMER), (Wish(1, "summer", "yes", "like"), Wish(2, "zero", "yes", "no")))
    assert [(w.kind, w.strength) for w in after] == [
        ("pathway", "must"),
        ("summer", "like"),
        ("zero", "no"),
    ]


def test_wanting_one_more_pathway_keeps_the_signed_up_one() -> None:
    more = Wish(0, "pathway", "Welding", "like")
    after = with_signed_up((SPANISH,), more, ("Game Design",))
    assert [(w.value, w.strength) for w in after] == [
        ("SPAN3", "like"),
        ("Game Design", "must"),
        ("Welding", "like"),
    ]
    assert with_signed_up((), more, ("Welding",)) == (more,)
    assert with_signed_up((AUTO,), Wish(0, "pathway", "Cyber", "like"), ("Game Design",))[0] == AUTO
    unwanted = Wish(0, "pathway", "Game Design", "no")
    assert with_signed_up((), unwanted, ("Game Design",)) == (unwanted,)


WISHES = st.lists(
    st.builds(
        Wish,
        st.integers(1, 9),
        st.sampled_from(["course", "avoid", "pathway", "summer", "load"]),
        st.sampled_from(["SPAN3", "A|B", "yes", "5-7", "Welding by 12"]),
        st.sampled_from(["must", "like", "no"]),
    ),
    max_size=6,
).map(tuple)


@given(WISHES, st.integers(0, 5), st.integers(0, 5))
def test_edits_reach_what_they_say_and_lose_nothing(
    wishes: tuple[Wish, ...], place: int, to: int
) -> None:
    file = file_of(wishes=tuple(sorted(wishes, key=lambda w: w.rank)))
    after = file.wishes
    if place < len(after):
        after = moved(after, place, to)
        assert sorted(w.value for w in after) == sorted(w.value for w in file.wishes)
        after = put_at(after, place, next_strength(after[place]))
    edit = wish_edit(file.wishes, after)
    changed = file if edit is None else edited(file, edit)
    assert changed is not None
    assert changed.wishes == ranked(after)
    assert taken_out(after, 0) == after[1:]
    assert all(isinstance(want, Want) for want in wants_of(changed, catalog()))
