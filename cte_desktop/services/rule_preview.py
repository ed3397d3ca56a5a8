"""Whom a draft of the rules would affect: the real students whose result flips."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cte_desktop.services.cases import open_cases
from cte_desktop.services.preview_work import BothRules, changes_of
from cte_desktop.services.rules import documents_of, draft_of, rules_of
from cte_desktop.storage.student_classes import list_classes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from cte_desktop.services.cases import Case
    from cte_desktop.services.desk import Desk

_ORDER = ("met", "on_track", "at_risk", "not_met")  # the best first
BETTER, WORSE, NEW, GONE = "better", "worse", "new", "gone"


@dataclass(frozen=True, slots=True)
class Flip:
    """A student whose result in a program would change."""

    uid: str
    student_id: str
    name: str
    school: str
    grade: int
    program: str
    before: str  # met, on_track, at_risk, not_met
    after: str


@dataclass(frozen=True, slots=True)
class FlipCount:
    """How many students go one way in a program.

    `before` is "" for a program that they don't have yet, `after` is "" for one that they lose.
    """

    program: str
    before: str
    after: str
    students: int

    @property
    def direction(self) -> str:
        """Return "better", "worse", or "new" and "gone" for programs that come and go."""
        if not self.before:
            return NEW
        if not self.after:
            return GONE
        return BETTER if _ORDER.index(self.after) < _ORDER.index(self.before) else WORSE


@dataclass(frozen=True, slots=True)
class Preview:
    """What a draft would change: `looked_at` are the students of the classes that it touches.

    `flips` are in order of student_id. Students of a program that is new, or gone, are counted
    alone. `is_whole` is False when it was cancelled.
    """

    looked_at: int
    flips: tuple[Flip, ...]
    counts: tuple[FlipCount, ...]
    is_whole: bool = True


def preview(
    desk: Desk,
    documents: Mapping[str, dict[str, Any]],
    *,
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Preview:
    """Return whose results would flip if the draft came into force; nothing is changed.

    `progress` is told (done, of how many) students and may raise to give up; when `cancelled` says
    so, what was found until then is returned.
    """
    tell, stop = progress or (lambda _done, _total: None), cancelled or (lambda: False)
    both, ids = _whom(desk, documents)
    counts: Counter[tuple[str, str, str]] = Counter()
    flips: list[Flip] = []
    done = 0
    tell(done, len(ids))
    for found in _worked(desk, both, ids, stop):
        done += 1
        for flip in found:
            counts[flip.program, flip.before, flip.after] += 1
            if flip.before and flip.after:
                flips.append(flip)
        tell(done, len(ids))
    flips.sort(key=lambda flip: flip.student_id)
    numbers = tuple(FlipCount(*way, students) for way, students in sorted(counts.items()))
    return Preview(done, tuple(flips), numbers, done == len(ids))


def _whom(desk: Desk, documents: Mapping[str, dict[str, Any]]) -> tuple[BothRules, tuple[str, ...]]:
    """Return the rules before and after, and the students of classes that the draft touches."""
    district = desk.district()
    with desk.database.reading() as tx:
        in_force = documents_of(tx)
        classes = list_classes(tx)
    draft = draft_of(documents, in_force)
    both = BothRules(
        district.catalog, rules_of(in_force), draft.rules, district.auditing, desk.today()
    )
    touched = {c for c in {entry for _, entry in classes} if both.touched(c)}
    return both, tuple(student_id for student_id, entry in classes if entry in touched)


def _worked(
    desk: Desk, both: BothRules, ids: tuple[str, ...], stop: Callable[[], bool]
) -> Iterator[tuple[Flip, ...]]:
    """Yield what changes for each student; ends early when it is to stop."""
    if not ids:
        return
    for case in open_cases(desk, ids):
        if stop():
            return
        yield tuple(_flips(case, changes_of(case.file, case.plan, both)))


def _flips(case: Case, changes: Iterable[tuple[str, str, str]]) -> Iterator[Flip]:
    student = case.file.student
    for change in changes:
        yield Flip(
            student.uid,
            student.student_id,
            student.list_name,
            student.school,
            student.grade_level,
            *change,
        )
