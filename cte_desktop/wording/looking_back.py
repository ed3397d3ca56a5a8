"""What papers say of the day they speak of, when that is an earlier one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.wording.labels import date_label
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from datetime import date


def day_on_paper(day: date, made_on: date | None) -> str:
    """Return the day of a paper; "As of ..." when it was made later, on `made_on`."""
    return date_label(day) if made_on is None else tr("As of {day}", day=date_label(day))


def printed_text(day: date, made_on: date | None, plan: str = "") -> str:
    """Return the line at the foot of a paper, with the name of the plan that it shows."""
    if made_on is None:
        said = tr("Printed {day}", day=date_label(day))
    else:
        then, now = date_label(day), date_label(made_on)
        said = tr("As of {then}, printed {day}", then=then, day=now)
    return f"{said}  ·  {plan}" if plan else said
