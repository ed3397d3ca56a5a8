"""Importing files: read and checked by `exchange`, applied by `storage`, all or nothing."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from cte_desktop.exchange.catalog import rule_subjects
from cte_desktop.exchange.known import Known
from cte_desktop.exchange.reading import Readings, open_paths
from cte_desktop.exchange.report import Reported, reported
from cte_desktop.services.changes import Changes
from cte_desktop.services.imported_pathways import look_over_pathways
from cte_desktop.services.imported_rules import NOT_KNOWN, look_over_imported
from cte_desktop.services.rule_files import can_be_used, check_rule_files
from cte_desktop.services.rules import documents_of
from cte_desktop.storage import imports
from cte_desktop.storage import rules as rules_store
from cte_desktop.storage import students as student_store
from cte_desktop.storage.import_report import FileCounts, ImportFile
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from cte_desktop.exchange.checking import Reading
    from cte_desktop.services.desk import Desk
    from cte_desktop.storage.content import Json

PLAIN = "plain"
TOUCHED = frozenset({"catalog", "rules", "students", "record", "plans", "decisions", "history"})


@dataclass(frozen=True, slots=True)
class FileReport:
    """What became of one file: rows = accepted + changed + unchanged + refused.

    `absent` counts rows of before that the file lacks, `removed` those of them that are gone now;
    `reported` lists every row that was refused or adjusted.
    """

    file: str
    kind: str
    encoding: str
    rows: int
    accepted: int
    changed: int
    unchanged: int
    refused: int
    absent: int
    profile: str
    reported: tuple[Reported, ...]
    removed: int = 0


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


def import_paths(
    desk: Desk,
    paths: Sequence[Path],
    *,
    profile: str = PLAIN,
    encoding: str | None = None,
    replace: bool = False,
    back_up: bool = True,
    progress: Callable[[str, int], None] | None = None,
) -> ImportReport:
    """Import files, folders or archives as one step that can be undone, after a backup.

    `progress(file, rows)` is called every few thousand rows; what it raises cancels the import, and
    nothing of it stays. Raises `KnownError` for what can't be read at all; nothing is applied then.
    """
    known = _known(desk)
    readings = open_paths(paths, profile, encoding, known)
    check_rule_files(readings)
    if back_up and desk.database.path is not None:
        desk.database.back_up("before-import")
    auditing = desk.district().auditing
    names: list[Json] = [reading.name for reading in readings.files]
    files = [_import_file(readings, reading, progress) for reading in readings.files]
    with desk.database.writing() as tx:
        before = documents_of(tx)
        result = imports.apply_import(tx, files, {"files": names}, replace=replace)
        look_over_imported(tx, readings, result.files, auditing, before)
        look_over_pathways(tx, readings, result.files)
    desk.forget_district()
    reports = [
        _report(reading, counts)
        for reading, counts in zip(readings.files, result.files, strict=True)
    ]
    reports += [_ignored(name, entry, profile) for name, entry in readings.ignored]
    nouns = TOUCHED if result.step is not None else frozenset()
    return ImportReport(result.step, tuple(reports), Changes(nouns, step=result.step))


def _known(desk: Desk) -> Known:
    """Return what files are checked against: catalog, rules, students and today."""
    with desk.database.reading() as tx:
        students = student_store.graduation_years(tx)
        rules = rules_store.load_rules(tx)
    if not can_be_used(rules):  # of an older version of the program: the shipped ones stand in
        return Known(desk.district().catalog, desk.today(), students)
    return Known(desk.district().catalog, desk.today(), students, rule_subjects(rules))


def _import_file(
    readings: Readings, reading: Reading, progress: Callable[[str, int], None] | None
) -> ImportFile:
    def told(rows: int) -> None:
        if progress is not None:
            progress(reading.name, rows)

    rows = chain.from_iterable(readings.batches(reading, told))
    return ImportFile(
        reading.kind.name,
        reading.columns,
        rows,
        given=lambda: reading.given,
        refused=lambda: reading.refused,
    )


def _report(reading: Reading, counts: FileCounts) -> FileReport:
    """Put together what the reader and the store have to say of a file."""
    refused = tuple(
        reported(refusal.row, refusal.code, column=refusal.column) for refusal in counts.refused
    )
    withheld = (_withheld(reading),) if counts.withheld else ()
    entries = sorted((*withheld, *reading.reported, *refused), key=lambda entry: entry.row or 0)
    return FileReport(
        file=reading.name,
        kind=reading.kind.name,
        encoding=reading.encoding,
        rows=reading.rows,
        accepted=counts.accepted,
        changed=counts.changed,
        unchanged=counts.unchanged,
        refused=reading.refused + len(refused),
        absent=counts.absent,
        profile=reading.profile,
        reported=tuple(entries),
        removed=counts.removed,
    )


def _withheld(reading: Reading) -> Reported:
    """Return the entry that says why `replace` removed nothing of a kind."""
    if reading.rows:
        problem = tr(
            "Nothing was removed: rows were refused, and what was not understood is not missing."
        )
        fix = tr("Correct the refused rows and import the file again.")
    else:
        problem = tr("Nothing was removed: the file has no rows.")
        fix = tr("Check that the export is whole, and import it again.")
    return Reported(None, "", "", "adjusted", problem, fix, taken=True)


def _is_for_a_person(entry: Reported) -> bool:
    """Tell whether an entry is more than a file or column that was left aside."""
    if entry.row is None and entry.taken:
        return entry.code == "adjusted" or entry.code in NOT_KNOWN
    return entry.row is not None or entry.code != "ignored_file"


def _ignored(name: str, entry: Reported, profile: str) -> FileReport:
    return FileReport(name, "unknown", "", 0, 0, 0, 0, 0, 0, profile, (entry,))
