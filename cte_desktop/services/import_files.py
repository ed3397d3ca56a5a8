"""The files of one import: how they are read, applied within a transaction, and reported.

`importing.py` does it for good, `previewing.py` in a transaction that is given up.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cte_desktop.exchange.answers.answer_checks import problem_of
from cte_desktop.exchange.answers.answers import answers_of, without_bare_numbers
from cte_desktop.exchange.plain.catalog import rule_subjects
from cte_desktop.exchange.plain.known import Known
from cte_desktop.exchange.profiles.profile_writing import profile_text
from cte_desktop.exchange.report import Reported, reported
from cte_desktop.services.answering_imports import (
    ANSWERS,
    keep_answers,
    persons_of,
    remembered,
)
from cte_desktop.services.imported_pathways import look_over_pathways
from cte_desktop.services.imported_rules import look_over_imported
from cte_desktop.services.preview_rows import kept_text, plain_text
from cte_desktop.services.profiles import NOUNS as PROFILES
from cte_desktop.services.rule_files import can_be_used
from cte_desktop.services.rules import documents_of
from cte_desktop.storage import import_profiles, imports
from cte_desktop.storage import rules as rules_store
from cte_desktop.storage import students as student_store
from cte_desktop.storage.catalog_rows import KEPT_HERE, set_here
from cte_desktop.storage.import_report import REMOVED, FileCounts, ImportFile
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from cte_desktop.domain.audit.rules import AuditSettings
    from cte_desktop.exchange.answers.answers import Answers
    from cte_desktop.exchange.profiles.profile import Profile
    from cte_desktop.exchange.reading.checking import Reading
    from cte_desktop.exchange.reading.reading import Readings
    from cte_desktop.services.desk import Desk
    from cte_desktop.services.import_progress import ImportProgress
    from cte_desktop.storage.content import Json
    from cte_desktop.storage.import_report import KeptByHand, KeptSection
    from cte_desktop.storage.transaction import Transaction

_MARK = "mark"
ROWS = frozenset(
    {
        "catalog",
        "rules",
        "sections",
        "students",
        "record",
        "plans",
        "decisions",
        "settings",
        "history",
    }
)
"""What may have changed when a row did."""
PROFILE = "profile"
"""The kind of a profile's file in reports."""


