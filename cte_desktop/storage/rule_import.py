"""Rules from files: a document that differs from the newest one becomes its next version.

Each is a change of its own in the import's step, as when a person publishes it; so taking the
import back puts the former document in force and no version is lost.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.domain.audit.area_parts import inherit_parts
from cte_desktop.storage.import_report import FileCounts
from cte_desktop.storage.rules import change_rules, load_rules

if TYPE_CHECKING:
    from cte_desktop.storage.bulk import BulkStep
    from cte_desktop.storage.import_report import ImportFile, Watch


class RuleImport:
    """The documents of one call; a file is one row with its document as the one value."""

    def __init__(self, bulk: BulkStep) -> None:
        """Stand ready."""
        self._bulk = bulk

    def copy(self, file: ImportFile, watch: Watch | None) -> FileCounts:
        """Publish the document unless it is as the newest one."""
        counts = FileCounts(file.kind)
        for document, _ in file.rows:
            newest = load_rules(self._bulk.tx).get(file.kind)
            if file.kind == "ag" and newest is not None:
                document = inherit_parts(document, newest)  # noqa: PLW2901
            if not change_rules(self._bulk.tx, file.kind, document):
                counts.unchanged += 1
            elif newest is None:
                counts.accepted += 1
            else:
                counts.changed += 1
        if watch is not None:
            watch(1)
        return counts

    def absent(self) -> str:
        """Return the condition of absent rows: a document is never missing from a file."""
        return "0"

    def close(self) -> None:
        """Nothing is left to clear away."""
