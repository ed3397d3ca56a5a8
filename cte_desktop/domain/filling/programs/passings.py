"""What of a pathway is there, what options bring to it, and how its steps may be passed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from cte_desktop.domain.audit.exceptions import exceptions_for
from cte_desktop.domain.audit.levels import (
    BEFORE_ALL,
    Asked,
    Group,
    Taken,
    allowed_after,
    is_whole,
    needed_groups,
    taken_rows,
)
from cte_desktop.domain.audit.pathway import waived_by_mark, waived_wholly
from cte_desktop.domain.audit.pathway_span import need_of
from cte_desktop.domain.catalog.course import Level
from cte_desktop.domain.planning.semesters import State
from cte_desktop.domain.school_year import Term, moment, school_year_of_grade

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cte_desktop.domain.audit.exceptions import Exceptions
    from cte_desktop.domain.audit.pathway_span import Need
    from cte_desktop.domain.filling.problem import Problem
    from cte_desktop.domain.planning.semesters import Semester


class Passing(NamedTuple):
    """A course passed at a step: when it begins and ends, and the options that it takes."""

    begins: int
    ends: int
    options: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Brought:
    """The semesters that an option brings to a pathway, and which halves they make good."""

    option: int
    code: str
    good: tuple[tuple[Semester, tuple[int, ...]], ...]


class PathwayFacts:
    """What a pathway asks of a student, what is there of it, and what the options bring."""

    def __init__(self, name: str, problem: Problem, by_grade: int | None) -> None:
        given, settings = problem.given, problem.auditing
        student, catalog = given.file.student, given.catalog
        exceptions = exceptions_for(given.file.decisions, f"pathway:{name}")
        steps = catalog.steps_of(name, student.entry_class)
        waived = waived_wholly(exceptions)
        asked = self.asked = Asked(name, steps, {}, catalog, settings, waived=waived)
        asked.taken = taken_rows(asked, given.semesters, exceptions)
        asked.credited = frozenset(c for c, t in asked.taken.items() if is_whole(t))
        pathway = catalog.pathway_by_name.get(name)
        introductory = pathway is not None and pathway.introductory_required
        asked.waived |= waived_by_mark(asked, introductory=introductory)
        self.last = None if by_grade is None else _last_moment(by_grade, student.graduation_year)
        self.brought = tuple(self.bringing(problem, exceptions))
        taken = asked.taken | self.elsewhere(problem, exceptions)
        asked.level_from_elsewhere = frozenset(
            t.level for code, t in taken.items() if t.elsewhere and is_whole(t)
        )
        self.groups = tuple(
            group
            for group in needed_groups(steps, taken, asked.waived, introductory=introductory)
            if not self.is_marked(group)
        )
        asked.needed = frozenset(code for group in self.groups for code in group.codes)
        self.need = self.need_besides(introductory=introductory)
        self.first = min((term.moment for term in problem.terms), default=0)

    def bringing(self, problem: Problem, exceptions: Exceptions) -> Iterator[Brought]:
        """Yield what the options that end in time bring to the pathway's courses."""
        own = {step.course_code for step in self.asked.steps}
        rows: dict[str, list[Semester]] = {}
        for row in problem.given.semesters:
            code = exceptions.counting_as(row.recovers or row.course_code)
            rows.setdefault(code, []).append(row)
        for number, option in enumerate(problem.options):
            code = exceptions.counting_as(option.course.code)
            allowed = exceptions.also_for(option.course.code)
            late = self.last is not None and option.ends > self.last
            if late or not (code in own or allowed):
                continue
            beside = sorted(
                (*rows.get(code, ()), *option.semesters), key=lambda semester: semester.moment
            )
            taken = taken_rows(self.asked, tuple(beside), exceptions).get(code)
            mine = {id(semester) for semester in option.semesters}
            good = [pair for pair in taken.good if id(pair[0]) in mine] if taken else []
            if good:
                yield Brought(number, code, tuple(good))

    def elsewhere(self, problem: Problem, exceptions: Exceptions) -> dict[str, Taken]:
        """Return, as taken, the courses of options that a decision allows at a level."""
        known = {step.course_code for step in self.asked.steps}
        options = [problem.options[one.option] for one in self.brought if one.code not in known]
        rows = tuple(semester for option in options for semester in option.semesters)
        return taken_rows(self.asked, rows, exceptions) if rows else {}

    def is_marked(self, group: Group) -> bool:
        """Tell whether rows marked X may stand for the group, as what else is passed decides."""
        taken = (self.asked.taken.get(code) for code in group.codes)
        return group.level is not Level.CAPSTONE and any(t and _has_mark(t) for t in taken)

    def need_besides(self, *, introductory: bool) -> Need:
        """Return the school years and credits asked, as few as marks of X may leave."""
        asked = self.asked
        marked = {t.level.value for t in asked.taken.values() if _has_mark(t)}
        before = asked.waived
        asked.waived |= marked - {Level.CAPSTONE.value}
        need = need_of(asked, introductory=introductory)
        asked.waived = before
        return need

    def passings(self, code: str) -> Iterator[Passing]:
        """Yield the ways in which a course is passed whole: as it is, or with options."""
        taken = self.asked.taken.get(code)
        there = taken.good if taken is not None else ()
        brought = [one for one in self.brought if one.code == code]
        parts = 1 if (course := self.asked.catalog.course(code)) and not course.is_year else 2
        parts = taken.parts if taken is not None else parts
        singly = [one for one in brought if len(_halves(one.good)) < parts]
        after = self.allowed_after(taken)
        if after is not None:
            yield from (one for one in _whole(there, (), parts) if one.begins > after)
        for one in brought:
            yield from _whole(there, (one,), parts)
        for two in combinations(singly, 2):
            yield from _whole(there, two, parts)
            if _halves(two[0].good) == _halves(two[1].good):
                for halves in ((1, 2), (2, 1)):  # together they may be either
                    apart = tuple(map(_as_half, two, halves))
                    yield from _whole(there, apart, parts)

    def allowed_after(self, taken: Taken | None) -> int | None:
        """Return after which moment what is there of a course counts, None for never.

        Its prerequisites in the pathway have to be there too: with an option they come too late.
        """
        if taken is None or not self.asked.settings.strict_order:
            return BEFORE_ALL
        return allowed_after(taken, self.asked)


