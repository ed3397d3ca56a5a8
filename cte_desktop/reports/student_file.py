"""A student's file on paper: everything that is kept about them, in the order in which one asks."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from cte_desktop.domain import credits as amounts
from cte_desktop.domain.school_year import school_year_text
from cte_desktop.domain.students.experiences import in_order_of_time
from cte_desktop.reports.flow import Flow
from cte_desktop.reports.page import Paper
from cte_desktop.reports.plan_closing import draw_findings
from cte_desktop.reports.plan_progress import draw_pathways, draw_programs
from cte_desktop.reports.ruled_table import PaperColumn, draw_table
from cte_desktop.reports.student_facts import draw_facts, draw_head
from cte_desktop.reports.style import BODY, GAP, SUBHEADING
from cte_desktop.wording.approvals import agreement_words, names_line
from cte_desktop.wording.caseload import note_place
from cte_desktop.wording.clock import on_paper, written_clock
from cte_desktop.wording.decisions import approval_text, decision_text
from cte_desktop.wording.experiences import experience_facts, when_label
from cte_desktop.wording.labels import (
    course_label,
    date_label,
    days_label,
    lane_label,
    school_label,
)
from cte_desktop.wording.papers import (
    grade_heading,
    school_year_heading,
    term_heading,
)
from cte_desktop.wording.student_file import (
    action_label,
    experience_label,
    fixed_time_label,
    plan_status_label,
    strength_label,
    wish_label,
)
from cte_desktop.wording.translate import tr
from cte_desktop.wording.week import span_label

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from cte_desktop.domain.audit.student_sheet import StudentSheet
    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.domain.planning.plan import Placement, Plan
    from cte_desktop.domain.students.experiences import Experience

Rows = list[tuple[str, ...]]


@on_paper()
def build_student_file(made: StudentSheet, catalog: Catalog) -> bytes:
    """Return a student's file as a PDF, in the language in force.

    Raises `KnownError` (letters_missing) when a text has letters that no font has.
    """
    sheet, student = made.sheet, made.sheet.student
    paper = Paper(author=sheet.district, day=sheet.printed_on)
    flow = Flow(paper, f"{student.legal_name}  ·  {tr('Student file')}")
    paper.structure.open("Sect")
    draw_head(flow, sheet, catalog)
    draw_facts(flow, sheet, catalog)
    _draw_record(flow, made, catalog)
    flow.y += GAP
    draw_pathways(flow, sheet, catalog)
    draw_programs(flow, sheet, catalog)
    draw_findings(flow, sheet, catalog)
    _draw_pathway_steps(flow, made, catalog)
    _draw_experiences(flow, made)
    _draw_tests(flow, made)
    _draw_decisions(flow, made, catalog)
    for plan in made.plans:
        _draw_plan(flow, plan, catalog)
    _draw_week(flow, made, catalog)
    _draw_certificates(flow, made)
    _draw_set_by_hand(flow, made)
    _draw_tags(flow, made)
    _draw_agreements(flow, made)
    _draw_notes(flow, made)
    _draw_history(flow, made)
    _draw_disclosures(flow, made)
    paper.structure.close()
    flow.finish(tr("Printed {day}", day=date_label(sheet.printed_on)))
    paper.name(tr("Student file: {name}", name=student.legal_name))
    return paper.finish()


def _draw_record(flow: Flow, made: StudentSheet, catalog: Catalog) -> None:
    flow.heading(tr("Record"), 40)
    if not made.file.record:
        flow.paragraph(tr("No course is recorded yet."), BODY)
    columns = (
        PaperColumn(tr("Term"), 0.1),
        PaperColumn(tr("Course"), 0.37),
        PaperColumn(tr("Mark"), 0.12),
        PaperColumn(tr("Credits earned"), 0.12, figures=True),
        PaperColumn(tr("attempted"), 0.11, figures=True),
        PaperColumn(tr("School"), 0.22),
        PaperColumn(tr("Section"), 0.13),
    )
    rows = sorted(made.file.record, key=lambda row: (row.moment, row.course_code))
    for (year, grade), own in groupby(rows, key=lambda row: (row.school_year, row.grade_level)):
        _subheading(flow, f"{school_year_heading(year)}  ·  {grade_heading(grade)}")
        draw_table(
            flow,
            columns,
            [
                (
                    term_heading(row.term),
                    _course(row.course_code, row.course_title, catalog),
                    row.mark or tr("in progress"),
                    amounts.text(row.earned),
                    amounts.text(row.attempted),
                    school_label(row.school, catalog),
                    row.section_id,
                )
                for row in own
            ],
        )
        flow.y += 6


def _course(code: str, title: str, catalog: Catalog) -> str:
    """Return "Chemistry (CHEM)": the title of the record, else the catalog's, with the code."""
    known = title or course_label(code, catalog)
    return known if known == code else f"{known} ({code})"


