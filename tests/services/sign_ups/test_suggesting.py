"""Suggestions for the student on the table and for many are the same ones."""

from __future__ import annotations

from cte_desktop.services.cases import open_case, open_cases
from cte_desktop.services.desk import Desk
from cte_desktop.services.pathways import nearest
from cte_desktop.services.sign_ups.suggesting import choices, suggest, suggest_to


def test_a_workshop_and_an_interest_suggest_a_pathway_with_its_reasons(district: Desk) -> None:
    first, second = suggest(open_case(district, "0001"))
    assert (first.pathway, second.pathway) == ("Welding", "Advanced Manufacturing")
    assert [sign.because.code for sign in first.signs] == ["loved", "interested"]
    assert suggest(open_case(district, "0006")) == ()


def test_many_are_told_the_same_as_each(desk: Desk) -> None:
    cases = list(open_cases(desk))
    told = suggest_to(desk, tuple(case.file.student.student_id for case in cases))
    assert told == {case.file.student.uid: suggest(case) for case in cases}
    assert any(told.values())


def test_all_that_is_suggested_can_be_completed_as_the_plan_page_says(desk: Desk) -> None:
    for case in open_cases(desk):
        able = {near.pathway: near for near in nearest(case) if near.can_complete}
        for one in suggest(case):
            assert able[one.pathway] == one.nearness


def test_the_choices_have_every_pathway_that_the_student_is_not_in_once(desk: Desk) -> None:
    for case in open_cases(desk):
        found = choices(case)
        names = [one.pathway for one in found.suggested] + [one.pathway for one in found.others]
        assert len(names) == len(set(names))
        assert set(names) | set(case.file.pathways) >= set(case.district.catalog.pathway_by_name)
        assert not set(names) & set(case.file.pathways)
        assert found.suggested == suggest(case)
