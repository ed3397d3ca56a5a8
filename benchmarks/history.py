"""The history in the big district: of one student <= 20 ms after 100,000 steps, pages of all of it,
a search through all of it, and taking back the import of 22,000 students <= 5 s.

Yardstick of the undo: SQLite copying the rows of the record aside and deleting them, in one
transaction on the same encrypted file (rolled back). The steps are made by script.
"""

from __future__ import annotations

import json
import shutil
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks._measure import TODAY, big_district, kept_folder, loop_seconds, median_seconds, tell
from cte_desktop.services import history
from cte_desktop.services.desk import Desk, open_desk
from cte_desktop.services.history_details import step_told
from cte_desktop.services.history_pages import HistoryNarrowing, history_page, student_page
from cte_desktop.system.clock import Clock

if TYPE_CHECKING:
    from cte_desktop.storage.transaction import Transaction

STEPS = 100_000
_EVERY = 40  # steps of each student among them


def main() -> None:
    """Measure on a copy, which is thrown away."""
    big_district().close()
    with tempfile.TemporaryDirectory(dir=kept_folder()) as folder:
        desk = _copied(Path(folder))
        loop = loop_seconds()
        (student,) = _make_steps(desk)
        one = median_seconds(lambda: student_page(desk, student))
        tell("history: of one student", one, loop, "<= 20 ms")
        tell(
            "history: a page of 200", median_seconds(lambda: history_page(desk)), loop, "<= 100 ms"
        )
        words = HistoryNarrowing(words="nobody ever")
        tell("history: search, 10,000 steps", median_seconds(lambda: history_page(desk, words), 3),
             loop, "<= 1 s")  # fmt: skip
        tell("history: an import of one", median_seconds(lambda: step_told(desk, 1, _uid(desk))),
             loop, "<= 200 ms")  # fmt: skip
        _take_back(desk)
        desk.close()


def _copied(folder: Path) -> Desk:
    made = big_district()
    path = made.database.path
    made.close()
    if path is None:
        raise RuntimeError("the big district lies in a file")
    for ending in ("", ".keys"):
        shutil.copy(f"{path}{ending}", folder / f"{path.name}{ending}")
    return open_desk(folder / path.name, None, Clock(TODAY), actor="benchmark", writable=True)


def _make_steps(desk: Desk) -> tuple[str]:
    """Write many steps of edits, `_EVERY` of each student in turn; returns the id of one."""
    with desk.database.writing() as tx:
        run = tx.connection.exec_driver_sql
        uids = run("SELECT uid, student_id FROM student ORDER BY uid LIMIT ?", (STEPS // _EVERY,))
        students = uids.all()
        at = desk.clock.now().replace(tzinfo=None).isoformat(" ")
        first = 2
        steps = [
            (first + n, f"s{n}", tx.laptop_id, "A. Lee", at, "edit", "edit_student", "{}")
            for n in range(STEPS)
        ]
        changes = [
            (n, f"c{n}", first + n, tx.laptop_id, "student", uid := students[n % len(students)][0],
             uid, "0" * 64, "0" * 64)
            for n in range(STEPS)
        ]  # fmt: skip
        content = json.dumps({"goal": "", "major": "", "preferred_name": "", "step": 1})
        contents = [(n + 10, b"0" * 16, content, content) for n in range(STEPS)]
        _insert(tx, "step", ("number", "id", "laptop_id", "actor", "at", "kind", "action",
                             "details"), steps)  # fmt: skip
        changes = [(row[0] + 10, *row[1:]) for row in changes]
        names = ("number", "id", "step", "laptop_id", "noun", "noun_id", "student_id")
        _insert(tx, "change", (*names, "content_digest", "chain_digest"), changes)
        _insert(tx, "change_content", ("change", "salt", "before", "after"), contents)
    return (students[0][1],)


def _insert(
    tx: Transaction, table: str, columns: tuple[str, ...], rows: list[tuple[Any, ...]]
) -> None:
    names = ", ".join(f'"{name}"' for name in columns)
    marks = ", ".join("?" * len(columns))
    tx.connection.exec_driver_sql(f"INSERT INTO {table} ({names}) VALUES ({marks})", rows)  # noqa: S608


def _uid(desk: Desk) -> str:
    with desk.database.reading() as tx:
        query = "SELECT uid FROM student ORDER BY uid LIMIT 1"
        return str(tx.connection.exec_driver_sql(query).scalar_one())


def _take_back(desk: Desk) -> None:
    begun = time.perf_counter()
    with desk.database.trying() as tx:
        run = tx.connection.exec_driver_sql
        run("CREATE TEMP TABLE yardstick AS SELECT * FROM record")
        run("DELETE FROM record")
    yardstick = time.perf_counter() - begun
    begun = time.perf_counter()
    history.undo(desk, 1)
    tell("history: undo of 22,000 students", time.perf_counter() - begun, yardstick, "<= 5 s", "s")
    begun = time.perf_counter()
    history.undo(desk, STEPS + 2)
    tell("history: and do it again", time.perf_counter() - begun, yardstick, "", "s")


if __name__ == "__main__":
    main()
