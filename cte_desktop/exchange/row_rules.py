"""What the columns of a row say together, by kind of file.

Decisions, where the contract leaves room:

* A record row of a course that the catalog lacks is a course from elsewhere when it names a
  subject, an A-G area or a pathway; without any of them it is refused (`unknown_course`), since its
  credits could count nowhere.
* Marks without credit (F NP NC W X, and work in progress) and grades 7-8 (but the summer before
  grade 9) earn 0 whatever the file says; the row is taken and reported (`adjusted`).
* A missing grade level of the record follows from the class and the year, a missing graduation year
  from the grade and the present school year, a missing entry class is the graduation year.
* More credits earned than attempted are taken and reported (`bad_credits`): both stand in the file.
* The record knows no year after the present one (`future_year`).
"""

from __future__ import annotations

import re
from typing import Protocol

from cte_desktop.domain import grades
from cte_desktop.domain.credits import CARNEGIE_UNIT, MOST_IN_A_ROW
from cte_desktop.domain.credits import text as credits_text
from cte_desktop.domain.school_year import grade_in
from cte_desktop.domain.students.student import folded
from cte_desktop.exchange.batch import Batch
from cte_desktop.exchange.columns import Value
from cte_desktop.exchange.kinds import HIGH_GRADE, LOW_GRADE
from cte_desktop.exchange.known import Known
from cte_desktop.exchange.row_checks import Check, checks_of

EARNS_NOTHING = frozenset({*grades.NO_CREDIT, *grades.IN_PROGRESS, grades.WAIVED})
JUNIOR_HIGH = (7, 8)

_WORD = re.compile(r"\w+")


class Rules(Protocol):
    """The checks of one file; they may remember earlier rows of it."""

    def check(self, batch: Batch) -> None:
        """Refuse and adjust rows of the batch, in place."""

    def taken(self, batch: Batch) -> None:
        """Take note of the rows that are not refused."""


class PlainRules:
    """The checks of a file whose rows need no more than their cells and one function."""

    def __init__(self, known: Known, *checks: Check) -> None:
        """Keep what is known and the functions."""
        self._known = known
        self._checks = checks

    def check(self, batch: Batch) -> None:
        """Run every check."""
        for check in self._checks:
            check(batch, self._known)

    def taken(self, batch: Batch) -> None:
        """Remember nothing."""


class StudentRules:
    """One id for one student; classes follow from grades; students that look like one."""

    def __init__(self, known: Known) -> None:
        """Begin a file."""
        self._known = known
        self._rows: dict[str, int] = {}  # student id -> row number
        self._persons: dict[tuple[str, str, str], str] = {}

    def check(self, batch: Batch) -> None:
        """Refuse second rows of an id; fill in the classes."""
        classes, entries = batch.of("graduation_year"), batch.of("entry_class")
        for place, grade in enumerate(batch.of("grade_level")):
            if classes[place] is None and isinstance(grade, int):
                classes[place] = self._known.school_year + 1 + 12 - grade
            if entries[place] is None:
                entries[place] = classes[place]
        last, first = batch.of("last_name"), batch.of("first_name")
        for place, student in enumerate(batch.of("student_id")):
            if place in batch.refused:
                continue
            earlier = self._rows.setdefault(str(student), batch.numbers[place])
            if earlier != batch.numbers[place]:
                batch.refuse(place, "student_id", "duplicate_id", str(earlier))
            elif last[place] == "" and first[place] == "":
                batch.refuse(place, "last_name", "missing_value")

    def taken(self, batch: Batch) -> None:
        """Know the students from now on; report those who share a name and a birth date."""
        columns = (batch.of(n) for n in ("student_id", "last_name", "first_name", "birth_date"))
        classes = batch.of("graduation_year")
        for place, (student, last, first, born) in enumerate(zip(*columns, strict=True)):
            if place in batch.refused:
                continue
            class_of = classes[place]
            self._known.students[str(student)] = class_of if isinstance(class_of, int) else 0
            if born:
                person = (folded(str(last)), folded(str(first)), str(born))
                other = self._persons.setdefault(person, str(student))
                if other != student:
                    batch.adjust(place, "student_id", "look_alike", other)


