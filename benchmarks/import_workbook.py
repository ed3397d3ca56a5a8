"""Read 100,000 rows of a record from an XLSX sheet, guarded and as texts; then import them.

Yardstick: calamine alone, from the file to lists of Python values. It guards against nothing, loses
errors, and its numbers are floats.
"""

from __future__ import annotations

import csv
import tempfile
import time
from itertools import islice
from pathlib import Path

import xlsxwriter
from python_calamine import CalamineWorkbook

from benchmarks._measure import STUDENTS, TODAY, kept_folder, median_seconds, tell
from cte_desktop.exchange.files.source import Source, fingerprint
from cte_desktop.exchange.plain.kinds import HEADERS
from cte_desktop.exchange.tables.tables import open_table, tables_of
from cte_desktop.services.districts import new_district
from cte_desktop.services.importing import import_paths
from cte_desktop.services.sampling import write_sample_files
from cte_desktop.system.clock import Clock

ROWS = 100_000
RUNS = 3
NUMBERS = ("credits_attempted", "credits_earned")


def main() -> None:
    """Measure a look, the reading and the whole import of one workbook."""
    students, workbook = _files()
    theirs = median_seconds(lambda: _calamine(workbook), RUNS)
    ours = median_seconds(lambda: _read(workbook), RUNS)
    tell("workbook: 100,000 rows read", ours, theirs, "<= 2x", "s")
    look = median_seconds(lambda: _look(workbook), RUNS)
    tell("workbook: a look at it", look, 0, "<= 500 ms")
    tell("workbook: 100,000 rows imported", _import(students, workbook), theirs, "-", "s")


def _files() -> tuple[Path, Path]:
    """Return the students of the sample and its first record rows as a workbook, made once."""
    made = kept_folder() / f"files-{STUDENTS}-{TODAY}"
    if not made.exists():
        making = made.with_name(f"{made.name}-making")
        write_sample_files(making, TODAY, students=STUDENTS)
        making.replace(made)
    workbook = kept_folder() / f"record-{ROWS}-{TODAY}.xlsx"
    if not workbook.exists():
        _write(made / "record.csv", workbook)
    return made / "students.csv", workbook


def _write(record: Path, workbook: Path) -> None:
    making = workbook.with_suffix(".making")
    with (
        record.open(encoding="utf-8", newline="") as stream,
        xlsxwriter.Workbook(str(making)) as book,
    ):
        sheet = book.add_worksheet("Transcript")
        rows = csv.reader(stream)
        header = next(rows)
        sheet.write_row(0, 0, header)
        for number, row in enumerate(islice(rows, ROWS), 1):
            for place, text in enumerate(row):
                if text and header[place] in NUMBERS:
                    sheet.write_number(number, place, float(text))
                else:
                    sheet.write_string(number, place, text)
    making.replace(workbook)


def _calamine(workbook: Path) -> int:
    with CalamineWorkbook.from_path(workbook) as book:
        return len(book.get_sheet_by_index(0).to_python())


def _source(workbook: Path) -> Source:
    return tables_of(Source(workbook, workbook.name, None, fingerprint(workbook)))[0]


def _read(workbook: Path) -> int:
    source = _source(workbook)
    table = open_table(source, "xlsx", HEADERS)
    rows = sum(len(batch.rows) for batch in table.batches())
    source.ensure_unchanged()
    table.close()
    return rows


def _look(workbook: Path) -> list[list[str]]:
    table = open_table(_source(workbook), "xlsx", HEADERS, start_only=True)
    return next(table.batches()).rows[:20]


def _import(students: Path, workbook: Path) -> float:
    with tempfile.TemporaryDirectory() as folder:
        desk = new_district(Path(folder) / "ours.cte", None, Clock(TODAY), actor="benchmark")
        import_paths(desk, [students], back_up=False)
        begun = time.perf_counter()
        import_paths(desk, [workbook], back_up=False)
        seconds = time.perf_counter() - begun
        desk.close()
    return seconds


if __name__ == "__main__":
    main()
