"""Prerequisites: what must be passed before a course, or beside it, as `planning/order.py` asks."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cte_desktop.domain.filling.model import Kind, Reason
from cte_desktop.domain.findings import values
from cte_desktop.domain.planning.passing import is_passed
from cte_desktop.domain.planning.semesters import State

if TYPE_CHECKING:
    from cte_desktop.domain.catalog.course import Course
    from cte_desktop.domain.catalog.prerequisites import Need
    from cte_desktop.domain.filling.problem import Option
    from cte_desktop.domain.filling.schedule.frame import Frame
    from cte_desktop.domain.planning.semesters import Semester

_Terms = list[tuple[int, int]]


def add_prerequisites(frame: Frame) -> None:
    """Add for each course with prerequisites that some alternative is met before it starts."""
    order = _Order(frame)
    for places in frame.by_code.values():
        course = frame.problem.options[places[0]].course
        if course.prerequisites.alternatives:
            order.add(course, places)


@dataclass
class _Order:
    frame: Frame
    met: dict[tuple[Need, int], _Terms | None] = field(default_factory=dict)
    """What passes a needed course before a moment: None where what stays does, else options."""

    def add(self, course: Course, places: tuple[int, ...]) -> None:
        """Add the rows of one course, one for each moment at which it may start."""
        options = self.frame.problem.options
        starts = sorted({options[place].starts for place in places})
        once = not course.repeatable and all(
            len(options[p].terms) == len(options[places[0]].terms) for p in places
        )
        for start in starts:
            # What starts later needs what ends later: earlier starts sharpen the row, as each
            # course is taken once.
            asking = tuple(
                p
                for p in places
                if options[p].starts == start or (once and options[p].starts < start)
            )
            self._at(course, start, asking)

    def _at(self, course: Course, start: int, asking: tuple[int, ...]) -> None:
        """Add that some alternative is met for the options that start then (or before)."""
        frame, ways = self.frame, list[tuple[int, int]]()
        lacking: list[str] = []
        for needs in course.prerequisites.alternatives:
            open_needs = []
            for need in needs:
                passing = self._passing(need, start)
                if passing is not None:
                    open_needs.append((need, passing))
            if not open_needs:
                return
            if any(not passing for _, passing in open_needs):
                lacking.append(self._why(next(n for n, passing in open_needs if not passing)))
            elif len(open_needs) == 1:
                ways += open_needs[0][1]
            else:
                together = frame.draft.choice()
                for _, passing in open_needs:
                    frame.draft.row([(together, 1), *((c, -f) for c, f in passing)], None, 0)
                ways.append((together, 1))
        code = "prerequisite_order" if ways or not lacking else lacking[0]
        # A row for a later start may hold the earlier ones too; with several options that pass,
        # its right side may exceed 1, which asks less, never more.
        terms = [*frame.taken(asking), *((choice, -factor) for choice, factor in ways)]
        reason = Reason(Kind.RULE, code, values(course=course.code))
        frame.draft.row(terms, None, 0, reason if course.code in frame.asked else None)

    def _passing(self, need: Need, start: int) -> _Terms | None:
        """Return the options that pass a needed course in time; None when what stays does."""
        key = (need, start)
        if key not in self.met:
            self.met[key] = self._found(need, start)
        return self.met[key]

    def _found(self, need: Need, start: int) -> _Terms | None:
        given = self.frame.problem.given
        wanted = given.catalog.course(need.course_code)
        limit = start + (1 if need.same_term else 0)
        if need.same_term and wanted is not None and wanted.is_year:
            limit = start + 3  # a year course beside it: its second half may still be running
        stays = given.by_course.get(need.course_code, ())
        before = tuple(s for s in stays if s.moment < limit)
        if is_passed(wanted, before, need.minimum_mark):
            return None
        options = self.frame.problem.options
        found: _Terms = []
        for place in self.frame.by_code.get(need.course_code, ()):
            option = options[place]
            if option.ends < limit and self._passes(option, before, wanted, need):
                found.append((self.frame.take[place], 1))
        return found

    @staticmethod
    def _passes(
        option: Option, before: tuple[Semester, ...], wanted: Course | None, need: Need
    ) -> bool:
        if wanted is not None and wanted.is_year and len(option.terms) > 1:
            return True
        return is_passed(wanted, (*before, *option.semesters), need.minimum_mark)

    def _why(self, need: Need) -> str:
        """Return which rule says that a needed course can't be had in time."""
        given = self.frame.problem.given
        taken = given.by_course.get(need.course_code, ())
        if self.frame.by_code.get(need.course_code) or any(s.counts for s in taken):
            marked = any(s.state in {State.EARNED, State.NOT_EARNED} for s in taken)
            return "prerequisite_mark" if need.minimum_mark and marked else "prerequisite_order"
        return "corequisite_missing" if need.same_term else "prerequisite_missing"
