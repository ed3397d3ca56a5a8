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

from collections.abc import Callable, Iterable
from typing import Protocol

from cte_desktop.domain import grades
from cte_desktop.domain.credits import text as credits_text
from cte_desktop.domain.school_year import grade_in
from cte_desktop.exchange.answers.answers import DIFFERENT, SKIP
from cte_desktop.exchange.answers.questions import Doubt
from cte_desktop.exchange.plain.batch import Afterword, Batch
from cte_desktop.exchange.plain.columns import Value
from cte_desktop.exchange.plain.kinds import HIGH_GRADE, LOW_GRADE
from cte_desktop.exchange.plain.known import Known, Person
from cte_desktop.exchange.rows.bell_rules import BellRules
from cte_desktop.exchange.rows.course_answers import CourseAnswers
from cte_desktop.exchange.rows.credit_scales import JUNIOR_HIGH, CreditScales
from cte_desktop.exchange.rows.look_alikes import CODE as LOOK_ALIKE
from cte_desktop.exchange.rows.look_alikes import LookAlikes, Pair
from cte_desktop.exchange.rows.row_checks import Check, checks_of
from cte_desktop.exchange.rows.section_rules import SectionRules
from cte_desktop.exchange.rows.set_here import with_set_here
from cte_desktop.exchange.rows.travel_rules import TravelRules

EARNS_NOTHING = frozenset({*grades.NO_CREDIT, *grades.IN_PROGRESS, grades.WAIVED})

_PERSON = ("student_id", "last_name", "first_name", "birth_date", "school", "graduation_year")


class Rules(Protocol):
    """The checks of one file; they may remember earlier rows of it."""

    def check(self, batch: Batch) -> None:
        """Refuse and adjust rows of the batch, in place."""

    def taken(self, batch: Batch) -> None:
        """Take note of the rows that are not refused."""

    def afterwords(self) -> Iterable[Afterword]:
        """Return what the whole file tells of rows that were taken, once it is read."""


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

    def afterwords(self) -> Iterable[Afterword]:
        """Add nothing."""
        return ()


class StudentRules:
    """One id for one student; classes follow from grades; students that look like one."""

    def __init__(self, known: Known) -> None:
        """Begin a file."""
        self._known = known
        self._rows: dict[str, int] = {}  # student id -> row number
        self._look_alikes = LookAlikes(known)

    def check(self, batch: Batch) -> None:
        """Refuse second rows of an id; fill in the classes."""
        classes, entries = batch.of("graduation_year"), batch.of("entry_class")
        for place, grade in enumerate(batch.of("grade_level")):
            if classes[place] is None and isinstance(grade, int):
                classes[place] = self._known.school_year + 1 + 12 - grade
            if entries[place] is None:
                entries[place] = classes[place]
        last, first = batch.of("last_name"), batch.of("first_name")
        settled = self._known.answers.given(LOOK_ALIKE)
        for place, student in enumerate(batch.of("student_id")):
            if place in batch.refused:
                continue
            earlier = self._rows.setdefault(str(student), batch.numbers[place])
            if earlier != batch.numbers[place]:
                batch.refuse(place, "student_id", "duplicate_id", str(earlier))
            elif last[place] == "" and first[place] == "":
                batch.refuse(place, "last_name", "missing_value")
            elif student in settled:
                self._settle(batch, place, str(student), settled[str(student)])

    def taken(self, batch: Batch) -> None:
        """Know the students from now on; report and ask about those who may be one person."""
        columns = (batch.of(name) for name in _PERSON)
        for place, values in enumerate(zip(*columns, strict=True)):
            if place in batch.refused:
                continue
            class_of = values[-1] if isinstance(values[-1], int) else 0
            student, last, first, born, school = (str(value or "") for value in values[:-1])
            person = Person(student, last, first, born, school, class_of)
            self._known.students[person.student_id] = class_of
            for pair in self._look_alikes.met(person):
                self._ask(batch, place, person, pair)

    def afterwords(self) -> Iterable[Afterword]:
        """Add nothing: who looks like whom is told at the row."""
        return ()

    def _ask(self, batch: Batch, place: int, person: Person, pair: Pair) -> None:
        if pair.sure:
            batch.adjust(place, "student_id", LOOK_ALIKE, pair.seen)
        self._known.asked.met(
            Doubt(
                LOOK_ALIKE,
                pair.value,
                "student_id",
                batch.numbers[place],
                detail=pair.other,
                refused=False,
                who=f"{person.first_name} {person.last_name}".strip(),
                sure=pair.sure,
            )
        )

    def _settle(self, batch: Batch, place: int, student: str, answer: str) -> None:
        """Leave out the row of a student who is somebody else as well, as a person said."""
        asked = self._known.asked
        if answer == SKIP or self._known.belongs_to(student) is not None:
            batch.refuse(place, "student_id", "left_out")
            asked.used(LOOK_ALIKE, student, answer, "student_id", row=batch.numbers[place])
        elif answer != DIFFERENT:
            row, other = batch.numbers[place], answer
            doubt = Doubt(LOOK_ALIKE, student, "student_id", row, other, refused=False, wrong=other)
            asked.met(doubt)


class RecordRules:
    """Courses from elsewhere, years that have not begun, and what a mark earns."""

    def __init__(self, known: Known) -> None:
        """Begin a file."""
        self._known = known
        self._courses = CourseAnswers(known)
        self._scales = CreditScales(known)

    def check(self, batch: Batch) -> None:
        """Refuse and adjust rows of the record."""
        present = self._known.school_year
        for place, year in enumerate(batch.of("school_year")):
            if isinstance(year, int) and year > present:
                batch.refuse(place, "school_year", "future_year")
        self._check_courses(batch)
        self._fill_grades(batch)
        self._scales.convert(batch)
        self._set_unearned(batch)

    def taken(self, batch: Batch) -> None:
        """Report each title once that is not the one of the catalog."""
        self._courses.look_at_titles(batch)

    def afterwords(self) -> Iterable[Afterword]:
        """Add nothing."""
        return ()

    def _check_courses(self, batch: Batch) -> None:
        self._courses.begin(batch)
        courses = self._known.catalog.listed_by_code
        subject, area = batch.of("subject"), batch.of("ag_area")
        pathway = batch.of("pathway")
        for place, code in enumerate(batch.of("course_code")):
            if code in courses or subject[place] or area[place] or pathway[place]:
                continue
            self._courses.unknown(batch, place, str(code or ""))

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
    made = _RULES.get(kind)
    rules = made(known) if made is not None else PlainRules(known, *checks_of(kind))
    return with_set_here(known, kind, rules)


_RULES: dict[str, Callable[[Known], Rules]] = {
    "bells": BellRules,
    "travel": TravelRules,
    "sections": SectionRules,
    "students": StudentRules,
    "record": RecordRules,
}


def _is_more(earned: Value, attempted: Value) -> bool:
    """Tell whether more was earned than attempted; 0 attempted says that nobody filled it in."""
    return isinstance(earned, int) and isinstance(attempted, int) and earned > attempted > 0
