"""Why there is no plan: the clash in words' reasons, and the ways out, for up to eight wishes.

`python -m benchmarks.fill_clash`. Students of the sample get wishes that can't all come true.
Yardstick: asking HiGHS as it comes once for each reason of the model, the plain deletion filter.
"""

from __future__ import annotations

import random
import sys
import time
from collections import Counter
from dataclasses import replace

from benchmarks._filling import ids, sample, share, some_cases, timetables
from benchmarks._measure import loop_seconds, tell
from cte_desktop.domain.filling.building import model_of
from cte_desktop.domain.filling.model import Model, Reason
from cte_desktop.domain.filling.problem import Problem
from cte_desktop.domain.filling.wants import Strength, Want, wants_of
from cte_desktop.services.cases import Case
from cte_desktop.services.desk import Desk
from cte_desktop.services.filling.proposals import ask
from cte_desktop.solving.best import best_plan
from cte_desktop.solving.clash import explain

STUDENTS = 40
PLAIN = 5  # students for whom the plain filter is measured: it takes long


def main() -> None:
    """Measure and print."""
    print(f"a loop of plain Python: {loop_seconds() * 1000:.1f} ms")
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else STUDENTS
    desk = sample()
    told: list[float] = []
    whole: list[float] = []
    plain: list[float] = []
    sizes: Counter[int] = Counter()
    for problem in _contradicted(desk, wanted):
        begun = time.perf_counter()
        heard: list[float] = []
        filled = explain(
            problem,
            new_uid=ids(),
            told=lambda _: heard.append(time.perf_counter()),  # noqa: B023
        )
        whole.append(time.perf_counter() - begun)
        told += [at - begun for at in heard]
        sizes[len(filled.clash)] += 1
        if len(plain) < PLAIN:
            begun = time.perf_counter()
            plain_filter(model_of(problem).model)
            plain.append(time.perf_counter() - begun)
    print(f"{len(whole)} clashes of so many reasons: {sorted(sizes.items())}")
    tell("a clash, median", share(told, 0.5), share(plain, 0.5), "<= 250 ms")
    tell("a clash, longest", max(told), max(plain), "<= 1.5 s")
    tell("with its ways out, median", share(whole, 0.5), 0, "")
    tell("with its ways out, longest", max(whole), 0, "<= 1.5 s")
    desk.close()


def _contradicted(desk: Desk, wanted: int) -> list[Problem]:
    """Return problems without a valid plan, from wishes thrown together."""
    found: list[Problem] = []
    cases = some_cases(desk, 600)
    around = timetables(desk, cases)
    for number, case in enumerate(cases):
        if len(found) == wanted:
            break
        problem = ask(
            desk, case, _wishes(case, random.Random(number)), around[case.file.student.school]
        )
        if best_plan(problem, new_uid=ids()).plan is None:
            found.append(problem)
    return found


def _wishes(case: Case, chance: random.Random) -> tuple[Want, ...]:
    """Return up to eight musts of which some can't come true together."""
    catalog = case.district.catalog
    pathways = sorted(catalog.pathway_by_name)
    courses = [course.code for course in catalog.courses if course.graduation_subject]
    may = (
        ("pathway", chance.choice(pathways)),
        ("course", chance.choice(courses)),
        ("avoid", chance.choice(courses)),
        ("load", "5-5"),
        ("area_goal", "uc"),
        ("free_period", "1"),
        ("extended_day", "no"),
        ("course", chance.choice(courses)),
    )
    noted = [
        Want(str(rank), kind, value, Strength.MUST, rank=rank)
        for rank, (kind, value) in enumerate(may, start=1)
    ]
    kinds = {want.kind for want in noted}
    usual = wants_of(replace(case.file, wishes=()), catalog)
    return (*noted, *(want for want in usual if want.kind not in kinds))


def plain_filter(model: Model) -> tuple[Reason, ...]:
    """Return a smallest clash by leaving out one reason after the other, each solved anew."""
    import highspy

    from cte_desktop.solving.highs import as_loaded

    kept = list(model.reasons)
    for reason in model.reasons:
        left = {one for one in kept if one != reason}
        rows = tuple(row for row in model.rows if row.reason is None or row.reason in left)
        highs = as_loaded(replace(model, rows=rows))
        highs.run()
        if highs.getModelStatus() == highspy.HighsModelStatus.kInfeasible:
            kept.remove(reason)
    return tuple(kept)


if __name__ == "__main__":
    main()
