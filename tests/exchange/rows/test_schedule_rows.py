"""Sections, bells, ways, fixed times and wishes that can't be right: what becomes of each row."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path

import pytest

from tests.domain.catalog.lost_bells import without_bells
from tests.exchange.reading.reading_district import known, read_lines

SECTIONS = (
    "section_id,school_year,term,course_code,site,kind,period,days,start,end,room,teacher,seats,"
    "reserved_for,grade_min,grade_max,state"
)
BELLS = "school,schedule,days,block,start,end"
TRAVEL = "from,to,minutes"
BUSY = "student_id,school_year,term,days,start,end,kind,site"
WISHES = "student_id,rank,kind,value"
FILES = {"S": ("sections.csv", SECTIONS), "B": ("bells.csv", BELLS), "T": ("travel.csv", TRAVEL)}
FILES |= {"U": ("busy.csv", BUSY), "W": ("wishes.csv", WISHES)}
TAKEN, NOT = True, False
NIGHT = "start 3:45 is in the night."
TIME = '"{}" is not a time or weekday that can be.'


def section(number: int = 1, **cells: str) -> str:
    """A row of sections.csv that is right but for the given cells."""
    usual = {
        "section_id": f"VL26-{number}",
        "school_year": "2026-27",
        "term": "year",
        "course_code": "ENG10",
        "site": "VL",
        "kind": "day",
        "period": "" if "start" in cells else "P1",
        "days": "MTWRF",
        "state": "open",
    }
    return ",".join((usual | cells).get(name, "") for name in SECTIONS.split(","))


# file, rows, row reported, column, value, code, taken, sentence
SHAPES = [
    # No bells on a weekday, or none at all: taken, and known to fit nobody.
    ("S", [section(site="LP", period="P7")], 2, "period", "P7", "bell_missing", TAKEN,
     "No bells say when P7 is: LP (Monday, Tuesday, Wednesday, Thursday, and Friday)."),
    ("S", [section(site="RN", days="WM")], 2, "period", "P1", "bell_missing", TAKEN,
     "No bells say when P1 is: RN (Monday and Wednesday)."),
    ("S", [section(site="SG", period="P0", days="")], 2, "", "", "", TAKEN, ""),
    ("S", [section(period="P8")], 2, "period", "P8", "unknown_value", NOT,
     '"P8" is not a value of the column "period".'),
    ("S", [section(period="p2")], 2, "", "", "", TAKEN, ""),
    # Times.
    ("S", [section(start="16:00", end="15:00")], 2, "end", "15:00", "bad_time", NOT,
     TIME.format("15:00")),
    ("S", [section(start="16:00", end="16:00")], 2, "end", "16:00", "bad_time", NOT,
     TIME.format("16:00")),
    ("S", [section(start="16:00")], 2, "end", "", "bad_time", NOT, TIME.format("")),
    ("S", [section(start="", period="P1", end="17:00")], 2, "start", "", "bad_time", NOT,
     TIME.format("")),
    ("S", [section(start="3:45 PM", end="18:15")], 2, "start", "3:45 PM", "adjusted", TAKEN,
     '"3:45 PM" was read as "15:45".'),
    ("S", [section(start="15:45", end="6:15p.m.")], 2, "end", "6:15p.m.", "adjusted", TAKEN,
     '"6:15p.m." was read as "18:15".'),
    ("S", [section(start="12:05 am", end="13:00 PM")], 2, "end", "13:00 PM", "bad_time", NOT,
     TIME.format("13:00 PM")),
    ("S", [section(start="1545", end="18:15")], 2, "start", "1545", "bad_time", NOT,
     TIME.format("1545")),
    ("S", [section(start="15.45", end="18:15")], 2, "start", "15.45", "bad_time", NOT,
     TIME.format("15.45")),
    ("S", [section(start="15:45:00", end="18:15")], 2, "start", "15:45:00", "bad_time", NOT,
     TIME.format("15:45:00")),
    ("S", [section(start="3:45", end="6:15")], 2, "start", "3:45", "bad_time", TAKEN, NIGHT),
    # Weekdays.
    ("S", [section(days="MSU")], 2, "days", "MSU", "bad_time", NOT, TIME.format("MSU")),
    ("S", [section(days="S")], 2, "days", "S", "bad_time", NOT, TIME.format("S")),
    ("S", [section(days="rtm")], 2, "", "", "", TAKEN, ""),
    # Names, numbers.
    ("S", [section(site="Mars")], 2, "site", "Mars", "unknown_school", NOT,
     'There is no school "Mars" in the catalog.'),
    ("S", [section(course_code="NOPE")], 2, "course_code", "NOPE", "unknown_course", NOT,
     'There is no course "NOPE" in the catalog.'),
    ("S", [section(seats="-5")], 2, "seats", "-5", "bad_number", NOT,
     '"-5" is not a number that "seats" can hold.'),
    ("S", [section(seats="thirty")], 2, "seats", "thirty", "bad_number", NOT,
     '"thirty" is not a number that "seats" can hold.'),
    ("S", [section(grade_min="12", grade_max="9")], 2, "grade_max", "9", "bad_number", NOT,
     "grade_max 9 is below grade_min 12."),
    ("S", [section(reserved_for="Wizardry=5; Welding=5; grade 13")], 2, "reserved_for",
     "Wizardry=5; Welding=5; grade 13", "unknown_pathway", TAKEN,
     "Seats are kept for nobody who is known: Wizardry; 13."),
    ("S", [section(reserved_for="grade 12=5;11;grade:10")], 2, "", "", "", TAKEN, ""),
    ("S", [section(school_year="2024-25"), section(2, school_year="2024-25", period="P2")], 2,
     "school_year", "2024-25", "past_year", TAKEN, "The school year 2024-25 is over: 2 rows."),
    # At two places at once.
    ("S", [section(), section(period="", start="09:00", end="10:00", days="F")], 3, "section_id",
     "VL26-1", "section_double", TAKEN,
     "Two meetings of the section VL26-1 overlap: Friday 09:00–09:20, with row 2."),
    ("S", [section(teacher="A. Lee"), section(2, teacher="a. lee", site="CN")], 3, "teacher",
     "a. lee", "teacher_double", TAKEN,
     "a. lee would teach somewhere else at the same time: section VL26-1, row 2, Monday 08:30."),
    ("S", [section(teacher="A. Lee", room="1"), section(2, teacher="A. Lee", room="2")], 3,
     "teacher", "A. Lee", "teacher_double", TAKEN,
     "A. Lee would teach somewhere else at the same time: section VL26-1, row 2, Monday 08:30."),
    ("S", [section(teacher="A. Lee", room="1"), section(2, teacher="B. Ng", room="1")], 3, "room",
     "1", "room_double", TAKEN,
     "The room 1 would hold another class at the same time: section VL26-1, row 2, Monday 08:30."),
    # Taught together, one after the other, in other terms or years, cancelled, by nobody yet.
    ("S", [section(teacher="A. Lee", room="1"), section(2, teacher="A. Lee", room="1")], 2, "", "",
     "", TAKEN, ""),
    ("S", [section(teacher="A. Lee", term="fall"), section(2, teacher="A. Lee", term="spring",
     site="CN")], 2, "", "", "", TAKEN, ""),
    ("S", [section(teacher="A. Lee"), section(2, teacher="A. Lee", site="CN", state="cancelled")],
     2, "", "", "", TAKEN, ""),
    ("S", [section(teacher="Staff"), section(2, teacher="STAFF", site="CN")], 2, "", "", "", TAKEN,
     ""),
    ("S", [section(teacher="A. Lee"), section(2, teacher="A. Lee", period="", days="M",
     start="09:20", end="09:26", site="CN")], 2, "", "", "", TAKEN, ""),
    # Bells.
    ("B", ["VL,regular,MTWRF,P3,10:22,11:30"], 2, "start", "10:22", "bell_overlap", TAKEN,
     "This period, from 10:22, overlaps P4 (Monday 11:18–12:08, known before)."),
    ("B", ["RN,x,M,P1,08:00,09:00", "RN,x,M,P2,08:50,10:00", "RN,y,W,P2,08:50,10:00"], 3, "start",
     "08:50", "bell_overlap", TAKEN,
     "This period, from 08:50, overlaps P1 (Monday 08:00–09:00, row 2)."),
    ("B", ["RN,x,M,P1,09:00,08:00"], 2, "end", "08:00", "bad_time", NOT, TIME.format("08:00")),
    ("B", ["RN,x,MX,P1,08:00,09:00"], 2, "days", "MX", "bad_time", NOT, TIME.format("MX")),
    ("B", ["RN,x,M,P9,08:00,09:00"], 2, "block", "P9", "unknown_value", TAKEN,
     'Sections know no period "P9".'),
    ("B", ["RN,x,M,p1,08:00,09:00"], 2, "block", "p1", "adjusted", TAKEN,
     '"p1" was read as "P1".'),
    ("B", ["Mars,x,M,P1,08:00,09:00"], 2, "school", "Mars", "unknown_school", NOT,
     'There is no school "Mars" in the catalog.'),
    ("B", ["VL,regular,MTWRF,P3,10:24,11:12"], 2, "", "", "", TAKEN, ""),
    # Ways.
    ("T", ["VL,College,9"], 2, "to", "College", "one_way", TAKEN,
     "The way back is not listed: College to VL."),
    ("T", ["VL,College,9", "College,VL,14"], 2, "", "", "", TAKEN, ""),
    ("T", ["VL,VL,5"], 2, "to", "VL", "bad_number", NOT,
     "The way from VL to itself takes no time."),
    ("T", ["VL,VL,0"], 2, "", "", "", TAKEN, ""),
    ("T", ["VL,CN,-4"], 2, "minutes", "-4", "bad_number", NOT,
     '"-4" is not a number that "minutes" can hold.'),
    # Fixed times and wishes.
    ("U", ["S1,2026-27,fall,MS,15:00,16:00,sport,"], 2, "days", "MS", "bad_time", NOT,
     TIME.format("MS")),
    ("U", ["S1,2026-27,fall,M,16:00,15:00,sport,"], 2, "end", "15:00", "bad_time", NOT,
     TIME.format("15:00")),
    ("U", ["S1,,fall,M,15:00,16:00,sport,"], 2, "school_year", "", "missing_value", NOT,
     'The column "school_year" is empty.'),
    ("U", ["S1,2026-27,fall,M,15:00,16:00,,"], 2, "kind", "", "missing_value", NOT,
     'The column "kind" is empty.'),
    ("U", ["S1,2026-27,fall,M,15:00,16:00,nap,"], 2, "kind", "nap", "unknown_value", NOT,
     '"nap" is not a value of the column "kind".'),
    ("U", ["S1,2026-27,fall,M,15:00,16:00,job,Mars"], 2, "site", "Mars", "unknown_school", TAKEN,
     'The way to "Mars" is not known.'),
    ("U", ["S1,2026-27,fall,M,3:45,6:15,job,"], 2, "start", "3:45", "bad_time", TAKEN, NIGHT),
    ("U", ["S1,2026-27,fall,M,00:00,23:59,reserved,VL"], 2, "", "", "", TAKEN, ""),
    ("W", ["S1,1,earliest_start,late"], 2, "value", "late", "bad_time", NOT, TIME.format("late")),
    ("W", ["S1,1,latest_end,5:30 PM"], 2, "value", "5:30 PM", "adjusted", TAKEN,
     '"5:30 PM" was read as "17:30".'),
    ("W", ["S1,1,lunch,9"], 2, "value", "9", "bad_number", NOT,
     '"9" is not a number that "value" can hold.'),
    ("W", ["S1,1,lunch,91"], 2, "value", "91", "bad_number", NOT,
     '"91" is not a number that "value" can hold.'),
    ("W", ["S1,1,area_goal,UC"], 2, "value", "UC", "adjusted", TAKEN, '"UC" was read as "uc".'),
    ("W", ["S1,1,honors,maybe"], 2, "value", "maybe", "unknown_value", NOT,
     '"maybe" is not a value of the column "value".'),
    ("W", ["S1,1,free_period,9"], 2, "value", "9", "unknown_value", NOT,
     '"9" is not a value of the column "value".'),
    ("W", ["S1,1,load,7-5"], 2, "value", "7-5", "unknown_value", NOT,
     '"7-5" is not a value of the column "value".'),
    ("W", ["S1,1,pathway,Welding by 13"], 2, "value", "Welding by 13", "unknown_pathway", NOT,
     'There is no pathway "Welding by 13" in the catalog.'),
    ("W", ["S1,1,course,ART1|NOPE"], 2, "value", "ART1|NOPE", "unknown_course", NOT,
     'There is no course "ART1|NOPE" in the catalog.'),
    ("W", ["S1,1,avoid,NOPE"], 2, "value", "NOPE", "unknown_course", NOT,
     'There is no course "NOPE" in the catalog.'),
    ("W", ["S1,1,dance,yes"], 2, "kind", "dance", "unknown_value", NOT,
     '"dance" is not a value of the column "kind".'),
    ("W", ["S1,0,summer,yes"], 2, "rank", "0", "bad_number", NOT,
     '"0" is not a number that "rank" can hold.'),
    ("W", ["S1,1,course,ART1|CER1", "S1,2,extended_day,3"], 2, "", "", "", TAKEN, ""),
    ("W", ["S1,1,lunch,10", "S1,2,lunch,90", "S1,3,earliest_start,8:05"], 2, "", "", "", TAKEN, ""),
]  # fmt: skip


@pytest.mark.parametrize("shape", SHAPES, ids=lambda s: f"{s[0]}-{s[5]}-{s[1][-1][:60]!r}")
def test_each_bad_row_gets_its_sentence_and_the_rest_is_taken(
    tmp_path: Path, shape: tuple[str, list[str], int, str, str, str, bool, str]
) -> None:
    file, rows, row, column, value, code, taken, sentence = shape
    name, header = FILES[file]
    read = read_lines(tmp_path, name, header, *rows)
    told = [(e.row, e.column, e.value, e.code, e.taken, e.problem) for e in read.rows_reported]
    assert told == ([(row, column, value, code, taken, sentence)] if code else [])
    assert all(entry.fix and "{" not in entry.fix for entry in read.reading.reported)
    assert len(read.rows) == len(rows) - (not taken)
    assert read.adds_up


def test_a_weekday_on_which_a_site_rings_nothing_is_told_with_the_section_that_meets(
    tmp_path: Path,
) -> None:
    rows = (section(days=""), section(2, days="MTWR"), section(3, days="RF"))
    for blocks in (("periods",), ("periods", "DAY")):
        silent = replace(known(), catalog=without_bells("VL", "F", *blocks))
        read = read_lines(tmp_path, "sections.csv", SECTIONS, *rows, what=silent)
        told = [(entry.row, entry.code, entry.problem) for entry in read.rows_reported]
        sentence = "No bells say when P1 is: VL (Friday)."
        assert told == [(2, "bell_missing", sentence), (4, "bell_missing", sentence)]
        assert len(read.rows) == 3


def test_a_wish_with_a_strength_or_a_weekday_that_is_none_is_refused(tmp_path: Path) -> None:
    header = f"{WISHES},strength,days"
    rows = (
        "S1,1,summer,yes,perhaps,",
        "S1,2,extended_day,yes,no,MX",
        "S1,3,extended_day,yes,no,MW",
    )
    read = read_lines(tmp_path, "wishes.csv", header, *rows)
    told = [(entry.row, entry.column, entry.code) for entry in read.rows_reported]
    assert told == [(2, "strength", "unknown_value"), (3, "days", "bad_time")]
    assert read.values("days") == ["MW"]


def test_hours_of_wishes_are_stored_as_the_contract_writes_them(tmp_path: Path) -> None:
    rows = ("S1,1,earliest_start,8:05", "S1,2,latest_end,5:30 pm")
    assert read_lines(tmp_path, "wishes.csv", WISHES, *rows).values("value") == ["08:05", "17:30"]


def test_a_way_to_a_school_is_one_to_its_short_name(tmp_path: Path) -> None:
    rows = ("Valencia High School,19651361931492,12", "CN,VL,12")
    read = read_lines(tmp_path, "travel.csv", TRAVEL, *rows)
    assert read.values("origin") == ["VL", "CN"]
    assert read.values("destination") == ["CN", "VL"]
    assert read.codes == []


def test_ten_thousand_rows_that_all_clash_are_read_in_a_moment(tmp_path: Path) -> None:
    rows = [section(n, teacher="A. Lee", room="1", site=("VL", "CN")[n % 2]) for n in range(10_000)]
    begun = time.perf_counter()
    read = read_lines(tmp_path, "sections.csv", SECTIONS, *rows)
    assert time.perf_counter() - begun < 5
    assert len(read.rows) == 10_000
    assert len(read.reading.reported) == 9_999
