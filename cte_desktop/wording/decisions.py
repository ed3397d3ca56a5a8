"""Decisions for one student in words: what each does, who approved it and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.wording.labels import course_label, date_label, decision_label
from cte_desktop.wording.programs import program_title, requirement_title
from cte_desktop.wording.translate import noop, tr

if TYPE_CHECKING:
    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.domain.students.decisions import Decision

KINDS = {
    "substitution": noop("Substitution: a course counts as another"),
    "waiver": noop("Waiver: less is needed"),
    "also_allow": noop("Also allowed: a course may count here too"),
    "exemption_51225_1": noop("Education Code 51225.1: the state minimum"),
    "pe_exemption": noop("Exemption from physical education"),
}


def kind_text(kind: str) -> str:
    """Return a kind of decision with what it does, for a choice."""
    return tr(KINDS[kind]) if kind in KINDS else kind


def decision_text(decision: Decision, catalog: Catalog) -> str:
    """Return what a decision does: "Environmental Science counts as Chemistry"."""
    program = decision.program or "graduation"
    course = course_label(decision.course_code, catalog) if decision.course_code else ""
    place = requirement_title(program, decision.requirement, catalog)
    match decision.kind:
        case "substitution":
            taken = course_label(decision.for_course, catalog)
            return tr("{taken} counts as {course}.", taken=taken, course=course)
        case "waiver" if course:
            return tr("{requirement}: waived by the credits of {course}.",
                      requirement=place, course=course)  # fmt: skip
        case "waiver":
            return tr("{requirement}: waived.", requirement=place)
        case "also_allow":
            return tr("{course} is also allowed for {requirement}.",
                      course=course, requirement=place)  # fmt: skip
        case "exemption_51225_1":
            who = decision_label(decision.category)
            return tr("Only the state minimum is needed: {category}.", category=who)
        case "pe_exemption":
            return f"{kind_text(decision.kind)}."
        case _:
            return tr("{course} is pinned to {requirement}.", course=course, requirement=place)


def approval_text(decision: Decision) -> str:
    """Return "Graduation · approved by A. Lee on February 1, 2027: moved here in grade 11"."""
    parts = [program_title(decision.program or "graduation")]
    if decision.approved_by and decision.on is not None:
        day = date_label(decision.on)
        parts.append(tr("approved by {name} on {day}", name=decision.approved_by, day=day))
    elif decision.approved_by:
        parts.append(tr("approved by {name}", name=decision.approved_by))
    else:
        parts.append(tr("nobody is named who approved it"))
    text = " · ".join(parts)
    return tr("{approval}: {reason}", approval=text, reason=decision.reason) if (
        decision.reason
    ) else text  # fmt: skip
