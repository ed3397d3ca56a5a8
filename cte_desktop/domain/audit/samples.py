"""Samples of the rules: made-up students that must or must not meet a program.

They stand in the documents of the rules as `[[sample]]`: a title, the program, the class, the
record in the lines of `sample_lines.py`, and what is expected: "met" or "not_met" (anything but
met), of the whole program or of one `requirement`. Rules whose samples fail are not published. A
sample is audited on the last day of its student's twelfth grade.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from cte_desktop.domain.audit.evaluate import audit
from cte_desktop.domain.audit.result import ProgramStatus, RequirementStatus
from cte_desktop.domain.audit.rule_shapes import RuleFile
from cte_desktop.domain.audit.rules import RuleProblem
from cte_desktop.domain.audit.sample_lines import UnreadableLine, record_rows
from cte_desktop.domain.students.file import StudentFile
from cte_desktop.domain.students.student import Student

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cte_desktop.domain.audit.result import ProgramResult, RequirementResult
    from cte_desktop.domain.audit.rules import AuditSettings, Rules
    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.domain.catalog.school import School
    from cte_desktop.domain.students.record import RecordRow

Table = dict[str, Any]

MET, NOT_MET = "met", "not_met"
PATHWAY, DISTRICT = "pathway:", "district:"
FIRST_HIGH_SCHOOL_GRADE = 9
LAST_GRADE = 12
FIRST_CLASS, LAST_CLASS = 1950, 2100  # graduation years that can be meant
MOST_NAMED = 3  # requirements that the reason of a failure names


@dataclass(frozen=True, slots=True)
class Sample:
    """A made-up student of a class, the program to look at, and what must come out."""

    title: str
    program: str  # graduation, uc, csu, cci, pathway:NAME, district:ID
    graduation_year: int
    rows: tuple[RecordRow, ...]
    met: bool
    requirement: str = ""  # the id of a row of the program; empty: the whole of it
    file: str = ""
    place: str = ""

    @property
    def student_file(self) -> StudentFile:
        """Return the student who has this record, and the program to be looked at."""
        pathway = self.program.removeprefix(PATHWAY) if self.program.startswith(PATHWAY) else ""
        student = Student(
            uid="",
            student_id="",
            last_name="",
            first_name="",
            grade_level=LAST_GRADE,
            school=next((row.school for row in self.rows), ""),
            graduation_year=self.graduation_year,
            entry_class=self.graduation_year,
            pathway=pathway,
        )
        added = (self.program,) if self.program.startswith(DISTRICT) else ()
        return StudentFile(student, record=self.rows, added_programs=added)


def parse_samples(
    document: Table, file_name: str, catalog: Catalog
) -> tuple[tuple[Sample, ...], tuple[RuleProblem, ...]]:
    """Return the samples that a document writes, and the problems of those that can't be used."""
    problems: list[RuleProblem] = []
    file = RuleFile(file_name, problems)
    reader = _Reader(file, catalog)
    tables = file.tables(document.get("sample"), "sample")
    made = [reader.sample(table, number) for number, table in enumerate(tables, 1)]
    return tuple(sample for sample in made if sample is not None), tuple(problems)


def run_samples(
    samples: Iterable[Sample], catalog: Catalog, rules: Rules, settings: AuditSettings
) -> Iterator[RuleProblem]:
    """Yield a problem for each sample that comes out otherwise than its rules' makers expect."""
    for sample in samples:
        program, day = sample.program, date(sample.graduation_year, 6, 30)
        found = audit(sample.student_file, None, catalog, rules, settings, day).program(program)
        if found is None:
            yield RuleProblem(sample.file, sample.place, "unknown_program", program)
        elif sample.requirement:
            yield from _judged_requirement(sample, found)
        elif (found.status is ProgramStatus.MET) != sample.met:
            yield _failed(sample, _open_of(found.requirements))


def rows_of(
    program: str, graduation_year: int, catalog: Catalog, rules: Rules, settings: AuditSettings
) -> tuple[tuple[str, ...], ...]:
    """Return the rows of a program that a sample may ask for: each by the ids of those above it
    and its own. Empty for a program that the class does not have.
    """
    if not FIRST_CLASS <= graduation_year <= LAST_CLASS:
        return ()
    nobody = Sample("", program, graduation_year, (), met=False).student_file
    day = date(graduation_year, 6, 30)
    found = audit(nobody, None, catalog, rules, settings, day).program(program)
    return () if found is None else tuple(_ids(found.requirements, ()))


