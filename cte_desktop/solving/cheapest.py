"""What would have to be given up, the cheapest sets first: every reason may fail at its price.

The rows of a reason that has a price are kept only while it is not given up. So one search finds
the cheapest set; what was found is ruled out, with all sets around it, and the next one is looked
for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.domain.filling.model import Choice, Goal, Model, Row
from cte_desktop.solving.highs import Solver

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from cte_desktop.domain.filling.model import Reason


def cheapest_sets(
    model: Model,
    rows: Sequence[Row],
    prices: Mapping[Reason, int],
    nodes: int,
    cancelled: Callable[[], bool] | None = None,
) -> Iterator[tuple[Reason, ...]]:
    """Yield sets of reasons without which the rest can hold, none within another, by price.

    `rows` are those of the model with what was cut off since. Nothing comes of rows that can all
    hold.
    """
    elastic, given_up = with_prices(model, rows, prices)
    solver = Solver(elastic, cancelled)
    while True:
        answer = solver.best(elastic.goals[0].terms, nodes)
        if not answer.values:
            return
        found = tuple(reason for reason, at in given_up.items() if answer.values[at] > 0.5)
        if not found:
            return
        yield found
        terms = tuple((given_up[reason], 1) for reason in found)
        solver.add(Row(terms, None, len(found) - 1))


def with_prices(
    model: Model, rows: Sequence[Row], prices: Mapping[Reason, int]
) -> tuple[Model, dict[Reason, int]]:
    """Return the model in which each priced reason may be given up, and the choices that say so."""
    choices = list(model.choices)
    given_up: dict[Reason, int] = {}
    for reason in dict.fromkeys(row.reason for row in rows):
        if reason is not None and reason in prices:
            given_up[reason] = len(choices)
            choices.append(Choice())
    elastic: list[Row] = []
    for row in rows:
        if row.reason is None or row.reason not in given_up:
            elastic.append(row)
        else:
            elastic += _giving_way(row, given_up[row.reason], choices)
    price = tuple((at, prices[reason]) for reason, at in given_up.items())
    return Model(tuple(choices), tuple(elastic), (Goal("price", price),)), given_up


def _giving_way(row: Row, at: int, choices: Sequence[Choice]) -> Iterator[Row]:
    """Yield the row's bounds, each of which binds nothing once the choice at `at` is 1."""
    least = sum(f * (choices[p].low if f > 0 else choices[p].high) for p, f in row.terms)
    most = sum(f * (choices[p].high if f > 0 else choices[p].low) for p, f in row.terms)
    if row.low is not None and least < row.low:
        yield Row((*row.terms, (at, row.low - least)), row.low, None)
    if row.high is not None and most > row.high:
        yield Row((*row.terms, (at, row.high - most)), None, row.high)
