"""The years of the plan: a card per grade with fall and spring side by side, and grades 7-8 above.

A year course is one chip across both terms. Titles are never cut: they get smaller,
then break into lines.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cte_desktop.domain import credits as amounts
from cte_desktop.domain.planning.plan import Lane
from cte_desktop.domain.planning.semesters import State
from cte_desktop.domain.school_year import SEMESTERS, Term
from cte_desktop.reports.fonts import Face
from cte_desktop.reports.marks import state_mark
from cte_desktop.reports.style import (
    CAPTION,
    GAP,
    RADIUS,
    SMALL,
    SMALL_MUTED,
    SUBHEADING,
    Type,
)
from cte_desktop.reports.tagged import COLUMN_HEAD, ROW_HEAD
from cte_desktop.reports.text import width, wrap
from cte_desktop.wording.labels import grade_label, lane_label, school_label, state_label
from cte_desktop.wording.papers import (
    class_time,
    grade_heading,
    school_year_heading,
    term_heading,
)
from cte_desktop.wording.placeholders import titled
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from cte_desktop.domain.audit.plan_sheet import PlanSheet
    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.domain.planning.sheet import SheetCourse, SheetHalf, SheetYear
    from cte_desktop.reports.flow import Flow
    from cte_desktop.reports.page import Page

LABEL = 16.0  # the column of period numbers
HEAD = 33.0  # grade and terms above the rows of a card
PAD = 6.0
LINE = 8.4
CREDITS = 15.0
_ONE_LINE = 14.6  # height of a row with one line
_SIZES = (7.5, 7.0, 6.6)
_MARK = Type(Face.SEMIBOLD, 7.5)
_NOTE = Type(Face.REGULAR, 6.4, "text_muted")
_PERIOD = Type(Face.MEDIUM, 7, "text_muted")
_FILLS = {
    State.EARNED: ("met_soft", ""),
    State.IN_PROGRESS: ("information_soft", "in_progress"),
    State.PLANNED: ("raised", "planned"),
    State.NOT_EARNED: ("must_fix_soft", "must_fix"),
    State.WAIVED: ("met_soft", ""),
}


@dataclass(frozen=True, slots=True)
class _Chip:
    course: SheetCourse
    state: State
    lines: tuple[str, ...]
    size: float
    notes: tuple[str, ...]
    height: float


@dataclass(slots=True)
class _Row:
    label: str
    chips: dict[Term, _Chip]  # a year course stands at fall
    spans: bool = False

    @property
    def height(self) -> float:
        return max(chip.height for chip in self.chips.values())


@dataclass(frozen=True, slots=True)
class _Card:
    year: SheetYear
    rows: tuple[_Row, ...]

    def height(self, air: float) -> float:
        rows = sum(row.height + air for row in self.rows) if self.rows else 20
        return HEAD + rows + PAD


def draw_years(flow: Flow, sheet: PlanSheet, catalog: Catalog, reserve: float = 0) -> None:
    """Draw the years in pairs; where there is room the rows get some air, where not they close up.

    `reserve` is the height of what should follow on the same page, if it fits.
    """
    wide = (flow.width - GAP) / 2
    cards = [_card(year, wide, catalog) for year in sheet.high_school_years]
    pairs = [cards[i : i + 2] for i in range(0, len(cards), 2)]
    air = _air(pairs, flow.left_over - GAP * len(pairs), reserve)
    for pair in pairs:
        height = max(card.height(air) for card in pair)
        page = flow.room(height)
        for place, card in enumerate(pair):
            x = flow.left + place * (wide + GAP)
            is_present = card.year.school_year == sheet.school_year
            _draw_card(page, card, (x, flow.y, wide, height), air, is_present=is_present)
        flow.y += height + GAP


def draw_early_years(flow: Flow, sheet: PlanSheet, catalog: Catalog) -> None:
    """Draw what was done in grades 7 and 8 as a small strip of three columns."""
    entries = [(y, c) for y in sheet.early_years for c in y.courses]
    workshops = [e.title for e in sheet.experiences if e.kind == "exploratory" and e.title]
    if not entries and not workshops:
        return
    note = tr("Workshops: {titles}", titles=", ".join(workshops)) if workshops else ""
    room = flow.width - 2 * PAD
    notes = wrap(note, SMALL_MUTED.face, SMALL_MUTED.size, room) if note else ()
    column = (room - 2 * GAP) / 3
    chips = [(year, _chip(course, column - 4, catalog)) for year, course in entries]
    rows = [chips[i : i + 3] for i in range(0, len(chips), 3)]
    heights = [max(chip.height for _, chip in row) for row in rows]
    height = 18 + sum(heights) + 10 * len(notes) + (4 if entries else 0)
    page = flow.room(height)
    with page.ornament():
        page.box((flow.left, flow.y, flow.width, height), stroke="line", radius=RADIUS)
    page.begin("H3")
    page.text(flow.left + PAD, flow.y + 12, tr("Grades 7 and 8"), SUBHEADING)
    page.end()
    y = flow.y + 18
    for row, tall in zip(rows, heights, strict=True):
        for place, (year, chip) in enumerate(row):
            page.begin("P")
            x = flow.left + PAD + place * (column + GAP)
            _draw_chip(page, chip, (x, y, column, tall - 1.6), grade=grade_label(year.grade_level))
            page.end()
        y += tall
    if notes:
        page.begin("P")
        page.lines(flow.left + PAD, y + (8 if entries else 6), notes, SMALL_MUTED, 10)
        page.end()
    flow.y += height + GAP


def _air(pairs: list[list[_Card]], room: float, reserve: float) -> float:
    """Return the points added to each row (up to 5) or taken away (1) to fill the page well."""
    rows = sum(max(len(card.rows) for card in pair) for pair in pairs)
    tight = sum(max(card.height(0) for card in pair) for pair in pairs)
    if tight - rows + reserve <= room:
        room -= reserve
    return max(-1.0, min(5.0, (room - tight) / rows)) if rows and tight - rows <= room else 0.0


def _card(year: SheetYear, wide: float, catalog: Catalog) -> _Card:
    whole = wide - LABEL - PAD
    half = (whole - 4) / 2
    rows: list[_Row] = []
    for course in year.courses:
        label = course.period.removeprefix("P") if course.lane is Lane.DAY else ""
        if len(course.halves) > 1 or course.lane is not Lane.DAY:
            rows.append(_Row(label, {Term.FALL: _chip(course, whole, catalog)}, spans=True))
            continue
        term, chip = course.halves[0].term, _chip(course, half, catalog)
        free = next((r for r in rows if _takes(r, label, term)), None)
        if free is None:
            rows.append(_Row(label, {term: chip}))
        else:
            free.chips[term] = chip
    return _Card(year, tuple(rows))


def _takes(row: _Row, label: str, term: Term) -> bool:
    return not row.spans and row.label == label and term not in row.chips


def _chip(course: SheetCourse, room: float, catalog: Catalog) -> _Chip:
    state = course.state
    marks = sum(_mark_width(half, state) for half in course.halves)
    title_room = room - 15 - (CREDITS + marks + 6)
    for size in _SIZES:
        lines = wrap(titled(course.code, course.title), SMALL.face, size, title_room)
        if len(lines) == 1:
            break
    notes = _notes(course, room - 15, catalog)
    height = _ONE_LINE + LINE * (len(lines) - 1) + 7.8 * len(notes)
    return _Chip(course, state, lines, size, notes, height)


def _notes(course: SheetCourse, room: float, catalog: Catalog) -> tuple[str, ...]:
    """Return what stands under the title: lane, weekdays, times and place."""
    parts = [] if course.lane is Lane.DAY else [lane_label(course.lane)]
    if len(course.halves) == 1 and course.lane in {Lane.EXTENDED, Lane.COLLEGE}:
        parts.append(term_heading(course.halves[0].term))
    parts += dict.fromkeys(class_time(meeting) for meeting in course.times)
    if course.site:
        parts.append(school_label(course.site, catalog))
    return wrap("  ·  ".join(parts), _NOTE.face, _NOTE.size, room) if parts else ()


def _mark_width(half: SheetHalf, state: State) -> float:
    glyph = 10 if half.state is not state else 0
    return glyph + (width(half.mark, _MARK.face, _MARK.size) + 5 if half.mark else 0)


def _draw_card(
    page: Page,
    card: _Card,
    place: tuple[float, float, float, float],
    air: float,
    *,
    is_present: bool,
) -> None:
    x, y, wide, _ = place
    with page.ornament():
        page.box(
            place,
            fill="raised",
            stroke="accent" if is_present else "line",
            radius=RADIUS + 1,
            line=1.1 if is_present else 0.7,
        )
    _draw_card_title(page, card.year, (x, y, wide), is_present=is_present)
    structure = page.paper.structure
    structure.open("Table")
    _draw_terms(page, card.year, (x, y + 28, wide))
    y += HEAD
    if not card.rows:
        structure.open("TR")
        page.begin("TD", "/A<</O/Table/ColSpan 3>>")
        page.text(x + LABEL, y + 10, tr("Nothing planned yet"), SMALL_MUTED)
        page.end()
        structure.close()
    for row in card.rows:
        _draw_row(page, row, (x, y, wide, row.height + air))
        y += row.height + air
    structure.close()


def _draw_card_title(
    page: Page, year: SheetYear, place: tuple[float, float, float], *, is_present: bool
) -> None:
    x, y, wide = place
    page.begin("H3")
    title = grade_heading(year.grade_level)
    page.text(x + 8, y + 13, title, SUBHEADING)
    after = x + 8 + width(title, SUBHEADING.face, SUBHEADING.size) + 6
    page.text(after, y + 13, school_year_heading(year.school_year), SMALL_MUTED)
    if is_present:
        page.text(
            x + wide - 8, y + 13, tr("this year"), Type(Face.SEMIBOLD, 7.5, "accent"), "right"
        )
    page.end()


def _draw_terms(page: Page, year: SheetYear, place: tuple[float, float, float]) -> None:
    x, y, wide = place
    half = (wide - LABEL - PAD - 4) / 2
    structure = page.paper.structure
    structure.open("TR")
    structure.empty("TH", COLUMN_HEAD)
    for column, term in enumerate(SEMESTERS):
        at = x + LABEL + column * (half + 4)
        page.begin("TH", COLUMN_HEAD)
        page.text(at + 2, y, term_heading(term), Type(Face.MEDIUM, 7, "text_muted"))
        total = year.credits(term)
        if total:
            text = tr("{amount} credits", amount=amounts.text(total))
            page.text(at + half - 4, y, text, CAPTION, "right")
        page.end()
    structure.close()


def _draw_row(page: Page, row: _Row, place: tuple[float, float, float, float]) -> None:
    x, y, wide, height = place
    whole = wide - LABEL - PAD
    half = (whole - 4) / 2
    structure = page.paper.structure
    structure.open("TR")
    if row.label:
        page.begin("TH", ROW_HEAD)
        page.text(x + LABEL / 2, y + height / 2 + 1.8, row.label, _PERIOD, "center")
        page.end()
    else:
        structure.empty("TH", ROW_HEAD)
    for column, term in enumerate((Term.FALL,) if row.spans else SEMESTERS):
        chip = row.chips.get(term)
        attributes = "/A<</O/Table/ColSpan 2>>" if row.spans else ""
        if chip is None:
            structure.empty("TD", attributes)
            continue
        page.begin("TD", attributes)
        at = x + LABEL + column * (half + 4)
        _draw_chip(page, chip, (at, y, whole if row.spans else half, height - 1.6))
        page.end()
    structure.close()


def _draw_chip(
    page: Page, chip: _Chip, place: tuple[float, float, float, float], grade: str = ""
) -> None:
    x, y, wide, height = place
    course = chip.course
    fill, stroke = _FILLS[chip.state]
    evening = course.lane is Lane.EXTENDED
    page.box(
        place,
        fill="extended_day_soft" if evening else fill,
        stroke="extended_day" if evening else stroke,
        radius=RADIUS,
        line=0.6,
    )
    content = chip.height - 1.6
    base = y + (height - content) / 2 + 9
    state_mark(page, chip.state, x + 8, base - 2.7, 0.72, state_label(chip.state))
    title = Type(SMALL.face, chip.size)
    page.lines(x + 15, base, chip.lines, title, LINE)
    page.lines(x + 15, base + LINE * (len(chip.lines) - 1) + 7.8, chip.notes, _NOTE, 7.8)
    right = x + wide - 5
    last = grade or amounts.text(course.credits)
    page.text(right, base, last, CAPTION, "right")
    right -= CREDITS
    for half in reversed(course.halves):
        if half.mark:
            colour = "must_fix" if half.state is State.NOT_EARNED else "text"
            page.text(right, base, half.mark, _MARK, "right", colour)
            right -= width(half.mark, _MARK.face, _MARK.size) + 5
        if half.state is not chip.state:
            state_mark(page, half.state, right - 2, base - 2.7, 0.6, state_label(half.state))
            right -= 10
