"""Decisions in words."""

from __future__ import annotations

from datetime import date

import pytest

from cte_desktop.domain.students.decisions import DECISION_KINDS, Decision
from cte_desktop.wording.decisions import KINDS, approval_text, decision_text, kind_text
from tests.wording.said import catalog, holes


def decision(kind: str, course: str = "CHEM") -> Decision:
    return Decision(
        kind, "graduation", "science", course, "BIO", "foster", "moved here", "A. Lee",
        date(2027, 2, 1),
    )  # fmt: skip


@pytest.mark.parametrize("kind", DECISION_KINDS)
def test_every_kind_of_decision_is_one_sentence(kind: str) -> None:
    for course in ("CHEM", ""):
        text = decision_text(decision(kind, course), catalog())
        assert text.endswith(".")
        if course or kind in {"waiver", "exemption_51225_1", "pe_exemption"}:
            assert holes(text) == []


def test_every_exception_says_in_the_choice_what_it_does() -> None:
    assert set(KINDS) == set(DECISION_KINDS) - {"pin"}
    assert kind_text("waiver") == "Waiver: less is needed"


def test_approval_names_who_when_and_why_as_far_as_is_known() -> None:
    whole = approval_text(decision("waiver"))
    assert whole == "Graduation · approved by A. Lee on February 1, 2027: moved here"
    undated = Decision("waiver", "uc", approved_by="A. Lee")
    assert approval_text(undated) == "UC admission · approved by A. Lee"
    bare = Decision("waiver", "uc")
    assert approval_text(bare) == "UC admission · nobody is named who approved it"
