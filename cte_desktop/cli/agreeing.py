"""The commands about what is agreed on plans: approvals, lock, unlock, edit-windows."""

from __future__ import annotations

from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from cte_desktop.cli.opening import desk_of
from cte_desktop.cli.progress import watched
from cte_desktop.services.agreeing_many import Locking, lock_many
from cte_desktop.services.approvals import list_approvals
from cte_desktop.services.edit_windows import EditWindow, list_windows, set_windows
from cte_desktop.services.filling.many.people import uids_of
from cte_desktop.services.plan_locks import WhichCourses
from cte_desktop.services.students import uids_of_filter
from cte_desktop.system.errors import WrongCall
from cte_desktop.wording.approvals import approval_title, names_line
from cte_desktop.wording.labels import date_label, grade_label
from cte_desktop.wording.translate import noop, tr, trn

if TYPE_CHECKING:
    import argparse

    from cte_desktop.cli.output import Output
    from cte_desktop.domain.planning.approval import Approval
    from cte_desktop.services.desk import Desk

_ALWAYS = "-"


def approvals(options: argparse.Namespace, output: Output) -> int:
    """List what was agreed on plans, by student id, the newest first of each."""
    wanted = tuple(options.student) if hasattr(options, "student") else None
    with desk_of(options, writable=False) as desk:
        found = list_approvals(desk, wanted)
    for student_id, said in found:
        for one in said:
            output.answer(_object(student_id, one), _line(student_id, one))
    if not any(said for _, said in found) and not output.as_json:
        output.aside(tr("Nothing was agreed on these plans yet."))
    return 0


def lock(options: argparse.Namespace, output: Output) -> int:
    """Lock plans, or courses in them."""
    return _lock(options, output, locked=True)


def unlock(options: argparse.Namespace, output: Output) -> int:
    """Unlock plans, or courses in them."""
    return _lock(options, output, locked=False)


def edit_windows(options: argparse.Namespace, output: Output) -> int:
    """List, set or clear when the courses of a grade may be changed."""
    with desk_of(options, writable=options.do != "list") as desk:
        if options.do != "list":
            grade = getattr(options, "grade", None)
            if grade is None:
                raise WrongCall("wrong_call", noop("Name the grade: 7 to 12."))
            others = [one for one in list_windows(desk) if one.grade_level != grade]
            set_windows(desk, [*others, *_asked(options, grade)])
        windows = list_windows(desk)
    rows = [
        {"grade_level": one.grade_level, "opens": _iso(one.opens), "closes": _iso(one.closes)}
        for one in windows
    ]
    text = "\n".join(map(_window_line, windows))
    output.answer({"windows": rows}, text or tr("Every grade may be changed at any time."))
    return 0


def _lock(options: argparse.Namespace, output: Output, *, locked: bool) -> int:
    grade, course = getattr(options, "grade", None), getattr(options, "course", "")
    courses = WhichCourses(grade, course, locked) if grade is not None or course else None
    locking = Locking(locked, getattr(options, "reason", ""), courses)
    with desk_of(options, writable=True) as desk:
        uids = _whom(desk, options)
        with watched(tr("{done} of {total} students")) as progress:
            done = lock_many(desk, uids, locking, progress=progress)
    apart = [{"student_id": one.student_id, "text": one.text} for one in done.kept_apart]
    for one in done.kept_apart:
        output.aside(f"{one.student_id}: {one.text}")
    text = trn("{count} plan was changed.", "{count} plans were changed.", done.plans)
    output.answer({"plans": done.plans, "step": done.step, "kept_apart": apart}, text)
    return 1 if apart else 0


def _whom(desk: Desk, options: argparse.Namespace) -> tuple[str, ...]:
    if hasattr(options, "filter"):
        able = frozenset(uids_of(desk, None))
        return tuple(uid for uid in uids_of_filter(desk, options.filter) if uid in able)
    return tuple(uids_of(desk, tuple(options.student) if hasattr(options, "student") else None))


def _asked(options: argparse.Namespace, grade: int) -> tuple[EditWindow, ...]:
    if options.do == "clear":
        return ()
    opens, closes = getattr(options, "opens", None), getattr(options, "closes", None)
    if opens is None or closes is None:
        raise WrongCall(
            "wrong_call",
            noop("Name the days on which the window opens and closes."),
            do=noop("Write days as 2027-01-11, or - for none."),
        )
    return (EditWindow(grade, _day(opens), _day(closes)),)


def _day(text: str) -> date | None:
    if text == _ALWAYS:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise WrongCall(
            "wrong_call",
            noop('"{given}" is not a day.'),
            do=noop("Write days as 2027-01-11, or - for none."),
            given=text,
        ) from error


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _window_line(one: EditWindow) -> str:
    grade = tr("{grade} grade", grade=grade_label(one.grade_level))
    opens = tr("from {day}", day=date_label(one.opens)) if one.opens else ""
    closes = tr("through {day}", day=date_label(one.closes)) if one.closes else ""
    return f"{grade}: {' '.join(part for part in (opens, closes) if part)}"


def _object(student_id: str, one: Approval) -> dict[str, Any]:
    return {
        "student_id": student_id,
        "plan": one.plan_name,
        "state": one.state.value,
        "on": one.on.isoformat(),
        "means": one.means,
        **{f"{who}_name": name for who, name in one.names.items()},
        "remark": one.remark,
        "drawn": sorted(one.signatures),
    }


def _line(student_id: str, one: Approval) -> str:
    parts = (student_id, approval_title(one), one.plan_name, names_line(one), one.remark)
    return "  ".join(part for part in parts if part)


COMMANDS = MappingProxyType(
    {"approvals": approvals, "lock": lock, "unlock": unlock, "edit-windows": edit_windows}
)
