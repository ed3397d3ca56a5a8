"""The sample district as the information systems write it: files, headers, encodings and quirks.

Each writer takes the plain files and returns what a person would drop on the window. What a system
does not have, its files lack: OneRoster knows no transcript, no transcript knows sections, and
courses from elsewhere stand in a transcript without the subject that they count for.
"""

from __future__ import annotations

import csv
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from cte_desktop.domain.catalog.catalog import Catalog

Row = dict[str, str]
Cells = Sequence[str]

COLLEGE = "College of the Canyons"
POWERSCHOOL_ZERO = 1990
STORE_CODES = {"fall": "S1", "spring": "S2", "summer": "SS"}
AERIES_TERMS = {"fall": "1", "spring": "2", "summer": "S"}
AERIES_SEMESTERS = {"fall": "F", "spring": "S", "year": "Y"}
COLLEGE_TERMS = {"fall": "Fall", "spring": "Spring", "summer": "Summer"}
DEPARTMENTS = {
    "english": "English",
    "mathematics": "Mathematics",
    "science": "Science",
    "science_life": "Life Science",
    "science_physical": "Physical Science",
    "social_studies": "Social Science",
    "physical_education": "Physical Education",
    "health": "Health",
    "career_planning": "Career Planning",
    "personal_finance": "Personal Finance",
    "arts_language_cte": "World Languages",
    "elective": "Electives",
}
LANGUAGE_CODES = {"English": "00", "Spanish": "01", "Vietnamese": "02", "Korean": "04"}


@dataclass(frozen=True)
class PlainDistrict:
    """The plain files of a sample as rows of text."""

    folder: Path
    catalog: Catalog

    @cached_property
    def students(self) -> list[Row]:
        """All students."""
        return _rows(self.folder / "students.csv")

    @cached_property
    def record(self) -> list[Row]:
        """The whole record."""
        return _rows(self.folder / "record.csv")

    @cached_property
    def sections(self) -> dict[str, Row]:
        """The sections of the present year under their ids; each meets once."""
        return {row["section_id"]: row for row in _rows(self.folder / "sections.csv")}

    @cached_property
    def done(self) -> list[Row]:
        """Rows with a mark: what a transcript holds."""
        return [row for row in self.record if row["mark"]]

    @cached_property
    def seated(self) -> list[Row]:
        """Rows under way in a section: what a schedule holds."""
        return [row for row in self.record if not row["mark"] and row["section_id"]]

    @cached_property
    def at_college(self) -> list[Row]:
        """Rows of the college: what it reports itself."""
        return [row for row in self.record if row["school"] == COLLEGE]

    def cds(self, school: str) -> str:
        """The 14 digits of a school."""
        found = self.catalog.find_school(school)
        assert found is not None, school
        return found.cds_code

    def number(self, school: str) -> str:
        """The school's number as spreadsheets leave it: 7 digits of the CDS code, no zeros."""
        return self.cds(school)[7:].lstrip("0")

    def name(self, school: str) -> str:
        """The school as a transcript names it; one from elsewhere keeps its name."""
        found = self.catalog.find_school(school)
        return found.name if found else school

    def credits(self, row: Row, column: str) -> str:
        """Credits on this district's scale: a registrar has turned Carnegie units into them."""
        scale = 10 if row["credit_scale"] == "carnegie" else 1
        return f"{float(row[column]) * scale:.4f}"

    def subject(self, row: Row) -> str:
        """The graduation subject of a row."""
        course = self.catalog.course_by_code.get(row["course_code"])
        return row["subject"] or (course.graduation_subject if course else "")


def powerschool(district: PlainDistrict, folder: Path) -> Path:
    """PowerSchool: three tab-separated extracts, dates and numbers as Americans write them."""
    sections = district.sections
    _write(folder / "student.txt", "\t", "utf-8", [
        "student_number state_student_number schoolid last_name first_name middle_name grade_level "
        "gender class_of dob ca_counselor fed_ethnicity el_proflevel ethnicity_list "
        "guardian_language guardian_email street city state zip transcript_notes sped".split(),
        *([
            s["student_id"], s["state_id"], district.number(s["school"]), s["last_name"],
            s["first_name"], s["middle_name"], s["grade_level"], s["gender"],
            s["graduation_year"], _us_date(s["birth_date"]), s["counselor"], "", "", "",
            s["home_language"], "", "", "", "CA", "", "", "",
        ] for s in district.students),
    ])  # fmt: skip
    _write(folder / "grades.txt", "\t", "utf-8", [
        "student_number school_name store_code course_code grade term_year credits_attempted "
        "credits_received department grade_level replaced_grade replaced_by_equivalent_course "
        "replaces_equivalent_course exclude_from_suppression sdusd weighted_grade_scale "
        "t_course_name".split(),
        *([
            r["student_id"], district.name(r["school"]), STORE_CODES[r["term"]], r["course_code"],
            r["mark"], _long_year(r["school_year"]), district.credits(r, "credits_attempted"),
            district.credits(r, "credits_earned"), DEPARTMENTS.get(district.subject(r), ""),
            r["grade_level"], "", "", "", "0", "1", "0", r["course_title"],
        ] for r in district.done),
    ])  # fmt: skip
    _write(folder / "schedule.txt", "\t", "utf-8", [
        "student_number schoolid teacher room team expression periods cycle_days course_code "
        "course_name course_department term_name year_number current_term section_number "
        "maxenrollment teacher_number".split(),
        *([
            r["student_id"], district.number(s["site"]), s["teacher"], s["room"], "",
            f"{s['period'].removeprefix('P')}(A-E)" if s["period"] else "", "", "",
            r["course_code"], r["course_title"], "",
            _long_year(s["school_year"]) if s["term"] == "year" else STORE_CODES[s["term"]],
            str(_start(s["school_year"]) - POWERSCHOOL_ZERO), "1", s["section_id"], s["seats"],
            "",
        ] for r in district.seated for s in [sections[r["section_id"]]]),
    ])  # fmt: skip
    return folder


