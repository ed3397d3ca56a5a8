"""The command about how long records are kept: list, destroy, backups, request, answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.cli.opening import desk_of
from cte_desktop.services import retention as service
from cte_desktop.system.errors import WrongCall
from cte_desktop.wording import retention as words
from cte_desktop.wording.errors import told
from cte_desktop.wording.translate import tr, trn

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

    from cte_desktop.cli.output import Output
    from cte_desktop.services.desk import Desk
    from cte_desktop.services.retention import Due, DueLine


def retention(options: argparse.Namespace, output: Output) -> int:
    """List what may be destroyed and what stays, or destroy it for good."""
    do = options.do
    with desk_of(options, writable=do != "list") as desk:
        return _DEEDS[do](desk, options, output)


def _list(desk: Desk, options: argparse.Namespace, output: Output) -> int:
    """Say by class and student what may be destroyed, and what stays and why."""
    due = service.due(desk)
    shown = due.lines if hasattr(options, "all") else due.due
    lines = [
        f"{line.graduation_year}  {line.student_id}  {line.name}  {words.kind_label(line.kind)} "
        f"({line.rows})  {_state(line)}  {line.rule}"
        for line in shown
    ]
    lines.append(words.due_line(due.students, due.rows))
    output.answer(_answer(due, shown), "\n".join(lines))
    return 0


def _destroy(desk: Desk, options: argparse.Namespace, output: Output) -> int:
    """Destroy what may be destroyed, if the number of its students is given."""
    typed = getattr(options, "students", None)
    if typed is None:
        raise WrongCall(
            "number_needed",
            "How many students it is about was not said.",
            kept="Nothing was changed.",
            do='"retention list" says it; give it with --students N.',
        )
    if hasattr(options, "backup_first"):
        output.aside(str(service.back_up_first(desk, options.backup_first)))
    done = service.destroy(desk, service.due(desk), str(typed))
    answer = {
        "students": done.students,
        "rows": done.rows,
        "backup": None if done.new_backup is None else str(done.new_backup),
        "destroyed_backups": [str(path) for path in done.backups],
        "kept_backups": [str(path) for path in done.kept_backups],
        "finished": done.unfinished is None,
    }
    lines = [
        words.destroyed_line(done.students, done.rows),
        *(tr("Destroyed: {file}", file=path) for path in done.backups),
        *(tr("Still there: {file}", file=path) for path in done.kept_backups),
        words.copies_elsewhere(),
    ]
    if done.unfinished is not None:
        output.aside(told(done.unfinished).whole)
    output.answer(answer, "\n".join(lines))
    return 0 if done.unfinished is None else 3


def _backups(desk: Desk, _options: argparse.Namespace, output: Output) -> int:
    """Destroy the older backups of a disk that was not plugged in."""
    gone = service.destroy_older_backups(desk)
    text = trn("{count} backup was destroyed.", "{count} backups were destroyed.", len(gone))
    output.answer({"destroyed_backups": [str(path) for path in gone]}, text)
    return 0


def _request(desk: Desk, options: argparse.Namespace, output: Output) -> int:
    """Note that a family asked to inspect the records, or has seen them."""
    student = getattr(options, "student", None)
    if student is None:
        raise WrongCall("student_needed", "Whose records it is about was not said.")
    is_open = options.do == "request"
    changed = service.note_request(desk, student, is_open=is_open)
    text = (
        tr("Nothing about {student} is destroyed until it is answered.", student=student)
        if is_open
        else tr("The request about {student} is answered.", student=student)
    )
    output.answer({"student_id": student, "open": is_open, "changed": changed}, text)
    return 0


def _answer(due: Due, shown: tuple[DueLine, ...]) -> dict[str, object]:
    return {
        "day": due.day.isoformat(),
        "students": due.students,
        "rows": due.rows,
        "records": [
            {
                "student_id": line.student_id,
                "name": line.name,
                "graduation_year": line.graduation_year,
                "kind": line.kind,
                "class": line.record_class,
                "rule": line.rule,
                "rows": line.rows,
                "since": None if line.since is None else line.since.isoformat(),
                "due": line.is_due,
                "request_open_since": line.requested and line.requested.isoformat(),
            }
            for line in shown
        ],
    }


def _state(line: DueLine) -> str:
    return words.state_label(line.since, line.requested, is_due=line.is_due)


_DEEDS: dict[str, Callable[[Desk, argparse.Namespace, Output], int]] = {
    "list": _list,
    "destroy": _destroy,
    "backups": _backups,
    "request": _request,
    "answer": _request,
}
