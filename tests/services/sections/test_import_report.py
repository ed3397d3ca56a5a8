"""The report of an import says what people set of a section here, and how the file has it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from cte_desktop.domain.catalog.section import Section, SectionKind, SectionMeeting
from cte_desktop.services.cases import open_cases
from cte_desktop.services.desk import Desk
from cte_desktop.services.history import undo
from cte_desktop.services.importing import import_paths
from cte_desktop.services.previewing import preview_import
from cte_desktop.services.sections.editing import add_section, change_section, remove_section
from cte_desktop.services.sections.listing import list_sections, section_line
from cte_desktop.storage.busy_times import list_busy_times, remove_busy_time
from cte_desktop.storage.history import begin_step
from cte_desktop.system.errors import KnownError

FILE = (
    "section_id,school_year,term,course_code,site,kind,period,days,start,end,room,teacher,seats\n"
    "VL29-0001,2029-30,year,GD2,VL,day,P3,,,,Lab 1,A. Lee,30\n"
)
KEY = (2029, "VL29-0001")


def _brought(desk: Desk, folder: Path) -> tuple[Path, Section]:
    file = folder / "sections.csv"
    file.write_text(FILE, encoding="utf-8")
    import_paths(desk, [file])
    return file, section_line(desk, KEY).section


def test_the_report_and_the_preview_tell_both_values(desk: Desk, tmp_path: Path) -> None:
    file, section = _brought(desk, tmp_path)
    assert section.kind is SectionKind.DAY
    evening = SectionMeeting("", "TR", 945, 1065, "Lab 2")
    change_section(desk, replace(section, seats=24, cancelled=True, meetings=(evening,)))
    previewed = preview_import(desk, [file]).report.files[0].reported
    report = import_paths(desk, [file])
    (counted,) = report.files
    assert (counted.unchanged, counted.changed, report.step) == (1, 0, None)
    told = {(one.code, one.column): (one.problem, one.value) for one in counted.reported}
    assert told == {
        ("kept_by_hand", "seats"): (
            'Section VL29-0001 was set to "24" here, and that stays.',
            "30",
        ),
        ("kept_by_hand", "meetings"): (
            'Section VL29-0001 was set to "TR 15:45 17:45 Lab 2" here, and that stays.',
            "P3 Lab 1",
        ),
    }
    assert all(one.taken and "Sections" in one.fix for one in counted.reported)
    assert previewed == counted.reported
    assert section_line(desk, KEY).section.cancelled


def test_a_section_that_was_removed_stays_removed_and_is_told(desk: Desk, tmp_path: Path) -> None:
    file, section = _brought(desk, tmp_path)
    remove_section(desk, KEY)
    report = import_paths(desk, [file])
    (told,) = report.files[0].reported
    assert (told.code, told.column, told.row) == ("kept_by_hand", "section_id", 2)
    assert told.problem == "Section VL29-0001 was removed here, and that stays."
    assert list_sections(desk, 2029) == ()
    add_section(desk, section)
    assert import_paths(desk, [file]).files[0].reported == ()


def test_a_section_that_a_file_changes_touches_the_sections(desk: Desk, tmp_path: Path) -> None:
    file, _ = _brought(desk, tmp_path)
    file.write_text(FILE.replace(",30\n", ",28\n"), encoding="utf-8")
    assert "sections" in import_paths(desk, [file]).changes.nouns
    (line,) = list_sections(desk, 2029)
    assert line.section.seats == 28


def test_a_fixed_time_that_was_removed_stays_removed_and_is_told(
    desk: Desk, tmp_path: Path
) -> None:
    uid, student_id = next(
        (case.file.student.uid, case.file.student.student_id)
        for case in open_cases(desk)
        if not case.file.busy
    )
    file = tmp_path / "busy.csv"
    head = "student_id,school_year,term,days,start,end,kind,site\n"
    file.write_text(f"{head}{student_id},2026-27,spring,TR,15:00,16:00,job,\n", encoding="utf-8")
    assert import_paths(desk, [file]).files[0].accepted == 1
    with desk.database.writing() as tx:
        ((row, _),) = list_busy_times(tx, uid)
        begin_step(tx, "remove_busy_time")
        remove_busy_time(tx, row)
    preview = preview_import(desk, [file])
    report = import_paths(desk, [file])
    (told,) = report.files[0].reported
    assert (told.code, told.column, told.row) == ("kept_by_hand", "student_id", 2)
    assert told.problem == "It was removed here, and that stays."
    assert preview.report.files[0].reported == (told,)
    assert report.step is None


@pytest.mark.parametrize("removing", [False, True])
def test_what_a_file_wrote_anew_since_is_not_undone_and_the_import_is_named(
    desk: Desk, tmp_path: Path, *, removing: bool
) -> None:
    file, section = _brought(desk, tmp_path)
    by_hand = change_section(desk, replace(section, seats=24)).step
    other = FILE.replace("VL29-0001", "VL29-0002") if removing else FILE.replace("Lab 1", "Lab 3")
    file.write_text(other, encoding="utf-8")
    imported = import_paths(desk, [file], replace=removing).step
    import_paths(desk, [file])
    with pytest.raises(KnownError) as refused:
        undo(desk, by_hand)
    assert refused.value.code == "changed_since"
    assert refused.value.values["later"] == imported
    undo(desk, imported)
    undo(desk, by_hand)
    assert section_line(desk, KEY).section.seats == 30
