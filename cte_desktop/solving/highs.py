"""HiGHS for one model: one thread, a fixed seed, stopped by nodes, every answer checked exactly.

HiGHS works with floating point. What it answers is rounded and held against the whole-number rows
in plain Python before anybody builds on it (`broken`).
"""

from __future__ import annotations

from array import array
from concurrent.futures import CancelledError
from dataclasses import dataclass, replace
from enum import StrEnum
from math import ceil
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    import highspy

    from cte_desktop.domain.filling.model import Model, Row, Terms

SEED = 1
_OPTIONS: tuple[tuple[str, bool | int | float | str], ...] = (
    ("threads", 1),
    ("parallel", "off"),
    ("random_seed", SEED),
    ("mip_rel_gap", 0.0),
    ("mip_abs_gap", 0.9),  # goals are whole numbers: nothing better lies within less than one
    ("mip_feasibility_tolerance", 1e-7),
    ("primal_feasibility_tolerance", 1e-8),
    # Heuristics that cost more than they find in plans of this size.
    ("mip_heuristic_run_feasibility_jump", False),
    ("mip_heuristic_run_rins", False),
    ("mip_heuristic_run_rens", False),
    ("mip_heuristic_run_root_reduced_cost", False),
)
_QUICK = 4  # looks of HiGHS at whether it is interrupted, in a search at the root
_ENDLESS = 1 << 60
_NOTHING = 1e-9  # the weight of a row that has no part in a proof
_NEAR = 1e-5  # what may be missing in a row that shares out parts, as parts are not whole
_ROUGH = 1e-7  # of a sum: up to which it may be wrong where dear choices are nearly whole


class Ending(StrEnum):
    """How a search ended."""

    BEST = "best"  # proven
    STOPPED = "stopped"  # an answer, but better ones were not ruled out
    NONE = "none"  # proven that there is none
    UNKNOWN = "unknown"  # stopped without an answer


@dataclass(frozen=True, slots=True)
class Answer:
    """How the search ended, and the value of each choice where there is an answer.

    Values of whole choices are whole. `bound` is what the goal can't come below.
    """

    ending: Ending
    values: tuple[float, ...] = ()
    nodes: int = 0


