"""Worked cases: a record in, the requirement rows that must come out, as a counselor would check.

Each `tests/cases/*.toml` holds cases of one family. A case names its rule and source, the class,
the record and plan in the words of `tests/builders.py`, and what is expected: of a program its
status and any of its numbers, of requirements the same, of rows why they are unused, and findings
(those of the schedule too). A case may write settings, steps of a pathway as the lines of
`pathway_levels.csv`, the last year of a course's approvals, and what a district's rules say
otherwise than the shipped ones: keys of graduation.toml and ag.toml under `rules`.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from cte_desktop.domain.audit.evaluate import audit
from cte_desktop.domain.audit.record_findings import record_findings
from cte_desktop.domain.audit.result import ProgramResult, RequirementResult, StudentAudit
from cte_desktop.domain.audit.rule_parsing import parse_rules
from cte_desktop.domain.audit.rules import AuditSettings, Rules
from cte_desktop.domain.audit.unverified import unverified_findings
from cte_desktop.domain.catalog.catalog import Catalog
from cte_desktop.domain.catalog.course import Level
from cte_desktop.domain.catalog.pathway import Step
from cte_desktop.domain.credits import number
from cte_desktop.domain.findings import in_order
from cte_desktop.domain.grades import Thresholds
from cte_desktop.domain.planning.conflicts import conflicts
from cte_desktop.domain.planning.situation import PlanningSettings, Situation
from cte_desktop.domain.school_year import parse_school_year, school_year_text
from cte_desktop.domain.students.decisions import Decision, Wish
from cte_desktop.domain.students.experiences import Enrollment, TestScore
from cte_desktop.exchange.plain.catalog import read_shipped_rules
from tests.builders import CLASS, TODAY, catalog, file_of, plan_of, rules

FOLDER = Path(__file__).resolve().parents[2] / "cases"
PARTS = ("need", "earned", "in_progress", "planned", "missing")
DECISION_COLUMNS = (
    "kind",
    "program",
    "requirement",
    "course_code",
    "for_course",
    "category",
    "reason",
    "approved_by",
)


@dataclass(frozen=True)
class Case:
    """One worked case as its file writes it."""

    file: str
    table: dict[str, Any]

    @property
    def name(self) -> str:
        """The file and the case's name."""
        return f"{self.file}: {self.table['name']}"


def all_cases() -> list[Case]:
    """Every case of every file, in order of file and place."""
    return [
        Case(path.stem, table)
        for path in sorted(FOLDER.glob("*.toml"))
        for table in tomllib.loads(path.read_text("utf-8"))["case"]
    ]


def audited(case: Case) -> StudentAudit:
    """The audit of the case's student."""
    table = case.table
    day = table.get("today", TODAY)
    assert isinstance(day, date)
    graduation_year = int(table.get("class", CLASS))
    more = dict(table.get("student", {}))
    file = file_of(
        *table.get("record", ()),
        graduation_year=graduation_year,
        day=day,
        decisions=tuple(_decision(line) for line in table.get("decisions", ())),
        enrollments=tuple(_enrollment(line) for line in table.get("enrollments", ())),
        tests=tuple(_score(line) for line in table.get("tests", ())),
        wishes=tuple(Wish(n + 1, *line.split()) for n, line in enumerate(table.get("wishes", ()))),
        **more,
    )
    plan = plan_of(*table["plan"]) if "plan" in table else None
    offered, in_force = _catalog(table), _rules(table.get("rules", {}))
    settings = _settings(table.get("settings", {}))
    answer = audit(file, plan, offered, in_force, settings, day)
    situation = Situation(file, plan, offered, {}, PlanningSettings(), day)
    known, marks = situation.semesters, settings.thresholds
    of_record = record_findings(file, plan, known, offered, in_force, day, marks)
    unconfirmed = unverified_findings(answer.programs, offered, in_force)
    said = in_order((*answer.findings, *of_record, *unconfirmed, *conflicts(situation)))
    return replace(answer, findings=said)


def _rules(changes: dict[str, Any]) -> Rules:
    """The shipped rules, or a district's that differ from them in what the case writes."""
    if not changes:
        return rules()
    documents = read_shipped_rules()
    parsed, problems = parse_rules(*(_merged(documents[n], changes.get(n, {})) for n in documents))
    assert not problems
    return parsed


def _merged(table: dict[str, Any], changes: dict[str, Any]) -> dict[str, Any]:
    """A table with what is written otherwise; a list stands for the whole list."""
    return table | {
        key: _merged(table.get(key, {}), value) if isinstance(value, dict) else value
        for key, value in changes.items()
    }


def _settings(table: dict[str, Any]) -> AuditSettings:
    """The district's settings: marks by the names of `Thresholds`, and those of `AuditSettings`."""
    marks = {name: value for name, value in table.items() if isinstance(value, str)}
    others = {name: value for name, value in table.items() if name not in marks}
    return AuditSettings(thresholds=Thresholds(**marks), **others)


