"""Imports: everything of one call in one transaction and one step, which can be taken back.

Files add and change by identity. A row of the store that a newer file of its kind lacks is
*absent*: it stays, unless `replace` removes it. What can be absent:

* students, record, tests and catalog files: every row;
* decisions, enrollments, experiences, busy and wishes: those that files brought, not those that a
  person made here;
* sections: those of the school years that the files speak of, but for those that people added;
* plans: semesters that files brought (each half counts), not those that a person placed;
* graduation, ag, programs: none; another document is a new version.

With a student, all that is kept about them goes; taking the step back brings it back. Nothing is
removed for files without a row that was taken, or with rows that were not understood: what such a
row stands for is not missing.
"""
# ruff: noqa: S608 - statements are put together from the names of our own tables alone

from __future__ import annotations

import contextlib
import json
from itertools import islice
from typing import TYPE_CHECKING, Any, Protocol

from sqlalchemy.exc import SQLAlchemyError
from sqlcipher3 import dbapi2

from cte_desktop.storage.bulk import BulkStep
from cte_desktop.storage.bulk_undo import require_unchanged, take_back
from cte_desktop.storage.catalog import publish_catalog
from cte_desktop.storage.copied import COPIED
from cte_desktop.storage.copying import Copying
from cte_desktop.storage.fetching import fetch
from cte_desktop.storage.history import StepKind, begin_step
from cte_desktop.storage.import_report import FileCounts, ImportFile, ImportResult, Watch
from cte_desktop.storage.plan_import import PlanImport
from cte_desktop.storage.plan_locks import locked_of_step
from cte_desktop.storage.rule_import import RuleImport
from cte_desktop.storage.sections.importing import SectionImport
from cte_desktop.storage.students import students_written_in
from cte_desktop.storage.undo import BulkNoun

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from cte_desktop.storage.content import Content, Json
    from cte_desktop.storage.transaction import Transaction

# The order in which kinds are taken, as files are read: what a later one names, an earlier one has
# brought; rules say which subjects there are.
ORDER = (
    "graduation",
    "ag",
    "programs",
    "sectors",
    "schools",
    "pathways",
    "courses",
    "course_sites",
    "pathway_levels",
    "bells",
    "travel",
    "workshops",
    "sections",
    "students",
    "record",
    "enrollments",
    "experiences",
    "tests",
    "decisions",
    "busy",
    "wishes",
    "plans",
    "employers",
    "earlier_totals",
)
# Refusals of rows whose like is there, or that speak of a student that nobody knows.
_UNDERSTOOD = frozenset(
    {
        "duplicate_row",
        "duplicate_id",
        "other_file",
        "unknown_student",
        "plan_locked",
        "opened_again",
    }
)
_MOST_OF_A_ROW = {"plans": 2}  # rows of the store that a row of a file can stand for; else one
_FOLDED_AT_ONCE = 1_000  # names between looks
_CACHE = 64 * 1024  # kibibytes of pages that are held while rows come in
_CACHE_TO_TAKE_BACK = 256 * 1024  # every page of the step is read, written and written again
CATALOG_TABLES = frozenset(copied.table for copied in COPIED.values() if copied.is_catalog)


class _Part(Protocol):
    """The files of one kind in one call."""

    def copy(self, file: ImportFile, watch: Watch | None) -> FileCounts:
        """Apply the rows of one file."""

    def absent(self) -> str:
        """Return the condition of the rows that no file had."""

    def close(self) -> None:
        """Clear away what is temporary."""


def apply_import(
    tx: Transaction,
    files: Iterable[ImportFile],
    details: Mapping[str, Json] | None = None,
    *,
    replace: bool = False,
    watch: Watch | None = None,
) -> ImportResult:
    """Apply the files of one call as one step; no step if nothing changes.

    The files are taken in the order of their kinds, the rows of each one read once and as they
    come. What `watch` or a file raises gives up the whole call: leave the transaction with it.
    """
    begin_step(tx, "import", details, kind=StepKind.IMPORT)
    bulk = BulkStep(tx)
    counted: list[FileCounts] = []
    given = tuple(files)
    with _large_cache(tx):
        for kind in ORDER:
            of_kind = [file for file in given if file.kind == kind]
            if of_kind:
                counted += _apply_kind(bulk, kind, of_kind, watch, replace=replace)
    bulk.write(NOUN.name, _summary(counted))
    step = bulk.number if bulk.begun else None
    if step is not None and CATALOG_TABLES & bulk.tables:
        publish_catalog(tx, step)
    return ImportResult(step, tuple(counted))


@contextlib.contextmanager
def _large_cache(tx: Transaction, kibibytes: int = _CACHE) -> Iterator[None]:
    """Let the store hold more pages meanwhile: rows may come in any order."""
    driver: Any = tx.connection.connection.driver_connection
    driver.execute(f"PRAGMA cache_size = -{kibibytes}")
    try:
        yield
    finally:
        # The transaction or the connection may be gone by now: that must not hide why.
        with contextlib.suppress(dbapi2.Error):
            driver.execute("PRAGMA cache_size = -2000")


@contextlib.contextmanager
def _kept_elsewhere(tx: Transaction) -> Iterator[None]:
    """Spare overwriting pages that go free: what stood there is kept as earlier versions anyway."""
    driver: Any = tx.connection.connection.driver_connection
    driver.execute("PRAGMA secure_delete = OFF")
    try:
        yield
    finally:
        with contextlib.suppress(dbapi2.Error):
            driver.execute("PRAGMA secure_delete = ON")


