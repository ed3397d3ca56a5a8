"""A student's week on one Letter page: the picture, the classes, the ways, what must be settled."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.domain.planning.sections.week_picture import ways
from cte_desktop.domain.planning.sections.week_sheet import week_classes
from cte_desktop.domain.school_year import grade_in
from cte_desktop.reports.flow import Flow
from cte_desktop.reports.marks import severity_mark
from cte_desktop.reports.one_after_other import draw_one_after_other
from cte_desktop.reports.page import Paper
from cte_desktop.reports.ruled_table import PaperColumn, draw_table
from cte_desktop.reports.style import (
    BODY,
    CAPTION,
    GAP,
    KIND,
    RADIUS,
    SMALL_MUTED,
    TITLE,
    VALUE,
    Type,
)
from cte_desktop.reports.text import fit, fitting_size, width, wrap
from cte_desktop.reports.week_picture import draw_week
from cte_desktop.wording import week as words
from cte_desktop.wording.clock import on_paper
from cte_desktop.wording.findings import finding_text
from cte_desktop.wording.fits import site_label
from cte_desktop.wording.labels import school_label, state_label
from cte_desktop.wording.looking_back import day_on_paper, printed_text
from cte_desktop.wording.papers import grade_heading
from cte_desktop.wording.placeholders import titled
from cte_desktop.wording.sections import day_span_label, hours_label
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.domain.findings import Severity
    from cte_desktop.domain.planning.sections.week_sheet import WeekClass, WeekSheet

_NAME_SIZES = (20.0, 18.0, 16.0, 14.0, 12.0, 10.0)
_LEADING = 11.0
_INDENT = 14.0
_TIGHT = 8.0


@on_paper()
def build_week_sheets(
    sheets: Iterable[WeekSheet], catalog: Catalog, progress: Callable[[int], None] | None = None
) -> bytes:
    """Return the weeks of several students as one PDF, in order, in the language in force.

    `progress` is called with the number of finished weeks; what it raises ends the work. Raises
    `KnownError` (letters_missing) when a text has letters that no font has, ValueError without
    a sheet.
    """
    return draw_one_after_other(
        sheets,
        lambda sheet: Paper(author=sheet.district, day=sheet.printed_on),
        lambda paper, sheet: _draw_sheet(paper, sheet, catalog),
        lambda sheet: sheet.student.legal_name,
        _title,
        progress,
        what="week",
    )


def _title(names: Sequence[str]) -> str:
    if len(names) == 1:
        return tr("Week: {name}", name=names[0])
    return tr("Weeks of {count} students", count=len(names))


def _draw_sheet(paper: Paper, sheet: WeekSheet, catalog: Catalog) -> None:
    term = words.week_title(sheet.school_year, sheet.term)
    flow = Flow(paper, f"{sheet.student.legal_name}  ·  {term}")
    paper.structure.open("Sect")
    _draw_head(flow, sheet, catalog)
    _draw_facts(flow, sheet)
    if sheet.picture.blocks:
        draw_week(flow, sheet.picture, catalog, _height_after(sheet, catalog))
    else:
        flow.paragraph(tr("The times of this term are not known yet."), BODY)
    _draw_classes(flow, sheet, catalog)
    _draw_ways(flow, sheet, catalog)
    _draw_findings(flow, sheet, catalog)
    paper.structure.close()
    flow.finish(printed_text(sheet.printed_on, sheet.made_on, sheet.plan_name or term))


def _height_after(sheet: WeekSheet, catalog: Catalog) -> float:
    """Return about how much height follows the picture, so that all keeps to one page."""
    findings = sum(
        len(wrap(finding_text(one, catalog), BODY.face, BODY.size, 520)) for one in sheet.findings
    )
    gone = len(ways(sheet.picture.journeys))
    classes = len(week_classes(sheet.picture))
    unknown = 2 * bool(sheet.picture.without_time)
    table = 42 + 17.5 * classes if classes else 0
    lines = max(1, findings) + gone + unknown
    return table + 50 + (28 if gone else 0) + 12.5 * lines


def _draw_head(flow: Flow, sheet: WeekSheet, catalog: Catalog) -> None:
    page, student = flow.page, sheet.student
    school = school_label(student.school, catalog)
    place = "  ·  ".join(part for part in (sheet.district, school) if part)
    page.begin("P")
    said = fit(place, SMALL_MUTED.face, SMALL_MUTED.size, 400)
    page.text(flow.left, flow.y + 7, said, SMALL_MUTED)
    day = day_on_paper(sheet.printed_on, sheet.made_on)
    page.text(flow.right, flow.y + 7, day, SMALL_MUTED, "right")
    page.end()
    kind = tr("Week, {term}", term=words.week_title(sheet.school_year, sheet.term).lower())
    room = flow.width - width(kind, KIND.face, KIND.size) - 20
    size = fitting_size(student.legal_name, TITLE.face, room, _NAME_SIZES)
    name = Type(TITLE.face, size)
    page.begin("H1")
    lines = wrap(student.legal_name, name.face, size, room)
    bottom = page.lines(flow.left, flow.y + 29, lines, name, size * 1.15) - size * 1.15
    page.text(flow.right, flow.y + 29, kind, KIND, "right")
    page.end()
    flow.y = bottom + 9


def _draw_facts(flow: Flow, sheet: WeekSheet) -> None:
    student = sheet.student
    grade = grade_in(sheet.school_year, student.graduation_year)
    facts = (
        (tr("Grade"), grade_heading(grade), 0.16),
        (tr("Class of"), str(student.graduation_year), 0.14),
        (tr("Student ID"), student.student_id, 0.2),
        (tr("Counselor"), student.counselor, 0.5),
    )
    page, room = flow.page, flow.width - 16
    with page.ornament():
        page.box((flow.left, flow.y, flow.width, 29), fill="accent_soft", radius=RADIUS + 1)
    x = flow.left + 10
    for caption, value, part in facts:
        page.begin("P")
        page.text(x, flow.y + 11, caption, CAPTION)
        shown = fit(value or "–", VALUE.face, VALUE.size, room * part - 8)
        page.text(x, flow.y + 22, shown, VALUE)
        page.end()
        x += room * part
    flow.y += 29 + GAP


def _draw_classes(flow: Flow, sheet: WeekSheet, catalog: Catalog) -> None:
    classes = week_classes(sheet.picture)
    if classes:
        flow.heading(tr("Classes"), 40)
        columns = (
            PaperColumn(tr("When"), 0.27),
            PaperColumn(tr("Course"), 0.31),
            PaperColumn(tr("Section"), 0.11),
            PaperColumn(tr("Where"), 0.17),
            PaperColumn(tr("Teacher"), 0.14),
        )
        draw_table(flow, columns, [_row(one, catalog) for one in classes])
        flow.y += _TIGHT
    if sheet.picture.without_time:
        flow.paragraph(words.without_time_sentence(sheet.picture.without_time, catalog), BODY)
    flow.paragraph(tr("Seats are a plan until the school confirms them."), SMALL_MUTED)
    flow.y += _TIGHT


def _row(one: WeekClass, catalog: Catalog) -> tuple[str, ...]:
    hours = "; ".join(
        f"{day_span_label(met.days)} {hours_label(met.start, met.end)}" for met in one.hours
    )
    when = ", ".join((*one.periods, hours))
    state = f" ({state_label(one.state)})" if one.state is not None else ""
    rooms = ", ".join(tr("room {room}", room=room) for room in one.rooms)
    where = ", ".join(part for part in (site_label(one.site, catalog), rooms) if part)
    course = f"{titled(one.course, one.title)}{state}"
    return when, course, one.section_id or "–", where, one.teacher or "–"


def _draw_ways(flow: Flow, sheet: WeekSheet, catalog: Catalog) -> None:
    gone = ways(sheet.picture.journeys)
    if not gone:
        return
    flow.heading(tr("Between the sites"), 16)
    for way, days in gone:
        flow.paragraph(words.journey_sentence(way, catalog, days), BODY)
    flow.y += _TIGHT


def _draw_findings(flow: Flow, sheet: WeekSheet, catalog: Catalog) -> None:
    flow.heading(tr("What must be settled"), 16)
    if not sheet.findings:
        said = (
            tr("Nothing among the classes whose times are known.")
            if sheet.picture.without_time
            else tr("Nothing: everything in this week can be attended.")
        )
        flow.paragraph(said, BODY)
    for finding in sheet.findings:
        _draw_point(flow, finding_text(finding, catalog), finding.severity)


def _draw_point(flow: Flow, sentence: str, severity: Severity) -> None:
    lines = wrap(sentence, BODY.face, BODY.size, flow.width - _INDENT)
    height = _LEADING * len(lines) + 1.5
    page = flow.room(height)
    page.begin("P")
    severity_mark(page, severity, flow.left + 5, flow.y + 6, 0.8)
    page.lines(flow.left + _INDENT, flow.y + 9, lines, BODY, _LEADING)
    page.end()
    flow.y += height
