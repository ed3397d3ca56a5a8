"""What uses nothing up: a course passed, an amount counted, courses passed in order."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple, assert_never

from cte_desktop.domain.audit.in_order import courses_of
from cte_desktop.domain.audit.measuring import amount_in, within_caps
from cte_desktop.domain.audit.requirements import Counted, Free, InOrder, Passed, holds

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from cte_desktop.domain.audit.in_order import Course
    from cte_desktop.domain.audit.requirements import CourseSet
    from cte_desktop.domain.audit.result import Unit
    from cte_desktop.domain.audit.work import Work
    from cte_desktop.domain.filling.programs.asking import Active, Asking
    from cte_desktop.domain.filling.programs.pieces import Bringing, Piece

WHOLE = 100


def ask_free(
    one: Free, active: Active, unit: Unit, work: Bringing, asking: Asking, *, named: bool
) -> None:
    """Add the rows of a requirement that uses nothing up; `unit` is the program's own."""
    match one:
        case Passed():
            _passed(one, active, work, asking, named=named)
        case Counted():
            _counted(one, active, unit, work, asking, named=named)
        case InOrder():
            _in_order(one, active, work, asking, named=named)
        case _:
            assert_never(one)


@dataclass(slots=True)
class _ByCourse:
    """The works of one course: those there, and what each option brings."""

    there: list[Work] = field(default_factory=list)
    brought: dict[int, list[Work]] = field(default_factory=dict)


def _by_course(of: CourseSet, work: Bringing) -> dict[str, _ByCourse]:
    """Return what a set holds by the course that it counts as."""
    found: dict[str, _ByCourse] = {}
    for one in work.works:
        if holds(of, one):
            found.setdefault(one.course_code, _ByCourse()).there.append(one)
    for piece in _held(of, work):
        course = found.setdefault(piece.work.course_code, _ByCourse())
        course.brought.setdefault(piece.option, []).append(piece.work)
    return found


def _held(of: CourseSet, work: Bringing) -> Iterator[Piece]:
    """Yield the pieces that a set holds, asking once for each kind."""
    known: dict[int, bool] = {}
    for piece in work.pieces:
        answer = known.get(piece.kind)
        if answer is None:
            answer = known[piece.kind] = holds(of, piece.work)
        if answer:
            yield piece


def _passed(one: Passed, active: Active, work: Bringing, asking: Asking, *, named: bool) -> None:
    """Ask for one course with all its halves."""
    terms: list[tuple[int, int]] = []
    helping: list[int] = []
    for course in _by_course(one.of, work).values():
        done = _halves(course.there)
        every = {half for works in course.brought.values() for half in _halves(works)} | done
        parts = max(w.parts for works in (course.there, *course.brought.values()) for w in works)
        if len(done) >= parts:
            return  # it has been passed: nothing is asked of the plan
        if len(every) < parts:
            continue
        helping += course.brought
        halves = {option: _halves(works) for option, works in course.brought.items()}
        terms += _all_halves(halves, every - done, asking)
    asking.demand(terms, [(active, 1)], one.id, helping, named=named)


def _all_halves(
    halves: dict[int, set[int]], open_ones: set[int], asking: Asking
) -> Iterator[tuple[int, int]]:
    """Yield the choices of which one makes every open half good."""
    take, singly = asking.take, []
    for option, brought in halves.items():
        if brought >= open_ones:
            yield (take[option], 1)
        else:
            singly.append(option)
    covered = {half for option in singly for half in halves[option]}
    if covered >= open_ones:
        both = asking.choice()
        for half in sorted(open_ones):
            taken = [(take[option], -1) for option in singly if half in halves[option]]
            asking.draft.row([(both, 1), *taken], high=0)
        yield (both, 1)


def _halves(works: Iterable[Work]) -> set[int]:
    return {half for work in works for half in work.halves}


