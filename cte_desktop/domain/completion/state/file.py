"""The State's file of completers (CALPADS SCTE): a row for each student and state pathway.

14 fields; only completers of the school year are in it. Here is decided what goes into each field
and what the State would refuse; `exchange/outgoing` writes the lines. Rules: `DOSSIER.md` section
4 and the error codes of CALPADS named below.
"""

from __future__ import annotations

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
    state_pathway,
    sum_of_rows,
)
from cte_desktop.domain.school_year import Term, moment, school_year_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cte_desktop.domain.completion.eligibility import CompletionRule, Evidence
    from cte_desktop.domain.students.student import Student

RECORD_TYPE = "SCTE"
YOUNGEST, OLDEST = 12, 25  # years of age at the end of the school year that need no second look
SCHOOL, YEAR, SSID, BIRTH, PATHWAY = "11.05", "11.06", "11.07", "11.11", "11.13"


@dataclass(frozen=True, slots=True)
class Completion:
    """One completed pathway of the district by one student, with the rows that prove it."""

    student: Student
    pathway: str  # the district's name
    code: str  # as in the catalog, perhaps with the letter of a sub-pathway
    completed_in: int  # school year
    school: str  # attended in that year, short name
    school_code: str  # its 14 digits, or ""
    concentrator: Evidence | None
    capstone: Evidence | None
    substituted: bool = False  # the capstone is another course, approved or from elsewhere
    rule: CompletionRule | None = None  # what the district demanded
    district_run: bool = True  # the school; a charter may report for itself

    @property
    def state_code(self) -> str:
        """Return the three digits that the State counts by, or ""."""
        return state_pathway(self.code)


def scte_file(
    completions: Iterable[Completion],
    school_year: int,
    lea: str,
    fields: tuple[StateField, ...],
    sourced_codes: frozenset[str] = frozenset(),
) -> StateFile:
    """Return the rows for the completions of a school year, and what the State would say.

    `completions` are all that these students ever reached, so that a pathway reported before isn't
    reported again (report 3.19 counts once for each student and code). `lea` has seven digits.
    """
    rows: list[StateRow] = []
    sent: list[Completion] = []
    problems: list[Problem] = []
    chosen = _once_for_each_code(completions, school_year, problems)
    taken = Counter(one.student.state_id for one in _one_for_each_student(chosen))
    for one in chosen:
        values, said = checked_row(fields, _values(one, school_year, lea), one.student.student_id)
        said += _of_the_student(one, school_year, taken)
        said += _of_the_school(one, lea)
        said += _of_the_courses(one, school_year)
        problems += said
        if not any(p.blocks for p in said):
            rows.append(StateRow(one.student.uid, one.student.student_id, values))
            sent.append(one)
    problems += of_charters(((one.school, one.district_run) for one in sent), SCHOOL)
    problems += _unsourced(chosen, sourced_codes)
    said_first = sum_of_rows(len(rows), len(chosen) - len(rows))
    return StateFile(tuple(rows), (*said_first, *problems))


def _once_for_each_code(
    completions: Iterable[Completion], school_year: int, problems: list[Problem]
) -> list[Completion]:
    """Return the completions to report, by student_id and code; the first one of a code counts.

    Two rows with one SSID and one code are refused (SCTE0243).
    """
    by_code: dict[tuple[str, str], list[Completion]] = {}
    for one in completions:
        code = one.state_code or one.code
        by_code.setdefault((one.student.student_id, code), []).append(one)
    chosen = []
    for (student_id, code), same in sorted(by_code.items()):
        first, *later = sorted(same, key=lambda c: (c.completed_in, c.pathway))
        if first.completed_in == school_year:
            chosen.append(first)
        for other in later:
            if other.completed_in != school_year:
                continue
            earlier = first.completed_in < school_year
            problems.append(
                problem(
                    student_id,
                    PATHWAY,
                    "reported_before" if earlier else "same_code",
                    pathway=other.pathway,
                    other=first.pathway,
                    state_code=code,
                    year=school_year_text(first.completed_in),
                )
            )
    return chosen


