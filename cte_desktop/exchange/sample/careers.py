"""Which pathway a student follows, how far, and where each step is taught.

Shares of a class (every pathway of the district takes two years or more): not quite half set out to
complete one, most of them by grade 11; some take the concentrator course and stop. With the marks
of the model a third of a class completes, which is a twelfth of the high-school students a year:
the district's 1,288 in 15,500.
"""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from cte_desktop.domain.catalog.pathway import Pathway
from cte_desktop.exchange.sample.curriculum import Curriculum

COMPLETES, STOPS, LOOKS = "completes", "stops", "looks"
SHARES = ((COMPLETES, 0.465), (STOPS, 0.085), (LOOKS, 0.14))
# The grade of the capstone of those who set out to complete.
FINISH_WEIGHTS = {10: 10, 11: 20, 12: 6}
ELSEWHERE_SHARE = 0.18  # look for a pathway that another site teaches in Extended Day
EVENING_SHARE = 0.58  # take a step in the evening where it runs by day as well
CTE_BONUS = 0.42  # students of a pathway work for it
DAY, EXTENDED = "day", "extended"


@dataclass(frozen=True, slots=True)
class Step:
    """One course of a career: when, where and in which lane."""

    grade_level: int
    code: str
    lane: str
    site: str


@dataclass(frozen=True, slots=True)
class Career:
    """A pathway, its steps in order, and the grade of the sign-up (0 for never)."""

    pathway: str
    intent: str
    steps: tuple[Step, ...]
    signed_up_in: int

    def step_in(self, grade: int) -> Step | None:
        """Return the step of that grade, or None."""
        return next((step for step in self.steps if step.grade_level == grade), None)


@dataclass(frozen=True, slots=True)
class Chain:
    """Courses of a pathway that build on each other up to a capstone, first the concentrator."""

    pathway: str
    codes: tuple[str, ...]
    introductions: tuple[str, ...]


NO_CAREER = Career("", "", (), 0)


class Careers:
    """Draws careers; the chains and their sites are worked out once."""

    def __init__(self, curriculum: Curriculum, school_year: int) -> None:
        """Look the pathways up as they stand in `school_year`."""
        self._curriculum = curriculum
        self._year = school_year
        self._chains = tuple(
            chain
            for pathway in curriculum.catalog.pathways
            if pathway.name
            for chain in _chains(curriculum, pathway)
        )
        self._by_school: dict[tuple[str, bool, int], tuple[Chain, ...]] = {}

    def draw(self, rng: Random, school: str) -> Career:
        """Return what a student of that high school sets out to do."""
        intent = _intent(rng)
        elsewhere = rng.random() < ELSEWHERE_SHARE
        finish = rng.choices(tuple(FINISH_WEIGHTS), tuple(FINISH_WEIGHTS.values()))[0]
        if intent == LOOKS:
            return self._look(rng, school)
        if not intent:
            return NO_CAREER
        chains = self._open(school, finish, elsewhere=elsewhere) or self._open(
            school, finish, elsewhere=not elsewhere
        )
        if not chains:
            return NO_CAREER
        chain = rng.choice(chains)
        return self._along(rng, school, chain, intent, finish)

    def _along(self, rng: Random, school: str, chain: Chain, intent: str, finish: int) -> Career:
        first = finish - len(chain.codes) + 1
        codes = chain.codes if intent == COMPLETES else chain.codes[:1]
        steps = [self._step(rng, school, code, first + i) for i, code in enumerate(codes)]
        grade = first
        for code in reversed(chain.introductions):
            grade -= 1
            if grade >= self._curriculum.offers[code].grade_min and rng.random() < 0.7:
                steps.insert(0, self._step(rng, school, code, grade))
            else:
                break
        return Career(chain.pathway, intent, tuple(steps), min(max(9, grade), 10))

    def _look(self, rng: Random, school: str) -> Career:
        """Return a career of one introductory course, where the school has one."""
        introductions = [
            (chain, chain.introductions[0])
            for chain in self._chains
            if chain.introductions
            and self._curriculum.runs_by_day(chain.introductions[0], school, self._year)
        ]
        if not introductions:
            return NO_CAREER
        chain, code = rng.choice(introductions)
        grade = rng.choice((9, 10))
        signed = grade if rng.random() < 0.3 else 0
        step = Step(grade, code, DAY, school)
        return Career(chain.pathway if signed else "", LOOKS, (step,), signed)

    def _step(self, rng: Random, school: str, code: str, grade: int) -> Step:
        by_day = self._curriculum.runs_by_day(code, school, self._year)
        evenings = self._curriculum.evening_schools(code, self._year)
        chance = rng.random()
        near = [s for s in evenings if self._curriculum.within_reach(school, s)]
        if not near or (by_day and chance > EVENING_SHARE):
            return Step(grade, code, DAY, school)
        others = [s for s in near if s != school]
        away = school not in near or (bool(others) and rng.random() < 0.2)
        return Step(grade, code, EXTENDED, rng.choice(others) if away else school)

    def _open(self, school: str, finish: int, *, elsewhere: bool) -> tuple[Chain, ...]:
        key = (school, elsewhere, finish)
        found = self._by_school.get(key)
        if found is None:
            found = self._by_school[key] = tuple(
                chain
                for chain in self._chains
                if self._fits(chain, finish) and self._taught(chain, school, elsewhere=elsewhere)
            )
        return found

    def _fits(self, chain: Chain, finish: int) -> bool:
        first = finish - len(chain.codes) + 1
        offers = self._curriculum.offers
        return first >= 9 and all(
            offers[code].grade_min <= first + i <= offers[code].grade_max
            for i, code in enumerate(chain.codes)
        )

    def _taught(self, chain: Chain, school: str, *, elsewhere: bool) -> bool:
        curriculum, year = self._curriculum, self._year
        at_home = all(
            curriculum.runs_by_day(code, school, year)
            or school in curriculum.evening_schools(code, year)
            for code in chain.codes
        )
        if not elsewhere:
            return at_home
        return not at_home and all(
            any(curriculum.within_reach(school, s) for s in curriculum.evening_schools(code, year))
            for code in chain.codes
        )


def _intent(rng: Random) -> str:
    chance = rng.random()
    for intent, share in SHARES:
        if chance < share:
            return intent
        chance -= share
    return ""


def _chains(curriculum: Curriculum, pathway: Pathway) -> list[Chain]:
    steps = [s for s in curriculum.catalog.steps if s.pathway == pathway.name]
    codes = {level: [s.course_code for s in steps if s.level.value == level] for level in _LEVELS}
    introductions = tuple(codes["introductory"])
    chains = []
    for capstone in codes["capstone"]:
        chain = [capstone]
        while before := _before(curriculum, chain[0], codes["concentrator"]):
            chain.insert(0, before)
        if len(chain) > 1:
            chains.append(Chain(pathway.name, tuple(chain), introductions))
    return chains


_LEVELS = ("introductory", "concentrator", "capstone")


def _before(curriculum: Curriculum, code: str, concentrators: list[str]) -> str:
    for alternative in curriculum.offers[code].needs:
        for needed, _, _ in alternative:
            if needed in concentrators:
                return needed
    return ""
