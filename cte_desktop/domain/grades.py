"""Marks and the three thresholds on one grade.

D- and better earns credit, C (C- included) counts for A-G, C- and better for a capstone; each
threshold is a district setting (`interfaces.md` section 3, `DOSSIER.md` section 7 rule 4).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cte_desktop.domain.school_year import Term, last_day

LETTERS = ("F", "D-", "D", "D+", "C-", "C", "C+", "B-", "B", "B+", "A-", "A", "A+")
MARKS = (*reversed(LETTERS), "P", "CR", "NP", "NC", "I", "W", "X")
IN_PROGRESS = ("", "I")
NO_CREDIT = frozenset({"F", "NP", "NC", "W"})
PASSED_WITHOUT_LETTER = frozenset({"P", "CR"})
WAIVED = "X"

# Pass and credit counted for A-G only from winter 2020 to summer 2021 (ag.toml credit_no_credit).
PASS_COUNTS_FROM = date(2020, 1, 1)
PASS_COUNTS_TO = date(2021, 8, 31)

_RANKS = {mark: rank for rank, mark in enumerate(LETTERS)}


@dataclass(frozen=True, slots=True)
class Thresholds:
    """The lowest marks that count, as the district sets them."""

    credit: str = "D-"  # earns credit
    ag: str = "C-"  # counts for UC and CSU; a C- is a C there
    concentrator: str = "D-"  # credit earned in the concentrator course
    capstone: str = "C-"  # completes a pathway


def is_mark(text: str) -> bool:
    """Tell whether `text` is a known mark; empty means in progress and is one too."""
    return text == "" or text in MARKS


def is_open(mark: str) -> bool:
    """Tell whether the work is still in progress: no mark yet, or I."""
    return mark in IN_PROGRESS


def at_least(mark: str, threshold: str) -> bool:
    """Tell whether a letter mark reaches a letter threshold; marks without a letter never do."""
    return mark in _RANKS and _RANKS[mark] >= _RANKS[threshold]


def earns_credit(mark: str, thresholds: Thresholds) -> bool:
    """Tell whether the mark earns credit: D- and up, P, CR."""
    return mark in PASSED_WITHOUT_LETTER or at_least(mark, thresholds.credit)


def counts_for_ag(mark: str, school_year: int, term: Term, thresholds: Thresholds) -> bool:
    """Tell whether the mark counts for UC and CSU in the term in which it was given."""
    if mark in PASSED_WITHOUT_LETTER:
        return PASS_COUNTS_FROM <= last_day(school_year, term) <= PASS_COUNTS_TO
    return at_least(mark, thresholds.ag)
