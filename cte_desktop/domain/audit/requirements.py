"""The closed language of requirements: course sets, and what is asked of them.

One frozen class per kind, told apart with `match`. Amounts are hundredths of a credit, an A-G year
or a level. A set says which work may count; a requirement how much of it, and in which shape.
The language knows no student: `answering.py` answers it for one, `rules.py` reads it from data.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from functools import lru_cache
from typing import TYPE_CHECKING, assert_never

from cte_desktop.domain import grades
from cte_desktop.domain.catalog.placeholder import ANY_TOPIC, PREFIX, may_be_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cte_desktop.domain.audit.result import Unit
    from cte_desktop.domain.audit.work import Work


@dataclass(frozen=True, slots=True)
class Anything:
    """Every course."""


@dataclass(frozen=True, slots=True)
class Codes:
    """The courses of these codes."""

    codes: frozenset[str]


@dataclass(frozen=True, slots=True)
class CodePattern:
    """The courses whose code has this shape ("ELD*")."""

    pattern: str


@dataclass(frozen=True, slots=True)
class Subjects:
    """The courses of these graduation subjects (the values of courses.csv)."""

    subjects: frozenset[str]


@dataclass(frozen=True, slots=True)
class Areas:
    """The courses approved for these A-G areas at their school."""

    areas: frozenset[str]


@dataclass(frozen=True, slots=True)
class Topics:
    """The courses that are these things for ag.toml (`ag_topic`)."""

    topics: frozenset[str]


@dataclass(frozen=True, slots=True)
class PathwayLevel:
    """The courses at a level of a pathway, as the file or the catalog says; "" means any."""

    pathway: str
    level: str


@dataclass(frozen=True, slots=True)
class Honors:
    """The courses that UC certified as honors at their school."""


@dataclass(frozen=True, slots=True)
class College:
    """The courses that the college teaches."""


@dataclass(frozen=True, slots=True)
class Attributes:
    """The courses of which the catalog knows one of these things: a certification, an AP course."""

    attributes: frozenset[str]


@dataclass(frozen=True, slots=True)
class Within:
    """Work done in these grades and terms; an empty set means any."""

    grades: frozenset[int] = frozenset()
    terms: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class MarkedAtLeast:
    """Work with at least this letter mark; what is still under way is assumed to reach it."""

    mark: str


@dataclass(frozen=True, slots=True)
class Either:
    """What any of the sets holds."""

    sets: tuple[CourseSet, ...]


@dataclass(frozen=True, slots=True)
class Both:
    """What all of the sets hold."""

    sets: tuple[CourseSet, ...]


@dataclass(frozen=True, slots=True)
class Without:
    """What the first set holds and the second doesn't."""

    of: CourseSet
    but: CourseSet


CourseSet = (
    Anything
    | Codes
    | CodePattern
    | Subjects
    | Areas
    | Topics
    | PathwayLevel
    | Honors
    | College
    | Attributes
    | Within
    | MarkedAtLeast
    | Either
    | Both
    | Without
)


NOTHING = Topics(frozenset())
"""No work at all: of a slot that stands for what uses nothing up."""


@dataclass(frozen=True, slots=True)
class AtMost:
    """Of this set at most so much counts for the requirement."""

    of: CourseSet
    most: int


@dataclass(frozen=True, slots=True)
class Amount:
    """So many credits, years or courses of a set; they are used up.

    `surplus_of` is what may flow in once its own requirements are full (electives, area G).
    A course may fill this and the one that `shares_with` names, then no third one; of this need at
    most `most_shared` is filled so (None: all of it).
    """

    id: str
    need: int
    of: CourseSet
    caps: tuple[AtMost, ...] = ()
    surplus_of: CourseSet | None = None
    shares_with: str = ""
    most_shared: int | None = None


@dataclass(frozen=True, slots=True)
class Passed:
    """One course of the set has been passed, in whatever grade; nothing is used up."""

    id: str
    of: CourseSet


@dataclass(frozen=True, slots=True)
class Counted:
    """So much of a set in a unit of its own, wherever it is used; nothing is used up."""

    id: str
    need: int
    of: CourseSet
    unit: Unit
    caps: tuple[AtMost, ...] = ()


@dataclass(frozen=True, slots=True)
class InOrder:
    """A course of each step, passed one after the other; nothing is used up.

    In `different_terms` each begins after the one before it has ended, else not before it.
    """

    id: str
    steps: tuple[CourseSet, ...]
    different_terms: bool = True


@dataclass(frozen=True, slots=True)
class Overall:
    """So much in all of a set, wherever it is used; nothing is used up.

    `placed`: only what other requirements of the program use counts, else all that there is.
    """

    id: str
    need: int
    of: CourseSet
    kind: str  # "total", "before_grade_12", "in_district"
    placed: bool = False


