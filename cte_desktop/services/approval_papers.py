"""The paper of a dated copy: the plan as it was when something was agreed on it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cte_desktop.domain.planning.approval import Standing
from cte_desktop.reports import registry
from cte_desktop.services.as_of import desk_after, on_the_table
from cte_desktop.services.cases import open_case_of
from cte_desktop.services.printing import plan_sheet
from cte_desktop.storage import approvals as store
from cte_desktop.storage import students as student_store
from cte_desktop.storage.as_of import days
from cte_desktop.system.errors import KnownError, WrongCall

if TYPE_CHECKING:
    from datetime import date

    from cte_desktop.domain.planning.approval import Approval
    from cte_desktop.services.cases import Case
    from cte_desktop.services.desk import Desk


_NOT_KNOWN = "not_known"


def copy_pdf(desk: Desk, case: Case, copy: Approval) -> bytes:
    """Return the plan as it was then, which the paper says, in the language in force.

    Record, findings, rules and notes are those of then too: nobody signed what came later. That is
    the end of the day of which the copy speaks, or the moment at which it was noted if that was
    earlier or nothing is known of the day; the paper names the day. Only where too much was
    destroyed since is the record the present one, and the paper says so.
    """
    for step, day in _moments(desk, copy):
        made = _made_after(desk, case.file.student.uid, copy, (step, day))
        if made is not None:
            return made
    return _drawn(desk, case, copy)


def _moments(desk: Desk, copy: Approval) -> list[tuple[int, date]]:
    """Return after which step of the history to look, with its day: the best one first."""
    with desk.database.reading() as tx:
        noted = store.step_of(tx, copy.uid)
        if noted is None:
            return []
        step, at = noted
        try:
            closing = days.step_closing(tx, min(copy.on, desk.today()), desk.today())
        except WrongCall:  # a day before the database was made
            closing = 0
    moments = [(step, min(days.local_day(at), desk.today()))]
    if closing:
        moments.insert(0, (min(step, closing), min(copy.on, desk.today())))
    return moments


def _made_after(desk: Desk, uid: str, copy: Approval, moment: tuple[int, date]) -> bytes | None:
    """Return the paper with what was known after a step; None if that can't be told any more."""
    try:
        with desk_after(desk, *moment) as then:
            with then.database.reading() as tx:
                known = student_store.student_ids(tx, (uid,))
            if not known:
                return None
            case = replace(open_case_of(then, uid), seen_on=desk.today())
            return _drawn(then, case, copy)
    except KnownError as refused:
        if refused.code != _NOT_KNOWN:
            raise
        return None


def _drawn(desk: Desk, case: Case, copy: Approval) -> bytes:
    """Return the paper of the copy with the record of a case of this desk."""
    sheet = plan_sheet(on_the_table(desk, case, copy.plan))
    notes = tuple(note for note in sheet.notes if note.on <= copy.on)
    standing = Standing(copy.state, copy)
    sheet = replace(sheet, standing=standing, is_copy=True, notes=notes)
    return registry.build_plan((sheet,), case.district.catalog)
