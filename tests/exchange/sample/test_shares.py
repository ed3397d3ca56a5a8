"""The shares that the sample promises, measured on the default district."""

from __future__ import annotations

from collections import Counter, defaultdict

from cte_desktop.domain.grades import at_least
from tests.exchange.sample.written_district import LAST_YEAR, Row, WrittenDistrict

COMPLETERS_A_YEAR = 1_288 / 15_500
COLLEGE = "College of the Canyons"


def test_at_least_8_percent_of_graded_semesters_failed(district: WrittenDistrict) -> None:
    ungraded = {"", "W", "X", "I"}
    graded = [r for r in district.record if r["mark"] not in ungraded]
    high_school = [r for r in graded if int(r["grade_level"]) >= 9]
    assert 0.08 <= _failed(graded) <= 0.12
    assert 0.08 <= _failed(high_school) <= 0.12


def test_at_least_3_percent_came_in_mid_year_with_courses_from_elsewhere(
    district: WrittenDistrict,
) -> None:
    here = {*district.catalog.school_by_short, COLLEGE}
    elsewhere = [row for row in district.record if row["school"] not in here]
    came = {row["student_id"] for row in elsewhere}
    assert 0.03 <= len(came) / len(district.students) <= 0.06
    for sid in came:
        entered = district.students[sid]["entered_district_on"]
        assert entered[5:7] in {"01", "02", "09", "10"}, entered
    unknown = [r for r in elsewhere if r["course_code"].startswith("X-")]
    assert len({r["course_code"] for r in unknown}) > 8
    assert all(r["course_title"] and r["subject"] for r in unknown)
    assert any(r["ag_area"] and r["ag_years"] == "0.5" for r in unknown)
    scales = Counter(r["credit_scale"] for r in elsewhere)
    assert scales["carnegie"] > 100
    assert scales[""] > scales["carnegie"]


def test_at_least_6_percent_have_college_courses(district: WrittenDistrict) -> None:
    rows = [row for row in district.record if row["course_code"].startswith("COC-")]
    students = {row["student_id"] for row in rows}
    assert len(students) / len(district.students) >= 0.06
    assert {row["school"] for row in rows} >= {"VL", COLLEGE}


def test_at_least_20_percent_have_extended_day_sections_half_of_them_elsewhere(
    district: WrittenDistrict,
) -> None:
    sites: dict[str, set[str]] = defaultdict(set)
    for row in district.under_way:
        section = district.sections.get(row["section_id"])
        if section and section["kind"] == "extended":
            sites[row["student_id"]].add(section["site"])
    away = [sid for sid, mine in sites.items() if mine - {district.students[sid]["school"]}]
    assert 0.2 <= len(sites) / len(district.high_school) <= 0.28
    assert 0.45 <= len(away) / len(sites) <= 0.58


def test_completers_come_at_the_rate_of_the_district(district: WrittenDistrict) -> None:
    high_school = len(district.high_school)
    last_year = sum(
        _completed_in(rows, district) == LAST_YEAR for rows in district.record_of.values()
    )
    on_the_way = sum(
        any(_level(row, district) == "capstone" for row in rows if not row["mark"])
        for rows in district.record_of.values()
    )
    assert 0.85 <= last_year / high_school / COMPLETERS_A_YEAR <= 1.2
    # About four in five of those in a capstone complete it.
    assert 0.85 <= on_the_way * 0.8 / high_school / COMPLETERS_A_YEAR <= 1.25


def test_at_least_8_percent_of_seniors_are_one_course_short(district: WrittenDistrict) -> None:
    seniors = [sid for sid, s in district.students.items() if s["grade_level"] == "12"]
    short = [sid for sid in seniors if _one_course_short(district.record_of[sid], district)]
    assert 0.08 <= len(short) / len(seniors) <= 0.14


def test_names_are_of_many_kinds(district: WrittenDistrict) -> None:
    students = list(district.students.values())
    lasts = [s["last_name"] for s in students]
    assert sum(not last.isascii() for last in lasts) > 200
    assert sum("'" in last for last in lasts) > 30
    assert sum("-" in last for last in lasts) > 30
    assert sum(" " in last for last in lasts) > 200
    assert 3 <= sum(s["last_name"] == s["first_name"] for s in students) <= 40
    assert any(s["suffix"] for s in students)
    assert any(s["preferred_name"] for s in students)
    assert len({s["home_language"] for s in students}) > 6


def test_ids_are_unique_and_some_begin_with_zero(district: WrittenDistrict) -> None:
    students = district.rows("students.csv")
    ids = [s["student_id"] for s in students]
    assert len(set(ids)) == len(ids)
    assert all(len(sid) == 6 and sid.isdigit() for sid in ids)
    assert any(sid.startswith("0") for sid in ids)
    states = [s["state_id"] for s in students]
    assert len(set(states)) == len(states)
    assert all(len(state) == 10 and state.isdigit() for state in states)


def test_a_counselor_has_about_380_students(district: WrittenDistrict) -> None:
    loads = Counter((s["school"], s["counselor"]) for s in district.students.values())
    assert all(counselor and 300 <= load <= 460 for (_, counselor), load in loads.items())


