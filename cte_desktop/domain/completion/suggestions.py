"""Which pathways to suggest to a student, and why: what they tried, said and took before.

Suggested is a pathway for which something on file speaks more than speaks against, that the student
is not signed up for, and that can still be completed (`audit/nearest.py`). What speaks for it is
weighed by the numbers below and told with the suggestion, the strongest first.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from itertools import takewhile
from typing import TYPE_CHECKING

from cte_desktop.domain.audit.nearest import Because
from cte_desktop.domain.audit.result import Reason
from cte_desktop.domain.findings import values
from cte_desktop.domain.students.student import folded

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from cte_desktop.domain.audit.nearest import Nearness
    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.domain.catalog.pathway import Pathway
    from cte_desktop.domain.findings import Value
    from cte_desktop.domain.students.experiences import Enrollment, Experience
    from cte_desktop.domain.students.file import StudentFile

INTEREST = 4
"""What an interest on file weighs; leaving a pathway weighs as much against it."""
PASSED, UNDER_WAY = 3, 2
"""What each level of a pathway weighs of which a course is passed, or runs now."""
OPINIONS = {5: 3, 4: 2, 3: 1, 2: -1, 1: -3}
"""What a workshop of the pathway's sector weighs, by what the student thought of it."""
NO_OPINION = 1
SAME_WORD = 1
"""What it weighs when the title of such a workshop shares a word with the pathway's name."""

_SHORTEST_WORD = 5  # letters that two words begin with, to be about the same: robots, robotics
_OPEN = (Because.MISSING, Because.COVERED)


@dataclass(frozen=True, slots=True)
class Sign:
    """Something that speaks for a pathway, or against it where the weight is below 0."""

    because: Reason
    weight: int


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A pathway that suits a student: what speaks for it, the strongest first, and how near it is.

    `site` of the nearness names where Extended Day reaches the next course; without one it is
    taught at the student's own school.
    """

    pathway: str
    signs: tuple[Sign, ...]
    nearness: Nearness

    @property
    def weight(self) -> int:
        """Return how much speaks for it, by which suggestions are ordered."""
        return sum(sign.weight for sign in self.signs)


def signs_of(file: StudentFile, catalog: Catalog) -> Mapping[str, tuple[Sign, ...]]:
    """Return what speaks for and against each pathway of the district, the strongest first.

    Only pathways for which more speaks than against, and that the student is not signed up for.
    """
    signed_up = frozenset(file.pathways)
    by_sector = _workshops(file, catalog)
    found: dict[str, tuple[Sign, ...]] = {}
    for name, pathway in catalog.pathway_by_name.items():
        if name in signed_up:
            continue
        tried = [*by_sector.get(pathway.sector, ()), *by_sector.get(name, ())]
        signs = [
            *_enrolled(name, file.enrollments),
            *_courses(name, file, catalog),
            *_tried(tried, pathway),
        ]
        if sum(sign.weight for sign in signs) > 0:
            found[name] = tuple(sorted(signs, key=_strongest))
    return found


def suggestions(
    signs: Mapping[str, tuple[Sign, ...]], nearness: Iterable[Nearness]
) -> tuple[Suggestion, ...]:
    """Return what to suggest, the most fitting first, then the nearest.

    `nearness` is that of the pathways with signs, the nearest first; what can't be completed any
    more, or is completed, is left out.
    """
    found = [
        Suggestion(near.pathway, signs[near.pathway], near)
        for near in nearness
        if near.pathway in signs and near.can_complete and near.because in _OPEN
    ]
    return tuple(sorted(found, key=_heaviest))  # sorting keeps the nearest first among equals


def _heaviest(suggestion: Suggestion) -> int:
    return -suggestion.weight


def _strongest(sign: Sign) -> int:
    return -sign.weight


def _workshops(file: StudentFile, catalog: Catalog) -> Mapping[str, list[Experience]]:
    """Return the workshops of the student under sectors, or under the pathway that they name."""
    sectors = {folded(one.title): one.sector for one in catalog.workshops}
    found: defaultdict[str, list[Experience]] = defaultdict(list)
    for one in file.experiences:
        if one.kind == "exploratory":
            place = one.pathway or sectors.get(folded(one.title), "")
            if place:
                found[place].append(one)
    return found


def _enrolled(name: str, enrollments: tuple[Enrollment, ...]) -> Iterable[Sign]:
    of_it = [one for one in enrollments if one.pathway == name]
    if not of_it:
        return
    last = of_it[-1]  # what was said last holds: an interest after leaving is one again
    if last.action == "left":
        yield _sign("left_before", -INTEREST, reason=last.reason or None)
    elif last.action != "interested":  # begun and not left: ended by a change to another
        yield _sign("changed_from", -INTEREST)
    else:
        again = takewhile(lambda one: one.action == "interested", reversed(of_it))
        *_, since = again
        yield _sign("interested", INTEREST, school_year=since.school_year)


def _courses(name: str, file: StudentFile, catalog: Catalog) -> Iterable[Sign]:
    """Yield the courses of the pathway in the record: those passed, and those that run now."""
    level_of = {
        step.course_code: step.level for step in catalog.steps_of(name, file.student.entry_class)
    }
    passed = {row.course_code for row in file.record if row.earned > 0} & level_of.keys()
    now = {row.course_code for row in file.record if not row.mark} & level_of.keys() - passed
    for codes, code, weight in ((passed, "passed", PASSED), (now, "under_way", UNDER_WAY)):
        if codes:
            levels = {level_of[course] for course in codes}
            yield _sign(code, weight * len(levels), courses=tuple(sorted(codes)))


def _tried(workshops: list[Experience], pathway: Pathway) -> Iterable[Sign]:
    liked = [one for one in workshops if (one.opinion or 0) >= 4]
    disliked = [one for one in workshops if one.opinion in {1, 2}]
    rest = [one for one in workshops if one not in liked and one not in disliked]
    for group, code in ((liked, _how_well(liked)), (rest, "tried"), (disliked, "disliked")):
        if group:
            weight = sum(OPINIONS.get(one.opinion or 0, NO_OPINION) for one in group)
            titles = tuple(dict.fromkeys(one.title for one in group))
            yield _sign(code, weight, workshops=titles, count=len(group))
    near = [one.title for one in (*liked, *rest) if _share_a_word(one.title, pathway)]
    if near:
        yield _sign("same_word", SAME_WORD, workshop=near[0])


def _how_well(liked: list[Experience]) -> str:
    return "loved" if all(one.opinion == 5 for one in liked) else "liked"


def _share_a_word(title: str, pathway: Pathway) -> bool:
    """Tell whether a word of the title begins as one of the pathway's names does."""
    return bool(_words(title) & _words(f"{pathway.name} {pathway.state_name}"))


def _sign(code: str, weight: int, **named: Value | None) -> Sign:
    return Sign(Reason(code, values(**named)), weight)


def _words(text: str) -> set[str]:
    """Return the first letters of the words that are long enough to say something."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    words = "".join(c if c.isalpha() else " " for c in plain).split()
    return {word[:_SHORTEST_WORD] for word in words if len(word) >= _SHORTEST_WORD}
