"""Figures of completion for 22,000 students, beside a count that reads everybody's files.

`python -m benchmarks.figures`
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from functools import partial

from benchmarks._measure import TODAY, big_district, median_seconds, tell
from cte_desktop.domain.completion.figures.table import View
from cte_desktop.services.awards.finding import decide_pathways, usual_school_year
from cte_desktop.services.desk import Desk
from cte_desktop.services.figures import completions as completers
from cte_desktop.services.figures import measures
from cte_desktop.services.figures.sheet import figure_sheet, statistics
from cte_desktop.services.figures.views import Asked, read
from cte_desktop.services.figures.year_counts import completer_counts
from cte_desktop.services.standings import count_stale
from cte_desktop.storage.fetching import fetch
from cte_desktop.storage.pathway_files import pathway_files

YEAR = usual_school_year(TODAY) - 1
SAMPLE = 1_000  # students whom the naive count looks at; the time is for all of them


def naive_count(desk: Desk, most: int) -> Counter[str]:
    """Count completions by pathway as one would without kept standings: by reading the files."""
    district, found = desk.district(), Counter[str]()
    with desk.database.reading() as tx:
        keys = [row[0] for row in fetch(tx, 'SELECT "key" FROM student ORDER BY "key"')]
        for _, file in pathway_files(tx, keys[:: max(1, len(keys) // most)], district.catalog):
            for one in decide_pathways(file, file.pathways, district, desk.today()):
                found[one.decision.pathway] += one.decision.completed_in == YEAR
    return found


def main() -> None:
    """Print a line for each figure: ours, the naive count, the target."""
    desk = big_district()
    with desk.database.reading() as tx:
        students = fetch(tx, "SELECT count(*) FROM student")[0][0]
    naive = median_seconds(partial(naive_count, desk, SAMPLE), 1) * students / SAMPLE
    stale = count_stale(desk)
    if stale:
        print(f"{stale:,} standings are not current: bring the database up to date first")
    years = tuple(range(YEAR - 4, YEAR + 1))
    tell("figures: counts of five years", _median(completer_counts, desk, years), naive, "<= 50 ms")
    tell("figures: sheet of a year", _median(figure_sheet, desk, YEAR), naive, "<= 50 ms")
    for view in View:
        asked = Asked(YEAR, view)
        tell(f"figures: by {view}", _median(read, desk, asked), naive, "<= 50 ms")
    tell("figures: all read anew", _median(_read_anew, desk), naive, "in the background")
    if not stale:
        tell("figures: statistics, exact", _median(_statistics_anew, desk), naive, "<= 500 ms")
    desk.close()


def _median(work: Callable[..., object], *of: object) -> float:
    return median_seconds(partial(work, *of))


def _read_anew(desk: Desk) -> None:
    completers._KEPT.clear()  # noqa: SLF001
    measures._KEPT.clear()  # noqa: SLF001
    figure_sheet(desk, YEAR)
    measures.measure_sheet(desk, YEAR)


def _statistics_anew(desk: Desk) -> None:
    completers._KEPT.clear()  # noqa: SLF001
    statistics(desk, YEAR)


if __name__ == "__main__":
    main()
