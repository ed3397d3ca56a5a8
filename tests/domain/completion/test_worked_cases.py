"""Worked cases of completion, as a counselor would decide them by hand.

Each line: what is shown, the record, and what comes out: the school year of completion, or the
requirements that miss; besides, what a person is asked to look at. Rules: `product.md`, completer;
`interfaces.md` section 3, Pathways; `DOSSIER.md` sections 4 and 7.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

import pytest

from cte_desktop.domain.audit.exceptions import exceptions_for
from cte_desktop.domain.audit.pathway import audit_pathway
from cte_desktop.domain.audit.rules import AuditSettings
from cte_desktop.domain.catalog.catalog import Catalog
from cte_desktop.domain.catalog.course import Level
from cte_desktop.domain.catalog.pathway import Step
from cte_desktop.domain.completion.eligibility import decide
from cte_desktop.domain.completion.finding import (
    Decided,
    count_state_completions,
    questions,
    same_code_questions,
)
from cte_desktop.domain.grades import Thresholds
from cte_desktop.domain.planning.semesters import semesters
from cte_desktop.domain.school_year import school_year_text
from cte_desktop.domain.students.decisions import Decision
from tests.builders import catalog, file_of

JUNE = date(2027, 6, 25)
YEAR = 2026  # 2026-27: the class of 2027 is in grade 12
SPORTS, DESIGN, PHOTOS = "Sports Medicine", "Graphic Design and Animation", "Photography"
USUAL = AuditSettings()
WAIVED = Decision("waiver", f"pathway:{SPORTS}", "concentrator", reason="moved here")
WITHIN_A_YEAR = ("12 fall SM1 B credits=10", "12 spring SM2 B credits=10")
NO_COURSE, BOTH_MISS = ("no_concentrator",), "concentrator, capstone"
INSTEAD = Decision("substitution", f"pathway:{SPORTS}", "concentrator", "SM1", "PSYCH")


@dataclass(frozen=True)
class Case:
    """One line of the table; `comes_out` is a school year, or what misses."""

    shows: str
    record: tuple[str, ...]
    comes_out: str
    asked: tuple[str, ...] = ()
    decisions: tuple[Decision, ...] = ()
    settings: AuditSettings = USUAL


ELSEWHERE = "school=Lincoln_High pathway=Sports_Medicine level"
CASES = (
    # Order: the concentrator course first, in another term, and the two over two school years.
    Case("in order", ("11 year SM1 B", "12 year SM2 B"), "2026-27"),
    Case("side by side", ("12 year SM1 B", "12 year SM2 B"), "capstone", ("taken_out_of_order",)),
    Case("reversed", ("11 year SM2 B", "12 year SM1 B"), "capstone", ("taken_out_of_order",)),
    Case("the concentrator alone", ("11 year SM1 B",), "capstone"),
    Case("nothing yet", (), "concentrator, capstone"),
    # Thresholds: credit in the concentrator course, C- in every half of the capstone.
    Case("lowest marks that do", ("11 year SM1 D-", "12 year SM2 C-"), "2026-27"),
    Case("an F in a half", ("11 year SM1 B/F", "12 year SM2 C-"), "concentrator, capstone"),
    Case("a D+ in a half", ("11 year SM1 B", "12 year SM2 C-/D+"), "capstone"),
    Case("P brings credit", ("11 year SM1 P", "12 year SM2 C"), "2026-27"),
    Case("P is no C-", ("11 year SM1 B", "12 year SM2 P"), "capstone"),
    Case(
        "a district that asks a C below too",
        ("11 year SM1 C-", "12 year SM2 C"),
        "concentrator, capstone",
        settings=AuditSettings(thresholds=Thresholds(concentrator="C")),
    ),
    # Courses of other schools count by what their rows say; a person looks at them.
    Case(
        "a concentrator brought along",
        (f"11 year HLTH1 B {ELSEWHERE}=concentrator", "12 year SM2 C"),
        "2026-27",
        ("concentrator_transferred",),
    ),
    Case(
        "a whole pathway brought along",
        (f"10 year H1 B {ELSEWHERE}=concentrator", f"11 year H2 C {ELSEWHERE}=capstone"),
        "2025-26",
        ("capstone_elsewhere", "concentrator_transferred"),
    ),
    Case(
        "a capstone at another site",
        ("11 year SM1 B", "12 year SM2 B school=SG"),
        "2026-27",
        ("capstone_elsewhere",),
    ),
    # Taken again: the year is the one in which the capstone first met the threshold.
    Case("failed, then passed", ("10 year SM1 B", "11 year SM2 F", "12 year SM2 B"), "2026-27"),
    Case(
        "a half failed, then passed",
        ("10 year SM1 B", "11 year SM2 B/F", "12 spring SM2 B"),
        "2026-27",
    ),
    Case("for a higher mark", ("10 year SM1 B", "11 year SM2 C", "12 year SM2 A"), "2025-26"),
    Case(
        "a half made good in the summer",
        ("11 year SM1 B", "12 fall SM2 B", "12 spring SM2 F", "12 summer SM2 C"),
        "2026-27",
    ),
    # Where all lay in one school year, a capstone passed again completes: then all holds first.
    Case(
        "beside the concentrator, then passed again",
        ("10 year SM1 B", "10 year SM2 B", "11 year SM2 C"),
        "2025-26",
    ),
    Case(
        "before the concentrator, then passed again",
        ("10 year SM2 B", "11 year SM1 B", "12 year SM2 C"),
        "2026-27",
    ),
    Case(
        "in order within one year, then passed again",
        ("11 fall SM1 B credits=10", "11 spring SM2 B credits=10", "12 year SM2 B"),
        "2026-27",
    ),
    Case(
        "in order within one year, then failed",
        ("11 fall SM1 B credits=10", "11 spring SM2 B credits=10", "12 year SM2 D"),
        "school_years",
    ),
    Case(
        "an introductory course brings the second year",
        ("11 fall SM1 B credits=10", "11 spring SM2 B credits=10", "12 year MHC B"),
        "2026-27",
    ),
    # What a counselor decided, or the record waives.
    Case("a concentrator marked X", ("11 year SM1 X", "12 year SM2 B"), "2026-27", NO_COURSE),
    Case(
        "a half marked X, a half passed",
        ("11 fall SM1 X", "11 spring SM1 C", "12 year SM2 B"),
        "2026-27",
        NO_COURSE,
    ),
    Case("a half marked X, a half failed", ("11 year SM1 X/F", "12 year SM2 B"), BOTH_MISS),
    Case("a capstone marked X", ("11 year SM1 B", "12 year SM2 X"), "capstone"),
    Case(
        "a waived concentrator",
        ("12 year SM2 B",),
        "2026-27",
        ("no_concentrator",),
        decisions=(WAIVED,),
    ),
    Case(
        "an approved substitution",
        ("11 year PSYCH B", "12 year SM2 B"),
        "2026-27",
        decisions=(INSTEAD,),
    ),
    Case(
        "the same without approval", ("11 year PSYCH B", "12 year SM2 B"), "concentrator, capstone"
    ),
    # Two school years and 20 credits.
    Case("within one year", WITHIN_A_YEAR, "school_years"),
    Case(
        "within one year, where one is enough",
        WITHIN_A_YEAR,
        "2026-27",
        settings=AuditSettings(minimum_school_years=1),
    ),
    Case(
        "fifteen credits",
        ("11 year SM1 B earned=2.5 attempted=2.5", "12 year SM2 B"),
        "pathway_credits",
    ),
    # Marks to come, and courses before high school.
    Case(
        "an incomplete mark",
        ("11 year SM1 B", "12 fall SM2 B", "12 spring SM2 I"),
        "capstone",
        ("mark_pending",),
    ),
    Case("a concentrator in grade 8", ("8 year SM1 B", "12 year SM2 B"), "2026-27"),
    Case(
        "the same without credits",
        ("8 year SM1 B earned=0 attempted=0", "12 year SM2 B"),
        "pathway_credits",
    ),
)


def _decided(
    case: Case, pathway: str = SPORTS, offered: Catalog | None = None, entry_class: int = 2027
) -> Decided:
    file = file_of(
        *case.record,
        graduation_year=2027,
        day=JUNE,
        decisions=case.decisions,
        pathway=pathway,
        entry_class=entry_class,
    )
    known = catalog() if offered is None else offered
    program = audit_pathway(
        pathway,
        file.student,
        semesters(file, None, known, JUNE, case.settings.thresholds),
        exceptions_for(file.decisions, f"pathway:{pathway}"),
        known,
        case.settings,
    ).result
    return Decided(file, program, decide(program, case.settings))


def _out(one: Decided) -> str:
    if one.decision.completed_in is not None:
        return school_year_text(one.decision.completed_in)
    return ", ".join(name for name, _ in one.decision.missing)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.shows)
def test_a_record_comes_out_as_decided_by_hand(case: Case) -> None:
    one = _decided(case)
    assert _out(one) == case.comes_out
    assert one.decision.completed == (case.comes_out[:2] == "20")
    year = one.decision.completed_in or YEAR
    asked = tuple(question.code for question in questions(one, catalog(), year, JUNE))
    assert asked == case.asked


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.shows)
def test_the_evidence_is_rows_of_the_record_and_nothing_else(case: Case) -> None:
    one = _decided(case)
    there = {(r.course_code, r.school_year, r.term, r.mark) for r in one.file.record}
    rows = [row for evidence in one.decision.evidence for row in evidence.rows]
    assert all((r.course, r.school_year, r.term, r.mark) in there for r in rows)
    if one.decision.completed:
        capstone = one.decision.of(Level.CAPSTONE)
        assert capstone is not None
        assert max(row.school_year for row in capstone.rows) <= (one.decision.completed_in or 0)


@pytest.mark.parametrize(
    ("entered", "comes_out"), [(2027, "concentrator, capstone"), (2026, "2026-27")]
)
def test_the_steps_are_those_of_the_class_entered_with(entered: int, comes_out: str) -> None:
    own = catalog()
    others = tuple(step for step in own.steps if step.pathway != SPORTS)
    versions = (
        Step(SPORTS, 2022, 2026, Level.CONCENTRATOR, 20, "SM1", True),
        Step(SPORTS, 2022, 2026, Level.CAPSTONE, 30, "SM2", True),
        Step(SPORTS, 2027, 9999, Level.CONCENTRATOR, 20, "EM1", True),
        Step(SPORTS, 2027, 9999, Level.CAPSTONE, 30, "EM2", True),
    )
    case = Case("", ("11 year SM1 B", "12 year SM2 B"), "")
    offered = replace(own, steps=(*others, *versions))
    assert _out(_decided(case, offered=offered, entry_class=entered)) == comes_out


def test_two_pathways_on_one_state_code_are_two_certificates_and_one_state_completion() -> None:
    record = ("9 year GD1 B", "10 year GD2 B", "11 year PH1 B", "12 year PH2 B")
    case = Case("", record, "")
    both = [_decided(case, name) for name in (DESIGN, PHOTOS)]
    assert [_out(one) for one in both] == ["2024-25", "2026-27"]
    asked = [(name, said.code) for name, said in same_code_questions(both, catalog(), YEAR)]
    assert asked == [(PHOTOS, "same_state_code")]
    assert [count_state_completions(both, catalog(), year) for year in (2024, YEAR)] == [1, 0]