@dataclass(frozen=True, slots=True)
class AllOf:
    """Every part. `need` is the sum of the parts' needs."""

    id: str
    parts: tuple[Requirement, ...]
    kind: str = "all_of"


@dataclass(frozen=True, slots=True)
class SomeOf:
    """The best `count` of the parts (one of them is "any of")."""

    id: str
    count: int
    parts: tuple[Requirement, ...]


@dataclass(frozen=True, slots=True)
class OneTopic:
    """So much of one topic of the set: two semesters of one art, not one each of two."""

    id: str
    need: int
    of: CourseSet


@dataclass(frozen=True, slots=True)
class LevelReached:
    """A level of one language reached; `levels` counts, not the years spent (topics "SPAN:2").

    For A-G higher levels validate lower ones before; `or_higher` lets them count in place of them.
    """

    id: str
    levels: int
    of: CourseSet
    per_level: int
    or_higher: bool = False


Requirement = (
    Amount | Passed | Counted | InOrder | Overall | AllOf | SomeOf | OneTopic | LevelReached
)
Free = Passed | Counted | InOrder  # they use nothing up


@dataclass(frozen=True, slots=True)
class Program:
    """Requirements audited together. Work is used once inside, freely between programs."""

    id: str
    version: str
    unit: Unit
    need: int
    requirements: tuple[Requirement, ...]


def holds(of: CourseSet, work: Work) -> bool:  # noqa: C901, PLR0911, PLR0912 - one case a kind
    """Tell whether the set holds this piece of work."""
    match of:
        case Anything():
            return True
        case Codes(codes):
            return work.course_code in codes
        case CodePattern(pattern):
            return fnmatchcase(work.course_code, pattern)
        case Subjects(subjects):
            return work.subject in subjects or (
                work.course_code.startswith(PREFIX) and may_be_of(work.course_code, subjects)
            )
        case Areas(areas):
            return work.area in areas
        case Topics(topics):
            return work.topic in topics or (work.topic == ANY_TOPIC and bool(topics))
        case PathwayLevel(pathway, level):
            return any(pathway in {"", p} and level in {"", at} for p, at in work.levels)
        case Honors():
            return work.semester.uc_honors
        case College():
            return work.semester.college_units > 0
        case Attributes(attributes):
            return not attributes.isdisjoint(work.attributes)
        case Within(in_grades, terms):
            in_grade = not in_grades or work.semester.grade_level in in_grades
            return in_grade and (not terms or work.semester.term.value in terms)
        case MarkedAtLeast(mark):
            return not work.semester.mark or grades.at_least(work.semester.mark, mark)
        case Either(sets):
            return any(holds(one, work) for one in sets)
        case Both(sets):
            return all(holds(one, work) for one in sets)
        case Without(kept, but):
            return holds(kept, work) and not holds(but, work)
        case _:
            assert_never(of)


def is_capped(of: CourseSet, work: Work) -> bool:
    """Tell whether a cap holds this piece of work for sure.

    A placeholder's course may still be chosen outside it.
    """
    if not holds(of, work):
        return False
    return work.topic != ANY_TOPIC or holds(of, replace(work, topic=""))


@lru_cache(maxsize=2048)
def asks_when(of: CourseSet) -> bool:
    """Tell whether it matters for a set in which grade or term work is done."""
    match of:
        case Within():
            return True
        case Either(sets) | Both(sets):
            return any(asks_when(one) for one in sets)
        case Without(kept, but):
            return asks_when(kept) or asks_when(but)
        case _:
            return False


@lru_cache(maxsize=2048)
def asks_catalog(of: CourseSet) -> bool:
    """Tell whether it matters for a set what the catalog says of a course besides its row."""
    match of:
        case Attributes() | PathwayLevel():
            return True
        case Either(sets) | Both(sets):
            return any(asks_catalog(one) for one in sets)
        case Without(kept, but):
            return asks_catalog(kept) or asks_catalog(but)
        case _:
            return False


def need_of(requirement: Requirement) -> int:
    """Return how much a requirement needs in all."""
    match requirement:
        case Amount(need=need) | Overall(need=need) | OneTopic(need=need):
            return need
        case Passed() | Counted() | InOrder():
            return 0  # it uses nothing up, so it adds nothing to a sum
        case LevelReached(levels=levels, per_level=per_level):
            return levels * per_level
        case AllOf(parts=parts):
            return sum(need_of(part) for part in parts)
        case SomeOf(count=count, parts=parts):
            return sum(sorted(need_of(part) for part in parts)[:count])
        case _:
            assert_never(requirement)


def below(requirements: Iterable[Requirement]) -> Iterator[Requirement]:
    """Yield the requirements with their parts."""
    for one in requirements:
        yield one
        if isinstance(one, (AllOf, SomeOf)):
            yield from below(one.parts)
