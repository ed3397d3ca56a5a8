"""A small district in the fall of 2026-27, each student a case of the forecast, as plain files."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from cte_desktop.services.desk import Desk
from cte_desktop.services.districts import new_district
from cte_desktop.services.importing import import_paths
from cte_desktop.system.clock import Clock

CLOCK = Clock(date(2026, 11, 22))
COOKING, WELDING, DANCE = "Culinary Arts", "Welding", "Professional Dance"
Row = tuple[str, str, str, str]  # school year, term (or year), course, mark

GRADES = {
    "0001": 12,  # capstone runs, both halves recorded
    "0002": 12,  # capstone runs; its spring is planned
    "0003": 12,  # capstone runs; its spring is missing
    "0004": 11,  # capstone planned for next year
    "0005": 11,  # capstone missing: its last chance is next year
    "0006": 10,  # capstone missing: two chances left
    "0007": 12,  # concentrator alone: nothing can be placed any more but in this fall
    "0008": 12,  # completed last year
    "0009": 9,  # nothing yet
    "0010": 11,  # concentrator and capstone both missing, can still be done
    "0011": 12,  # a mark of last year is pending
    "0012": 11,  # a full day next year, and the capstone missing, which has no Extended Day
}
PATHWAYS = dict.fromkeys(GRADES, COOKING) | {
    "0004": WELDING,
    "0006": WELDING,
    "0012": DANCE,
}
LANGUAGES = {"0005": "Spanish", "0006": "Korean"}
RECORD: dict[str, tuple[Row, ...]] = {
    "0001": (("2025-26", "year", "CU1", "B"), ("2026-27", "year", "CU2", "")),
    "0002": (("2025-26", "year", "CU1", "B"), ("2026-27", "fall", "CU2", "")),
    "0003": (("2025-26", "year", "CU1", "B"), ("2026-27", "fall", "CU2", "")),
    "0004": (("2025-26", "year", "WD1", "B"),),
    "0005": (("2025-26", "year", "CU1", "B"),),
    "0006": (("2025-26", "year", "WD1", "C"),),
    "0007": (("2025-26", "year", "CU1", "F"),),
    "0008": (("2024-25", "year", "CU1", "B"), ("2025-26", "year", "CU2", "B")),
    "0011": (
        ("2024-25", "year", "CU1", "B"),
        ("2025-26", "fall", "CU2", "B"),
        ("2025-26", "spring", "CU2", "I"),
    ),
    "0012": (("2025-26", "year", "DN1", "B"),),
}
FULL_DAY = ("DRAMA1", "ART1", "CHOIR", "BAND", "ORCH", "EARTH", "CER1")
PLANS = [
    ("0002", 12, "spring", "CU2", "P3"),
    ("0004", 12, "year", "WD2", "P2"),
    *(("0012", 12, "year", code, f"P{place}") for place, code in enumerate(FULL_DAY, 1)),
]
SECTIONS = (
    ("CU2-1", "2026-27", "year", "CU2", "VL"),
    ("CU2-2", "2027-28", "year", "CU2", "VL"),
    ("CU2-3", "2027-28", "year", "CU2", "CN"),
    ("WD2-1", "2027-28", "year", "WD2", "CN"),
)


def make_district(file: Path, folder: Path) -> None:
    """Make a database of these people."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, (head, lines) in _files().items():
        text = "\n".join((head, *lines)) + "\n"
        (folder / name).write_text(text, encoding="utf-8")
    desk = new_district(file, None, CLOCK, actor="A. Lee")
    import_paths(desk, (folder,))
    desk.close()


def uid_of(desk: Desk, student_id: str) -> str:
    """Our own id of a student."""
    with desk.database.reading() as tx:
        found = tx.connection.exec_driver_sql(
            "SELECT uid FROM student WHERE student_id = ?", (student_id,)
        )
        return str(found.scalar_one())


def ids_of(desk: Desk, uids: tuple[str, ...]) -> list[str]:
    """The district's ids of students, in order."""
    with desk.database.reading() as tx:
        rows = tx.connection.exec_driver_sql("SELECT uid, student_id FROM student").all()
    known = {row[0]: str(row[1]) for row in rows}
    return sorted(known[uid] for uid in uids)


def _files() -> dict[str, tuple[str, list[str]]]:
    students = [
        f"{number},Núñez,Ana {number},{grade},VL,{2027 + 12 - grade},{PATHWAYS[number]},"
        f"{LANGUAGES.get(number, 'English')},A. Chávez"
        for number, grade in GRADES.items()
    ]
    record = [line for number, rows in RECORD.items() for line in _record_lines(number, rows)]
    plans = [f"{n},Plan A,{grade},{term},day,{code},{at}" for n, grade, term, code, at in PLANS]
    sections = [
        f"{name},{year},{term},{code},{site},day,P2,MTWRF,Rivera,30"
        for name, year, term, code, site in SECTIONS
    ]
    return {
        "students.csv": (
            "student_id,last_name,first_name,grade_level,school,graduation_year,pathway,"  # noqa: ISC004
            "home_language,counselor",
            students,
        ),
        "record.csv": (
            "student_id,school_year,term,course_code,mark,credits_attempted,credits_earned,school",
            record,
        ),
        "plans.csv": ("student_id,plan,grade_level,term,lane,course_code,period", plans),
        "sections.csv": (
            "section_id,school_year,term,course_code,site,kind,period,days,teacher,seats",
            sections,
        ),
    }


def _record_lines(student_id: str, rows: tuple[Row, ...]) -> list[str]:
    lines = []
    for year, term, course, mark in rows:
        earned = 0 if mark in {"F", "I", ""} else 5
        terms = ("fall", "spring") if term == "year" else (term,)
        lines += [f"{student_id},{year},{t},{course},{mark},5,{earned},VL" for t in terms]
    return lines
