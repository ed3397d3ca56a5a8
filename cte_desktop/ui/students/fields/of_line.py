"""Columns and filters of what each student's line says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.ui.students.fields.record import (
    ListColumn,
    ListFilter,
    equal,
    fixed,
    occurring,
)
from cte_desktop.ui.table_model import Column
from cte_desktop.wording.labels import grade_label
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from cte_desktop.services.students import StudentLine
    from cte_desktop.ui.students.fields.record import Choices, Value

NAME = "name"
SCHOOL, GRADE, COUNSELOR, PATHWAY = "school", "grade", "counselor", "pathway"
CLASS_OF, LEFT = "class_of", "left"
HAVE_LEFT, EVERYONE = "have_left", "everyone"


def columns_of_line() -> tuple[ListColumn, ...]:
    """Return the columns that are there at once.

    Only names and ids are searched, both in `name_key`; for the rest there are the filters.
    """
    return (
        ListColumn(
            NAME,
            Column(
                tr("Name"),
                lambda row: row.name,
                search_text=lambda row: row.name_key,
                width=260,
            ),
        ),
        ListColumn("id", _column(tr("Id"), lambda row: row.student_id, 96)),
        ListColumn(
            GRADE,
            Column(
                tr("Grade"),
                lambda row: grade_label(row.grade_level),
                sort_key=lambda row: row.grade_level,
                width=72,
                searched=False,
            ),
        ),
        ListColumn(SCHOOL, _column(tr("School"), lambda row: row.school_name, 170)),
        ListColumn(COUNSELOR, _column(tr("Counselor"), lambda row: row.counselor, 160)),
        ListColumn(
            PATHWAY,
            Column(tr("Pathway"), lambda row: row.pathway, least=180, searched=False),
        ),
        ListColumn(
            CLASS_OF,
            Column(
                tr("Class of"),
                lambda row: str(row.graduation_year),
                sort_key=lambda row: row.graduation_year,
                width=84,
                searched=False,
            ),
        ),
    )


def filters_of_line() -> tuple[ListFilter, ...]:
    """Return the four filters that always stand there."""
    return (
        ListFilter(
            SCHOOL,
            tr("School"),
            tr("All schools"),
            occurring(lambda row: row.school_name, tr("No school")),
            equal(lambda row: row.school_name),
        ),
        ListFilter(
            GRADE, tr("Grade"), tr("All grades"), _grades, equal(lambda row: row.grade_level)
        ),
        ListFilter(
            COUNSELOR,
            tr("Counselor"),
            tr("All counselors"),
            occurring(lambda row: row.counselor, tr("No counselor")),
            equal(lambda row: row.counselor),
        ),
        ListFilter(
            PATHWAY,
            tr("Pathway"),
            tr("All pathways"),
            occurring(lambda row: row.pathway, tr("No pathway")),
            equal(lambda row: row.pathway),
        ),
    )


def more_of_line() -> tuple[ListFilter, ...]:
    """Return the further filters of the line."""
    return (
        ListFilter(
            CLASS_OF,
            tr("Class of"),
            tr("All classes"),
            _classes,
            equal(lambda row: row.graduation_year),
        ),
        ListFilter(
            LEFT,
            tr("Who has left"),
            tr("In school"),
            fixed(((tr("Have left school"), HAVE_LEFT), (tr("In school or not"), EVERYONE))),
            _left,
        ),
    )


def _column(title: str, text: Callable[[StudentLine], str], width: int) -> Column[StudentLine]:
    return Column(title, text, width=width, searched=False)


def _grades(rows: Iterable[StudentLine]) -> Choices:
    grades = sorted({row.grade_level for row in rows})
    return [(tr("{grade} grade", grade=grade_label(one)), one) for one in grades]


def _classes(rows: Iterable[StudentLine]) -> Choices:
    years = sorted({row.graduation_year for row in rows})
    return [(tr("Class of {year}", year=year), year) for year in years]


def _left(wanted: Value) -> Callable[[StudentLine], bool]:
    if wanted == HAVE_LEFT:
        return lambda row: not row.in_school
    return lambda _row: True
