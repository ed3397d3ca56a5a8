"""The options of the commands about what is agreed on plans, and when they may be changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.cli.planning_arguments import add_whom

if TYPE_CHECKING:
    from cte_desktop.cli.planning_arguments import Adds


def add_agreeing(add: Adds) -> None:
    """Add the commands: approvals, lock, unlock, edit-windows."""
    approvals = add("approvals", "List what was agreed on plans: proposed, answered, signed.")
    approvals.add_argument("--student", nargs="+", metavar="ID", help="of these alone")
    lock = add(
        "lock",
        "Lock the active plans of students, or with --grade or --course courses in them, as one "
        "step; 1 when somebody's was left as it is.",
    )
    unlock = add("unlock", "Unlock what lock has locked, as one step; 1 as with lock.")
    for command in (lock, unlock):
        add_whom(command, filtered=True)
        command.add_argument("--grade", type=int, metavar="N", help="only the courses of a grade")
        command.add_argument("--course", metavar="CODE", help="only this course")
    lock.add_argument("--reason", metavar="TEXT", help="whoever tries to change the plan reads it")
    windows = add(
        "edit-windows",
        "Say when counselors may change the courses of a grade in the active plan: list, set "
        "GRADE OPENS CLOSES, or clear GRADE.",
    )
    windows.add_argument("do", choices=("list", "set", "clear"))
    windows.add_argument("grade", nargs="?", type=int, default=None, metavar="GRADE")
    for name, text in (("opens", "a day, or - for always"), ("closes", "a day, or - for never")):
        windows.add_argument(name, nargs="?", default=None, metavar=name.upper(), help=text)
