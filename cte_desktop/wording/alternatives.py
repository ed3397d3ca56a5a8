"""One line for each alternative to a class: "Move Chemistry to P5 (VL27-0101) and take …"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.domain.catalog.timetable import parse_clock
from cte_desktop.domain.planning.sections.alternatives import AlternativeKind
from cte_desktop.wording.labels import course_label, moment_label
from cte_desktop.wording.sections import day_span_label, hours_label
from cte_desktop.wording.translate import noop, tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.domain.findings import Value
    from cte_desktop.domain.planning.sections.alternatives import Alternative, Move

KINDS = {
    AlternativeKind.SECTION: noop("Another section"),
    AlternativeKind.MOVE_OTHER: noop("Make room"),
    AlternativeKind.TERM: noop("Another term"),
    AlternativeKind.ALTERNATE: noop("Another course"),
    AlternativeKind.YEAR: noop("A later year"),
    AlternativeKind.TRAY: noop("Set aside"),
}


def alternative_kind_label(kind: AlternativeKind) -> str:
    """Return the few words for a kind of alternatives."""
    return tr(KINDS[kind])


def alternative_text(alternative: Alternative, catalog: Catalog) -> str:
    """Return what an alternative does, as one line: "Take VL27-0012 (P3) instead"."""
    if not alternative.moves:
        return ""
    first, *others = alternative.moves
    match alternative.kind:
        case AlternativeKind.MOVE_OTHER:
            return _with_room_made(first, others, catalog)
        case AlternativeKind.SECTION:
            return tr("Take {section} instead", section=_section(first))
        case _:
            words = [move_text(move, catalog) for move in (first, *others)]
            return "; ".join(words)


def move_text(move: Move, catalog: Catalog) -> str:
    """Return what becomes of one class: "Move Chemistry to P5 (VL27-0101)"."""
    course, section = course_label(move.course, catalog), _section(move)
    match move.what:
        case "dropped":
            return tr("Set {course} aside", course=course)
        case "replaced":
            other = course_label(str(_about(move, "course")), catalog)
            if section:
                return tr("Take {other} in place of {course}: {section}",
                          other=other, course=course, section=section)  # fmt: skip
            return tr("Take {other} in place of {course}", other=other, course=course)
        case "term" | "year":
            when = _when(move)
            if section:
                return tr("Take {course} in {when}: {section}",
                          course=course, when=when, section=section)  # fmt: skip
            return tr("Take {course} in {when}", course=course, when=when)
        case _:
            return tr("Move {course} to {section}", course=course, section=_time_first(move))


def _with_room_made(first: Move, others: Sequence[Move], catalog: Catalog) -> str:
    moved = "; ".join(move_text(move, catalog) for move in others)
    section = _section(first)
    if not section:
        return moved  # the class itself stays in its section, whenever that meets now
    return tr("{moves} and take {section}", moves=moved, section=section)


def _when(move: Move) -> str:
    grade, term = _about(move, "grade_level"), _about(move, "term")
    return moment_label(
        grade if isinstance(grade, int) else move.grade_level,
        str(term) if term is not None else move.term,
    )


def _section(move: Move) -> str:
    """Return "VL27-0012 (P3)", or what is known of it; "" without a section."""
    section, time = _about(move, "section_id"), _time(move)
    if section is None:
        return ""
    return f"{section} ({time})" if time else str(section)


def _time_first(move: Move) -> str:
    """Return "P5 (VL27-0101)"."""
    section, time = str(_about(move, "section_id") or ""), _time(move)
    if not section:
        return time
    return f"{time} ({section})" if time else section


def _time(move: Move) -> str:
    """Return "P3" or "Tue/Thu 15:45–18:15" as far as the class meets at another time."""
    period, times = _about(move, "period"), _about(move, "times")
    if isinstance(times, tuple):
        return ", ".join(map(_clock, times))
    return "" if period is None else str(period)


def _clock(text: str) -> str:
    days, _, hours = text.partition(" ")
    start, end = (parse_clock(hour) or 0 for hour in hours.split("-"))
    return f"{day_span_label(days)} {hours_label(start, end)}"


def _about(move: Move, name: str) -> Value | None:
    return next((value for key, value in move.after if key == name), None)
