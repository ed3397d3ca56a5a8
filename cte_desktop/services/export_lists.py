"""Lists that go out: course requests, section rosters, and completers with their evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.domain.catalog.placeholder import is_placeholder
from cte_desktop.domain.catalog.school import JUNIOR_HIGH
from cte_desktop.domain.completion.state.fields import Problem, no_rows, problem
from cte_desktop.domain.school_year import (
    SEMESTERS,
    Term,
    grade_in,
    school_year_of,
    school_year_text,
)
from cte_desktop.exchange.outgoing import completers, rosters
from cte_desktop.exchange.outgoing.layouts import PLAIN, layout, layout_names, written
from cte_desktop.exchange.outgoing.lists import ENDINGS, write_list, write_plain
from cte_desktop.exchange.outgoing.requests import requests_of
from cte_desktop.exchange.outgoing.rosters import ENROLLED, FINISHED, PLANNED, Seat, roster_row
from cte_desktop.services.export_gathering import STEP, completions_of
from cte_desktop.services.export_orders import one_file, out_path, school_of
from cte_desktop.services.state_exports import year_to_report
from cte_desktop.services.unknown import unknown_student
from cte_desktop.storage import export_rows
from cte_desktop.storage import students as student_store
from cte_desktop.storage.sections import reading as section_store
from cte_desktop.system.errors import WrongCall

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.domain.catalog.section import Section
    from cte_desktop.domain.planning.plan import Placement
    from cte_desktop.domain.students.student import Student
    from cte_desktop.exchange.outgoing.layouts import Layout
    from cte_desktop.exchange.outgoing.lists import Sink
    from cte_desktop.exchange.outgoing.requests import Request
    from cte_desktop.services.desk import Desk
    from cte_desktop.services.export_orders import Order, Prepared, Progress

    Placements = Mapping[str, tuple[Placement, ...]]

TEXT_ENDINGS = (".csv", ".txt", ".xlsx")
LOW_GRADE, HIGH_GRADE = 9, 12  # of those who should have something planned


def prepare_completers(desk: Desk, order: Order, progress: Progress) -> Prepared:
    """Return the list of the completions of a school year, one line for each local pathway."""
    year, catalog = year_to_report(desk, order), desk.district().catalog
    reached = completions_of(desk, year, school_of(desk, order), progress)
    found = sorted(reached.of(year), key=lambda c: (c.student.student_id, c.pathway))
    path = out_path(order, f"completers_{school_year_text(year)}.csv", ENDINGS)

    def write(sink: Sink) -> int:
        rows = (completers.completer_row(one, catalog) for one in found)
        ending = path.suffix.lower()
        return write_list(sink, ending, completers.HEADINGS, rows, desk.today(), "completers")

    uids = (one.student.uid for one in found)
    problems = (*no_rows(len(found), year), *reached.problems)
    return one_file(path, write, len(found), uids, problems)


def prepare_requests(desk: Desk, order: Order, progress: Progress) -> Prepared:
    """Return what the active plans ask for in the next school year, as a system takes it."""
    made = _layout(order)
    year, catalog = order.year, desk.catalog()
    students = _students(desk, order)
    with desk.database.reading() as tx:
        placements = export_rows.placements_in(tx, year)
    requests: list[Request] = []
    uids: list[str] = []
    for done, student in enumerate(students):
        if done % STEP == 0:
            progress(done, len(students))
        own = requests_of(student, placements.get(student.uid, ()), catalog, year, made.lanes)
        requests += own
        uids += [student.uid] * bool(own)
    path = out_path(order, f"requests_{school_year_text(year)}.csv", TEXT_ENDINGS)
    headings = [column.heading for column in made.columns]

    def write(sink: Sink) -> int:
        rows = (written(request, made) for request in requests)
        if path.suffix.lower() == ".xlsx":
            return write_list(sink, ".xlsx", headings, rows, desk.today(), "requests")
        return write_plain(sink, headings, rows, made.delimiter)

    problems = (
        *_of_the_layout(made, requests),
        *_of_the_plans(students, placements, catalog, year),
    )
    return one_file(path, write, len(requests), uids, problems)


def prepare_rosters(desk: Desk, order: Order, progress: Progress) -> Prepared:
    """Return who sits in each section of a school year, as recorded and as planned."""
    now, year, catalog = school_year_of(desk.today()), order.year, desk.catalog()
    students = {student.uid: student for student in _students(desk, order)}
    with desk.database.reading() as tx:
        sections = {s.section_id: s for s in section_store.sections_of(tx, year)}
        recorded = export_rows.seats_in(tx, year)
        planned = export_rows.placements_in(tx, year) if year >= now else {}
    progress(0, len(students))
    seats = _seats(students, recorded, planned, year)
    kept = [seat for seat in seats if not order.sections or seat.section_id in order.sections]
    _require_sections(order, sections, kept)
    mine = (planned.get(uid, ()) for uid in students) if not order.sections else ()
    waiting = sum(_without_section(own, catalog) for own in mine)
    path = out_path(order, f"rosters_{school_year_text(year)}.csv", ENDINGS)

    def write(sink: Sink) -> int:
        rows = (roster_row(seat, sections.get(seat.section_id), catalog) for seat in kept)
        return write_list(
            sink, path.suffix.lower(), rosters.HEADINGS, rows, desk.today(), "rosters"
        )

    problems = _of_the_sections(kept, sections, waiting, year)
    return one_file(path, write, len(kept), (seat.student_uid for seat in kept), problems)


def _layout(order: Order) -> Layout:
    name = order.layout or PLAIN
    if name not in layout_names():
        raise WrongCall(
            "unknown_format",
            'There is no format "{name}" of course requests.',
            do="The formats are: {names}.",
            name=name,
            names=", ".join(layout_names()),
        )
    return layout(name)


def _students(desk: Desk, order: Order) -> list[Student]:
    """Return the students that are wanted, in order of student_id."""
    school = school_of(desk, order)
    with desk.database.reading() as tx:
        students = student_store.list_students(tx)
    if order.student_ids:
        known = {student.student_id for student in students}
        for student_id in order.student_ids:
            if student_id not in known:
                raise unknown_student(student_id)
    return [
        student
        for student in students
        if school in {"", student.school}
        and (not order.student_ids or student.student_id in order.student_ids)
    ]


def _seats(
    students: Mapping[str, Student],
    recorded: Iterable[export_rows.SeatRow],
    planned: Placements,
    year: int,
) -> list[Seat]:
    """Return one seat for each student in each section; what the record says outdoes the plan."""
    courses: dict[tuple[str, str], str] = {}
    states: dict[tuple[str, str], str] = {}
    terms: dict[tuple[str, str], set[Term]] = {}
    for uid, section_id, course, term, in_progress in recorded:
        key = (section_id, uid)
        courses.setdefault(key, course)
        terms.setdefault(key, set()).add(Term(term))
        if in_progress or key not in states:
            states[key] = ENROLLED if in_progress else FINISHED
    for uid, placements in planned.items():
        for placement in placements:
            if placement.section_id and placement.spot is not None:
                key = (placement.section_id, uid)
                courses.setdefault(key, placement.course_code)
                terms.setdefault(key, set()).add(placement.spot.term)
                states.setdefault(key, PLANNED)
    made = [
        _seat(students[uid], year, section_id, course, states[section_id, uid], in_terms)
        for (section_id, uid), course in courses.items()
        if uid in students and (in_terms := terms[section_id, uid])
    ]
    return sorted(made, key=lambda s: (s.section_id, s.last_name, s.first_name, s.student_id))


def _seat(
    student: Student, year: int, section_id: str, course: str, state: str, terms: set[Term]
) -> Seat:
    return Seat(
        school_year=year,
        section_id=section_id,
        course_code=course,
        student_uid=student.uid,
        student_id=student.student_id,
        last_name=student.last_name,
        first_name=student.first_name,
        grade_level=grade_in(year, student.graduation_year),
        school=student.school,
        terms=tuple(term.value for term in sorted(terms, key=lambda term: term.place)),
        state=state,
    )


def _require_sections(order: Order, sections: Mapping[str, Section], seats: Iterable[Seat]) -> None:
    """Refuse a section that neither the sections of the year nor a student's row know."""
    known = set(sections) | {seat.section_id for seat in seats}
    for section_id in order.sections:
        if section_id not in known:
            raise WrongCall(
                "unknown_section",
                'There is no section "{section}" in that school year.',
                do="Look at sections.csv of the year, or leave the section out for all of them.",
                section=section_id,
            )


