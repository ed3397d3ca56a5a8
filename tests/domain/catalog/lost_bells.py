"""The shipped catalog with bells of a school missing on some weekdays."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from cte_desktop.domain.catalog.catalog import Catalog
from cte_desktop.domain.catalog.timetable import PERIODS
from tests.builders import catalog


@cache
def without_bells(school: str, days: str, *blocks: str) -> Catalog:
    """Without those blocks on those weekdays; "periods" stands for all periods.

    One catalog for the same question: it keeps the weeks that it has worked out.
    """
    gone = {*blocks, *(PERIODS if "periods" in blocks else ())}
    bells = tuple(
        replace(bell, days="".join(day for day in bell.days if day not in days))
        if bell.school == school and bell.block in gone
        else bell
        for bell in catalog().bells
    )
    return replace(catalog(), bells=bells)
