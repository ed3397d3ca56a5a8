"""A pathway as rows: its levels in order and in different terms, school years and credits.

At each step one of the alternatives is passed; a step may only follow what ended before it begins.
What of this is there already, earned or under way, is a passing that needs no option.
"""

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
from cte_desktop.domain.audit.pathway_span import PATHWAY_CREDITS, SCHOOL_YEARS, need_of
from cte_desktop.domain.catalog.course import Level
from cte_desktop.domain.filling.model import Kind, Reason
from cte_desktop.domain.findings import values
from cte_desktop.domain.planning.semesters import State
from cte_desktop.domain.school_year import Term, moment, school_year_of_grade

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cte_desktop.domain.audit.exceptions import Exceptions
    from cte_desktop.domain.audit.pathway_span import Need
    from cte_desktop.domain.filling.model import Terms
    from cte_desktop.domain.filling.problem import Problem
    from cte_desktop.domain.filling.programs.asking import Asking
    from cte_desktop.domain.planning.semesters import Semester

A_YEAR = 100  # hundredths of a school year
TERMS_A_YEAR = 3
HALF_OF = {Term.FALL: 1, Term.SPRING: 2}
TWO_YEARS = 2  # that two steps lie in at least, unless both fit into one


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


def ask_pathway(
    name: str, problem: Problem, asking: Asking, *, by_grade: int | None = None
) -> Terms | None:
    """Add what the pathway asks; returns the moment of its end, from the first term ahead.

    `by_grade`: it has to be complete with the summer after that grade. None is returned where it is
    complete without any option, or can't be.
    """
    found = _Pathway(name, problem, by_grade)
    rows = _Rows(found, asking)
    rows.steps()
    rows.years()
    rows.credits()
    return rows.end()


class _Pathway:
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
            if _is_one_year(*two):
                yield from _whole(there, tuple(map(_by_term, two)), parts)

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


def _is_one_year(one: Brought, other: Brought) -> bool:
    """Tell whether two options are the fall and the spring of one school year."""
    rows = [*one.good, *other.good]
    years = {semester.school_year for semester, _ in rows}
    return len(years) == 1 and {semester.term for semester, _ in rows} == set(HALF_OF)


def _by_term(one: Brought) -> Brought:
    """Return the option with the usual half of its term, as when the whole year is taken again."""
    good = tuple((semester, (HALF_OF[semester.term],)) for semester, _ in one.good)
    return replace(one, good=good)


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


class _Rows:
    """The rows of one pathway in the making."""

    def __init__(self, found: _Pathway, asking: Asking) -> None:
        self.found, self.asking = found, asking
        self.chosen: list[list[tuple[Passing, int]]] = []  # by step: passings and their choices
        self.new_years: list[tuple[int, int]] = []  # choices of school years, and when they begin

    def steps(self) -> None:
        """Ask for a passing of each step; each but the first follows one of the step before it."""
        strict = self.found.asked.settings.strict_order
        for group in self.found.groups:
            passings = (p for code in group.codes for p in self.found.passings(code))
            chosen = [(one, self.choice(one)) for one in dict.fromkeys(passings)]
            if self.chosen and strict:
                self.follow(self.chosen[-1], chosen)
            helping = [option for one, _ in chosen for option in one.options]
            terms = [(choice, 1) for _, choice in chosen]
            self.asking.demand(terms, [(self.asking.root, 1)], group.level.value, helping)
            self.chosen.append(chosen)

    def choice(self, passing: Passing) -> int:
        """Return the choice of a passing, which takes all its options."""
        choice = self.asking.choice()
        for option in passing.options:
            self.asking.draft.row([(choice, 1), (self.asking.take[option], -1)], high=0)
        return choice

    def follow(
        self, before: Sequence[tuple[Passing, int]], chosen: Sequence[tuple[Passing, int]]
    ) -> None:
        """Let each passing only follow one that ended before it begins: the order of the levels."""
        reason = None
        if self.asking.root is None:
            about = values(program=f"pathway:{self.found.asked.name}")
            reason = Reason(Kind.RULE, "pathway_out_of_order", about)
            if reason in self.asking.dropped:
                return
        for passing, choice in chosen:
            followed = [(one, -1) for first, one in before if first.ends < passing.begins]
            if len(followed) < len(before):
                self.asking.draft.row([(choice, 1), *followed], high=0, reason=reason)

    def years(self) -> None:
        """Ask for work in enough school years."""
        found = self.found
        there = {row.school_year for t in found.asked.taken.values() for row, _ in t.good}
        open_years = found.need.years // A_YEAR - len(there)
        if open_years <= 0 or SCHOOL_YEARS in found.asked.waived:
            return
        years: dict[int, dict[int, int]] = {}  # school year -> option -> when it begins
        for one in found.brought:
            for row, _ in one.good:
                if row.school_year not in there:
                    options = years.setdefault(row.school_year, {})
                    options[one.option] = min(row.moment, options.get(one.option, row.moment))
        for _, options in sorted(years.items()):
            choice = self.asking.choice()
            taken = [(self.asking.take[option], -1) for option in options]
            self.asking.draft.row([(choice, 1), *taken], high=0)
            self.new_years.append((choice, min(options.values())))
        helping = [option for options in years.values() for option in options]
        terms = [(choice, 1) for choice, _ in self.new_years]
        self.asking.demand(terms, [(self.asking.root, open_years)], SCHOOL_YEARS, helping)

    def credits(self) -> None:
        """Ask for the credits of the pathway."""
        found, take = self.found, self.asking.take
        rows = {id(row): row for t in found.asked.taken.values() for row, _ in t.good}
        missing = found.need.credits - sum(row.credits for row in rows.values())
        if missing <= 0 or PATHWAY_CREDITS in found.asked.waived:
            return
        terms = [(take[one.option], sum(r.credits for r, _ in one.good)) for one in found.brought]
        helping = [one.option for one in found.brought]
        self.asking.demand(terms, [(self.asking.root, missing)], PATHWAY_CREDITS, helping)

    def end(self) -> Terms | None:
        """Return when the pathway ends: with its last step, or whatever else comes last."""
        if not any(passing.options for chosen in self.chosen for passing, _ in chosen):
            return None
        if self.found.asked.settings.strict_order and not self.could_be_too_few():
            return self.ends_of(self.chosen[-1])
        marks = [self.ends_of(chosen) for chosen in self.chosen]
        marks += [((choice, self.since(when)),) for choice, when in self.new_years]
        most = max((factor for terms in marks for _, factor in terms), default=0)
        end = self.asking.draft.choice(0, max(0, most))
        for terms in marks:
            self.asking.draft.row([(end, 1), *((c, -factor) for c, factor in terms)], low=0)
        return ((end, 1),)

    def could_be_too_few(self) -> bool:
        """Tell whether the levels could lie in fewer school years than are asked."""
        if not self.new_years:
            return False
        if len(self.chosen) < TWO_YEARS or self.found.need.years > TWO_YEARS * A_YEAR:
            return True
        *_, before, last = self.chosen
        return any(
            first.begins // TERMS_A_YEAR == then.ends // TERMS_A_YEAR
            for first, _ in before
            for then, _ in last
            if first.ends < then.begins
        )

    def ends_of(self, chosen: Sequence[tuple[Passing, int]]) -> Terms:
        return tuple((choice, self.since(p.ends)) for p, choice in chosen if p.options)

    def since(self, when: int) -> int:
        """Return how many terms from the first one ahead to a moment, that one included."""
        return max(0, when - self.found.first + 1)
