"""Graduation as rows: the set that binds the student, waivers, exemption and replacement in it."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from cte_desktop.domain.audit.ag_waivers import with_parts_allowed
from cte_desktop.domain.audit.attributes import described
from cte_desktop.domain.audit.earning import Earnings, earnings
from cte_desktop.domain.audit.exceptions import exceptions_for
from cte_desktop.domain.audit.graduation import (
    PROGRAM,
    asked_of,
    graduation_program,
    in_district_too,
    replaceable,
)
from cte_desktop.domain.audit.sheet import kind_of
from cte_desktop.domain.filling.programs.pieces import (
    Bringing,
    Piece,
    is_decided,
    name_of,
    piece,
)
from cte_desktop.domain.filling.programs.remembering import remembered
from cte_desktop.domain.filling.programs.tree import Version, ask_program

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from cte_desktop.domain.audit.exceptions import Exceptions
    from cte_desktop.domain.audit.graduation import Asked
    from cte_desktop.domain.audit.requirements import Program
    from cte_desktop.domain.audit.work import Work
    from cte_desktop.domain.filling.problem import Option, Problem
    from cte_desktop.domain.filling.programs.asking import Asking
    from cte_desktop.domain.planning.semesters import Semester


def ask_graduation(problem: Problem, asking: Asking) -> None:
    """Add what graduation asks; nothing where the rules hold no set."""
    given, rules = problem.given, problem.rules
    exceptions = exceptions_for(given.file.decisions, PROGRAM)
    student, catalog = given.file.student, given.catalog
    chosen = rules.set_for(student.entry_class)
    if exceptions.exemption is not None and rules.exempted_set is not None:
        chosen = rules.exempted_set
    if chosen is None:
        return
    earned = earnings(given.semesters, catalog, exceptions, rules.credits)
    asked = asked_of(student, chosen, earned, exceptions, catalog, rules)

    def seen(work: Work) -> Work:
        if chosen.requirements:
            work = described(work, catalog)
        return in_district_too(work, catalog) if asked.transferred else work

    work = credits_brought(
        problem, earned, exceptions, seen, (PROGRAM, chosen.id, asked.transferred)
    )
    versions = list(_versions(asked, work, problem, asking))
    if any(one.also for one in work.works) or any(one.work.also for one in work.pieces):
        work = _parts_allowed(work, versions[0].program)
    ask_program(versions, work, asking)


def credits_brought(
    problem: Problem,
    earned: Earnings,
    exceptions: Exceptions,
    seen: Callable[[Work], Work],
    key: tuple[object, ...],
) -> Bringing:
    """Return the work in credits: what is there, and what each option would add to it.

    `seen` completes a piece of work as its program looks at it; `key` tells such ways apart.
    """
    known = _by_code(problem.given.semesters, exceptions)
    kept = remembered(problem.given.catalog, problem.rules, key)
    pieces: list[Piece] = []
    for number, option in enumerate(problem.options):
        code = exceptions.counting_as(option.course.code)
        rows = known.get(code, ())
        if rows or is_decided(option.course.code, exceptions):
            added = _added(rows, option, problem, exceptions)
            pieces += [piece(number, seen(work)) for work in added]
            continue
        name = name_of(option)
        found = kept.get(name)
        if found is None:
            added = _added((), option, problem, exceptions)
            found = kept[name] = tuple((w, kind_of(w)) for w in map(seen, added))
        pieces += [Piece(number, work, kind) for work, kind in found]
    return Bringing(tuple([seen(work) for work in earned.works]), tuple(pieces))


def _by_code(rows: Sequence[Semester], exceptions: Exceptions) -> dict[str, list[Semester]]:
    """Return the student's rows by the course that they count as."""
    found: defaultdict[str, list[Semester]] = defaultdict(list)
    for row in rows:
        found[exceptions.counting_as(row.recovers or row.course_code)].append(row)
    return found


def _added(
    rows: Sequence[Semester], option: Option, problem: Problem, exceptions: Exceptions
) -> list[Work]:
    """Return the work that an option adds beside the rows of the same course."""
    own = {id(semester) for semester in option.semesters}
    in_time = sorted((*rows, *option.semesters), key=lambda row: row.moment)
    earned = earnings(in_time, problem.given.catalog, exceptions, problem.rules.credits)
    return [work for work in earned.works if id(work.semester) in own]


def _versions(asked: Asked, work: Bringing, problem: Problem, asking: Asking) -> Iterator[Version]:
    """Yield the set, and with the replacement where its course is there or may be taken."""
    rules, swap = problem.rules, asked.set.replacement
    plain = graduation_program(asked.set, asked.lowered, rules, transferred=asked.transferred)
    replaced = replaceable(asked.set) if swap is not None else ()
    there = swap is not None and any(w.course_code == swap.course and w.amount for w in work.works)
    bringing = [
        asking.take[one.option]
        for one in work.pieces
        if swap is not None and one.work.course_code == swap.course and one.work.amount
    ]
    if not replaced or not (there or bringing):
        yield Version(plain, asking.root)
        return
    chosen = [asking.choice() for _ in (plain, *replaced)]
    one_of_them = [(choice, 1) for choice in chosen]
    root = asking.root
    if root is None:
        asking.draft.row(one_of_them, low=1, high=1)
    else:
        asking.draft.row([*one_of_them, (root, -1)], low=0, high=0)
    yield Version(plain, chosen[0])
    for include, choice in zip(replaced, chosen[1:], strict=True):
        if not there:
            asking.draft.row([(choice, 1), *((taken, -1) for taken in set(bringing))], high=0)
        program = graduation_program(
            asked.set, asked.lowered, rules, transferred=asked.transferred, replaced=include.id
        )
        yield Version(program, choice)


def _parts_allowed(work: Bringing, program: Program) -> Bringing:
    """Return the work; what may serve a whole requirement besides may serve its parts."""
    works = with_parts_allowed(work.works, program)
    pieces = with_parts_allowed([one.work for one in work.pieces], program)
    together = zip(work.pieces, pieces, strict=True)
    brought = tuple(Piece(one.option, now, one.kind, one.group) for one, now in together)
    return Bringing(tuple(works), brought, work.once)
