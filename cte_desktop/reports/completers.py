"""The completers of a school year on paper: by school and pathway, each with the courses and marks
that prove it.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from cte_desktop.domain.catalog.course import Level
from cte_desktop.reports.flow import Flow
from cte_desktop.reports.fonts import Face
from cte_desktop.reports.page import Paper
from cte_desktop.reports.register import LANDSCAPE, draw_head
from cte_desktop.reports.ruled_table import PaperColumn, draw_table
from cte_desktop.reports.style import BODY, GAP, SUBHEADING
from cte_desktop.wording.labels import date_label, grade_label
from cte_desktop.wording.papers import school_year_heading, term_with_year
from cte_desktop.wording.translate import tr, trn

if TYPE_CHECKING:
    from cte_desktop.domain.completion.completers_sheet import (
        CompleterGroup,
        CompleterRow,
        CompletersSheet,
        ShortEvidence,
    )


def build_completers(sheet: CompletersSheet) -> bytes:
    """Return the list as a PDF, in the language in force."""
    kind = tr("Completers")
    title = tr("Completers of {year}", year=school_year_heading(sheet.school_year))
    paper = Paper(title, author=sheet.district, day=sheet.printed_on, size=LANDSCAPE)
    flow = Flow(paper, f"{title}  ·  {sheet.district}")
    paper.structure.open("Sect")
    draw_head(flow, sheet.district, title, kind, date_label(sheet.printed_on))
    for line in _figures(sheet):
        flow.paragraph(line, BODY)
    flow.y += GAP
    if sheet.groups:
        _draw_schools(flow, sheet)
    for school, groups in groupby(sheet.groups, key=lambda group: group.school_name):
        flow.heading(school, 60)
        for group in groups:
            _draw_group(flow, group)
    paper.structure.close()
    flow.finish(tr("Printed {day}", day=date_label(sheet.printed_on)))
    return paper.finish()


def _figures(sheet: CompletersSheet) -> tuple[str, ...]:
    """Return the counts, each said to be what it is."""
    said = [
        " · ".join(_counts(sheet)),
        tr(
            "A student who completed two pathways is one student and two completions; the State "
            "counts two pathways of one of its codes once."
        ),
    ]
    if sheet.narrowed_to:
        said.append(tr("Only the students that match: {words}", words=sheet.narrowed_to))
    if sheet.stale:
        said.append(
            trn(
                "{count} student's figures were not current and were worked out for this paper.",
                "{count} students' figures were not current and were worked out for this paper.",
                sheet.stale,
            )
        )
    return tuple(said)


def _counts(sheet: CompletersSheet) -> tuple[str, ...]:
    counts = (sheet.students, sheet.completions, sheet.state_completions, sheet.awards)
    students, completions, by_state, awards = (f"{count:,}" for count in counts)
    return (
        trn("{shown} student", "{shown} students", sheet.students, shown=students),
        trn("{shown} completion", "{shown} completions", sheet.completions, shown=completions),
        trn(
            "{shown} completion as the State counts",
            "{shown} completions as the State counts",
            sheet.state_completions,
            shown=by_state,
        ),
        trn("{shown} award", "{shown} awards", sheet.awards, shown=awards),
    )


def _draw_schools(flow: Flow, sheet: CompletersSheet) -> None:
    flow.heading(tr("Schools"), 40)
    columns = (
        PaperColumn(tr("School"), 0.4),
        PaperColumn(tr("Students"), 0.15, figures=True),
        PaperColumn(tr("Completions"), 0.15, figures=True),
        PaperColumn(tr("Awards"), 0.15, figures=True),
    )
    rows = []
    for school, groups in groupby(sheet.groups, key=lambda group: group.school_name):
        own = [row for group in groups for row in group.rows]
        students = len({row.student_id for row in own})
        awards = sum(1 for row in own if row.serial)
        rows.append((school, f"{students:,}", f"{len(own):,}", f"{awards:,}"))
    draw_table(flow, columns, rows)
    flow.y += GAP


def _draw_group(flow: Flow, group: CompleterGroup) -> None:
    page = flow.room(60)
    page.begin("H3")
    count = trn("{shown} student", "{shown} students", len(group.rows), shown=len(group.rows))
    page.text(flow.left, flow.y + 10, f"{group.pathway}  ·  {count}", SUBHEADING)
    page.end()
    flow.y += 15
    columns = (
        PaperColumn(tr("Name"), 0.17, face=Face.MEDIUM),
        PaperColumn(tr("Id"), 0.08),
        PaperColumn(tr("Grade"), 0.05),
        PaperColumn(tr("Concentrator course"), 0.275),
        PaperColumn(tr("Capstone"), 0.275),
        PaperColumn(tr("Award"), 0.15),
    )
    draw_table(flow, columns, (_cells(row) for row in group.rows))
    flow.y += GAP


def _cells(row: CompleterRow) -> tuple[str, ...]:
    not_in_force = tr("taken back") if row.taken_back else tr("not awarded yet")
    return (
        row.name,
        row.student_id,
        grade_label(row.grade_level),
        _proof(row, Level.CONCENTRATOR),
        _proof(row, Level.CAPSTONE),
        row.serial or not_in_force,
    )


def _proof(row: CompleterRow, level: Level) -> str:
    return "; ".join(_course(one) for one in row.evidence if one.level is level) or "–"


def _course(one: ShortEvidence) -> str:
    marks = ", ".join(f"{term_with_year(year, term)} {mark}" for year, term, mark in one.marks)
    return f"{one.title} ({marks})"
