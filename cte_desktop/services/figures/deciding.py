"""The completions of every year: kept ones, and anew in memory whatever isn't current.

The decision is that of `awards/finding.py`: by the audit of the pathways that a student is signed
up for, has had added or has completed without either. So a database that is only read gives the
figures that it would give after its standings were worked out.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cte_desktop.domain.audit.parts import Part
from cte_desktop.domain.audit.result import PathwayStage
from cte_desktop.domain.audit.standing import standing_of
from cte_desktop.domain.catalog.course import Level
from cte_desktop.services.awards.finding import decide_reached
from cte_desktop.services.standings import present_basis
from cte_desktop.storage import figures as store
from cte_desktop.storage.certificates.candidates import stale_students
from cte_desktop.storage.figures import KeptCompletion
from cte_desktop.storage.pathway_files import pathway_files

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from cte_desktop.domain.completion.finding import Decided
    from cte_desktop.services.desk import Desk, District
    from cte_desktop.storage.transaction import Transaction

_PASSED = frozenset({PathwayStage.CONCENTRATOR_COURSE_PASSED, PathwayStage.COMPLETER})


@dataclass(frozen=True, slots=True)
class Reached:
    """Every completion; `stale` students have standings that are not current.

    With `decided` all are current or were decided anew, but for the `undecided`: about them the
    decision failed, so that nothing of theirs counts. Without, everyone counts as kept.
    """

    completions: tuple[KeptCompletion, ...]
    stale: int
    decided: bool
    undecided: int = 0


@dataclass(frozen=True, slots=True)
class CoursesPassed:
    """Who passed the concentrator course of which pathway, as (pathway, uid).

    `undecided` are as in `Reached`.
    """

    passed: tuple[tuple[str, str], ...]
    undecided: int = 0


def completions_reached(tx: Transaction, desk: Desk, *, exact: bool) -> Reached:
    """Return every completion; `exact` decides anew whose standings are not current."""
    day = desk.today()
    stale = stale_students(tx, present_basis(tx, day), Part.PATHWAYS)
    kept = store.kept_completions(tx)
    if not exact or not stale:
        return Reached(tuple(kept), len(stale), decided=exact or not stale)
    found = [one for one in kept if one.student not in stale]
    undecided = 0
    for key, decided in _decided_now(tx, desk.district(), stale, day, Level.CAPSTONE):
        undecided += decided is None
        done = (one for one in decided or () if one.decision.completed)
        found += [_kept(key, one) for one in done if one.decision.completed_in]
    return Reached(tuple(found), len(stale), decided=True, undecided=undecided)


def concentrator_courses(tx: Transaction, desk: Desk, *, exact: bool) -> CoursesPassed:
    """Return who passed which concentrator course; `exact` as in `completions_reached`."""
    day = desk.today()
    kept = store.concentrator_courses_passed(tx)
    stale = stale_students(tx, present_basis(tx, day), Part.PATHWAYS) if exact else frozenset()
    found = [(pathway, uid) for student, pathway, uid in kept if student not in stale]
    undecided = 0
    for _, decided in _decided_now(tx, desk.district(), stale, day, Level.CONCENTRATOR):
        undecided += decided is None
        passed = (one for one in decided or () if standing_of(one.program).stage in _PASSED)
        found += [(one.decision.pathway, one.file.student.uid) for one in passed]
    return CoursesPassed(tuple(found), undecided)


def capstones(district: District) -> frozenset[str]:
    """Return the codes of all capstone courses, of every class."""
    return _courses(district, Level.CAPSTONE)


def _courses(district: District, level: Level) -> frozenset[str]:
    steps = district.catalog.steps
    return frozenset(step.course_code for step in steps if step.level is level)


def _decided_now(
    tx: Transaction, district: District, stale: frozenset[int], day: date, level: Level
) -> Iterator[tuple[int, tuple[Decided, ...] | None]]:
    """Yield the decisions about those who may have passed a level; None where they failed."""
    looked = store.may_have_passed(tx, stale, _courses(district, level), level.value)
    for key, file in pathway_files(tx, looked, district.catalog, experiences=False):
        try:
            decided = decide_reached(file, district, day)
        except Exception:  # noqa: BLE001 - one student's fault holds up nobody else
            yield key, None
        else:
            yield key, decided


def _kept(key: int, one: Decided) -> KeptCompletion:
    return KeptCompletion(key, one.decision.pathway, one.decision.completed_in or 0)