@contextlib.contextmanager
def _closing(part: _Part) -> Iterator[_Part]:
    """Clear away what is temporary; when the import is given up, its transaction does so too."""
    try:
        yield part
    except BaseException:
        with contextlib.suppress(SQLAlchemyError):
            part.close()
        raise
    part.close()


def _apply_kind(
    bulk: BulkStep,
    kind: str,
    files: Sequence[ImportFile],
    watch: Watch | None,
    *,
    replace: bool,
) -> list[FileCounts]:
    with _closing(_part(bulk, kind)) as part:
        counted = [part.copy(file, watch) for file in files]
        table = _TABLES.get(kind) or COPIED[kind].table
        absent = part.absent()
        found = bulk.tx.connection.exec_driver_sql(f'SELECT count(*) FROM "{table}" WHERE {absent}')
        missing = int(found.scalar() or 0)
        doubtful = _not_understood(files, counted)
        last = counted[-1]
        most = max(counts.most_parts for counts in counted)
        last.absent = max(0, missing - doubtful * _MOST_OF_A_ROW.get(kind, most))
        last.withheld = replace and missing > 0 and (doubtful > 0 or not _took_a_row(counted))
        if replace and missing and not last.withheld:
            last.removed = _remove(bulk, kind, table, absent)
    if kind == "students":
        _fold_names(bulk)
    return counted


def _not_understood(files: Iterable[ImportFile], counted: Iterable[FileCounts]) -> int:
    """Return how many rows were refused so that nobody can tell what they stand for."""
    unread = sum(file.refused() for file in files if file.refused is not None)
    refused = (refusal.code for counts in counted for refusal in counts.refused)
    return unread + sum(1 for code in refused if code not in _UNDERSTOOD)


def _took_a_row(counted: Iterable[FileCounts]) -> bool:
    return any(counts.accepted + counts.changed + counts.unchanged for counts in counted)


def _remove(bulk: BulkStep, kind: str, table: str, absent: str) -> int:
    if kind != "plans":
        return bulk.remove(table, absent)
    query = f'SELECT DISTINCT "plan" FROM placement WHERE {absent}'
    plans = bulk.tx.connection.exec_driver_sql(query).scalars().all()
    removed = bulk.remove(table, absent)
    _remove_emptied_plans(bulk, plans)
    return removed


def _part(bulk: BulkStep, kind: str) -> _Part:
    match kind:
        case "sections":
            return SectionImport(bulk)
        case "plans":
            return PlanImport(bulk, _student_keys(bulk.tx))
        case "graduation" | "ag" | "programs":
            return RuleImport(bulk)
        case _:
            copied = COPIED[kind]
            return Copying(bulk, copied, _student_keys(bulk.tx) if copied.of_student else {})


def _student_keys(tx: Transaction) -> dict[str, int]:
    return dict(fetch(tx, 'SELECT student_id, "key" FROM student'))


def _fold_names(bulk: BulkStep) -> None:
    """Make the text that searches match anew, for the students that the step wrote."""
    if not bulk.begun:
        return
    statement = "UPDATE student SET name_key = ? WHERE uid = ?"
    written = students_written_in(bulk.tx, bulk.number)
    while some := list(islice(written, _FOLDED_AT_ONCE)):
        bulk.tx.look()
        folded = [(student.name_key, student.uid) for student in some]
        bulk.tx.connection.exec_driver_sql(statement, folded)


def _remove_emptied_plans(bulk: BulkStep, plans: Sequence[int]) -> None:
    """Remove plans whose last semester this step removed, unless somebody signed them."""
    emptied = 'NOT EXISTS (SELECT 1 FROM placement q WHERE q."plan" = "plan"."key")'
    bulk.remove(
        "plan",
        f'"key" IN (SELECT value FROM json_each(?)) AND signed_on IS NULL AND {emptied}',
        (json.dumps(plans),),
    )


def _summary(counted: Iterable[FileCounts]) -> Content:
    return {
        "files": [
            {
                "kind": counts.kind,
                "accepted": counts.accepted,
                "changed": counts.changed,
                "unchanged": counts.unchanged,
                "refused": len(counts.refused),
                "removed": counts.removed,
            }
            for counts in counted
        ]
    }


def _revert(tx: Transaction, number: int, new_number: int) -> Content:
    _require_unlocked(tx, number)
    with _large_cache(tx, _CACHE_TO_TAKE_BACK), _kept_elsewhere(tx):
        tables = take_back(tx, number, new_number)
    if CATALOG_TABLES & set(tables):
        publish_catalog(tx, new_number)
    return {"taken_back": number, "tables": list(tables)}


def _look(tx: Transaction, number: int) -> None:
    _require_unlocked(tx, number)
    require_unchanged(tx, number)


def _require_unlocked(tx: Transaction, number: int) -> None:
    """Raise what the guard says if a plan of which the step wrote something is locked since."""
    tx.require_unlocked(locked_of_step(tx, number))


_TABLES = {"sections": "section", "plans": "placement"}
_TABLES |= dict.fromkeys(("graduation", "ag", "programs"), "rule_document")
NOUN = BulkNoun("import", _revert, _look)
