"""The options of the commands about what is planned, for one student or for everybody."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from cte_desktop.system.options import a_path

if TYPE_CHECKING:
    import argparse


class Adds(Protocol):
    """Adds a command by name with a sentence about it."""

    def __call__(self, name: str, text: str) -> argparse.ArgumentParser:
        """Return the parser of the new command."""
        ...


def add_planning(add: Adds) -> None:
    """Add the commands: fill, radar, demand, statistics, forecast, what-if."""
    _add_fill(add)
    _add_radar(add)
    _add_demand(add)
    _add_statistics(add)
    _add_forecast(add)
    _add_what_if(add)


def add_school_year(add: Adds) -> None:
    """Add the command school-year."""
    year = add(
        "school-year",
        "Begin a school year: students move up, seniors leave, plans stay; one step, which undo "
        "takes back. preview says what would happen, 1 when it can't be begun now.",
    )
    year.add_argument("do", choices=("preview", "start"))
    year.add_argument("year", metavar="YEAR", help="such as 2027-28")
    year.add_argument(
        "--high-school",
        nargs="+",
        metavar="JUNIOR-HIGH=HIGH-SCHOOL",
        help="where the 8th graders of a school go; without it where most went before",
    )
    year.add_argument("--stay", nargs="+", metavar="ID", help="who repeats the grade")


def add_whom(command: argparse.ArgumentParser, *, filtered: bool, required: bool = True) -> None:
    """Add the options that say whom a command is about."""
    whom = command.add_mutually_exclusive_group(required=required)
    whom.add_argument("--student", nargs="+", metavar="ID")
    if filtered:
        whom.add_argument("--filter", metavar="TEXT")
    whom.add_argument("--all", action="store_true")


def _add_fill(add: Adds) -> None:
    fill = add(
        "fill",
        "Fill plans: the best four years for each student, or what clashes and the ways out of it; "
        "1 when somebody has no valid plan.",
    )
    add_whom(fill, filtered=False)
    fill.add_argument(
        "--pathway", metavar="NAME", help="ask this pathway in place of those that are wished for"
    )
    fill.add_argument("--keep", action="store_true", help="store the plans, as one step")


def _add_radar(add: Adds) -> None:
    radar = add(
        "radar",
        "List until when concentrator and capstone of a pathway can still start; what closes first "
        "comes first.",
    )
    radar.add_argument(
        "--student",
        default=None,
        metavar="ID",
        help="one student, and which pathways could still be completed, with the plan",
    )
    radar.add_argument(
        "--school", default=None, metavar="S", help="only the students of this school"
    )
    radar.add_argument("--pathway", default=None, metavar="NAME", help="only this pathway")


def _add_demand(add: Adds) -> None:
    demand = add("demand", "Compare what students want in a school year with the seats there are.")
    demand.add_argument("--school-year", required=True, metavar="Y", help="such as 2027-28")


def _add_statistics(add: Adds) -> None:
    statistics = add("statistics", "Count completers by school year, pathway and home school.")
    statistics.add_argument(
        "--school-year", default=None, metavar="Y", help="such as 2026-27; without it every year"
    )
    statistics.add_argument(
        "--out", type=a_path, default=None, metavar="FILE",
        help="write the completion report of the school year too: .pdf or .xlsx",
    )  # fmt: skip


def _add_forecast(add: Adds) -> None:
    forecast = add(
        "forecast",
        "Tell how many will complete in each year ahead by today's plans: lower, by plan, upper.",
    )
    forecast.add_argument(
        "--school-year", default=None, metavar="Y", help="such as 2027-28; without it every year"
    )
    forecast.add_argument(
        "--by", choices=("pathway", "site", "sector"), default="pathway", help="told apart by"
    )


def _add_what_if(add: Adds) -> None:
    what_if = add(
        "what-if",
        "List whom a change to the master schedule would concern, how badly, and a repair for "
        "each: cancel SECTION, move SECTION DAYS START END, shrink SECTION SEATS or retire CODE.",
    )
    what_if.add_argument("change", choices=("cancel", "move", "shrink", "retire"))
    what_if.add_argument("about", nargs="+", metavar="SECTION-OR-CODE", help="and what it needs")
    what_if.add_argument(
        "--school-year", metavar="Y", help="of the section, where two years have one of that id"
    )
    what_if.add_argument(
        "--apply", action="store_true", help="do the change and all repairs as one step"
    )