def powerschool_history(district: PlainDistrict, folder: Path) -> Path:
    """PowerSchool's own import of historical grades: the transcript alone, terms by TERMID."""
    numbers = {"fall": 1, "spring": 2, "summer": 0}
    file = folder / "historical_grades.txt"
    _write(file, "\t", "utf-8", [
        "STUDENT_NUMBER COURSE_NAME GRADE_LEVEL TERMID STORECODE SECTIONID COURSE_NUMBER "
        "EARNEDCRHRS GRADE POTENTIALCRHRS".split(),
        *([
            r["student_id"], r["course_title"], r["grade_level"],
            str((_start(r["school_year"]) - POWERSCHOOL_ZERO) * 100 + numbers[r["term"]]),
            STORE_CODES[r["term"]], r["section_id"], r["course_code"],
            district.credits(r, "credits_earned"), r["mark"],
            district.credits(r, "credits_attempted"),
        ] for r in district.done),
    ])  # fmt: skip
    return file


def aeries(district: PlainDistrict, folder: Path) -> Path:
    """Aeries: tables by their short field names, every cell in quotes, in Windows' encoding."""
    at = {school: str(place) for place, school in enumerate(aeries_schools(district), 1)}
    seat_of = _places_in_school(district.students)
    _write(folder / "STU.csv", ",", "cp1252", [
        "ID SC SN LN FN MN SF GR SX BD CID HL CU".split(),
        *([
            s["student_id"], at[s["school"]], seat_of[s["student_id"]], s["last_name"],
            s["first_name"], s["middle_name"], s["suffix"], s["grade_level"], s["gender"],
            f"{s['birth_date']} 00:00:00.000", s["state_id"],
            LANGUAGE_CODES.get(s["home_language"], s["home_language"]), s["counselor"],
        ] for s in district.students),
    ])  # fmt: skip
    _write(folder / "HIS.csv", ",", "cp1252", [
        "PID SQ CN CO MK CR CC YR TE GR ST".split(),
        *([
            r["student_id"], str(number), r["course_code"], r["course_title"], r["mark"],
            district.credits(r, "credits_attempted"), district.credits(r, "credits_earned"),
            str(_start(r["school_year"]) + 1), AERIES_TERMS[r["term"]], r["grade_level"],
            at.get(r["school"], r["school"]),
        ] for number, r in enumerate(district.done, 1)),
    ])  # fmt: skip
    _aeries_schedule(district, folder, at, seat_of)
    return folder


def aeries_schools(district: PlainDistrict) -> list[str]:
    """Return the schools in the order of Aeries' own numbers, 1, 2, ..."""
    return [school.short for school in district.catalog.schools]


def _aeries_schedule(
    district: PlainDistrict, folder: Path, at: dict[str, str], seat_of: dict[str, str]
) -> None:
    """Write the sections, who sits in them, and the names of courses and teachers."""
    _write(folder / "MST.csv", ",", "cp1252", [
        "SC SE CN SM PD TN RM MX".split(),
        *([
            at[s["site"]], s["section_id"], s["course_code"], AERIES_SEMESTERS[s["term"]],
            s["period"].removeprefix("P"), s["teacher"], s["room"], s["seats"],
        ] for s in district.sections.values()),
    ])  # fmt: skip
    taught = {r["course_code"]: (r["course_title"], district.subject(r)) for r in district.record}
    _write(folder / "CRS.csv", ",", "cp1252", [
        ["CN", "CO", "DC"],
        *([code, title, DEPARTMENTS.get(subject, "")] for code, (title, subject) in taught.items()),
    ])  # fmt: skip
    _write(folder / "TCH.csv", ",", "cp1252", [
        ["SC", "TN", "TE"],
        *([at[school], t, t] for school, t in sorted(
            {(s["site"], s["teacher"]) for s in district.sections.values()}
        )),
    ])  # fmt: skip
    home = {s["student_id"]: s["school"] for s in district.students}
    _write(folder / "SEC.csv", ",", "cp1252", [
        ["SC", "SN", "SE"],
        *([at[home[r["student_id"]]], seat_of[r["student_id"]], r["section_id"]]
          for r in district.seated
          if district.sections[r["section_id"]]["site"] == home[r["student_id"]]),
    ])  # fmt: skip


