"""What people did to sections, fixed times and wishes goes out with the plain files and comes back.

An export of everything, read into another database.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from cte_desktop.domain.catalog.section import Section, SectionKind, SectionMeeting
from cte_desktop.domain.school_year import Term
from cte_desktop.domain.students.decisions import Wish
from cte_desktop.domain.students.edits import FileEdit
from cte_desktop.domain.students.experiences import BusyTime
from cte_desktop.services.cases import open_case, open_cases
from cte_desktop.services.desk import Desk
from cte_desktop.services.districts import new_district
from cte_desktop.services.exporting import Disclosure, Order, export_to
from cte_desktop.services.importing import import_paths
from cte_desktop.services.sections.editing import add_section, change_section, set_cancelled
from cte_desktop.services.sections.listing import list_sections
from cte_desktop.services.student_edits import keep_edit
from cte_desktop.storage.sections.reading import sections_of

TO_SCHOOL = Disclosure("Valencia High", "a copy of everything")
NEW = Section(
    "CN29-0001",
    2029,
    "spring",
    "GD2",
    "CN",
    SectionKind.EXTENDED,
    (SectionMeeting("", "TR", 945, 1065, "Lab 1"), SectionMeeting("P7", "F", room="Lab 2")),
    "B. Ortiz",
    24,
    "grade 12=4",
    10,
    12,
)
SPORT = BusyTime(2026, Term.FALL, "MWF", 930, 1050, "sport", "VL")
LUNCH = Wish(7, "lunch", "30", "must")


def _sections(desk: Desk) -> dict[int, tuple[Section, ...]]:
    with desk.database.reading() as tx:
        return {year: sections_of(tx, year) for year in (2026, 2027, 2029)}


def test_edited_sections_and_fixed_times_made_here_survive_the_plain_files(
    desk: Desk, tmp_path: Path
) -> None:
    first = list_sections(desk, 2026)[0].section
    add_section(desk, NEW)
    change_section(desk, replace(first, teacher="C. Díaz", seats=7, meetings=NEW.meetings[:1]))
    set_cancelled(desk, (2026, list_sections(desk, 2026)[1].section.section_id), True)
    case = next(open_cases(desk))
    edit = FileEdit("add_fixed_time", busy_new=(SPORT,), wishes_new=(LUNCH,))
    keep_edit(desk, case.file.student.uid, edit)
    export_to(desk, "everything", Order(tmp_path / "all"), TO_SCHOOL)
    again = new_district(tmp_path / "again.cte", None, desk.clock, actor="A. Lee")
    try:
        report = import_paths(again, [tmp_path / "all"])
        assert not [entry for file in report.files for entry in file.reported if not entry.taken]
        assert _sections(again) == _sections(desk)
        student_id = case.file.student.student_id
        here, there = open_case(desk, student_id).file, open_case(again, student_id).file
        assert (there.busy, there.wishes) == (here.busy, here.wishes)
        assert SPORT in there.busy
        assert LUNCH in there.wishes
    finally:
        again.close()


def test_the_own_export_comes_in_again_without_a_change(desk: Desk, tmp_path: Path) -> None:
    add_section(desk, NEW)
    change_section(desk, replace(NEW, seats=20))
    export_to(desk, "everything", Order(tmp_path / "all"), TO_SCHOOL)
    report = import_paths(desk, [tmp_path / "all" / "sections.csv"])
    (file,) = report.files
    assert (file.changed, file.accepted, file.refused, report.step) == (0, 0, 0, None)
