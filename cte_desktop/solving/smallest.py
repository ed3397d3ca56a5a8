"""A smallest set of reasons that can't all hold: a deletion filter over the rows of a model.

Reasons are let go in turn, those first that a person would rather not read; what can hold without
a reason needs that reason for the clash. Whole groups are let go at once: most are not needed.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cte_desktop.domain.filling.model import Kind, Reason
from cte_desktop.domain.filling.readable import as_one, together, with_courses
from cte_desktop.solving.highs import Ending, Relaxation

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from cte_desktop.solving.highs import Solver

_PLAIN = ("requirement_missing", "must_include_missing", "pathway_out_of_order")
"""Rules that everybody knows; a clash names them rather than the mechanics of a timetable."""


def smallest_clash(solver: Solver, nodes: int) -> tuple[Reason, ...]:
    """Return reasons that can't all hold and each of which is needed for that; () if they can.

    What is one thing to a reader is one reason: none of them is more than needed as a whole.
    A search that was stopped counts as "may hold": the set may then be larger than needed, never
    one that could hold.
    """
    found = Filter(solver, nodes).smallest()
    told_as = together(found)
    if told_as is None:
        return found
    short = Filter(solver, nodes, told_as).smallest([told_as(reason) for reason in found])
    return with_courses(short, found)


class Filter:
    """The reasons of a solver's rows, let go and put back; all are back in the end."""

    def __init__(
        self, solver: Solver, nodes: int, told_as: Callable[[Reason], Reason] = as_one
    ) -> None:
        self.tests = 0
        self._solver = solver
        self._nodes = nodes
        self._relaxed = Relaxation(replace(solver.model, rows=tuple(solver.rows)), solver.cancelled)
        self._told_as = told_as
        self._rows: dict[Reason, list[int]] = {}
        for place, row in enumerate(solver.rows):
            if row.reason is not None:
                self._rows.setdefault(told_as(row.reason), []).append(place)

    def smallest(self, among: Sequence[Reason] | None = None) -> tuple[Reason, ...]:
        """Return the set; the rules of its order make it the same set every time.

        `among` are reasons that are known to clash.
        """
        order = sorted(self._rows, key=least_telling)
        if among is not None:
            self._let_go([reason for reason in order if reason not in set(among)])
            order = [reason for reason in order if reason in set(among)]
        if self.can_hold():
            self._put_back(tuple(self._rows))
            return ()
        for level in dict.fromkeys(least_telling(reason)[0] for reason in order):
            order = self._without(order, [r for r in order if least_telling(r)[0] == level])
        order = self._in_the_proof(order)
        needed: list[Reason] = []
        while order:
            left = self._without([*needed, *order], order[:1])
            if len(left) < len(needed) + len(order):
                order = order[1:]
            else:
                needed.append(order[0])
                order = order[1:]
        self._put_back(tuple(self._rows))
        return tuple(sorted(needed, key=least_telling, reverse=True))

    def can_hold(self) -> bool:
        """Tell whether the reasons in force may all hold: nothing proves that they can't."""
        self.tests += 1
        if self._relaxed.clashing_rows() is not None:
            return False
        if self._relaxed.is_whole_already():
            return True
        return self._solver.best((), self._nodes).ending is not Ending.NONE

    def only(self, reasons: Sequence[Reason]) -> bool:
        """Tell whether these reasons alone can all hold."""
        left = [reason for reason in self._rows if reason not in set(reasons)]
        self._let_go(left)
        try:
            return self.can_hold()
        finally:
            self._put_back(left)

    def _without(self, order: list[Reason], group: Sequence[Reason]) -> list[Reason]:
        """Return the reasons without a group that the clash doesn't need, which is let go."""
        self._let_go(group)
        if self.can_hold():
            self._put_back(group)
            return order
        return [reason for reason in order if reason not in group]

    def _in_the_proof(self, order: list[Reason]) -> list[Reason]:
        """Return the reasons of a proof that they can't all hold; the others are let go."""
        rows = self._relaxed.clashing_rows()
        if rows is None:
            return order
        why = (self._solver.rows[place].reason for place in rows)
        proof = {self._told_as(reason) for reason in why if reason is not None}
        return self._without(order, [reason for reason in order if reason not in proof])

    def _let_go(self, reasons: Sequence[Reason]) -> None:
        rows = [place for reason in reasons for place in self._rows[reason]]
        self._solver.loosen(rows)
        self._relaxed.loosen(rows)

    def _put_back(self, reasons: Sequence[Reason]) -> None:
        rows = [place for reason in reasons for place in self._rows[reason]]
        self._solver.tighten(rows)
        self._relaxed.tighten(rows)


def least_telling(reason: Reason) -> tuple[int, int, str, str]:
    """Return the order in which reasons are let go: mechanics first, a person's dear wishes last.

    The example of `interfaces.md` names wishes, fixed times and the rule between them.
    """
    of_kind = {Kind.RULE: 0, Kind.PLACEMENT: 3, Kind.BUSY: 2, Kind.WISH: 4}[reason.kind]
    if reason.kind is Kind.RULE and reason.id in _PLAIN:
        of_kind = 1
    noted = reason.id.partition(".")[0]  # "2.2": the second wish of rank 2
    rank = -int(noted) if reason.kind is Kind.WISH and noted.isdigit() else -10_000
    return of_kind, rank, reason.id, str(reason.about)
