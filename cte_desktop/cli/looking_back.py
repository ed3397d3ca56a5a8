"""--as-of DATE: the district as it was known at the end of that day, for audits and papers."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING

from cte_desktop.services import as_of
from cte_desktop.system.clock import clock_from
from cte_desktop.system.errors import WrongCall
from cte_desktop.wording.translate import trn

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from cte_desktop.cli.output import Output
    from cte_desktop.services.desk import Desk

LOOKING_BACK = ("plan", "section-week", "findings")
"""The papers that can be printed as of an earlier day."""


def day_of(options: argparse.Namespace) -> date | None:
    """Return the day of --as-of, None without it; a wrong call for one that can't be read."""
    if not hasattr(options, "as_of"):
        return None
    if not options.as_of:
        raise WrongCall("wrong_call", "--as-of needs a date.", do="Write it as 2026-09-30.")
    return clock_from(options.as_of).fixed_day


def require_looking_back(options: argparse.Namespace) -> None:
    """Raise a wrong call when --as-of stands with a paper that can't look back."""
    if day_of(options) is not None and options.report not in LOOKING_BACK:
        raise WrongCall(
            "wrong_call",
            '"print {report}" takes no --as-of.',
            do="Plans, weeks and findings can be printed as of an earlier day; the register, "
            "certificates and logs tell their own days.",
            report=options.report,
        )


@contextmanager
def desk_then(desk: Desk, options: argparse.Namespace, output: Output) -> Iterator[Desk]:
    """Yield the desk as of the day of --as-of, or the desk itself without it.

    A wrong call for a student who was not known then. Whoever can't be told of any more, since too
    much was destroyed since, is left out and counted.
    """
    day = day_of(options)
    if day is None:
        yield desk
        return
    with as_of.desk_as_of(desk, day) as then:
        as_of.require_known_then(desk, then, tuple(getattr(options, "student", ())))
        unknown = len(then.unknown)
        if unknown:
            output.aside(
                trn(
                    "{count} student is left out: how this stood then was destroyed for good.",
                    "{count} students are left out: how this stood then was destroyed for good.",
                    unknown,
                )
            )
        yield then
