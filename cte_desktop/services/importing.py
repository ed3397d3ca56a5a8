"""Importing files: read and checked by `exchange`, applied by `storage`, all or nothing."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from cte_desktop.domain.people.roles import Right
from cte_desktop.exchange.reading.reading import open_paths
from cte_desktop.services.backups import back_up as back_up_now
from cte_desktop.services.changes import Changes
from cte_desktop.services.hand_edits import choose_within
from cte_desktop.services.import_files import (
    ROWS,
    FileReport,
    apply_readings,
    file_reports,
    known_of,
)
from cte_desktop.services.import_progress import ImportProgress
from cte_desktop.services.import_reports import keep_report
from cte_desktop.services.imported_rules import NOT_KNOWN
from cte_desktop.services.people.rights import require
from cte_desktop.services.profiles import NOUNS as PROFILES
from cte_desktop.services.profiles import keep_profile, require_sound, saved_profiles
from cte_desktop.services.rule_files import check_rule_files
from cte_desktop.storage.giving_up import given_up_by

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from cte_desktop.exchange.answers.answers import Answers
    from cte_desktop.exchange.profiles.profile import Profile, TableShape
    from cte_desktop.exchange.reading.reading import Readings
    from cte_desktop.exchange.report import Reported
    from cte_desktop.services.desk import Desk
    from cte_desktop.services.hand_edits import FieldChoice

__all__ = ("FileReport", "ImportReport", "import_paths", "open_files")

NO_SHAPES: Mapping[str, TableShape] = MappingProxyType({})
# What is told of a whole file that was taken, and a person must look at all the same.
_TO_LOOK_AT = NOT_KNOWN | {"adjusted", "missing_match"}


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What became of an import; `step` is None when it changed nothing."""

    step: int | None
    files: tuple[FileReport, ...]
    changes: Changes

    @property
    def needs_a_look(self) -> bool:
        """Tell whether a row was refused or adjusted, so that a person must look."""
        return any(file.refused or any(map(_is_for_a_person, file.reported)) for file in self.files)


def import_paths(  # noqa: PLR0913 - each is an option of the import
    desk: Desk,
    paths: Sequence[Path],
    *,
    profile: str = "",
    encoding: str | None = None,
    replace: bool = False,
    shapes: Mapping[str, TableShape] = NO_SHAPES,
    answers: Answers | None = None,
    profiles: Sequence[Profile] = (),
    choices: Sequence[FieldChoice] = (),
    back_up: bool = True,
    progress: Callable[[str, int], None] | None = None,
) -> ImportReport:
    """Import files, folders or archives as one step that can be undone, after a backup.

    Without a `profile` each file is recognised by itself; `shapes` says, by the names of files,
    what a person mapped. `answers` are taken besides those that are remembered. `profiles` are
    saved and `choices` about fields that were set here kept in the same step; these files are not
    read by them.

    `progress(file, rows)` is called several times a second; what it raises cancels the import, and
    nothing of it stays. It must not use the store. Raises `KnownError` for what can't be read at
    all; nothing is applied then.
    """
    require(desk, Right.IMPORT)
    for one in profiles:
        require_sound(one)
    readings = open_files(desk, paths, profile, encoding, shapes, answers)
    if back_up and desk.database.path is not None:
        back_up_now(desk, "before-import")
    auditing = desk.district().auditing
    told = ImportProgress(progress, readings)
    with desk.database.writing() as tx, given_up_by(tx, told.look):
        applied = apply_readings(tx, readings, auditing, replace=replace, progress=told)
        nouns = applied.nouns | (ROWS if choices else frozenset())
        for one in profiles:
            nouns |= PROFILES if keep_profile(tx, one) else frozenset()
        choose_within(tx, choices)
        step = tx.step.number if tx.step is not None else None
        files = file_reports(readings, applied, profile)
        if step is not None:
            keep_report(tx, step, files)
    desk.forget_district()
    return ImportReport(step, files, Changes(nouns if step is not None else frozenset(), step=step))


def open_files(
    desk: Desk,
    paths: Sequence[Path],
    profile: str,
    encoding: str | None,
    shapes: Mapping[str, TableShape],
    answers: Answers | None,
) -> Readings:
    """Return the files of a call, ready to be read in order.

    Raises `KnownError` for what can't be read at all, and for files of rules that no audit could go
    by.
    """
    known = known_of(desk, answers)
    saved = saved_profiles(desk)
    readings = open_paths(paths, profile, encoding, known, saved=saved, shapes=shapes)
    check_rule_files(readings)
    return readings


def _is_for_a_person(entry: Reported) -> bool:
    """Tell whether an entry is more than a file or column that was left aside."""
    if entry.row is None and entry.taken:
        return entry.code in _TO_LOOK_AT
    return entry.row is not None or entry.code != "ignored_file"
