"""A student's record in the making: its lines, and what may be built on them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from cte_desktop.exchange.sample.curriculum import PASS_RANK, Curriculum, Offer
from cte_desktop.exchange.sample.marks import rank_of

BOTH_HALVES = (0, 1)
ASSUMED_RANK = 12  # work under way or planned counts as passed (interfaces.md section 3)


class RecordLine(NamedTuple):
    """One row of record.csv, the columns in their order."""

    student_id: str
    school_year: str
    term: str
    grade_level: int
    course_code: str
    course_title: str
    mark: str
    credits_attempted: str
    credits_earned: str
    school: str
    section_id: str = ""
    subject: str = ""
    ag_area: str = ""
    ag_years: str = ""
    pathway: str = ""
    pathway_level: str = ""
    college_units: str = ""
    credit_scale: str = ""
    recovers: str = ""
    honors: str = ""
    half: str = ""


@dataclass(slots=True)
class Studies:
    """What a student has done so far.

    `best` holds the highest rank of each half under the course code; -1 is a half without credit.
    `earned` counts the halves passed in each graduation subject.
    """

    curriculum: Curriculum
    best: dict[str, list[int]] = field(default_factory=dict)
    earned: dict[str, int] = field(default_factory=dict)

    def ready(self, code: str, beside: tuple[str, ...] = ()) -> bool:
        """Tell whether the prerequisites are met, corequisites by the courses `beside` it."""
        needs = self.curriculum.offers[code].needs
        if not needs:
            return True
        for alternative in needs:
            for needed, rank, same_term in alternative:
                if not (self.passed(needed, rank) or (same_term and needed in beside)):
                    break
            else:
                return True
        return False

    def passed(self, code: str, rank: int = PASS_RANK) -> bool:
        """Tell whether every half of the course has reached the rank."""
        halves = self.best.get(code)
        return halves is not None and halves[0] >= rank and halves[1] >= rank

    def took(self, code: str) -> bool:
        """Tell whether the course was ever begun."""
        return code in self.best

    def missing_halves(self, code: str) -> list[int]:
        """Return the halves (0 or 1) of a begun course that earned no credit."""
        return [half for half in BOTH_HALVES if self.best[code][half] < PASS_RANK]

    def note(self, offer: Offer, half: int, mark: str) -> None:
        """Take a semester's mark in; a semester course fills both halves at once."""
        self._reach(offer, half, rank_of(mark))

    def assume(self, offer: Offer, half: int) -> None:
        """Take a semester under way or planned for passed."""
        self._reach(offer, half, ASSUMED_RANK)

    def copy(self) -> Studies:
        """Return a copy, to look ahead without changing what was done."""
        best = {code: halves[:] for code, halves in self.best.items()}
        return Studies(self.curriculum, best, dict(self.earned))

    def _reach(self, offer: Offer, half: int, rank: int) -> None:
        halves = self.best.get(offer.code)
        if halves is None:
            halves = self.best[offer.code] = [-1, -1]
        if halves[half] < PASS_RANK <= rank:
            self.earned[offer.subject] = self.earned.get(offer.subject, 0) + 1
        if rank > halves[half]:
            halves[half] = rank
            if not offer.is_year:
                halves[1 - half] = rank
