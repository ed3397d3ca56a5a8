"""Claims to seats: the record's and the plans', one of each student, of terms still to come."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cte_desktop.domain.planning.sections.seats.open_order import Claim
from cte_desktop.storage.database import Database
from cte_desktop.storage.sections.seats import claims_of, tallies
from tests.storage.bringing import (
    a_file,
    a_meeting,
    a_semester,
    a_student,
    a_wanted,
    bring,
)

FALL, SPRING, SUMMER = date(2026, 11, 22), date(2027, 2, 1), date(2027, 8, 1)
KEY = (2026, "S1")


def _sits(student: str, term: str = "fall", **fields: Any) -> Any:
    values = {"school_year": 2026, "grade_level": 11, "mark": "", "section_id": "S1"} | fields
    return a_semester(student, "GD1", term=term, **values)


def _plans(student: str, term: str = "year", **fields: Any) -> Any:
    return a_wanted(student, "GD1", term, **({"grade_level": 11, "section_id": "S1"} | fields))


def _claims(database: Database, key: tuple[int, str] = KEY, day: date = FALL) -> list[Claim]:
    with database.reading() as tx:
        return list(claims_of(tx, [key], day)[key])


def _told(database: Database, key: tuple[int, str] = KEY, day: date = FALL) -> dict[str, bool]:
    return {claim.student_id: claim.recorded for claim in _claims(database, key, day)}


@pytest.fixture
def district(memory: Database) -> Database:
    """Four juniors in 2026-27, the class of 2028, and a section."""
    students = [a_student(f"00{n}", f"Last{n}") for n in range(1, 5)]
    bring(memory, a_file("students", *students), a_file("sections", a_meeting("S1", seats=2)))
    return memory


def test_the_record_without_a_mark_sits_in_it_and_a_plan_wants_to(district: Database) -> None:
    bring(
        district,
        a_file("record", _sits("001"), _sits("003", mark="B")),
        a_file("plans", _plans("001"), _plans("002"), _plans("004", section_id="S2")),
    )
    assert _told(district) == {"001": True, "002": False}
    with district.reading() as tx:
        assert tallies(tx, 2026, FALL) == {"S1": (1, 1), "S2": (0, 1)}
        assert claims_of(tx, [], FALL) == {}
        assert claims_of(tx, [(2026, "none")], FALL) == {(2026, "none"): ()}


def test_a_claim_says_who_it_is_and_which_step_placed_it(district: Database) -> None:
    bring(
        district,
        a_file("record", _sits("001")),
        a_file("enrollments", ("002", "Auto", "signed_up", "2025-09-01")),
    )
    bring(district, a_file("plans", _plans("002")))
    sits, plans = _claims(district)
    assert (sits.student_id, sits.recorded, sits.placed) == ("001", True, 0)
    assert sits.name == "Last1, Ana"
    assert (plans.student_id, plans.grade_level, plans.placed) == ("002", 11, 3)
    assert (sits.pathways, plans.pathways) == ((), ("Auto",))


def test_the_grade_is_that_of_the_section_s_school_year(district: Database) -> None:
    bring(district, a_file("plans", _plans("001", grade_level=12, section_id="S1")))
    assert _told(district) == {}
    (claim,) = _claims(district, (2027, "S1"))
    assert claim.grade_level == 12


def test_terms_that_are_over_do_not_count(district: Database) -> None:
    bring(
        district,
        a_file("record", _sits("001"), _sits("002", "spring")),
        a_file("plans", _plans("003", "fall"), _plans("004", "year")),
    )
    assert _told(district) == {"001": True, "002": True, "003": False, "004": False}
    assert _told(district, day=SPRING) == {"002": True, "004": False}
    assert _told(district, day=SUMMER) == {}
    for day, counted in ((FALL, {"S1": (2, 2)}), (SPRING, {"S1": (1, 1)}), (SUMMER, {})):
        with district.reading() as tx:
            assert tallies(tx, 2026, day) == counted


def test_only_active_plans_count_and_parked_courses_do_not(district: Database) -> None:
    bring(
        district,
        a_file(
            "plans",
            _plans("001", plan="Plan B", status="named"),
            _plans("002", plan="Plan A"),
        ),
    )
    with district.writing() as tx:
        tx.connection.exec_driver_sql("UPDATE placement SET grade_level = NULL WHERE term = 'fall'")
    assert _told(district) == {"002": False}


_ROW = st.tuples(
    st.sampled_from(["001", "002", "003", "004"]),
    st.sampled_from(["fall", "spring"]),
    st.sampled_from(["S1", "S2", ""]),
    st.sampled_from(["", "B"]),
)


@settings(max_examples=15, deadline=None)
@given(
    st.lists(_ROW, max_size=8, unique_by=lambda row: row[:3]),
    st.lists(_ROW, max_size=8, unique_by=lambda row: row[:2]),
    st.sampled_from([FALL, SPRING]),
)
def test_tallies_count_the_claims(
    sits: list[tuple[str, ...]], plans: list[tuple[str, ...]], day: date
) -> None:
    with Database.in_memory() as database:
        bring(database, a_file("students", *(a_student(f"00{n}") for n in range(1, 5))))
        bring(
            database,
            a_file("record", *(_sits(s, t, section_id=i, mark=m) for s, t, i, m in sits)),
            a_file("plans", *(_plans(s, t, section_id=i) for s, t, i, _ in plans)),
        )
        with database.reading() as tx:
            claims = claims_of(tx, [(2026, "S1"), (2026, "S2")], day)
            counted = tallies(tx, 2026, day)
    for (_, section), of in claims.items():
        recorded = sum(claim.recorded for claim in of)
        assert counted.get(section, (0, 0)) == (recorded, len(of) - recorded)
        assert len({claim.student_id for claim in of}) == len(of)
