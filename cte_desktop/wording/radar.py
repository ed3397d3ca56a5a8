"""The last-chance radar in words: lines of a list, sentences of one student, objects of JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cte_desktop.domain.school_year import school_year_text
from cte_desktop.wording.labels import moment_label, stage_label
from cte_desktop.wording.translate import tr, trn

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cte_desktop.domain.filling.radar import Closing, LastStart


def start_text(start: LastStart | None) -> str:
    """Return "fall of 11th grade (2027-28)", "" for None."""
    if start is None:
        return ""
    return tr(
        "{moment} ({year})",
        moment=moment_label(start.grade_level, start.term),
        year=school_year_text(start.school_year),
    )


def closing_text(closing: Closing) -> str:
    """Return in a sentence until when a pathway can still be completed."""
    concentrator, capstone = closing.concentrator_by, closing.capstone_by
    if not closing.is_open:
        return tr("It can't be completed any more before the end of 12th grade.")
    if concentrator is not None and capstone is not None:
        return tr(
            "The concentrator can start in {concentrator} at the latest, the capstone in "
            "{capstone}.",
            concentrator=start_text(concentrator),
            capstone=start_text(capstone),
        )
    if capstone is not None:
        return tr(
            "The capstone can start in {capstone} at the latest.", capstone=start_text(capstone)
        )
    if concentrator is not None:
        return tr(
            "The concentrator can start in {concentrator} at the latest.",
            concentrator=start_text(concentrator),
        )
    return tr("Nothing is left to start.")


def standing_text(closing: Closing) -> str:
    """Return how far the student is, and whether the plan does the rest."""
    stage = stage_label(closing.step)
    return tr("{stage}, the rest is planned", stage=stage) if closing.planned else stage


def failed_text(students: Sequence[str]) -> str:
    """Return which students are missing, by the district's ids as the program failed."""
    return trn(
        "{students} could not be worked out and is left out.",
        "{students} could not be worked out and are left out.",
        len(students),
        students=", ".join(students),
    )


def start_object(start: LastStart | None) -> dict[str, Any] | None:
    """Return a last start as `radar --json` has it."""
    if start is None:
        return None
    return {
        "school_year": school_year_text(start.school_year),
        "grade_level": start.grade_level,
        "term": start.term.value,
    }