class Solver:
    """A model in HiGHS. Rows can be added, let go and put back without building it anew."""

    def __init__(
        self,
        model: Model,
        cancelled: Callable[[], bool] | None = None,
        looks: int = _ENDLESS,
    ) -> None:
        self.model = model
        self.looks_left = looks  # of HiGHS at whether it is interrupted: what all searches may cost
        self.rows: list[Row] = list(model.rows)
        self.cancelled = cancelled
        self._highs = _set(as_loaded(model))
        self._whole = tuple(one.whole for one in model.choices)
        self._costed: tuple[int, ...] = ()
        self._loose: set[int] = set()
        self._looks = 0
        self._patience = _ENDLESS
        self._unwanted = False
        self._listen()

    def best(self, goal: Terms, nodes: int, start: Sequence[float] | None = None) -> Answer:
        """Return the answer with the least sum of the goal's terms.

        `start` is an answer to begin with. Raises CancelledError when the person no longer waits.
        Once no looks are left nothing is searched any more: the answer is unknown.
        """
        if self.cancelled is not None and self.cancelled():
            raise CancelledError
        if self.looks_left <= 0:
            return Answer(Ending.UNKNOWN)
        self._aim_at(goal)
        answer = self._attempt(start, min(nodes, 1), presolve="off")
        if answer.ending in {Ending.BEST, Ending.NONE} or nodes <= 1:
            return answer
        return self._attempt(start, nodes, presolve="choose")  # a poor start leads astray

    def add(self, row: Row) -> int:
        """Add a row behind the others; returns its place."""
        low, high = _bounds(row)
        places = array("i", [place for place, _ in row.terms])
        factors = array("d", [factor for _, factor in row.terms])
        self._highs.addRow(low, high, len(places), _as_array(places), _as_array(factors))
        self.rows.append(row)
        return len(self.rows) - 1

    def change(self, place: int, row: Row) -> None:
        """Give an added row other bounds; its terms stay. It binds again if it was let go."""
        self.rows[place] = row
        self._loose.discard(place)
        self._highs.changeRowBounds(place, *_bounds(row))

    def loosen(self, places: Iterable[int]) -> None:
        """Let rows go: they bind nothing until they are put back."""
        import highspy

        for place in places:
            if place not in self._loose:
                self._loose.add(place)
                self._highs.changeRowBounds(place, -highspy.kHighsInf, highspy.kHighsInf)

    def tighten(self, places: Iterable[int]) -> None:
        """Put back rows that were let go."""
        for place in places:
            if place in self._loose:
                self._loose.remove(place)
                self._highs.changeRowBounds(place, *_bounds(self.rows[place]))

    def broken(self, values: Sequence[float]) -> tuple[int, ...]:
        """Return the rows in force that values break, counted exactly where all is whole."""
        return tuple(
            place
            for place, row in enumerate(self.rows)
            if place not in self._loose and not holds(row, values)
        )

    def _aim_at(self, goal: Terms) -> None:
        highs = self._highs
        costs = dict.fromkeys(self._costed, 0)
        costs.update(goal)
        if costs:
            places = array("i", costs)
            factors = array("d", costs.values())
            highs.changeColsCost(len(places), _as_array(places), _as_array(factors))
        self._costed = tuple(place for place, _ in goal)

    def _attempt(self, start: Sequence[float] | None, nodes: int, *, presolve: str) -> Answer:
        """Search once. Most plans are solved at the root: making them smaller takes longer.

        Where the root takes more than a few looks, making the model smaller pays after all.
        """
        highs = self._highs
        highs.clearSolver()  # what an earlier search learned must not lead this one elsewhere
        highs.setOptionValue("presolve", presolve)
        highs.setOptionValue("mip_max_nodes", nodes)
        self._looks, self._patience = 0, _QUICK if presolve == "off" else _ENDLESS
        if start:
            self._begin_with(start)
        highs.run()
        return self._answer()

    def _begin_with(self, start: Sequence[float]) -> None:
        import highspy

        solution = highspy.HighsSolution()
        solution.col_value = list(start)
        self._highs.setSolution(solution)

    def _answer(self) -> Answer:
        import highspy

        highs, status = self._highs, highspy.HighsModelStatus
        ended, found = highs.getModelStatus(), highs.getInfo()
        nodes = max(int(found.mip_node_count), 0)
        if ended == status.kInfeasible:
            return Answer(Ending.NONE, nodes=nodes)
        if self._unwanted:
            raise CancelledError
        if found.primal_solution_status != int(highspy.SolutionStatus.kSolutionStatusFeasible):
            return Answer(Ending.UNKNOWN, nodes=nodes)
        values = _rounded(highs.getSolution().col_value, self._whole)
        if self.broken(values):
            return Answer(Ending.UNKNOWN, nodes=nodes)
        return Answer(Ending.BEST if ended == status.kOptimal else Ending.STOPPED, values, nodes)

    def _listen(self) -> None:
        """Ask during a search whether it is still wanted, and whether it took too many looks.

        HiGHS looks at fixed points of its search, so how many looks it takes is no matter of time.
        """
        import highspy

        def asked(_kind: Any, _text: str, _out: Any, answer: Any, _own: Any) -> None:  # noqa: ANN401 - HiGHS's own types
            self._looks += 1
            self.looks_left -= 1
            self._unwanted = self._unwanted or (self.cancelled is not None and self.cancelled())
            spent = self._looks > self._patience or self.looks_left <= 0
            answer.user_interrupt = self._unwanted or spent

        self._highs.setCallback(asked, None)
        self._highs.startCallback(highspy.cb.HighsCallbackType.kCallbackMipInterrupt)


