"""What some students wish of their plans: about one in six, of every kind, some contradictory."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from cte_desktop.exchange.sample.curriculum import Curriculum
    from cte_desktop.exchange.sample.pupil import Pupil

Row = tuple[str | int, ...]
Wished = tuple[str, str, str, str]
"""Kind, value, strength and days of a wish."""

SHARE = 1 / 6
CONTRADICTORY_SHARE = 0.12  # of those who wish: what can't all come true
YOUNGEST, OLDEST = 8, 12
MOST_WISHES = 5
_ASKED_FOR = ("ART1", "CER1", "PH1", "DRAMA1", "PSYCH", "YEARBK", "SPAN3", "APCSP", "JOURN")
_EVENINGS = ("MW", "TR", "M", "TW", "MTWR")
_YES_OR_NO = ("summer", "college", "zero", "period7", "honors")


def wish_rows(pupil: Pupil, following_year: int) -> Iterator[Row]:
    """Yield the rows of wishes.csv of a student, most of whom have none.

    Drawn apart from everything else: the other files are the same with them and without.
    """
    rng = Random(f"wishes:{pupil.seat.student_id}:{pupil.seat.graduation_year}")
    grade = pupil.seat.grade_level
    if rng.random() >= SHARE or not YOUNGEST <= grade <= OLDEST:
        return
    draw = _contradictory if rng.random() < CONTRADICTORY_SHARE else _usual
    wishes = dict.fromkeys(draw(pupil, following_year, rng))
    for rank, (kind, value, strength, days) in enumerate(wishes, 1):
        yield (pupil.seat.student_id, rank, kind, value, strength, days)


def _usual(pupil: Pupil, year: int, rng: Random) -> list[Wished]:
    ways: tuple[Callable[[Pupil, int, Random], Wished], ...] = (
        _pathway, _course, _course, _avoided, _area_goal, _evenings, _load, _free_period, _hours,
        _yes_or_no, _yes_or_no,
    )  # fmt: skip
    return [way(pupil, year, rng) for way in rng.sample(ways, rng.randint(1, MOST_WISHES))]


def _contradictory(pupil: Pupil, year: int, rng: Random) -> list[Wished]:
    """Return wishes of which not all can come true: a person has to hear why."""
    course = _course_code(pupil, year, rng)
    ways: tuple[list[Wished], ...] = (
        [("course", course, "must", ""), ("avoid", course, "must", "")],
        [("load", "7-7", "must", ""), ("free_period", "3", "must", "")],
        [("latest_end", "12:00", "must", ""), ("load", "6-7", "must", "")],
        [("avoid", "BIO", "must", ""), ("avoid", "PHYS", "must", ""),
         ("avoid", "CHEM", "must", ""), ("area_goal", "uc", "must", "")],
    )  # fmt: skip
    name = _pathway_name(pupil, rng)
    soon = ("pathway", f"{name} by {max(9, min(12, pupil.seat.grade_level))}", "must", "")
    chosen = rng.randrange(len(ways) + 1)
    return [soon, ("extended_day", "no", "must", "")] if chosen == len(ways) else ways[chosen]


def _pathway(pupil: Pupil, _year: int, rng: Random) -> Wished:
    name = _pathway_name(pupil, rng)
    ahead = range(min(12, max(10, pupil.seat.grade_level + 1)), 13)
    by = f" by {rng.choice(ahead)}" if rng.random() < 0.3 else ""
    own = name == pupil.career.pathway
    strength = rng.choice(("must", "like") if own else ("like", "like", "no"))
    return ("pathway", name if strength == "no" else name + by, strength, "")


def _course(pupil: Pupil, year: int, rng: Random) -> Wished:
    strength = rng.choice(("must", "like", "like", "like", "no"))
    return ("course", _course_code(pupil, year, rng), strength, "")


def _avoided(pupil: Pupil, year: int, rng: Random) -> Wished:
    return ("avoid", _course_code(pupil, year, rng), rng.choice(("must", "like")), "")


def _area_goal(pupil: Pupil, _year: int, rng: Random) -> Wished:
    if not pupil.traits.university:
        return ("area_goal", rng.choice(("none", "csu")), "like", "")
    return ("area_goal", rng.choice(("uc", "uc", "csu")), rng.choice(("must", "like")), "")


def _evenings(_pupil: Pupil, _year: int, rng: Random) -> Wished:
    if rng.random() < 0.4:
        return ("extended_day", "no", rng.choice(("must", "like")), "")
    return ("extended_day", "yes", rng.choice(("must", "like")), rng.choice(_EVENINGS))


def _load(_pupil: Pupil, _year: int, rng: Random) -> Wished:
    return ("load", rng.choice(("5-6", "6-6", "6-7", "5-7")), rng.choice(("must", "like")), "")


def _free_period(_pupil: Pupil, _year: int, rng: Random) -> Wished:
    return ("free_period", rng.choice("0112"), "like", "")


def _hours(_pupil: Pupil, _year: int, rng: Random) -> Wished:
    kind, values = rng.choice(
        (
            ("earliest_start", ("08:30", "09:00")),
            ("latest_end", ("18:00", "17:00", "16:00")),
            ("lunch", ("20", "30")),
        )
    )
    return (kind, rng.choice(values), "like", "")


def _yes_or_no(_pupil: Pupil, _year: int, rng: Random) -> Wished:
    kind, value = rng.choice(_YES_OR_NO), rng.choice(("yes", "yes", "no"))
    return (kind, value, rng.choice(("must", "like") if value == "no" else ("like",)), "")


def _pathway_name(pupil: Pupil, rng: Random) -> str:
    own = pupil.career.pathway
    if own and rng.random() < 0.7:
        return own
    curriculum = pupil.studies.curriculum
    return rng.choice([one.name for one in curriculum.catalog.pathways if one.name])


def _course_code(pupil: Pupil, year: int, rng: Random) -> str:
    """Return a course that the student's school teaches by day, one of the usual favorites."""
    curriculum = pupil.studies.curriculum
    taught = [code for code in _ASKED_FOR if _is_taught(curriculum, code, pupil, year)]
    return rng.choice(taught or [next(iter(curriculum.offers))])


def _is_taught(curriculum: Curriculum, code: str, pupil: Pupil, year: int) -> bool:
    known = code in curriculum.offers
    return known and curriculum.runs_by_day(code, pupil.high_school, year)
