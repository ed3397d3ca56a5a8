"""Titles of programs and requirements, from their ids (`interfaces.md` section 5)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.wording.labels import course_label, level_label
from cte_desktop.wording.translate import noop, tr

if TYPE_CHECKING:
    from cte_desktop.domain.catalog.catalog import Catalog

_PROGRAMS = {
    "graduation": noop("Graduation"),
    "uc": noop("UC admission"),
    "csu": noop("CSU admission"),
    "cci": noop("College/Career Indicator"),
}
_SUBJECTS = {
    "english": noop("English"),
    "social_studies": noop("Social studies"),
    "mathematics": noop("Mathematics"),
    "science": noop("Science"),
    "science_life": noop("Life science"),
    "science_physical": noop("Physical science"),
    "physical_education": noop("Physical education"),
    "arts_language_cte": noop("Arts, language or CTE"),
    "health": noop("Health"),
    "career_planning": noop("Career planning"),
    "personal_finance": noop("Personal finance"),
    "ethnic_studies": noop("Ethnic studies"),
    "elective": noop("Electives"),
}
_AREAS = {
    "A": noop("A  History"),
    "B": noop("B  English"),
    "C": noop("C  Mathematics"),
    "D": noop("D  Science"),
    "E": noop("E  Language other than English"),
    "F": noop("F  Visual and performing arts"),
    "G": noop("G  College-preparatory elective"),
    "total": noop("All A-G years"),
    "before_grade_12": noop("A-G years before grade 12"),
}
_LEVELS = ("introductory", "concentrator", "capstone")


def program_title(program: str) -> str:
    """Return the title of a program; a pathway has its own name."""
    if program.startswith("pathway:"):
        return program.partition(":")[2]
    return tr(_PROGRAMS[program]) if program in _PROGRAMS else program


def requirement_title(program: str, requirement: str, catalog: Catalog) -> str:
    """Return the title of a requirement; of a must-include, the course or subject that it names."""
    if requirement in _LEVELS:
        return level_label(requirement).capitalize()
    if program in {"uc", "csu"} and requirement in _AREAS:
        return tr(_AREAS[requirement])
    subject, _, part = requirement.partition(".")
    if part:
        return tr(_SUBJECTS[part]) if part in _SUBJECTS else course_label(part, catalog)
    return tr(_SUBJECTS[subject]) if subject in _SUBJECTS else _plain(subject)


def _plain(identifier: str) -> str:
    """Return a readable title for an id that only the district's own rules know."""
    return identifier.replace("_", " ").replace(".", ": ").capitalize()
