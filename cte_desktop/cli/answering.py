"""The commands that answer: audit, print and settings."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from cte_desktop.cli.arguments import (
    CERTIFICATE,
    COMPLETERS,
    IMPORT_REPORT,
    LETTERS,
    REGISTER,
)
from cte_desktop.cli.looking_back import day_of, desk_then, require_looking_back
from cte_desktop.cli.moving import add_moves, moves_lines
from cte_desktop.cli.opening import desk_of
from cte_desktop.domain.findings import Severity
from cte_desktop.services import import_papers, printing, settings
from cte_desktop.services.auditing import audit_cases
from cte_desktop.system.errors import WrongCall
from cte_desktop.wording.audit_json import audit_object
from cte_desktop.wording.audit_text import audit_text
from cte_desktop.wording.completion.awards import left_out_text
from cte_desktop.wording.translate import language

if TYPE_CHECKING:
    import argparse
    from pathlib import Path

    from cte_desktop.cli.output import Output
    from cte_desktop.services.awards.papers import LeftOut


def audit(options: argparse.Namespace, output: Output) -> int:
    """Audit one student, some or all; one object a line, in order of student_id."""
    summary, programs = hasattr(options, "summary"), getattr(options, "program", None)
    wanted = tuple(options.student) if hasattr(options, "student") else None
    moves, must_fix = hasattr(options, "moves"), False
    day = day_of(options)
    with desk_of(options, writable=False) as desk, desk_then(desk, options, output) as then:
        catalog = then.district().catalog
        for case, found, findings in audit_cases(then, wanted, programs):
            must_fix |= any(f.severity is Severity.MUST_FIX for f in findings)
            student = case.file.student
            made = (
                audit_object(student, found, findings, catalog, summary=summary)
                if output.as_json
                else {}
            )
            if day is not None and output.as_json:
                made["as_of"] = day.isoformat()
            text = "" if output.as_json else audit_text(student, found, findings, catalog)
            if moves and output.as_json:
                add_moves(made, case)
            elif moves:
                text = f"{text}\n{moves_lines(case, found)}".rstrip("\n")
            output.answer(made, text)
    return 1 if must_fix else 0


def print_report(options: argparse.Namespace, output: Output) -> int:
    """Print plans or certificates into one PDF, or one for each student into a folder."""
    require_looking_back(options)
    if options.report in {REGISTER, COMPLETERS}:
        from cte_desktop.cli import register_papers

        return register_papers.print_paper(options, output)
    if options.report == LETTERS:
        from cte_desktop.cli import letters

        return letters.print_letters(options, output)
    if hasattr(options, "school_year"):
        raise WrongCall(
            "wrong_call", '"print {report}" takes no --school-year.', report=options.report
        )
    about_students = any(hasattr(options, name) for name in ("student", "filter", "all"))
    if about_students == (options.report == IMPORT_REPORT):
        raise WrongCall(
            "wrong_call",
            "The report of an import is about no students."
            if about_students
            else "It must be said whose papers are wanted.",
            do="" if about_students else "Add --student ID, --filter TEXT or --all.",
        )
    if options.report == IMPORT_REPORT:
        return _print_import_report(options, output)
    if hasattr(options, "filter") and not options.filter.strip():
        raise WrongCall("wrong_call", "The filter is empty.", do="--all prints for everyone.")
    return _print_for_students(options, output)


def _print_for_students(options: argparse.Namespace, output: Output) -> int:
    """Print the papers of the students that the options name."""
    named = tuple(options.student) if hasattr(options, "student") else None
    words = getattr(options, "filter", "")
    disclosed = printing.Disclosure(
        getattr(options, "recipient", "student"), getattr(options, "purpose", "advising")
    )
    with (
        desk_of(options, writable=True) as desk,
        language(getattr(options, "language", "en")),
        desk_then(desk, options, output) as then,
    ):
        printed = printing.print_to(
            desk,
            options.report,
            printing.Whom(
                named, words, None if then is desk else then, getattr(options, "language", "")
            ),
            options.out,
            disclosed,
            before_graduation=hasattr(options, "before_graduation"),
        )
        for left_out in printed.left_out:
            output.aside(f"{left_out.student_id} ({left_out.serial}): {_why_not(left_out)}")
    answer: dict[str, Any] = {
        "report": options.report,
        "students": printed.students,
        "files": [str(file) for file in printed.files],
    }
    if options.report == CERTIFICATE:
        answer["left_out"] = [
            {"student": o.student_id, "pathway": o.pathway, "because": o.because}
            for o in printed.left_out
        ]
    output.answer(answer, "\n".join(str(file) for file in printed.files))
    return 1 if printed.needs_a_person else 0


def _why_not(left_out: LeftOut) -> str:
    return left_out_text(left_out.because)


def _print_import_report(options: argparse.Namespace, output: Output) -> int:
    """Print the report of the last import that is kept."""
    path: Path = options.out
    if path.is_dir():
        path = path / f"{IMPORT_REPORT}.pdf"
    disclosed = printing.Disclosure(
        getattr(options, "recipient", "student"), getattr(options, "purpose", "advising")
    )
    with desk_of(options, writable=True) as desk, language(getattr(options, "language", "en")):
        import_papers.print_import_report(desk, path, disclosed)
    output.answer({"report": IMPORT_REPORT, "students": 0, "files": [str(path)]}, str(path))
    return 0


def change_settings(options: argparse.Namespace, output: Output) -> int:
    """Show the settings of the district, or change one."""
    name: str | None = options.name if hasattr(options, "name") else None
    value: str | None = options.value if hasattr(options, "value") else None
    if options.do == "set":
        if name is None or value is None:
            raise WrongCall("wrong_call", "To set a setting, name it and its value.")
        with desk_of(options, writable=True) as desk:
            settings.change_setting(desk, name, value)
            shown = {name: settings.list_settings(desk)[name]}
    else:
        with desk_of(options, writable=False) as desk:
            every = settings.list_settings(desk)
        shown = every if name is None else {name: settings.named(every, name)}
    output.answer({"settings": shown}, "\n".join(f"{k} = {v}" for k, v in shown.items()))
    return 0


COMMANDS = MappingProxyType({"audit": audit, "print": print_report, "settings": change_settings})
