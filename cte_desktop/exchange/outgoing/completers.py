"""The list of completers: each completed pathway with the rows that prove it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.domain import credits
from cte_desktop.domain.school_year import grade_in, school_year_text

if TYPE_CHECKING:
    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.domain.completion.eligibility import CompletionRule, Evidence
    from cte_desktop.domain.completion.state.file import Completion

HEADINGS = (
    "completed_in",
    "student_id",
    "state_id",
    "last_name",
    "first_name",
    "middle_name",
    "suffix",
    "grade_level",
    "school",
    "pathway",
    "state_code",
    "state_name",
    "sector",
    "concentrator_courses",
    "concentrator_rows",
    "capstone_courses",
    "capstone_rows",
    "capstone_school",
    "rule",
)


def completer_row(one: Completion, catalog: Catalog) -> tuple[str, ...]:
    """Return the line of a completed pathway."""
    student, pathway = one.student, catalog.pathway_by_name.get(one.pathway)
    sector = catalog.sector_by_code.get(pathway.sector) if pathway else None
    at = dict.fromkeys(row.school for row in one.capstone.rows) if one.capstone else {}
    return (
        school_year_text(one.completed_in),
        student.student_id,
        student.state_id,
        student.last_name,
        student.first_name,
        student.middle_name,
        student.suffix,
        str(grade_in(one.completed_in, student.graduation_year)),
        one.school,
        one.pathway,
        one.state_code,
        pathway.state_name if pathway else "",
        sector.name if sector else "",
        _courses(one.concentrator),
        _rows(one.concentrator),
        _courses(one.capstone),
        _rows(one.capstone),
        ";".join(school for school in at if school),
        _rule(one.rule),
    )


def _courses(evidence: Evidence | None) -> str:
    return ";".join(evidence.courses) if evidence else ""


def _rows(evidence: Evidence | None) -> str:
    """Return "SM1 2024-25 fall A- VL;SM1 2024-25 spring B VL": code, year, term, mark, school."""
    rows = evidence.rows if evidence else ()
    parts = (
        (row.course, school_year_text(row.school_year), row.term.value, row.mark, row.school)
        for row in rows
    )
    return ";".join(" ".join(part for part in row if part) for row in parts)


def _rule(rule: CompletionRule | None) -> str:
    """Return what the district demanded: "concentrator D-, capstone C-, 2 years, 20 credits"."""
    if rule is None:
        return ""
    order = ", in order" if rule.strict_order else ""
    return (
        f"concentrator {rule.concentrator}, capstone {rule.capstone}, "
        f"{rule.school_years} years, {credits.text(rule.credits)} credits{order}"
    )
