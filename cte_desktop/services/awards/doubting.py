"""Of whom a kept standing alone doesn't tell what is missing, so that the audit must.

Most of those who passed a concentrator course have not passed a capstone: that the capstone is what
is missing, their standing tells as exactly as an audit would.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from cte_desktop.domain import grades
from cte_desktop.domain.audit.result import PathwayStage
from cte_desktop.domain.catalog.course import Level
from cte_desktop.domain.completion.finding import is_awaited
from cte_desktop.domain.school_year import Term
from cte_desktop.storage.certificates.candidates import capstone_moments

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from cte_desktop.services.desk import District
    from cte_desktop.storage.certificates.candidates import PathwayStanding
    from cte_desktop.storage.transaction import Transaction

WHOLE_LEVEL = 100  # hundredths
HALF_LEVEL = WHOLE_LEVEL // 2


def is_near(one: PathwayStanding) -> bool:
    """Tell whether one level at least is passed or under way, and the pathway not completed."""
    return not one.completer and one.earned + one.in_progress >= WHOLE_LEVEL


def in_doubt(
    tx: Transaction, nearly: Iterable[PathwayStanding], district: District, day: date
) -> set[int]:
    """Return the students whose standing leaves open what they miss.

    It leaves nothing open when the concentrator course was passed, nothing but a capstone is asked
    besides, and no term of a capstone was passed or waits for its mark. What is missing beside a
    capstone under way may be years or credits, unless only its first half is under way.
    """
    catalog = district.catalog
    capstones = {s.course_code for s in catalog.steps if s.level is Level.CAPSTONE}
    of_years = all(
        course.is_year for code in capstones if (course := catalog.course(code)) is not None
    )
    clear: set[int] = set()
    halfway: set[int] = set()
    doubtful: set[int] = set()
    for one in nearly:
        if not _asks_a_capstone_alone(one) or one.pathway not in catalog.pathway_by_name:
            doubtful.add(one.student)
        elif not (one.in_progress and one.missing):
            clear.add(one.student)
        elif of_years and one.in_progress == one.missing == HALF_LEVEL:
            halfway.add(one.student)
        else:
            doubtful.add(one.student)
    lowest = district.auditing.thresholds.capstone
    running: Counter[int] = Counter()
    for key, year, term, mark in capstone_moments(tx, clear | halfway, capstones):
        if grades.is_open(mark) and not is_awaited(mark, year, Term(term), day):
            running[key] += 1
        elif grades.is_open(mark) or grades.at_least(mark, lowest):
            doubtful.add(key)
    return doubtful | {key for key in halfway if running[key] != 1}


def _asks_a_capstone_alone(one: PathwayStanding) -> bool:
    return (
        one.stage == PathwayStage.CONCENTRATOR_COURSE_PASSED
        and one.earned == WHOLE_LEVEL
        and one.need == 2 * WHOLE_LEVEL
    )
