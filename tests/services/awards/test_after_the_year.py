"""Who has left school is found, printed and awarded as before."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from cte_desktop.services.awards.awarding import award
from cte_desktop.services.awards.finding import find_completers
from cte_desktop.services.cases import open_case
from cte_desktop.services.desk import Desk
from cte_desktop.services.glance import COMPLETED, Whose, glance_students
from cte_desktop.services.printing import Disclosure, Whom, print_to
from cte_desktop.services.students import filter_students, list_students
from cte_desktop.services.year_start import preview_start, start_year
from cte_desktop.system.clock import Clock
from tests.services.awards.people import YEAR


def test_who_has_left_is_found_printed_and_awarded(desk: Desk, tmp_path: Path) -> None:
    before = find_completers(desk, YEAR).open
    start_year(desk, preview_start(desk, YEAR + 1))
    desk.clock = desk.database.clock = Clock(date(YEAR + 1, 9, 1))
    (line,) = filter_students(list_students(desk), "0001")
    assert not line.in_school
    found = find_completers(desk, YEAR)
    assert {one.student.student_id for one in found.open} == {
        one.student.student_id for one in before
    }
    award(desk, found.open)
    whom = Whom(student_ids=("0001",))
    for report in ("plan", "certificate"):
        file = tmp_path / f"{report}.pdf"
        print_to(desk, report, whom, file, Disclosure(), before_graduation=True)
        assert file.read_bytes().startswith(b"%PDF")
    assert open_case(desk, "0001").file.student.uid == line.uid
    assert line.uid not in glance_students(desk, COMPLETED, Whose())
