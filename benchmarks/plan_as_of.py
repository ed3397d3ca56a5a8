"""A student's plan as of a day in the big district, with imports of plans and bulk fills since.

The yardstick is reading the plans as they are now.
"""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import replace
from datetime import timedelta
from itertools import islice
from pathlib import Path

from benchmarks._measure import TODAY, big_district, kept_folder, median_seconds, tell
from cte_desktop.services import as_of
from cte_desktop.services.desk import Desk, open_desk
from cte_desktop.services.named_plans import list_plans
from cte_desktop.storage import planning as plan_store
from cte_desktop.storage.history import begin_step
from cte_desktop.storage.import_report import ImportFile
from cte_desktop.storage.imports import apply_import
from cte_desktop.storage.nouns import NOUNS
from cte_desktop.storage.students import list_students
from cte_desktop.storage.undo import undo
from cte_desktop.system.clock import Clock

FIELDS = ("student_id", "plan", "grade_level", "term", "lane", "course_code", "status")
IMPORTED = 8_000
FILLED = 2_500
EDITS = 60


def main() -> None:
    """Print the line."""
    big_district().close()
    source = kept_folder() / "district-22000.cte"
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / source.name
        for ending in ("", ".keys"):
            shutil.copy(f"{source}{ending}", f"{file}{ending}")
        desk = open_desk(file, None, Clock(TODAY), actor="benchmark", writable=True)
        uid = _years_of_work(desk)
        day = TODAY
        ours = median_seconds(lambda: as_of.plan_as_of(desk, uid, day), runs=15)
        now = median_seconds(lambda: list_plans(desk, uid), runs=15)
        tell("plan as of a date", ours, now, "<= 50 ms")
        days = median_seconds(lambda: as_of.days_of_change(desk, uid))
        tell("days on which a plan changed", days, now, "<= 50 ms")
        desk.close()


def _years_of_work(desk: Desk) -> str:
    """Import plans, change them, take an import back, fill many, edit one; returns whose it is."""
    with desk.database.reading() as tx:
        students = list_students(tx)
        plans = plan_store.list_plans_of(tx, [one.uid for one in students])
    chosen = [one for one in students if plans.get(one.uid)][:IMPORTED]
    uid = chosen[len(chosen) // 2].uid
    ids = [one.student_id for one in chosen]
    for number, (grade, back) in enumerate(((11, False), (12, True), (12, False)), start=1):
        _on(desk, number)
        with desk.database.writing() as tx:
            apply_import(tx, (_file(ids, grade, number),))
        if back:
            with desk.database.writing() as tx:
                undo(tx, NOUNS)
    _on(desk, 10)
    with desk.database.writing() as tx:
        begin_step(tx, "fill_many", {"plans": FILLED})
        listed = plan_store.list_plans_of(tx, [one.uid for one in chosen])
        for found in islice(listed.values(), len(listed) // 2 - FILLED // 2, None):
            plan = found[0]
            plan_store.save_plan(tx, replace(plan, placements=plan.placements[:-1]))
    for number in range(EDITS):
        _on(desk, 11 + number)
        with desk.database.writing() as tx:
            begin_step(tx, "edit_plan")
            plan = plan_store.list_plans(tx, uid)[0]
            rows = (plan.placements[-1], *plan.placements[:-1])
            plan_store.save_plan(tx, replace(plan, placements=rows))
    return uid


def _file(ids: list[str], grade: int, number: int) -> ImportFile:
    courses = ("ENG12", "GD1", "GD2", "PSYCH", "ECON", "GOV")
    rows = (
        (student, "Plan A", grade, "fall", "day", f"{course}{number}", "active", row)
        for row, (student, course) in enumerate(
            ((student, course) for student in ids for course in courses), start=2
        )
    )
    return ImportFile("plans", FIELDS, rows)


def _on(desk: Desk, ago: int) -> None:
    desk.clock = desk.database.clock = Clock(TODAY + timedelta(days=ago))


if __name__ == "__main__":
    main()
