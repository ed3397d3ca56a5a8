"""Titles of programs and requirements, and how they stand inside a sentence."""

from __future__ import annotations

import pytest

from cte_desktop.domain.audit.ag import ag_program
from cte_desktop.domain.audit.requirements import AllOf, Requirement, SomeOf
from cte_desktop.domain.audit.rule_parsing import parse_rules
from cte_desktop.exchange.plain.catalog import read_shipped_rules
from cte_desktop.wording.programs import (
    program_name,
    program_title,
    requirement_name,
    requirement_title,
    take_titles,
)
from cte_desktop.wording.translate import LANGUAGES, language
from tests.wording.said import catalog, holes

PROGRAMS = ("graduation", "uc", "csu", "cci")
OWN = {
    "pathway:Sports Medicine": (
        "introductory", "concentrator", "capstone", "school_years", "pathway_credits",
    ),
    "cci": ("basis", "further_sign"),
    "graduation": ("total", "in_district"),
}  # fmt: skip


def _ids(requirement: Requirement) -> set[str]:
    inner = requirement.parts if isinstance(requirement, (AllOf, SomeOf)) else ()
    return {requirement.id, *(one for part in inner for one in _ids(part))}


def asked() -> list[tuple[str, str]]:
    """Every requirement that the shipped rules, pathways and the indicator can ask."""
    shipped = read_shipped_rules()
    rules, _ = parse_rules(shipped["graduation"], shipped["ag"])
    subjects = {s.id for one in rules.sets for s in one.subjects}
    subjects |= {i.id for one in rules.sets for s in one.subjects for i in s.includes}
    areas = {
        (name, one)
        for name in ("uc", "csu")
        for requirement in ag_program(name, rules.ag).requirements
        for one in _ids(requirement)
    }
    own = {(program, one) for program, ids in OWN.items() for one in ids}
    return sorted({("graduation", one) for one in subjects} | areas | own)


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize(("program", "requirement"), asked())
def test_every_requirement_has_a_title_and_a_name(
    program: str, requirement: str, code: str
) -> None:
    with language(code):
        title = requirement_title(program, requirement, catalog())
        name = requirement_name(program, requirement, catalog())
    for text in (title, name):
        assert text
        assert holes(text) == []
    assert title not in {requirement, requirement.partition(".")[2]}
    assert title[0].isupper()


def test_a_title_stands_alone_and_a_name_inside_a_sentence() -> None:
    assert requirement_title("uc", "A", catalog()) == "A: History"
    assert requirement_name("uc", "A", catalog()) == "history (A)"
    assert requirement_title("graduation", "social_studies.MODCIV", catalog()) == (
        "Modern Civilization"
    )
    with language("es"):
        assert requirement_title("graduation", "english", catalog()) == "Inglés"
        assert requirement_name("graduation", "english", catalog()) == "inglés"


@pytest.mark.parametrize("program", PROGRAMS)
def test_every_program_is_named_in_each_language(program: str) -> None:
    english = program_title(program), program_name(program)
    with language("es"):
        spanish = program_title(program), program_name(program)
    assert all(one != other for one, other in zip(english, spanish, strict=True))
    assert program not in english + spanish or program == "graduation"


def test_a_pathway_keeps_the_name_that_the_district_gave_it() -> None:
    with language("es"):
        assert program_title("pathway:Sports Medicine") == "Sports Medicine"
        assert program_name("pathway:Sports Medicine") == "Sports Medicine"


def test_a_requirement_of_the_district_alone_reads_as_words() -> None:
    assert requirement_title("graduation", "computer_literacy", catalog()) == "Computer literacy"
    assert requirement_name("graduation", "computer_literacy", catalog()) == "computer literacy"


def test_a_program_of_the_district_has_the_titles_of_its_rules() -> None:
    shipped = read_shipped_rules()
    rules, _ = parse_rules(shipped["graduation"], shipped["ag"], shipped["programs"])
    take_titles(rules)
    with language("es"):
        assert program_title("district:recommended_years") == "UC y CSU: años recomendados"
        found = requirement_title("district:recommended_years", "mathematics", catalog())
        assert found == "Cuatro años de matemáticas"
    assert program_title("district:recommended_years") == "UC and CSU: recommended years"
    part = requirement_name("district:merit_diploma", "further.health", catalog())
    assert part == "Health"


def test_a_program_that_the_rules_do_not_title_has_readable_words() -> None:
    assert program_title("district:honor_roll") == "Honor roll"
    assert requirement_title("district:honor_roll", "all.two_arts", catalog()) == "Two arts"
    assert requirement_name("district:honor_roll", "two_arts", catalog()) == "two arts"
