"""Exports: gathered, looked over in words, written safely, and logged with who receives them.

`prepare` gathers and says every problem before anything is written; `save` writes the files and the
entry of the disclosure log in one transaction. Each export is one line of `EXPORTS`.
"""

from __future__ import annotations

import contextlib
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from cte_desktop.domain.completion.state.fields import Problem
from cte_desktop.domain.school_year import school_year_of
from cte_desktop.exchange.outgoing.layouts import layout, layout_names
from cte_desktop.exchange.outgoing.lists import ENDINGS, write_list
from cte_desktop.services.export_lists import (
    prepare_completers,
    prepare_requests,
    prepare_rosters,
)
from cte_desktop.services.export_orders import (
    Builder,
    Exported,
    Order,
    OutFile,
    Prepared,
    Progress,
    Written,
    require_ending,
)
from cte_desktop.services.handing_over import make_folder
from cte_desktop.services.people.rights import require_disclosure
from cte_desktop.services.printing import Disclosure
from cte_desktop.services.sending import prepare_everything
from cte_desktop.services.state_exports import prepare_scte, prepare_wblr
from cte_desktop.services.student_files import prepare_student
from cte_desktop.storage.disclosures import record_disclosure
from cte_desktop.storage.files import replacing
from cte_desktop.storage.students import list_student_lines
from cte_desktop.system.errors import WrongCall
from cte_desktop.wording.exports import problem_and_fix

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from cte_desktop.services.desk import Desk

__all__ = ["EXPORTS", "Disclosure", "Exported", "Order", "OutFile", "Prepared", "Problem"]

EXPORTS: dict[str, Builder] = {
    "requests": prepare_requests,
    "completers": prepare_completers,
    "scte": prepare_scte,
    "wblr": prepare_wblr,
    "rosters": prepare_rosters,
    "student": prepare_student,
    "everything": prepare_everything,
}
"""Every export under the name that the command line and the disclosure log use."""

REPORTED = frozenset({"completers", "scte", "wblr"})
"""Exports that are made at the end of a school year."""

FOR_THE_STATE = MappingProxyType(
    dict.fromkeys(
        ("scte", "wblr"), Disclosure("California Department of Education", "state reporting")
    )
)
"""Exports that go to the State unless somebody says otherwise."""

PROBLEM_HEADINGS = ("student_id", "field", "weight", "code", "problem", "fix")


def formats() -> tuple[tuple[str, str], ...]:
    """Return the formats of course requests: name and title, the plain one first."""
    return tuple((name, layout(name).title) for name in layout_names())


def usual_school_year(desk: Desk, name: str) -> int:
    """Return the school year that an export is about unless another is asked for.

    What is reported at the end of a year: the one that ends, or ended, in this calendar year.
    Requests are for the next school year, everything else is about the present one.
    """
    today = desk.today()
    if name in REPORTED:
        return today.year - 1
    return school_year_of(today) + (name == "requests")


def usual_disclosure(name: str) -> Disclosure:
    """Return who receives an export and what for, when nothing else is said."""
    return FOR_THE_STATE.get(name, Disclosure())


def prepare(desk: Desk, name: str, order: Order, progress: Progress | None = None) -> Prepared:
    """Gather an export and look it over; nothing is written.

    `progress` may raise to give up. A wrong call for an unknown export, school, student, section,
    format or kind of file, and for a school year that the State doesn't take.
    """
    builder = EXPORTS.get(name)
    if builder is None:
        raise WrongCall("unknown_export", 'There is no export "{name}".', name=name)
    if order.school_year is None:
        order = replace(order, school_year=usual_school_year(desk, name))
    return builder(desk, order, progress or (lambda _done, _total: None))


def save(
    desk: Desk,
    name: str,
    prepared: Prepared,
    disclosed: Disclosure,
    problems_file: Path | None = None,
) -> Exported:
    """Write what was prepared and log the disclosure: no file without its entry.

    With `problems_file` the problems are written as a list too, CSV or XLSX by its ending; another
    ending is a wrong call.
    """
    if problems_file is not None and problems_file in {file.path for file in prepared.files}:
        raise WrongCall(
            "same_file",
            "The problems can't be written over the export itself.",
            do="Name another file for them.",
        )
    if problems_file is not None:
        require_ending(problems_file, ENDINGS)
    besides = _uids(desk, prepared.problems) if problems_file is not None else set()
    require_disclosure(desk, {*prepared.student_uids, *besides})
    if prepared.folder is not None:
        make_folder(prepared.folder)
    written: list[Written] = []
    paths = [file.path for file in prepared.files] + ([problems_file] if problems_file else [])
    with _all_or_none(paths), desk.database.writing() as tx, contextlib.ExitStack() as whole:
        # Each takes the place of what was there only when all of them are written.
        whom = set(prepared.student_uids if prepared.whom is None else prepared.whom(tx))
        uids = whom | besides
        record_disclosure(tx, name, uids, recipient=disclosed.recipient, purpose=disclosed.purpose)
        for file in prepared.files:
            sink = whole.enter_context(replacing(file.path))
            written.append(Written(file.path, file.write(sink)))
        if problems_file is not None:
            lines = problem_lines(prepared.problems)
            ending = problems_file.suffix.lower()
            sink = whole.enter_context(replacing(problems_file))
            rows = write_list(sink, ending, PROBLEM_HEADINGS, lines, desk.today(), "problems")
            written.append(Written(problems_file, rows))
    return Exported(name, tuple(written), len(whom), prepared.problems)


def export_to(
    desk: Desk,
    name: str,
    order: Order,
    disclosed: Disclosure,
    problems_file: Path | None = None,
    progress: Progress | None = None,
) -> Exported:
    """Prepare an export and write it at once."""
    prepared = prepare(desk, name, order, progress)
    return save(desk, name, prepared, disclosed, problems_file)


def problem_lines(problems: Iterable[Problem]) -> tuple[tuple[str, ...], ...]:
    """Return each problem as texts in the order of `PROBLEM_HEADINGS`, in the language in force."""
    return tuple(
        (said.student_id, said.field, said.severity.value, said.code, *problem_and_fix(said))
        for said in problems
    )


@contextlib.contextmanager
def _all_or_none(paths: Iterable[Path]) -> Iterator[None]:
    """Take new files away again when the work is given up: none without its entry."""
    new = [path for path in paths if not path.exists()]
    try:
        yield
    except BaseException:
        for path in new:
            with contextlib.suppress(OSError):
                path.unlink()
        raise


def _uids(desk: Desk, problems: Iterable[Problem]) -> set[str]:
    """Return our own ids of the students whom problems name."""
    named = {said.student_id for said in problems if said.student_id}
    with desk.database.reading() as tx:
        return {line.uid for line in list_student_lines(tx) if line.student_id in named}