class _Reader:
    """Reads the samples of one file."""

    def __init__(self, file: RuleFile, catalog: Catalog) -> None:
        self._file = file
        self._catalog = catalog
        self._high = _first_school(catalog, FIRST_HIGH_SCHOOL_GRADE)
        self._junior_high = _first_school(catalog, FIRST_HIGH_SCHOOL_GRADE - 1)

    def sample(self, table: Table, number: int) -> Sample | None:
        """Return a sample, None after naming what is wrong with it."""
        file, before = self._file, len(self._file.problems)
        title = file.text(table.get("title"), f"sample {number}, title")
        place = f"sample {title or number}"
        program = self._needed(table, place, "program")
        expect = self._needed(table, place, "expect")
        if expect and expect not in {MET, NOT_MET}:
            file.note(f"{place}, expect", "bad_expect", expect)
        year = table.get("class")
        if not (type(year) is int and FIRST_CLASS <= year <= LAST_CLASS):
            file.note(f"{place}, class", "missing" if year is None else "not_a_class", year or "")
            return None
        rows = tuple(self._rows(table, year, f"{place}, record"))
        requirement = file.text(table.get("requirement"), f"{place}, requirement")
        if len(file.problems) > before:
            return None
        return Sample(title, program, year, rows, expect == MET, requirement, file.name, place)

    def _needed(self, table: Table, place: str, key: str) -> str:
        text = self._file.text(table.get(key), f"{place}, {key}")
        if table.get(key) is None or table[key] == "":
            self._file.note(f"{place}, {key}", "missing")
        return text

    def _rows(self, table: Table, year: int, place: str) -> Iterator[RecordRow]:
        for line in self._file.texts(table.get("record"), place):
            try:
                rows = record_rows(line, year, self._catalog, self._school_of)
            except UnreadableLine as error:
                self._file.note(f"{place}, {line}", "bad_line", error)
                continue
            first = rows[0]
            elsewhere = first.subject or first.ag_area or first.pathway
            if self._catalog.course(first.course_code) is None and not elsewhere:
                self._file.note(f"{place}, {line}", "unknown_course", first.course_code)
            yield from rows

    def _school_of(self, code: str, grade: int, year: int) -> str:
        """Return a school of the district that teaches the course to that grade."""
        usual = self._high if grade >= FIRST_HIGH_SCHOOL_GRADE else self._junior_high
        taught = self._catalog.schools_teaching(code, year)
        return usual if not taught or usual in taught else taught[0]


def _first_school(catalog: Catalog, grade: int) -> str:
    def teaches(school: School) -> bool:
        return school.district_run and school.grade_low <= grade <= school.grade_high

    return next((school.short for school in catalog.schools if teaches(school)), "")


def _judged_requirement(sample: Sample, program: ProgramResult) -> Iterator[RuleProblem]:
    found = next((r for r in _all(program.requirements) if r.id == sample.requirement), None)
    if found is None:
        place = f"{sample.place}, requirement"
        yield RuleProblem(sample.file, place, "unknown_requirement", sample.requirement)
    elif (found.status is RequirementStatus.MET) != sample.met:
        yield _failed(sample, _open_of((found,)))


def _failed(sample: Sample, unmet: list[str]) -> RuleProblem:
    if sample.met:
        named = ", ".join(unmet[:MOST_NAMED])
        return RuleProblem(sample.file, sample.place, "sample_not_met", named)
    return RuleProblem(sample.file, sample.place, "sample_met", sample.program)


def _open_of(requirements: Iterable[RequirementResult]) -> list[str]:
    """Return the ids of the uppermost requirements that are not met."""
    return [one.id for one in requirements if one.status is not RequirementStatus.MET]


def _ids(
    requirements: Iterable[RequirementResult], above: tuple[str, ...]
) -> Iterator[tuple[str, ...]]:
    for one in requirements:
        yield (*above, one.id)
        yield from _ids(one.requirements, (*above, one.id))


def _all(requirements: Iterable[RequirementResult]) -> Iterator[RequirementResult]:
    for one in requirements:
        yield one
        yield from _all(one.requirements)
