"""What a student wants of the plan: the wishes that are noted, and what holds where none is.

Defaults (`interfaces.md` section 5, fill): the signed-up pathway, graduation must, UC like,
Extended Day at most two evenings, no zero period, no summer, period 7 and college courses only if
needed. A noted wish of a kind takes the place of that kind's default. A program of the district's
own that a counselor added is liked.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING

from cte_desktop.domain.audit.rules import DISTRICT
from cte_desktop.domain.catalog.timetable import parse_clock
from cte_desktop.domain.filling.model import Kind, Reason
from cte_desktop.domain.findings import values

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.domain.students.decisions import Wish
    from cte_desktop.domain.students.file import StudentFile

YES, NO = "yes", "no"
PATHWAY = "default:pathway"
"""The id of the pathway that is wanted without a wish: signed up for, or asked for on trial."""
PLANNED = "default:planned:"
"""How the id of a pathway begins that is wanted because the present plan completes it."""
ONE_OF = "|"
"""Between the codes of a wish for a course and what would do in its place, the dearest first."""

LIMITS: Mapping[str, tuple[int, int]] = MappingProxyType(
    {"free_period": (0, 3), "extended_day": (0, 5), "lunch": (10, 90)}
)
"""The least and the most that a wish of a number names: periods a term, evenings a week, minutes.

A wish beyond is refused when it is noted or imported; one that stands anyway is not understood.
"""

_BY_GRADE = re.compile(r"(.+?)\s+by\s+(?:grade\s+)?(\d{1,2})(?:th)?", re.IGNORECASE | re.ASCII)
_RANGE = re.compile(r"(\d{1,2})\s*(?:-|to|\u2013)\s*(\d{1,2})", re.IGNORECASE | re.ASCII)
_COUNT = re.compile(r"\d{1,3}", re.ASCII)
ALLOWED = frozenset({"extended_day", "summer", "college", "zero", "period7"})
"""Kinds of which a yes allows something, whatever its strength; it asks for no such course.

Which course it may then be is wished for by the course's name.
"""
_YES_OR_NO = frozenset({"extended_day", "summer", "college", "zero", "period7", "honors"})
_AREA_GOALS = frozenset({"uc", "csu", "none"})
_CLOCK = frozenset({"earliest_start", "latest_end"})


class Strength(StrEnum):
    """How much something is wanted: it has to be, it would be good, or it must not be."""

    MUST = "must"
    LIKE = "like"
    NO = "no"


@dataclass(frozen=True, slots=True)
class Want:
    """One thing wanted. `id` is the wish's rank, or `default:KIND` where no wish was noted.

    `value` is the wish's own but for a pathway wanted by a grade, of which `value` is the name and
    `by_grade` the grade; `days` the weekdays of an Extended Day wish ("" for any).
    """

    id: str
    kind: str  # of WISH_KINDS, "graduation", or "program": one of the district's own
    value: str
    strength: Strength
    days: str = ""
    by_grade: int | None = None
    rank: int = 0  # 1 is the dearest; 0 for a default

    @property
    def reason(self) -> Reason:
        """Return the reason that rows of this want carry."""
        return Reason(Kind.WISH, self.id)

    @property
    def is_must(self) -> bool:
        """Tell whether a plan against it is no answer: it has to be, or it must not be."""
        return self.strength is not Strength.LIKE

    @property
    def allows(self) -> bool:
        """Tell whether a wish of yes or no says yes; "no" as its strength turns its value round."""
        return (self.value.strip().lower() != NO) is not (self.strength is Strength.NO)

    @property
    def only_allows(self) -> bool:
        """Tell whether the want only lets something be, without a limit: no plan can miss it."""
        if self.kind not in ALLOWED or not self.allows:
            return False
        return not self.days and self.most_evenings is None

    @property
    def most_evenings(self) -> int | None:
        """Return at most how many evenings a week an Extended Day wish allows, None for any."""
        if not self.allows:
            return 0
        return int(self.value) if _COUNT.fullmatch(self.value.strip()) else None

    @property
    def count(self) -> int:
        """Return the number that a wish names: free periods, minutes of lunch."""
        return int(self.value)

    @property
    def bounds(self) -> tuple[int, int]:
        """Return the fewest and the most courses a term that a wish of the load names."""
        found = _RANGE.fullmatch(self.value.strip())
        if found is None:
            return (int(self.value), int(self.value))
        return (int(found[1]), int(found[2]))

    @property
    def codes(self) -> tuple[str, ...]:
        """Return the courses that a wish names, the dearest first: any one of them will do."""
        return tuple(code.strip() for code in self.value.split(ONE_OF) if code.strip())


GRADUATION = Want("default:graduation", "graduation", "graduation", Strength.MUST)
_DEFAULTS = (
    Want("default:area_goal", "area_goal", "uc", Strength.LIKE),
    Want("default:extended_day", "extended_day", "2", Strength.MUST),
    Want("default:zero", "zero", NO, Strength.MUST),
    Want("default:summer", "summer", NO, Strength.MUST),
    Want("default:college", "college", NO, Strength.LIKE),  # only where nothing else will do
    Want("default:period7", "period7", NO, Strength.LIKE),
)


def wants_of(file: StudentFile, catalog: Catalog) -> tuple[Want, ...]:
    """Return what the student wants: the noted wishes by rank, then what holds without one.

    A wish that says nothing that can be understood is left out; one for a course or pathway that
    the catalog doesn't know stays and can't come true. `problems_of` tells of both.
    """
    noted = tuple(
        _want(wish, name, catalog)
        for wish, name in named_wishes(file.wishes)
        if _problem(wish, catalog) != "not_understood"
    )
    # A pathway that is not wanted says nothing of the others.
    kinds = {w.kind for w in noted if w.kind != "pathway" or w.strength is not Strength.NO}
    unwanted = {w.value for w in noted if w.kind == "pathway"}
    names = [name for name in file.pathways if name not in unwanted]
    pathways = () if "pathway" in kinds else tuple(_default_pathways(names))
    usual = (want for want in _DEFAULTS if want.kind not in kinds)
    return (*noted, GRADUATION, *pathways, *_added_programs(file), *usual)


def contradictions(wants: Sequence[Want]) -> Iterator[tuple[Want, Want]]:
    """Yield the pathways that must be completed and must not be, each as the two wants of it.

    Courses contradict each other by themselves: one to avoid has no place to lie.
    """
    pathways = [want for want in wants if want.kind == "pathway"]
    unwanted = [want for want in pathways if want.strength is Strength.NO]
    for want in pathways:
        if want.strength is Strength.MUST:
            yield from ((want, other) for other in unwanted if other.value == want.value)


def problems_of(file: StudentFile, catalog: Catalog) -> tuple[Reason, ...]:
    """Return the noted wishes that can't be understood, each as a reason about what is wrong.

    About: `kind` and `value` of the wish, and the `problem`: unknown_course, unknown_pathway or
    not_understood.
    """
    found = []
    for wish, name in named_wishes(file.wishes):
        problem = _problem(wish, catalog)
        if problem:
            about = values(kind=wish.kind, value=wish.value, problem=problem)
            found.append(Reason(Kind.WISH, name, about))
    return tuple(found)


def named_wishes(wishes: Iterable[Wish]) -> Iterator[tuple[Wish, str]]:
    """Yield the wishes by rank, each with its id: a rank that stands there twice is told apart.

    The id is that of the want, and what reasons and ways out name a wish by.
    """
    met: Counter[int] = Counter()
    for wish in sorted(wishes, key=lambda wish: wish.rank):
        met[wish.rank] += 1
        again = met[wish.rank]
        yield wish, f"{wish.rank}.{again}" if again > 1 else str(wish.rank)


def want_of(wish: Wish, catalog: Catalog) -> Want | None:
    """Return what a single wish wants; None when it can't be understood."""
    if _problem(wish, catalog) == "not_understood":
        return None
    return _want(wish, str(wish.rank), catalog)


