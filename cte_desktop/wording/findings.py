"""One clear sentence for every finding, and the words on the buttons of its fixes.

A sentence is short, warm and exact, without jargon of the program: "Ana still needs 10 credits of
science", not "Requirement SCI unmet". A test fails until every code has one in each language.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cte_desktop.domain import credits
from cte_desktop.domain.audit.result import Unit
from cte_desktop.wording.finding_sentences import SENTENCES
from cte_desktop.wording.labels import (
    amount_label,
    course_label,
    days_label,
    grade_label,
    level_label,
    school_label,
    term_label,
)
from cte_desktop.wording.programs import program_title, requirement_title
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.domain.findings import Finding, Fix, Value

_UNITS = {"credits": Unit.CREDITS, "years": Unit.YEARS, "levels": Unit.LEVELS}


@dataclass(frozen=True, slots=True)
class Subject:
    """The values of a finding in words, as a sentence's places ask for them."""

    finding: Finding
    catalog: Catalog

    def __getitem__(self, key: str) -> str:
        """Return the words for a place of a sentence; "" for a value that the finding lacks."""
        value = self.finding.about(key)
        if value is None:
            return ""
        return _word(key, value, self.finding, self.catalog)


def finding_text(finding: Finding, catalog: Catalog) -> str:
    """Return the sentence of a finding in the language in force."""
    choices = SENTENCES[finding.code]
    for needed, sentence in choices:
        if all(finding.about(key) not in {None, ""} for key in needed):
            return tr(sentence).format_map(_Places(Subject(finding, catalog)))
    return tr(choices[-1][1]).format_map(_Places(Subject(finding, catalog)))


def fix_text(fix: Fix, catalog: Catalog) -> str:
    """Return the words on the button of a fix."""
    named = dict(fix.args)
    course = course_label(str(named.get("course", "")), catalog)
    grade = _grade(named.get("grade_level"))
    term = term_label(str(named.get("term", "")))
    match fix.do:
        case "place":
            return tr(
                "Add {course} in {grade} grade, {term}", course=course, grade=grade, term=term
            )
        case "move":
            return tr(
                "Move {course} to {grade} grade, {term}",
                course=course,
                grade=_grade(named.get("to_grade_level")),
                term=term_label(str(named.get("to_term", ""))),
            )
        case "remove":
            return tr("Remove {course} from {grade} grade", course=course, grade=grade)
        case "take_section":
            return tr(
                "Take section {section} of {course}",
                section=named.get("section_id", ""),
                course=course,
            )
        case _:
            return fix.do


class _Places(dict[str, str]):
    """Lets `format_map` ask a `Subject` for each place."""

    def __init__(self, subject: Subject) -> None:
        super().__init__()
        self._subject = subject

    def __missing__(self, key: str) -> str:
        return self._subject[key]


def _word(key: str, value: Value, finding: Finding, catalog: Catalog) -> str:
    program = str(finding.about("program") or "")
    match key:
        case "course" | "other_course" | "needed" | "for_course" | "concentrator" | "capstone":
            return course_label(str(value), catalog)
        case "grade_level" | "already" | "low" | "high" | "to_grade_level":
            return _grade(value)
        case "term" | "to_term":
            return term_label(str(value))
        case "weekdays":
            return days_label(str(value))
        case "program":
            return program_title(program)
        case "requirement":
            return requirement_title(program, str(value), catalog)
        case "level":
            return level_label(str(value))
        case "site" | "from_site" | "to_site" | "school":
            return school_label(str(value), catalog)
        case "missing" | "amount" | "need":
            unit = _UNITS.get(str(finding.about("unit")), Unit.CREDITS)
            return amount_label(int(value) if isinstance(value, int) else 0, unit)
        case "units" | "most_units":
            return credits.text(int(value)) if isinstance(value, int) else str(value)
        case _:
            return _plain(value)


def _grade(value: Value | None) -> str:
    return grade_label(value) if isinstance(value, int) else str(value or "")


def _plain(value: Value) -> str:
    return ", ".join(value) if isinstance(value, tuple) else str(value)
