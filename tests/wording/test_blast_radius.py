"""What a change of the schedule is called, and why it concerns somebody."""

from __future__ import annotations

import pytest

from cte_desktop.domain.audit.damage import Effect
from cte_desktop.domain.catalog.section import Section, SectionKind
from cte_desktop.domain.findings import Finding, Severity, values
from cte_desktop.domain.planning.sections.changes import (
    CancelSection,
    MoveSection,
    RetireCourse,
    SectionChange,
    ShrinkSection,
)
from cte_desktop.wording.blast_radius import (
    EFFECTS,
    because_text,
    change_title,
    effect_label,
    moved_by_system_text,
    signed_text,
)
from tests.builders import catalog

KEY = (2027, "VL27-0012")
SECTION = Section("VL27-0012", 2027, "year", "GEOM", "VL", SectionKind.DAY)
MOVED = MoveSection(KEY, "TR", 945, 1095)


@pytest.mark.parametrize(
    ("change", "title"),
    [
        (CancelSection(KEY), "Cancel VL27-0012, Geometry"),
        (MOVED, "Move VL27-0012, Geometry, to Tue/Thu 15:45–18:15"),
        (ShrinkSection(KEY, 20), "Leave VL27-0012, Geometry, only 20 seats"),
        (ShrinkSection(KEY, 1), "Leave VL27-0012, Geometry, only 1 seat"),
        (RetireCourse("GEOM"), "Retire Geometry after 2026-27"),
    ],
)
def test_a_change_has_a_name(change: SectionChange, title: str) -> None:
    section = None if isinstance(change, RetireCourse) else SECTION
    assert change_title(change, section, catalog(), 2026) == title


@pytest.mark.parametrize(
    ("change", "place", "broken", "text"),
    [
        (CancelSection(KEY), 0, True, "Section VL27-0012 of Geometry would not take place."),
        (MOVED, 0, False, "VL27-0012 still fits at its new time, Tue/Thu 15:45–18:15."),
        (
            ShrinkSection(KEY, 20),
            23,
            True,
            "Of 20 seats none would be left: number 23 in the open order.",
        ),
        (ShrinkSection(KEY, 20), 5, False, "Keeps a seat: number 5 of 20 in the open order."),
        (ShrinkSection(KEY, 20), 25, False, "Nothing changes: number 25 in the open order."),
        (
            RetireCourse("GEOM"),
            0,
            True,
            "Geometry is planned for 11th grade, but would no longer be taught.",
        ),
    ],
)
def test_it_is_said_why_a_student_is_concerned(
    change: SectionChange, place: int, text: str, *, broken: bool
) -> None:
    said = because_text(
        change, SECTION, catalog(), findings=(), place=place, broken=broken, grade_level=11
    )
    assert said == text


def test_a_moved_section_says_what_it_collides_with() -> None:
    gone = Finding(
        "section_gone",
        Severity.MUST_FIX,
        values(course="GEOM", section_id="X", grade_level=11, term="fall"),
    )
    said = because_text(
        MOVED, SECTION, catalog(), findings=(gone,), place=0, broken=True, grade_level=11
    )
    assert "Geometry" in said
    assert "still fits" not in said


def test_effects_and_what_a_person_has_to_do_besides_have_words() -> None:
    assert {effect_label(effect) for effect in Effect} == set(EFFECTS.values())
    assert "information system" in moved_by_system_text("Take X instead")
    assert signed_text("Take X instead").endswith("(the plan is signed)")
