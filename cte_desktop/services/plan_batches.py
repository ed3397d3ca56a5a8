"""The plans of many students as one paper: drawn with progress, kept or printed, and logged."""

from __future__ import annotations

from bisect import bisect_left
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from cte_desktop.reports import registry
from cte_desktop.services.cases import open_cases
from cte_desktop.services.handing_over import hand_over_one
from cte_desktop.services.people.rights import require_disclosure
from cte_desktop.services.printing import plan_sheet
from cte_desktop.storage.disclosures import record_disclosure
from cte_desktop.storage.students import load_student, student_uids
from cte_desktop.system.errors import KnownError
from cte_desktop.wording.translate import noop

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from cte_desktop.domain.audit.plan_sheet import PlanSheet
    from cte_desktop.services.cases import Case
    from cte_desktop.services.desk import Desk
    from cte_desktop.services.printing import Disclosure

LETTERS_MISSING = "letters_missing"
_BLOCK = 25  # students whose files are read at once


@dataclass(frozen=True, slots=True)
class PlanBatch:
    """The paper, whose plans it holds in this order, and the last page (from 1) of each."""

    content: bytes
    uids: tuple[str, ...]
    ends: tuple[int, ...]

    def on_pages(self, pages: Iterable[int]) -> tuple[str, ...]:
        """Return whose plans stand on these pages."""
        places = {bisect_left(self.ends, page) for page in pages}
        return tuple(self.uids[place] for place in sorted(places) if place < len(self.uids))


def draw_plans(
    desk: Desk, uids: Iterable[str], progress: Callable[[int, int], None] | None = None
) -> PlanBatch:
    """Draw the plans of these students in this order; whoever is gone by now is passed over.

    `progress` is told (done, of how many) and may raise to give up. A `KnownError` when a student
    is not theirs to print who sits at the desk, or nobody is left.
    """
    wanted = tuple(dict.fromkeys(uids))
    require_disclosure(desk, wanted)
    told = None if progress is None else _told(progress, len(wanted))
    drawn: list[str] = []
    ends: list[int] = []
    cases = cases_in_order(desk, wanted)
    first = next(cases, None)
    if first is None:
        raise KnownError(
            "nobody_there",
            noop("None of these students is in the database any more."),
            kept=noop("Nothing was printed."),
        )

    def sheets() -> Iterator[PlanSheet]:
        for case in chain((first,), cases):
            drawn.append(case.file.student.uid)
            yield plan_sheet(case)

    with naming_whose(desk, drawn):
        content = registry.build_plan(sheets(), first.district.catalog, told, ends)
    return PlanBatch(content, tuple(drawn), tuple(ends))


def keep_plans(desk: Desk, batch: PlanBatch, path: Path, disclosed: Disclosure) -> None:
    """Write the paper safely and log whom it is about; no file without its entry."""
    hand_over_one(
        desk,
        path,
        batch.content,
        lambda tx: record_disclosure(
            tx,
            registry.PLAN.name,
            batch.uids,
            recipient=disclosed.recipient,
            purpose=disclosed.purpose,
        ),
    )


def log_plans(desk: Desk, batch: PlanBatch, disclosed: Disclosure, pages: tuple[int, ...]) -> None:
    """Log whose plans went to a printer on these pages."""
    with desk.database.writing() as tx:
        record_disclosure(
            tx,
            registry.PLAN.name,
            batch.on_pages(pages),
            recipient=disclosed.recipient,
            purpose=disclosed.purpose,
        )


def cases_in_order(desk: Desk, uids: tuple[str, ...]) -> Iterator[Case]:
    """Yield the cases of students in the order of their uids, a block at a time."""
    with desk.database.reading() as tx:
        ids = {uid: student_id for student_id, uid in student_uids(tx).items()}
    there = [uid for uid in uids if uid in ids]
    for start in range(0, len(there), _BLOCK):
        block = there[start : start + _BLOCK]
        cases = open_cases(desk, tuple(ids[uid] for uid in block))
        by_uid = {case.file.student.uid: case for case in cases}
        yield from (by_uid[uid] for uid in block)


@contextmanager
def naming_whose(desk: Desk, drawn: Sequence[str]) -> Iterator[None]:
    """Say whose paper it is when one of many can't be drawn; the last of `drawn` is that student.

    A text that no paper shows may be anybody's: it has to be found to be mended.
    """
    try:
        yield
    except KnownError as error:
        if error.code != LETTERS_MISSING or not drawn:
            raise
        with desk.database.reading() as tx:
            whose = load_student(tx, drawn[-1]).list_name
        raise KnownError(
            error.code,
            error.text_template,
            kept=noop("It stands on the paper of {student}. Nothing was printed."),
            do=error.do_template,
            **error.values,
            student=whose,
        ) from None


def _told(progress: Callable[[int, int], None], total: int) -> Callable[[int], None]:
    return lambda done: progress(done, total)
