"""One program being asked of a plan: how its demands become rows, and under which reason."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cte_desktop.domain.audit.ag import CSU, UC
from cte_desktop.domain.filling.model import Kind, Reason
from cte_desktop.domain.findings import values

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cte_desktop.domain.filling.model import Draft
    from cte_desktop.domain.filling.problem import Option

Active = int | None
"""The choice that makes something asked (1: it is); None: it is asked in any case."""

Needs = list[tuple[Active, int]]
"""How much is needed when which choice is made; what several of them ask adds up."""


@dataclass(slots=True)
class Asking:
    """A program whose rows are being added.

    `wish` is the reason of a program that a wish makes a must; without one each row is a rule that
    a clash may name. `root` is the choice that a liked program is met: nothing is asked without it.
    """

    draft: Draft
    take: tuple[int, ...]
    options: tuple[Option, ...]
    program: str
    wish: Reason | None = None
    root: Active = None
    dropped: frozenset[Reason] = frozenset()
    needed: dict[Reason, dict[int, None]] = field(default_factory=dict)

    def demand(
        self,
        terms: Iterable[tuple[int, int]],
        needs: Sequence[tuple[Active, int]],
        requirement: str,
        helping: Iterable[int] = (),
        *,
        named: bool = True,
        there: int = 0,
    ) -> None:
        """Ask that the terms reach what is needed; `helping` are the options that bring them.

        `there` is what is there of it whatever is chosen.

        Not `named`: the row only says what a way to meet the program means, and has no reason.
        """
        fixed = sum(amount for active, amount in needs if active is None) - there
        chosen = [(active, -amount) for active, amount in needs if active is not None]
        brought = list(terms)
        if fixed <= 0 and not chosen and all(factor >= 0 for _, factor in brought):
            return
        reason = self.reason(requirement) if named and self.root is None else None
        if reason is not None:
            if reason in self.dropped:
                return
            self.needed.setdefault(reason, {}).update(dict.fromkeys(helping))
        self.draft.row([*brought, *chosen], low=fixed, reason=reason)

    def is_left_open(self, requirement: str) -> bool:
        """Tell whether the requirement is given up on trial, by itself."""
        return self.root is None and self.wish is None and self.reason(requirement) in self.dropped

    def reason(self, requirement: str) -> Reason:
        """Return why a requirement of the program is asked."""
        if self.wish is not None:
            return self.wish
        about = values(program=self.program, requirement=requirement)
        return Reason(Kind.RULE, _code(self.program, requirement), about)

    def choice(self) -> int:
        """Return a new choice between yes and no."""
        return self.draft.choice()

    def amount(self, most: int) -> int:
        """Return a new number that shares out what is there."""
        return self.draft.choice(0, most, whole=False)


def _code(program: str, requirement: str) -> str:
    """Return the finding that says that the requirement is missing."""
    if program in {UC, CSU}:
        return "ag_missing"
    return "must_include_missing" if "." in requirement else "requirement_missing"
