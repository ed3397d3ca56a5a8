"""The ways out of a clash: what is done on a click, and what follows from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.domain.filling.model import Kind, Reason
from cte_desktop.wording.filling.brings import changes_text, ends_texts, evenings_text
from cte_desktop.wording.filling.clash import reason_text, want_of
from cte_desktop.wording.filling.wants import short_want
from cte_desktop.wording.labels import course_label, moment_label
from cte_desktop.wording.programs import program_name, requirement_name
from cte_desktop.wording.translate import noop, tr

if TYPE_CHECKING:
    from cte_desktop.domain.filling.answer import WayOut
    from cte_desktop.domain.filling.problem import Problem
    from cte_desktop.domain.filling.wants import Want

_ALLOW = {
    "extended_day": noop("Allow more evenings of Extended Day"),
    "summer": noop("Allow summer courses"),
    "college": noop("Allow college courses"),
    "zero": noop("Allow a class before the first period"),
    "period7": noop("Allow period 7"),
}


def way_text(problem: Problem, way: WayOut) -> str:
    """Return what a way out does, for its button: "Let the sport in spring 2027 go"."""
    args, catalog = dict(way.args), problem.given.catalog
    want = want_of(problem, Reason(Kind.WISH, str(args.get("wish", ""))))
    match way.do:
        case "drop_wish":
            return tr("Drop the wish: {wish}", wish=_wish(problem, want))
        case "soften_wish":
            return tr("Make it a wish that may fail: {wish}", wish=_wish(problem, want))
        case "allow":
            return _allow(problem, want)
        case "unlock":
            course = course_label(str(args.get("course", "")), catalog)
            grade, term = args.get("grade_level"), str(args.get("term", ""))
            when = moment_label(grade, term) if isinstance(grade, int) else ""
            return tr("Unlock {course} in {when}", course=course, when=when)
        case "free_time":
            reason = Reason(Kind.BUSY, str(args.get("busy", "")))
            return tr("Keep this time free: {time}", time=reason_text(problem, reason))
        case "other_pathway":
            return tr("Take {pathway} instead", pathway=str(args.get("pathway", "")))
        case "leave_open":
            return _leave_open(problem, way)
        case _:
            return way.do.replace("_", " ")


def consequence_text(problem: Problem, way: WayOut) -> str:
    """Return what follows from a way out: what its plan brings and what it changes."""
    if way.plan is None:
        return ""
    said = (
        *ends_texts(problem, way.plan),
        evenings_text(problem, way.plan),
        changes_text(problem, way.plan),
    )
    return ", ".join(text for text in said if text)


def _allow(problem: Problem, want: Want | None) -> str:
    if want is not None and want.kind in _ALLOW:
        return tr(_ALLOW[want.kind])
    return tr("Allow what this forbids: {wish}", wish=_wish(problem, want))


def _wish(problem: Problem, want: Want | None) -> str:
    return "" if want is None else short_want(want, problem.given.catalog)


def _leave_open(problem: Problem, way: WayOut) -> str:
    args = dict(way.args)
    program, requirement = str(args.get("program", "")), str(args.get("requirement", ""))
    if not requirement:
        return tr("Leave {program} open", program=program_name(program))
    return tr(
        "Leave open for {program}: {requirement}",
        program=program_name(program),
        requirement=requirement_name(program, requirement, problem.given.catalog),
    )
