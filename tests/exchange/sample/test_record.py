"""Records and timetables keep to the catalog: prerequisites, grades, sites, periods, seats."""

from __future__ import annotations

from collections import Counter, defaultdict

from cte_desktop.domain.catalog.course import ExtendedDay
from cte_desktop.domain.grades import LETTERS, is_mark
from cte_desktop.domain.school_year import Term, moment, parse_school_year
from tests.exchange.sample.written_district import THIS_YEAR, Row, WrittenDistrict

ENTRY_MARKS = {"P": 1, "CR": 1, "X": 12}
EVENING_SITES = {"CN", "CS", "GV", "SG", "VL", "WR", "HT"}


def test_every_course_was_begun_with_its_prerequisites_met(each_district: WrittenDistrict) -> None:
    courses = each_district.catalog.course_by_code
    checked = 0
    for sid, rows in each_district.record_of.items():
        reached = _ranks_over_time(rows)
        taken = [(_moment(row), row["course_code"]) for row in rows]
        for row in rows:
            course = courses.get(row["course_code"])
            if course is None or not course.prerequisites.alternatives or row["term"] == "summer":
                continue
            if course.is_year and row["term"] == "spring":
                continue  # begun in the fall
            now = _moment(row)
            assert any(
                all(
                    _passed(reached, need.course_code, need.minimum_mark, now)
                    or (need.same_term and (now, need.course_code) in taken)
                    for need in alternative
                )
                for alternative in course.prerequisites.alternatives
            ), (sid, row)
            checked += 1
    assert checked > 10_000


def test_courses_keep_to_their_grades_and_terms(each_district: WrittenDistrict) -> None:
    courses = each_district.catalog.course_by_code
    for row in each_district.record:
        course = courses.get(row["course_code"])
        if course is None:
            continue
        assert course.grade_min <= int(row["grade_level"]) <= course.grade_max, row
        if row["term"] == "summer":
            assert row["half"] in {"1", "2"}, row
        else:
            assert course.is_offered(Term(row["term"])), row


def test_courses_run_where_the_catalog_says(each_district: WrittenDistrict) -> None:
    catalog = each_district.catalog
    for row in each_district.record:
        year = parse_school_year(row["school_year"])
        if row["school"] not in catalog.school_by_short or year is None:
            continue
        schools = catalog.schools_teaching(row["course_code"], year)
        assert schools is None or row["school"] in schools, row


def test_only_the_present_term_is_under_way(district: WrittenDistrict) -> None:
    for row in district.record:
        assert is_mark(row["mark"])
        is_now = (row["school_year"], row["term"]) == (THIS_YEAR, "fall")
        assert (row["mark"] == "") == is_now, row


def test_credits_follow_the_mark_and_grades_7_and_8_earn_none(district: WrittenDistrict) -> None:
    nothing = {"", "F", "NP", "NC", "W", "X", "I"}
    for row in district.record:
        if int(row["grade_level"]) < 9:
            assert row["credits_attempted"] == row["credits_earned"] == "0.0", row
        else:
            earned = row["mark"] not in nothing
            assert row["credits_earned"] == (row["credits_attempted"] if earned else "0.0"), row


def test_a_student_has_six_to_eight_courses_a_term(each_district: WrittenDistrict) -> None:
    in_term = Counter(
        (row["student_id"], row["school_year"], row["term"])
        for row in each_district.record
        if int(row["grade_level"]) >= 9 and row["term"] != "summer"
    )
    assert all(5 <= count <= 9 for count in in_term.values())
    usual = sum(6 <= count <= 8 for count in in_term.values())
    assert usual / len(in_term) > 0.98


def test_nobody_has_two_courses_in_one_period(each_district: WrittenDistrict) -> None:
    periods: dict[str, list[str]] = defaultdict(list)
    for row in each_district.under_way:
        if row["section_id"]:
            periods[row["student_id"]].append(each_district.sections[row["section_id"]]["period"])
    assert len(periods) == len(each_district.high_school)
    for sid, mine in periods.items():
        by_day = [period for period in mine if period]
        assert len(by_day) == len(set(by_day)), sid


