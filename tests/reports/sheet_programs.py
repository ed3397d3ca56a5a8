"""The programs of the students on the sheets, as an audit would answer them."""

from __future__ import annotations

from cte_desktop.domain.audit.result import (
    PathwayStage,
    ProgramResult,
    ProgramStatus,
    Reason,
    RequirementResult,
    RequirementStatus,
    Unit,
    Used,
)
from cte_desktop.domain.planning.semesters import State
from cte_desktop.domain.school_year import Term


def pathway_program(name: str, done: tuple[str, ...], planned: tuple[str, ...]) -> ProgramResult:
    def level(kind: str, codes: tuple[str, ...], grade: int) -> RequirementResult:
        state = State.IN_PROGRESS if grade == 10 else State.PLANNED
        used = tuple(Used(c, 2016 + grade, Term.SPRING, "VL", "", "", 100, state) for c in codes)
        status = RequirementStatus.NOT_MET if not codes else RequirementStatus(state.value)
        return RequirementResult(
            kind,
            "level",
            Unit.LEVELS,
            status,
            100,
            0,
            100 if grade == 10 else 0,
            100 if codes and grade == 11 else 0,
            0 if codes else 100,
            Reason("x"),
            used,
        )

    parts = (level("concentrator", done, 10), level("capstone", planned, 11))
    status = ProgramStatus.ON_TRACK if planned else ProgramStatus.AT_RISK
    return ProgramResult(
        f"pathway:{name}",
        "2026",
        status,
        True,
        Unit.LEVELS,
        200,
        0,
        100,
        100 if planned else 0,
        0 if planned else 100,
        parts,
        (),
        completer=False,
        stage=PathwayStage.ENROLLED,
    )


def graduation_program() -> ProgramResult:
    rows = (
        ("english", 40, 10, 10, 20),
        ("social_studies", 30, 0, 10, 20),
        ("mathematics", 30, 10, 10, 10),
        ("science", 20, 10, 10, 0),
        ("physical_education", 20, 10, 10, 0),
        ("arts_language_cte", 10, 10, 0, 0),
        ("health", 5, 0, 0, 0),
        ("career_planning", 2.5, 2.5, 0, 0),
        ("elective", 72.5, 7.5, 20, 40),
    )
    parts = _parts(rows, "subject", Unit.CREDITS)
    return ProgramResult(
        "graduation",
        "hart-230",
        ProgramStatus.AT_RISK,
        True,
        Unit.CREDITS,
        23000,
        6000,
        7000,
        9000,
        1000,
        parts,
        (),
    )


def area_program(program: str, status: ProgramStatus) -> ProgramResult:
    rows = (
        ("A", 2, 0, 1, 1),
        ("B", 4, 1, 1, 2),
        ("C", 3, 1.5, 1, 0.5),
        ("D", 2, 1, 1, 0),
        ("E", 2, 2, 0, 0),
        ("F", 1, 0, 0, 1),
        ("G", 1, 0, 0, 0.5),
        ("before_grade_12", 11, 6, 4, 1),
    )
    parts = _parts(rows, "area", Unit.YEARS)
    return ProgramResult(
        program, "2026", status, True, Unit.YEARS, 1500, 550, 400, 500, 50, parts, ()
    )


def _parts(
    rows: tuple[tuple[str, float, float, float, float], ...], kind: str, unit: Unit
) -> tuple[RequirementResult, ...]:
    """Return the rows of a program: id, need, earned, in progress and planned."""
    made = []
    for id_, need, earned, present, planned in rows:
        missing = need - earned - present - planned
        status = _status(missing, planned, present)
        a, b, c, d, e = (int(x * 100) for x in (need, earned, present, planned, missing))
        made.append(RequirementResult(id_, kind, unit, status, a, b, c, d, e, Reason("x")))
    return tuple(made)


def _status(missing: float, planned: float, present: float) -> RequirementStatus:
    if missing:
        return RequirementStatus.NOT_MET
    if planned:
        return RequirementStatus.PLANNED
    return RequirementStatus.IN_PROGRESS if present else RequirementStatus.MET
