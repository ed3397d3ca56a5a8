"""`fits`: which sections of a course a student can take in a term, best first, and why not."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from cte_desktop.cli.opening import desk_of
from cte_desktop.cli.school_years import school_year_asked
from cte_desktop.services.cases import open_case
from cte_desktop.services.sections.fitting import fits_by_semester, fits_of, patterns_for
from cte_desktop.system.errors import WrongCall
from cte_desktop.wording.fits import (
    SEATS_ARE_A_PLAN,
    by_semester_text,
    no_sections_text,
    offered_text,
    seats_text,
    standing_label,
)
from cte_desktop.wording.labels import term_label
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    import argparse

    from cte_desktop.cli.output import Output
    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.services.sections.fitting import FitLine

TERMS = ("fall", "spring", "summer", "year")


def fits(options: argparse.Namespace, output: Output) -> int:
    """List the sections of a course; the course need not be in the student's plan."""
    school_year, term = school_year_asked(options.school_year), _term(options.term)
    with desk_of(options, writable=False) as desk:
        case = open_case(desk, options.student)
        catalog = case.district.catalog
        code = _course(options.course, catalog)
        lines = fits_of(case, desk, code, school_year, term)
        halves = fits_by_semester(case, desk, code, school_year) if _is_split(lines, term) else ()
        lines = lines or halves
        patterns = patterns_for(case, code, school_year) if not lines else ()
        home = case.file.student.school
    if halves:
        output.aside(by_semester_text(code, school_year, catalog))
    if not lines:
        output.aside(no_sections_text(code, school_year, term, catalog))
    text = "\n".join((*map(_text, lines), tr(SEATS_ARE_A_PLAN)))
    answer = {"sections": [_object(line) for line in lines]}
    output.answer(answer, text if lines else offered_text(patterns, catalog, home))
    return 0


def _is_split(lines: tuple[FitLine, ...], term: str) -> bool:
    """Tell whether the course, asked for a whole year, may have sections of its semesters."""
    return not lines and term == "year"


def _term(text: str) -> str:
    term = text.strip().lower()
    if term not in TERMS:
        raise WrongCall(
            "unknown_term",
            '"{given}" is no term.',
            do="The terms are fall, spring, summer and year (fall and spring together).",
            given=text,
        )
    return term


def _course(text: str, catalog: Catalog) -> str:
    code = text.strip()
    if code not in catalog.listed_by_code:
        raise WrongCall(
            "unknown_course",
            'The catalog has no course "{course}".',
            do="Courses are named by their code, such as SM2.",
            course=text,
        )
    return code


def _object(line: FitLine) -> dict[str, Any]:
    fit, section = line.fit, line.section
    return {
        "section_id": section.section_id,
        "fits": fit.fits,
        "why": line.why,
        "minutes_short": fit.minutes_short,
        "seats_left": fit.seats_left,
        "clashes": list(fit.clashes),
        "site": section.site,
        "when": line.text,
        "notes": list(line.notes),
        "seats": section.seats,
        "seats_left_in_all": fit.seats.left,
        "term": section.term,
    }


def _text(line: FitLine) -> str:
    term = "" if line.section.term == "year" else f"{term_label(line.section.term)}, "
    when = f"{term}{line.text}"
    head = " · ".join((line.section.section_id, when, seats_text(line.fit)))
    said = (line.why, *line.notes)
    return "\n".join(
        (f"{standing_label(line.standing)}: {head}", *(f"  {words}" for words in said if words))
    )


COMMANDS = MappingProxyType({"fits": fits})
