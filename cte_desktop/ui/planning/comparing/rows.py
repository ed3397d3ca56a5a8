"""The columns of a comparison: signs and words, so that nothing is said by color alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.ui.table_model import Column
from cte_desktop.wording.comparing import NOTHING, ComparedLine, Difference, difference_label
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from cte_desktop.services.plan_comparing import Measure
    from cte_desktop.ui.theme import ColorName

_SIGNS = {
    Difference.MOVED: "move-horizontal",
    Difference.ADDED: "plus",
    Difference.REMOVED: "minus",
}
_COLORS: dict[Difference, ColorName] = {
    Difference.SAME: "text_muted",
    Difference.MOVED: "accent",
    Difference.ADDED: "accent",
    Difference.REMOVED: "must_fix",
}


def course_columns(before: str, after: str) -> tuple[Column[ComparedLine], ...]:
    """Return the columns of the courses; `before` and `after` are the names of the plans."""
    return (
        Column(
            tr("Grade and term"),
            lambda line: line.when,
            sort_key=lambda line: line.number,
            width=124,
        ),
        Column(
            tr("Difference"),
            lambda line: difference_label(line.difference),
            icon=lambda line: _SIGNS.get(line.difference),
            color=lambda line: _COLORS[line.difference],
            width=116,
        ),
        Column(before, lambda line: line.before, color=_ink_before, tooltip=_tip_before, least=220),
        Column(after, lambda line: line.after, color=_ink_after, tooltip=_tip_after, least=220),
    )


def measure_columns(before: str, after: str) -> tuple[Column[Measure], ...]:
    """Return the columns of what each plan comes to."""
    return (
        Column(tr("What it comes to"), lambda one: one.title, tooltip=_tip_title, width=240),
        Column(
            before, lambda one: one.before or NOTHING, tooltip=lambda one: one.before, least=220
        ),
        Column(
            after,
            lambda one: one.after or NOTHING,
            icon=_gain_sign,
            color=_gain_color,
            tooltip=_tip_gain,
            least=220,
        ),
    )


def gain_label(gain: int, *, differs: bool) -> str:
    """Return the word that goes with the sign of a measure."""
    if gain:
        return tr("better") if gain > 0 else tr("worse")
    return tr("different") if differs else tr("the same")


def _ink_before(line: ComparedLine) -> ColorName | None:
    return "text_muted" if line.difference in {Difference.SAME, Difference.ADDED} else None


def _ink_after(line: ComparedLine) -> ColorName | None:
    return "text_muted" if line.difference in {Difference.SAME, Difference.REMOVED} else None


def _tip_before(line: ComparedLine) -> str:
    return line.before


def _tip_after(line: ComparedLine) -> str:
    return line.after


def _tip_title(one: Measure) -> str:
    return one.title


def _tip_gain(one: Measure) -> str:
    return ": ".join(
        part for part in (gain_label(one.gain, differs=one.differs), one.after) if part
    )


def _gain_sign(one: Measure) -> str | None:
    if one.gain:
        return "chevron-up" if one.gain > 0 else "chevron-down"
    return "move-horizontal" if one.differs else None


def _gain_color(one: Measure) -> ColorName | None:
    if one.gain:
        return "met" if one.gain > 0 else "must_fix"
    return None if one.differs else "text_muted"
