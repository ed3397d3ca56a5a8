"""One student's plan page: Zoë, 11th grade in the fall of 2026-27, on the way to Welding."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from cte_desktop.services.desk import Desk
from cte_desktop.services.districts import new_district
from cte_desktop.services.importing import import_paths
from cte_desktop.services.students import list_students
from cte_desktop.ui.page import Workbench
from cte_desktop.ui.planning.page import PAGE, PlanPage
from cte_desktop.ui.tasks import Tasks
from tests.ui import districts
from tests.ui.planning.files import write_files

Settle = Callable[[], None]


@pytest.fixture
def settle(bench: Workbench, qtbot: QtBot) -> Settle:
    """Wait until everything asked for is answered and shown."""
    return lambda: qtbot.waitUntil(bench.tasks.is_idle)


@pytest.fixture(scope="session")
def tiny_district(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A district of two students and two sections; copy it before opening it."""
    folder = tmp_path_factory.mktemp("tiny")
    file = folder / "tiny.cte"
    desk = new_district(file, None, districts.CLOCK, actor="A. Lee")
    import_paths(desk, write_files(folder), back_up=False)
    desk.close()
    return file


@pytest.fixture
def plan_desk(tiny_district: Path, tmp_path: Path, tasks: Tasks) -> Iterator[Desk]:
    """The tiny district, opened for writing."""
    made = districts.opened(districts.copied(tiny_district, tmp_path / "district"))
    yield made
    tasks.finish()
    made.close()


@pytest.fixture
def uid(plan_desk: Desk) -> str:
    """Zoë's uid."""
    return next(line.uid for line in list_students(plan_desk) if line.student_id == "0013")


@pytest.fixture
def blank_page(plan_desk: Desk, bench: Workbench, qtbot: QtBot) -> Iterator[PlanPage]:
    """The page before a student is chosen."""
    page = PlanPage(plan_desk, bench)
    qtbot.addWidget(page)
    bench.actions.open_page(PAGE)
    page.resize(1192, 720)
    page.show()
    yield page
    page.hide()


@pytest.fixture
def page(blank_page: PlanPage, uid: str, settle: Settle) -> PlanPage:
    """The page with Zoë's plan, which is empty."""
    blank_page.open_student(uid)
    settle()
    blank_page.grid.setFocus()
    return blank_page
