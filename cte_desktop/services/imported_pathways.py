"""Pathways that an import brings, looked over together: their levels come from two files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.domain.audit.pathway_checks import NOT_ASKED, pathway_problems
from cte_desktop.exchange.report import Reported
from cte_desktop.storage.catalog import load_catalog
from cte_desktop.wording.labels import level_label
from cte_desktop.wording.translate import noop, tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cte_desktop.domain.audit.pathway_checks import PathwayProblem
    from cte_desktop.exchange.reading.reading import Readings
    from cte_desktop.storage.import_report import FileCounts
    from cte_desktop.storage.transaction import Transaction

_FILES = ("pathway_levels", "pathways")  # told in the first of them that the call changed
_PROBLEM_OF_STEPS = noop(
    "{pathway}: pathway_levels.csv requires the introductory level, but pathways.csv does not; it "
    "is not asked for."
)
_FIX_OF_STEPS = noop("Set introductory_required to yes in pathways.csv, or required to no.")
_PROBLEM_OF_LEVEL = noop(
    "{pathway} has no {level} course for the classes {classes}: nobody can complete it."
)
_FIX_OF_LEVEL = noop("Add the course to pathway_levels.csv.")
_FIX_OF_REQUIRED = noop(
    "Add the course to pathway_levels.csv, or set introductory_required to no in pathways.csv."
)


def look_over_pathways(tx: Transaction, readings: Readings, counted: Sequence[FileCounts]) -> None:
    """Report what is wrong with the levels of pathways that the call changed; they are taken."""
    changed = {
        reading.kind.name: reading
        for reading, counts in zip(readings.files, counted, strict=True)
        if reading.kind.name in _FILES and counts.accepted + counts.changed
    }
    told = next((changed[name] for name in _FILES if name in changed), None)
    if told is not None:
        told.reported += map(_entry, pathway_problems(load_catalog(tx)))


def _entry(problem: PathwayProblem) -> Reported:
    of_steps = problem.code == NOT_ASKED
    level = level_label(problem.level.value)
    text = tr(
        _PROBLEM_OF_STEPS if of_steps else _PROBLEM_OF_LEVEL,
        pathway=problem.pathway,
        level=level,
        classes=problem.classes,
    )
    required = problem.level.value == "introductory"
    fix = _FIX_OF_STEPS if of_steps else _FIX_OF_REQUIRED if required else _FIX_OF_LEVEL
    column = "required" if of_steps else "level"
    return Reported(None, column, problem.pathway, "adjusted", text, tr(fix), taken=True)
