"""The last-chance radar: until when each pathway can still be completed, term by term.

For a student and a pathway: the last term in which the concentrator, then the capstone, can still
start, so that everything above it still fits. What is planned in terms ahead may move, so only what
is earned and what runs counts; what closes first comes first. Load and clashes are no part of it:
whether a whole plan does it all, filling answers.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations, islice, pairwise, product
from typing import TYPE_CHECKING

from cte_desktop.domain.audit.district_programs import added_pathways
from cte_desktop.domain.audit.ending import is_short
from cte_desktop.domain.audit.exceptions import exceptions_for
from cte_desktop.domain.audit.last_chance import group_courses, is_filled
from cte_desktop.domain.audit.pathway import PATHWAY_CREDITS, SCHOOL_YEARS, Progress, audit_pathway
from cte_desktop.domain.audit.result import PathwayStage
from cte_desktop.domain.catalog.course import Level
from cte_desktop.domain.filling.latest import (
    BEFORE_ALL,
    MOST_WAYS,
    Ahead,
    Gap,
    Way,
    in_turn,
    latest,
    ways,
)
from cte_desktop.domain.filling.options.ahead import given_of
from cte_desktop.domain.filling.options.taught import taught_for
from cte_desktop.domain.planning.plan import GRADES
from cte_desktop.domain.planning.semesters import A_YEAR, State
from cte_desktop.domain.school_year import last_begun

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from cte_desktop.domain.audit.levels import Group
    from cte_desktop.domain.audit.rules import AuditSettings
    from cte_desktop.domain.catalog.course import Course
    from cte_desktop.domain.filling.latest import Stretch
    from cte_desktop.domain.filling.options.taught import Taught
    from cte_desktop.domain.planning.sections.offers import Offers
    from cte_desktop.domain.planning.semesters import Semester
    from cte_desktop.domain.planning.situation import Situation
    from cte_desktop.domain.school_year import Term


@dataclass(frozen=True, slots=True)
class LastStart:
    """The last term in which a level can still start; `moment` orders terms."""

    school_year: int
    grade_level: int
    term: Term
    moment: int


@dataclass(frozen=True, slots=True)
class Closing:
    """Until when a pathway can still be completed by a student.

    `concentrator_by` and `capstone_by` are None for a level that is passed, runs or needs nothing
    more, and where the pathway can't be completed any more: then `is_open` is False. `step` is how
    far the student is, `planned` tells that the plan has what is missing already.
    """

    pathway: str
    concentrator_by: LastStart | None
    capstone_by: LastStart | None
    step: PathwayStage
    planned: bool
    is_open: bool = True

    @property
    def closes(self) -> LastStart | None:
        """Return what closes first; None when nothing is left to start."""
        found = [one for one in (self.concentrator_by, self.capstone_by) if one is not None]
        return min(found, key=lambda one: one.moment, default=None)


@dataclass(frozen=True, slots=True)
class _Missing:
    """What is missing of a pathway: steps in order, each with its courses and what lies below."""

    groups: tuple[tuple[Group, tuple[Course, ...], int], ...]  # with the moment it must lie after
    years: frozenset[int]  # school years in which something of the pathway is passed or runs
    credits: int  # of it, in hundredths
    need_years: int
    need_credits: int


def closings(
    situation: Situation,
    taught: Taught,
    settings: AuditSettings,
    names: tuple[str, ...] | None = None,
    planned: frozenset[str] | None = None,
) -> tuple[Closing, ...]:
    """Return until when each pathway can still be completed: those signed up for and added.

    `names` asks for others; `settings` are those of the audits; `planned` are the pathways that the
    plan completes, for a caller that knows.
    """
    file, given = situation.file, given_of(situation)
    ahead = Ahead(_by_course(given), taught, last_begun(given.day))
    wanted = (*file.pathways, *added_pathways(file)) if names is None else names
    found = []
    for name in wanted:
        progress = standing(name, given, settings)
        if planned is None:
            done = not is_short(standing(name, situation, settings).result)
        else:
            done = name in planned
        found.append(closing(name, progress, ahead, settings, planned=done))
    return tuple(found)


def had_to_start(
    name: str, situation: Situation, taught: Taught, settings: AuditSettings
) -> tuple[tuple[Level, LastStart], ...]:
    """Return when missing levels of a closed pathway had to start at the latest, in terms begun.

    As if no term had begun yet: what is earned counts, and what comes before may lie in the past.
    Nothing is returned where even then it could not be completed.
    """
    given = given_of(situation)
    ahead = Ahead(_by_course(given), taught, BEFORE_ALL)
    starts = last_starts(standing(name, given, settings), ahead, settings) or {}
    begun = last_begun(given.day)
    return tuple(
        (level, last)
        for level, lies in starts.items()
        if (last := _last(lies)) is not None and last.moment <= begun
    )


def taught_around(situation: Situation, offers: Offers) -> Taught:
    """Return how courses are taught for the student: by the sections, and where there are none."""
    homes = (situation.home_school(grade) for grade in GRADES)
    home = next((school for school in homes if school), "")
    return taught_for(situation.catalog, offers, situation.file.student, home)


def standing(name: str, situation: Situation, settings: AuditSettings) -> Progress:
    """Return how a student stands in a pathway."""
    file = situation.file
    return audit_pathway(
        name,
        file.student,
        situation.semesters,
        exceptions_for(file.decisions, f"pathway:{name}"),
        situation.catalog,
        settings,
        signed_up=name in file.pathways,
    )


def closing(
    name: str, progress: Progress, ahead: Ahead, settings: AuditSettings, *, planned: bool
) -> Closing:
    """Return until when the pathway can still be completed.

    `progress` is of what is earned and runs; `planned` whether the plan does the rest.
    """
    stage = progress.result.stage or PathwayStage.INTERESTED
    if not is_short(progress.result):
        return Closing(name, None, None, stage, planned=True)
    starts = last_starts(progress, ahead, settings)
    if starts is None:
        return Closing(name, None, None, stage, planned, is_open=False)
    concentrator, capstone = starts.get(Level.CONCENTRATOR), starts.get(Level.CAPSTONE)
    return Closing(name, _last(concentrator), _last(capstone), stage, planned)


def last_starts(
    progress: Progress, ahead: Ahead, settings: AuditSettings
) -> dict[Level, Stretch] | None:
    """Return where missing levels lie when they start as late as can be; None if it is closed.

    Each for itself, over all ways to complete the pathway: alternatives of the steps and of the
    prerequisites. Where only school years or credits are short, the capstone's is that of the last
    course of the pathway that brings them.
    """
    missing = _missing(progress, ahead, settings)
    best: dict[Level, Stretch] = {}
    is_open = False
    for way, codes in islice(_ways(missing, ahead, settings), MOST_WAYS):
        for tried in _over_years(way, codes):
            found = latest(tried, ahead)
            if found is None:
                continue
            more = _span(found, missing, progress, ahead)
            if more is None:
                continue
            is_open = True
            for level, lies in _starts(found, codes, more, missing):
                if level not in best or best[level].starts < lies.starts:
                    best[level] = lies
            if tried is way:  # as late as can be already
                break
    return best if is_open else None


def _missing(progress: Progress, ahead: Ahead, settings: AuditSettings) -> _Missing:
    """Return what is missing, with what is passed too early for what is missing below it."""
    found: list[tuple[Group, tuple[Course, ...], int]] = []
    after = -1
    for group, pairs in progress.way.filled:
        again = bool(found) and settings.strict_order
        if is_filled(group, pairs) and not again:
            if settings.strict_order:
                after = max([after, *(work.semester.moment for work, _ in pairs)])
        else:
            courses = tuple(group_courses(group, ahead.taught.catalog))
            found.append((group, courses, after))
    first = {
        id(semester): semester
        for taken in progress.taken.values()
        for semester, _ in taken.good
        if semester.state is not State.PLANNED
    }
    waived = {r.id for r in progress.result.requirements if not r.need}
    return _Missing(
        tuple(found),
        frozenset(semester.school_year for semester in first.values()),
        sum(semester.credits for semester in first.values()),
        0 if SCHOOL_YEARS in waived else progress.need.years // A_YEAR,
        0 if PATHWAY_CREDITS in waived else progress.need.credits,
    )


def _ways(
    missing: _Missing, ahead: Ahead, settings: AuditSettings
) -> Iterator[tuple[Way, tuple[str, ...]]]:
    """Yield every way to pass what is missing, with the course of each step."""
    for picked in product(*(courses for _, courses, _ in missing.groups)):
        codes = tuple(course.code for course in picked)
        after = {course.code: m for course, (_, _, m) in zip(picked, missing.groups, strict=True)}
        for found in ways(codes, Way(after=after), ahead):
            way = found
            if settings.strict_order:
                for below, above in pairwise(codes):
                    way = in_turn(way, below, above)
            yield way, codes


def _over_years(way: Way, codes: tuple[str, ...]) -> Iterator[Way]:
    """Yield the way, then with its steps in more and more school years."""
    yield way
    steps = tuple(pairwise(codes))
    for many in range(1, len(steps) + 1):
        for apart in combinations(steps, many):
            spread = way
            for below, above in reversed(apart):
                spread = in_turn(spread, below, above, Gap.A_YEAR_BELOW)
            yield spread


def _span(
    found: Mapping[str, Stretch], missing: _Missing, progress: Progress, ahead: Ahead
) -> tuple[Stretch, ...] | None:
    """Return further courses of the pathway that bring the years and credits asked; None if short.

    They are taken from those that need nothing first that is not passed.
    """
    catalog = ahead.taught.catalog
    of_pathway = {step.course_code for step in progress.steps}
    years = missing.years | {s.school_year for c, s in found.items() if c in of_pathway}
    credits = missing.credits + sum(
        catalog.course_by_code[code].credits for code in found if code in of_pathway
    )
    more: list[Stretch] = []
    for code in sorted(of_pathway - found.keys() - progress.taken.keys()):
        if len(years) >= missing.need_years and credits >= missing.need_credits:
            break
        course = catalog.course(code)
        if course is None:
            continue
        free = [w for w in ways((code,), Way(), ahead) if len(w.before) == 1]
        after = min((w.after.get(code, -1) for w in free), default=None)
        lies = [s for s in ahead.stretches(course) if after is not None and s.starts > after]
        fresh = [s for s in lies if s.school_year not in years]
        chosen = (fresh or lies)[:1]
        more += chosen
        years |= {s.school_year for s in chosen}
        credits += course.credits if chosen else 0
    whole = len(years) >= missing.need_years and credits >= missing.need_credits
    return tuple(more) if whole else None


def _starts(
    found: Mapping[str, Stretch],
    codes: Sequence[str],
    more: tuple[Stretch, ...],
    missing: _Missing,
) -> Iterator[tuple[Level, Stretch]]:
    """Yield where each missing level starts; with no level missing, what brings the rest."""
    levels: dict[Level, Stretch] = {}
    for (group, _, _), code in zip(missing.groups, codes, strict=True):
        levels[group.level] = min(levels.get(group.level, found[code]), found[code], key=_start)
    if not levels and more:
        levels[Level.CAPSTONE] = min(more, key=_start)
    yield from levels.items()


def _start(stretch: Stretch) -> int:
    return stretch.starts


def _last(stretch: Stretch | None) -> LastStart | None:
    if stretch is None:
        return None
    return LastStart(stretch.school_year, stretch.grade_level, stretch.term, stretch.starts)


def _by_course(situation: Situation) -> dict[str, list[Semester]]:
    taken: dict[str, list[Semester]] = {}
    for semester in situation.semesters:
        taken.setdefault(semester.recovers or semester.course_code, []).append(semester)
    return taken
