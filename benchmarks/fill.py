"""Filling one student's plan: the first plan, and the best one with its proof.

`python -m benchmarks.fill`. Students of the sample, with their plans as they are and with the
plans emptied. Yardstick: HiGHS as it comes, without any limit, one goal after the other on the
same model; it checks nothing against the rules.
"""

from __future__ import annotations

import sys
from collections import Counter

from benchmarks._filling import asked, ids, sample, share, some_cases, timed
from benchmarks._measure import loop_seconds, tell
from cte_desktop.domain.filling.answer import Proof
from cte_desktop.domain.filling.building import model_of
from cte_desktop.domain.filling.first import first_plan
from cte_desktop.domain.filling.model import Model, Row
from cte_desktop.domain.filling.problem import Problem
from cte_desktop.solving.best import best_plan
from cte_desktop.solving.highs import value_of

STUDENTS = 200


def main() -> None:
    """Measure and print."""
    print(f"a loop of plain Python: {loop_seconds() * 1000:.1f} ms")
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else STUDENTS
    desk = sample()
    cases = some_cases(desk, wanted)
    for emptied in (False, True):
        _measure(list(asked(desk, cases, emptied=emptied)), "emptied" if emptied else "as it is")
    desk.close()


def _measure(problems: list[Problem], what: str) -> None:
    building, first, best, plain = [], [], [], []
    ended: Counter[str] = Counter()
    for problem in problems:
        new_uid = ids()
        built, seconds = timed(lambda: model_of(problem))  # noqa: B023 - called at once
        building.append(seconds)
        start, seconds = timed(lambda: first_plan(problem, new_uid))  # noqa: B023
        first.append(seconds)
        ended["first"] += start is not None
        filled, seconds = timed(lambda: best_plan(problem, new_uid=new_uid))  # noqa: B023
        best.append(seconds)
        ended[filled.proof] += 1
        if filled.proof is not Proof.NONE:
            plain.append(timed(lambda: unlimited(built.model))[1])  # noqa: B023
    told = ", ".join(f"{count} {name}" for name, count in sorted(ended.items()))
    print(f"\n{len(problems)} students, plan {what}: {told}")
    tell("the model, median", share(building, 0.5), 0, "a few ms")
    tell("first plan, median", share(first, 0.5), 0, "<= 5 ms")
    tell("first plan, 95 of 100", share(first, 0.95), 0, "")
    tell("best with proof, median", share(best, 0.5), share(plain, 0.5), "<= 60 ms")
    tell("best with proof, 95 of 100", share(best, 0.95), share(plain, 0.95), "<= 500 ms")
    tell("best with proof, longest", max(best), max(plain, default=0), "")


def unlimited(model: Model) -> list[int]:
    """Solve goal after goal with HiGHS as it comes: what is reached."""
    from cte_desktop.solving.highs import as_loaded

    highs = as_loaded(model)
    reached = []
    for goal in model.goals:
        costs = dict(goal.terms)
        for place in range(len(model.choices)):
            highs.changeColCost(place, float(costs.get(place, 0)))
        highs.run()
        value = value_of(goal.terms, highs.getSolution().col_value)
        reached.append(value)
        row = Row(goal.terms, None, value)
        places = [place for place, _ in row.terms]
        factors = [float(factor) for _, factor in row.terms]
        highs.addRow(-highs.inf, float(value), len(places), places, factors)
    return reached


if __name__ == "__main__":
    main()