def test_an_evening_class_leaves_period_7_free(each_district: WrittenDistrict) -> None:
    kinds: dict[str, set[str]] = defaultdict(set)
    for row in each_district.under_way:
        section = each_district.sections.get(row["section_id"])
        if section:
            kinds[row["student_id"]].add(section["period"] or section["kind"])
    assert not [sid for sid, mine in kinds.items() if {"extended", "P7"} <= mine]


def test_every_seat_is_in_a_section_of_that_course_and_site(each_district: WrittenDistrict) -> None:
    taken: Counter[str] = Counter()
    for row in each_district.under_way:
        if row["section_id"]:
            section = each_district.sections[row["section_id"]]
            assert section["course_code"] == row["course_code"]
            assert section["site"] == row["school"]
            assert section["school_year"] == THIS_YEAR
            taken[row["section_id"]] += 1
    assert all(count <= int(each_district.sections[s]["seats"]) for s, count in taken.items())


def test_sections_meet_by_bells_or_by_clock(each_district: WrittenDistrict) -> None:
    bells = each_district.catalog.bells_by_school
    kinds = Counter(section["kind"] for section in each_district.sections.values())
    assert kinds["day"] > 100
    for section in each_district.sections.values():
        assert section["teacher"]
        if section["kind"] in {"day", "zero"}:
            assert section["period"] in {bell.block for bell in bells[section["site"]]}
        else:
            assert not section["period"]
            assert section["start"] < section["end"]
            assert 1 < len(section["days"]) < 5


def test_extended_day_is_offered_at_every_site_that_lists_it(district: WrittenDistrict) -> None:
    offered = {
        (s["course_code"], s["site"]) for s in district.sections.values() if s["kind"] == "extended"
    }
    listed = {
        (site.course_code, site.school)
        for site in district.catalog.course_sites
        if site.extended is not ExtendedDay.NO
    }
    assert listed <= offered
    assert {site for code, site in offered if code == "INTERN"} == EVENING_SITES


def test_230_credits_can_be_reached(district: WrittenDistrict) -> None:
    """In the fall of grade 12 a student without a failed course lacks less than a year's load."""
    earned: Counter[str] = Counter()
    failed = {row["student_id"] for row in district.record if row["mark"] in {"F", "NP", "NC"}}
    for row in district.record:
        if row["credit_scale"] != "carnegie" and row["school"] in district.catalog.school_by_short:
            earned[row["student_id"]] += int(float(row["credits_earned"]) * 10)
    seniors = [
        sid
        for sid, student in district.high_school.items()
        if student["grade_level"] == "12"
        and sid not in failed
        and all(r["school"] in district.catalog.school_by_short for r in district.record_of[sid])
    ]
    assert len(seniors) > 50
    enough = sum(earned[sid] >= 1_700 for sid in seniors)
    assert enough / len(seniors) > 0.95


def _moment(row: Row) -> int:
    year = parse_school_year(row["school_year"])
    assert year is not None
    return moment(year, Term(row["term"]))


def _ranks_over_time(rows: list[Row]) -> dict[tuple[str, int], list[tuple[int, int]]]:
    """Return (moment, rank) of each half of each course, credit recovery for what it recovers."""
    reached: dict[tuple[str, int], list[tuple[int, int]]] = defaultdict(list)
    for row in rows:
        mark = row["mark"]
        rank = LETTERS.index(mark) if mark in LETTERS else ENTRY_MARKS.get(mark, 0)
        half = int(row["half"] or (1 if row["term"] == "fall" else 2))
        reached[row["recovers"] or row["course_code"], half].append((_moment(row), rank))
    return reached


def _passed(
    reached: dict[tuple[str, int], list[tuple[int, int]]], code: str, minimum: str, now: int
) -> bool:
    wanted = LETTERS.index(minimum or "D-")
    return all(
        any(when < now and rank >= wanted for when, rank in reached.get((code, half), ()))
        for half in (1, 2)
    )