def _without_section(own: Iterable[Placement], catalog: Catalog) -> int:
    """Return how many of a student's courses have no section; both halves of a year are one."""
    found = set()
    for placement in own:
        course, spot = catalog.course(placement.course_code), placement.spot
        if placement.section_id or spot is None or is_placeholder(placement.course_code):
            continue
        half = course is not None and course.is_year and spot.term in SEMESTERS
        found.add((placement.course_code, "" if half else spot.term.value))
    return len(found)


def _places_kept(own: Iterable[Placement], catalog: Catalog) -> int:
    """Return how many places a student keeps for a course to be chosen; a year counts once."""
    halves = 0
    for placement in own:
        course = catalog.course(placement.course_code)
        if course is None or not is_placeholder(placement.course_code):
            continue
        in_summer = placement.spot is not None and placement.spot.term not in SEMESTERS
        halves += 1 if course.is_year and not in_summer else 2
    return (halves + 1) // 2


def _of_the_sections(
    seats: Iterable[Seat], sections: Mapping[str, Section], waiting: int, year: int
) -> Iterator[Problem]:
    year_text = school_year_text(year)
    for section_id in sorted({seat.section_id for seat in seats} - set(sections)):
        yield problem("", "section_id", "section_unknown", value=section_id, year=year_text)
    if waiting:
        yield problem("", "section_id", "no_section", count=waiting)


