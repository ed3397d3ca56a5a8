"""Choices of options and arrangements: one way to lie each, each course once, what is locked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.domain.filling.model import Kind, Reason
from cte_desktop.domain.filling.options.retakes import open_halves
from cte_desktop.domain.filling.schedule.frame import of_course

if TYPE_CHECKING:
    from cte_desktop.domain.filling.model import Draft
    from cte_desktop.domain.filling.problem import Problem
    from cte_desktop.domain.filling.schedule.frame import Frame


def choices_of(draft: Draft, problem: Problem) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Return the choices of the options and of the arrangements.

    What can lie in one way alone has one choice for both; else a row says that what is taken lies
    in one of its ways.
    """
    take, lie = [], [0] * len(problem.arrangements)
    for option in problem.options:
        chosen = draft.choice()
        take.append(chosen)
        if len(option.arrangements) == 1:
            lie[option.arrangements[0]] = chosen
            continue
        for place in option.arrangements:
            lie[place] = draft.choice()
        ways = [(lie[place], 1) for place in option.arrangements]
        draft.row([*ways, (chosen, -1)], 0, 0)
    return tuple(take), tuple(lie)


def add_choosing(frame: Frame) -> None:
    """Add what is forbidden by itself, what is locked, and that no course is taken twice."""
    draft = frame.draft
    forbidden: dict[Reason, list[tuple[int, int]]] = {}
    for place, arrangement in enumerate(frame.problem.arrangements):
        for reason in arrangement.against:
            forbidden.setdefault(reason, []).append((frame.lie[place], 1))
    for reason, terms in forbidden.items():
        draft.row(terms, None, 0, reason)
    for place, option in enumerate(frame.problem.options):
        if option.locked:
            where = f"{option.grade_level}:{option.terms[0].value}:{option.course.code}"
            draft.row([(frame.take[place], 1)], 1, None, Reason(Kind.PLACEMENT, where))
    for code, places in frame.by_code.items():
        if len(places) > 1:
            _once(frame, code, places)


def _once(frame: Frame, code: str, places: tuple[int, ...]) -> None:
    """Let a course be taken once, a repeatable one once a term."""
    options = frame.problem.options
    reason = of_course("repeated_course", code) if code in frame.asked else None
    if not options[places[0]].course.repeatable:
        wholes = [p for p in places if len(options[p].terms) > 1 or not options[p].course.is_year]
        halves = [p for p in places if p not in wholes]
        by_half: dict[str, list[int]] = {}
        for place in halves:
            by_half.setdefault(options[place].terms[0].value, []).append(place)
        if not by_half:
            frame.draft.row(frame.taken(places), None, 1, reason)
        for alone in by_half.values():
            frame.draft.row(frame.taken((*wholes, *alone)), None, 1, reason)
        if len(by_half) > 1:
            course = options[places[0]].course
            taken = frame.problem.given.by_course.get(code, ())
            frame.draft.row(frame.taken(tuple(halves)), None, open_halves(course, taken), reason)
        return
    by_term: dict[int, list[int]] = {}
    for place in places:
        for semester in options[place].semesters:
            by_term.setdefault(semester.moment, []).append(place)
    for alike in dict.fromkeys(tuple(found) for found in by_term.values()):
        if len(alike) > 1:
            frame.draft.row(frame.taken(alike), None, 1, reason)
