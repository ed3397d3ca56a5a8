"""The State's file of completers: what a row says, and what the State would refuse."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from cte_desktop.domain.catalog.course import Level
from cte_desktop.domain.completion.state.file import scte_file
from tests.domain.completion.state_people import (
    FIELDS,
    LEA,
    YEAR,
    codes,
    completion,
    earned,
    person,
    sent,
)


def test_a_completer_is_one_row_of_fourteen_fields_in_the_states_order() -> None:
    made = sent(completion())
    assert made.problems == ()
    assert [row.values for row in made.rows] == [
        (
            "SCTE",
            "",
            "",
            "1965136",
            "1995802",
            "2025-2026",
            "1234567890",
            "000123",
            "Ana",
            "Rivera",
            "20080309",
            "F",
            "111",
            "2025-2026",
        )
    ]
    assert made.rows[0].student_uid == "s1"
    assert [field.number for field in FIELDS] == [f"11.{n:02d}" for n in range(1, 15)]


def test_only_completions_of_the_school_year_are_sent() -> None:
    made = sent(completion(completed_in=YEAR - 1), completion(completed_in=YEAR + 1))
    assert (made.rows, made.problems) == ((), ())


@pytest.mark.parametrize(
    ("facts", "field", "code"),
    [
        ({"state_id": ""}, "11.07", "ssid_missing"),
        ({"state_id": "123456789"}, "11.07", "ssid_wrong"),
        ({"state_id": "123456789X"}, "11.07", "ssid_wrong"),
        ({"state_id": "１２３４５６７８９０"}, "11.07", "ssid_wrong"),
        ({"birth_date": None}, "11.11", "birth_date_missing"),
        ({"gender": ""}, "11.12", "gender_missing"),
        ({"gender": "Z"}, "11.12", "gender_wrong"),
        ({"first_name": ""}, "11.09", "name_missing"),
        ({"last_name": "Ri^vera"}, "11.10", "name_characters"),
        ({"last_name": "Rivera (Lee)"}, "11.10", "name_characters"),
        ({"first_name": "安娜"}, "11.09", "name_characters"),
        ({"first_name": "A" * 31}, "11.09", "too_long"),
        ({"last_name": "A" * 51}, "11.10", "too_long"),
        ({"student_id": "1234567890123456"}, "11.08", "too_long"),
        ({"student_id": "12^3"}, "11.08", "local_id_characters"),
        ({"school_code": ""}, "11.05", "school_code"),
        ({"school_code": "19647331995802"}, "11.05", "school_elsewhere"),
        ({"code": ""}, "11.13", "pathway_code"),
        ({"code": "11"}, "11.13", "pathway_code"),
        ({"capstone": None}, "11.13", "no_record"),
    ],
)
def test_what_the_state_refuses_keeps_the_row_out(
    facts: dict[str, Any], field: str, code: str
) -> None:
    made = sent(completion(**facts))
    assert made.rows == ()
    found = [(said.field, said.code, said.blocks) for said in made.problems]
    assert found == [("", "left_out", False), (field, code, True)]


@pytest.mark.parametrize("gender", ["M", "F", "X"])
def test_the_state_takes_three_genders(gender: str) -> None:
    assert sent(completion(gender=gender)).rows[0].values[11] == gender


@pytest.mark.parametrize(
    ("name", "written", "said"),
    [
        ("José Núñez-Ruiz", "José Núñez-Ruiz", []),  # accents and tildes are taken since 2022
        ("O'Neil Jr.", "O'Neil Jr.", []),
        ("De La Cruz", "De La Cruz", []),
        ("O’Neil", "O'Neil", ["name_written"]),
        ("Kaʻiulani", "Ka'iulani", ["name_written"]),
        ("Nguyễn", "Nguyên", ["name_written"]),
        ("Đỗ", "Dô", ["name_written"]),
        ("Łukasz", "Lukasz", ["name_written"]),
        (" Ana  Maria ", "Ana Maria", []),
    ],
)
def test_names_go_out_in_the_states_letters_and_a_change_is_said(
    name: str, written: str, said: list[str]
) -> None:
    made = sent(completion(last_name=name))
    assert (made.rows[0].values[9], codes(made)) == (written, said)


def test_the_letter_of_a_sub_pathway_is_dropped() -> None:
    assert sent(completion(code="111A")).rows[0].values[12] == "111"


def test_two_sub_pathways_of_one_code_are_one_row() -> None:
    made = sent(completion(code="111A"), completion(code="111B", pathway="Photography"))
    assert len(made.rows) == 1
    assert codes(made) == ["same_code"]


def test_a_code_completed_in_an_earlier_year_is_not_reported_again() -> None:
    before = completion(completed_in=YEAR - 1)
    made = sent(completion(pathway="Photography"), before)
    assert (made.rows, codes(made)) == ((), ["reported_before"])


def test_two_students_with_one_ssid_are_both_kept_out() -> None:
    other = completion(student=person(uid="s2", student_id="000124"))
    made = sent(completion(), other)
    assert (made.rows, codes(made)) == ((), ["ssid_twice", "ssid_twice"])


def test_rows_and_those_left_out_add_up() -> None:
    other = person(uid="s2", student_id="000124", state_id="")
    made = sent(completion(), completion(pathway="Photography"), completion(student=other))
    assert made.problems[0].code == "left_out"
    assert dict(made.problems[0].values) == {"rows": 1, "total": 2, "count": 1}


def test_two_pathways_of_one_student_are_no_double_ssid() -> None:
    made = sent(completion(), completion(pathway="Welding", code="213"))
    assert [row.values[12] for row in made.rows] == ["111", "213"]
    assert made.problems == ()


def test_cert124_a_capstone_of_another_year_is_not_sent() -> None:
    made = sent(completion(capstone=earned(Level.CAPSTONE, "GD2", YEAR - 1)))
    assert made.rows == ()
    assert "capstone_not_this_year" in codes(made)


def test_cert124_a_capstone_over_two_years_is_sent_with_a_warning() -> None:
    first = earned(Level.CAPSTONE, "GD2", YEAR - 1, spring="C")
    second = earned(Level.CAPSTONE, "GD2", YEAR, fall="B")
    both = completion(capstone=earned(Level.CAPSTONE, "GD2", YEAR))
    made = sent(
        completion(
            capstone=type(second)(Level.CAPSTONE, ("GD2",), (*first.rows, *second.rows)),
            concentrator=earned(Level.CONCENTRATOR, "GD1", YEAR - 2),
        )
    )
    assert len(made.rows) == 1
    assert codes(made) == ["capstone_split"]
    assert codes(sent(both)) == []


def test_a_capstone_finished_in_summer_is_sent_with_a_warning() -> None:
    made = sent(completion(capstone=earned(Level.CAPSTONE, "GD2", YEAR, fall="B", summer="C")))
    assert (len(made.rows), codes(made)) == (1, ["capstone_summer"])


def test_cert122_a_concentrator_after_the_capstone_is_not_sent() -> None:
    late = earned(Level.CONCENTRATOR, "GD1", YEAR, summer="B")
    made = sent(completion(concentrator=late))
    assert (made.rows, codes(made)) == ((), ["out_of_order"])


def test_a_waived_concentrator_is_sent_with_a_warning() -> None:
    made = sent(completion(concentrator=None))
    assert (len(made.rows), codes(made)) == (1, ["no_concentrator"])


def test_a_capstone_at_another_school_is_sent_with_a_warning() -> None:
    made = sent(completion(capstone=earned(Level.CAPSTONE, "GD2", YEAR, "SG")))
    assert made.rows[0].values[4] == "1995802"  # the school attended, not that of the evening
    assert codes(made) == ["capstone_elsewhere"]


def test_a_substituted_capstone_is_sent_with_a_warning() -> None:
    assert codes(sent(completion(substituted=True))) == ["capstone_substituted"]


def test_an_unlikely_date_of_birth_is_sent_with_a_warning() -> None:
    made = sent(completion(birth_date=date(2020, 1, 1)))
    assert (len(made.rows), codes(made)) == (1, ["birth_date_odd"])


def test_a_code_that_no_published_page_confirms_is_said_once_for_each_pathway() -> None:
    people = [
        completion(student=person(uid=f"s{n}", student_id=f"{n}", state_id=f"{n:010d}"), code="198")
        for n in (1, 2)
    ]
    made = scte_file([*people, completion()], YEAR, LEA, FIELDS, frozenset({"111"}))
    assert len(made.rows) == 3
    (said,) = made.problems
    assert (said.code, said.student_id, dict(said.values)["count"]) == ("code_unsourced", "", 2)


def test_rows_of_a_charter_are_sent_and_said_once_for_the_school() -> None:
    people = [
        person(uid=f"s{n}", student_id=f"{n}", state_id=f"{n:010d}", school="MV") for n in (1, 2)
    ]
    charter = [completion(student=one, school="MV", district_run=False) for one in people]
    kept_out = completion(student=person(uid="s3", state_id=""), school="MV", district_run=False)
    made = sent(*charter, kept_out, completion(student=person(uid="s4", state_id="1234567899")))
    (said,) = [p for p in made.problems if p.code == "charter"]
    assert (dict(said.values), said.blocks) == ({"school": "MV", "count": 2}, False)
