"""Where everyone of the district stands: on screen, after one change, and all anew.

* figures right after opening: <= 0.5 s; yardstick: fetching the rows that they count.
* right again after one student's change: <= 50 ms; yardstick: a full audit of that student.
* all anew, and after new rules of graduation: <= 20 s for 15,500 students x 4 programs on two
  cores; yardstick: as many single audits, one after the other (measured on a sample of them).
* cancelled: <= 200 ms.

`python -m benchmarks.standings 2000` works out only so many students anew.
"""

from __future__ import annotations

import shutil
import sys
import time
from itertools import islice
from pathlib import Path

from benchmarks._measure import TODAY, big_district, kept_folder, median_seconds, tell
from cte_desktop.domain.students.decisions import Decision
from cte_desktop.services.cases import Case, open_case_of, open_cases
from cte_desktop.services.desk import Desk, open_desk
from cte_desktop.services.standings import bring_up_to_date, count_stale, figures
from cte_desktop.services.students import list_students
from cte_desktop.storage.decisions import add_decision
from cte_desktop.storage.history import begin_step
from cte_desktop.storage.rules import load_rules, publish_rules
from cte_desktop.system.clock import Clock

SAMPLED = 300
FIRST_GRADE = 9  # the yardstick's students are those of high school


def main() -> None:
    """Measure on a copy of the district; the first working out is the one all anew."""
    desk = _copied_district()
    most = int(sys.argv[1]) if len(sys.argv) > 1 else figures(desk).students
    everyone = [line.student_id for line in list_students(desk) if line.grade_level >= FIRST_GRADE]
    cases = list(open_cases(desk, tuple(sorted(everyone)[:: len(everyone) // SAMPLED])))
    single = median_seconds(lambda: [_audit(case) for case in cases], runs=3) / len(cases)
    _anew(desk, "all", single, most)
    bring_up_to_date(desk)
    _publish(desk)
    _anew(desk, "graduation", single, most)
    bring_up_to_date(desk)
    _figures(desk)
    _one_change(desk, cases)
    desk.close()


def _publish(desk: Desk) -> None:
    """Ask a credit more in the first set of graduation."""
    with desk.database.writing() as tx:
        document = load_rules(tx)["graduation"]
        document["set"][0]["total"] += 1.0
        publish_rules(tx, "graduation", document, 0)
    desk.forget_district()


def _anew(desk: Desk, what: str, single: float, most: int) -> None:
    begun = time.perf_counter()
    stopped = [0.0]

    def enough() -> bool:
        if stopped[0]:
            return True
        if students - left[0] >= most:
            stopped[0] = time.perf_counter()
        return bool(stopped[0])

    students = count_stale(desk)
    left = [students]

    def progress(done: int, total: int) -> None:
        left[0] = total - done

    bring_up_to_date(desk, progress=progress, cancelled=enough)
    ended = time.perf_counter()
    done = students - left[0]
    tell(
        f"standings: {what}, {done:,} anew",
        (stopped[0] or ended) - begun,
        single * done,
        "<= 20 s",
        "s",
    )
    if stopped[0]:
        tell("standings: cancelled", ended - stopped[0], 0, "<= 200 ms")


def _figures(desk: Desk) -> None:
    file = desk.database.path
    assert file is not None  # noqa: S101 - it was copied to a file

    def opened() -> float:
        again = open_desk(file, None, Clock(TODAY), actor="benchmark", writable=False)
        begun = time.perf_counter()
        figures(again)
        spent = time.perf_counter() - begun
        again.close()
        return spent

    def fetched() -> int:
        with desk.database.reading() as tx:
            return len(tx.connection.exec_driver_sql("SELECT * FROM standing").all())

    first = sorted(opened() for _ in range(5))[2]
    tell("standings: figures after opening", first, median_seconds(fetched), "<= 500 ms")


def _one_change(desk: Desk, cases: list[Case]) -> None:
    uids = iter([case.file.student.uid for case in cases])
    times = []
    for uid in islice(uids, 15):
        with desk.database.writing() as tx:
            begin_step(tx, "edit")
            add_decision(tx, uid, Decision("waiver", "graduation", "health", reason="benchmark"))
        begun = time.perf_counter()
        bring_up_to_date(desk)
        figures(desk)
        times.append(time.perf_counter() - begun)
    case = open_case_of(desk, next(uids))
    single = median_seconds(lambda: _audit(case))
    tell("standings: right after one change", sorted(times)[7], single, "<= 50 ms")


def _audit(case: Case) -> object:
    """Audit a case as if for the first time."""
    return Case(case.file, case.plans, case.plan, case.sections, case.district, case.day).audit


def _copied_district() -> Desk:
    """Return a copy of the big district that can be written, with nothing worked out yet."""
    big = big_district()
    source = big.database.path
    big.close()
    assert source is not None  # noqa: S101 - it lies in a file
    file = kept_folder() / "standings.cte"
    for ending in ("", ".keys"):
        shutil.copy(f"{source}{ending}", f"{file}{ending}")
    Path(f"{file}-wal").unlink(missing_ok=True)
    return open_desk(file, None, Clock(TODAY), actor="benchmark", writable=True)


if __name__ == "__main__":
    main()
