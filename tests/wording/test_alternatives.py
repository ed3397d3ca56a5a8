"""Alternatives in words: what this class does, and what others do to make room."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cte_desktop.domain.findings import Value, values
from cte_desktop.domain.planning.plan import Plan
from cte_desktop.domain.planning.sections.alternatives.ways import (
    Alternative,
    AlternativeKind,
    Move,
)
from cte_desktop.wording.alternatives import KINDS, alternative_kind_label, alternative_text
from tests.builders import catalog, plan_of


def move(what: str, course: str, /, **after: Value) -> Move:
    return Move(what, course, 11, "year", (), values(**after))


@pytest.mark.parametrize(
    ("kind", "moves", "text"),
    [
        (
            AlternativeKind.SECTION,
            (move("section", "GEOM", section_id="VL27-0012", period="P3"),),
            "Take VL27-0012 (P3) instead",
        ),
        (
            AlternativeKind.SECTION,
            (move("section", "GEOM", section_id="X1", times=("TR 15:45-18:15",)),),
            "Take X1 (Tue/Thu 15:45–18:15) instead",
        ),
        (
            AlternativeKind.MOVE_OTHER,
            (
                move("section", "GEOM", section_id="VL27-0012", period="P3"),
                move("section", "PHYS", section_id="VL27-0101", period="P5"),
            ),
            "Move Physics of the Universe to P5 (VL27-0101) and take VL27-0012 (P3)",
        ),
        (
            AlternativeKind.MOVE_OTHER,
            (move("section", "GEOM"), move("section", "PHYS", section_id="Q", period="P5")),
            "Move Physics of the Universe to P5 (Q)",
        ),
        (  # the section itself was moved to another time
            AlternativeKind.MOVE_OTHER,
            (
                move("section", "GEOM", times=("MW 09:26-10:16",)),
                move("section", "PHYS", section_id="Q", period="P5"),
            ),
            "Move Physics of the Universe to P5 (Q)",
        ),
        (
            AlternativeKind.TERM,
            (move("term", "PSYCH", term="spring", section_id="P2", period="P4"),),
            "Take Psychology in spring of 11th grade: P2 (P4)",
        ),
        (
            AlternativeKind.ALTERNATE,
            (move("replaced", "GEOM", course="PHYS"),),
            "Take Physics of the Universe in place of Geometry",
        ),
        (
            AlternativeKind.ALTERNATE,
            (move("replaced", "GEOM", course="PHYS", section_id="Q2", period="P2"),),
            "Take Physics of the Universe in place of Geometry: Q2 (P2)",
        ),
        (
            AlternativeKind.YEAR,
            (move("year", "GEOM", grade_level=12), move("year", "PHYS", grade_level=12)),
            "Take Geometry in 12th grade; Take Physics of the Universe in 12th grade",
        ),
        (AlternativeKind.TRAY, (move("dropped", "GEOM"),), "Set Geometry aside"),
        (AlternativeKind.TRAY, (), ""),
    ],
)
def test_an_alternative_says_what_moves(
    kind: AlternativeKind, moves: tuple[Move, ...], text: str
) -> None:
    assert alternative_text(Alternative(kind, Plan("p", "s"), moves), catalog()) == text


def test_sites_of_sections_are_named_with_their_times() -> None:
    plan = plan_of("11 year AU1", "11 year ART1")
    sections = {"AU1": ("A1630", "CN"), "ART1": ("ART6", "VL")}
    after = replace(
        plan,
        placements=tuple(
            replace(p, section_id=sections[p.course_code][0], site=sections[p.course_code][1])
            for p in plan.placements
        ),
    )
    late = move("section", "AU1", section_id="A1630", times=("MR 16:30-18:45",))
    art = move("section", "ART1", section_id="ART6", period="P6")
    one = Alternative(AlternativeKind.SECTION, after, (late,))
    assert "16:30" in alternative_text(one, catalog())
    assert alternative_text(one, catalog()).endswith(", Canyon) instead")
    both = Alternative(AlternativeKind.MOVE_OTHER, after, (late, art))
    assert alternative_text(both, catalog()).startswith("Move Art 1 to P6 (ART6, Valencia) and ")


def test_every_kind_has_a_few_words() -> None:
    assert {alternative_kind_label(kind) for kind in AlternativeKind} == set(KINDS.values())
