"""The report of an import on paper."""

from __future__ import annotations

from datetime import date

import pytest

from cte_desktop.domain.import_sheet import ImportedFile, ImportedRow, ImportSheet
from cte_desktop.reports.import_report import build_import_report
from cte_desktop.wording.translate import language
from tests.reports.reading import overlaps, root, tags, text_boxes, words

ROWS = tuple(
    ImportedRow(n, "mark", f"Q{n}", f"Mark Q{n} is not known.", "Correct it.", taken=n % 2 == 0)
    for n in range(2, 122)
)


def _sheet(*reported: ImportedRow, undone: bool = False) -> ImportSheet:
    refused = sum(not one.taken for one in reported)
    files = (
        ImportedFile("record.csv", 1200, 1000, 20, 180 - refused, refused, 4, reported),
        ImportedFile("students.csv", 3, 3, 0, 0, 0, 0, ()),
    )
    return ImportSheet(
        "Hart District", date(2026, 11, 21), date(2026, 11, 20), "A. Lee", 7, undone, files
    )


def test_every_refused_and_adjusted_row_has_its_line() -> None:
    paper = build_import_report(_sheet(*ROWS))
    text = words(paper)
    for one in ROWS:
        assert f"Mark Q{one.row} is not known." in text
    assert text.count("refused") >= 60
    assert "1,200" in text
    assert "Step 7 of the history, by A. Lee. 60 rows were refused." in text
    assert "Import of November 20, 2026" in text
    assert "Rows to look at: students.csv" not in text


def test_nothing_overlaps_and_rows_are_tagged() -> None:
    paper = build_import_report(_sheet(*ROWS))
    boxes = text_boxes(paper)
    assert len(boxes) > 1
    assert all(overlaps(page) == [] for page in boxes)
    kinds = [element["/S"] for element in tags(paper)]
    assert kinds.count("/TR") == 1 + 2 + 1 + len(ROWS)


def test_an_import_without_a_hitch_and_an_undone_one_say_so() -> None:
    text = words(build_import_report(_sheet(undone=True)))
    assert "No row was refused. The import was undone since." in text
    assert "every row was taken as it is" in text


@pytest.mark.parametrize("code", ["en", "es"])
def test_the_same_report_gives_the_same_bytes_in_each_language(code: str) -> None:
    with language(code):
        paper = build_import_report(_sheet(*ROWS))
        assert paper == build_import_report(_sheet(*ROWS))
    assert root(paper)["/Lang"] == f"{code}-US"
