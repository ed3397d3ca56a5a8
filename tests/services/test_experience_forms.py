"""What is written into an experience's form becomes one, or is said to be wrong at its field."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from cte_desktop.domain.students.experiences import Experience
from cte_desktop.services.decisions import Fault
from cte_desktop.services.experience_forms import (
    FIELDS,
    WrittenExperience,
    read_experience,
    work_type_choices,
    workshop_titles,
)
from tests.builders import catalog

TODAY = date(2026, 11, 22)
DATES = ("school_year", "grade_level", "passed_on", "expires_on", "opinion")


def read(kind: str, before: Experience | None = None, **fields: Any) -> Experience | Fault:
    chosen = {name: fields.pop(name) for name in DATES if name in fields}
    return read_experience(WrittenExperience(kind, fields, **chosen), catalog(), TODAY, before)


@pytest.mark.parametrize(
    ("wanted", "fields"),
    [
        (
            Experience("exploratory", "Coding and cyber safety", school_year=2022, grade_level=7,
                       hours=650, opinion=5, opinion_words="More!"),
            {"title": "Coding and cyber safety", "school_year": 2022, "grade_level": 7,
             "hours": "6.5", "opinion": 5, "opinion_words": " More! "},
        ),
        (
            Experience("wbl", "Internship", "Welding", 2025, 11, 120_000, "Mercy",
                       type_code="10", number="I-7", evaluation="Reliable"),
            {"type_code": "10", "title": "", "organization": " Mercy ", "school_year": 2025,
             "grade_level": 11, "hours": "1,200", "number": "I-7", "evaluation": "Reliable",
             "pathway": "Welding"},
        ),
        (
            Experience("ctso", "SkillsUSA", organization="SkillsUSA", chapter="Canyon",
                       office="President", events="Regional\nState"),
            {"organization": "SkillsUSA", "chapter": "Canyon", "office": "President",
             "events": "Regional\nState", "hours": "not asked"},
        ),
        (
            Experience("certification", "OSHA 10", issuer="OSHA", number="77",
                       passed_on=date(2026, 5, 1), expires_on=date(2031, 5, 1)),
            {"title": "OSHA 10", "issuer": "OSHA", "number": "77",
             "passed_on": date(2026, 5, 1), "expires_on": date(2031, 5, 1)},
        ),
        (
            Experience("college", "Welding 101", organization="College of the Canyons",
                       units=300, mark="B", enrolled_as="dual"),
            {"title": "Welding 101", "organization": "College of the Canyons", "units": "3",
             "mark": "B", "enrolled_as": "dual"},
        ),
    ],
)  # fmt: skip
def test_every_kind_is_read_with_its_fields(wanted: Experience, fields: dict[str, Any]) -> None:
    assert read(wanted.kind, **fields) == wanted


@pytest.mark.parametrize(
    ("kind", "fields", "field", "words"),
    [
        ("wbl", {"title": "Clinic", "hours": "0"}, "hours", "more than 0"),
        ("wbl", {"title": "Clinic", "hours": "-5"}, "hours", "more than 0"),
        ("wbl", {"title": "Clinic", "hours": "10,000"}, "hours", "at most 2,000"),
        ("wbl", {"title": "Clinic", "hours": "10000"}, "hours", "at most 2,000"),
        ("wbl", {"title": "Clinic", "hours": "forty"}, "hours", "“forty” is no number"),
        ("wbl", {"title": "Clinic", "hours": "12,5"}, "hours", "no number"),
        ("wbl", {"title": "Clinic", "type_code": "99"}, "type_code", "no type 99"),
        ("wbl", {"title": "Clinic", "type_code": "30", "school_year": 2025}, "type_code",
         "until 2023-24 only"),
        ("wbl", {}, "title", "what the student did"),
        ("college", {"title": "Art", "units": "0"}, "units", "more than 0"),
        ("college", {"title": "Art", "units": "21"}, "units", "at most 20"),
        ("college", {"title": "Art", "enrolled_as": "maybe"}, "enrolled_as", "of the list"),
        ("certification", {"title": "CPR", "passed_on": date(2026, 5, 2),
                           "expires_on": date(2026, 5, 1)}, "expires_on", "before it was passed"),
        ("certification", {"title": "CPR", "passed_on": date(2026, 11, 23)}, "passed_on",
         "still to come"),
        ("certification", {"title": "CPR", "passed_on": date(1926, 5, 1)}, "passed_on",
         "can't be right"),
        ("certification", {"title": "CPR", "expires_on": date(2226, 5, 1)}, "expires_on",
         "can't be right"),
        ("certification", {"title": "CPR", "passed_on": date.min}, "passed_on", "Write a day"),
        ("certification", {}, "title", "name of the certification"),
        ("ctso", {}, "organization", "name of the organization"),
        ("exploratory", {"title": "Alchemy"}, "title", "no workshop of this name"),
        ("exploratory", {}, "title", "Choose the workshop"),
        ("exploratory", {"title": "Video production", "grade_level": 11, "school_year": 2025},
         "school_year", "7th or 8th grade"),
        ("exploratory", {"title": "Video production", "opinion": 6}, "opinion", "1 to 5"),
        ("practicum", {"title": "P", "organization": "x" * 1000}, "organization", "at most 300"),
        ("exploration", {"title": "x" * 1000}, "title", "at most 300"),
        ("certification", {"title": "CPR", "number": "7" * 1000}, "number", "at most 80"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_said_at_its_field(
    kind: str, fields: dict[str, Any], field: str, words: str
) -> None:
    found = read(kind, **fields)
    assert isinstance(found, Fault)
    assert found.field == field
    assert words in found.text
    assert field in FIELDS[kind]


def test_what_the_form_does_not_ask_stays_as_it_was() -> None:
    before = Experience("ctso", "SkillsUSA member", organization="SkillsUSA", hours=300, mark="P")
    found = read("ctso", before, organization="SkillsUSA", office="Treasurer")
    assert found == replace(before, office="Treasurer")
    found = read("ctso", before, organization="HOSA")
    assert isinstance(found, Experience)
    assert found.title == "HOSA"


def test_a_workshop_of_an_older_catalog_can_be_changed_but_not_chosen_anew() -> None:
    before = Experience("exploratory", "Alchemy", grade_level=7, school_year=2022)
    found = read("exploratory", before, title="Alchemy", opinion=2)
    assert isinstance(found, Experience)
    assert found.opinion == 2


def test_the_lists_to_choose_from_are_the_states_and_the_catalogs() -> None:
    assert ("10", "10 Internship") in work_type_choices(None)
    assert ("25", "Type 25") in work_type_choices(2026)
    assert "30" in dict(work_type_choices(2022))
    assert "30" not in dict(work_type_choices(2026))
    assert "Medical detectives" in workshop_titles(catalog())
