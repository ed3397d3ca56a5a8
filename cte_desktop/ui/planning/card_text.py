"""The words of cards and cells: details, tooltips, and what a screen reader says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.domain import credits
from cte_desktop.domain.audit.result import Unit
from cte_desktop.domain.catalog.course import Level
from cte_desktop.domain.catalog.placeholder import is_placeholder
from cte_desktop.domain.catalog.timetable import WEEKDAYS, clock_text
from cte_desktop.domain.catalog.verified import Verified
from cte_desktop.domain.planning.plan import Lane
from cte_desktop.domain.planning.semesters import State
from cte_desktop.domain.school_year import Term
from cte_desktop.ui.planning.filling.marks import mark_text
from cte_desktop.wording.labels import (
    amount_label,
    course_label,
    days_label,
    grade_label,
    lane_label,
    level_label,
    school_label,
    state_label,
    term_label,
)
from cte_desktop.wording.placeholders import titled
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.domain.catalog.section import Section
    from cte_desktop.domain.planning.grid import GridCard, GridRow
    from cte_desktop.domain.planning.situation import Situation
    from cte_desktop.ui.planning.grid_layout import CardPlace, Cell, GridColumn

LEVEL_DOTS = {Level.INTRODUCTORY.value: 1, Level.CONCENTRATOR.value: 2, Level.CAPSTONE.value: 3}
"""How many dots stand for a pathway level."""


def row_label(row: GridRow) -> str:
    """Return the short name of a row, "" for the further rows of a lane."""
    if row.lane is Lane.DAY:
        return row.period
    if row.number:
        return ""
    return tr("ED") if row.lane is Lane.EXTENDED else lane_label(row.lane)


def row_name(row: GridRow) -> str:
    """Return the whole name of a row."""
    if row.lane is not Lane.DAY:
        return lane_label(row.lane)
    return tr("period {period}", period=row.period[1:]) if row.period else tr("no period")


def column_name(column: GridColumn) -> str:
    """Return the whole name of a column: "Grade 11, fall"."""
    if column.term is None:
        return tr("Grades 7 and 8")
    return tr("Grade {grade}, {term}", grade=column.grade_level, term=term_label(column.term))


def place_text(place: CardPlace) -> str:
    """Return where a card lies: "Grade 11, fall and spring, period 3"."""
    terms = place.card.terms
    when = term_label(terms[0])
    if len(terms) > 1:
        when = tr("{one} and {other}", one=when, other=term_label(terms[1]))
    return tr(
        "Grade {grade}, {when}, {row}", grade=place.grade_level, when=when,
        row=row_name(place.card.row),
    )  # fmt: skip


def state_text(card: GridCard) -> str:
    """Return how far a card has come, with its marks: "earned, B+ and A"."""
    states = list(dict.fromkeys(half.state for half in card.halves))
    words = tr("{one}, then {other}", one=state_label(states[0]), other=state_label(states[-1]))
    if len(states) == 1:
        words = state_label(states[0])
    marks = [half.mark for half in card.halves if half.mark]
    return f"{words}, {' / '.join(marks)}" if marks else words


def card_title(card: GridCard) -> str:
    """Return the title of a card's course, a placeholder's in the reader's language."""
    return titled(card.first.course_code, card.first.title)


def card_credits(card: GridCard) -> int:
    """Return the credits that a card is worth, tried ones included."""
    return sum(half.credits if half.counts else half.attempted for half in card.halves)


def card_text(place: CardPlace) -> str:
    """Return one sentence about a card: "Grade 11, fall, period 3: English 11, planned, ..."."""
    card = place.card
    words = f"{place_text(place)}: {card_title(card)}, {state_text(card)}"
    if is_open(card):
        words += f", {tr('course still to be chosen')}"
    worth = card_credits(card)
    if worth:
        words += f", {amount_label(worth, Unit.CREDITS)}"
    if place.mark is not None:
        words += f", {mark_text(place.mark)}"
    return f"{words}, {tr('locked')}" if is_locked(card) else words


def cell_text(cell: Cell) -> str:
    """Return what a cell reads as, an empty one with its place."""
    if cell.places:
        return "; ".join(card_text(place) for place in cell.places)
    return tr("{column}, {row}: free", column=column_name(cell.column), row=row_name(cell.row))


