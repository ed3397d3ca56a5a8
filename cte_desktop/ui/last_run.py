"""What is said when the program ended unexpectedly the last time: what was kept, whether the
database is sound, and the report of what happened, if one was written.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from cte_desktop.ui.found_damage import stand_in_button
from cte_desktop.ui.notices import NoticeButton
from cte_desktop.wording.moments import moment_words
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from cte_desktop.services.desk import Desk
    from cte_desktop.system.running import Run
    from cte_desktop.ui.page import Workbench
    from cte_desktop.ui.tasks import Reporter


@dataclass(frozen=True, slots=True)
class _Left:
    """What the run left behind: when the last change was saved, and the text of a report."""

    saved_at: datetime | None
    report: str


def tell_of_last_run(
    bench: Workbench, desk: Desk, run: Run, log_folder: Path, show: Callable[[str], None]
) -> None:
    """Say that `run` ended unexpectedly, and look through the database in the background.

    `show` opens a report.
    """

    def look() -> _Left:
        from cte_desktop.services.history import list_history
        from cte_desktop.system.running import report_of

        lines = list_history(desk, limit=1)
        return _Left(lines[0].at if lines else None, report_of(run, log_folder))

    def tell(left: _Left) -> None:
        _tell(bench, left, show)
        # Not aside: there the figures wait until all other work is done, this among it.
        bench.tasks.long(
            partial(_check, desk),
            partial(_tell_verdict, bench),
            text=tr("Checking the database…"),
            writes=False,
        )

    # What can't be read is what the check finds.
    bench.tasks.read(look, tell, failed=lambda _: tell(_Left(None, "")))


def _tell(bench: Workbench, left: _Left, show: Callable[[str], None]) -> None:
    kept = tr("Everything that was saved is there.")
    if left.saved_at is not None:
        kept = tr(
            "Everything that was saved is there; the last change is of {moment}.",
            moment=moment_words(left.saved_at),
        )
    offers = [NoticeButton(tr("Show the report…"), partial(show, left.report))]
    bench.notices.warning(
        tr("CTE Desktop ended unexpectedly last time."),
        *(offers if left.report else ()),
        kept=kept,
        do=tr("The database is being checked."),
    )


def _check(desk: Desk, _report: Reporter) -> tuple[str, ...]:
    from cte_desktop.services.checking import look_over

    return tuple(problem.text for problem in look_over(desk).problems)


def _tell_verdict(bench: Workbench, problems: tuple[str, ...]) -> None:
    if not problems:
        bench.notices.done(tr("The database was checked and is sound."))
        return
    bench.requests.damage_found.emit()
    bench.notices.warning(
        tr("The database is damaged: {problem}", problem=problems[0]),
        stand_in_button(bench),
        kept=tr("Its backups are as they were."),
        do=tr("Change nothing now; restore the newest backup on the page Data."),
    )
