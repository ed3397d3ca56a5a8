"""What is suggested for what is missing: courses that fit, none that is done, one language."""

from __future__ import annotations

from datetime import date

from cte_desktop.domain.audit.evaluate import audit
from cte_desktop.domain.audit.rules import AuditSettings
from cte_desktop.domain.findings import Finding
from tests.builders import catalog, file_of, rules

TODAY = date(2026, 11, 21)


def suggested(program: str, requirement: str, *record: str) -> list[str]:
    """Return the courses of the fixes for a requirement of a student with that record."""
    said = audit(file_of(*record), None, catalog(), rules(), AuditSettings(), TODAY).findings
    finding = next(f for f in said if is_about(f, program, requirement))
    return [str(dict(fix.args)["course"]) for fix in finding.fixes]


def is_about(finding: Finding, program: str, requirement: str) -> bool:
    return (finding.about("program"), finding.about("requirement")) == (program, requirement)


def test_the_second_year_of_a_language_is_of_the_one_begun() -> None:
    assert suggested("uc", "E", "9 year SPAN1 B/B")[0] == "SPAN2"
    offered = suggested("uc", "E", "9 year SPAN1 B/B")
    assert all(code.startswith(("SPAN", "APSPAN")) for code in offered)


def test_what_is_passed_is_not_suggested_again() -> None:
    before = suggested("graduation", "science.science_life")
    after = suggested("graduation", "english", "9 year ENG09 B/B")
    assert "BIO" in before
    assert after
    assert "ENG09" not in after
