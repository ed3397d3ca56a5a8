"""Schools, their kinds, and the 7th/8th-grade exploratory workshops."""

from __future__ import annotations

from dataclasses import dataclass

from cte_desktop.domain.catalog.verified import Verified

JUNIOR_HIGH = "junior_high"


@dataclass(frozen=True, slots=True)
class School:
    """A school or site; credits of charters (not `district_run`) are earned elsewhere."""

    short: str
    name: str
    cds_code: str  # 14 digits: county, district, school
    kind: str  # comprehensive_high, junior_high, charter, ... (schools.csv)
    grade_low: int  # 0 for kindergarten
    grade_high: int
    enrollment: int
    district_run: bool
    verified: Verified = Verified.NO
    source: str = ""


@dataclass(frozen=True, slots=True)
class Workshop:
    """An exploratory workshop in grades 7-8; `school` is "" when it moves between schools."""

    title: str
    sector: str
    school: str
    grades: tuple[int, ...]
    verified: Verified = Verified.NO
    source: str = ""
