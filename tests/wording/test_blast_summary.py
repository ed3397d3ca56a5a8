"""What is said of all whom a change touches, of one student, and of a plan class by class."""

from __future__ import annotations

import pytest

from cte_desktop.domain.audit.damage import Effect
from cte_desktop.domain.catalog.section import Section, SectionKind, SectionMeeting
from cte_desktop.domain.planning.plan import Lane, Placement, Plan, Spot
from cte_desktop.domain.planning.sections.changes import (
    CancelSection,
    MoveSection,
    RetireCourse,
    SectionChange,
    ShrinkSection,
)
from cte_desktop.domain.school_year import Term
from cte_desktop.wording.blast_summary import class_lines, harm_text, summary_text
from tests.builders import catalog

KEY = (2027, "VL27-0123")
CATALOG = catalog()
SECTION = Section(
    KEY[1], 2027, "year", "AU2", "CN", SectionKind.EXTENDED, (SectionMeeting("", "TR", 945, 1095),)
)
WHAT = "VL27-0123 Automotive Technology 2, Tue/Thu 15:45–18:15, Canyon,"


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (CancelSection(KEY), f"Cancelling {WHAT}"),
        (MoveSection(KEY, "MW", 960, 1110), f"Moving {WHAT} to Mon/Wed 16:00–18:30"),
        (ShrinkSection(KEY, 1), f"Leaving {WHAT} only 1 seat"),
        (RetireCourse("AU2"), "Retiring Automotive Technology 2 after 2026-27"),
    ],
)
def test_the_summary_names_the_change_and_counts_each_effect(
    change: SectionChange, words: str
) -> None:
    counted = {
        Effect.GRADUATION_AT_RISK: 2,
        Effect.PATHWAY_LOST: 5,
        Effect.SWAP: 1_021,
        Effect.NONE: 1,
    }
    assert summary_text(change, SECTION, CATALOG, 2026, counted) == (
        f"{words} touches 1,029 students: 2 could lose graduation, 5 could lose a pathway, "
        "1,021 need a swap, 1 keeps the plan as it is."
    )
    one = summary_text(change, SECTION, CATALOG, 2026, {Effect.SWAP: 1})
    assert one == f"{words} touches 1 student: 1 needs a swap."
    assert summary_text(change, SECTION, CATALOG, 2026, {}) == f"{words} touches nobody."


def test_harm_says_what_would_be_lost_and_whether_there_is_a_repair() -> None:
    both = (Effect.GRADUATION_AT_RISK, Effect.PATHWAY_LOST)
    assert harm_text(both, has_repair=True) == (
        "Even with the best repair graduation and a pathway would be at risk."
    )
    assert harm_text(both[1:], has_repair=False).startswith("No repair was found, and a pathway")
    assert "stay as they are" in harm_text((Effect.SWAP,), has_repair=True)
    assert "a person has to settle it" in harm_text((Effect.SWAP,), has_repair=False)
    assert harm_text((Effect.NONE,), has_repair=False).startswith("The plan still holds")


def _placed(uid: str, term: Term, section_id: str = "") -> Placement:
    return Placement(uid, "AU2", Spot(12, term, Lane.DAY), section_id=section_id)


def test_a_class_over_both_semesters_is_one_line_and_halves_that_differ_are_two() -> None:
    fall = _placed("1", Term.FALL, "VL27-0123")
    plan = Plan("p", "s", placements=(fall, _placed("2", Term.SPRING, "VL27-0123")))
    assert class_lines(plan, CATALOG) == ("Automotive Technology 2, 12th grade, section VL27-0123",)
    split = Plan("p", "s", placements=(fall, _placed("2", Term.SPRING)))
    assert class_lines(split, CATALOG) == (
        "Automotive Technology 2, fall of 12th grade, section VL27-0123",
        "Automotive Technology 2, spring of 12th grade",
    )
    parked = Plan("p", "s", placements=(Placement("1", "AU2", None),))
    assert class_lines(parked, CATALOG) == ("Automotive Technology 2, set aside",)
    assert class_lines(None, CATALOG) == ()
