"""Laws that are pending: shipped with the rules but off, until the district puts one in force.

An entry of `[pending]` in force gives every set for a class from its `class` on a subject of its
own name, whose credits are taken from another subject, so that the total stays.
Source: graduation.toml (AB 101, tied to an appropriation).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cte_desktop.domain.audit.rules import ELECTIVE, GraduationSet, Include, SubjectNeed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cte_desktop.domain.audit.rule_shapes import RuleFile, Table


@dataclass(frozen=True, slots=True)
class PendingLaw:
    """What a law would ask: credits of a subject or of some courses, from a class on."""

    name: str
    first_class: int
    credits: int
    codes: tuple[str, ...]
    takes_from: str


def laws_in_force(pending: Table, file: RuleFile) -> tuple[PendingLaw, ...]:
    """Return the entries of `[pending]` that the district has put in force."""
    laws = []
    for name, entry in pending.items():
        place = f"pending, {name}"
        table = file.table(entry, place)
        if not file.flag(table.get("in_force"), f"{place}, in_force"):
            continue
        first = file.whole(table.get("class"), f"{place}, class", 0)
        if not first:
            file.note(f"{place}, class", "missing")
        codes = file.text(table.get("courses"), f"{place}, courses").split("|")
        laws.append(
            PendingLaw(
                name,
                first,
                file.hundredths(table.get("credits"), f"{place}, credits"),
                tuple(code.strip() for code in codes if code.strip()),
                file.text(table.get("takes_from"), f"{place}, takes_from") or ELECTIVE,
            )
        )
    return tuple(laws)


def with_laws(
    sets: Iterable[GraduationSet], laws: Iterable[PendingLaw], file: RuleFile
) -> tuple[GraduationSet, ...]:
    """Return the sets with the laws in force; a set for classes before and after one is split."""
    answer = list(sets)
    for law in laws:
        answer = [made for one in answer for made in _with_law(one, law, file)]
    return tuple(answer)


def _with_law(one: GraduationSet, law: PendingLaw, file: RuleFile) -> tuple[GraduationSet, ...]:
    if one.by_exemption or one.last_class < law.first_class or not law.credits:
        return (one,)
    changed = _asking(one, law, file)
    if one.first_class >= law.first_class:
        return (changed,)
    before = replace(one, last_class=law.first_class - 1)
    since = replace(changed, id=f"{one.id}+{law.name}", first_class=law.first_class)
    return (before, since)


def _asking(one: GraduationSet, law: PendingLaw, file: RuleFile) -> GraduationSet:
    """Return the set with the law's subject before the electives, its credits taken elsewhere."""
    place = f"pending, {law.name}"
    giving = next((s for s in one.subjects if s.id == law.takes_from), None)
    if any(s.id == law.name for s in one.subjects):
        file.note(place, "twice", one.id)
        return one
    if giving is None:
        file.note(f"{place}, takes_from", "unknown_requirement", law.takes_from)
        return one
    reserved = sum(include.credits for include in giving.includes)
    if giving.credits - reserved < law.credits:
        file.note(f"{place}, credits", "too_large", law.credits / 100)
        return one
    subjects = [
        replace(s, credits=s.credits - law.credits) if s is giving else s for s in one.subjects
    ]
    courses = tuple(
        Include(f"{law.name}.{first}", law.codes, credits=law.credits) for first in law.codes[:1]
    )
    need = SubjectNeed(law.name, law.credits, courses)
    before_electives = subjects[-1].id == ELECTIVE
    subjects.insert(len(subjects) - before_electives, need)
    return replace(one, subjects=tuple(subjects))
