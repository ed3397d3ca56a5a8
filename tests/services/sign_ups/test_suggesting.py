"""Suggestions for the student on the table and for many are the same ones."""

from __future__ import annotations

from cte_desktop.domain.completion.suggestions import Suggestion
from cte_desktop.services.cases import open_case, open_cases
from cte_desktop.services.desk import Desk
from cte_desktop.services.pathways import nearest
from cte_desktop.services.sign_ups.suggesting import suggest, suggest_to_many

Told = dict[str, tuple[Suggestion, ...]]


def test_a_workshop_and_an_interest_suggest_a_pathway_with_its_reasons(district: Desk) -> None:
    first, second = suggest(open_case(district, "0001"))
    assert (first.pathway, second.pathway) == ("Welding", "Advanced Manufacturing")
    assert [sign.because.code for sign in first.signs] == ["loved", "interested"]
    assert suggest(open_case(district, "0006")) == ()


def test_many_are_told_the_same_as_each(desk: Desk) -> None:
    told: Told = {}
    cases = list(open_cases(desk))
    ids = [case.file.student.student_id for case in cases]
    suggest_to_many(desk, ids, told.update, lambda: False)
    assert told == {case.file.student.uid: suggest(case) for case in cases}
    assert any(told.values())


def test_all_that_is_suggested_can_be_completed_as_the_plan_page_says(desk: Desk) -> None:
    for case in open_cases(desk):
        able = {near.pathway: near for near in nearest(case) if near.can_complete}
        for one in suggest(case):
            assert able[one.pathway] == one.nearness


def test_what_is_no_longer_wanted_ends(desk: Desk) -> None:
    told: list[Told] = []
    ids = [case.file.student.student_id for case in open_cases(desk)]
    suggest_to_many(desk, ids, told.append, lambda: True)
    assert told == []
