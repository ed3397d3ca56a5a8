"""Filling the plans of a selection: worked out on two processes, kept as one step.

Everything is worked out before anything is written. Students are answered in a fixed order (the
higher grade first, then by student id) and seats are handed out in that order: who finds a section
full is filled again with what is left. The same selection always gets the same plans.
"""

from __future__ import annotations

from concurrent.futures import CancelledError
from typing import TYPE_CHECKING

from cte_desktop.domain.filling.answer import Filled, Proof
from cte_desktop.services import crew
from cte_desktop.services.filling.gathering import timetable_of_schools
from cte_desktop.services.filling.keeping import FILL_MANY
from cte_desktop.services.filling.many.answers import ManyFills, Outcome, StudentFill
from cte_desktop.services.filling.many.keeping import KeptMany, ToKeep, keep_plans
from cte_desktop.services.filling.many.ledger import SeatLedger
from cte_desktop.services.filling.many.people import read_people, select
from cte_desktop.services.filling.many.work import Answer, Ground, answer_for, fill_job
from cte_desktop.wording.filling.told import Told
from cte_desktop.wording.translate import current_language, noop, tr

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence

    from cte_desktop.services.desk import Desk
    from cte_desktop.services.filling.many.person import Person
    from cte_desktop.services.filling.timetable import Timetable

__all__ = ("ManyFills", "Outcome", "StudentFill", "fill_many", "keep_many", "select")

BLOCK = 4  # students at once: small, so that progress is told often
FEW = 6
"""Students whom this process fills alone: others would take longer to start."""

_NO_ANSWER = Filled(None, Proof.STOPPED)
_NO_SEAT = noop("A section of the plan that was found has no seat left.")


def fill_many(
    desk: Desk,
    uids: Sequence[str],
    *,
    pathway: str = "",
    best: bool = True,
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> ManyFills:
    """Return what each of those students would get, in their turn; nothing is written.

    `pathway` is asked of everybody in place of their own; not `best`, the first valid plan will do.
    `progress` is told (done, of how many). When `cancelled` says so it ends within 200 ms with what
    is done until then, so that a person may keep that or nothing.
    """
    try:
        people = read_people(desk, uids, cancelled)
    except CancelledError:
        return ManyFills((), len(uids), cancelled=True)
    run = _Run(desk, people, pathway, best, progress, cancelled)
    while run.waiting and not run.stopped:
        run.work()
    return run.answer()


def keep_many(
    desk: Desk,
    fills: ManyFills,
    *,
    only: Collection[str] | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> KeptMany:
    """Store the filled plans as one step: of the uids in `only`, else all but signed ones.

    A plan that was changed since it was looked at, and one that names a section that is gone or
    has no seat by now, is kept apart with the reason.
    """
    differing = (*fills.of(Outcome.FILLED), *fills.of(Outcome.SIGNED))
    asked = {one.uid for one in fills.of(Outcome.FILLED)} if only is None else set(only)
    wanted = [
        ToKeep(one.file, one.before, one.after)
        for one in sorted(differing, key=lambda one: one.turn)
        if one.uid in asked and one.after is not None
    ]
    return keep_plans(desk, wanted, FILL_MANY, {}, progress) if wanted else KeptMany()


class _Run:
    """One filling of a selection: rounds until everybody has an answer and the seats for it."""

    def __init__(
        self,
        desk: Desk,
        people: tuple[Person, ...],
        pathway: str,
        best: bool,  # noqa: FBT001 - told by name above
        progress: Callable[[int, int], None] | None,
        cancelled: Callable[[], bool] | None,
    ) -> None:
        self.waiting = people
        self.stopped = False
        self._people = people
        self._desk = desk
        self._asked = (pathway, best)
        self._progress = progress or (lambda _done, _total: None)
        self._cancelled = cancelled or (lambda: False)
        schools = {person.file.student.school for person in people}
        self._ledger = SeatLedger(timetable_of_schools(desk, schools), desk.catalog(), desk.today())
        self._done: dict[str, StudentFill] = {}
        self._told = 0

    def work(self) -> None:
        """Fill everybody who waits, then hand out seats; who finds none waits for the next round.

        A round in which nobody gets theirs is the last one: another would end as it did.
        """
        answers: dict[str, Answer] = {}
        for answer in self._answers(self._ledger.timetable):
            answers[answer[0]] = answer
            self._tell(len(self._done) + len(answers))
        self.stopped = self._cancelled()
        left = []
        for person in self.waiting:
            answer_of = answers.get(person.uid)
            if answer_of is None:
                continue  # nobody waited for it any more
            filled = _filled(answer_of)
            if filled.plan is None or self._ledger.take(person, filled.plan):
                self._done[person.uid] = _student_fill(person, filled, answer_of)
            else:
                left.append(person)
        if len(left) == len(self.waiting):
            for person in left:
                self._done[person.uid] = StudentFill(
                    person.file, person.plan, _NO_ANSWER, Told(), tr(_NO_SEAT)
                )
            left = []
        self.waiting = tuple(left)

    def answer(self) -> ManyFills:
        """Return what came of it, in the students' turn."""
        done = tuple(self._done[p.uid] for p in self._people if p.uid in self._done)
        return ManyFills(done, len(self._people), len(done) < len(self._people))

    def _answers(self, timetable: Timetable) -> Iterator[Answer]:
        district = self._desk.district()
        pathway, best = self._asked
        ground = Ground(
            district.catalog,
            district.rules,
            district.planning,
            district.auditing,
            self._desk.today(),
            timetable,
            current_language(),
            pathway,
            best,
        )
        if len(self.waiting) <= FEW:
            yield from _alone(ground, self.waiting, self._cancelled)
            return
        answers = crew.work_through(
            fill_job, ground, _blocks(self.waiting), cancelled=self._cancelled
        )
        for block in answers:
            yield from block

    def _tell(self, done: int) -> None:
        """Tell how many are answered; who is filled again has been counted already."""
        self._told = max(self._told, done)
        self._progress(self._told, len(self._people))


def _alone(
    ground: Ground, people: Sequence[Person], cancelled: Callable[[], bool]
) -> Iterator[Answer]:
    for person in people:
        try:
            if cancelled():
                return
            yield answer_for(ground, person, cancelled)
        except CancelledError:
            return


def _blocks(people: Sequence[Person]) -> Iterator[tuple[Person, ...]]:
    for start in range(0, len(people), BLOCK):
        yield tuple(people[start : start + BLOCK])


def _filled(answer: Answer) -> Filled:
    return answer[1] or _NO_ANSWER  # a fault of the program proves nothing


def _student_fill(person: Person, filled: Filled, answer: Answer) -> StudentFill:
    _, _, told, fault = answer
    why = tr("The program made a mistake with this student ({fault}).", fault=fault)
    return StudentFill(person.file, person.plan, filled, told, why if fault else "")
