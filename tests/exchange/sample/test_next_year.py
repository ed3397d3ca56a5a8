"""The master schedule of the coming year: what the plans ask for, and something of everything."""

from __future__ import annotations

from collections import Counter

from cte_desktop.domain.catalog.timetable import parse_clock
from cte_desktop.exchange.plain.known import Known
from cte_desktop.exchange.reading.reading import open_paths
from cte_desktop.exchange.sample.district import FEEDERS
from tests.exchange.sample.written_district import THIS_YEAR, TODAY, Row, WrittenDistrict

NEXT_YEAR = "2027-28"
MARGIN = 10  # minutes


def coming(district: WrittenDistrict) -> list[Row]:
    return [s for s in district.sections.values() if s["school_year"] == NEXT_YEAR]


def present(district: WrittenDistrict) -> list[Row]:
    return [s for s in district.sections.values() if s["school_year"] == THIS_YEAR]


def high_school(school: str) -> str:
    return next((high for high, junior in FEEDERS.items() if junior == school), school)


def test_the_coming_year_is_nearly_as_big_and_most_classes_keep_teacher_and_room(
    each_district: WrittenDistrict,
) -> None:
    now, then = present(each_district), coming(each_district)
    assert len(now) + len(then) == len(each_district.sections)
    assert 0.8 < len(then) / len(now) < 1.25
    assert all(s["section_id"].startswith(f"{s['site']}27-") for s in then)
    taught = {(s["course_code"], s["site"], s["room"], s["teacher"]) for s in now}
    same = sum((s["course_code"], s["site"], s["room"], s["teacher"]) in taught for s in then)
    assert same / len(then) > 0.6
    assert {s["teacher"] for s in then} - {s["teacher"] for s in now}


def test_courses_that_many_plan_have_sections(district: WrittenDistrict) -> None:
    asked: Counter[tuple[str, str]] = Counter()
    for row in district.rows("plans.csv"):
        student = district.students[row["student_id"]]
        is_next = int(row["grade_level"]) == int(student["grade_level"]) + 1
        if is_next and row["lane"] == "day" and row["choice"] == "0":
            site = high_school(student["school"])
            asked[row["course_code"], site] += 1
    opened = Counter((s["course_code"], s["site"]) for s in coming(district))
    assert asked
    assert [pair for pair, count in asked.items() if count >= 10 and not opened[pair]] == []
    several = [pair for pair, count in opened.items() if count == 1]
    assert len(several) > 20  # courses with one section only


def test_there_is_something_of_everything(district: WrittenDistrict) -> None:
    then = coming(district)
    starts = Counter(s["start"] for s in then if s["kind"] == "extended")
    assert set(starts) == {"15:45", "16:15"}
    assert min(starts.values()) > 20
    by_site: dict[str, set[str]] = {}
    for s in then:
        if s["kind"] == "extended":
            by_site.setdefault(s["site"], set()).add(s["start"])
    assert all(len(found) == 2 for found in by_site.values())
    kinds, periods = Counter(s["kind"] for s in then), Counter(s["period"] for s in then)
    assert kinds["zero"] == periods["P0"] == 2
    assert kinds["college"] > 5
    assert periods["P7"] > 10
    assert [s["kind"] for s in then if s["state"] == "cancelled"] == ["extended"]
    kept = [s["reserved_for"].partition("=")[0] for s in then if s["reserved_for"]]
    assert "grade 12" in kept
    assert set(kept) - {"grade 12"} <= set(district.catalog.pathway_by_name)
    assert any(int(s["seats"]) <= 12 for s in then)
    assert any((s["grade_min"], s["grade_max"]) == ("10", "12") for s in then)


def test_few_plans_name_a_section_and_none_of_them_clashes(each_district: WrittenDistrict) -> None:
    catalog, sections = each_district.catalog, each_district.sections
    plans = [r for r in each_district.rows("plans.csv") if r["choice"] == "0"]
    ahead = [r for r in plans if r["section_id"].partition("-")[0].endswith("27")]
    assert 0 < len(ahead) < len(plans) / 100
    days: dict[str, set[str]] = {}
    for row in plans:
        days.setdefault(f"{row['student_id']} {row['grade_level']}", set()).add(row["period"])
    for row in ahead:
        section = sections[row["section_id"]]
        assert (section["course_code"], section["state"]) == (row["course_code"], "open")
        assert not section["reserved_for"]
        school = each_district.students[row["student_id"]]["school"]
        home = high_school(school)
        assert "P7" not in days[f"{row['student_id']} {row['grade_level']}"]
        last = max(m.end for m in catalog.meetings_by_period.get((home, "P6"), ()))
        way = catalog.travel_minutes(home, section["site"])
        assert way is not None
        wait = way + MARGIN if way else 0
        assert last + wait <= (parse_clock(section["start"]) or 0)


def test_nobody_teaches_at_two_places_and_no_seat_is_kept_for_nobody(
    each_district: WrittenDistrict,
) -> None:
    known = Known(each_district.catalog, TODAY)
    readings = open_paths([each_district.folder / "sections.csv"], "plain", None, known)
    (reading,) = readings.files
    rows = sum(len(batch) for batch in readings.batches(reading))
    assert rows == len(each_district.sections)
    assert reading.reported == []
