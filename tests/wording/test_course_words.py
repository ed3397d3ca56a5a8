"""What the catalog says of courses, in words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cte_desktop.domain.catalog.course import Course, ExtendedDay, Length
from cte_desktop.domain.catalog.prerequisites import parse_prerequisites
from cte_desktop.domain.catalog.verified import Verified
from cte_desktop.wording.course_words import (
    classes_label,
    course_extras,
    course_facts,
    extended_label,
    prerequisites_sentence,
    rigor_label,
    verified_label,
)
from cte_desktop.wording.translate import language
from tests.builders import catalog


def course(code: str) -> Course:
    found = catalog().course(code)
    assert found is not None
    return found


def after(text: str) -> str:
    wanted = parse_prerequisites(text)
    assert wanted is not None
    return prerequisites_sentence(replace(course("GD2"), prerequisites=wanted), catalog())


def test_the_facts_of_a_course_break_between_its_parts_only() -> None:
    assert course_facts(course("GD2")).split(" · ") == [
        "GD2", "10\u00a0credits", "a\u00a0year", "grades\u00a010–12",
    ]  # fmt: skip
    short = replace(
        course("GD2"), length=Length.SEMESTER, offered=frozenset({"spring", "fall"}), grade_min=12
    )
    said = course_facts(short).replace("\u00a0", " ")
    assert said == "GD2 · 10 credits · a semester (fall, spring) · grade 12"
    assert "a quarter" in course_facts(replace(short, length=Length.QUARTER)).replace("\u00a0", " ")
    assert "(" not in course_facts(replace(short, offered=frozenset()))


def test_what_else_a_course_brings() -> None:
    assert course_extras(course("GD1")) == ()
    assert course_extras(course("GD2"))[0] == "Certification: Adobe Certified Professional"
    assert course_extras(course("APCSA"))[:2] == ("Advanced Placement", "UC honors credit")
    assert rigor_label(course("WD1")) == ""


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("", ""),
        ("GD1", "After Graphic Design 1"),
        ("GD1|AN1", "After Graphic Design 1 or Animation 1"),
        ("GD1&AN1:C", "After Graphic Design 1 and Animation 1 (C or better)"),
        ("+GD1", "After Graphic Design 1 (or in the same term)"),
        ("NOSUCH", "After NOSUCH"),
    ],
)
def test_prerequisites_are_told_by_title(written: str, said: str) -> None:
    assert after(written) == said


def test_classes_and_marks_have_words_in_both_languages() -> None:
    assert classes_label(2022, 9999) == "classes of 2022 and later"
    assert classes_label(2022, 2029) == "classes of 2022 to 2029"
    assert classes_label(2027, 2027) == "class of 2027"
    for code in ("en", "es"):
        with language(code):
            assert len({verified_label(mark) for mark in Verified}) == 3
            assert len({extended_label(how) for how in ExtendedDay}) == 3
