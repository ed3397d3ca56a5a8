"""The commands about what was done: history, undo, and the log of disclosures."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from cte_desktop.cli.opening import desk_of
from cte_desktop.services import history
from cte_desktop.services.cases import open_case
from cte_desktop.services.disclosures import list_disclosures
from cte_desktop.services.history_details import step_told
from cte_desktop.wording.history.told import sentence_of
from cte_desktop.wording.steps import undo_text
from cte_desktop.wording.taking_back import for_good_text, undone_text
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from cte_desktop.cli.output import Output
    from cte_desktop.services.desk import Desk
    from cte_desktop.services.history import HistoryLine
    from cte_desktop.services.history_details import StepTold


def show_history(options: argparse.Namespace, output: Output) -> int:
    """List the steps, newest first, of everything, of one student, or one step in full."""
    number, student = getattr(options, "step", None), getattr(options, "student", None)
    with desk_of(options, writable=False) as desk:
        uid = _uid(desk, student)
        told: dict[int, StepTold] = {}
        if number is not None:
            told[number] = step_told(desk, number, uid or "")
            lines: tuple[HistoryLine, ...] = (told[number].line,)
        else:
            lines = history.list_history(desk, student)
            if getattr(options, "changes", False):
                told = {line.number: step_told(desk, line.number, uid or "") for line in lines}
    steps = [_step(line, told.get(line.number)) for line in lines]
    rows = [row for line in lines for row in _rows(line, told.get(line.number))]
    output.answer({"steps": steps}, "\n".join(rows) or tr("Nothing was done yet."))
    return 0


def _step(line: HistoryLine, told: StepTold | None) -> dict[str, Any]:
    step: dict[str, Any] = {
        "step": line.number,
        "at": line.at.isoformat(),
        "actor": line.actor,
        "kind": line.kind,
        "text": line.text,
        "undone": line.undone,
    }
    if told is not None:
        step["students"] = told.student_count
        step["changes"] = [
            {
                "kind": one.kind,
                "which": one.which,
                "deed": one.deed.value,
                "fields": [
                    {"field": field.title, "before": field.before, "after": field.after}
                    for field in one.fields
                ],
            }
            for one in told.told
        ]
        step["further_changes"] = told.more
    return step


def _rows(line: HistoryLine, told: StepTold | None) -> Iterator[str]:
    yield (
        f"{line.number:>6}  {line.at.astimezone():%Y-%m-%d %H:%M}  {line.actor:<16}  {line.text}"
        + (f"  ({tr('undone')})" if line.undone else "")
    )
    for one in told.told if told is not None else ():
        yield f"        {sentence_of(one)}"
        for field in one.fields:
            yield f"            {field.title}: {field.before} -> {field.after}"


def undo(options: argparse.Namespace, output: Output) -> int:
    """Take back the last step, or the one named."""
    with desk_of(options, writable=True) as desk:
        done = history.undo(desk, getattr(options, "step", None))
    before = done.before
    if before.for_good is not None and not hasattr(options, "step"):
        output.aside(for_good_text(before.for_good, before.serial))
    if before.printed:
        output.aside(undone_text(done.text, before.printed, done_again=done.done_again))
    answer = {
        "undone": done.taken_back,
        "step": done.changes.step,
        "text": done.text,
        "printed_certificates_ended": before.printed,
    }
    output.answer(answer, undo_text(done.text))
    return 0


def show_disclosures(options: argparse.Namespace, output: Output) -> int:
    """List who received what and what for, newest first; of an entry's students only how many."""
    with desk_of(options, writable=False) as desk:
        lines = list_disclosures(desk, _uid(desk, getattr(options, "student", None)))
    entries = [
        {
            "number": line.number,
            "at": line.at.isoformat(),
            "actor": line.actor,
            "what": line.what,
            "recipient": line.recipient,
            "purpose": line.purpose,
            "students": len(line.student_uids),
        }
        for line in lines
    ]
    rows = (
        f"{line.number:>6}  {line.at.astimezone():%Y-%m-%d %H:%M}  {line.actor:<16}  "
        f"{line.what} ({len(line.student_uids):,}): {line.recipient}, {line.purpose}"
        for line in lines
    )
    output.answer({"disclosures": entries}, "\n".join(rows) or tr("Nothing was disclosed yet."))
    return 0


def _uid(desk: Desk, student_id: str | None) -> str | None:
    return None if student_id is None else open_case(desk, student_id).file.student.uid


COMMANDS = MappingProxyType(
    {"history": show_history, "undo": undo, "disclosures": show_disclosures}
)
