"""Words for what can't be had together: how two classes collide, columns of a student's matrix."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.domain.planning.sections.matrix import COLLEGE, EXTENDED, OTHER
from cte_desktop.wording.demand import site_text
from cte_desktop.wording.labels import days_label, minutes_label
from cte_desktop.wording.translate import noop, tr

if TYPE_CHECKING:
    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.domain.planning.clashes import Collision

_COLUMNS = {
    EXTENDED: noop("Extended Day"),
    COLLEGE: noop("College"),
    OTHER: noop("Other times"),
}


def collision_text(collision: Collision, catalog: Catalog) -> str:
    """Return in minutes why two classes can't both be had."""
    days = days_label(collision.weekdays)
    origin, destination = (site_text(site, catalog) for site in collision.sites)
    if collision.code == "time_clash":
        minutes = minutes_label(collision.minutes_short or 0)
        return tr("{minutes} at the same time, {days}", minutes=minutes, days=days)
    if collision.code == "travel_unknown":
        return tr(
            "Nobody has written down the way from {origin} to {destination}",
            origin=origin,
            destination=destination,
        )
    return tr(
        "{gap} between {origin} and {destination}, the drive is {travel}: {short} short, {days}",
        gap=minutes_label(collision.gap or 0),
        origin=origin,
        destination=destination,
        travel=minutes_label((collision.travel or 0) + (collision.margin or 0)),
        short=minutes_label(collision.minutes_short or 0),
        days=days,
    )


def pair_text(collision: Collision | None, catalog: Catalog, *, is_known: bool) -> str:
    """Return whether two courses can be had together, and why not."""
    if collision is not None:
        return collision_text(collision, catalog)
    return tr("Can be had together") if is_known else tr("A time or a way is not known")


def column_text(column: str) -> str:
    """Return the heading of a column of a student's matrix: a period, Extended Day, ..."""
    return tr(_COLUMNS[column]) if column in _COLUMNS else column
