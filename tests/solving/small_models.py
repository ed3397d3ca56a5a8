"""Small models for the tests of the solver: courses in years, requirements, times that clash."""

from __future__ import annotations

import random

from cte_desktop.domain.filling.model import Draft, Kind, Model, Reason


def rule(code: str, **about: str | int) -> Reason:
    return Reason(Kind.RULE, code, tuple(about.items()))


def wish(rank: int) -> Reason:
    return Reason(Kind.WISH, str(rank))


def years_of_courses(seed: int, courses: int = 24, most: int = 5) -> Model:
    """Return a small four-year plan: `most` courses a year, five subjects, clashes, two wishes."""
    chance, draft = random.Random(seed), Draft()
    take = {(c, y): draft.choice() for c in range(courses) for y in range(4)}
    for c in range(courses):
        draft.row([(take[c, y], 1) for y in range(4)], None, 1)
    for y in range(4):
        a_year = [(take[c, y], 1) for c in range(courses)]
        draft.row(a_year, None, most, rule("overload", grade_level=9 + y))
    for subject in range(5):
        own = [(take[c, y], 10) for c in range(subject, courses, 5) for y in range(4)]
        draft.row(own, 30, None, rule("requirement_missing", requirement=str(subject)))
    for c in range(5, courses):
        if chance.random() < 0.4:
            for y in range(4):
                before = [(take[c - 5, earlier], -1) for earlier in range(y)]
                reason = rule("prerequisite_order", course=str(c))
                draft.row([(take[c, y], 1), *before], None, 0, reason)
    for _ in range(60):
        (one, other), y = chance.sample(range(courses), 2), chance.randrange(4)
        reason = rule("time_clash", course=str(one), other_course=str(other))
        draft.row([(take[one, y], 1), (take[other, y], 1)], None, 1, reason)
    for number in range(2):
        wanted, unmet = chance.randrange(courses), draft.choice()
        draft.row([(unmet, 1), *((take[wanted, y], 1) for y in range(4))], 1)
        draft.goal(f"wish {number}", [(unmet, 1)])
    draft.goal("cost", [(at, chance.randrange(1, 30)) for at in take.values()])
    return draft.built()