@dataclass(frozen=True, slots=True)
class FileReport:
    """What became of one file: rows = accepted + changed + unchanged + refused.

    `absent` counts rows of before that the file lacks, `removed` those of them that are gone now;
    `left_aside` counts rows of the file that are none of its kind; `reported` lists every row that
    was refused or adjusted.
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
    left_aside: int = 0


@dataclass(frozen=True, slots=True)
class Applied:
    """What became of the files of a call, and of the profiles among them; `step` None if nothing
    did. `nouns` name what changed.
    """

    step: int | None
    files: tuple[FileCounts, ...]
    profiles: tuple[FileCounts, ...]
    nouns: frozenset[str]


def known_of(desk: Desk, answers: Answers | None) -> Known:
    """Return what files are checked against: catalog, rules, students, answers and today."""
    with desk.database.reading() as tx:
        students = student_store.graduation_years(tx)
        rules = rules_store.load_rules(tx)
        here = {kind: set_here(tx, rows) for kind, rows in KEPT_HERE.items()}
    known = Known(desk.district().catalog, desk.today(), students)
    if can_be_used(rules):  # of an older version of the program: the shipped ones stand in
        known.rules = rule_subjects(rules)
    known.set_here = here
    known.answers = without_bare_numbers(remembered(desk))
    if answers is not None:
        known.answers = known.answers.merged(answers)
    return known


def apply_readings(
    tx: Transaction,
    readings: Readings,
    auditing: AuditSettings,
    *,
    replace: bool,
    progress: ImportProgress,
) -> Applied:
    """Read the files and apply them as one step of a transaction; leave it with what is raised.

    Profiles that lay among the files are saved in the same step, and what was answered is
    remembered with it, unless it can't be.
    """
    readings.known.persons = lambda: persons_of(tx)
    profiles = [name for name, _ in readings.profiles]
    names: list[Json] = list(dict.fromkeys([*profiles, *(file.name for file in readings.files)]))
    files = [_import_file(readings, reading, progress) for reading in readings.files]
    before = documents_of(tx)
    result = imports.apply_import(tx, files, {"files": names}, replace=replace)
    look_over_imported(tx, readings, result.files, auditing, before)
    look_over_pathways(tx, readings, result.files)
    saved = tuple(_saved(tx, profile) for _, profile in readings.profiles)
    nouns = ROWS if result.step is not None else frozenset()
    if any(counts.accepted + counts.changed for counts in saved):
        nouns |= PROFILES
    if keep_answers(tx, _takable(readings.known)):
        nouns |= ANSWERS
    step = tx.step.number if tx.step is not None else None
    return Applied(step, result.files, saved, nouns)


def file_reports(readings: Readings, applied: Applied, profile: str) -> tuple[FileReport, ...]:
    """Return what became of each file, and of those that were left aside."""
    named = zip(readings.profiles, applied.profiles, strict=True)
    reports = [_of_profile(name, counts) for (name, _), counts in named]
    reports += [
        _report(reading, counts)
        for reading, counts in zip(readings.files, applied.files, strict=True)
    ]
    reports += [_ignored(name, entry, profile) for name, entry in readings.ignored]
    return tuple(reports)


def _takable(known: Known) -> Answers:
    """Return the answers that can be, by what is known after the files: others are asked again."""
    return answers_of(
        (code, value, answer)
        for code, value, answer in without_bare_numbers(known.answers)
        if not problem_of(code, value, answer, known.catalog, known.students)
    )


def _import_file(readings: Readings, reading: Reading, progress: ImportProgress) -> ImportFile:
    return ImportFile(
        reading.kind.name,
        reading.columns,
        progress.rows_of(readings, reading),
        given=lambda: _given(reading),
        refused=lambda: _not_understood(reading),
    )


def _not_understood(reading: Reading) -> int:
    """Return how many rows were refused; those that a person left out were understood."""
    left_out = (e for e in reading.reported if e.code == "left_out" and e.row is not None)
    return reading.refused - sum(1 for _ in left_out)


def _given(reading: Reading) -> frozenset[str]:
    """Return the fields that a file really has: a roster has no marks, whatever stands in."""
    shape = reading.mapping.shape if reading.mapping is not None else None
    if shape is None or any(rule.sources for rule in shape.columns if rule.column == _MARK):
        return reading.given
    return reading.given - {_MARK}


def _saved(tx: Transaction, profile: Profile) -> FileCounts:
    """Save a profile that lay among the files; it counts as one row."""
    counts = FileCounts(PROFILE)
    is_known = profile.name in import_profiles.load_profiles(tx)
    if not import_profiles.save_profile(tx, profile.name, profile_text(profile)):
        counts.unchanged = 1
    elif is_known:
        counts.changed = 1
    else:
        counts.accepted = 1
    return counts


def _of_profile(name: str, counts: FileCounts) -> FileReport:
    became = (counts.accepted, counts.changed, counts.unchanged)
    return FileReport(name, PROFILE, "utf-8", 1, *became, 0, 0, "", ())


def _report(reading: Reading, counts: FileCounts) -> FileReport:
    """Put together what the reader and the store have to say of a file."""
    headers = {column.field: column.name for column in reading.kind.columns if column.field}

    def title(column: str) -> str:
        return reading.title_of(headers.get(column, column))

    refused = tuple(
        reported(refusal.row, refusal.code, column=title(refusal.column))
        for refusal in counts.refused
    )
    kept = (
        *(_kept(reading, one, title(_told_at(one.column, "student_id"))) for one in counts.kept),
        *(
            _kept_of_section(one, title(_told_at(one.column, "section_id")))
            for one in counts.kept_sections
        ),
    )
    withheld = (_withheld(reading),) if counts.withheld else ()
    # What the store refuses was not taken, whatever was mended or noticed before.
    gone = {refusal.row for refusal in counts.refused}
    read = (entry for entry in reading.reported if not (entry.taken and entry.row in gone))
    entries = (*withheld, *read, *refused, *kept)
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
        reported=tuple(sorted(entries, key=lambda entry: entry.row or 0)),
        removed=counts.removed,
        left_aside=reading.left_aside,
    )


def _kept(reading: Reading, kept: KeptByHand, title: str) -> Reported:
    """Return the entry of a field that was set here and stays; the file has another value."""
    if kept.column == REMOVED:
        problem = tr("It was removed here, and that stays.")
        fix = tr("To have it again, add it to the student.")
        return Reported(kept.row, title, "", "kept_by_hand", problem, fix, taken=True)
    here = kept_text(reading.kind, kept.column, kept.here) or "–"
    file = kept_text(reading.kind, kept.column, kept.file)
    problem = tr('It was set to "{here}" here, and that stays.', here=here)
    fix = tr("Choose once which of the two values holds.")
    return Reported(kept.row, title, file[:200], "kept_by_hand", problem, fix, taken=True)


def _kept_of_section(kept: KeptSection, title: str) -> Reported:
    """Return the entry of what a person set of a section here; the file has another value."""
    if kept.column == REMOVED:
        problem = tr("Section {section} was removed here, and that stays.", section=kept.section_id)
        fix = tr("To have it again, add it in Sections.")
        return Reported(kept.row, title, kept.section_id, "kept_by_hand", problem, fix, taken=True)
    here, file = (plain_text("sections", kept.column, v) or "–" for v in (kept.here, kept.file))
    problem = tr(
        'Section {section} was set to "{here}" here, and that stays.',
        section=kept.section_id,
        here=here,
    )
    fix = tr("To take the file's value, change the section in Sections.")
    return Reported(kept.row, title, file[:200], "kept_by_hand", problem, fix, taken=True)


def _told_at(column: str, naming: str) -> str:
    """Return the column at which it is told: that which names the whole where all was removed."""
    return naming if column == REMOVED else column


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


def _ignored(name: str, entry: Reported, profile: str) -> FileReport:
    return FileReport(name, "unknown", "", 0, 0, 0, 0, 0, 0, profile, (entry,))
