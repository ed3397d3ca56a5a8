"""How far the student is: a segmented bar per program, and each pathway as a line of stages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.domain import credits as amounts
from cte_desktop.domain.audit.result import ProgramStatus, RequirementStatus
from cte_desktop.domain.catalog.course import LEVELS
from cte_desktop.domain.planning.semesters import State
from cte_desktop.reports.fonts import Face
from cte_desktop.reports.marks import missing_mark, progress_bar, state_mark
from cte_desktop.reports.style import (
    CAPTION,
    GAP,
    RADIUS,
    SMALL_MUTED,
    SMALL_STRONG,
    SUBHEADING,
    Type,
)
from cte_desktop.reports.text import fit, fitting_size, width, wrap
from cte_desktop.wording.labels import (
    amount_label,
    course_label,
    level_label,
    stage_label,
    state_label,
    status_label,
)
from cte_desktop.wording.papers import term_with_year
from cte_desktop.wording.programs import program_title, requirement_title
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from cte_desktop.domain.audit.plan_sheet import PlanSheet
    from cte_desktop.domain.audit.result import ProgramResult, RequirementResult, Used
    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.reports.flow import Flow
    from cte_desktop.reports.page import Page

BAR = 8.0
_ROW = 12.6
_TOP = 42.0  # title, bar and figures above the parts of a program
_STAGE_WORDS = Type(Face.SEMIBOLD, 8, "accent")
_AREAS = frozenset("ABCDEFG")
_STATUS_STATES = {
    ProgramStatus.MET: State.EARNED,
    ProgramStatus.ON_TRACK: State.PLANNED,
    RequirementStatus.MET: State.EARNED,
    RequirementStatus.IN_PROGRESS: State.IN_PROGRESS,
    RequirementStatus.PLANNED: State.PLANNED,
}
_STATUS_COLOURS = {
    ProgramStatus.MET: "met",
    ProgramStatus.ON_TRACK: "accent",
    ProgramStatus.AT_RISK: "warning",
    ProgramStatus.NOT_MET: "must_fix",
}


def draw_programs(flow: Flow, sheet: PlanSheet, catalog: Catalog) -> None:
    """Draw the programs other than pathways in two columns, each block whole on a page."""
    programs = [p for p in sheet.audit.programs if not p.pathway]
    wide = (flow.width - 2 * GAP) / 2
    columns: tuple[list[ProgramResult], list[ProgramResult]] = ([], [])
    heights = [0.0, 0.0]
    for program in programs:
        shorter = 0 if heights[0] <= heights[1] else 1
        columns[shorter].append(program)
        heights[shorter] += _program_height(program) + GAP
    gpa = _gpa(sheet)
    if gpa:
        heights[1] += 14
    tall = max(heights)
    flow.heading(tr("Where {name} stands", name=_first_name(sheet)), min(tall, flow.bottom - 90))
    page, top = flow.page, flow.y
    for place, column in enumerate(columns):
        x, y = flow.left + place * (wide + 2 * GAP), top
        for program in column:
            _draw_program(page, program, (x, y, wide), catalog)
            y += _program_height(program) + GAP
        if place == 1 and gpa:
            page.begin("P")
            page.text(x, y + 6, gpa, SMALL_MUTED)
            page.end()
    flow.y = top + tall


def draw_pathways(flow: Flow, sheet: PlanSheet, catalog: Catalog) -> None:
    """Draw each pathway signed up for as stages on a line, two beside each other."""
    for row in _pathway_rows(sheet):
        wide = (flow.width - GAP * (len(row) - 1)) / len(row)
        height = _row_height(row, wide, catalog)
        page = flow.room(height)
        for column, program in enumerate(row):
            place = (flow.left + column * (wide + GAP), flow.y, wide, height)
            _draw_pathway(page, program, place, catalog)
        flow.y += height + GAP


def pathways_height(flow: Flow, sheet: PlanSheet, catalog: Catalog) -> float:
    """Return the height that `draw_pathways` takes when nothing has to move to a new page."""
    return sum(
        _row_height(row, (flow.width - GAP * (len(row) - 1)) / len(row), catalog) + GAP
        for row in _pathway_rows(sheet)
    )


def _pathway_rows(sheet: PlanSheet) -> list[list[ProgramResult]]:
    programs = [p for p in sheet.audit.programs if p.pathway]
    return [programs[place : place + 2] for place in range(0, len(programs), 2)]


def _row_height(row: list[ProgramResult], wide: float, catalog: Catalog) -> float:
    lines = (len(texts) for program in row for _, texts in _stages(program, wide, catalog))
    return 62 + 9 * max(lines, default=1)


def _first_name(sheet: PlanSheet) -> str:
    student = sheet.student
    return student.preferred_name or student.first_name or student.last_name


def _gpa(sheet: PlanSheet) -> str:
    gpa = sheet.audit.gpa
    parts = [
        tr("UC {value}", value=gpa.uc_capped) if gpa.uc_capped else "",
        tr("CSU {value}", value=gpa.csu) if gpa.csu else "",
    ]
    known = "  ·  ".join(part for part in parts if part)
    return tr("Grade point average: {values}", values=known) if known else ""


def _split(
    program: ProgramResult,
) -> tuple[tuple[RequirementResult, ...], tuple[RequirementResult, ...]]:
    """Return the A-G areas, drawn as a row of letters, and the rest, drawn as lines."""
    letters = tuple(r for r in program.requirements if r.id in _AREAS)
    rows = tuple(r for r in program.requirements if r.id not in _AREAS and r.id != "total")
    return letters, rows


def _program_height(program: ProgramResult) -> float:
    letters, rows = _split(program)
    return _TOP + (38 if letters else 0) + _ROW * len(rows)


def _draw_program(
    page: Page, program: ProgramResult, place: tuple[float, float, float], catalog: Catalog
) -> None:
    x, y, wide = place
    title = program_title(program.id)
    page.begin("H3")
    page.text(x, y + 9, title, SUBHEADING)
    _status(page, program.status, x + wide, y + 9)
    page.end()
    figures = _figures(program)
    page.begin_figure(f"{title}: {figures}")
    amounts_ = (program.earned, program.in_progress, program.planned)
    progress_bar(page, (x, y + 15, wide, BAR), amounts_, program.need)
    page.end()
    page.begin("P")
    size = fitting_size(figures, Face.REGULAR, wide, (7.5, 7.0, 6.5, 6.0))
    page.text(x, y + 33, fit(figures, Face.REGULAR, size, wide), Type(Face.REGULAR, size))
    page.end()
    letters, rows = _split(program)
    y += _TOP
    if letters:
        _draw_letters(page, letters, (x, y, wide))
        y += 38
    for requirement in rows:
        _draw_requirement(page, program, requirement, (x, y, wide), catalog)
        y += _ROW


def _figures(program: ProgramResult) -> str:
    """Return the bar in words: "165 of 230 credits earned, 30 in progress, 20 planned, 15 to
    go".
    """
    parts = [
        tr(
            "{earned} of {need} earned",
            earned=amounts.text(program.earned),
            need=amount_label(program.need, program.unit),
        )
    ]
    if program.in_progress:
        parts.append(tr("{amount} in progress", amount=amounts.text(program.in_progress)))
    if program.planned:
        parts.append(tr("{amount} planned", amount=amounts.text(program.planned)))
    if program.missing:
        parts.append(tr("{amount} not planned yet", amount=amounts.text(program.missing)))
    return ", ".join(parts)


def _status(page: Page, status: ProgramStatus, right: float, y: float) -> None:
    """Draw a program's status as mark and word, ending at `right`."""
    word, colour = status_label(status), _STATUS_COLOURS[status]
    type_ = Type(Face.SEMIBOLD, 8, colour)
    x = right - width(word, type_.face, type_.size)
    _mark(page, status, x - 8, y - 2.8, 0.8)
    page.text(x, y, word, type_)


