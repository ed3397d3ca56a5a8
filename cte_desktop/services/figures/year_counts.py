"""How many students and completions each school year has: light, from what is kept and entered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.domain.completion.figures.growth import year_count
from cte_desktop.storage import figures as store
from cte_desktop.storage.earlier_totals import list_earlier_totals

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cte_desktop.domain.completion.figures.growth import YearCount
    from cte_desktop.services.desk import Desk


def completer_counts(
    desk: Desk, school_years: Sequence[int] = (), *, site: str = "", counselor: str = ""
) -> tuple[YearCount, ...]:
    """Return how many students and completions each of these years has, in their order.

    From the kept standings; a total entered for just the district, or for just the `site`, comes
    before them (`YearCount.entered`). Nothing is entered for the caseload of a `counselor`. Without
    any years those are told of which anything is known.
    """
    with desk.database.reading() as tx:
        kept = store.count_completions(tx, site=site, counselor=counselor)
        totals = () if counselor else list_earlier_totals(tx)
    entered = {one.school_year: one for one in totals if (one.pathway, one.site) == ("", site)}
    years = tuple(school_years) or tuple(sorted(kept.keys() | entered.keys()))
    return tuple(year_count(year, entered.get(year), *kept.get(year, (0, 0))) for year in years)
