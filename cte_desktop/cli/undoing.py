"""The commands about what was done: history and undo."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from cte_desktop.cli.opening import desk_of
from cte_desktop.services import history
from cte_desktop.wording.steps import undo_text

if TYPE_CHECKING:
    import argparse

    from cte_desktop.cli.output import Output


def show_history(options: argparse.Namespace, output: Output) -> int:
    """List the steps, newest first, of everything or of one student."""
    with desk_of(options, writable=False) as desk:
        lines = history.list_history(desk, getattr(options, "student", None))
    steps = [
        {
            "step": line.number,
            "at": line.at.isoformat(),
            "actor": line.actor,
            "kind": line.kind,
            "text": line.text,
            "undone": line.undone,
        }
        for line in lines
    ]
    rows = (
        f"{line.number:>6}  {line.at.astimezone():%Y-%m-%d %H:%M}  {line.actor:<16}  {line.text}"
        + ("  (undone)" if line.undone else "")
        for line in lines
    )
    output.answer({"steps": steps}, "\n".join(rows) or "Nothing was done yet.")
    return 0


def undo(options: argparse.Namespace, output: Output) -> int:
    """Take back the last step, or the one named."""
    with desk_of(options, writable=True) as desk:
        done = history.undo(desk, getattr(options, "step", None))
    answer = {"undone": done.taken_back, "step": done.changes.step, "text": done.text}
    output.answer(answer, undo_text(done.text))
    return 0


COMMANDS = MappingProxyType({"history": show_history, "undo": undo})