def _catalog(table: dict[str, Any]) -> Catalog:
    """The shipped catalog, with the pathway steps and required levels that the case writes."""
    offered = catalog()
    lines = [[cell.strip() for cell in line.split(",")] for line in table.get("steps", ())]
    ended = dict(line.split() for line in table.get("approval_ended", ()))
    if ended:
        sites = [
            replace(s, last_year=parse_school_year(ended[s.course_code]))
            if s.course_code in ended
            else s
            for s in offered.course_sites
        ]
        offered = replace(offered, course_sites=tuple(sites))
    if not lines and "introductory_required" not in table:
        return offered
    written = {cells[0] for cells in lines}
    steps = [step for step in offered.steps if step.pathway not in written]
    steps += [
        Step(name, int(first), int(last), Level(level), int(order), code, required == "yes")
        for name, first, last, level, order, code, required in lines
    ]
    pathways = tuple(
        replace(p, introductory_required=True)
        if p.name == table.get("introductory_required")
        else p
        for p in offered.pathways
    )
    return replace(offered, steps=tuple(steps), pathways=pathways)


def faults(case: Case, answer: StudentAudit) -> list[str]:
    """Everything in which the answer differs from what the case expects."""
    found: list[str] = []
    for program_id, expected in case.table["expect"].items():
        if program_id == "findings":
            found += _finding_faults(expected, answer)
        elif program_id == "gpa":
            found += [
                f"gpa {key}: {getattr(answer.gpa, key)}, not {value}"
                for key, value in expected.items()
                if getattr(answer.gpa, key) != value
            ]
        else:
            program = answer.program(program_id)
            assert program is not None, f"no program {program_id}"
            found += _program_faults(program, expected)
    return found


def rows_of(program: ProgramResult) -> dict[str, RequirementResult]:
    """The rows of a program under their ids, those inside others too."""
    rows: dict[str, RequirementResult] = {}
    waiting = list(program.requirements)
    while waiting:
        row = waiting.pop()
        rows[row.id] = row
        waiting += row.requirements
    return rows


def _program_faults(program: ProgramResult, expected: dict[str, Any]) -> list[str]:
    found = []
    rows = rows_of(program)
    for key, value in expected.items():
        if key == "unused":
            found += _unused_faults(program, value)
        elif key == "version":
            found += [] if program.version == value else [f"version {program.version}"]
        elif key == "completer":
            found += [] if program.completer is value else [f"completer {program.completer}"]
        elif key == "completed_in":
            wanted = parse_school_year(value)
            found += [] if program.completed_in == wanted else [f"in {program.completed_in}"]
        elif key == "step":
            found += [] if program.stage == value else [f"step {program.stage}"]
        elif key == "no_row":
            found += [f"there is a row {name}" for name in value if name in rows]
        elif isinstance(value, dict):
            if key not in rows:
                found.append(f"{program.id} has no row {key}: {sorted(rows)}")
            else:
                found += _row_faults(rows[key], value)
        else:
            found += _number_faults(program, key, value)
    return found


def _row_faults(row: RequirementResult, expected: dict[str, Any]) -> list[str]:
    found = []
    for key, value in expected.items():
        if key == "used":
            used = sorted({u.course for u in row.used})
            found += [] if used == sorted(value) else [f"{row.id} uses {used}, not {value}"]
        elif key == "why":
            found += [] if row.why.code == value else [f"{row.id} because {row.why.code}"]
        else:
            found += _number_faults(row, key, value)
    return found


def _number_faults(
    row: ProgramResult | RequirementResult, key: str, value: str | float
) -> list[str]:
    have = row.status.value if key == "status" else number(getattr(row, key))
    return [] if have == value else [f"{row.id} {key} is {have}, not {value}"]


def _unused_faults(program: ProgramResult, expected: dict[str, str]) -> list[str]:
    """`CODE`, or `CODE@2026-27 fall` for one semester of it, against the reason's code."""
    found = []
    for course, code in expected.items():
        name, _, when = course.partition("@")
        reasons = {
            u.because.code
            for u in program.unused
            if u.course == name and when in {"", f"{school_year_text(u.school_year)} {u.term}"}
        }
        if reasons != {code}:
            found.append(f"{program.id}: {course} is unused because {reasons}, not {code}")
    return found


def _finding_faults(expected: dict[str, Any], answer: StudentAudit) -> list[str]:
    found = []
    said = [(f.code, f.severity.value, dict(f.subject)) for f in answer.findings]
    for wanted in expected.get("has", ()):
        code, severity, *pairs = wanted.split(" ")
        subject = dict(pair.split("=") for pair in pairs)
        matches = any(
            c == code
            and s == severity
            and all(str(about.get(k, "")).replace(" ", "_") == v for k, v in subject.items())
            for c, s, about in said
        )
        if not matches:
            found.append(f"no finding {wanted}: {said}")
    for code in expected.get("not", ()):
        found += [f"there is a finding {c} {about}" for c, _, about in said if c == code]
    return found


def _score(line: str) -> TestScore:
    test, score, *on = line.split()
    return TestScore(test, score, date.fromisoformat(on[0]) if on else None)


def _decision(line: str) -> Decision:
    cells = [cell.strip() for cell in line.split(",")]
    fields: dict[str, Any] = dict(zip(DECISION_COLUMNS, cells, strict=False))
    return Decision(**fields)


def _enrollment(line: str) -> Enrollment:
    action, year, pathway = line.split(" ", 2)
    return Enrollment(pathway, action, None, parse_school_year(year))
