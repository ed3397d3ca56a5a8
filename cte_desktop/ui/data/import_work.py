"""What an import does away from the window's thread: looking, checking, applying."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from cte_desktop.services.answering_imports import Answers, remember
from cte_desktop.services.hand_edits import choose, hand_conflicts
from cte_desktop.services.history import Undone, undo
from cte_desktop.services.importing import ImportReport, import_paths
from cte_desktop.services.previewing import ImportPreview, preview_import
from cte_desktop.services.profiles import Profile, list_profiles, save_profile
from cte_desktop.services.recognising import Recognition, recognise
from cte_desktop.system.errors import KnownError
from cte_desktop.wording.translate import noop, tr

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from cte_desktop.services.changes import Changes
    from cte_desktop.services.desk import Desk
    from cte_desktop.services.profiles import ListedProfile
    from cte_desktop.services.recognising import TableShape
    from cte_desktop.ui.data.change_lines import HandLine
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


@dataclass(frozen=True, slots=True)
class Applied:
    """What became of an import: its report, what changed, and its steps, the newest first."""

    report: ImportReport
    changes: tuple[Changes, ...]
    steps: tuple[int, ...]


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
) -> Applied:
    """Import, after profiles and answers are kept, and before the choices about fields are."""
    changes = [save_profile(desk, profile) for profile in profiles]
    if wanted.answers:
        changes.append(remember(desk, wanted.answers))
    told = Told(report, lines, tr("Importing {file}…"))
    made = import_paths(
        desk,
        wanted.paths,
        profile=wanted.profile,
        encoding=wanted.encoding or None,
        shapes=wanted.shapes,
        answers=wanted.answers or None,
        progress=told.tell,
    )
    changes.append(made.changes)
    steps = [made.step] if made.step is not None else []
    chosen = _chosen(desk, choices)
    if chosen is not None:
        changes.append(chosen)
        steps += [chosen.step] if chosen.step is not None else []
    return Applied(made, tuple(changes), tuple(reversed(steps)))


def take_back(desk: Desk, steps: Sequence[int]) -> list[Undone]:
    """Take the steps of an import back, the newest first: all of them or none.

    Raises `KnownError` when a later step changed the same; what was taken back stands again then.
    """
    done: list[Undone] = []
    try:
        for step in steps:
            done.append(undo(desk, step))  # noqa: PERF401 - what was done must be known after a raise
    except KnownError:
        for one in reversed(done):
            undo(desk, one.changes.step)
        raise
    return done


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


def _chosen(desk: Desk, choices: Sequence[HandLine]) -> Changes | None:
    """Keep what was chosen before the import about fields that were set by hand."""
    if not choices:
        return None
    wanted = {line.ref: line.choice for line in choices}
    found = [
        (conflict.student_uid, conflict.column, choice)
        for conflict in hand_conflicts(desk)
        if (
            choice := wanted.get(
                (conflict.student_id, conflict.column, conflict.here, conflict.file)
            )
        )
    ]
    return choose(desk, found) if found else None
