"""The history as a person looks through it: page by page, narrowed, with whom steps were about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cte_desktop.domain.students.student import folded
from cte_desktop.services.history import HistoryLine, line_of
from cte_desktop.services.unknown import unknown_student
from cte_desktop.storage import step_pages, student_history
from cte_desktop.storage.history import list_steps
from cte_desktop.storage.step_pages import CATEGORIES
from cte_desktop.storage.students import find_student
from cte_desktop.wording.history.whom import whom_words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cte_desktop.services.desk import Desk
    from cte_desktop.storage.history import Step
    from cte_desktop.storage.transaction import Transaction

__all__ = ("CATEGORIES", "HistoryNarrowing", "HistoryPage", "PagedLine", "history_actors",
           "history_page", "student_page")  # fmt: skip

PAGE = 200
"""Steps of a page."""
_READ_AT_ONCE = 1_000
_LOOKED_AT = 10_000  # steps that are looked through for one page; the next call goes on from there


@dataclass(frozen=True, slots=True)
class HistoryNarrowing:
    """What is looked for: words, a category of `CATEGORIES`, who did it; "" for any."""

    words: str = ""
    category: str = ""
    actor: str = ""


@dataclass(frozen=True, slots=True)
class PagedLine:
    """A step with whom it was about: a name on the screen, or how many; "" for nobody."""

    line: HistoryLine
    whom: str
    students: int
    student_uid: str
    undoes: int | None
    undone_by: int | None


@dataclass(frozen=True, slots=True)
class HistoryPage:
    """Some steps, newest first; `further`: before which number to read on, None at the end."""

    lines: tuple[PagedLine, ...]
    further: int | None


def history_page(
    desk: Desk, narrowing: HistoryNarrowing | None = None, before: int | None = None
) -> HistoryPage:
    """Return the newest steps before a number that meet a narrowing.

    Words match what was done, who did it, and the names and ids of students. A page may be short,
    even empty, while there is more: `further` says where to read on.
    """
    wanted = narrowing or HistoryNarrowing()
    words = folded(wanted.words).split()
    narrow = step_pages.Wanted(wanted.category, wanted.actor)
    with desk.database.reading() as tx:
        named = step_pages.steps_about_named(tx, words)
        found: list[Step] = []
        last, looked = before, 0
        while len(found) < PAGE and looked < _LOOKED_AT:
            most = _READ_AT_ONCE if words else PAGE
            steps = step_pages.steps_before(tx, narrow, last, most)
            for step in steps:
                last = step.number
                if not words or step.number in named or _has(desk, step, words):
                    found.append(step)
                    if len(found) == PAGE:
                        break
            looked += len(steps)
            if len(steps) < most and len(found) < PAGE:
                return HistoryPage(_lines(desk, tx, found), None)
        return HistoryPage(_lines(desk, tx, found), last)


def student_page(desk: Desk, student_id: str, limit: int | None = None) -> tuple[PagedLine, ...]:
    """Return the steps about one student, newest first; a wrong call for an unknown id."""
    with desk.database.reading() as tx:
        student = find_student(tx, student_id)
        if student is None:
            raise unknown_student(student_id)
        return _lines(desk, tx, student_history.list_student_steps(tx, student.uid, limit))


def history_actors(desk: Desk) -> tuple[str, ...]:
    """Return everyone who ever did a step."""
    with desk.database.reading() as tx:
        return step_pages.actors(tx)


def latest_step(desk: Desk) -> int:
    """Return the number of the newest step, 0 before there is one."""
    with desk.database.reading() as tx:
        newest = list_steps(tx, limit=1)
    return newest[0].number if newest else 0


def _has(desk: Desk, step: Step, words: Iterable[str]) -> bool:
    line = line_of(desk, step)
    text = folded(f"{line.number} {line.text} {line.actor}")
    return all(word in text for word in words)


def _lines(desk: Desk, tx: Transaction, steps: Iterable[Step]) -> tuple[PagedLine, ...]:
    shown = tuple(steps)
    about = step_pages.whom(tx, [step.number for step in shown])
    found = []
    for step in shown:
        one = about.get(step.number, step_pages.About(0))
        words = whom_words(one.students, one.name)
        found.append(
            PagedLine(
                line_of(desk, step), words, one.students, one.uid, step.undoes, step.undone_by
            )
        )
    return tuple(found)