def _draw_pathway_steps(flow: Flow, made: StudentSheet, catalog: Catalog) -> None:
    rows = [
        (
            one.pathway,
            action_label(one.action),
            _day(one.on) or (school_year_text(one.school_year) if one.school_year else ""),
            school_label(one.school, catalog),
            one.reason,
        )
        for one in made.file.enrollments
    ]
    titles = (tr("Pathway"), tr("What"), tr("When"), tr("School"), tr("Reason"))
    _list(flow, tr("Steps in pathways"), titles, (0.28, 0.14, 0.18, 0.18, 0.22), rows)


def _draw_experiences(flow: Flow, made: StudentSheet) -> None:
    _list_experiences(flow, made, tr("Experiences"), made.file.experiences)
    _list_experiences(flow, made, tr("Experiences that were removed here"), made.removed)


def _list_experiences(
    flow: Flow, made: StudentSheet, heading: str, experiences: Iterable[Experience]
) -> None:
    rows: Rows = []
    graduation_year = made.file.student.graduation_year
    for one in in_order_of_time(experiences, graduation_year):
        facts = (*experience_facts(one, made.sheet.printed_on), one.note)
        details = "  ·  ".join(part for part in facts if part)
        when = _day(one.passed_on) or when_label(one)
        rows.append((experience_label(one.kind), one.title, one.pathway, when, details))
    titles = (tr("Kind"), tr("Title"), tr("Pathway"), tr("When"), tr("Details"))
    _list(flow, heading, titles, (0.15, 0.25, 0.18, 0.16, 0.26), rows)


def _draw_tests(flow: Flow, made: StudentSheet) -> None:
    rows: Rows = [(one.test, one.score, _day(one.on)) for one in made.file.tests]
    _list(flow, tr("Tests"), (tr("Test"), tr("Score"), tr("When")), (0.3, 0.3, 0.4), rows)


def _draw_decisions(flow: Flow, made: StudentSheet, catalog: Catalog) -> None:
    rows: Rows = [(decision_text(one, catalog), approval_text(one)) for one in made.file.decisions]
    _list(flow, tr("Decisions"), (tr("What"), tr("Why and by whom")), (0.5, 0.5), rows)


def _draw_plan(flow: Flow, plan: Plan, catalog: Catalog) -> None:
    title = tr("Plan: {name} ({status})", name=plan.name, status=plan_status_label(plan.status))
    if plan.signed_on is not None:
        title = tr("{plan}, signed {day}", plan=title, day=date_label(plan.signed_on))
    placed = sorted(plan.placed, key=_when)
    rows = [_planned(one, catalog) for one in (*placed, *plan.parked)]
    titles = (
        *(tr("Grade"), tr("Term"), tr("Course"), tr("Where and when")),
        *(tr("Section"), tr("Alternates")),
    )
    _list(flow, title, titles, (0.11, 0.09, 0.3, 0.18, 0.12, 0.2), rows)


def _when(placement: Placement) -> tuple[int, int, str]:
    spot = placement.spot
    return (spot.grade_level, spot.term.place, spot.period) if spot else (0, 0, "")


def _planned(one: Placement, catalog: Catalog) -> tuple[str, ...]:
    spot = one.spot
    where: tuple[str, ...] = (tr("set aside"),)
    if spot is not None:
        where = (lane_label(spot.lane), spot.period, school_label(one.site, catalog))
    return (
        grade_heading(spot.grade_level) if spot else "",
        term_heading(spot.term) if spot else "",
        _course(one.course_code, "", catalog) + (f"  ·  {tr('locked')}" if one.locked else ""),
        "  ·  ".join(part for part in where if part),
        one.section_id,
        ", ".join(course_label(code, catalog) for code in one.alternates),
    )


def _draw_week(flow: Flow, made: StudentSheet, catalog: Catalog) -> None:
    times: Rows = [
        (
            f"{term_heading(one.term)} {school_year_heading(one.school_year)}",
            f"{days_label(one.days)} {span_label(one.start, one.end)}",
            fixed_time_label(one.kind),
            school_label(one.site, catalog),
        )
        for one in made.file.busy
    ]
    titles = (tr("Term"), tr("When"), tr("What"), tr("Where"))
    _list(flow, tr("Fixed times"), titles, (0.22, 0.34, 0.2, 0.24), times)
    wishes: Rows = [
        (
            str(one.rank),
            wish_label(one.kind),
            " ".join(part for part in (written_clock(one.value), days_label(one.days)) if part),
            strength_label(one.strength),
        )
        for one in made.file.wishes
    ]
    titles = (tr("Rank"), tr("Wish"), tr("What"), tr("How much"))
    _list(flow, tr("Wishes"), titles, (0.1, 0.3, 0.4, 0.2), wishes)