class Relaxation(Solver):
    """The same model without the demand that choices are whole: much quicker, where it says no.

    What can't hold here can't hold in whole numbers either; the other way round it says nothing.
    """

    def __init__(self, model: Model, cancelled: Callable[[], bool] | None = None) -> None:
        self._were_whole = tuple(one.whole for one in model.choices)
        self._lowest = tuple(one.low for one in model.choices)
        self._highest = tuple(one.high for one in model.choices)
        choices = tuple(replace(one, whole=False) for one in model.choices)
        super().__init__(replace(model, choices=choices), cancelled)
        self._highs.setOptionValue("presolve", "off")  # so that it can say why

    def clashing_rows(self) -> tuple[int, ...] | None:
        """Return rows that can't all hold, None where all can or nobody knows.

        They are those of the proof that HiGHS found: few, but not the fewest.
        """
        import highspy

        if self.cancelled is not None and self.cancelled():
            raise CancelledError
        self._highs.run()  # from where the last one ended: only bounds of rows have changed
        if self._highs.getModelStatus() != highspy.HighsModelStatus.kInfeasible:
            return None
        _, known, ray = self._highs.getDualRay()  # type: ignore[attr-defined]
        if not known:
            return None
        return tuple(place for place, weight in enumerate(ray) if abs(weight) > _NOTHING)

    def least(self, goal: Terms) -> int | None:
        """Return what a goal of whole numbers can't come below, None where nothing can hold."""
        import highspy

        if self.cancelled is not None and self.cancelled():
            raise CancelledError
        self._aim_at(goal)
        self._highs.run()
        ended = self._highs.getModelStatus()
        if ended == highspy.HighsModelStatus.kInfeasible:
            return None
        low = sum(f * (self._lowest[p] if f > 0 else self._highest[p]) for p, f in goal)
        if ended != highspy.HighsModelStatus.kOptimal:
            return low
        reached = self._highs.getObjectiveValue()
        return max(low, ceil(reached - max(_NEAR, abs(reached) * _ROUGH)))

    def is_whole_already(self) -> bool:
        """Tell whether what the last look found is an answer in whole numbers as well."""
        import highspy

        if self._highs.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return False
        return not self.broken(_rounded(self._highs.getSolution().col_value, self._were_whole))


def value_of(terms: Terms, values: Sequence[float]) -> int:
    """Return what terms add up to; a sum with parts is rounded up."""
    total = sum(factor * values[place] for place, factor in terms)
    nearest = round(total)
    return nearest if abs(total - nearest) < _NEAR else int(total // 1) + 1


def as_loaded(model: Model) -> highspy.Highs:
    """Return a model in HiGHS with HiGHS's own options, quiet."""
    import highspy

    highs = highspy.Highs()  # type: ignore[no-untyped-call]
    highs.setOptionValue("output_flag", False)
    starts, places, factors = array("i", [0]), array("i"), array("d")
    lows, highest = array("d"), array("d")
    for row in model.rows:
        for place, factor in row.terms:
            places.append(place)
            factors.append(factor)
        starts.append(len(places))
        low, high = _bounds(row)
        lows.append(low)
        highest.append(high)
    choices = model.choices
    highs.passModel(
        len(choices),
        len(model.rows),
        len(places),
        int(highspy.MatrixFormat.kRowwise),
        int(highspy.ObjSense.kMinimize),
        0.0,
        _as_array(array("d", bytes(8 * len(choices)))),
        _as_array(array("d", [one.low for one in choices])),
        _as_array(array("d", [one.high for one in choices])),
        _as_array(lows),
        _as_array(highest),
        _as_array(starts),
        _as_array(places),
        _as_array(factors),
        _as_array(array("i", [int(one.whole) for one in choices])),
    )
    return highs


def _rounded(values: Sequence[float], whole: Sequence[bool]) -> tuple[float, ...]:
    return tuple(
        [
            float(round(value)) if is_whole else value
            for value, is_whole in zip(values, whole, strict=True)
        ]
    )


def _set(highs: highspy.Highs) -> highspy.Highs:
    for name, value in _OPTIONS:
        highs.setOptionValue(name, value)
    return highs


def _bounds(row: Row) -> tuple[float, float]:
    import highspy

    low = -highspy.kHighsInf if row.low is None else float(row.low)
    high = highspy.kHighsInf if row.high is None else float(row.high)
    return low, high


def holds(row: Row, values: Sequence[float]) -> bool:
    """Tell whether values satisfy a row, exactly where all of them are whole."""
    total = sum(factor * values[place] for place, factor in row.terms)
    if (row.low is None or total >= row.low) and (row.high is None or total <= row.high):
        return True  # whole numbers far below 2^53 add up exactly
    nearest = round(total)
    parts = any(not values[place].is_integer() for place, _ in row.terms)
    if not parts:
        return False
    slack = _NEAR * (1 + sum(abs(factor) for _, factor in row.terms) * _NEAR)
    total = nearest if abs(total - nearest) < slack else total
    return (row.low is None or total >= row.low - slack) and (
        row.high is None or total <= row.high + slack
    )


def _as_array(values: array[Any]) -> Any:  # noqa: ANN401 - numpy, known only when HiGHS is needed
    import numpy as np

    return (
        np.frombuffer(values, dtype=np.int32 if values.typecode == "i" else np.float64)
        if values
        else np.empty(0)
    )
