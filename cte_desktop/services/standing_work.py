"""The part of the kept standings that any process can do: from rows of the store to standings.

Light to import: a child needs neither the store's library nor the window's.
"""

from __future__ import annotations

import marshal
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cte_desktop.domain.audit.parts import Part
from cte_desktop.domain.audit.standing import Standing, standings
from cte_desktop.storage.raw_files import RawFiles, files_from

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from cte_desktop.domain.audit.rules import AuditSettings, Rules
    from cte_desktop.domain.catalog.catalog import Catalog

DueFiles = tuple[bytes, dict[int, int]]
"""Packed files, and in which parts each of their students is due."""
KeptRow = tuple[str, str, int, int, int, int, int, str, int | None, int | None]
WorkedRow = tuple[int, str, str, int, tuple[KeptRow, ...]]
"""A student's key, uid, school, grade and standings: tuples, since they pass between processes."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What everybody is audited by: the same for all of a run."""

    catalog: Catalog
    rules: Rules
    auditing: AuditSettings
    day: date


def packed(raw: RawFiles) -> bytes:
    """Return rows in the form in which they pass to another process."""
    return marshal.dumps(raw)


def standings_job(terms: Terms) -> Callable[[DueFiles], tuple[WorkedRow, ...]]:
    """Return what works out the standings of a block of packed files."""

    def answer(block: DueFiles) -> tuple[WorkedRow, ...]:
        files, parts = block
        return tuple(
            (
                key,
                file.student.uid,
                file.student.school,
                file.student.grade_level,
                tuple(
                    _row(one)
                    for one in standings(
                        file,
                        plan,
                        terms.catalog,
                        terms.rules,
                        terms.auditing,
                        terms.day,
                        Part(parts[key]),
                    )
                ),
            )
            for key, file, plan in files_from(marshal.loads(files))  # noqa: S302 - our own rows
        )

    return answer


def _row(one: Standing) -> KeptRow:
    return (
        one.program,
        one.status.value,
        one.need,
        one.earned,
        one.in_progress,
        one.planned,
        one.missing,
        "" if one.stage is None else one.stage.value,
        None if one.completer is None else int(one.completer),
        one.completed_in,
    )
