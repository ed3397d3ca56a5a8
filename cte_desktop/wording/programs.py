"""Titles of programs and requirements, from their ids (`interfaces.md` section 5).

Those of the district's own programs stand in its rules, in both languages; whoever reads the rules
hands them over (`take_titles`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.wording.labels import course_label, level_label
from cte_desktop.wording.translate import current_language, noop, tr

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cte_desktop.domain.audit.rules import Rules, Title
    from cte_desktop.domain.catalog.catalog import Catalog

_PROGRAMS = {
    "graduation": noop("Graduation"),
    "uc": noop("UC admission"),
    "csu": noop("CSU admission"),
    "cci": noop("College/Career Indicator"),
}
_PROGRAMS_INSIDE = {
    "graduation": noop("graduation"),
    "uc": noop("admission to UC"),
    "csu": noop("admission to CSU"),
    "cci": noop("the College/Career Indicator"),
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
    "total": noop("All credits"),
    "in_district": noop("Credits earned in the district"),
}
_SUBJECTS_INSIDE = {
    "english": noop("English courses"),
    "social_studies": noop("social studies"),
    "mathematics": noop("mathematics"),
    "science": noop("science"),
    "science_life": noop("life science"),
    "science_physical": noop("physical science"),
    "physical_education": noop("physical education"),
    "arts_language_cte": noop("arts, language or CTE"),
    "health": noop("health"),
    "career_planning": noop("career planning"),
    "personal_finance": noop("personal finance"),
    "ethnic_studies": noop("ethnic studies"),
    "elective": noop("electives"),
    "total": noop("further courses"),
    "in_district": noop("courses taken in the district"),
}
_AREAS = {
    "A": noop("A: History"),
    "B": noop("B: English"),
    "C": noop("C: Mathematics"),
    "D": noop("D: Science"),
    "E": noop("E: Language other than English"),
    "F": noop("F: Visual and performing arts"),
    "G": noop("G: College-preparatory elective"),
    "total": noop("All A-G years"),
    "before_grade_12": noop("A-G years before grade 12"),
    "other_years": noop("Other A-G years"),
    "A.us_history": noop("United States history and government"),
    "A.world_history": noop("World history"),
    "A.other": noop("History or elective"),
    "C.algebra1": noop("Algebra 1"),
    "C.geometry": noop("Geometry"),
    "C.algebra2": noop("Algebra 2"),
    "D.biology": noop("Biology"),
    "D.chemistry": noop("Chemistry"),
    "D.physics": noop("Physics"),
    "D.integrated": noop("Integrated science"),
    "D.life": noop("Life science"),
    "D.physical": noop("Physical science"),
    "D.1": noop("Life and physical science"),
    "D.2": noop("Life and physical science"),
}
_AREAS_INSIDE = {
    "A": noop("history (A)"),
    "B": noop("English (B)"),
    "C": noop("mathematics (C)"),
    "D": noop("science (D)"),
    "E": noop("a language other than English (E)"),
    "F": noop("visual and performing arts (F)"),
    "G": noop("college-preparatory electives (G)"),
    "total": noop("A-G courses"),
    "before_grade_12": noop("A-G courses before grade 12"),
    "other_years": noop("other A-G courses"),
    "A.us_history": noop("United States history and government (A)"),
    "A.world_history": noop("world history (A)"),
    "A.other": noop("history (A) or electives (G)"),
    "C.algebra1": noop("algebra 1 (C)"),
    "C.geometry": noop("geometry (C)"),
    "C.algebra2": noop("algebra 2 (C)"),
    "D.biology": noop("biology (D)"),
    "D.chemistry": noop("chemistry (D)"),
    "D.physics": noop("physics (D)"),
    "D.integrated": noop("integrated science (D)"),
    "D.life": noop("life science (D)"),
    "D.physical": noop("physical science (D)"),
    "D.1": noop("life and physical science (D)"),
    "D.2": noop("life and physical science (D)"),
}
_OF_PATHWAYS = {
    "school_years": noop("School years in the pathway"),
    "pathway_credits": noop("Credits in the pathway"),
}
_OF_PATHWAYS_INSIDE = {
    "introductory": noop("the introductory course"),
    "concentrator": noop("the concentrator course"),
    "capstone": noop("the capstone"),
    "school_years": noop("courses of the pathway"),
    "pathway_credits": noop("courses of the pathway"),
}
_OF_INDICATOR = {
    "basis": noop("A completed pathway or A-G"),
    "further_sign": noop("Test scores or a college course"),
}
_OF_INDICATOR_INSIDE = {
    "basis": noop("a completed pathway or A-G"),
    "further_sign": noop("test scores or a college course"),
}
_LEVELS = ("introductory", "concentrator", "capstone")
_OWN = "district:"
# Titles of the rules that were read last, by program and requirement ("" for the program itself).
_in_rules: list[Mapping[tuple[str, str], Title]] = [{}]


def take_titles(rules: Rules) -> None:
    """Take over the titles that the rules give to the district's own programs and rows."""
    titles = {("graduation", t.requirement): t for one in rules.sets for t in one.titles}
    for program in rules.programs:
        titles |= {(program.name, title.requirement): title for title in program.titles}
    _in_rules[0] = titles


