"""All rows of the schedule, one kind after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.domain.filling.schedule.choosing import add_choosing, choices_of
from cte_desktop.domain.filling.schedule.clock import Clashes, add_clashes
from cte_desktop.domain.filling.schedule.college import add_units
from cte_desktop.domain.filling.schedule.empty import add_full_days
from cte_desktop.domain.filling.schedule.evenings import add_evenings
from cte_desktop.domain.filling.schedule.frame import Frame
from cte_desktop.domain.filling.schedule.lunch import add_lunch
from cte_desktop.domain.filling.schedule.order import add_prerequisites
from cte_desktop.domain.filling.schedule.periods import add_periods
from cte_desktop.domain.filling.schedule.wished import add_wishes

if TYPE_CHECKING:
    from cte_desktop.domain.filling.model import Draft
    from cte_desktop.domain.filling.problem import Problem


def schedule_rows(draft: Draft, problem: Problem) -> Frame:
    """Add the rows of the schedule; the frame holds the choices and what the goals count."""
    frame = Frame(draft, problem, *choices_of(draft, problem), one=draft.choice(1, 1))
    clashes = Clashes(frame)
    add_choosing(frame)
    add_prerequisites(frame)
    add_clashes(frame, clashes)
    add_periods(frame, clashes)
    add_full_days(frame)
    add_units(frame)
    add_evenings(frame)
    add_wishes(frame)
    add_lunch(frame)
    return frame