def _draw_certificates(flow: Flow, made: StudentSheet) -> None:
    rows: Rows = [
        (_day(one.on), one.serial, one.pathway, one.what, one.stands) for one in made.certificates
    ]
    titles = (tr("Day"), tr("Serial number"), tr("Pathway"), tr("Entry"), tr("Now"))
    _list(flow, tr("Certificates"), titles, (0.18, 0.22, 0.26, 0.2, 0.14), rows)


def _draw_set_by_hand(flow: Flow, made: StudentSheet) -> None:
    rows: Rows = [(one.field, one.here, one.file) for one in made.set_by_hand]
    titles = (tr("Field"), tr("Written here"), tr("In the last file"))
    _list(flow, tr("Written by hand"), titles, (0.3, 0.35, 0.35), rows)


def _draw_agreements(flow: Flow, made: StudentSheet) -> None:
    agreed = [
        (date_label(one.on), one.plan_name, agreement_words(one), names_line(one), one.remark)
        for one in made.approvals
    ]
    titles = (tr("Day"), tr("Plan"), tr("What was agreed"), tr("By whom"), tr("Remark"))
    _list(flow, tr("Agreed on plans"), titles, (0.15, 0.16, 0.17, 0.3, 0.22), agreed)
    locked = [
        (date_label(one.on), _plan_name(made, one.plan_uid), one.by, one.reason)
        for one in made.locks
    ]
    of_locks = (tr("Day"), tr("Plan"), tr("Locked by"), tr("Reason"))
    _list(flow, tr("Locked plans"), of_locks, (0.18, 0.24, 0.22, 0.36), locked)


def _plan_name(made: StudentSheet, uid: str) -> str:
    return next((plan.name for plan in made.plans if plan.uid == uid), "")


def _draw_notes(flow: Flow, made: StudentSheet) -> None:
    notes: Rows = [
        (
            date_label(one.on),
            one.said,
            one.author,
            note_place(one),
            tr("printed on the plan") if one.for_family else "",
        )
        for one in made.notes
    ]
    of_notes = (tr("Day"), tr("Note"), tr("Written by"), tr("About"), tr("For the family"))
    _list(flow, tr("Shared notes"), of_notes, (0.13, 0.41, 0.16, 0.14, 0.16), notes)
    reminders: Rows = [
        (date_label(one.due), one.said, one.whose, _day(one.done_on)) for one in made.reminders
    ]
    titles = (tr("Due"), tr("What is to be done"), tr("Waits for"), tr("Done"))
    _list(flow, tr("Reminders"), titles, (0.15, 0.5, 0.2, 0.15), reminders)


def _draw_tags(flow: Flow, made: StudentSheet) -> None:
    if made.tags:
        flow.heading(tr("Tags"), 40)
        flow.paragraph("  ·  ".join(made.tags), BODY)
        flow.y += GAP


def _draw_history(flow: Flow, made: StudentSheet) -> None:
    rows: Rows = [
        (_day(one.on), one.what, one.actor, tr("undone since") if one.undone else "")
        for one in made.history
    ]
    titles = (tr("Day"), tr("What was done"), tr("By whom"), "")
    _list(flow, tr("History"), titles, (0.2, 0.44, 0.2, 0.16), rows)


def _draw_disclosures(flow: Flow, made: StudentSheet) -> None:
    rows: Rows = [(_day(d.on), d.what, d.recipient, d.purpose) for d in made.disclosures]
    titles = (tr("Day"), tr("What"), tr("Who received it"), tr("What for"))
    _list(flow, tr("Who received what"), titles, (0.2, 0.26, 0.27, 0.27), rows)


def _list(
    flow: Flow,
    heading: str,
    titles: Sequence[str],
    shares: Sequence[float],
    rows: Iterable[tuple[str, ...]],
) -> None:
    """Draw a heading and its table; nothing at all without rows."""
    kept = list(rows)
    if kept:
        flow.heading(heading, 40)
        columns = [PaperColumn(*pair) for pair in zip(titles, shares, strict=True)]
        draw_table(flow, columns, kept)
        flow.y += GAP


def _subheading(flow: Flow, text: str) -> None:
    page = flow.room(50)
    page.begin("H3")
    page.text(flow.left, flow.y + 10, text, SUBHEADING)
    page.end()
    flow.y += 14


def _day(day: date | None) -> str:
    return date_label(day) if day is not None else ""
