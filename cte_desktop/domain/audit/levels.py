"""The ways through a pathway's levels: what was taken, what must be passed, and in which order."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import product
from typing import TYPE_CHECKING

from cte_desktop.domain import grades
from cte_desktop.domain.audit.work import RANKS, Work, by_half, parts_of
from cte_desktop.domain.catalog.course import LEVELS, Level
from cte_desktop.domain.planning.semesters import Semester, State

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cte_desktop.domain.audit.exceptions import Exceptions
    from cte_desktop.domain.audit.rules import AuditSettings
    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.domain.catalog.pathway import Step
    from cte_desktop.domain.catalog.prerequisites import Need
    from cte_desktop.domain.grades import Thresholds

WHOLE_LEVEL = 100
BEFORE_ALL = -1


@dataclass(frozen=True, slots=True)
class Group:
    """Alternatives at one step of a level, of which one must be passed."""

    level: Level
    codes: tuple[str, ...]
    share: int  # of the level, in hundredths


@dataclass(frozen=True, slots=True)
class Taken:
    """The rows of one course in the pathway, each with its halves."""

    code: str
    level: Level
    halved: tuple[tuple[Semester, tuple[int, ...]], ...]
    parts: int
    elsewhere: bool  # from another school: the file says its level, no prerequisite binds it
    good: tuple[tuple[Semester, tuple[int, ...]], ...]  # that meet the level: best and oldest first


@dataclass(frozen=True, slots=True)
class Way:
    """One way through the levels: what fills each group, and what is wrong with it."""

    filled: tuple[tuple[Group, tuple[tuple[Work, int], ...]], ...] = ()
    out_of_order: tuple[str, ...] = ()  # courses passed before or beside the level below
    forbidden: tuple[str, ...] = ()  # courses whose prerequisite in the pathway is missing

    @property
    def score(self) -> tuple[int, int, int, int, int, int]:
        """Return levels filled, then earned, in progress, planned, and the earliest end."""
        sums = [0, 0, 0]
        last = 0
        full = 0
        for group, pairs in self.filled:
            for work, amount in pairs:
                sums[work.rank] += amount
                last = max(last, work.semester.moment)
            full += sum(amount for _, amount in pairs) >= group.share
        return (full, sums[0], sums[1], sums[2], -len(self.out_of_order), -last)


@dataclass(slots=True)
class Asked:
    """What is at hand while one pathway is audited."""

    name: str
    steps: tuple[Step, ...]
    taken: dict[str, Taken]
    catalog: Catalog
    settings: AuditSettings
    credited: frozenset[str] = field(default_factory=frozenset)
    level_from_elsewhere: frozenset[Level] = field(default_factory=frozenset)
    waived: frozenset[str] = frozenset()  # requirement ids that a counselor waived
    needed: frozenset[str] = frozenset()  # courses that stand at a step which must be passed
    known: dict[tuple[str, int], tuple[dict[int, Work], bool]] = field(default_factory=dict)
    """What `made_good` said of a course after a moment: each way through the levels asks again."""


def taken_rows(
    asked: Asked, semesters: tuple[Semester, ...], exceptions: Exceptions
) -> dict[str, Taken]:
    """Return the rows that belong to the pathway, by the course that they count as."""
    level_of = {step.course_code: step.level for step in asked.steps}
    rows: dict[str, list[Semester]] = {}
    levels: dict[str, Level] = {}
    elsewhere: set[str] = set()
    for semester in semesters:
        code = exceptions.counting_as(semester.recovers or semester.course_code)
        level = level_of.get(code) or _level_given(semester, asked.name, exceptions)
        if level is None:
            continue
        levels[code] = level
        if code not in level_of:
            elsewhere.add(code)
        rows.setdefault(code, []).append(semester)
    return {
        code: _taken(code, levels[code], of_course, asked, elsewhere=code in elsewhere)
        for code, of_course in rows.items()
    }


def _taken(
    code: str, level: Level, rows: list[Semester], asked: Asked, *, elsewhere: bool
) -> Taken:
    course, limits = asked.catalog.course(code), asked.settings.thresholds
    good = {id(row) for row in rows if is_good(row, level, limits)}
    halved = by_half(rows, course, lambda row: id(row) in good)
    best = [pair for pair in halved if id(pair[0]) in good]
    best.sort(key=lambda pair: (RANKS.get(pair[0].state, 0), pair[0].moment))
    parts = len(parts_of(course))
    return Taken(code, level, tuple(halved), parts, elsewhere, tuple(best))


def _level_given(semester: Semester, pathway: str, exceptions: Exceptions) -> Level | None:
    """Return the level that a counselor allows a course besides, or that its own row names."""
    allowed = exceptions.also_for(semester.course_code)
    if allowed:
        return next((level for level in LEVELS if level.value in allowed), None)
    named = semester.pathway == pathway and semester.pathway_level in list(Level)
    return Level(semester.pathway_level) if named else None


def is_good(semester: Semester, level: Level, thresholds: Thresholds) -> bool:
    """Tell whether a row meets its level's threshold (credit, C- in a capstone) or is open.

    P and CR say that credit was earned, and no more: where the district asks a higher mark of the
    concentrator course, they don't reach it (`interfaces.md` section 3: P is no C-).
    """
    state = semester.state
    if state is not State.EARNED:
        return state is State.IN_PROGRESS or state is State.PLANNED
    if level is Level.CAPSTONE:
        return grades.at_least(semester.mark, thresholds.capstone)
    if semester.mark in grades.PASSED_WITHOUT_LETTER:
        return grades.at_least(thresholds.credit, thresholds.concentrator)
    return grades.at_least(semester.mark, thresholds.concentrator)


def is_whole(taken: Taken) -> bool:
    """Tell whether every half of the course is good or under way."""
    return len({half for _, halves in taken.good for half in halves}) >= taken.parts


def is_waived(taken: Taken) -> bool:
    """Tell whether every half of the course is good, under way or waived by a row marked X."""
    waived = {half for row, halves in taken.halved if row.state is State.WAIVED for half in halves}
    good = {half for _, halves in taken.good for half in halves}
    return bool(waived) and len(waived | good) >= taken.parts


def needed_groups(
    steps: tuple[Step, ...],
    taken: Mapping[str, Taken],
    waived: frozenset[str] = frozenset(),
    *,
    introductory: bool,
) -> tuple[Group, ...]:
    """Return what must be passed, in order: alternatives of equal order form one group."""
    groups = []
    for level in LEVELS:
        if level.value in waived or (level is Level.INTRODUCTORY and not introductory):
            continue
        orders: dict[int, list[Step]] = {}
        for step in steps:
            if step.level is level:
                orders.setdefault(step.order, []).append(step)
        needed = [o for o in sorted(orders) if any(s.required for s in orders[o])]
        needed = needed or sorted(orders)[:1]
        brought = sorted(c for c, t in taken.items() if t.elsewhere and t.level is level)
        listed = [[s.course_code for s in orders[o]] for o in needed] or [[]]
        for place, codes in enumerate(listed):
            extra = brought if place == 0 else []
            groups.append(Group(level, (*codes, *extra), WHOLE_LEVEL // len(listed)))
    return tuple(groups)


def best_way(groups: tuple[Group, ...], asked: Asked) -> Way:
    """Return the best way through the groups, over every choice of alternatives."""
    choices = [[c for c in g.codes if c in asked.taken] or [""] for g in groups]
    ways = [_walk(groups, picked, asked) for picked in product(*choices)]
    return ways[0] if len(ways) == 1 else max(ways, key=lambda way: way.score)


def _walk(groups: tuple[Group, ...], picked: tuple[str, ...], asked: Asked) -> Way:
    """Go through the groups in order with one course each."""
    after = BEFORE_ALL
    filled: list[tuple[Group, tuple[tuple[Work, int], ...]]] = []
    out_of_order: list[str] = []
    forbidden: list[str] = []
    for group, code in zip(groups, picked, strict=True):
        taken = asked.taken.get(code)
        if taken is None:
            filled.append((group, ()))
            continue
        allowed = allowed_after(taken, asked)
        if allowed is None:
            forbidden.append(code)
            filled.append((group, ()))
            continue
        earliest = max(after, allowed)
        halves, early = made_good(taken, earliest, asked)
        if not asked.settings.strict_order:  # all of it counts, yet the State's rule is told of
            halves, _ = made_good(taken, BEFORE_ALL, asked)
            early = any(work.semester.moment <= earliest for work in halves.values())
        if early:
            out_of_order.append(code)
        pairs = tuple((work, group.share // taken.parts) for work in halves.values())
        filled.append((group, pairs))
        if len(halves) >= taken.parts:
            after = max(work.semester.moment for work in halves.values())
    return Way(tuple(filled), tuple(out_of_order), tuple(forbidden))


def allowed_after(taken: Taken, asked: Asked) -> int | None:
    """Return the moment after which a course counts; None where its prerequisites forbid it."""
    needed = _alternatives(taken, asked)
    if needed and not any(_is_credited(needs, asked) for needs in needed):
        return None
    return _end_of_prerequisites(needed, asked)


def made_good(taken: Taken, after: int, asked: Asked) -> tuple[dict[int, Work], bool]:
    """Return the work that makes each half good after a moment; tell if some lay too early."""
    known = asked.known.get((taken.code, after))
    if known is None:
        known = asked.known[taken.code, after] = _made_good(taken, after)
    return known


def _made_good(taken: Taken, after: int) -> tuple[dict[int, Work], bool]:
    found: dict[int, Work] = {}
    early: set[int] = set()
    for semester, halves in taken.good:
        for half in halves:
            if semester.moment <= after:
                early.add(half)
            elif half not in found:
                rank = RANKS.get(semester.state, 0)
                found[half] = Work(semester, semester.credits, rank, taken.code, halves=(half,))
    return found, bool(early - set(found))


def _is_credited(needs: list[Need], asked: Asked) -> bool:
    return all(need.course_code in asked.credited for need in needs)


def _end_of_prerequisites(alternatives: list[list[Need]], asked: Asked) -> int:
    """Return the earliest moment by which some alternative was passed."""
    ends = [
        max([_end(need, asked) for need in needs], default=BEFORE_ALL)
        for needs in alternatives
        if _is_credited(needs, asked)
    ]
    return min(ends, default=BEFORE_ALL)


def _end(need: Need, asked: Asked) -> int:
    """Return the moment after which a course may lie that needs this one, a term less beside it."""
    works, _ = made_good(asked.taken[need.course_code], BEFORE_ALL, asked)
    end = max(work.semester.moment for work in works.values())
    return end - 1 if need.same_term else end


def _alternatives(taken: Taken, asked: Asked) -> list[list[Need]]:
    """Return the alternatives of a course's prerequisites, of each those that the pathway needs.

    What another school taught is bound by none, and stands in for the courses of its level here; so
    does a waiver of the level. A course that the pathway doesn't require can't forbid what was
    passed without it: `product.md`, completer; `pathway_levels.csv`, required.
    """
    course = asked.catalog.course(taken.code)
    if course is None or taken.elsewhere or not course.prerequisites.alternatives:
        return []
    level_of = {step.course_code: step.level for step in asked.steps}
    return [
        [
            need
            for need in needs
            if need.course_code in asked.needed
            and need.course_code in level_of
            and level_of[need.course_code] not in asked.level_from_elsewhere
            and level_of[need.course_code].value not in asked.waived
        ]
        for needs in course.prerequisites.alternatives
    ]
