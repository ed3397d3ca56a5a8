"""UC and CSU as rows: years in their areas, what higher work validates, what counts once.

What an option brings depends on what is there of its topic and, where higher work validates lower,
of its area. Options together may bring less than each alone (two courses of one topic, a level that
is taken and would be validated): what counts once is a group of pieces with a bound.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cte_desktop.domain.audit.ag import ag_program
from cte_desktop.domain.audit.ag_waivers import as_waived, with_parts_allowed
from cte_desktop.domain.audit.ag_work import ALGEBRA, FIRST_OF_TWO_YEARS, ag_work
from cte_desktop.domain.audit.exceptions import NONE, exceptions_for
from cte_desktop.domain.audit.sheet import kind_of
from cte_desktop.domain.filling.programs.pieces import (
    Bringing,
    Once,
    Piece,
    is_decided,
    name_of,
)
from cte_desktop.domain.filling.programs.remembering import remembered
from cte_desktop.domain.filling.programs.tree import Version, ask_program

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cte_desktop.domain.audit.ag_work import AgWork
    from cte_desktop.domain.audit.exceptions import Exceptions
    from cte_desktop.domain.audit.rules import AgRules
    from cte_desktop.domain.audit.sheet import Kind
    from cte_desktop.domain.audit.work import Work
    from cte_desktop.domain.filling.problem import Option, Problem
    from cte_desktop.domain.filling.programs.asking import Asking
    from cte_desktop.domain.planning.semesters import Semester

REAL, VALIDATED = "real", "validated"
BOTH_HALVES = 2
_KEPT = "filling.areas"  # under which a situation keeps what is known of its A-G work


def ask_areas(name: str, problem: Problem, asking: Asking) -> None:
    """Add what UC or CSU asks."""
    exceptions = exceptions_for(problem.given.file.decisions, name)
    found = _found(name, problem, exceptions)
    program = as_waived(ag_program(name, problem.rules.ag), found.base.waivers).program
    work = found.bringing(problem)
    if any(one.also for one in work.works) or any(one.work.also for one in work.pieces):
        works = with_parts_allowed(work.works, program)
        pieces = with_parts_allowed([one.work for one in work.pieces], program)
        together = zip(work.pieces, pieces, strict=True)
        brought = tuple(one._replace(work=now) for one, now in together)
        work = Bringing(tuple(works), brought, work.once)
    ask_program([Version(program, asking.root)], work, asking)


def _found(name: str, problem: Problem, exceptions: Exceptions) -> _Finding:
    """Return what is known of the student's A-G work: kept, as one problem is asked many times."""
    kept: dict[object, _Finding] = problem.given.__dict__.setdefault(_KEPT, {})
    key = "" if exceptions is NONE else name
    found = kept.get(key)
    if found is None or found.whole is not problem.rules:
        found = kept[key] = _Finding(problem, exceptions)
    return found


@dataclass(frozen=True, slots=True)
class _Added:
    """Work that an option adds: one of its own semesters, or what it validates."""

    work: Work
    kind: Kind
    semester: int | None  # which of the option's semesters the work is about; None for another
    validated: bool


class _Finding:
    """What there is of A-G for one student, and what each option would add."""

    def __init__(self, problem: Problem, exceptions: Exceptions) -> None:
        self.whole, self.exceptions = problem.rules, exceptions
        self.catalog, self.limits = problem.given.catalog, problem.auditing.thresholds
        # A semester of a higher course is taken to be enough, so that halves taken apart suffice.
        self.rules: AgRules = problem.rules.ag
        if not self.rules.one_semester_validates:
            self.rules = replace(self.rules, one_semester_validates=True)
        self.alike: dict[tuple[object, ...], tuple[_Added, ...]] = {}
        self.without: dict[tuple[str, str], frozenset[object]] = {}
        self.base: AgWork = self.counted(problem.given.semesters, given=True)
        self.beside: defaultdict[tuple[str, str], list[Semester]] = defaultdict(list)
        for row in problem.given.semesters:
            area, topic, code = self.counts_as(row)
            for group in (("area", area), ("topic", topic), ("code", code)):
                self.beside[group].append(row)

    def counted(self, rows: Sequence[Semester], *, given: bool = False) -> AgWork:
        """Return what rows bring; of what is there alone by the rules as they are."""
        rules = self.whole.ag if given else self.rules
        return ag_work(rows, self.catalog, self.exceptions, rules, self.limits)

    def counts_as(self, row: Semester) -> tuple[str, str, str]:
        """Return the area, topic and course that a row counts as."""
        code = self.exceptions.counting_as(row.course_code)
        course = self.catalog.course(code)
        area, topic = row.ag_area, row.ag_topic
        if course is not None and code != row.course_code:
            area, topic = course.ag_area, course.ag_topic
        return area, ALGEBRA if topic == FIRST_OF_TWO_YEARS else topic, code

    def bringing(self, problem: Problem) -> Bringing:
        """Return the works and pieces, those that count once in groups."""
        pieces: list[tuple[int, _Added]] = []
        kept = remembered(self.catalog, self.whole, "areas")
        for number, option in enumerate(problem.options):
            pieces += [(number, added) for added in self.added(option, kept)]
        return _grouped(tuple(self.base.works), pieces, problem)

    def added(self, option: Option, kept: dict[object, tuple[_Added, ...]]) -> tuple[_Added, ...]:
        """Return what an option adds; worked out once for the same course in other years."""
        decided = is_decided(option.course.code, self.exceptions)
        if not option.semesters[0].ag_area and not decided:
            return ()
        group = self.group_of(option)
        if group not in self.beside and not decided:
            name = name_of(option)
            if name not in kept:
                kept[name] = self.worked_out(option, None)
            return kept[name]
        area = option.semesters[0].ag_area  # a school's approval may end
        name = (option.course.code, option.terms, option.school, area)
        known = self.alike.get(name)
        if known is None:
            known = self.alike[name] = self.worked_out(option, group)
            return known
        return tuple(_in_year_of(one, option) for one in known)

    def group_of(self, option: Option) -> tuple[str, str]:
        """Return by what the rows are known that decide what the option brings."""
        area, topic, code = self.counts_as(option.semesters[0])
        if area in self.rules.validated_areas:
            return ("area", area)
        return ("topic", topic) if ":" in topic else ("code", code)

    def worked_out(self, option: Option, group: tuple[str, str] | None) -> tuple[_Added, ...]:
        """Return the work that is there with the option and not without it."""
        rows = self.beside.get(group, []) if group is not None else []
        places = {id(semester): n for n, semester in enumerate(option.semesters)}
        with_it = self.counted(sorted((*rows, *option.semesters), key=lambda row: row.moment))
        before = self.before(group) if group is not None else frozenset()
        answer = []
        for work in with_it.works:
            own = places.get(id(work.semester))
            validated = bool(work.shown_code) or own is None
            if own is None and _same(work) in before:
                continue
            answer.append(_Added(work, kind_of(work), own, validated))
        return tuple(answer)

    def before(self, group: tuple[str, str]) -> frozenset[object]:
        """Return what such rows bring without an option; asked again for each option."""
        found = self.without.get(group)
        if found is None:
            works = self.counted(self.beside.get(group, []), given=True).works
            found = self.without[group] = frozenset(map(_same, works))
        return found


