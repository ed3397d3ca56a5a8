"""The command that writes what goes out, and says what a person must look at."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from cte_desktop.cli.opening import desk_of
from cte_desktop.domain.completion.state.fields import academic_year
from cte_desktop.domain.school_year import parse_school_year
from cte_desktop.services import exporting
from cte_desktop.services.exporting import Disclosure, Order
from cte_desktop.system.errors import WrongCall
from cte_desktop.wording.exports import problem_and_fix
from cte_desktop.wording.translate import language, tr, trn

if TYPE_CHECKING:
    import argparse

    from cte_desktop.cli.output import Output
    from cte_desktop.services.exporting import Exported

_OF_THE_STATE = re.compile(r"(\d{4})-\d{4}", re.ASCII)
MOST_LINES = 50
"""Problems that are written out on the terminal; --json and --problems have all of them."""


def export(options: argparse.Namespace, output: Output) -> int:
    """Write an export; exit 1 when a person must look at a problem."""
    order = _order(options)
    usual = exporting.usual_disclosure(options.what)
    disclosed = Disclosure(
        getattr(options, "recipient", usual.recipient), getattr(options, "purpose", usual.purpose)
    )
    with desk_of(options, writable=True) as desk, language(getattr(options, "language", "en")):
        made = exporting.export_to(
            desk, options.what, order, disclosed, getattr(options, "problems", None)
        )
        output.answer(_object(made), _text(made))
    return 1 if made.problems else 0


def _order(options: argparse.Namespace) -> Order:
    """Return what is wanted; an option that the export doesn't have is a wrong call."""
    fits = {"format": "requests", "section": "rosters", "student": "student"}
    for option, what in fits.items():
        if getattr(options, option, None) is not None and options.what != what:
            raise WrongCall(
                "wrong_call",
                '"export {what}" takes no {option}.',
                what=options.what,
                option=option if option == "student" else f"--{option}",
            )
    return Order(
        out=options.out,
        school_year=_school_year(getattr(options, "school_year", None)),
        school=getattr(options, "school", ""),
        layout=getattr(options, "format", ""),
        student_ids=(options.student,) if getattr(options, "student", None) else (),
        sections=tuple(getattr(options, "section", ())),
    )


def _school_year(text: str | None) -> int | None:
    """Return the school year that a person wrote; 2025-2026, as the State has it, is 2025-26."""
    if text is None:
        return None
    year = parse_school_year(text)
    if year is None:
        as_the_state = _OF_THE_STATE.fullmatch(text.strip())
        first = int(as_the_state[1]) if as_the_state else 0
        year = first if academic_year(first) == text.strip() else None
    if year is None:
        raise WrongCall(
            "bad_school_year",
            '"{given}" is no school year.',
            do="Write it as 2025-26.",
            given=text,
        )
    return year


def _object(made: Exported) -> dict[str, Any]:
    problems = []
    for said in made.problems:
        text, fix = problem_and_fix(said)
        problems.append(
            {
                "student": said.student_id or None,
                "field": said.field or None,
                "code": said.code,
                "severity": said.severity.value,
                "text": text,
                "fix": fix,
            }
        )
    return {
        "export": made.export,
        "files": [{"file": str(file.path), "rows": file.rows} for file in made.files],
        "students": made.students,
        "problems": problems,
    }


def _text(made: Exported) -> str:
    lines = [
        trn("{file}: {count} row", "{file}: {count} rows", file.rows, file=file.path)
        for file in made.files
    ]
    left_out = sum(said.blocks for said in made.problems)
    if left_out:
        lines.append(
            trn(
                "{count} problem keeps a row out of the file.",
                "{count} problems keep rows out of the file.",
                left_out,
            )
        )
    in_order = sorted(made.problems, key=lambda p: (p.code != "left_out", not p.blocks))
    for said in in_order[:MOST_LINES]:
        whom = f"{said.student_id}: " if said.student_id else ""
        lines.append(whom + " ".join(problem_and_fix(said)))
    more = len(made.problems) - MOST_LINES
    if more > 0:
        lines.append(
            tr("... and {count} more; --problems FILE lists all of them.", count=f"{more:,}")
        )
    return "\n".join(lines)


COMMANDS = MappingProxyType({"export": export})
