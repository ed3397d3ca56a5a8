"""Whole tasks with pins and surplus come out as the definition says, compared with every way."""

from __future__ import annotations

import random

import pytest

from cte_desktop.domain.audit.allocation import allocate
from cte_desktop.domain.audit.flow import Placed
from cte_desktop.domain.audit.pins import with_pins
from tests.domain.audit.every_allocation import Judge, random_task

TASKS = 250


@pytest.mark.parametrize("seed", range(4))
def test_no_thinkable_allocation_of_a_whole_task_is_better(seed: int) -> None:
    chance = random.Random(seed)
    for number in range(TASKS):
        task, pins = random_task(chance)
        judge = Judge(task, pins)
        split, origin = with_pins(task, pins)
        answer = allocate(split)
        placed = tuple(Placed(origin[p.piece], p.slot, p.amount) for p in answer.placed)
        uses = judge.uses(placed)
        assert answer.proven
        assert judge.fills_own_first(uses), (number, task, pins)
        assert judge.verdict(uses) == judge.best(), (number, task, pins)
