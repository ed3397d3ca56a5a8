"""How far a change of the rules reaches: which programs of which classes it can concern at all."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cte_desktop.domain.audit.ag import CSU, UC
from cte_desktop.domain.audit.graduation import PROGRAM as GRADUATION

if TYPE_CHECKING:
    from cte_desktop.domain.audit.rules import AgRules, DistrictProgram, GraduationSet, Rules

INDICATOR = "cci"
"""The College/Career Indicator looks at the A-G audits."""


def programs_touched(before: Rules, after: Rules, entry_class: int) -> frozenset[str]:
    """Return the programs whose rules differ for a class; what is merely called otherwise is not.

    Empty for a class that nothing changes for.
    """
    touched: set[str] = set()
    if _graduation(before, entry_class) != _graduation(after, entry_class):
        touched.add(GRADUATION)
    if _plain_ag(before.ag) != _plain_ag(after.ag):
        touched |= {UC, CSU, INDICATOR}
    former, latter = (_programs(rules, entry_class) for rules in (before, after))
    # Own programs earn credits as graduation does, and count years of grades 7 and 8 as A-G does.
    if (before.credits, before.ag.middle_grade_areas) != (
        after.credits,
        after.ag.middle_grade_areas,
    ):
        touched |= {*former, *latter}
    touched |= {name for name in {*former, *latter} if former.get(name) != latter.get(name)}
    return frozenset(touched)


def _graduation(rules: Rules, entry_class: int) -> tuple[object, ...]:
    """Return all that the graduation of a class depends on."""
    return (
        _plain_set(rules.set_for(entry_class)),
        _plain_set(rules.exempted_set),
        rules.subject_alias,
        rules.overflow_to,
        rules.transfer_credits_in_district,
        rules.transfer_classes_enrolled,
        rules.credits,
    )


def _plain_set(one: GraduationSet | None) -> GraduationSet | None:
    if one is None:
        return None
    return replace(one, id="", title="", titles=(), sourced="", first_class=0, last_class=0)


def _plain_ag(rules: AgRules) -> AgRules:
    return replace(rules, version="")


def _programs(rules: Rules, entry_class: int) -> dict[str, DistrictProgram]:
    return {
        program.name: replace(
            program, titles=(), version="", sourced="", source="", first_class=0, last_class=0
        )
        for program in rules.programs
        if program.is_for(entry_class)
    }
