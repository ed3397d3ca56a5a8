"""A small district of worked cases at the end of 2026-27, as files that are imported."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from cte_desktop.services.desk import Desk
from cte_desktop.services.districts import new_district
from cte_desktop.services.importing import import_paths
from cte_desktop.services.settings import change_setting
from cte_desktop.storage.rules import load_rules, publish_rules
from cte_desktop.system.clock import Clock

YEAR = 2026
CLOCK = Clock(date(2027, 6, 25))
SPORTS, COOKING, DESIGN, PHOTOS = (
    "Sports Medicine",
    "Culinary Arts",
    "Graphic Design and Animation",
    "Photography",
)

Row = tuple[str, str, str, str, str]  # school year, term (or year), course, mark, school
PEOPLE = {
    "0001": (SPORTS, 2027, "in order"),
    "0002": (SPORTS, 2027, "capstone with a D+"),
    "0003": (COOKING, 2027, "out of order"),
    "0004": (f"{DESIGN}|{PHOTOS}", 2027, "two pathways of one state code"),
    "0005": (SPORTS, 2027, "concentrator course elsewhere"),
    "0006": (SPORTS, 2027, "capstone taken again"),
    "0007": (SPORTS, 2027, "mark pending"),
    "0008": (SPORTS, 2027, "capstone at another school of the district"),
    "0009": (SPORTS, 2027, "both levels in one year"),
    "0010": (SPORTS, 2028, "a junior"),
    "0011": (SPORTS, 2027, "spring made good in summer"),
    "0012": (SPORTS, 2027, "an approved substitution"),
    "0013": (SPORTS, 2027, "completed the year before"),
    "0014": (SPORTS, 2027, "concentrator course alone"),
}
RECORD: dict[str, tuple[Row, ...]] = {
    "0001": (("2025-26", "year", "SM1", "D-", "VL"), ("2026-27", "year", "SM2", "C-", "VL")),
    "0002": (("2025-26", "year", "SM1", "B", "VL"), ("2026-27", "year", "SM2", "D+", "VL")),
    "0003": (("2025-26", "year", "CU2", "B", "VL"), ("2026-27", "year", "CU1", "B", "VL")),
    "0004": (
        ("2023-24", "year", "GD1", "B", "VL"),
        ("2024-25", "year", "GD2", "B", "VL"),
        ("2025-26", "year", "PH1", "B", "VL"),
        ("2026-27", "year", "PH2", "B", "VL"),
    ),
    "0005": (
        ("2025-26", "year", "SM1", "B", "Lincoln High"),
        ("2026-27", "year", "SM2", "B", "VL"),
    ),
    "0006": (
        ("2024-25", "year", "SM1", "B", "VL"),
        ("2025-26", "year", "SM2", "F", "VL"),
        ("2026-27", "year", "SM2", "B", "VL"),
    ),
    "0007": (
        ("2025-26", "year", "SM1", "B", "VL"),
        ("2026-27", "fall", "SM2", "B", "VL"),
        ("2026-27", "spring", "SM2", "I", "VL"),
    ),
    "0008": (("2025-26", "year", "SM1", "B", "VL"), ("2026-27", "year", "SM2", "B", "SG")),
    "0009": (("2026-27", "year", "SM1", "B", "VL"), ("2026-27", "year", "SM2", "B", "VL")),
    "0010": (("2025-26", "year", "SM1", "B", "VL"), ("2026-27", "year", "SM2", "A", "VL")),
    "0011": (
        ("2025-26", "year", "SM1", "B", "VL"),
        ("2026-27", "fall", "SM2", "B", "VL"),
        ("2026-27", "spring", "SM2", "F", "VL"),
        ("2026-27", "summer", "SM2", "C", "VL"),
    ),
    "0012": (("2025-26", "year", "PSYCH", "B", "VL"), ("2026-27", "year", "SM2", "B", "VL")),
    "0013": (("2024-25", "year", "SM1", "B", "VL"), ("2025-26", "year", "SM2", "B", "VL")),
    "0014": (("2025-26", "year", "SM1", "B", "VL"),),
}
DECISION = (
    "student_id,kind,program,requirement,course_code,for_course,category,reason,approved_by,on\n"
    "0012,substitution,pathway:Sports Medicine,concentrator,SM1,PSYCH,,"
    '"moved here in grade 11",A. Lee,2026-02-01\n'
)


def write_files(folder: Path, ids: Iterable[str] = PEOPLE) -> None:
    """Write the plain files of these people."""
    students, enrollments, record = [], [], []
    for student_id in ids:
        pathways, graduates, _what = PEOPLE[student_id]
        first, *more = pathways.split("|")
        grade = 12 - (graduates - 2027)
        students.append(f"{student_id},Núñez,Ana {student_id},{grade},VL,{graduates},{first}\n")
        enrollments += [f"{student_id},{name},signed_up,2024-09-01\n" for name in more]
        record += record_lines(student_id, RECORD[student_id])
    heads = {
        "students.csv": "student_id,last_name,first_name,grade_level,school,graduation_year,"
        "pathway\n",
        "enrollments.csv": "student_id,pathway,action,on\n",
        "record.csv": "student_id,school_year,term,course_code,mark,credits_attempted,"
        "credits_earned,school\n",
    }
    for (name, head), lines in zip(heads.items(), (students, enrollments, record), strict=True):
        (folder / name).write_text(head + "".join(lines), encoding="utf-8")
    if "0012" in ids:
        (folder / "decisions.csv").write_text(DECISION, encoding="utf-8")


def record_lines(student_id: str, rows: Iterable[Row]) -> list[str]:
    """The lines of record.csv; a year is both semesters."""
    lines = []
    for year, term, course, mark, school in rows:
        earned = 0 if mark in {"F", "I", ""} else 5
        terms = ("fall", "spring") if term == "year" else (term,)
        lines += [f"{student_id},{year},{t},{course},{mark},5,{earned},{school}\n" for t in terms]
    return lines


def make_district(file: Path, folder: Path, ids: Iterable[str] = PEOPLE) -> None:
    """Make a database of these people, in which nothing but pathways is asked of anybody."""
    folder.mkdir(parents=True, exist_ok=True)
    write_files(folder, tuple(ids))
    desk = new_district(file, None, CLOCK, actor="A. Lee")
    import_paths(desk, (folder,))
    change_setting(desk, "district_name", "Hart")
    desk.close()


def let_everybody_graduate(desk: Desk) -> None:
    """Publish rules of graduation that ask for nothing."""
    with desk.database.writing() as tx:
        document = load_rules(tx)["graduation"]
        for one in document["set"]:
            one["total"] = 0.0
            one.pop("override", None)
            for subject in one.get("subject", ()):
                subject["credits"] = 0.0
                subject.pop("must_include", None)
        publish_rules(tx, "graduation", document, 0)
    desk.forget_district()
