"""Every column and every filter of the list of students."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.ui.students.fields.of_facts import columns_of_facts, filters_of_facts
from cte_desktop.ui.students.fields.of_line import (
    columns_of_line,
    filters_of_line,
    more_of_line,
)
from cte_desktop.ui.students.fields.of_plans import columns_of_plans, filters_of_plans
from cte_desktop.ui.students.fields.of_standings import (
    columns_of_standings,
    filters_of_standings,
)

if TYPE_CHECKING:
    from cte_desktop.ui.students.fields.record import ListColumn, ListFilter
    from cte_desktop.ui.students.known_facts import KnownFacts


def list_columns(facts: KnownFacts) -> tuple[ListColumn, ...]:
    """Return the columns in the order in which they are offered; the line's are the usual ones."""
    return (
        *columns_of_line(),
        *columns_of_plans(facts),
        *columns_of_standings(facts),
        *columns_of_facts(facts),
    )


def usual_columns() -> tuple[str, ...]:
    """Return the ids of the columns that are shown until somebody chooses others."""
    return tuple(one.id for one in columns_of_line())


def first_filters() -> tuple[ListFilter, ...]:
    """Return the filters that always stand above the list."""
    return filters_of_line()


def more_filters(facts: KnownFacts) -> tuple[ListFilter, ...]:
    """Return the filters that a person adds."""
    return (
        *filters_of_plans(facts),
        *filters_of_standings(facts),
        *filters_of_facts(facts),
        *more_of_line(),
    )
