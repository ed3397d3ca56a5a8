"""Why a course can't be swapped, added or dropped in a student's plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.domain.planning.swapping import NotSwapped
from cte_desktop.wording.findings import finding_text
from cte_desktop.wording.labels import course_label
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.domain.findings import Finding
    from cte_desktop.domain.planning.swapping import Swap


def why_not_text(why: NotSwapped, swap: Swap, reason: Finding | None, catalog: Catalog) -> str:
    """Return in a sentence why a plan can't be changed so."""
    if reason is not None:
        return finding_text(reason, catalog)
    course = course_label(swap.by or swap.course, catalog)
    match why:
        case NotSwapped.LOCKED:
            return tr("{course} is locked.", course=course_label(swap.course, catalog))
        case NotSwapped.NO_SECTION:
            return tr("No section of {course} fits and has a seat left.", course=course)
        case NotSwapped.NO_PLACE:
            return tr("No term takes {course}.", course=course)
