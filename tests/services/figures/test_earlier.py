"""Totals of earlier years: entered, imported, corrected, undone, and refused when they can't be."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from cte_desktop.domain.completion.figures.growth import EarlierTotal
from cte_desktop.services.desk import Desk
from cte_desktop.services.figures.earlier import (
    fault_in,
    list_earlier_totals,
    remove_earlier_total,
    save_earlier_total,
    take_earlier_totals,
)
from cte_desktop.services.figures.sheet import figure_sheet, statistics
from cte_desktop.services.figures.year_counts import completer_counts
from cte_desktop.services.history import undo
from cte_desktop.services.importing import import_paths
from cte_desktop.system.errors import KnownError
from tests.services.awards.people import SPORTS

FILE = (
    "school_year,pathway,site,students,completions,note\n"
    "2022-23,,,600,,announced\n"
    "2024-25,,,1288,,\n"
    "2024-25,Sports Medicine,VL,40,40,\n"
)


def test_a_file_of_totals_is_imported_in_one_step_and_undone(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "earlier_totals.csv").write_text(FILE)
    import_paths(desk, (tmp_path / "earlier_totals.csv",))
    assert [
        (t.school_year, t.students, t.note) for t in list_earlier_totals(desk) if t.is_whole
    ] == [
        (2022, 600, "announced"),
        (2024, 1288, ""),
    ]
    assert [c.students for c in completer_counts(desk, (2022, 2023, 2024))] == [600, 0, 1288]
    total = list_earlier_totals(desk)[0]
    save_earlier_total(desk, replace(total, students=601))
    undo(desk)
    undo(desk)
    assert list_earlier_totals(desk) == ()


def test_importing_again_changes_what_a_newer_file_says(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "earlier_totals.csv"
    file.write_text(FILE)
    import_paths(desk, (file,))
    file.write_text(FILE.replace("600", "612"))
    import_paths(desk, (file,))
    assert [t.students for t in list_earlier_totals(desk)] == [612, 1288, 40]


def test_a_file_is_refused_row_by_row_for_what_the_dialog_refuses(
    desk: Desk, tmp_path: Path
) -> None:
    file = tmp_path / "earlier_totals.csv"
    wrong = ("2035-36,5,", "2022-23,9,3", "2021-22,,", "1985-86,4,4")
    file.write_text("\n".join(("school_year,students,completions", *wrong, "2020-21,7,8")) + "\n")
    report = import_paths(desk, (file,))
    assert [(t.school_year, t.students, t.completions) for t in list_earlier_totals(desk)] == [
        (2020, 7, 8)
    ]
    assert {(one.row, one.code) for of in report.files for one in of.reported} == {
        (2, "year_of_total"),
        (3, "fewer_completions"),
        (4, "no_total"),
        (5, "year_of_total"),
    }


def test_a_total_is_entered_changed_and_removed_by_hand(desk: Desk) -> None:
    save_earlier_total(desk, EarlierTotal("", 2022, students=600, note=" board  report "))
    (total,) = list_earlier_totals(desk)
    assert (total.students, total.completions, total.note) == (600, None, "board report")
    save_earlier_total(desk, replace(total, completions=650))
    assert list_earlier_totals(desk)[0].completions == 650
    assert save_earlier_total(desk, list_earlier_totals(desk)[0]).step is None
    remove_earlier_total(desk, total)
    assert list_earlier_totals(desk) == ()
    undo(desk)
    assert list_earlier_totals(desk)[0].completions == 650
    with pytest.raises(KnownError, match="no longer there"):
        remove_earlier_total(desk, replace(total, uid="gone"))


@pytest.mark.parametrize(
    ("total", "field"),
    [
        (EarlierTotal("", 1700, students=1), "school_year"),
        (EarlierTotal("", 2040, students=1), "school_year"),
        (EarlierTotal("", 2022, "Alchemy", students=1), "pathway"),
        (EarlierTotal("", 2022, site="ZZ", students=1), "site"),
        (EarlierTotal("", 2022), "students"),
        (EarlierTotal("", 2022, students=-1), "students"),
        (EarlierTotal("", 2022, students=9, completions=8), "completions"),
        (EarlierTotal("", 2022, students=1, note="x" * 4001), "note"),
        (EarlierTotal("", 2022, students=1, note="half of a sign: \ud83d"), "note"),
    ],
)
def test_what_cannot_be_is_refused_by_name(desk: Desk, total: EarlierTotal, field: str) -> None:
    fault = fault_in(desk, total, ())
    assert fault is not None
    assert fault.field == field
    with pytest.raises(KnownError):
        save_earlier_total(desk, total)
    assert list_earlier_totals(desk) == ()


def test_the_same_total_twice_is_refused(desk: Desk) -> None:
    save_earlier_total(desk, EarlierTotal("", 2022, students=600))
    with pytest.raises(KnownError, match="entered already"):
        save_earlier_total(desk, EarlierTotal("", 2022, students=700))


def test_growth_and_statistics_tell_entered_totals_as_such(desk: Desk) -> None:
    save_earlier_total(desk, EarlierTotal("", 2022, students=4))
    sheet = figure_sheet(desk, 2026, exact=True)
    assert [(g.count.school_year, g.count.entered) for g in sheet.growth] == [
        (2022, True),
        (2024, False),
        (2025, False),
        (2026, False),
    ]
    assert sheet.growth[-1].more_students == 7
    years = {total.school_year: total for total in statistics(desk).years}
    assert years[2022].entered is not None
    assert years[2022].counted.students == 0
    assert years[2026].entered is None


def test_a_total_of_one_pathway_or_school_is_told_where_just_that_is_counted(desk: Desk) -> None:
    save_earlier_total(desk, EarlierTotal("", 2018, pathway=SPORTS, students=40))
    save_earlier_total(desk, EarlierTotal("", 2019, site="VL", students=333))

    def entered(**narrowed: str) -> list[int]:
        sheet = figure_sheet(desk, 2026, exact=True, **narrowed)
        return [g.count.school_year for g in sheet.growth if g.count.entered]

    assert entered(pathway=SPORTS) == [2018]
    assert entered(site="VL") == [2019]
    assert entered() == entered(pathway=SPORTS, site="VL") == []
    assert [c.students for c in completer_counts(desk, (2019,), site="VL")] == [333]


def test_a_file_of_anything_else_is_refused(desk: Desk, tmp_path: Path) -> None:
    for text in ("student_id,last_name,first_name\n1,A,B\n", "school_year,site\n", "", "\x00\xff"):
        (tmp_path / "other.csv").write_text(text)
        with pytest.raises(KnownError, match="no file of totals"):
            take_earlier_totals(desk, tmp_path / "other.csv")
    with pytest.raises(KnownError, match="can't be read"):
        take_earlier_totals(desk, tmp_path / "none.csv")
    assert list_earlier_totals(desk) == ()
    (tmp_path / "mine.csv").write_text("school_year,students\n2021-22,12\n")
    assert take_earlier_totals(desk, tmp_path / "mine.csv").step is not None