def test_grade_8_algebra_and_spanish_carry_no_credit(district: WrittenDistrict) -> None:
    early = [r for r in district.record if r["course_code"] in {"MATH8A", "SPAN1J"}]
    counts = Counter(r["course_code"] for r in early)
    assert counts["MATH8A"] > 500
    assert counts["SPAN1J"] > 300
    assert all(r["grade_level"] == "8" and r["credits_earned"] == "0.0" for r in early)
    assert "RN" in {r["school"] for r in early}


def test_failed_halves_come_again_in_summer_and_by_credit_recovery(
    district: WrittenDistrict,
) -> None:
    summer = [r for r in district.record if r["term"] == "summer"]
    recovered = [r for r in district.record if r["course_code"] == "CRREC"]
    assert len(summer) > 500
    assert len(recovered) > 100
    begun = {(r["student_id"], r["course_code"]) for r in district.record}
    for row in recovered:
        if row["school"] == "VL":
            assert row["subject"]
            assert (row["student_id"], row["recovers"]) in begun


def test_every_kind_of_experience_occurs(district: WrittenDistrict) -> None:
    kinds = Counter(row["kind"] for row in district.rows("experiences.csv"))
    expected = {"exploratory", "wbl", "ctso", "exploration", "certification", "college"}
    assert expected <= set(kinds)
    work = [r for r in district.rows("experiences.csv") if r["kind"] == "wbl"]
    assert {r["type_code"] for r in work} <= {"10", "15", "20", "25", "45"}
    assert all(float(r["hours"]) > 0 for r in work)


def test_experiences_say_what_only_their_kind_has(district: WrittenDistrict) -> None:
    has: dict[str, set[str]] = defaultdict(set)
    for row in district.rows("experiences.csv"):
        for name in ("chapter", "office", "issuer", "evaluation", "opinion", "enrolled_as"):
            if row[name]:
                has[row["kind"]].add(name)
                assert name != "opinion" or row[name] in "12345"
    assert has["exploratory"] == {"opinion"}
    assert has["ctso"] == {"chapter", "office"}
    assert has["certification"] == {"issuer"}
    assert has["college"] == {"enrolled_as"}
    assert has["wbl"] == {"evaluation"}


def test_most_students_have_a_plan_to_the_end_of_grade_12(district: WrittenDistrict) -> None:
    plans: dict[str, list[Row]] = defaultdict(list)
    for row in district.rows("plans.csv"):
        plans[row["student_id"]].append(row)
    assert 0.5 <= len(plans) / len(district.students) <= 0.7
    lanes = Counter(row["lane"] for rows in plans.values() for row in rows)
    assert set(lanes) == {"day", "extended", "college"}
    for sid, rows in plans.items():
        now = int(district.students[sid]["grade_level"])
        assert {int(row["grade_level"]) for row in rows} <= set(range(now, 13))
        assert max(int(row["grade_level"]) for row in rows) == 12
        assert all(row["term"] == "spring" for row in rows if int(row["grade_level"]) == now)


def test_sign_ups_are_for_pathways_and_those_who_left_have_none(
    district: WrittenDistrict,
) -> None:
    left = {r["student_id"] for r in district.rows("enrollments.csv") if r["action"] == "left"}
    assert len(left) > 5
    for sid, student in district.students.items():
        if student["pathway"]:
            assert student["pathway"] in district.catalog.pathway_by_name
            assert sid not in left
            assert int(student["grade_level"]) >= 9


def _failed(rows: list[Row]) -> float:
    return sum(row["mark"] in {"F", "NP", "NC"} for row in rows) / len(rows)


def _level(row: Row, district: WrittenDistrict) -> str:
    course = district.catalog.course(row["course_code"])
    return course.pathway_level.value if course and course.pathway_level else ""


def _halves(
    rows: list[Row], level: str, threshold: str, district: WrittenDistrict
) -> dict[str, str]:
    """Return the year of the last half under each course of the level of which both are passed."""
    passed: dict[str, dict[str, str]] = defaultdict(dict)
    for row in rows:
        if _level(row, district) == level and at_least(row["mark"], threshold):
            half = row["half"] or ("1" if row["term"] == "fall" else "2")
            passed[row["course_code"]][half] = row["school_year"]
    return {code: max(years.values()) for code, years in passed.items() if len(years) == 2}


def _completed_in(rows: list[Row], district: WrittenDistrict) -> str:
    courses = district.catalog.course_by_code
    concentrators = _halves(rows, "concentrator", "D-", district)
    pathways = {courses[code].pathway for code in concentrators}
    years = [
        year
        for code, year in _halves(rows, "capstone", "C-", district).items()
        if courses[code].pathway in pathways
    ]
    return min(years, default="")


def _one_course_short(rows: list[Row], district: WrittenDistrict) -> bool:
    if any(_level(row, district) == "capstone" and not row["mark"] for row in rows):
        return False
    if _completed_in(rows, district):
        return False
    return bool(_halves(rows, "concentrator", "D-", district))
