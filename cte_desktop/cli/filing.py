"""The commands that make and fill databases: sample, new, import."""

from __future__ import annotations

import sys
from types import MappingProxyType
from typing import TYPE_CHECKING, TypedDict

from cte_desktop.cli.import_preview import preview_object, preview_text
from cte_desktop.cli.import_report import import_object, import_text
from cte_desktop.cli.opening import ask_passphrase, desk_of
from cte_desktop.services import importing, previewing, sampling
from cte_desktop.services.answering_imports import read_answers_file
from cte_desktop.services.districts import new_district
from cte_desktop.system.errors import WrongCall
from cte_desktop.system.options import actor_of, clock_of, passphrase_of
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    import argparse

    from cte_desktop.cli.output import Output
    from cte_desktop.services.answering_imports import Answers


class _Wanted(TypedDict):
    """How files are to be read and applied, whether for good or to see what they would do."""

    profile: str
    encoding: str | None
    replace: bool
    answers: Answers | None


def write_sample(options: argparse.Namespace, output: Output) -> int:
    """Write a sample district as plain files."""
    students: int = getattr(options, "students", sampling.DISTRICT_SIZE)
    seed: int = getattr(options, "seed", sampling.SEED)
    written = sampling.write_sample_files(
        options.folder, clock_of(options).today(), students=students, seed=seed
    )
    files = [str(path) for path in written]
    answer = {"folder": str(options.folder), "students": students, "seed": seed, "files": files}
    output.answer(answer, "\n".join(files))
    return 0


def new(options: argparse.Namespace, output: Output) -> int:
    """Make a new database with the shipped catalog."""
    if hasattr(options, "no_passphrase") and hasattr(options, "passphrase_file"):
        raise WrongCall("wrong_call", "A passphrase and --no-passphrase can't both be wanted.")
    passphrase = None if hasattr(options, "no_passphrase") else _new_passphrase(options)
    desk = new_district(options.file, passphrase, clock_of(options), actor=actor_of(options))
    code = desk.database.recovery_code
    desk.close()
    answer = {"database": str(options.file), "keys": f"{options.file}.keys"}
    lines = [tr("Made {file}.", file=options.file)]
    if code:
        answer["recovery_code"] = code
        lines.append(tr("Recovery code: {code}", code=code))
        lines.append(
            tr("Print it and keep it apart: it opens the database if the passphrase is forgotten.")
        )
    output.answer(answer, "\n".join(lines))
    return 0


def import_files(options: argparse.Namespace, output: Output) -> int:
    """Import files, a folder or a zip: all of the call or nothing; or say what it would do."""
    answers = read_answers_file(options.answers) if hasattr(options, "answers") else None
    wanted = _Wanted(
        profile=getattr(options, "profile", ""),
        encoding=getattr(options, "encoding", None),
        replace=hasattr(options, "replace"),
        answers=answers,
    )
    with desk_of(options, writable=True) as desk:
        if hasattr(options, "dry_run"):
            preview = previewing.preview_import(desk, tuple(options.paths), **wanted)
            output.answer(preview_object(preview), preview_text(preview))
            return 1 if preview.report.needs_a_look else 0
        report = importing.import_paths(desk, tuple(options.paths), **wanted)
    output.answer(import_object(report), import_text(report))
    return 1 if report.needs_a_look else 0


def _new_passphrase(options: argparse.Namespace) -> str:
    given = passphrase_of(options)
    if given:
        return given
    typed = ask_passphrase(tr("New passphrase: "))
    if not typed:
        raise WrongCall(
            "passphrase_needed",
            "A new database needs a passphrase.",
            do="Give it with --passphrase-file FILE or CTE_PASSPHRASE, or say --no-passphrase "
            "(for sample districts only: everyone with the file can read it).",
        )
    if ask_passphrase(tr("The same again: ")) != typed:
        raise WrongCall("passphrases_differ", "The two passphrases are not the same.")
    sys.stderr.write("\n")
    return typed


COMMANDS = MappingProxyType({"sample": write_sample, "new": new, "import": import_files})
