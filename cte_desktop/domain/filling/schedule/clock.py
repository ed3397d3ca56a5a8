"""Clashes by the clock as rows: of all that meet at once, or too far apart, one can be attended."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cte_desktop.domain.catalog.timetable import clock_text
from cte_desktop.domain.catalog.week import in_week_order
from cte_desktop.domain.filling.model import Kind, Reason
from cte_desktop.domain.findings import values
from cte_desktop.domain.planning.clashes import CLASHES, collide_weeks

if TYPE_CHECKING:
    from cte_desktop.domain.catalog.week import Week
    from cte_desktop.domain.filling.problem import TermAhead
    from cte_desktop.domain.filling.schedule.frame import Frame, Lain

_PAIR = 2


@dataclass
class Clashes:
    """How weeks collide, each two held against each other once: fall and spring are much alike."""

    frame: Frame
    known: dict[tuple[int, int], str] = field(default_factory=dict)

    def code(self, one: Week, other: Week) -> str:
        """Return the finding of two weeks that collide, "" when both can be attended."""
        if one.site == other.site:
            return "time_clash" if one.minutes & other.minutes else ""
        key = (id(one), id(other)) if id(one) < id(other) else (id(other), id(one))
        found = self.known.get(key)
        if found is None:
            given = self.frame.problem.given
            margin = given.settings.travel_margin_minutes
            hit = collide_weeks(one, other, given.catalog, margin)
            found = self.known[key] = hit.code if hit is not None else ""
        return found


def add_clashes(frame: Frame, clashes: Clashes) -> None:
    """Add for each term that of all arrangements that collide with each other one is chosen."""
    for term in frame.problem.terms:
        slots: dict[int, tuple[Week, list[Lain]]] = {}
        for lain in frame.by_term.get(term.moment, ()):
            if lain.week is not None:
                slots.setdefault(id(lain.week), (lain.week, []))[1].append(lain)
        held = list(slots.values())
        for together in _cliques([week for week, _ in held], clashes):
            inside = [lain for place in together for lain in held[place][1]]
            if len({lain.arrangement.option for lain in inside}) > 1:
                codes = {
                    clashes.code(held[a][0], held[b][0]) for a in together for b in together
                } - {""}
                reason = _reason(frame, term, inside, min(codes, key=CLASHES.index))
                frame.draft.row([(lain.lie, 1) for lain in inside], None, 1, reason)


def _cliques(weeks: list[Week], clashes: Clashes) -> list[list[int]]:
    """Return sets of weeks that all collide with each other; each pair is in at least one."""
    beside: list[set[int]] = [set() for _ in weeks]
    for a, one in enumerate(weeks):
        for b in range(a):
            if clashes.code(one, weeks[b]):
                beside[a].add(b)
                beside[b].add(a)
    found: list[list[int]] = []
    covered: set[tuple[int, int]] = set()
    for a in range(len(weeks)):
        later = [b for b in sorted(beside[a]) if b > a]
        if not beside[a]:
            found.append([a])
        for b in later:
            if (a, b) in covered:
                continue
            together = [a, b]
            for c in sorted(beside[a] & beside[b]):
                if all(c in beside[d] for d in together):
                    together.append(c)
            together.sort()
            covered |= {(x, y) for x in together for y in together if x < y}
            found.append(together)
    return found


def _reason(frame: Frame, term: TermAhead, inside: list[Lain], code: str) -> Reason | None:
    """Return the reason: about the courses that somebody asked for, else only a fact.

    About both where there are two, about one with its hour, about the hour where they are many.
    """
    asked = sorted({lain.option.course.code for lain in inside} & frame.asked)
    if not asked:
        return None
    first = next(
        lain.week
        for lain in inside
        if lain.week is not None and lain.option.course.code == asked[0]
    )
    about = values(
        course=asked[0] if len(asked) <= _PAIR else None,
        other_course=asked[1] if len(asked) == _PAIR else None,
        grade_level=term.grade_level,
        term=term.term.value,
        weekdays=in_week_order(m.weekday for m in first.meetings),
        starts=clock_text(first.meetings[0].start),
        site=first.site or None,
        period=first.meetings[0].period or None,
    )
    return Reason(Kind.RULE, code, about)