def _has_mark(taken: Taken) -> bool:
    """Tell whether a part of the course is waived by the mark X; the rest may be passed yet."""
    return any(row.state is State.WAIVED for row, _ in taken.halved)


def _last_moment(grade: int, graduation_year: int) -> int:
    return moment(school_year_of_grade(grade, graduation_year), Term.SUMMER)


def _as_half(one: Brought, half: int) -> Brought:
    """Return the option as one half of its course."""
    return replace(one, good=tuple((semester, (half,)) for semester, _ in one.good))


def _halves(good: Sequence[tuple[Semester, tuple[int, ...]]]) -> set[int]:
    return {half for _, halves in good for half in halves}


def _whole(
    there: Sequence[tuple[Semester, tuple[int, ...]]], chosen: Sequence[Brought], parts: int
) -> Iterator[Passing]:
    """Yield when a course is passed by what is there and these options, from each beginning.

    The halves may be made good by earlier or later rows: each row may be the one that begins it.
    """
    rows = [*there, *(pair for one in chosen for pair in one.good)]
    rows.sort(key=lambda pair: pair[0].moment)
    options = tuple(one.option for one in chosen)
    own = [{id(semester) for semester, _ in one.good} for one in chosen]
    for first in range(len(rows)):
        covered: dict[int, Semester] = {}
        for semester, halves in rows[first:]:
            for half in halves:
                covered.setdefault(half, semester)
        used = {id(semester) for semester in covered.values()}
        if len(covered) >= parts and all(used & mine for mine in own):
            moments = [semester.moment for semester in covered.values()]
            yield Passing(min(moments), max(moments), options)