def _counted(
    one: Counted, active: Active, unit: Unit, work: Bringing, asking: Asking, *, named: bool
) -> None:
    """Ask for so much of a set, of some of it at most so much."""
    take = asking.take
    there = [(w, a) for w in work.works if holds(one.of, w) and (a := amount_in(one.unit, w, unit))]
    have = sum(amount for _, amount in within_caps(there, one.caps))
    room = {n: cap.most for n, cap in enumerate(one.caps)}
    for w, amount in there:
        capped = _cap(one, w)
        if capped is not None:
            room[capped] = max(0, room[capped] - amount)
    terms: dict[int | None, list[tuple[int, int]]] = {}
    helping = []
    for piece in _held(one.of, work):
        amount = amount_in(one.unit, piece.work, unit)
        if amount:
            terms.setdefault(_cap(one, piece.work), []).append((take[piece.option], amount))
            helping.append(piece.option)
    free = terms.pop(None, [])
    for capped, taken in terms.items():
        counted = asking.amount(room[capped] if capped is not None else 0)
        asking.draft.row([(counted, 1), *((t, -a) for t, a in taken)], high=0)
        free.append((counted, 1))
    if one.need > have:
        asking.demand(free, [(active, one.need - have)], one.id, helping, named=named)


def _cap(one: Counted, work: Work) -> int | None:
    return next((n for n, cap in enumerate(one.caps) if holds(cap.of, work)), None)


class _Try(NamedTuple):
    """A course at a step, with the options that have to be taken for it."""

    course: Course
    options: tuple[int, ...]


def _in_order(one: InOrder, active: Active, work: Bringing, asking: Asking, *, named: bool) -> None:
    """Ask for a course of each step; each may only follow what lies before it."""
    before: list[tuple[_Try, int]] | None = None
    helping: list[int] = []
    for step in one.steps:
        tries = [t for c in _by_course(step, work).values() for t in _tries(c)]
        chosen: list[tuple[_Try, int]] = []
        for attempt in tries:
            followed = (
                None
                if before is None
                else [c for t, c in before if _follows(t, attempt, apart=one.different_terms)]
            )
            if followed is None or followed:
                choice = asking.choice()
                for option in attempt.options:
                    asking.draft.row([(choice, 1), (asking.take[option], -1)], high=0)
                if followed is not None:
                    asking.draft.row([(choice, 1), *((c, -1) for c in followed)], high=0)
                chosen.append((attempt, choice))
                helping += attempt.options
        before = chosen
    last = [(choice, 1) for _, choice in before or ()]
    asking.demand(last, [(active, 1)], one.id, helping, named=named)


def _tries(course: _ByCourse) -> Iterator[_Try]:
    """Yield the whole courses that what is there and the options, singly or two halves, make."""
    chosen: Sequence[tuple[int, ...]] = [(), *((o,) for o in course.brought)]
    singly = [o for o, works in course.brought.items() if len(_halves(works)) == 1]
    for options in (*chosen, *combinations(singly, 2)):
        brought = [w for o in options for w in course.brought[o]]
        yield from _tries_of(course, options, brought)
        if len(options) > 1 and len(_halves(brought)) == 1:
            for first, second in ((1, 2), (2, 1)):  # together they may be either half
                half_of = dict(zip(options, (first, second), strict=True))
                apart = [
                    replace(w, halves=(half_of[o],)) for o in options for w in course.brought[o]
                ]
                yield from _tries_of(course, options, apart)


def _tries_of(
    course: _ByCourse, options: tuple[int, ...], brought: Sequence[Work]
) -> Iterator[_Try]:
    for made in courses_of([*course.there, *brought]):
        used = {id(w.semester) for w, _ in made.pairs}
        needed = all(any(id(w.semester) in used for w in course.brought[o]) for o in options)
        if needed and sum(made.amounts) >= WHOLE:
            yield _Try(made, options)


def _follows(before: _Try, after: _Try, *, apart: bool) -> bool:
    first, then = before.course, after.course
    if apart:
        return then.begins > first.ends
    return then.begins >= first.begins and then.ends >= first.ends
