"""The way in: an invented district as the plain profile's files, written student by student."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

from cte_desktop.exchange.plain.catalog import read_shipped_catalog
from cte_desktop.exchange.sample.careers import NO_CAREER, Careers
from cte_desktop.exchange.sample.commitments import busy_rows, decision_rows, test_rows
from cte_desktop.exchange.sample.curriculum import Curriculum
from cte_desktop.exchange.sample.district import (
    FEEDERS,
    MOST_STUDENTS,
    Seat,
    is_junior_high,
    seats,
)
from cte_desktop.exchange.sample.earlier_years import earlier_total_rows
from cte_desktop.exchange.sample.elsewhere import before_entry, draw_entry
from cte_desktop.exchange.sample.experiences import (
    enrollment_rows,
    experience_rows,
    has_signed_up,
)
from cte_desktop.exchange.sample.names import draw_name
from cte_desktop.exchange.sample.next_year import NextYear
from cte_desktop.exchange.sample.plans import plan_rows
from cte_desktop.exchange.sample.pupil import Present, Pupil
from cte_desktop.exchange.sample.record import RecordLine, Studies
from cte_desktop.exchange.sample.sections import SectionBook
from cte_desktop.exchange.sample.traits import draw_traits
from cte_desktop.exchange.sample.wishes import wish_rows
from cte_desktop.exchange.sample.years import go_to_school

Progress = Callable[[int, int], None]
Row = tuple[str | int, ...]

PROGRESS_STEP = 200  # students between two reports
_UNFINISHED = ".part"

COLUMNS: dict[str, tuple[str, ...]] = {
    "sections.csv": (
        "section_id", "school_year", "term", "course_code", "site", "kind", "period", "days",
        "start", "end", "room", "teacher", "seats", "reserved_for", "grade_min", "grade_max",
        "state",
    ),
    "students.csv": (
        "student_id", "state_id", "last_name", "first_name", "middle_name", "suffix",
        "preferred_name", "grade_level", "graduation_year", "school", "counselor",
        "home_language", "pathway", "entry_class", "birth_date", "gender",
        "entered_district_on", "goal", "major", "groups",
    ),
    "record.csv": RecordLine._fields,
    "enrollments.csv": (
        "student_id", "pathway", "action", "on", "school_year", "school", "reason",
    ),
    "experiences.csv": (
        "student_id", "kind", "title", "pathway", "school_year", "grade_level", "hours",
        "organization", "passed_on", "expires_on", "units", "type_code", "number", "mark", "note",
        "chapter", "office", "events", "issuer", "evaluation", "opinion", "opinion_words",
        "enrolled_as",
    ),
    "tests.csv": ("student_id", "test", "score", "on"),
    "decisions.csv": (
        "student_id", "kind", "program", "requirement", "course_code", "for_course", "category",
        "reason", "approved_by", "on",
    ),
    "busy.csv": ("student_id", "school_year", "term", "days", "start", "end", "kind", "site"),
    "wishes.csv": ("student_id", "rank", "kind", "value", "strength", "days"),
    "plans.csv": (
        "student_id", "plan", "grade_level", "term", "lane", "course_code", "section_id",
        "locked", "period", "site", "choice", "status", "signed_on",
    ),
    "earlier_totals.csv": (
        "school_year", "pathway", "site", "students", "completions", "note",
    ),
}  # fmt: skip


def write_sample(
    folder: Path, *, students: int, seed: int, today: date, progress: Progress | None = None
) -> tuple[Path, ...]:
    """Write the files of an invented district into `folder` and return them in import order.

    The same size, seed and day give the same bytes. `progress` is told the students done and all.
    Raises ValueError when `students` is not between 1 and `MOST_STUDENTS`, OSError of the folder.
    """
    if not 1 <= students <= MOST_STUDENTS:
        raise ValueError(f"a sample has 1 to {MOST_STUDENTS} students, not {students}")
    folder.mkdir(parents=True, exist_ok=True)
    present = Present.on(today)
    curriculum = Curriculum(read_shipped_catalog())
    book = SectionBook(curriculum, present.school_year, seed)
    following = NextYear(curriculum, present.school_year + 1, seed)
    with _whole_files(folder) as write:
        pupils = _pupils(curriculum, students, seed, present, book)
        for number, pupil in enumerate(pupils, 1):
            _write_pupil(pupil, present, following, write)
            if progress is not None and (number % PROGRESS_STEP == 0 or number == students):
                progress(number, students)
        book.open_other_evenings()
        following.open_schedule(book)
        for one_year in (book, following.book):
            write["sections.csv"](one_year.rows())
        write["earlier_totals.csv"](earlier_total_rows(students, present.school_year))
    return tuple(folder / name for name in COLUMNS)


@contextmanager
def _whole_files(folder: Path) -> Iterator[dict[str, Any]]:
    """Give what writes rows, under the files' names, which appear at the end and all whole.

    A full disk or a cancelled sample leaves nothing behind, and the files of before as they were.
    """
    parts = {name: folder / f"{name}{_UNFINISHED}" for name in COLUMNS}
    try:
        with ExitStack() as stack:
            write: dict[str, Any] = {}
            for name, part in parts.items():
                file = stack.enter_context(part.open("w", encoding="utf-8", newline=""))
                writer = csv.writer(file, lineterminator="\n")
                writer.writerow(COLUMNS[name])
                write[name] = writer.writerows
            yield write
        for name, part in parts.items():
            part.replace(folder / name)
    finally:
        for part in parts.values():
            part.unlink(missing_ok=True)


def _write_pupil(
    pupil: Pupil, present: Present, following: NextYear, write: dict[str, Any]
) -> None:
    enrollments = tuple(enrollment_rows(pupil, present))
    left = any("left" in row for row in enrollments)
    pathway = pupil.career.pathway if has_signed_up(pupil, present) and not left else ""
    write["students.csv"]((_student_row(pupil, present, pathway),))
    write["enrollments.csv"](enrollments)
    write["experiences.csv"](experience_rows(pupil, present))
    write["tests.csv"](test_rows(pupil, present))
    before_entry(pupil)
    write["record.csv"](pupil.lines)
    write["decisions.csv"](decision_rows(pupil, present))
    write["busy.csv"](busy_rows(pupil, present))
    write["wishes.csv"](wish_rows(pupil, present.school_year + 1))
    write["plans.csv"](plan_rows(pupil, present, following))


def _pupils(
    curriculum: Curriculum, students: int, seed: int, present: Present, book: SectionBook
) -> Iterator[Pupil]:
    careers = Careers(curriculum, present.school_year)
    high_schools = [s for s in curriculum.catalog.schools if s.district_run]
    kinds = {school.short: school.kind for school in high_schools}
    for seat in seats(curriculum.catalog, students, seed, present.school_year):
        # A string seeds the same everywhere; a tuple would go through hash().
        rng = Random(f"{seed}:{seat.school.short}:{seat.graduation_year}:{seat.ordinal}")
        name = draw_name(rng)
        school, first = _high_schools(seat, rng)
        traits = draw_traits(rng, kinds[school], name.home_language)
        career = careers.draw(rng, first) if kinds[school] != "continuation" else NO_CAREER
        entry = draw_entry(rng, seat, present)
        pupil = Pupil(seat, name, traits, career, rng, Studies(curriculum), school, first, entry)
        go_to_school(pupil, present, book)
        yield pupil


def _high_schools(seat: Seat, rng: Random) -> tuple[str, str]:
    """Return the high school, attended or to come, and the one of grade 9."""
    short = seat.school.short
    if is_junior_high(seat.school, seat.grade_level) and seat.school.grade_high < 9:
        fed = [high for high, junior in FEEDERS.items() if junior == short]
        return fed[0], fed[0]
    if seat.school.kind == "continuation":
        return short, rng.choice(("HT", "SG", "CN", "GV", "VL"))
    return short, short


def _student_row(pupil: Pupil, present: Present, pathway: str) -> Row:
    seat, name, traits, rng = pupil.seat, pupil.name, pupil.traits, pupil.rng
    born = date(seat.graduation_year - 18, 9, 1).toordinal() + rng.randrange(0, 365)
    entry, entry_grade = pupil.entry, 7 if rng.random() < 0.85 else 9
    entered = entry.on if entry else date(pupil.year_of(entry_grade), 8, 12)
    return (
        seat.student_id, seat.state_id, name.last, name.first, name.middle, name.suffix,
        name.preferred, seat.grade_level, seat.graduation_year, seat.school.short,
        seat.counselor, name.home_language, pathway,
        seat.graduation_year, date.fromordinal(born).isoformat(), name.gender,
        "" if entered > present.day else entered.isoformat(), traits.goal, traits.major,
        "AVID" if traits.avid and seat.grade_level > 8 else "",
    )  # fmt: skip
