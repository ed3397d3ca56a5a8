"""The State's file of work-based learning: one row for each key, and what each type asks."""

from __future__ import annotations

from typing import Any

import pytest

from cte_desktop.domain.completion.state.fields import StateFile
from cte_desktop.domain.completion.state.work_based import Work, wblr_file
from cte_desktop.domain.students.experiences import Experience
from cte_desktop.exchange.outgoing.state_layout import state_fields, work_types
from tests.domain.completion.state_people import LEA, VALENCIA, YEAR, codes, person

FIELDS = state_fields("wblr")
OF_EXPERIENCE = {"school_year", "hours", "number", "evaluation"}


def _work(type_code: str = "25", **more: Any) -> Work:
    facts: dict[str, Any] = {"school_year": YEAR, "hours": 4000}
    own = {name: more.pop(name) for name in list(more) if name in OF_EXPERIENCE}
    experience = Experience("wbl", "Job shadowing", type_code=type_code, **(facts | own))
    where: dict[str, Any] = {"grade_level": 12, "school": "VL", "school_code": VALENCIA}
    return Work(more.pop("student", person()), experience, **(where | more))


def _sent(*works: Work, year: int = YEAR) -> StateFile:
    return wblr_file(works, year, LEA, FIELDS, work_types())


def _said(made: StateFile) -> list[str]:
    """What is said besides that the layout is not confirmed, which comes with every row."""
    found = codes(made)
    assert (found[:1] == ["layout_unconfirmed"]) == bool(made.rows)
    return found[1:] if made.rows else found


def test_a_row_has_fifteen_fields_in_the_states_order() -> None:
    made = _sent(_work("15", course_codes=("7211",)))
    assert ["^".join(row.values) for row in made.rows] == [
        "WBLR^^^1965136^1995802^2025-2026^1234567890^000123^15^40^7211^^^^"
    ]
    assert len(made.rows[0].values) == 15
    assert _said(made) == []


def test_hours_and_course_go_out_for_the_three_types_that_ask_for_them() -> None:
    for type_code in sorted(set(work_types()) - {"30"}):
        made = _sent(_work(type_code, course_codes=("7211",)))
        asked = type_code in {"10", "15", "20"}
        assert made.rows[0].values[9:11] == (("40", "7211") if asked else ("", ""))


def test_hours_that_come_to_none_are_missing() -> None:
    made = _sent(_work("15", hours=30, course_codes=("7211",)))
    assert (made.rows, _said(made)) == ((), ["wbl_hours_missing"])


def test_rows_of_a_charter_are_sent_and_said_once_for_the_school() -> None:
    made = _sent(_work(school="MV", district_run=False), _work("35", school="MV"), _work("40"))
    assert len(made.rows) == 3
    assert _said(made) == ["charter"]


def test_two_students_with_one_ssid_are_both_kept_out() -> None:
    made = _sent(_work(), _work("40", student=person(uid="s2", student_id="000124")))
    assert (made.rows, _said(made)) == ((), ["ssid_twice", "ssid_twice"])


def test_rows_and_those_left_out_add_up() -> None:
    made = _sent(_work(), _work("99"), _work("15", hours=None, course_codes=("7211",)))
    assert dict(made.problems[0].values) == {"rows": 1, "total": 3, "count": 2}


def test_hours_are_sent_whole() -> None:
    assert _sent(_work("15", hours=1249)).rows[0].values[9] == "12"
    assert _sent(_work("15", hours=1250)).rows[0].values[9] == "13"


def test_an_internship_goes_out_with_its_number_and_says_what_is_not_kept() -> None:
    made = _sent(_work("10", course_codes=("7211",), number="INT-7"))
    assert made.rows[0].values[11:] == ("INT-7", "", "", "")
    assert _said(made) == ["wbl_internship", "wbl_evaluation"]


@pytest.mark.parametrize(("written", "sent"), [("20", "20"), (" 5 ", "5"), ("Very good", "")])
def test_an_evaluation_goes_out_when_it_is_written_as_a_code(written: str, sent: str) -> None:
    made = _sent(_work("10", course_codes=("7211",), number="INT-7", evaluation=written))
    assert made.rows[0].values[12] == sent
    assert ("wbl_evaluation" in _said(made)) == (not sent)
    other = _sent(_work("15", course_codes=("7211",), evaluation=written))
    assert other.rows[0].values[12] == ""


def test_an_unknown_state_course_code_is_left_empty_and_said() -> None:
    for several in ((), ("7211", "7212")):
        made = _sent(_work("15", course_codes=several))
        assert made.rows[0].values[10] == ""
        assert _said(made) == ["wbl_course_missing"]


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"type_code": ""}, "wbl_type_missing"),
        ({"type_code": "99"}, "wbl_type_wrong"),
        ({"type_code": "30"}, "wbl_type_retired"),
        ({"type_code": "15", "hours": None, "course_codes": ("7211",)}, "wbl_hours_missing"),
        ({"school_year": None}, "wbl_year_missing"),
        ({"grade_level": 8}, "grade_level"),
        ({"school_code": ""}, "school_code"),
        ({"school_code": "19647331995802"}, "school_elsewhere"),
        ({"student": person(state_id="")}, "ssid_missing"),
    ],
)
def test_what_the_state_refuses_keeps_the_row_out(more: dict[str, Any], code: str) -> None:
    made = _sent(_work(**more))
    assert (made.rows, _said(made)) == ((), [code])


def test_the_type_30_was_taken_until_2023_24() -> None:
    made = _sent(_work("30", school_year=2023), year=2023)
    assert made.rows[0].values[8] == "30"


def test_another_years_work_is_not_sent() -> None:
    assert _sent(_work(school_year=YEAR - 1)) == StateFile((), ())


def test_experiences_of_one_key_are_one_row_and_their_hours_are_added() -> None:
    made = _sent(*(_work("15", hours=h, course_codes=("7211",)) for h in (1000, 2050)))
    assert [row.values[9] for row in made.rows] == ["31"]
    assert _said(made) == ["wbl_merged"]


def test_internships_of_two_numbers_are_two_rows() -> None:
    made = _sent(*(_work("10", number=n, course_codes=("7211",)) for n in ("A", "B")))
    assert [row.values[11] for row in made.rows] == ["A", "B"]
