"""A pathway as rows: its levels in order and in different terms, school years and credits.

At each step one of the alternatives is passed; a step may only follow what ended before it begins.
What of this is there already, earned or under way, is a passing that needs no option.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.domain.audit.pathway_span import PATHWAY_CREDITS, SCHOOL_YEARS
from cte_desktop.domain.filling.model import Kind, Reason
from cte_desktop.domain.filling.programs.passings import PathwayFacts
from cte_desktop.domain.findings import values

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cte_desktop.domain.filling.model import Terms
    from cte_desktop.domain.filling.problem import Problem
    from cte_desktop.domain.filling.programs.asking import Asking
    from cte_desktop.domain.filling.programs.passings import Passing

A_YEAR = 100  # hundredths of a school year
TERMS_A_YEAR = 3
TWO_YEARS = 2  # that two steps lie in at least, unless both fit into one


def ask_pathway(
    name: str, problem: Problem, asking: Asking, *, by_grade: int | None = None
) -> Terms | None:
    """Add what the pathway asks; returns the moment of its end, from the first term ahead.

    `by_grade`: it has to be complete with the summer after that grade. None is returned where it is
    complete without any option, or can't be.
    """
    found = PathwayFacts(name, problem, by_grade)
    rows = _Rows(found, asking)
    rows.steps()
    rows.years()
    rows.credits()
    return rows.end()


class _Rows:
    """The rows of one pathway in the making."""

    def __init__(self, found: PathwayFacts, asking: Asking) -> None:
        self.found, self.asking = found, asking
        self.chosen: list[list[tuple[Passing, int]]] = []  # by step: passings and their choices
        self.new_years: list[tuple[int, int]] = []  # choices of school years, and when they begin

    def steps(self) -> None:
        """Ask for a passing of each step; each but the first follows one of the step before it."""
        strict = self.found.asked.settings.strict_order
        for group in self.found.groups:
            passings = (p for code in group.codes for p in self.found.passings(code))
            chosen = [(one, self.choice(one)) for one in dict.fromkeys(passings)]
            if self.chosen and strict:
                self.follow(self.chosen[-1], chosen)
            helping = [option for one, _ in chosen for option in one.options]
            terms = [(choice, 1) for _, choice in chosen]
            self.asking.demand(terms, [(self.asking.root, 1)], group.level.value, helping)
            self.chosen.append(chosen)

    def choice(self, passing: Passing) -> int:
        """Return the choice of a passing, which takes all its options."""
        choice = self.asking.choice()
        for option in passing.options:
            self.asking.draft.row([(choice, 1), (self.asking.take[option], -1)], high=0)
        return choice

    def follow(
        self, before: Sequence[tuple[Passing, int]], chosen: Sequence[tuple[Passing, int]]
    ) -> None:
        """Let each passing only follow one that ended before it begins: the order of the levels."""
        reason = None
        if self.asking.root is None:
            about = values(program=f"pathway:{self.found.asked.name}")
            reason = Reason(Kind.RULE, "pathway_out_of_order", about)
            if reason in self.asking.dropped:
                return
        for passing, choice in chosen:
            followed = [(one, -1) for first, one in before if first.ends < passing.begins]
            if len(followed) < len(before):
                self.asking.draft.row([(choice, 1), *followed], high=0, reason=reason)

    def years(self) -> None:
        """Ask for work in enough school years."""
        found = self.found
        there = {row.school_year for t in found.asked.taken.values() for row, _ in t.good}
        open_years = found.need.years // A_YEAR - len(there)
        if open_years <= 0 or SCHOOL_YEARS in found.asked.waived:
            return
        years: dict[int, dict[int, int]] = {}  # school year -> option -> when it begins
        for one in found.brought:
            for row, _ in one.good:
                if row.school_year not in there:
                    options = years.setdefault(row.school_year, {})
                    options[one.option] = min(row.moment, options.get(one.option, row.moment))
        for _, options in sorted(years.items()):
            choice = self.asking.choice()
            taken = [(self.asking.take[option], -1) for option in options]
            self.asking.draft.row([(choice, 1), *taken], high=0)
            self.new_years.append((choice, min(options.values())))
        helping = [option for options in years.values() for option in options]
        terms = [(choice, 1) for choice, _ in self.new_years]
        self.asking.demand(terms, [(self.asking.root, open_years)], SCHOOL_YEARS, helping)

    def credits(self) -> None:
        """Ask for the credits of the pathway."""
        found, take = self.found, self.asking.take
        rows = {id(row): row for t in found.asked.taken.values() for row, _ in t.good}
        missing = found.need.credits - sum(row.credits for row in rows.values())
        if missing <= 0 or PATHWAY_CREDITS in found.asked.waived:
            return
        terms = [(take[one.option], sum(r.credits for r, _ in one.good)) for one in found.brought]
        helping = [one.option for one in found.brought]
        self.asking.demand(terms, [(self.asking.root, missing)], PATHWAY_CREDITS, helping)

    def end(self) -> Terms | None:
        """Return when the pathway ends: with its last step, or whatever else comes last."""
        if not any(passing.options for chosen in self.chosen for passing, _ in chosen):
            return None
        if self.found.asked.settings.strict_order and not self.could_be_too_few():
            return self.ends_of(self.chosen[-1])
        marks = [self.ends_of(chosen) for chosen in self.chosen]
        marks += [((choice, self.since(when)),) for choice, when in self.new_years]
        most = max((factor for terms in marks for _, factor in terms), default=0)
        end = self.asking.draft.choice(0, max(0, most))
        for terms in marks:
            self.asking.draft.row([(end, 1), *((c, -factor) for c, factor in terms)], low=0)
        return ((end, 1),)

    def could_be_too_few(self) -> bool:
        """Tell whether the levels could lie in fewer school years than are asked."""
        if not self.new_years:
            return False
        if len(self.chosen) < TWO_YEARS or self.found.need.years > TWO_YEARS * A_YEAR:
            return True
        *_, before, last = self.chosen
        return any(
            first.begins // TERMS_A_YEAR == then.ends // TERMS_A_YEAR
            for first, _ in before
            for then, _ in last
            if first.ends < then.begins
        )

    def ends_of(self, chosen: Sequence[tuple[Passing, int]]) -> Terms:
        return tuple((choice, self.since(p.ends)) for p, choice in chosen if p.options)

    def since(self, when: int) -> int:
        """Return how many terms from the first one ahead to a moment, that one included."""
        return max(0, when - self.found.first + 1)
