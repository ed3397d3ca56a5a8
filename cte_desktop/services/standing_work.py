"""The part of the kept standings that any process can do: from rows of the store to standings.

Light to import: a child needs neither the store's library nor the window's.
"""

from __future__ import annotations

import marshal
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cte_desktop.domain.audit.parts import Part
from cte_desktop.domain.audit.standing import Standing, standings
from cte_desktop.domain.filling.radar import closings as last_starts_of
from cte_desktop.domain.filling.radar import taught_around
from cte_desktop.domain.planning.situation import PlanningSettings, Situation
from cte_desktop.services.crew import said_of
from cte_desktop.storage.raw_files import RawFiles, files_from

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from cte_desktop.domain.audit.rules import AuditSettings, Rules
    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.domain.planning.plan import Plan
    from cte_desktop.domain.planning.sections.offers import Offers
    from cte_desktop.domain.students.file import StudentFile

DueFiles = tuple[bytes, dict[int, int]]
"""Packed files, and in which parts each of their students is due."""
KeptRow = tuple[str | int | None, ...]
"""A value for each of `storage.standings.KEPT`, in their order."""
WorkedRow = tuple[int, str, str, int, tuple[KeptRow, ...]]
"""A student's key, uid, school, grade and standings: tuples, since they pass between processes."""
WorkedRows = tuple[tuple[WorkedRow, ...], dict[int, str]]
"""Of a block, what was worked out; and the keys of the others, with what was wrong in the code."""

Starts = tuple[int | None, int | None]
"""The moments of the last terms in which concentrator and capstone can start."""
_NO_STARTS: Starts = (None, None)


@dataclass(frozen=True, slots=True)
class Terms:
    """What everybody is audited by: the same for all of a run."""

    catalog: Catalog
    rules: Rules
    auditing: AuditSettings
    day: date
    offers: Offers | None = None
    """The sections of `pathway_sections`; None to leave the last starts of pathways alone."""


def packed(raw: RawFiles) -> bytes:
    """Return rows in the form in which they pass to another process."""
    return marshal.dumps(raw)


def standings_job(terms: Terms) -> Callable[[DueFiles], WorkedRows]:
    """Return what works out the standings of a block of packed files.

    A student whose audit fails is told by key and costs the others nothing.
    """

    def answer(block: DueFiles) -> WorkedRows:
        files, parts = block
        done: list[WorkedRow] = []
        failed: dict[int, str] = {}
        for key, file, plan in files_from(marshal.loads(files)):  # noqa: S302 - our own rows
            try:
                done.append(worked(key, file, plan, terms, Part(parts[key])))
            except Exception as error:  # noqa: BLE001 - the program's own fault, whatever it is
                failed[key] = said_of(error)
        return tuple(done), failed

    return answer


def worked(key: int, file: StudentFile, plan: Plan | None, terms: Terms, parts: Part) -> WorkedRow:
    """Return what is kept of how a student stands in the programs of these parts."""
    found = standings(file, plan, terms.catalog, terms.rules, terms.auditing, terms.day, parts)
    student = file.student
    starts = _last_starts(found, file, plan, terms)
    rows = tuple(_row(one, *starts.get(one.program, _NO_STARTS)) for one in found)
    return key, student.uid, student.school, student.grade_level, rows


def _last_starts(
    found: tuple[Standing, ...], file: StudentFile, plan: Plan | None, terms: Terms
) -> dict[str, Starts]:
    """Return the moments of the last starts of the concentrator and the capstone, by program."""
    open_ones = [one for one in found if one.completer is False and one.stage is not None]
    names = tuple(one.program.partition(":")[2] for one in open_ones)
    if not names or terms.offers is None:
        return {}
    settings = PlanningSettings(thresholds=terms.auditing.thresholds)
    situation = Situation(file, plan, terms.catalog, {}, settings, terms.day)
    around = taught_around(situation, terms.offers)
    no_plans: frozenset[str] = frozenset()  # what is planned the status tells
    return {
        f"pathway:{one.pathway}": (
            None if one.concentrator_by is None else one.concentrator_by.moment,
            None if one.capstone_by is None else one.capstone_by.moment,
        )
        for one in last_starts_of(situation, around, terms.auditing, names, no_plans)
    }


def _row(one: Standing, concentrator_by: int | None, capstone_by: int | None) -> KeptRow:
    chance = one.last_chance
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
        one.ends_in,
        int(one.under_way),
        one.short_of,
        None if chance is None else chance.starts,
        None if chance is None else chance.ends_in,
        0 if chance is None else int(chance.only_year),
        concentrator_by,
        capstone_by,
    )
