"""The command school-year: what beginning a school year would do, and to begin it."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from cte_desktop.cli.opening import desk_of
from cte_desktop.cli.school_years import school_year_asked
from cte_desktop.domain.school_year import school_year_text
from cte_desktop.services.year_start import (
    Fate,
    YearStart,
    preview_start,
    start_year,
    uids_of_ids,
)
from cte_desktop.system.errors import WrongCall
from cte_desktop.wording.errors import told
from cte_desktop.wording.labels import grade_label
from cte_desktop.wording.translate import noop, tr
from cte_desktop.wording.year_start import (
    begun_text,
    fate_text,
    missing_marks_text,
    totals_text,
)

if TYPE_CHECKING:
    import argparse

    from cte_desktop.cli.output import Output
    from cte_desktop.services.desk import Desk
    from cte_desktop.services.year_start import GradeRow

_LOOK = 1  # a person must look: it can't be begun as it is


def school_year(options: argparse.Namespace, output: Output) -> int:
    """Say what beginning a school year would do, or begin it."""
    if options.do == "preview":
        with desk_of(options, writable=False) as desk:
            preview = _preview(desk, options)
        refused = None if preview.refused is None else told(preview.refused).whole
        output.answer(_object(preview, refused), _text(preview, refused))
        return 0 if refused is None else _LOOK
    with desk_of(options, writable=True) as desk:
        preview = _preview(desk, options)
        changes = start_year(desk, preview)
    moved = preview.count(Fate.MOVES, Fate.CHANGES_SCHOOL)
    missing = missing_marks_text(preview.missing_marks, preview.school_year - 1)
    if missing:
        output.aside(missing)
    answer = {**_object(preview, None), "step": changes.step}
    output.answer(answer, begun_text(moved, preview.school_year))
    return 0


def _preview(desk: Desk, options: argparse.Namespace) -> YearStart:
    return preview_start(
        desk,
        school_year_asked(options.year),
        high_schools=dict(map(_high_school, getattr(options, "high_school", ()))),
        staying=uids_of_ids(desk, getattr(options, "stay", ())),
    )


def _high_school(text: str) -> tuple[str, str]:
    junior_high, equals, high_school = text.partition("=")
    if not (junior_high and equals and high_school):
        raise WrongCall(
            "wrong_call",
            noop('"{given}" does not say where the 8th graders of a school go.'),
            do=noop("Write it as RN=VL, by the short names of the schools."),
            given=text,
        )
    return junior_high, high_school


def _object(preview: YearStart, refused: str | None) -> dict[str, Any]:
    return {
        "school_year": school_year_text(preview.school_year),
        "rows": [
            {
                "school": row.school,
                "grade_level": row.grade_level,
                "students": row.students,
                "effect": row.fate.value,
                "to_school": preview.high_schools.get(row.school, "")
                if row.fate is Fate.CHANGES_SCHOOL
                else "",
            }
            for row in preview.rows
        ],
        "high_schools": dict(preview.high_schools),
        "missing_marks": preview.missing_marks,
        "refused": refused,
    }


def _text(preview: YearStart, refused: str | None) -> str:
    heading = (tr("School"), tr("Grade"), tr("Students"), tr("What happens"))
    rows = [heading, *map(_cells, preview.rows)]
    widths = [max(len(row[at]) for row in rows) for at in range(3)]
    table = (
        f"{school:<{widths[0]}}  {grade:<{widths[1]}}  {students:>{widths[2]}}  {effect}"
        for school, grade, students, effect in rows
    )
    said = (
        totals_text(preview.count, preview.school_year),
        missing_marks_text(preview.missing_marks, preview.school_year - 1),
        refused or "",
    )
    return "\n".join((*table, *filter(None, said)))


def _cells(row: GradeRow) -> tuple[str, str, str, str]:
    return (
        row.school_name,
        grade_label(row.grade_level),
        f"{row.students:,}",
        fate_text(row.fate, row.grade_level, row.to_school),
    )


COMMANDS = MappingProxyType({"school-year": school_year})
