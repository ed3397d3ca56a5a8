"""Words about schools, bells and ways between them, as the page Settings says them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.domain.catalog.timetable import clock_text
from cte_desktop.wording.labels import weekdays_label
from cte_desktop.wording.translate import noop, tr, trn

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cte_desktop.domain.catalog.bell_overlaps import Overlap

KIND_NAMES = {
    "comprehensive_high": noop("High school"),
    "junior_high": noop("Junior high school"),
    "middle_college": noop("Middle college"),
    "continuation": noop("Continuation school"),
    "alternative": noop("Alternative school"),
    "charter": noop("Charter school"),
    "college": noop("College"),
    "other": noop("Other site"),
}


def kind_name(kind: str) -> str:
    """Return what kind of school it is; an unknown kind as the file wrote it."""
    return tr(KIND_NAMES[kind]) if kind in KIND_NAMES else kind.replace("_", " ").capitalize()


def overlap_sentence(overlap: Overlap) -> str:
    """Return "It rings at the same time as P2 on Monday (09:25-10:15)."."""
    return tr(
        "It rings at the same time as {block} on {days} ({start}–{end}).",
        block=overlap.other.block,
        days=weekdays_label(overlap.days),
        start=clock_text(overlap.other.start),
        end=clock_text(overlap.other.end),
    )


def overlaps_text(found: Sequence[Overlap]) -> str:
    """Return how many pairs of periods overlap, "" for none."""
    if not found:
        return ""
    return trn(
        "{count} pair of periods rings at the same time.",
        "{count} pairs of periods ring at the same time.",
        len(found),
    )


def missing_text(count: int) -> str:
    """Return how many pairs of sites have no travel time, and what follows; "" for none."""
    if not count:
        return ""
    return trn(
        "The way between {count} pair of sites is not known. No class at one of them is said to "
        "fit beside a class at the other until it is.",
        "The way between {count} pairs of sites is not known. No class at one of a pair is said "
        "to fit beside a class at the other until it is.",
        count,
    )