def card_tooltip(place: CardPlace, situation: Situation) -> str:
    """Return everything about a card in a few lines."""
    card, catalog = place.card, situation.catalog
    first = card.first
    lines = [card_title(card), f"{place_text(place)}: {state_text(card)}"]
    if is_open(card):
        lines.append(tr("A place for a course still to be chosen: F2 shows what fits."))
    if place.mark is not None:
        lines.append(tr("Proposed: {change}", change=mark_text(place.mark)))
    facts = [] if is_open(card) else [first.course_code]
    facts.append(amount_label(card_credits(card), Unit.CREDITS))
    if first.ag_area:
        facts.append(tr("A-G area {area}", area=first.ag_area))
    lines.append(" · ".join(facts))
    course = catalog.course(first.course_code)
    level, pathway = level_of(card, catalog)
    if pathway:
        lines.append(f"{pathway}: {level_label(level)}" if level else pathway)
    section = situation.section_of(first)
    if section is not None:
        lines.append(f"{tr('Section {section}', section=section.section_id)}: "
                     f"{meeting_text(section, catalog)}")  # fmt: skip
    instead = [course_label(code, catalog) for code in alternates_of(card, situation)]
    if instead:
        lines.append(tr("If it is full: {courses}", courses=", ".join(instead)))
    if is_locked(card):
        lines.append(tr("Locked in place"))
    if course is not None and course.verified is not Verified.YES:
        lines.append(tr("The district has not confirmed this course's entry yet."))
    return "\n".join(lines)


def level_of(card: GridCard, catalog: Catalog) -> tuple[str, str]:
    """Return the pathway level of a card and its pathway; "" where there is none."""
    first = card.first
    if first.pathway_level:
        return first.pathway_level, first.pathway
    course = catalog.course(first.course_code)
    if course is None or course.pathway_level is None:
        return "", course.pathway if course else ""
    return course.pathway_level.value, course.pathway


def meeting_text(section: Section, catalog: Catalog) -> str:
    """Return when and where a section meets: "Mon/Wed 16:15 Canyon", "P3 Valencia"."""
    parts = []
    for meeting in section.meetings:
        if meeting.start is not None:
            parts.append(f"{_days(meeting.days)}{clock_text(meeting.start)}")
        elif meeting.period:
            parts.append(f"{_days(meeting.days)}{meeting.period}")
    return " ".join((*parts, site_name(section.site, catalog)))


def _days(days: str) -> str:
    """Return the weekdays with a space after them, "" for every day of the week."""
    return "" if set(WEEKDAYS) <= set(days or WEEKDAYS) else f"{days_label(days)} "


def site_name(site: str, catalog: Catalog) -> str:
    """Return the short name of a site: "Canyon" for Canyon High."""
    return school_label(site, catalog).removesuffix(" High")


def details(card: GridCard, situation: Situation) -> tuple[str, ...]:
    """Return the small words under a title, the longest choice first; the first that fits is
    shown.
    """
    first = card.first
    worth = tr("{credits} cr", credits=credits.text(card_credits(card)))
    section = situation.section_of(first)
    if is_open(card):
        return (f"{tr('to be chosen')} · {worth}", tr("to be chosen"), worth)
    summer = Term.SUMMER in card.terms and card.row.lane is not Lane.SUMMER
    if section is not None and card.row.lane is not Lane.DAY:
        site = site_name(section.site, situation.catalog)
        when = meeting_text(section, situation.catalog).removesuffix(site).strip()
        short = " ".join(when.split()[-1:])
        code = section.site  # says where in little room
        shorter = (f"{when} {code}", f"{short} {code}", short)
        return (f"{when} {site}", *shorter) if when else (site, worth)
    if summer:
        return (f"{term_label(Term.SUMMER)} · {worth}", worth)
    if not card_credits(card):
        return (first.course_code,)
    return (f"{first.course_code} · {worth}", worth)


def alternates_of(card: GridCard, situation: Situation) -> tuple[str, ...]:
    """Return the codes of what is taken instead when a planned course is full."""
    found = situation.plan.find(card.placement_uid) if situation.plan else None
    planned = any(half.state is State.PLANNED for half in card.halves)
    return found.alternates if found is not None and planned else ()


def is_locked(card: GridCard) -> bool:
    """Tell whether a planned half of a card is locked."""
    return any(half.locked and half.state is State.PLANNED for half in card.halves)


def is_open(card: GridCard) -> bool:
    """Tell whether a card is a placeholder: its course is still to be chosen."""
    return is_placeholder(card.first.course_code)


def column_heading(grade_level: int) -> str:
    """Return the heading of a grade's columns."""
    return grade_label(grade_level)
