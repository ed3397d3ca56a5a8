"""What surrounds the pathways, on the plan: a few lines where the page has room for them.

Workshops of grades 7 and 8 stand with those grades; all in full stands in the student's file.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.domain.students.experiences import in_order_of_time, is_valid_certification
from cte_desktop.reports.style import BODY, GAP, SUBHEADING
from cte_desktop.reports.text import wrap
from cte_desktop.wording.experiences import certification_text, hours_label, units_label
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from cte_desktop.domain.audit.plan_sheet import PlanSheet
    from cte_desktop.domain.students.experiences import Experience
    from cte_desktop.reports.flow import Flow

_LEADING = 12.0
_HEAD = 14.0
_MOST_LINES = 3


def draw_around(flow: Flow, sheet: PlanSheet, after: float = 0) -> bool:
    """Draw them on this page if it has room for them and for `after` points more.

    Returns whether it was so; without any there is nothing to draw.
    """
    said = tuple(filter(None, (_said(one, sheet) for one in _shown(sheet))))
    if not said:
        return True
    lines = wrap("  ·  ".join(dict.fromkeys(said)), BODY.face, BODY.size, flow.width)
    height = _HEAD + _LEADING * len(lines)
    if len(lines) > _MOST_LINES or height + GAP + after > flow.left_over:
        return False
    page = flow.page
    page.begin("H3")
    page.text(flow.left, flow.y + 9, tr("Around the pathways"), SUBHEADING)
    page.end()
    page.begin("P")
    page.lines(flow.left, flow.y + _HEAD + 8, lines, BODY, _LEADING)
    page.end()
    flow.y += height + GAP
    return True


def _shown(sheet: PlanSheet) -> tuple[Experience, ...]:
    ordered = in_order_of_time(sheet.experiences, sheet.student.graduation_year)
    return tuple(one for one in ordered if one.kind != "exploratory")


def _said(one: Experience, sheet: PlanSheet) -> str:
    """Return a few words: the title, whose it was, how much; "" for an expired certification."""
    if one.kind == "certification":
        valid = is_valid_certification(one, sheet.printed_on)
        return certification_text(one) if valid else ""
    amount = hours_label(one.hours) if one.hours else units_label(one.units) if one.units else ""
    where = "" if one.organization and one.organization in one.title else one.organization
    return ", ".join(part for part in (one.title, where, one.office, amount) if part)
