"""Words for demand: what to do about a row, where it is, and how a student comes to be counted."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from cte_desktop.domain.planning.sections.demand.balance import Balance
from cte_desktop.wording.translate import noop, tr, trn

if TYPE_CHECKING:
    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.domain.planning.sections.demand.balance import DemandRow

_HOW = {
    "record": noop("in the class now"),
    "plan": noop("planned"),
    "alternate": noop("as an alternate"),
}


def advice_text(row: DemandRow) -> str:
    """Return what to do about a row, "" when the seats are right."""
    match row.balance:
        case Balance.SHORT:
            return trn("Open {count} section", "Open {count} sections", row.count)
        case Balance.LONG:
            return trn("{count} section too many", "{count} sections too many", row.count)
        case Balance.ENOUGH:
            return ""
        case Balance.UNKNOWN:
            return tr("A section doesn't say how many seats it has")
        case Balance.NOT_TIMETABLED:
            return trn(
                "Not timetabled; needs {count} section",
                "Not timetabled; needs {count} sections",
                row.count,
            )
        case Balance.NO_SITE:
            return trn(
                "School not known; needs {count} section",
                "School not known; needs {count} sections",
                row.count,
            )
    assert_never(row.balance)


def site_text(site: str, catalog: Catalog) -> str:
    """Return the name of a site; "" is the high school that an eighth grader is still to get."""
    if not site:
        return tr("High school not known yet")
    school = catalog.school_by_short.get(site)
    return school.name if school is not None else site


def how_text(how: str) -> str:
    """Return how a student comes to be counted: by the record, a plan or an alternate."""
    return tr(_HOW[how])