def _one_for_each_student(chosen: Iterable[Completion]) -> Iterable[Completion]:
    return {one.student.uid: one for one in chosen}.values()


def _values(one: Completion, school_year: int, lea: str) -> tuple[str, ...]:
    """Return the 14 texts in the order of the fields."""
    student, year = one.student, academic_year(school_year)
    return (
        RECORD_TYPE,
        "",  # transaction type: blank, the file replaces what was sent before
        "",  # local record id: none is kept
        lea,
        one.school_code[7:],
        year,
        student.state_id,
        student.student_id,
        student.first_name,
        student.last_name,
        student.birth_date.strftime("%Y%m%d") if student.birth_date else "",
        student.gender,
        one.state_code,
        academic_year(one.completed_in),
    )


def _of_the_student(one: Completion, school_year: int, taken: Counter[str]) -> list[Problem]:
    student, said = one.student, []
    if student.state_id and taken[student.state_id] > 1:
        said.append(ssid_twice(student, SSID))
    born = student.birth_date
    if born is not None and not YOUNGEST <= school_year + 1 - born.year <= OLDEST:
        said.append(problem(student.student_id, BIRTH, "birth_date_odd", value=born.isoformat()))
    return said


def _of_the_school(one: Completion, lea: str) -> list[Problem]:
    """Look whether the school reports to this district (SCTE0002)."""
    if one.school_code and lea and not one.school_code.startswith(lea):
        student_id = one.student.student_id
        return [problem(student_id, SCHOOL, "school_elsewhere", school=one.school, lea=lea)]
    return []


def _of_the_courses(one: Completion, school_year: int) -> list[Problem]:
    """Look whether the State finds the courses where it looks for them (CERT122, CERT124)."""
    student_id, capstone = one.student.student_id, one.capstone
    if capstone is None:
        return [problem(student_id, PATHWAY, "no_record", pathway=one.pathway)]
    values = {"pathway": one.pathway, "course": ", ".join(capstone.courses)}
    year, said = school_year_text(school_year), []
    of_year = [row for row in capstone.rows if row.school_year == school_year]
    if not of_year:
        said.append(problem(student_id, YEAR, "capstone_not_this_year", year=year, **values))
    elif len(of_year) < len(capstone.rows):
        said.append(problem(student_id, YEAR, "capstone_split", year=year, **values))
    if any(row.term is Term.SUMMER for row in of_year):
        said.append(problem(student_id, YEAR, "capstone_summer", year=year, **values))
    elsewhere = sorted({row.school for row in of_year if row.school} - {one.school})
    if elsewhere:
        where = ", ".join(elsewhere)
        said.append(
            problem(
                student_id, SCHOOL, "capstone_elsewhere", where=where, school=one.school, **values
            )
        )
    if one.substituted:
        said.append(problem(student_id, PATHWAY, "capstone_substituted", **values))
    if one.concentrator is None:
        said.append(problem(student_id, PATHWAY, "no_concentrator", pathway=one.pathway))
    elif _finished(one.concentrator) >= _finished(capstone):
        before = ", ".join(one.concentrator.courses)
        said.append(problem(student_id, PATHWAY, "out_of_order", concentrator=before, **values))
    return said


def _finished(evidence: Evidence) -> int:
    """Return the moment at which the last row of a level was earned."""
    return max(moment(row.school_year, row.term) for row in evidence.rows)


def _unsourced(chosen: Iterable[Completion], sourced: frozenset[str]) -> list[Problem]:
    """Say once for each pathway that nobody has compared its code with the State's list."""
    if not sourced:
        return []
    counts = Counter((one.pathway, one.state_code) for one in chosen if one.state_code)
    return [
        problem("", PATHWAY, "code_unsourced", pathway=pathway, state_code=code, count=count)
        for (pathway, code), count in sorted(counts.items())
        if code not in sourced
    ]
