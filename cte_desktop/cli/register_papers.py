"""The papers of awards that are about a school year: the register and the completers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cte_desktop.cli.arguments import REGISTER
from cte_desktop.cli.opening import desk_of
from cte_desktop.cli.school_years import school_year_asked
from cte_desktop.domain.school_year import school_year_text
from cte_desktop.services.awards.finding import usual_school_year
from cte_desktop.services.awards.register_papers import print_completers, print_register
from cte_desktop.services.printing import Disclosure
from cte_desktop.system.errors import WrongCall
from cte_desktop.wording.completion.register import check_text
from cte_desktop.wording.translate import language, tr

if TYPE_CHECKING:
    import argparse
    from pathlib import Path

    from cte_desktop.cli.output import Output
    from cte_desktop.services.desk import Desk


def print_paper(options: argparse.Namespace, output: Output) -> int:
    """Print the register or the completers of a school year into a file."""
    _require_fitting(options)
    path: Path = options.out
    if path.is_dir():
        path = path / f"{options.report}.pdf"
    disclosed = Disclosure(
        getattr(options, "recipient", "student"), getattr(options, "purpose", "advising")
    )
    make = _register if options.report == REGISTER else _completers
    with desk_of(options, writable=True) as desk, language(getattr(options, "language", "en")):
        answer, said = make(options, desk, path, disclosed)
        answer = {"report": options.report, **answer, "files": [str(path)]}
        output.answer(answer, f"{path}: {said}")
    return 0


def _require_fitting(options: argparse.Namespace) -> None:
    """Refuse what the paper has no use for: the register is not about single students."""
    filtered = hasattr(options, "filter")
    if hasattr(options, "student") or (filtered and options.report == REGISTER):
        raise WrongCall(
            "wrong_call",
            '"print {report}" is not about single students.',
            do="Leave --student and --filter out; completers may be filtered."
            if options.report == REGISTER
            else "Use --filter TEXT, or leave it out for everyone.",
            report=options.report,
        )
    if filtered and not options.filter.strip():
        raise WrongCall("wrong_call", "The filter is empty.", do="--all prints for everyone.")


def _register(
    options: argparse.Namespace, desk: Desk, path: Path, disclosed: Disclosure
) -> tuple[dict[str, Any], str]:
    year = _school_year(options)
    sheet = print_register(desk, year, path, disclosed)
    said = check_text(sheet.check)
    answer = {
        "school_year": school_year_text(year) if year is not None else None,
        "students": len({row.student_id for row in sheet.rows}),
        "entries": len(sheet.rows),
        "whole": sheet.check.is_whole,
        "seal": sheet.check.seal,
    }
    return answer, said


def _completers(
    options: argparse.Namespace, desk: Desk, path: Path, disclosed: Disclosure
) -> tuple[dict[str, Any], str]:
    year = _school_year(options)
    year = usual_school_year(desk.today()) if year is None else year
    sheet = print_completers(desk, year, getattr(options, "filter", ""), path, disclosed)
    answer = {
        "school_year": school_year_text(year),
        "students": sheet.students,
        "completions": sheet.completions,
        "state_completions": sheet.state_completions,
        "awards": sheet.awards,
    }
    said = tr(
        "{completions} completions of {students} students; {awards} awarded.",
        completions=f"{sheet.completions:,}",
        students=f"{sheet.students:,}",
        awards=f"{sheet.awards:,}",
    )
    return answer, said


def _school_year(options: argparse.Namespace) -> int | None:
    text: str | None = getattr(options, "school_year", None)
    return None if text is None else school_year_asked(text)
