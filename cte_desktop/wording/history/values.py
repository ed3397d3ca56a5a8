"""The values of the store in words: a code with its title, hundredths as credits, days as dates."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from cte_desktop.domain import credits
from cte_desktop.domain.catalog.section import SectionKind
from cte_desktop.domain.planning.plan import Lane
from cte_desktop.domain.school_year import school_year_text
from cte_desktop.wording.approvals import means_label, state_label
from cte_desktop.wording.clock import clock_words
from cte_desktop.wording.decisions import kind_text
from cte_desktop.wording.experiences import college_label
from cte_desktop.wording.labels import (
    course_label,
    date_label,
    days_label,
    decision_label,
    grade_label,
    lane_label,
    level_label,
    school_label,
    term_label,
)
from cte_desktop.wording.plain_columns import column_words
from cte_desktop.wording.programs import program_title, requirement_title
from cte_desktop.wording.sections import kind_label
from cte_desktop.wording.student_file import (
    action_label,
    experience_label,
    fixed_time_label,
    plan_status_label,
    strength_label,
    wish_label,
)
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from collections.abc import Callable

    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.wording.history.told import Values

_YEARS = frozenset({"school_year", "first_year", "last_year"})
_GRADES = frozenset({"grade_level", "grade_min", "grade_max"})
_COURSES = frozenset({"course_code", "for_course", "recovers"})
_PLACES = frozenset({"school", "site", "origin", "destination"})
_HUNDREDTHS = frozenset(
    {"attempted", "earned", "credits", "ag_years", "college_units", "units", "hours"}
)
_DAYS = frozenset({"on", "passed_on", "expires_on", "signed_on", "birth_date",
                   "entered_district_on", "due", "done_on", "opens", "closes"})  # fmt: skip
_CLOCK = frozenset({"start", "end"})
_FLAGS = frozenset({"locked", "honors", "active", "for_family"})
_WORDS: dict[str, Callable[[str], str]] = {
    "term": term_label,
    "action": action_label,
    "status": plan_status_label,
    "strength": strength_label,
    "pathway_level": level_label,
    "level": level_label,
    "category": decision_label,
    "program": program_title,
    "enrolled_as": college_label,
    "means": means_label,
}
_KINDS: dict[str, Callable[[str], str]] = {
    "experience": experience_label,
    "busy_time": fixed_time_label,
    "wish": wish_label,
    "decision": kind_text,
}
_WEEKDAYS = frozenset("MTWRF")


def value_words(table: str, column: str, row: Values, catalog: Catalog) -> str:
    """Return a value of a row as people say it; "" for none."""
    value = row.get(column)
    if value is None or value == "":
        return ""
    if column == "kind":
        return _kind(table, str(value))
    if column == "requirement":
        program = str(row.get("program") or "graduation")
        return requirement_title(program, str(value), catalog)
    if table == "plan_approval" and column == "state":
        return state_label(str(value))
    if table == "kept_field" and column == "column":
        return column_words(str(value).rpartition(":")[2])
    if column in _FLAGS:
        return tr("yes") if int(value) else tr("no")
    if isinstance(value, int):
        return _number(column, value)
    return _text(column, str(value), catalog)


def _number(column: str, value: int) -> str:
    if column in _YEARS:
        return school_year_text(value)
    if column in _GRADES:
        return grade_label(value)
    if column in _CLOCK:
        return clock_words(value)
    return credits.text(value) if column in _HUNDREDTHS else str(value)


def _text(column: str, value: str, catalog: Catalog) -> str:
    if column in _COURSES:
        return course_label(value, catalog)
    if column in _PLACES:
        return school_label(value, catalog)
    if column == "alternates":
        return ", ".join(course_label(code, catalog) for code in value.split(";"))
    if column == "lane":
        return lane_label(Lane(value)) if value in {lane.value for lane in Lane} else value
    if column == "days" and set(value) <= _WEEKDAYS:
        return days_label(value)
    if column in _DAYS:
        return _day(value)
    return _WORDS[column](value) if column in _WORDS else value


def _kind(table: str, kind: str) -> str:
    if table == "section":
        known = {one.value for one in SectionKind}
        return kind_label(SectionKind(kind)) if kind in known else kind
    return _KINDS[table](kind) if table in _KINDS else kind


def _day(text: str) -> str:
    try:
        return date_label(date.fromisoformat(text))
    except ValueError:  # as a file wrote it
        return text


def meeting_words(meeting: Any, catalog: Catalog) -> str:  # noqa: ANN401 - a row as JSON has it
    """Return when a section meets: "P2, Mon/Wed, 8:30 AM to 9:20 AM, room 12"."""
    words = [
        value_words("meeting", name, meeting, catalog)
        for name in ("period", "days", "start", "end", "room")
    ]
    period, days, start, end, room = words
    hours = tr("{start} to {end}", start=start, end=end) if start and end else ""
    place = tr("room {room}", room=room) if room else ""
    return ", ".join(word for word in (period, days, hours, place) if word)
