"""Every kind of paper, printed as a person would, for the program's check of itself.

What fails is told by the words that a person would be told.
"""

from __future__ import annotations

import contextlib
import io
from typing import TYPE_CHECKING

from cte_desktop.cli.arguments import (
    CERTIFICATE,
    COMPLETERS,
    IMPORT_REPORT,
    LETTERS,
    REGISTER,
    REPORTS,
)
from cte_desktop.domain.completion.forecast.invitation import Evening
from cte_desktop.domain.school_year import school_year_of, school_year_text
from cte_desktop.services.awards.look.cords import cords_pdf
from cte_desktop.services.desk import open_desk
from cte_desktop.services.forecast.invitations import invitations_pdf
from cte_desktop.services.forecast.near_lists import last_chances, one_course_to_plan
from cte_desktop.services.protection import recovery_pdf
from cte_desktop.system.errors import KnownError
from cte_desktop.wording.errors import told
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from cte_desktop.services.desk import Desk
    from cte_desktop.system.clock import Clock

_ABOUT_NOBODY = frozenset({REGISTER, COMPLETERS, IMPORT_REPORT})
_OF_ALL = frozenset({CERTIFICATE, "evidence"})
"""Papers of those who completed a pathway, whoever that is."""
_BEGINNING = b"%PDF-"
_CODE = "-".join(["ABCD"] * 9)


def print_every_paper(
    file: Path, student: str, folder: Path, clock: Clock, run: Callable[[list[str]], int]
) -> tuple[str, ...]:
    """Print each kind of paper into `folder`; return what went wrong, nothing when all is well.

    `file` opens without a passphrase; `run` carries out one call of the command line.
    """
    faults = [*_commands(file, student, folder, clock, run), *_of_services(file, folder, clock)]
    faults += [
        tr("{file} is no paper.", file=paper.name)
        for paper in folder.glob("*.pdf")
        if not paper.read_bytes().startswith(_BEGINNING)
    ]
    return tuple(faults)


def _commands(
    file: Path, student: str, folder: Path, clock: Clock, run: Callable[[list[str]], int]
) -> Iterator[str]:
    begin = ["--database", str(file), "--today", clock.today().isoformat()]
    calls = {"award": ["award"]}
    last_year = school_year_text(school_year_of(clock.today()) - 1)
    calls["earlier awards"] = ["award", "--school-year", last_year]
    for report in REPORTS:
        calls[report] = ["print", report, *_whom(report, student)]
        calls[report] += ["--out", str(folder / f"{report}.pdf")]
    calls["student"] = ["export", "student", student, "--out", str(folder / "student.pdf")]
    calls["statistics"] = ["statistics", "--school-year", last_year]
    calls["statistics"] += ["--out", str(folder / "statistics.pdf")]
    for name, words in calls.items():
        said = io.StringIO()
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(said):
            status = run([*begin, *words])
        if status not in (0, 1):
            yield f"{name}: {said.getvalue().strip()}"


def _whom(report: str, student: str) -> list[str]:
    if report in _ABOUT_NOBODY:
        return []
    if report == LETTERS:
        return ["--list", "one_course", "--all"]
    if report in _OF_ALL:
        ready = ["--before-graduation"] if report == CERTIFICATE else []
        return ["--all", "--language", "es", *ready]
    return ["--student", student, "--language", "es"]


def _of_services(file: Path, folder: Path, clock: Clock) -> Iterator[str]:
    """Make the papers that only the window has."""
    desk = open_desk(file, None, clock, actor="self-check", writable=False)
    papers: dict[str, Callable[[Desk], bytes]] = {
        "cords": lambda desk: cords_pdf(desk, school_year_of(desk.today()) - 1),
        "invitations": _invitations,
        "recovery": lambda desk: recovery_pdf("check", _CODE, desk.today()),
    }
    try:
        for name, made in papers.items():
            try:
                (folder / f"{name}.pdf").write_bytes(made(desk))
            except KnownError as error:
                yield f"{name}: {told(error).whole}"
    finally:
        desk.close()


def _invitations(desk: Desk) -> bytes:
    evening = Evening(tr("Pathway evening"), desk.today())
    return invitations_pdf(desk, evening, one_course_to_plan(desk) or last_chances(desk))