def _of_the_layout(made: Layout, requests: Iterable[Request]) -> Iterator[Problem]:
    """Say how sure the columns are, and which course codes are longer than they take."""
    if made.sourced != "yes":
        unsure = ", ".join(column.heading for column in made.columns if column.sourced != "yes")
        yield problem("", "", "unsourced_layout", name=f"{made.title} ({unsure})")
    codes = sorted({request.course_code for request in requests})
    for column in made.columns:
        if column.value == "course_code" and column.length:
            for code in codes:
                if len(code) > column.length:
                    yield problem(
                        "",
                        column.heading,
                        "course_too_long",
                        value=code,
                        most=column.length,
                        name=column.heading,
                    )


def _of_the_plans(
    students: Iterable[Student], placements: Placements, catalog: Catalog, year: int
) -> Iterator[Problem]:
    """Say who has nothing planned, whose next school isn't known, and which courses are unknown."""
    students = tuple(students)
    without, moving, unknown, others = 0, set(), set(), set()
    for student in students:
        own = placements.get(student.uid, ())
        grade = grade_in(year, student.graduation_year)
        without += not own and LOW_GRADE <= grade <= HIGH_GRADE
        school = catalog.school_by_short.get(student.school)
        if own and grade >= LOW_GRADE and school is not None and school.kind == JUNIOR_HIGH:
            moving.add(school.name)
        unknown |= {p.course_code for p in own if catalog.course(p.course_code) is None}
        others |= {c for p in own for c in p.alternates if catalog.course(c) is None}
    for name in sorted(moving):
        yield problem("", "school", "next_school", school=name)
    kept = sum(_places_kept(placements.get(student.uid, ()), catalog) for student in students)
    if kept:
        yield problem("", "course_code", "still_to_choose", count=kept)
    for code in sorted(unknown):
        yield problem("", "course_code", "unknown_course", value=code)
    for code in sorted(others):
        yield problem("", "course_code", "unknown_alternate", value=code)
    if without:
        yield problem(
            "", "student_id", "nothing_planned", count=without, year=school_year_text(year)
        )
