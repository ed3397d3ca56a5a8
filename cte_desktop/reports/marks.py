"""The drawing language of the screen on paper: marks of state and severity, and the segmented bar.

Each mark differs in shape, so that it can be told apart on a black-and-white print. A mark is
drawn once for a document, 10 points wide around its origin, and then repeated.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from cte_desktop.domain.findings import Severity
from cte_desktop.domain.planning.semesters import State
from cte_desktop.reports.page import box, circle, rounded
from cte_desktop.reports.style import components

if TYPE_CHECKING:
    from collections.abc import Callable

    from cte_desktop.reports.page import Page

HALF_DISC = "0 4.3 m -2.37 4.3 -4.3 2.37 -4.3 0 c -4.3 -2.37 -2.37 -4.3 0 -4.3 c h"
OCTAGON = "-2 4.8 m 2 4.8 l 4.8 2 l 4.8 -2 l 2 -4.8 l -2 -4.8 l -4.8 -2 l -4.8 2 l h"
TRIANGLE = "0 4.6 m 5 -4.1 l -5 -4.1 l h"
SQUARE = "-4 -4 8 8 re"
CHECK = "-2.3 0.1 m -0.7 -1.7 l 2.4 1.9 l"
CROSS = "-1.8 -1.8 m 1.8 1.8 l -1.8 1.8 m 1.8 -1.8 l"
_STRIPES = 3.2  # points between the stripes of work in progress


def state_mark(page: Page, state: State, x: float, y: float, scale: float, said: str = "") -> None:
    """Draw the mark of a state around a place."""
    page.stamp(page.paper.form(f"State-{state.value}", _STATES[state]), x, y, scale, said)


def severity_mark(
    page: Page, severity: Severity, x: float, y: float, scale: float, said: str = ""
) -> None:
    """Draw the mark of a severity around a place."""
    form = page.paper.form(f"Severity-{severity.value}", _SEVERITIES[severity])
    page.stamp(form, x, y, scale, said)


def missing_mark(page: Page, x: float, y: float, scale: float, said: str = "") -> None:
    """Draw the empty, dashed circle of something that is not planned yet."""
    page.stamp(page.paper.form("Missing", _draw_missing), x, y, scale, said)


def checkbox(page: Page, x: float, y: float, scale: float) -> None:
    """Draw an empty box to be ticked with a pen."""
    page.stamp(page.paper.form("Checkbox", _draw_checkbox), x, y, scale)


def progress_bar(
    page: Page, place: tuple[float, float, float, float], amounts: tuple[int, int, int], need: int
) -> None:
    """Draw what is earned, in progress and planned of a need; the rest stays empty.

    Earned is solid, in progress striped, planned pale, missing white: told apart without colour.
    """
    x, y, width, height = place
    page.insert(_bar(width, height, amounts, need), x, y + height)


@lru_cache(maxsize=4096)
def _bar(width: float, height: float, amounts: tuple[int, int, int], need: int) -> str:
    """Return the operators of a bar; the same figures come again and again in a batch."""
    shape = rounded(0, 0, width, height, height / 2)
    code = [f"q {shape} W n", box(width, height, 0, "raised", "", 0)]
    x = 0.0
    for amount, state in zip(amounts, _BAR, strict=True):
        part = min(width * amount / need, width - x) if need > 0 else 0.0
        if part > 0:
            code.append(f"q 1 0 0 1 {x:.2f} 0 cm {_segment(part, height, state)} Q")
            x += part
    code.append(f"Q {box(width, height, height / 2, '', 'line_strong', 0.5)}")
    return " ".join(code)


def _segment(width: float, height: float, state: State) -> str:
    if state is State.PLANNED:
        return box(width, height, 0, "planned_soft", "planned", 0.7)
    if state is State.EARNED:
        return box(width, height, 0, "earned", "", 0)
    stripes = " ".join(
        f"{x:.1f} 0 m {x + height:.1f} {height:.1f} l"
        for x in (
            _STRIPES * number - height for number in range(int((width + height) / _STRIPES) + 1)
        )
    )
    clip = f"0 0 {width:.2f} {height:.2f} re W n"
    ground = box(width, height, 0, "in_progress", "", 0)
    return f"{clip} {ground} {components('raised')} RG 0.9 w {stripes} S"


def _draw_earned(page: Page) -> None:
    page.path(circle(0, 0, 5), fill="earned")
    page.path(CHECK, stroke="raised", line=1.3)


def _draw_in_progress(page: Page) -> None:
    page.path(HALF_DISC, fill="in_progress")
    page.path(circle(0, 0, 4.3), stroke="in_progress", line=1.2)


def _draw_planned(page: Page) -> None:
    page.path(circle(0, 0, 4.3), fill="raised", stroke="planned", line=1.2)


def _draw_not_earned(page: Page) -> None:
    page.path(circle(0, 0, 4.3), fill="raised", stroke="must_fix", line=1.2)
    page.path(CROSS, stroke="must_fix", line=1.2)


def _draw_waived(page: Page) -> None:
    page.path(circle(0, 0, 4.3), fill="raised", stroke="earned", line=1.2)
    page.path("-2 0 m 2 0 l", stroke="earned", line=1.2)


def _draw_missing(page: Page) -> None:
    page.path("[1.9 1.47] 0 d " + circle(0, 0, 4.3), stroke="missing", line=1.1)


def _draw_must_fix(page: Page) -> None:
    page.path(OCTAGON, fill="must_fix")
    _exclaim(page, 2.4, -0.4, -2.5)


def _draw_warning(page: Page) -> None:
    page.path(TRIANGLE, fill="warning", stroke="warning", line=0.8)
    _exclaim(page, 1.6, -0.8, -2.6)


def _draw_information(page: Page) -> None:
    page.path(circle(0, 0, 4.6), fill="information")
    page.path("0 0.4 m 0 -2.5 l 0 2.4 m 0 2.42 l", stroke="raised", line=1.2)


def _draw_checkbox(page: Page) -> None:
    page.path(SQUARE, fill="raised", stroke="line_strong", line=0.8)


def _exclaim(page: Page, top: float, end: float, dot: float) -> None:
    page.path(f"0 {top} m 0 {end} l 0 {dot} m 0 {dot + 0.02} l", stroke="raised", line=1.2)


_BAR = (State.EARNED, State.IN_PROGRESS, State.PLANNED)
_STATES: dict[State, Callable[[Page], None]] = {
    State.EARNED: _draw_earned,
    State.IN_PROGRESS: _draw_in_progress,
    State.PLANNED: _draw_planned,
    State.NOT_EARNED: _draw_not_earned,
    State.WAIVED: _draw_waived,
}
_SEVERITIES: dict[Severity, Callable[[Page], None]] = {
    Severity.MUST_FIX: _draw_must_fix,
    Severity.WARNING: _draw_warning,
    Severity.INFORMATION: _draw_information,
}
