"""What would change if a course were moved is what the audit with the pin says."""

from __future__ import annotations

import copy
from dataclasses import replace

from cte_desktop.domain.audit.evaluate import audit
from cte_desktop.domain.audit.moves import NOWHERE, Question, moves, pinned_to, places, shifts
from cte_desktop.domain.audit.requirements import Amount, Anything, Subjects
from cte_desktop.domain.audit.result import ProgramResult, Unit
from cte_desktop.domain.audit.rule_parsing import parse_rules
from cte_desktop.domain.audit.rules import AuditSettings, DistrictProgram
from cte_desktop.domain.planning.semesters import semesters
from cte_desktop.domain.students.decisions import Decision
from cte_desktop.domain.students.file import StudentFile
from cte_desktop.exchange.plain.catalog import read_shipped_rules
from tests.builders import TODAY, catalog, file_of, rules

SETTINGS = AuditSettings()
RECORD = (
    "9 year ENG09 B",
    "9 year BIO B",
    "9 year ALG1 C",
    "9 fall HEALTH A",
    "10 year SPAN1 B",
    "10 year ART1 A",
)


def asked(file: StudentFile) -> Question:
    known = semesters(file, None, catalog(), TODAY, SETTINGS.thresholds)
    return Question(file, known, catalog(), rules(), SETTINGS)


def audited(file: StudentFile, program: str) -> ProgramResult:
    result = audit(file, None, catalog(), rules(), SETTINGS, TODAY).program(program)
    assert result is not None
    return result


def said(file: StudentFile, program: str, course: str) -> dict[str, dict[str, tuple[int, int]]]:
    return {
        move.to: {s.requirement: (s.before.missing, s.after.missing) for s in move.shifts}
        for move in moves(program, course, asked(file))
    }


def test_a_science_moved_to_electives_leaves_science_short() -> None:
    told = said(file_of(*RECORD), "graduation", "BIO")
    assert told["elective"] == {"science.science_life": (0, 1000), "elective": (6250, 5250)}
    assert told[NOWHERE] == {"science.science_life": (0, 1000)}


def test_a_course_with_no_other_place_has_only_what_its_loss_would_mean() -> None:
    told = said(file_of("9 year PE B"), "graduation", "PE")
    assert list(told) == [NOWHERE]
    assert told[NOWHERE] == {"elective": (6250, 7250)}


def test_every_answer_is_the_audit_with_that_pin() -> None:
    file = file_of(*RECORD)
    for program in ("graduation", "uc", "csu"):
        for course in ("BIO", "ALG1", "SPAN1", "ART1", "HEALTH"):
            for move in moves(program, course, asked(file)):
                if move.to == NOWHERE:
                    continue
                pinned = replace(file, decisions=pinned_to((), program, course, move.to))
                result = audited(pinned, program)
                rows = {r.id: r for top in result.requirements for r in (top, *top.requirements)}
                used = [name for name, _ in places(result, course)]
                assert move.fits == any(n == move.to or n.startswith(f"{move.to}.") for n in used)
                for shift in move.shifts:
                    after = rows[shift.requirement]
                    assert (after.missing, after.status) == (
                        shift.after.missing,
                        shift.after.status,
                    )


def test_in_a_program_of_the_district_a_course_is_moved_too() -> None:
    life = Amount("life", 1000, Subjects(frozenset({"science_life"})))
    anything = Amount("rest", 1000, Anything())
    own = DistrictProgram("club", Unit.CREDITS, (life, anything), titles=())
    file = replace(file_of("9 year BIO B"), added_programs=("district:club",))
    known = semesters(file, None, catalog(), TODAY, SETTINGS.thresholds)
    rule = replace(rules(), programs=(own,))
    answer = moves("district:club", "BIO", Question(file, known, catalog(), rule, SETTINGS))
    assert [(m.to, [s.requirement for s in m.shifts]) for m in answer] == [
        ("rest", ["life", "rest"]),
        (NOWHERE, ["life"]),
    ]


def test_a_pinned_course_can_be_moved_back() -> None:
    pin = Decision("pin", "graduation", "elective", "BIO")
    told = said(file_of(*RECORD, decisions=(pin,)), "graduation", "BIO")
    assert told["science"]["science.science_life"] == (1000, 0)


def test_a_waiver_stays_in_force_while_moves_are_tried() -> None:
    waiver = Decision("waiver", "graduation", "science.science_life", "", reason="moved")
    told = said(file_of(*RECORD, decisions=(waiver,)), "graduation", "BIO")
    assert "science.science_life" not in told.get("elective", {})


def test_a_program_without_pins_and_a_course_not_taken_have_no_moves() -> None:
    file = file_of(*RECORD)
    assert moves("pathway:Welding", "BIO", asked(file)) == ()
    assert moves("graduation", "CHEM", asked(file)) == ()


def test_a_pin_replaces_the_one_before_and_no_other() -> None:
    old = Decision("pin", "graduation", "elective", "BIO")
    others = (Decision("pin", "uc", "G", "BIO"), Decision("pin", "graduation", "elective", "ART1"))
    kept = pinned_to((old, *others), "graduation", "BIO", "science")
    assert kept == (*others, Decision("pin", "graduation", "science", "BIO"))


def test_a_move_within_areas_that_ask_the_catalog_is_the_audit_with_that_pin() -> None:
    documents = copy.deepcopy(read_shipped_rules())
    parts = [{"id": "G.cte", "kind": "amount", "need": 1.0, "of": {"attribute": "cte"}}]
    documents["ag"]["area"]["G"]["uc_parts"] = parts
    made, _ = parse_rules(*(documents[kind] for kind in ("graduation", "ag", "programs")))
    file = file_of("9 year GD1 B", "10 year ART1 A")
    question = replace(asked(file), rules=made)
    present = audit(file, None, catalog(), made, SETTINGS, TODAY).program("uc")
    assert present is not None
    assert places(present, "GD1") == (("G.cte", 100),)
    answers = {move.to: move for move in moves("uc", "GD1", question)}
    assert {"F", NOWHERE} <= set(answers)
    pinned = pinned_to(file.decisions, "uc", "GD1", "F")
    there = audit(replace(file, decisions=pinned), None, catalog(), made, SETTINGS, TODAY)
    result = there.program("uc")
    assert result is not None
    assert answers["F"].shifts == shifts(present, result)
