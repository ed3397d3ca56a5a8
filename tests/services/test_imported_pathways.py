"""What an import of pathways leaves impossible is told, and the file is taken."""

from __future__ import annotations

import csv
from pathlib import Path

from cte_desktop.services.desk import Desk
from cte_desktop.services.importing import ImportReport, import_paths
from cte_desktop.system.paths import resource

HEADER = "pathway,first_class,last_class,level,order,course_code,required,verified,note\n"


def _bring(desk: Desk, folder: Path, *rows: str) -> ImportReport:
    file = folder / "pathway_levels.csv"
    file.write_text(HEADER + "".join(f"{row}\n" for row in rows), encoding="utf-8")
    return import_paths(desk, [file], back_up=False)


def test_an_introductory_step_that_nothing_requires_is_told(desk: Desk, tmp_path: Path) -> None:
    report = _bring(desk, tmp_path, "Photography,2022,9999,introductory,10,ART1,yes,no,")
    (file,) = report.files
    assert (file.accepted, file.refused, report.needs_a_look) == (1, 0, True)
    (entry,) = file.reported
    assert (entry.row, entry.column, entry.value) == (None, "required", "Photography")
    assert entry.problem.startswith("Photography: pathway_levels.csv requires the introductory")


def test_a_pathway_that_nobody_can_complete_is_told(desk: Desk, tmp_path: Path) -> None:
    with resource("catalog", "pathways.csv").open(encoding="utf-8", newline="") as stream:
        reader = csv.DictReader(stream)
        rows = [row for row in reader if row["hart_name"] == "Photography"]
    with (tmp_path / "pathways.csv").open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, reader.fieldnames or ())
        writer.writeheader()
        writer.writerows(row | {"introductory_required": "yes"} for row in rows)
    report = import_paths(desk, [tmp_path / "pathways.csv"], back_up=False)
    ((file,), told) = report.files, [entry.problem for entry in report.files[0].reported]
    assert (file.changed, report.needs_a_look) == (1, True)
    assert told == [
        "Photography has no introductory course for the classes 2022-: nobody can complete it."
    ]


def test_steps_that_can_be_passed_are_taken_without_a_word(desk: Desk, tmp_path: Path) -> None:
    report = _bring(desk, tmp_path, "Photography,2022,9999,capstone,30,YEARBK,yes,no,")
    assert [(f.accepted, f.reported) for f in report.files] == [(1, ())]
