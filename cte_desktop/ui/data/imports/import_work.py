"""What an import does away from the window's thread: looking, checking, applying."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from cte_desktop.services.answering_imports import Answers
from cte_desktop.services.hand_edits import FieldChoice
from cte_desktop.services.importing import ImportReport, import_paths
from cte_desktop.services.previewing import ImportPreview, preview_import
from cte_desktop.services.profiles import Profile, list_profiles
from cte_desktop.services.recognising import Recognition, recognise
from cte_desktop.system.errors import KnownError
from cte_desktop.wording.translate import noop, tr

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from cte_desktop.services.desk import Desk
    from cte_desktop.services.profiles import ListedProfile
    from cte_desktop.services.recognising import TableShape
    from cte_desktop.ui.data.steps.change_lines import HandLine
    from cte_desktop.ui.tasks import Reporter


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a person wants to bring in, and how it is to be read."""

    paths: tuple[Path, ...]
    encoding: str = ""
    profile: str = ""
    shapes: Mapping[str, TableShape] = field(default_factory=dict)
    answers: Answers = field(default_factory=Answers)


@dataclass(frozen=True, slots=True)
class Looked:
    """What was found in the files, and the profiles that there are."""

    found: Recognition
    profiles: tuple[ListedProfile, ...]


def look(desk: Desk, wanted: Wanted) -> Looked:
    """Look at the files without importing anything."""
    found = recognise(desk, wanted.paths, wanted.encoding or None, profile=wanted.profile)
    files = tuple(file for file in found.files if file.kind or file.look.rows)
    if not files:
        raise KnownError(
            "nothing_known",
            noop("There is no table in {file}."),
            kept=noop("Nothing was imported."),
            do=noop("Choose a file with rows, as CSV or from a spreadsheet program."),
            file=wanted.paths[0].name,
        )
    empty = tuple(file.file for file in found.files if file not in files)
    return Looked(replace(found, files=files, ignored=found.ignored + empty), list_profiles(desk))


def check(desk: Desk, wanted: Wanted, report: Reporter, lines: int) -> ImportPreview:
    """Work out what an import would do; nothing of it stays."""
    told = Told(report, lines, tr("Checking {file}…"))
    return preview_import(
        desk,
        wanted.paths,
        profile=wanted.profile,
        encoding=wanted.encoding or None,
        shapes=wanted.shapes,
        answers=wanted.answers or None,
        progress=told.tell,
    )


def apply(
    desk: Desk,
    wanted: Wanted,
    report: Reporter,
    lines: int,
    *,
    profiles: Sequence[Profile] = (),
    choices: Sequence[HandLine] = (),
) -> ImportReport:
    """Import; profiles, answers and the choices about fields are kept in the import's own step.

    So a cancelled or failed import keeps nothing of them, and its undo takes all of it back.
    """
    told = Told(report, lines, tr("Importing {file}…"))
    return import_paths(
        desk,
        wanted.paths,
        profile=wanted.profile,
        encoding=wanted.encoding or None,
        shapes=wanted.shapes,
        answers=wanted.answers or None,
        profiles=profiles,
        choices=[_choice(line) for line in choices],
        progress=told.tell,
    )


class Told:
    """Adds the rows of file after file up, for one bar over all of them."""

    def __init__(self, report: Reporter, lines: int, words: str) -> None:
        """`words` name what is done, with a place for the file."""
        self._report = report
        self._lines = lines
        self._words = words
        self._file = ""
        self._before = 0
        self._rows = 0

    def tell(self, file: str, rows: int) -> None:
        """Tell that `rows` of `file` are done; raises `Cancelled` after the person's Cancel."""
        if file != self._file:
            self._file, self._before, self._rows = file, self._before + self._rows, 0
        self._rows = rows
        done = min(self._before + rows, self._lines)
        self._report(done, self._lines, self._words.replace("{file}", file))


def _choice(line: HandLine) -> FieldChoice:
    student_id, column, here, file = line.ref
    return FieldChoice(student_id, column, here, file, line.choice)