class RecordRules:
    """Courses from elsewhere, years that have not begun, and what a mark earns."""

    def __init__(self, known: Known) -> None:
        """Begin a file."""
        self._known = known
        self._titles: set[tuple[str, str]] = set()  # that agree, or were reported
        self._titles |= {(c.code, c.title) for c in known.catalog.courses}

    def check(self, batch: Batch) -> None:
        """Refuse and adjust rows of the record."""
        present = self._known.school_year
        for place, year in enumerate(batch.of("school_year")):
            if isinstance(year, int) and year > present:
                batch.refuse(place, "school_year", "future_year")
        self._check_courses(batch)
        self._fill_grades(batch)
        self._convert_units(batch)
        self._set_unearned(batch)

    def taken(self, batch: Batch) -> None:
        """Report each title once that is not the one of the catalog."""
        known, titles = self._known.catalog.course_by_code, self._titles
        pairs = zip(batch.of("course_code"), batch.of("course_title"), strict=True)
        for place, pair in enumerate(pairs):
            if pair in titles or not pair[1] or place in batch.refused:
                continue
            titles.add((str(pair[0]), str(pair[1])))
            course = known.get(str(pair[0]))
            if course and _words(course.title) != _words(str(pair[1])):
                batch.adjust(place, "course_title", "title_differs", course.title)

    def _check_courses(self, batch: Batch) -> None:
        courses = self._known.catalog.course_by_code
        subject, area = batch.of("subject"), batch.of("ag_area")
        pathway = batch.of("pathway")
        for place, code in enumerate(batch.of("course_code")):
            if code in courses or subject[place] or area[place] or pathway[place]:
                continue
            batch.refuse(place, "course_code", "unknown_elsewhere")

    def _fill_grades(self, batch: Batch) -> None:
        levels = batch.of("grade_level")
        if None not in levels:
            return
        students, years = batch.of("student_id"), batch.of("school_year")
        for place, level in enumerate(levels):
            year = years[place]
            if level is not None or place in batch.refused or not isinstance(year, int):
                continue
            grade = grade_in(year, self._known.students.get(str(students[place]), 0))
            levels[place] = min(grade, HIGH_GRADE)  # a fifth year is grade 12
            if grade < LOW_GRADE:
                batch.refuse(place, "grade_level", "missing_value")

    def _convert_units(self, batch: Batch) -> None:
        scales = batch.of("credit_scale")
        if "carnegie" not in scales:
            return
        attempted, earned = batch.of("credits_attempted"), batch.of("credits_earned")
        for place, scale in enumerate(scales):
            units, done = attempted[place], earned[place]
            if scale != "carnegie" or not isinstance(units, int) or not isinstance(done, int):
                continue
            attempted[place], earned[place] = units * CARNEGIE_UNIT, done * CARNEGIE_UNIT
            if max(units, done) * CARNEGIE_UNIT > MOST_IN_A_ROW:
                batch.refuse(place, "credits_attempted", "bad_credits")
            detail = credits_text(units * CARNEGIE_UNIT)
            batch.adjust(place, "credits_attempted", "credit_scale", detail)

    def _set_unearned(self, batch: Batch) -> None:
        earned, attempted = batch.of("credits_earned"), batch.of("credits_attempted")
        columns = (batch.of(name) for name in ("mark", "grade_level", "term"))
        rows = enumerate(zip(earned, attempted, *columns, strict=True))
        for place, (credit, tried, mark, level, term) in rows:
            if level in JUNIOR_HIGH and term != "summer":
                if credit or tried:
                    column = "credits_earned" if credit else "credits_attempted"
                    batch.adjust(place, column, "junior_high", str(level))
                    earned[place] = attempted[place] = 0
            elif credit and mark in EARNS_NOTHING:
                earned[place] = 0
                batch.adjust(place, "credits_earned", "no_credit", str(mark) or "–")
            elif credit != tried and _is_more(credit, tried):
                batch.adjust(place, "credits_earned", "bad_credits", credits_text(int(tried or 0)))


def rules_for(kind: str, known: Known) -> Rules:
    """Return the checks of a kind of file, ready for its first row."""
    if kind == "students":
        return StudentRules(known)
    if kind == "record":
        return RecordRules(known)
    return PlainRules(known, *checks_of(kind))


def _is_more(earned: Value, attempted: Value) -> bool:
    """Tell whether more was earned than attempted; 0 attempted says that nobody filled it in."""
    return isinstance(earned, int) and isinstance(attempted, int) and earned > attempted > 0


def _words(title: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(folded(title)))
