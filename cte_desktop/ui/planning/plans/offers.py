"""What can be put into a plan in one go: sequences, templates, and what became of each course."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from cte_desktop.ui.table_model import Column
from cte_desktop.wording.labels import course_label, one_of_label
from cte_desktop.wording.placing import (
    not_placed_text,
    placed_text,
    sequence_kind_label,
    sequence_title,
    template_text,
)
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.domain.planning.placing import CourseAsked, PlacedAll
    from cte_desktop.domain.planning.sequences import CourseSequence
    from cte_desktop.domain.planning.templates import PlanTemplate
    from cte_desktop.ui.theme import ColorName


@dataclass(frozen=True, slots=True)
class CoursesOffer:
    """Courses that are put into a plan together; `uid` of those that people kept."""

    title: str
    words: str
    group: str
    asked: tuple[CourseAsked, ...]
    uid: str = ""
    template: PlanTemplate | None = None


class Became(StrEnum):
    """What would become of a course that is asked for."""

    PLACED = "placed"
    THERE = "there"
    PARKED = "parked"
    LEFT_OUT = "left_out"


@dataclass(frozen=True, slots=True)
class OfferLine:
    """A course of an offer: which one it would be, and where, or why not."""

    number: int
    became: Became
    course: str
    words: str


_SIGNS = {
    Became.PLACED: "plus",
    Became.THERE: "check",
    Became.PARKED: "triangle-alert",
    Became.LEFT_OUT: "circle-dashed",
}
_INKS: dict[Became, ColorName] = {
    Became.PLACED: "accent",
    Became.THERE: "text_muted",
    Became.PARKED: "warning",
    Became.LEFT_OUT: "text_muted",
}


def sequence_offers(
    sequences: Sequence[CourseSequence], mine: Collection[str], catalog: Catalog
) -> tuple[CoursesOffer, ...]:
    """Return the sequences to choose from; those of the pathways in `mine` stand on top."""
    return tuple(
        CoursesOffer(
            sequence_title(one, catalog),
            " → ".join(course_label(step[0], catalog) for step in one.steps),
            tr("Own pathway") if one.name in mine else sequence_kind_label(one.kind),
            one.asked,
            one.uid,
        )
        for one in sequences
    )


def template_offers(
    templates: Sequence[PlanTemplate], catalog: Catalog
) -> tuple[CoursesOffer, ...]:
    """Return the templates to choose from, those that people kept on top."""
    return tuple(
        CoursesOffer(
            one.name,
            template_text(one, catalog),
            tr("Kept here") if one.uid else tr("From the catalog"),
            one.asked,
            one.uid,
            one,
        )
        for one in templates
    )


def offer_lines(
    asked: Sequence[CourseAsked],
    left_out: Collection[int],
    found: PlacedAll | None,
    catalog: Catalog,
) -> tuple[OfferLine, ...]:
    """Return a line for each course that is asked for; `found` is None until it is worked out."""
    return tuple(
        _line(number, one, number in left_out, found, catalog) for number, one in enumerate(asked)
    )


def line_columns() -> tuple[Column[OfferLine], ...]:
    """Return the columns: the course with its sign, and what becomes of it."""
    return (
        Column(
            tr("Course"),
            lambda line: line.course,
            icon=lambda line: _SIGNS[line.became],
            color=lambda line: None if line.became is Became.PLACED else _INKS[line.became],
            tooltip=lambda line: line.course,
            width=230,
        ),
        Column(
            tr("Where it would lie"),
            lambda line: line.words,
            color=lambda line: "text_muted" if line.became in _QUIET else None,
            tooltip=lambda line: line.words,
            least=240,
        ),
    )


_QUIET = frozenset({Became.THERE, Became.LEFT_OUT})


def _line(
    number: int,
    asked: CourseAsked,
    is_left_out: bool,  # noqa: FBT001 - one of two kinds of lines
    found: PlacedAll | None,
    catalog: Catalog,
) -> OfferLine:
    usual = one_of_label([course_label(code, catalog) for code in asked.courses])
    if is_left_out:
        return OfferLine(number, Became.LEFT_OUT, usual, tr("left out"))
    if found is None:
        return OfferLine(number, Became.THERE, usual, "…")
    for placed in (one for one in found.placed if one.asked is asked):
        course = course_label(placed.course, catalog)
        return OfferLine(number, Became.PLACED, course, placed_text(placed, catalog))
    for parked in (one for one in found.parked if one.asked is asked):
        course = course_label(parked.course, catalog)
        return OfferLine(number, Became.PARKED, course, not_placed_text(parked, catalog))
    there = next(_there(asked, found), asked.courses[0])
    return OfferLine(number, Became.THERE, course_label(there, catalog), tr("there already"))


def _there(asked: CourseAsked, found: PlacedAll) -> Iterator[str]:
    """Yield the courses that are there in place of one that is asked for."""
    there = set(found.there)
    yield from (code for code in (*asked.courses, *asked.served_by) if code in there)
