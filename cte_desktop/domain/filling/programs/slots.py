"""The tree of a program's requirements as slots that want filling, and choices between ways."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, assert_never

from cte_desktop.domain.audit.requirements import (
    AllOf,
    Amount,
    Both,
    Counted,
    Free,
    InOrder,
    LevelReached,
    OneTopic,
    Overall,
    Passed,
    Requirement,
    SomeOf,
    Topics,
    holds,
)
from cte_desktop.domain.audit.sheet import topic_ways

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cte_desktop.domain.audit.requirements import CourseSet
    from cte_desktop.domain.audit.work import Work
    from cte_desktop.domain.filling.programs.asking import Active, Asking, Needs

NO_TOPIC = Topics(frozenset({""}))


@dataclass(slots=True)
class Slot:
    """An amount to be filled: how much under which choice, and the requirement that a row names."""

    leaf: Amount
    needs: Needs
    requirement: str
    named: bool

    @property
    def most(self) -> int:
        """Return how much it may need at most."""
        fixed = sum(need for active, need in self.needs if active is None)
        return fixed + sum(need for active, need in self.needs if active is not None)


@dataclass(slots=True)
class Asked:
    """What a program asks: slots, what uses nothing up, sums over others, choices between ways."""

    slots: dict[Amount, Slot] = field(default_factory=dict)
    free: list[tuple[Free, Active, bool]] = field(default_factory=list)
    overall: dict[Overall, Needs] = field(default_factory=dict)
    ways: list[tuple[SomeOf | OneTopic | LevelReached, tuple[int, ...], Active, bool, int]] = field(
        default_factory=list
    )


def asked_by(
    requirements: Iterable[Requirement],
    active: Active,
    works: Sequence[Work],
    asking: Asking,
    into: Asked,
) -> None:
    """Add what requirements ask when that choice is made; `works` are all that there may be."""
    walk = _Walk(works, asking, into)
    for requirement in requirements:
        walk.through(requirement, active, named=True)


@dataclass(frozen=True, slots=True)
class _Walk:
    works: Sequence[Work]
    asking: Asking
    into: Asked

    def through(self, one: Requirement, active: Active, *, named: bool) -> None:
        match one:
            case Amount():
                self.slot(one, active, one.id, named=named)
            case Passed() | Counted() | InOrder():
                self.into.free.append((one, active, named))
            case Overall():
                if named:  # among the parts of a choice the audit asks no sum
                    self.into.overall.setdefault(one, []).append((active, one.need))
            case AllOf(parts=parts):
                for part in parts:
                    self.through(part, active, named=named)
            case SomeOf(count=count, parts=parts):
                chosen = tuple(self.asking.choice() for _ in parts)
                for part, choice in zip(parts, chosen, strict=True):
                    self.through(part, choice, named=False)
                self.into.ways.append((one, chosen, active, named, count))
            case OneTopic() | LevelReached():
                self.by_topic(one, active, named=named)
            case _:
                assert_never(one)

    def by_topic(self, one: OneTopic | LevelReached, active: Active, *, named: bool) -> None:
        """Add the ways of a requirement that wants one topic: a choice when there are several."""
        topics = {work.topic for work in self.works if work.topic and holds(one.of, work)}
        ways = list(topic_ways(one, frozenset(topics)))
        if topics and isinstance(one, OneTopic) and self.has_without_topic(one.of):
            ways.append((Amount(one.id, one.need, Both((one.of, NO_TOPIC))),))
        if len(ways) == 1:
            for leaf in ways[0]:
                self.slot(leaf, active, one.id, named=named)
            return
        chosen = tuple(self.asking.choice() for _ in ways)
        for way, choice in zip(ways, chosen, strict=True):
            for leaf in way:
                self.slot(leaf, choice, one.id, named=False)
        self.into.ways.append((one, chosen, active, named, 1))

    def has_without_topic(self, of: CourseSet) -> bool:
        return any(not work.topic and holds(of, work) for work in self.works)

    def slot(self, leaf: Amount, active: Active, requirement: str, *, named: bool) -> None:
        if leaf.need <= 0:
            return
        key = replace(leaf, need=0)
        slot = self.into.slots.get(key)
        if slot is None:
            slot = self.into.slots[key] = Slot(leaf, [], requirement, named)
        slot.needs.append((active, leaf.need))
        slot.named = slot.named or named