def program_title(program: str) -> str:
    """Return the title of a program; a pathway has its own name."""
    if program.startswith("pathway:"):
        return program.partition(":")[2]
    if program.startswith(_OWN):
        plain = _plain(program.removeprefix(_OWN))
        return _own_title(program, "") or plain[:1].upper() + plain[1:]
    return tr(_PROGRAMS[program]) if program in _PROGRAMS else program


def program_name(program: str) -> str:
    """Return a program as it stands inside a sentence: "graduation", "admission to UC"."""
    inside = _PROGRAMS_INSIDE.get(program)
    return tr(inside) if inside else program_title(program)


def requirement_title(program: str, requirement: str, catalog: Catalog) -> str:
    """Return the title of a requirement; of a must-include, the course or subject that it names."""
    own = _own_title(program, requirement)
    if own or program.startswith(_OWN):
        return own or _plain(requirement.rpartition(".")[2]).capitalize()
    if requirement in _LEVELS:
        return level_label(requirement).capitalize()
    title = _table(program, (_AREAS, _OF_PATHWAYS, _OF_INDICATOR, _SUBJECTS)).get(requirement)
    if title:
        return tr(title)
    subject, _, part = requirement.partition(".")
    if part:
        return tr(_SUBJECTS[part]) if part in _SUBJECTS else course_label(part, catalog)
    return _plain(subject).capitalize()


def requirement_name(program: str, requirement: str, catalog: Catalog) -> str:
    """Return a requirement as it stands inside a sentence: "science", "history (A)"."""
    own = _own_title(program, requirement)
    if own or program.startswith(_OWN):
        return own or _plain(requirement.rpartition(".")[2])
    tables = (_AREAS_INSIDE, _OF_PATHWAYS_INSIDE, _OF_INDICATOR_INSIDE, _SUBJECTS_INSIDE)
    name = _table(program, tables).get(requirement)
    if name:
        return tr(name)
    subject, _, part = requirement.partition(".")
    if part:
        inside = _SUBJECTS_INSIDE.get(part)
        return tr(inside) if inside else course_label(part, catalog)
    return _plain(subject)


def _own_title(program: str, requirement: str) -> str:
    """Return the title that the rules give, in the language in force, or ""."""
    title = _in_rules[0].get((program, requirement))
    if title is None:
        return ""
    return title.spanish if current_language() == "es" else title.english


def names_a_course(requirement: str) -> bool:
    """Tell whether a must-include names a course, rather than a part of a subject."""
    part = requirement.partition(".")[2]
    return bool(part) and part not in _SUBJECTS


def _table(program: str, tables: tuple[dict[str, str], ...]) -> dict[str, str]:
    """Return the table of a program: of A-G, of pathways, of the indicator, of graduation."""
    areas, pathways, indicator, subjects = tables
    if program in {"uc", "csu"}:
        return areas
    if program.startswith("pathway:"):
        return pathways
    return indicator if program == "cci" else subjects


def _plain(identifier: str) -> str:
    """Return readable words for an id that only the district's own rules know."""
    return identifier.replace("_", " ")
