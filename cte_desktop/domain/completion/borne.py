"""Whether the record, as it is now, still bears an award that is in force."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.domain.audit.explain import because
from cte_desktop.domain.completion.register.entries import differences
from cte_desktop.domain.school_year import school_year_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cte_desktop.domain.audit.result import Reason
    from cte_desktop.domain.completion.finding import Decided
    from cte_desktop.domain.completion.register.entries import Frozen


def not_borne(one: Decided, frozen: Frozen, serial: str) -> Iterator[Reason]:
    """Yield how the record says otherwise by now than the award of that serial, in force.

    A rule that the district changed afterwards takes nothing back: it is told only where by the
    rule of now nothing is completed.
    """
    differs = differences(frozen, one.file)
    if not one.decision.completed:
        yield because("award_not_borne", serial=serial)
    elif one.decision.completed_in != frozen.completed_in:
        year = school_year_text(one.decision.completed_in or 0)
        yield because("award_other_year", serial=serial, year=year)
    elif "record" in differs:
        yield because("award_record", serial=serial)
    for what in differs:
        if what != "record":
            yield because(f"award_{what}", serial=serial)
