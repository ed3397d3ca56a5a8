"""The ways out of a clash: what is done on a click, and what follows from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.domain.filling.giving_up import after, given_up
from cte_desktop.domain.filling.model import Kind, Reason
from cte_desktop.wording.filling.brings import changes_text, ends_texts, evenings_text
from cte_desktop.wording.filling.clash import busy_of, want_of
from cte_desktop.wording.filling.wants import short_want
from cte_desktop.wording.labels import busy_label, course_label, moment_label, on_days_label
from cte_desktop.wording.papers import term_with_year
from cte_desktop.wording.programs import program_name, requirement_name
from cte_desktop.wording.translate import noop, tr

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cte_desktop.domain.filling.answer import WayOut
    from cte_desktop.domain.filling.problem import Problem
    from cte_desktop.domain.filling.wants import Want
    from cte_desktop.domain.findings import Value

_ALLOW = {
    "extended_day": noop("Allow more evenings of Extended Day"),
    "summer": noop("Allow summer courses"),
    "college": noop("Allow college courses"),
    "zero": noop("Allow a class before the first period"),
    "period7": noop("Allow period 7"),
}


def way_text(problem: Problem, way: WayOut) -> str:
    """Return what a way out does, for its button: "Give up the sport on Tuesday in fall 2027"."""
    if way.do != "other_pathway" and len(way.dropped) > 1:
        given = (given_up(problem, reason) for reason in way.dropped)
        return "; ".join(_text(problem, one.do, dict(one.args)) for one in given if one is not None)
    return _text(problem, way.do, dict(way.args))


def consequence_text(problem: Problem, way: WayOut) -> str:
    """Return what follows from a way out: what its plan brings, changes and leaves open."""
    if way.plan is None:
        return ""
    then = after(problem, way)
    said = (
        *ends_texts(then, way.plan),
        evenings_text(then, way.plan),
        changes_text(then, way.plan),
        tr("it stays open and the audit goes on asking for it") if _leaves(problem, way) else "",
    )
    return ", ".join(text for text in said if text)


def _leaves(problem: Problem, way: WayOut) -> bool:
    """Tell whether a requirement is left open; nothing remembers that but the audit."""
    given = (given_up(problem, reason) for reason in way.dropped)
    return way.do == "leave_open" or any(one.do == "leave_open" for one in given if one)


def _text(problem: Problem, do: str, args: Mapping[str, Value]) -> str:
    want = want_of(problem, Reason(Kind.WISH, str(args.get("wish", ""))))
    match do:
        case "drop_wish":
            return tr("Drop the wish: {wish}", wish=_wish(problem, want))
        case "soften_wish":
            return tr("Would like instead of must: {wish}", wish=_wish(problem, want))
        case "allow":
            return _allow(problem, want)
        case "unlock":
            course = course_label(str(args.get("course", "")), problem.given.catalog)
            grade, term = args.get("grade_level"), str(args.get("term", ""))
            when = moment_label(grade, term) if isinstance(grade, int) else ""
            return tr("Unlock {course} in {when}", course=course, when=when)
        case "free_time":
            return _free_time(problem, str(args.get("busy", "")))
        case "other_pathway":
            return tr("Take {pathway} instead", pathway=str(args.get("pathway", "")))
        case "leave_open":
            return _leave_open(problem, args)
        case _:
            return do.replace("_", " ")


def _free_time(problem: Problem, row: str) -> str:
    """Return "Give up the sport on Tuesday and Thursday in spring 2028"."""
    busy = busy_of(problem, Reason(Kind.BUSY, row))
    if busy is None:
        return ""
    what, days = busy_label(busy.kind), on_days_label(busy.days)
    term = term_with_year(busy.school_year, busy.term)
    return tr("Give up {what} {days} in {term}", what=what, days=days, term=term)


def _allow(problem: Problem, want: Want | None) -> str:
    if want is not None and want.kind in _ALLOW:
        return tr(_ALLOW[want.kind])
    return tr("Allow what this forbids: {wish}", wish=_wish(problem, want))


def _wish(problem: Problem, want: Want | None) -> str:
    return "" if want is None else short_want(want, problem.given.catalog)


def _leave_open(problem: Problem, args: Mapping[str, Value]) -> str:
    program, requirement = str(args.get("program", "")), str(args.get("requirement", ""))
    if not requirement:
        return tr("Leave {program} open", program=program_name(program))
    return tr(
        "Leave open for {program}: {requirement}",
        program=program_name(program),
        requirement=requirement_name(program, requirement, problem.given.catalog),
    )
