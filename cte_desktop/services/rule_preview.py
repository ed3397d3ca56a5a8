"""Whom a draft of the rules would affect: the real students whose result flips."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cte_desktop.services import crew
from cte_desktop.services.preview_work import BothRules, changes_job
from cte_desktop.services.rules import documents_of, draft_of, rules_of
from cte_desktop.services.standing_work import packed
from cte_desktop.storage import raw_files
from cte_desktop.storage.student_classes import list_classes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from cte_desktop.services.desk import Desk
    from cte_desktop.services.preview_work import Seen

BLOCK = 10  # students looked at between two looks whether the work was cancelled
FEW = 500  # students whom this process looks at alone: others would take longer to start
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
    tell = progress or (lambda _done, _total: None)
    both, keys = _whom(desk, documents)
    counts: Counter[tuple[str, str, str]] = Counter()
    flips: list[Flip] = []
    done = 0
    tell(done, len(keys))
    answers = crew.work_through(
        changes_job,
        both,
        _blocks(desk, keys),
        most=0 if len(keys) <= FEW else None,
        cancelled=cancelled,
    )
    try:
        for block in answers:
            done += len(block)
            for seen in block:
                counts.update(seen[-1])
                flips += _flips(seen)
            tell(done, len(keys))
    finally:
        answers.close()
    flips.sort(key=lambda flip: flip.student_id)
    numbers = tuple(FlipCount(*way, students) for way, students in sorted(counts.items()))
    return Preview(done, tuple(flips), numbers, done == len(keys))


def _whom(desk: Desk, documents: Mapping[str, dict[str, Any]]) -> tuple[BothRules, tuple[int, ...]]:
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
    return both, tuple(key for key, entry in classes if entry in touched)


def _flips(seen: Seen) -> Iterator[Flip]:
    uid, student_id, name, school, grade, changes = seen
    for program, before, after in changes:
        if before and after:
            yield Flip(uid, student_id, name, school, grade, program, before, after)


def _blocks(desk: Desk, keys: tuple[int, ...]) -> Iterator[bytes]:
    for start in range(0, len(keys), BLOCK):
        with desk.database.reading() as tx:
            raw = raw_files.fetch_raw_files(tx, keys[start : start + BLOCK])
        yield packed(raw)
