"""Students of 11th grade in the fall of 2026 with classes in sections of Valencia's next year."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import count
from typing import Any

from cte_desktop.domain.catalog.section import Section, SectionKind, SectionMeeting
from cte_desktop.domain.planning.plan import Lane, Placement, Spot
from cte_desktop.domain.planning.sections.alternatives.edits import seated
from cte_desktop.domain.planning.sections.alternatives.ways import Alternative, alternatives
from cte_desktop.domain.planning.sections.offers import Offers, key_of, offers_of
from cte_desktop.domain.planning.situation import Situation
from cte_desktop.domain.school_year import Term
from tests.domain.planning.situations import situation

NEXT = 2027


def section(
    section_id: str, code: str, period: str = "", term: str = "year", **more: Any
) -> Section:
    """A section at Valencia in that period, with seats for all."""
    meetings = (SectionMeeting(period, ""),) if period else more.pop("meetings", ())
    fields: dict[str, Any] = {"site": "VL", "kind": SectionKind.DAY, "seats": 34} | more
    return Section(section_id, NEXT, term, code, meetings=meetings, **fields)


def evening(section_id: str, code: str, site: str, start: int, end: int, **more: Any) -> Section:
    """An Extended Day section on Tuesdays and Thursdays."""
    when = (SectionMeeting("", "TR", start, end),)
    return section(section_id, code, site=site, kind=SectionKind.EXTENDED, meetings=when, **more)


def named(*sections: Section, every: Iterable[Section] = (), **more: Any) -> Situation:
    """A student whose plan names these sections next year (grade 11 of the class of 2029)."""
    placements = []
    for one in sections:
        terms = (Term.FALL, Term.SPRING) if one.term == "year" else (Term(one.term),)
        placements += [
            Placement(f"{one.course_code} {term.value}", one.course_code, Spot(11, term, Lane.DAY))
            for term in terms
        ]
    found = situation(*placements, **more)
    assert found.plan is not None
    plan = found.plan
    for one in sections:
        uids = [p.uid for p in plan.placements if p.course_code == one.course_code]
        plan = seated(plan, uids, (one,))
    known = {key_of(one): one for one in (*sections, *every)}
    return replace(found, plan=plan, sections=known)


def offered(*sections: Section) -> Offers:
    return offers_of(sections)


def found(student: Situation, uid: str, offers: Offers, **more: Any) -> tuple[Alternative, ...]:
    """The alternatives for a placement, with new ids that are always the same."""
    numbers = count()
    return alternatives(student, uid, offers, lambda: f"new {next(numbers)}", **more)


def in_sections(alternative: Alternative) -> dict[str, str]:
    """The section of each course of a plan."""
    return {p.course_code: p.section_id for p in alternative.plan.placed}
