"""A student's requests as rows of a table: what stands in each period, in words and with a sign."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from cte_desktop.ui.table_model import Column
from cte_desktop.wording.conflict_matrix import (
    cell_text,
    choices_text,
    column_text,
    course_title,
    section_lines,
)
from cte_desktop.wording.labels import term_label
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.domain.planning.sections.matrix.requests import Cell, Request, RequestMatrix
    from cte_desktop.ui.theme import ColorName

_TAKEN: tuple[str, ColorName] = ("circle-dot", "accent")
_FITS: tuple[str, ColorName] = ("circle-check", "met")
_OPEN: tuple[str, ColorName] = ("triangle-alert", "warning")
_CLOSED: tuple[str, ColorName] = ("x", "text_muted")


@dataclass(frozen=True, slots=True)
class RequestLine:
    """A request with what its row says."""

    request: Request
    title: str
    cells: dict[str, Cell]
    said: str  # where it could be had
    combined: str  # the section of the combination, "" where there is none


def request_lines(matrix: RequestMatrix, catalog: Catalog) -> tuple[RequestLine, ...]:
    """Return a row for each request, in the order of the plan."""
    combined = {id(request): choice for request, choice in matrix.combination}
    return tuple(
        RequestLine(
            request,
            course_title(request.course_code, catalog),
            {column: matrix.cell(request, column) for column in matrix.columns},
            choices_text(request),
            combined[id(request)].section.section_id if id(request) in combined else "",
        )
        for request in matrix.requests
    )


def request_columns(matrix: RequestMatrix, catalog: Catalog) -> tuple[Column[RequestLine], ...]:
    """Return the columns: the course, a column for each period and kind, what it comes to."""
    one_way: tuple[Column[RequestLine], ...] = ()
    if matrix.combination:
        one_way = (Column(tr("One way"), lambda line: line.combined, width=104),)
    return (
        Column(tr("Course"), lambda line: line.title, tooltip=lambda line: line.title, width=172),
        Column(tr("Term"), lambda line: term_label(line.request.term), width=64),
        Column(tr("Could be had"), lambda line: line.said, tooltip=lambda li: li.said, width=112),
        *one_way,
        *(
            Column(
                column_text(column),
                partial(_text, column),
                tooltip=partial(_tooltip, column, catalog),
                icon=partial(_icon, column),
                color=partial(_color, column),
                width=110,
            )
            for column in matrix.columns
        ),
    )


def _text(column: str, line: RequestLine) -> str:
    return cell_text(line.cells[column])


def _tooltip(column: str, catalog: Catalog, line: RequestLine) -> str:
    return "\n".join(section_lines(line.cells[column], catalog))


def _icon(column: str, line: RequestLine) -> str | None:
    sign = _sign(line.cells[column])
    return sign[0] if sign is not None else None


def _color(column: str, line: RequestLine) -> ColorName | None:
    sign = _sign(line.cells[column])
    return sign[1] if sign is not None else None


def _sign(cell: Cell) -> tuple[str, ColorName] | None:
    if not cell.choices:
        return None
    if cell.is_chosen:
        return _TAKEN
    if cell.fitting:
        return _FITS
    return _OPEN if cell.is_open else _CLOSED
