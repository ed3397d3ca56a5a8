"""What happens where a carried course would be put down: asked of the domain, cell by cell.

The answers are worked out when they are asked for, the others little by little while the hand is
still moving, so that no single step takes long.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from cte_desktop.domain.planning.fit import is_past, reasons_against
from cte_desktop.domain.planning.plan import Placement, Plan, Spot
from cte_desktop.domain.planning.semesters import open_placements
from cte_desktop.ui.planning import edits
from cte_desktop.wording.findings import finding_text
from cte_desktop.wording.labels import course_label, grade_label, term_label
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from collections.abc import Container, Iterable

    from cte_desktop.domain.findings import Finding
    from cte_desktop.services.cases import Case
    from cte_desktop.ui.planning.mime import Carried

_SLICE_SECONDS = 0.006


@dataclass(frozen=True, slots=True)
class Fit:
    """Whether a course may lie at a spot, what speaks against it, and where its halves land."""

    refusal: str = ""
    reasons: tuple[Finding, ...] = ()
    landing: tuple[Spot, ...] = ()

    @property
    def accepts(self) -> bool:
        """Tell whether nothing speaks against it."""
        return not self.refusal and not self.reasons


class Carrying(QObject):
    """The course on its way and its fits. Signals: `changed` when more of them are known, `ended`
    when it was put down or given up.
    """

    changed = Signal()
    ended = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.carried: Carried | None = None
        self._case: Case | None = None
        self._before: tuple[Finding, ...] | None = None
        self._fits: dict[Spot, Fit] = {}
        self._open: list[Spot] = []
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._on_timeout)

    def begin(self, case: Case, carried: Carried, spots: Iterable[Spot]) -> None:
        """Pick a course up; `spots` are those whose colour the grid will want to know."""
        self.carried = carried
        self._case = case
        self._before = None
        self._fits = {}
        self._open = list(dict.fromkeys(spots))
        self._timer.start()
        self.changed.emit()

    def end(self) -> None:
        """Put it down, or give it up."""
        if self.carried is None:
            return
        self.carried = None
        self._case = None
        self._fits = {}
        self._open = []
        self._timer.stop()
        self.ended.emit()

    def known_fit(self, spot: Spot) -> Fit | None:
        """Return the fit at a spot when it has been worked out."""
        return self._fits.get(spot)

    def fit(self, spot: Spot) -> Fit:
        """Return the fit at a spot, working it out now if need be."""
        if self._case is None or self.carried is None:
            return Fit()
        if spot not in self._fits:
            if self._before is None:
                self._before = conflicts_of(self._case)
            self._fits[spot] = fit_of(self._case, self.carried, spot, self._before)
        return self._fits[spot]

    def words(self, spot: Spot) -> str:
        """Return what the status bar says about putting the course here."""
        if self._case is None or self.carried is None:
            return ""
        fit = self.fit(spot)
        if fit.refusal:
            return fit.refusal
        if fit.reasons:
            words = finding_text(fit.reasons[0], self._case.district.catalog)
            more = len(fit.reasons) - 1
            return tr("{reason} (and {count} more)", reason=words, count=more) if more else words
        return tr(
            "{course} fits in {grade} grade, {term}.",
            course=course_label(self.carried.course_code, self._case.district.catalog),
            grade=grade_label(spot.grade_level),
            term=term_label(spot.term),
        )

    def first_fit(self, spots: Iterable[Spot], taken: Container[Spot] = ()) -> Spot | None:
        """Return the first spot against which nothing speaks, one that is free if there is one."""
        fitting = [spot for spot in spots if self.fit(spot).accepts]
        free = (s for s in fitting if not any(one in taken for one in self.fit(s).landing))
        return next(free, fitting[0] if fitting else None)

    def _on_timeout(self) -> None:
        until = time.monotonic() + _SLICE_SECONDS
        while self._open and time.monotonic() < until:
            self.fit(self._open.pop(0))
        if not self._open:
            self._timer.stop()
        self.changed.emit()


def conflicts_of(case: Case) -> tuple[Finding, ...]:
    """Return what the rules of the schedule say of the plan as it is."""
    from cte_desktop.domain.planning.conflicts import conflicts

    return conflicts(case.situation)


def fit_of(
    case: Case, carried: Carried, spot: Spot, before: tuple[Finding, ...] | None = None
) -> Fit:
    """Return whether a carried course may lie at a spot, and what speaks against it."""
    catalog = case.district.catalog
    plan = case.plan or Plan("", case.file.student.uid)
    placement = plan.find(carried.placement_uid)
    if placement is not None and placement.locked:
        course = course_label(carried.course_code, catalog)
        return Fit(tr("{course} is locked in place.", course=course))
    trial = count()
    after = edits.put(plan, catalog, carried, spot, lambda: f"trial {next(trial)}").plan
    landing = _new_spots(plan, after)
    for one in (*landing, spot):
        if is_past(case.situation, one):
            return Fit(
                tr(
                    "The {term} of {grade} grade is over; nothing is planned there any more.",
                    term=term_label(one.term),
                    grade=grade_label(one.grade_level),
                )
            )
    if _is_in_the_record(case, plan, after):
        course = course_label(carried.course_code, catalog)
        return Fit(tr("{course} stands in the record of that term already.", course=course))
    if after == plan:
        return Fit(landing=_spots_of(placement, plan))
    return Fit(reasons=reasons_against(case.situation, after, before), landing=landing)


def _is_in_the_record(case: Case, before: Plan, after: Plan) -> bool:
    """Tell whether the record has all that the edit would place: it would stand nowhere then."""
    new = set(after.placed) - set(before.placed)
    seen = {p.uid for p in open_placements(case.file, after, case.day)}
    return bool(new) and not any(p.uid in seen for p in new)


def _new_spots(before: Plan, after: Plan) -> tuple[Spot, ...]:
    known = {(p.uid, p.spot) for p in before.placements}
    return tuple(p.spot for p in after.placed if (p.uid, p.spot) not in known and p.spot)


def _spots_of(placement: Placement | None, plan: Plan) -> tuple[Spot, ...]:
    from cte_desktop.domain.planning.plan import halves

    if placement is None:
        return ()
    return tuple(p.spot for p in halves(plan, placement) if p.spot is not None)