def _mark(
    page: Page, status: ProgramStatus | RequirementStatus, x: float, y: float, scale: float
) -> None:
    state = _STATUS_STATES.get(status)
    if state is None:
        missing_mark(page, x, y, scale)
    else:
        state_mark(page, state, x, y, scale)


def _draw_letters(
    page: Page, areas: tuple[RequirementResult, ...], place: tuple[float, float, float]
) -> None:
    x, y, wide = place
    step = (wide + 4) / len(areas)
    for area in areas:
        done = amounts.text(area.earned)
        page.begin("P")
        page.box((x, y, step - 4, 31), fill="surface", stroke="line", radius=RADIUS)
        page.text(x + 5, y + 11, area.id, SMALL_STRONG)
        _mark(page, area.status, x + step - 11, y + 8.4, 0.66)
        figure = tr("{done} of {need}", done=done, need=amounts.text(area.need))
        room = step - 8
        size = fitting_size(figure, Face.REGULAR, room, (6.8, 6.2, 5.6))
        page.text(x + 5, y + 20, figure, Type(Face.REGULAR, size, "text_muted"))
        page.end()
        with page.ornament():
            bar = (area.earned, area.in_progress, area.planned)
            progress_bar(page, (x + 5, y + 24, step - 14, 3.6), bar, area.need)
        x += step