def _same(work: Work) -> tuple[object, ...]:
    """Return what tells one piece of work that is there from another."""
    row = work.semester
    return (id(row), work.course_code, work.shown_code, work.halves, work.amount)


def _in_year_of(one: _Added, option: Option) -> _Added:
    """Return the same addition by an option in another year."""
    if one.semester is None:
        return one
    work = replace(one.work, semester=option.semesters[one.semester])
    return _Added(work, kind_of(work), one.semester, one.validated)


def _grouped(
    works: tuple[Work, ...], added: Sequence[tuple[int, _Added]], problem: Problem
) -> Bringing:
    """Return the pieces, grouped where together they bring less than each alone."""
    names = _Names(problem)
    groups: dict[str, list[tuple[int, _Added]]] = {}
    for number, one in added:
        groups.setdefault(names.of(one.work), []).append((number, one))
    pieces, once = [], []
    for name, members in groups.items():
        validated = [(n, one) for n, one in members if one.validated]
        real = [(n, one) for n, one in members if not one.validated]
        if validated:
            once.append(_validated_once(f"{VALIDATED}|{name}", validated, real, names))
        bound = names.counts_once(name, works, real)
        if bound is not None:
            once.append(Once(f"{REAL}|{name}", bound))
        for number, one in members:
            group = f"{VALIDATED}|{name}" if one.validated else ""
            group = f"{REAL}|{name}" if bound is not None and not one.validated else group
            pieces.append(Piece(number, one.work, one.kind, group))
    return Bringing(works, tuple(pieces), tuple(once))


def _validated_once(
    group: str,
    validated: Sequence[tuple[int, _Added]],
    real: Sequence[tuple[int, _Added]],
    names: _Names,
) -> Once:
    """Return the bound of work that is validated: each half once, and not where it is taken."""
    halves: dict[tuple[int, ...], int] = {}
    alone: dict[int, int] = {}
    for number, one in validated:
        halves[one.work.halves] = max(halves.get(one.work.halves, 0), one.work.amount)
        alone[number] = alone.get(number, 0) + one.work.amount
    most = max(sum(halves.values()), *alone.values())
    beside = []
    for number, one in real:
        course = one.work.course_code
        if not names.repeatable(course):
            taken = sum(a for half, a in halves.items() if set(half) <= set(one.work.halves))
            if taken:
                beside.append((course, number, taken))
    return Once(group, most, tuple(beside))


class _Names:
    """What pieces of work count once with: their topic or level, or their course."""

    def __init__(self, problem: Problem) -> None:
        self.catalog, self.rules = problem.given.catalog, problem.rules.ag

    def of(self, work: Work) -> str:
        topic = work.topic
        if work.shown_code:
            course = self.catalog.course(work.course_code)
            topic = course.ag_topic if course is not None else work.course_code
        topic = ALGEBRA if topic == FIRST_OF_TWO_YEARS else topic
        if topic in self.rules.must_cover or ":" in topic:
            return f"{work.area}|{topic}"
        return f"{work.area}|{work.course_code}"

    def repeatable(self, code: str) -> bool:
        course = self.catalog.course(code)
        return course is not None and course.repeatable

    def counts_once(
        self, name: str, works: Sequence[Work], real: Sequence[tuple[int, _Added]]
    ) -> int | None:
        """Return how much more of a topic counts, where several courses bring it; else None."""
        topic = name.partition("|")[2]
        courses = {one.work.course_code for _, one in real}
        if topic not in self.rules.must_cover or len(courses) < BOTH_HALVES:
            return None
        if any(self.repeatable(code) for code in courses):
            return None
        done = {half for work in self.there(name, works) for half in work.halves}
        amounts = sorted((one.work.amount for _, one in real), reverse=True)
        return sum(amounts[: BOTH_HALVES - len(done)])

    def there(self, name: str, works: Sequence[Work]) -> Iterator[Work]:
        return (work for work in works if self.of(work) == name)