def in_windows(text: str) -> str:
    """Return a text as Windows' encoding holds it: letters that it lacks lose their marks."""
    text = text.replace("Đ", "D").replace("đ", "d")  # letters that don't come apart
    return "".join(
        c if c.encode("cp1252", "ignore") else unicodedata.normalize("NFD", c)[0] for c in text
    )


def infinite_campus(district: PlainDistrict, folder: Path) -> Path:
    """Infinite Campus: ad hoc exports, CSV with a byte order mark and American dates."""
    _write(folder / "Student list.csv", ",", "utf-8-sig", [
        ["Student Number", "State ID", "Last Name", "First Name", "Middle Name", "Suffix",
         "Grade", "School Number", "Counselor", "Birth Date", "Gender", "Home Language",
         "Grad Year", "Calendar"],
        *([
            s["student_id"], s["state_id"], s["last_name"], s["first_name"], s["middle_name"],
            s["suffix"], s["grade_level"].zfill(2), district.number(s["school"]), s["counselor"],
            _us_date(s["birth_date"]), s["gender"], s["home_language"], s["graduation_year"],
            f"26-27 {district.name(s['school'])}",
        ] for s in district.students),
    ])  # fmt: skip
    _write(folder / "Transcript.csv", ",", "utf-8-sig", [
        ["Student Number", "Course Number", "Course Name", "State Code", "Term", "Terms Long",
         "Score", "Percent", "GPA Value", "GPA Max", "GPA Weight", "Credits Earned",
         "Credits Attempted", "Credit Type", "End Year", "Grade", "School"],
        *([
            r["student_id"], r["course_code"], r["course_title"], "", STORE_CODES[r["term"]], "1",
            r["mark"], "", "", "4", "1", district.credits(r, "credits_earned"),
            district.credits(r, "credits_attempted"), DEPARTMENTS.get(district.subject(r), ""),
            str(_start(r["school_year"]) + 1), r["grade_level"].zfill(2),
            district.name(r["school"]),
        ] for r in district.done),
    ])  # fmt: skip
    _write(folder / "Roster.csv", ",", "utf-8-sig", [
        ["Student Number", "Student Name", "Grade", "School Number", "Course Number",
         "Course Name", "Section Number", "Term", "Period", "Teacher", "Room", "Max Students"],
        *([
            r["student_id"], "", r["grade_level"].zfill(2), district.number(s["site"]),
            r["course_code"], r["course_title"], s["section_id"],
            "Year" if s["term"] == "year" else STORE_CODES[s["term"]],
            s["period"].removeprefix("P").zfill(2) if s["period"] else "", s["teacher"], s["room"],
            s["seats"],
        ] for r in district.seated for s in [district.sections[r["section_id"]]]),
    ])  # fmt: skip
    return folder


def college_grades(district: PlainDistrict, folder: Path) -> Path:
    """College of the Canyons: one row a course, with the district's ids of the students."""
    file = folder / "COC grades.csv"
    _write(file, ",", "utf-8", [
        ["Student ID", "Last Name", "Term", "Subject", "Number", "Title", "Units", "Grade"],
        *([
            r["student_id"], "", f"{COLLEGE_TERMS[r['term']]} {_college_year(r)}",
            *_college_number(r["course_code"]), r["course_title"],
            f"{float(district.credits(r, 'credits_attempted')) * 0.3:.2f}", r["mark"] or "IP",
        ] for r in district.at_college),
    ])  # fmt: skip
    return file


def _rows(file: Path) -> list[Row]:
    with file.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def _write(file: Path, delimiter: str, encoding: str, rows: Iterable[Cells]) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("w", encoding=encoding, newline="") as stream:
        if encoding == "cp1252":
            windows = ([in_windows(cell) for cell in cells] for cells in rows)
            csv.writer(stream, delimiter=delimiter, quoting=csv.QUOTE_ALL).writerows(windows)
        else:
            csv.writer(stream, delimiter=delimiter).writerows(rows)


def _us_date(day: str) -> str:
    """Return 3/4/2010 for 2010-03-04."""
    if not day:
        return ""
    year, month, number = day.split("-")
    return f"{int(month)}/{int(number)}/{year}"


def _start(school_year: str) -> int:
    return int(school_year[:4])


def _long_year(school_year: str) -> str:
    return f"{_start(school_year)}-{_start(school_year) + 1}"


def _college_year(row: Row) -> int:
    return _start(row["school_year"]) + (row["term"] != "fall")


def _college_number(code: str) -> tuple[str, str]:
    text = code.removeprefix("COC-")
    letters = text.rstrip("0123456789")
    return letters, text[len(letters) :]


def _places_in_school(students: list[Row]) -> dict[str, str]:
    """Return each student's number inside the school, as Aeries counts them."""
    counts: dict[str, int] = {}
    found = {}
    for student in students:
        counts[student["school"]] = number = counts.get(student["school"], 0) + 1
        found[student["student_id"]] = str(number)
    return found