def _draw_requirement(
    page: Page,
    program: ProgramResult,
    requirement: RequirementResult,
    place: tuple[float, float, float],
    catalog: Catalog,
) -> None:
    x, y, wide = place
    bar = wide * 0.27
    figure = tr(
        "{done} of {need}",
        done=amounts.text(requirement.earned),
        need=amounts.text(requirement.need),
    )
    title = requirement_title(program.id, requirement.id, catalog)
    room = wide - bar - 66
    size = fitting_size(title, Face.REGULAR, room, (7.5, 7.0, 6.5, 6.0))
    page.begin("P")
    _mark(page, requirement.status, x + 4, y + 4.8, 0.66)
    page.text(x + 12, y + 7.4, fit(title, Face.REGULAR, size, room), Type(Face.REGULAR, size))
    page.text(x + wide, y + 7.4, figure, SMALL_MUTED, "right")
    page.end()
    with page.ornament():
        states = (requirement.earned, requirement.in_progress, requirement.planned)
        progress_bar(page, (x + wide - bar - 48, y + 2.4, bar, 5), states, requirement.need)


def _stages(
    program: ProgramResult, wide: float, catalog: Catalog
) -> list[tuple[RequirementResult, tuple[str, ...]]]:
    levels = [r for level in LEVELS for r in program.requirements if r.id == level.value]
    room = _step(wide, len(levels)) - 10
    return [(level, _stage_texts(level, room, catalog)) for level in levels]


def _step(wide: float, levels: int) -> float:
    """Return the way between two stages; the last one's words need room as well."""
    return (wide - 80) / max(levels, 1)


def _draw_pathway(
    page: Page,
    program: ProgramResult,
    place: tuple[float, float, float, float],
    catalog: Catalog,
) -> None:
    x, y, wide, _ = place
    stages = _stages(program, wide, catalog)
    step = _step(wide, len(stages))
    with page.ornament():
        page.box(place, stroke="line", radius=RADIUS + 1)
    page.begin("H3")
    words = stage_label(program.stage) if program.stage is not None else ""
    room = wide - 30 - width(words, _STAGE_WORDS.face, _STAGE_WORDS.size)
    title = tr("Pathway: {name}", name=program.pathway)
    size = fitting_size(title, SUBHEADING.face, room, (9.5, 9.0, 8.5, 8.0, 7.5, 7.0))
    page.text(x + 10, y + 15, fit(title, SUBHEADING.face, size, room), Type(SUBHEADING.face, size))
    page.text(x + wide - 10, y + 15, words, _STAGE_WORDS, "right")
    page.end()
    with page.ornament():
        page.rule(x + 18, y + 32, x + 18 + step * len(stages), "line_strong", 1.2)
    for number, (level, lines) in enumerate(stages):
        _draw_stage(page, level, lines, x + 18 + step * number, y)
    _draw_goal(page, program, x + 18 + step * len(stages), y)


def _draw_stage(
    page: Page, level: RequirementResult, lines: tuple[str, ...], x: float, y: float
) -> None:
    state = _STATUS_STATES.get(level.status)
    page.begin("P")
    page.box((x - 8, y + 24, 16, 16), fill="raised")
    if state is None:
        missing_mark(page, x, y + 32, 1.3, status_label(level.status))
    else:
        state_mark(page, state, x, y + 32, 1.3, state_label(state))
    page.text(x - 7, y + 50, level_label(level.id).capitalize(), SMALL_STRONG)
    page.lines(x - 7, y + 59, lines, CAPTION, 9)
    page.end()


def _draw_goal(page: Page, program: ProgramResult, x: float, y: float) -> None:
    page.begin("P")
    page.box((x - 8, y + 24, 16, 16), fill="raised")
    if program.completer:
        state_mark(page, State.EARNED, x, y + 32, 1.3, state_label(State.EARNED))
    elif program.status is ProgramStatus.ON_TRACK:
        state_mark(page, State.PLANNED, x, y + 32, 1.3, state_label(State.PLANNED))
    else:
        missing_mark(page, x, y + 32, 1.3)
    page.text(x - 7, y + 50, tr("Completer"), SMALL_STRONG)
    page.text(x - 7, y + 59, status_label(program.status), CAPTION)
    page.end()


def _stage_texts(level: RequirementResult, room: float, catalog: Catalog) -> tuple[str, ...]:
    """Return the courses of a level with the term in which each is finished."""
    last: dict[str, Used] = {used.course: used for used in level.used}
    if not last:
        return wrap(tr("not planned yet"), CAPTION.face, CAPTION.size, room)
    lines: tuple[str, ...] = ()
    for code, used in last.items():
        when = term_with_year(used.school_year, used.term)
        text = f"{course_label(code, catalog)}, {when}"
        if used.mark:
            text = f"{text}, {used.mark}"
        lines += wrap(text, CAPTION.face, CAPTION.size, room)
    return lines
