"""How a mark comes about: talent, the course, and luck, with cut points between the letters.

Score 4 lies in the middle of the A's, 0 deep in the F's. The cut points are set so that about one
graded high-school semester in eleven fails.
"""

from __future__ import annotations

from bisect import bisect_right
from random import Random

from cte_desktop.domain.grades import LETTERS
from cte_desktop.exchange.sample.curriculum import PASS_RANK, Offer

MIDDLE = 2.86
TALENT_WEIGHT = 0.62
COURSE_LUCK = 0.55
TERM_LUCK = 0.5
# Upper edges of F, D-, D, D+, C-, C, ... A; a score above the last is an A+.
_CUTS = (1.64, 1.71, 1.87, 1.94, 2.05, 2.26, 2.4, 2.58, 2.84, 3.06, 3.3, 4.3)
_EASIER = {
    "physical_education": 0.7,
    "health": 0.45,
    "career_planning": 0.6,
    "elective": 0.35,
    "arts_language_cte": 0.3,
    "mathematics": -0.3,
    "science_life": -0.1,
    "science_physical": -0.2,
    "english": 0.0,
    "social_studies": -0.02,
}
_RIGOR = {"ap": -0.25, "honors": -0.1, "dual": 0.25, "basic": 0.25}
_LANGUAGE_LEVELS = ("SPAN", "FREN", "ASL")
_WITHOUT_LETTER = {"TA": ("P", "NP"), "STSKILL": ("P", "NP"), "WEXP": ("CR", "NC")}
_CREDIT_RANK = {"P": PASS_RANK, "CR": PASS_RANK}
_LETTER_RANK = {letter: rank for rank, letter in enumerate(LETTERS)}


def course_score(rng: Random, talent: float, offer: Offer, bonus: float = 0.0) -> float:
    """Return how well the student gets on in a course: the ground of the marks of both halves."""
    ease = _EASIER.get(offer.subject, 0.0) + _RIGOR.get(offer.rigor, 0.0)
    if offer.code.startswith(_LANGUAGE_LEVELS):
        ease -= 0.3
    score = MIDDLE + TALENT_WEIGHT * talent + ease + bonus
    return score + COURSE_LUCK * rng.gauss(0.0, 1.0)


def semester_mark(rng: Random, score: float, code: str) -> str:
    """Return the mark of one semester."""
    score += TERM_LUCK * rng.gauss(0.0, 1.0)
    without = _WITHOUT_LETTER.get(code)
    if without is not None:
        return without[0] if score > _CUTS[0] else without[1]
    return LETTERS[bisect_right(_CUTS, score)]


def passing_mark(rng: Random, score: float, code: str) -> str:
    """Return a mark that earns credit: the class is kept at until it does."""
    mark = semester_mark(rng, score, code)
    return mark if rank_of(mark) >= PASS_RANK else rng.choice(("D-", "D", "D", "C-"))


def rank_of(mark: str) -> int:
    """Return the mark's place among the letters, P and CR as D-, and -1 when nothing is earned."""
    rank = _LETTER_RANK.get(mark, -1)
    if rank >= PASS_RANK:
        return rank
    return _CREDIT_RANK.get(mark, -1)
