"""The State's file of work-based learning (CALPADS WBLR): a row for each student, year and type.

Types, and what each asks, are data (`resources/state/wblr_types.csv`): hours outside school and a
state course code for internships, student-led enterprises and simulations; more for internships,
of which the number alone is kept as the State wants it. Rules: CALPADS update flashes 229 and 265.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cte_desktop.domain.completion.state.fields import (
    Problem,
    StateField,
    StateFile,
    StateRow,
    academic_year,
    checked_row,
    of_charters,
    problem,
    ssid_twice,
    sum_of_rows,
)
from cte_desktop.domain.school_year import school_year_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from cte_desktop.domain.students.experiences import Experience
    from cte_desktop.domain.students.student import Student

RECORD_TYPE = "WBLR"
SCHOOL, YEAR, SSID, TYPE, HOURS, COURSE, INTERNSHIP, EVALUATION = (
    "21.05",
    "21.06",
    "21.07",
    "21.09",
    "21.10",
    "21.11",
    "21.12",
    "21.13",
)
LOW_GRADE, HIGH_GRADE = 9, 12  # "in any grades 9-12"
_HUNDREDTHS = 100
_CODE = re.compile(r"[0-9]{1,2}")


@dataclass(frozen=True, slots=True)
class WorkType:
    """A type of work-based learning: what it asks, and until which school year it may be sent."""

    code: str
    asks: frozenset[str]  # of hours, course, internship
    last_school_year: int | None = None


@dataclass(frozen=True, slots=True)
class Work:
    """One experience of a student, with where they were in that year.

    `course_codes` are the State's codes of the pathway's courses that the student took then.
    """

    student: Student
    experience: Experience
    grade_level: int
    school: str  # attended in that year, short name
    school_code: str  # its 14 digits, or ""
    course_codes: tuple[str, ...] = ()
    district_run: bool = True  # the school; a charter may report for itself


def wblr_file(
    works: Iterable[Work],
    school_year: int,
    lea: str,
    fields: tuple[StateField, ...],
    types: Mapping[str, WorkType],
) -> StateFile:
    """Return the rows of a school year, and what the State would say about them and others.

    Experiences of one key (school, year, student, type, and number of an internship) are one row;
    their hours are added up.
    """
    rows: list[StateRow] = []
    sent: list[Work] = []
    problems: list[Problem] = []
    by_key = _by_key(works, school_year, types, problems)
    students = {same[0].student.uid: same[0].student for same in by_key}
    taken = Counter(student.state_id for student in students.values() if student.state_id)
    wanted = len(by_key) + len(problems)  # so far each problem is an experience without a key
    for same in by_key:
        first, kind = same[0], types[same[0].experience.type_code]
        hours = sum(work.experience.hours or 0 for work in same)
        values = _values(first, kind, hours, school_year, lea)
        written, said = checked_row(fields, values, first.student.student_id)
        said += _of_the_work(same, kind, hours, lea)
        if taken[first.student.state_id] > 1:
            said.append(ssid_twice(first.student, SSID))
        problems += said
        if not any(p.blocks for p in said):
            rows.append(StateRow(first.student.uid, first.student.student_id, written))
            sent.append(first)
    problems += of_charters(((work.school, work.district_run) for work in sent), SCHOOL)
    if rows:
        problems.insert(0, problem("", "21", "layout_unconfirmed"))
    said_first = sum_of_rows(len(rows), wanted - len(rows))
    return StateFile(tuple(rows), (*said_first, *problems))


def _by_key(
    works: Iterable[Work],
    school_year: int,
    types: Mapping[str, WorkType],
    problems: list[Problem],
) -> list[list[Work]]:
    """Return the experiences of the year that have a type to send, those of one key together."""
    by_key: dict[tuple[str, str, str], list[Work]] = {}
    for work in works:
        said = _of_the_type(work, school_year, types)
        if said is not None:
            problems.append(said)
        elif work.experience.school_year == school_year:
            e = work.experience
            number = e.number if "internship" in types[e.type_code].asks else ""
            key = (work.student.student_id, e.type_code, number)
            by_key.setdefault(key, []).append(work)
    return [same for _, same in sorted(by_key.items())]


def _of_the_type(work: Work, school_year: int, types: Mapping[str, WorkType]) -> Problem | None:
    """Return what keeps an experience from being sorted into a type and a year, or None."""
    e, student_id = work.experience, work.student.student_id
    if e.school_year is None:
        return problem(student_id, YEAR, "wbl_year_missing", title=e.title)
    if e.school_year != school_year:
        return None
    if not e.type_code:
        return problem(student_id, TYPE, "wbl_type_missing", title=e.title)
    kind = types.get(e.type_code)
    if kind is None:
        codes = ", ".join(sorted(types))
        return problem(student_id, TYPE, "wbl_type_wrong", value=e.type_code, codes=codes)
    if kind.last_school_year is not None and school_year > kind.last_school_year:
        year = school_year_text(kind.last_school_year)
        return problem(student_id, TYPE, "wbl_type_retired", value=e.type_code, year=year)
    if not LOW_GRADE <= work.grade_level <= HIGH_GRADE:
        return problem(student_id, YEAR, "grade_level", title=e.title, grade=work.grade_level)
    return None


def _values(work: Work, kind: WorkType, hours: int, school_year: int, lea: str) -> tuple[str, ...]:
    """Return the 15 texts in the order of the fields; hours are hundredths, sent as whole ones."""
    whole = _whole(hours)
    return (
        RECORD_TYPE,
        "",
        "",
        lea,
        work.school_code[7:],
        academic_year(school_year),
        work.student.state_id,
        work.student.student_id,
        kind.code,
        str(whole) if "hours" in kind.asks and whole else "",
        work.course_codes[0] if "course" in kind.asks and len(work.course_codes) == 1 else "",
        work.experience.number if "internship" in kind.asks else "",
        evaluation_code(work.experience) if "internship" in kind.asks else "",
        "",  # sponsor and supervisor are not kept
        "",
    )


def evaluation_code(experience: Experience) -> str:
    """Return the State's code of an employer's evaluation, "" for one that is written in words.

    Which codes there are, the State publishes to districts alone; what is written as one is sent.
    """
    text = experience.evaluation.strip()
    return text if _CODE.fullmatch(text) else ""


def _whole(hours: int) -> int:
    return (hours + _HUNDREDTHS // 2) // _HUNDREDTHS


def _of_the_work(same: list[Work], kind: WorkType, hours: int, lea: str) -> list[Problem]:
    first, said = same[0], []
    student_id, title = first.student.student_id, first.experience.title
    if first.school_code and lea and not first.school_code.startswith(lea):
        said.append(problem(student_id, SCHOOL, "school_elsewhere", school=first.school, lea=lea))
    if "hours" in kind.asks and not _whole(hours):
        said.append(problem(student_id, HOURS, "wbl_hours_missing", title=title))
    if "course" in kind.asks and len(first.course_codes) != 1:
        codes = ", ".join(first.course_codes)
        said.append(problem(student_id, COURSE, "wbl_course_missing", title=title, codes=codes))
    if "internship" in kind.asks:
        said.append(problem(student_id, INTERNSHIP, "wbl_internship", title=title))
        if not evaluation_code(first.experience):
            said.append(problem(student_id, EVALUATION, "wbl_evaluation", title=title))
    if len(same) > 1:
        said.append(problem(student_id, TYPE, "wbl_merged", count=len(same), value=kind.code))
    return said
