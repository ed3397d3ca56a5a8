"""One line for each alternative to a class: "Move Chemistry to P5 (VL27-0101, Valencia) and …"."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cte_desktop.domain.catalog.timetable import parse_clock
from cte_desktop.domain.planning.sections.alternatives.ways import AlternativeKind
from cte_desktop.wording.labels import course_label, moment_label, place_label
from cte_desktop.wording.sections import day_span_label, hours_label
from cte_desktop.wording.translate import noop, tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.domain.findings import Value
    from cte_desktop.domain.planning.plan import Plan
    from cte_desktop.domain.planning.sections.alternatives.ways import Alternative, Move

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
    """Return what an alternative does, as one line: "Take VL27-0012 (P3, Valencia) instead"."""
    if not alternative.moves:
        return ""
    first, *others = alternative.moves
    lines = _Lines(alternative.plan, catalog)
    match alternative.kind:
        case AlternativeKind.MOVE_OTHER:
            return lines.with_room_made(first, others)
        case AlternativeKind.SECTION:
            return tr("Take {section} instead", section=lines.section(first))
        case _:
            return "; ".join(map(lines.move, (first, *others)))


@dataclass(frozen=True, slots=True)
class _Lines:
    """The words for moves; `plan`, the one after them, knows the sites of sections."""

    plan: Plan
    catalog: Catalog

    def with_room_made(self, first: Move, others: Sequence[Move]) -> str:
        moved = "; ".join(map(self.move, others))
        section = self.section(first)
        if not section:
            return moved  # the class itself stays in its section, whenever that meets now
        return tr("{moves} and take {section}", moves=moved, section=section)

    def section(self, move: Move) -> str:
        """Return "VL27-0012 (P3, Valencia)", or what is known of it; "" without a section."""
        section = _about(move, "section_id")
        return "" if section is None else _beside(str(section), _time(move), self._site(move))

    def move(self, move: Move) -> str:
        """Return what becomes of one class: "Move Chemistry to P5 (VL27-0101, Valencia)"."""
        return _move_text(move, self.catalog, self.section(move), self._time_first(move))

    def _time_first(self, move: Move) -> str:
        section, time = str(_about(move, "section_id") or ""), _time(move)
        if not time:
            return self.section(move)
        return _beside(time, section, self._site(move) if section else "")

    def _site(self, move: Move) -> str:
        """Return the short names of the sites of the sections that a class takes."""
        named = str(_about(move, "section_id")).split(" + ")
        sites = dict.fromkeys(p.site for p in self.plan.placed if p.section_id in named)
        return ", ".join(place_label(site, self.catalog) for site in sites if site)


def _beside(what: str, *more: str) -> str:
    """Return the first with the others in brackets: "VL27-0012 (P3, Valencia)"."""
    known = ", ".join(part for part in more if part)
    return f"{what} ({known})" if known else what


def _move_text(move: Move, catalog: Catalog, section: str, time_first: str) -> str:
    course = course_label(move.course, catalog)
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
            return tr("Move {course} to {section}", course=course, section=time_first)


def _when(move: Move) -> str:
    grade, term = _about(move, "grade_level"), _about(move, "term")
    return moment_label(
        grade if isinstance(grade, int) else move.grade_level,
        str(term) if term is not None else move.term,
    )


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
