"""A student is in exactly the pathways chosen last, whatever was done earlier on the same day."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import hypothesis.strategies as st
import pytest
from hypothesis import HealthCheck, given, settings

from cte_desktop.domain.students.edits import edited
from cte_desktop.services.cases import Case, open_cases
from cte_desktop.services.desk import Desk
from cte_desktop.services.enrolments import (
    LONGEST_REASON,
    change_to,
    fault_in,
    is_interested,
    leave,
    note_interest,
    sign_up,
)

NAMES = ("Welding", "Photography", "Culinary Arts")
DEEDS = {"sign up": sign_up, "change": change_to, "leave": leave}


@pytest.fixture
def case(desk: Desk) -> Case:
    return next(one for one in open_cases(desk) if not one.file.enrollments)


def done(case: Case, deed: str, name: str) -> Case:
    file = edited(case.file, DEEDS[deed](case, name))
    assert file is not None
    return case.with_file(file)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(
    given_pathway=st.sampled_from(("", "Welding")),
    deeds=st.lists(
        st.tuples(st.sampled_from(sorted(DEEDS)), st.sampled_from(NAMES), st.integers(0, 1)),
        max_size=7,
    ),
)
def test_the_last_word_holds_on_whatever_days(
    case: Case, given_pathway: str, deeds: list[tuple[str, str, int]]
) -> None:
    student = replace(case.file.student, pathway=given_pathway)
    now = case.with_file(replace(case.file, student=student))
    wanted = set(now.file.pathways)
    for deed, name, days in deeds:
        now = replace(now, day=now.day + timedelta(days=days))
        now = done(now, deed, name)
        wanted = {"sign up": wanted | {name}, "change": {name}, "leave": wanted - {name}}[deed]
        assert set(now.file.pathways) == wanted


def test_the_reason_is_kept_with_what_was_done(case: Case) -> None:
    first = done(case, "sign up", "Welding")
    edit = change_to(first, "Photography", "more art")
    assert [one.reason for one in edit.enrollments_new] == ["more art"]
    later = replace(first, day=first.day + timedelta(days=3))
    left = leave(later, "Welding", "moved").enrollments_new
    assert [(one.action, one.reason) for one in left] == [("left", "moved")]


def test_an_edit_taken_back_is_as_before(case: Case) -> None:
    first = done(case, "sign up", "Welding")
    for deed, make in DEEDS.items():
        edit = make(first, "Welding" if deed == "leave" else "Photography")
        after = edited(first.file, edit)
        assert after is not None
        again = edited(after, edit.reversed)
        assert again is not None
        assert set(again.enrollments) == set(first.file.enrollments)


def test_what_says_nothing_new_is_told_and_not_written(case: Case) -> None:
    name = "Welding"
    assert fault_in(case, name, "signed_up") is None
    assert fault_in(case, name, "left") is not None
    assert fault_in(case, "Basket weaving", "signed_up") is not None
    inside = done(case, "sign up", name)
    for action in ("signed_up", "changed", "interested"):
        assert fault_in(inside, name, action) is not None
    assert fault_in(inside, name, "left") is None
    file = edited(case.file, note_interest(case, name, "at the fair"))
    assert file is not None
    interested = case.with_file(file)
    assert is_interested(interested, name)
    assert interested.file.pathways == case.file.pathways
    assert fault_in(interested, name, "interested") is not None
    too_long = fault_in(case, name, "signed_up", "x" * (LONGEST_REASON + 1))
    assert too_long is not None
    assert too_long.field == "reason"
