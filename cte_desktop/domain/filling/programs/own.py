"""The district's own programs as rows, each in its unit and as waivers leave it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.domain.audit.attributes import described
from cte_desktop.domain.audit.district_programs import measured, plain_program, programs_for
from cte_desktop.domain.audit.district_waivers import as_waived
from cte_desktop.domain.audit.earning import earnings
from cte_desktop.domain.audit.exceptions import exceptions_for
from cte_desktop.domain.filling.programs.graduation import credits_brought
from cte_desktop.domain.filling.programs.tree import Version, ask_program

if TYPE_CHECKING:
    from cte_desktop.domain.audit.work import Work
    from cte_desktop.domain.filling.problem import Problem
    from cte_desktop.domain.filling.programs.asking import Asking


def ask_own(name: str, problem: Problem, asking: Asking) -> None:
    """Add what the program of that name asks; nothing where it is not audited for the student."""
    given, rules = problem.given, problem.rules
    program = next((p for p in programs_for(given.file, rules) if p.name == name), None)
    if program is None:
        return
    exceptions = exceptions_for(given.file.decisions, name)
    unit, early = program.unit, rules.ag.middle_grade_areas

    def seen(work: Work) -> Work:
        return measured(described(work, given.catalog), unit, early)

    earned = earnings(given.semesters, given.catalog, exceptions, rules.credits)
    work = credits_brought(problem, earned, exceptions, seen, ("own", unit))
    asked = as_waived(plain_program(program), exceptions.waivers, given.catalog)
    ask_program([Version(asked.program, asking.root)], work, asking)