def is_within(kind: str, value: str) -> bool:
    """Tell whether a value is a number that a wish of the kind may name (`LIMITS`)."""
    least, most = LIMITS[kind]
    return _COUNT.fullmatch(value) is not None and least <= int(value) <= most


def problem_of(wish: Wish, catalog: Catalog) -> str:
    """Return what is wrong with a single wish as `problems_of` tells it, "" for nothing."""
    return _problem(wish, catalog)


def _want(wish: Wish, name: str, catalog: Catalog) -> Want:
    value, by_grade = wish.value.strip(), None
    if wish.kind == "pathway":
        value, by_grade = _pathway(value, catalog)
    elif wish.kind not in {"course", "avoid"}:
        value = value.lower()
    return Want(name, wish.kind, value, Strength(wish.strength), wish.days, by_grade, wish.rank)


def _pathway(value: str, catalog: Catalog) -> tuple[str, int | None]:
    found = None if value in catalog.pathway_by_name else _BY_GRADE.fullmatch(value)
    return (value, None) if found is None else (found[1].strip(), int(found[2]))


def _default_pathways(names: list[str]) -> Iterator[Want]:
    for place, name in enumerate(names):
        told = PATHWAY if place == 0 else f"{PATHWAY}:{name}"
        yield Want(told, "pathway", name, Strength.MUST)


def _added_programs(file: StudentFile) -> Iterator[Want]:
    """Yield the programs of the district's own that a counselor added: good to have, no must."""
    for name in file.added_programs:
        if name.startswith(DISTRICT):
            yield Want(f"default:program:{name}", "program", name, Strength.LIKE)


def _problem(wish: Wish, catalog: Catalog) -> str:
    """Return what is wrong with a wish, "" when it can be understood."""
    value = wish.value.strip()
    if wish.strength not in list(Strength):
        return "not_understood"
    if wish.kind == "pathway":
        return "" if _pathway(value, catalog)[0] in catalog.pathway_by_name else "unknown_pathway"
    if wish.kind in {"course", "avoid"}:
        codes = [code.strip() for code in value.split(ONE_OF) if code.strip()]
        # "Any science" is for a place of a plan: nobody can choose it by name.
        known = codes and all(code in catalog.listed_by_code for code in codes)
        return "" if known else ("unknown_course" if codes else "not_understood")
    return "" if _is_understood(wish.kind, value.lower()) else "not_understood"


def _is_understood(kind: str, value: str) -> bool:
    if kind in _YES_OR_NO:
        return value in {"", YES, NO} or (kind == "extended_day" and is_within(kind, value))
    if kind == "area_goal":
        return value in _AREA_GOALS
    if kind == "load":
        found = _RANGE.fullmatch(value)
        if found is not None:
            return int(found[1]) <= int(found[2])
        return _COUNT.fullmatch(value) is not None
    if kind in LIMITS:
        return is_within(kind, value)
    return kind in _CLOCK and parse_clock(value) is not None
