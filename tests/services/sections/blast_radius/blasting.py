"""Students of a sample district with classes in sections of next year that the tests make up."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from cte_desktop.domain.catalog.section import Section, SectionKind, SectionMeeting
from cte_desktop.domain.planning.plan import Lane, Placement, Plan, Spot
from cte_desktop.domain.planning.sections.alternatives.edits import seated
from cte_desktop.domain.school_year import SEMESTERS, Term, grade_in
from cte_desktop.services.cases import Case, open_cases
from cte_desktop.services.desk import Desk
from cte_desktop.storage.history import begin_step
from cte_desktop.storage.planning import save_plan
from cte_desktop.storage.sections.editing import save_section
from cte_desktop.storage.sections.reading import sections_of_courses
from cte_desktop.storage.tables.all import METADATA
from tests.storage.digests import DERIVED, HISTORY

NOW, NEXT = 2026, 2027


def section(section_id: str, code: str, period: str, site: str, **more: Any) -> Section:
    """A section of next year in that period, for the whole year."""
    fields: dict[str, Any] = {
        "school_year": NEXT,
        "term": "year",
        "kind": SectionKind.DAY,
        "meetings": (SectionMeeting(period, ""),),
        "seats": 34,
    }
    return Section(section_id=section_id, course_code=code, site=site, **(fields | more))


def tenth_graders(desk: Desk, count: int) -> tuple[str, tuple[Case, ...]]:
    """A high school, and so many of its tenth graders, by student id."""
    by_school: dict[str, list[Case]] = {}
    for case in open_cases(desk):
        student = case.file.student
        if grade_in(NOW, student.graduation_year) == 10:
            by_school.setdefault(student.school, []).append(case)
    school, cases = max(by_school.items(), key=lambda pair: len(pair[1]))
    assert len(cases) >= count
    return school, tuple(cases[:count])


def keep(desk: Desk, *sections: Section) -> None:
    """Put sections into the store."""
    with desk.database.writing() as tx:
        begin_step(tx, "edit_section")
        for one in sections:
            save_section(tx, one)


def cancel_all(desk: Desk, *codes: str) -> None:
    """Let the sample's own sections of these courses not take place next year."""
    with desk.database.reading() as tx:
        found = sections_of_courses(tx, (NEXT,), codes)
    keep(desk, *(replace(one, cancelled=True) for one in found))


def plan_in(desk: Desk, case: Case, sections: Iterable[Section], **more: Any) -> Plan:
    """Give a student one plan for 11th grade, in these sections, and store it."""
    uid = case.file.student.uid
    plan = Plan(case.plan.uid if case.plan else f"{uid[:-4]}beef", uid)
    for number, one in enumerate(sections):
        for term in SEMESTERS if one.term == "year" else (Term(one.term),):
            placement = Placement(
                f"{uid[:24]}{number:06}{term.place:06}",
                one.course_code,
                Spot(11, term, Lane.DAY),
                **more,
            )
            plan = Plan(plan.uid, uid, placements=(*plan.placements, placement))
            plan = seated(plan, (placement.uid,), (one,))
    with desk.database.writing() as tx:
        begin_step(tx, "edit_plan")
        save_plan(tx, plan)
    return plan


def content(desk: Desk) -> dict[str, frozenset[tuple[object, ...]]]:
    """All rows of the store but those of its history.

    A half of a plan that was taken out and comes back has another key, to which nothing refers.
    """
    found: dict[str, frozenset[tuple[object, ...]]] = {}
    with desk.database.reading() as tx:
        for name in METADATA.tables.keys() - HISTORY - DERIVED:
            columns = [c.name for c in METADATA.tables[name].columns]
            kept = [c for c in columns if (name, c) != ("placement", "key")]
            listed = ", ".join(f'"{column}"' for column in kept)
            rows = tx.connection.exec_driver_sql(f'SELECT {listed} FROM "{name}"')  # noqa: S608
            found[name] = frozenset(map(tuple, rows))
    return found
