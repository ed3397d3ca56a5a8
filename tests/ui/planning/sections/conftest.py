"""Ana of Valencia with a plan for next year, and the sections that she may pick from."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from cte_desktop.domain.planning.plan import Placement
from cte_desktop.services.desk import Desk
from cte_desktop.services.districts import new_district
from cte_desktop.services.importing import import_paths
from cte_desktop.services.students import list_students
from cte_desktop.ui.page import Workbench
from cte_desktop.ui.planning.page import PAGE, PlanPage
from cte_desktop.ui.tasks import Tasks
from tests.ui import districts

STUDENTS = """\
student_id,last_name,first_name,grade_level,school,pathway
0021,Rivera,Ana,10,VL,
0022,Smith,Ben,11,SG,Automotive Technology
"""
SECTIONS = """\
section_id,school_year,term,course_code,site,kind,period,days,start,end,seats,teacher
A1600,2027-28,year,AU1,CN,extended,,MR,16:00,18:00,24,R. Diaz
A1630,2027-28,year,AU1,CN,extended,,MR,16:30,18:45,24,R. Diaz
AFULL,2027-28,year,AU1,SG,extended,,TR,17:00,19:00,1,N. Cho
ANONE,2027-28,year,AU1,HT,extended,,,,,24,
ART6,2027-28,year,ART1,VL,day,P6,,,,34,K. Ito
ART7,2027-28,year,ART1,VL,day,P7,,,,34,K. Ito
"""
PLANS = """\
student_id,plan,grade_level,term,lane,course_code,section_id,period
0021,Plan A,11,year,day,ART1,ART7,P7
0021,Plan A,11,year,extended,AU1,,
0021,Plan A,12,year,extended,AU2,,
0022,Plan A,12,year,extended,AU1,AFULL,
"""
FILES = {"students.csv": STUDENTS, "sections.csv": SECTIONS, "plans.csv": PLANS}

Settle = Callable[[], None]


@pytest.fixture
def settle(bench: Workbench, qtbot: QtBot) -> Settle:
    """Wait until everything asked for is answered and shown."""
    return lambda: qtbot.waitUntil(bench.tasks.is_idle)


@pytest.fixture(scope="session")
def evening_district(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two students and the sections of next year; copy it before opening it."""
    folder = tmp_path_factory.mktemp("evening")
    file = folder / "evening.cte"
    for name, text in FILES.items():
        (folder / name).write_text(text, encoding="utf-8")
    desk = new_district(file, None, districts.CLOCK, actor="A. Lee")
    import_paths(desk, [folder / name for name in FILES], back_up=False)
    desk.close()
    return file


@pytest.fixture
def evening_desk(evening_district: Path, tmp_path: Path, tasks: Tasks) -> Iterator[Desk]:
    """The district, opened for writing."""
    made = districts.opened(districts.copied(evening_district, tmp_path / "district"))
    yield made
    tasks.finish()
    made.close()


@pytest.fixture
def page(evening_desk: Desk, bench: Workbench, qtbot: QtBot, settle: Settle) -> Iterator[PlanPage]:
    """The plan page with Ana on the table."""
    made = PlanPage(evening_desk, bench)
    qtbot.addWidget(made)
    bench.actions.open_page(PAGE)
    made.resize(1192, 720)
    made.show()
    made.open_student(uid_of(evening_desk, "0021"))
    settle()
    made.grid.setFocus()
    yield made
    made.hide()


def uid_of(desk: Desk, student_id: str) -> str:
    return next(line.uid for line in list_students(desk) if line.student_id == student_id)


def placements(page: PlanPage, code: str) -> list[Placement]:
    """What the plan on the table has of a course, in order of term."""
    case = page.case()
    assert case is not None
    assert case.plan is not None
    found = [p for p in case.plan.placed if p.course_code == code]
    return sorted(found, key=lambda p: p.spot.term.place if p.spot else 0)


def sections_of(page: PlanPage, code: str) -> list[str]:
    """The sections that the plan on the table names for a course."""
    return [p.section_id for p in placements(page, code)]
