"""A plan of another caseload: looked at, not changed, and that is said."""

from __future__ import annotations

import pytest

from cte_desktop.domain.people.roles import Role
from cte_desktop.services.desk import Desk
from cte_desktop.services.history import list_history
from cte_desktop.ui.notices import Notice
from cte_desktop.ui.page import Workbench
from cte_desktop.ui.planning.page import PlanPage
from tests.ui.planning.conftest import Settle
from tests.ui.planning.steps import FALL_12_P3, place_by_keyboard, planned
from tests.ui.planning.test_editing import ENGLISH_12, stored
from tests.ui.seats import seat

SEATS = {
    Role.COUNSELOR: "This student is in the caseload of A. Lee",
    Role.READER: "Your role (Read only)",
}


@pytest.fixture
def told(bench: Workbench) -> list[Notice]:
    found: list[Notice] = []
    bench.notices.posted.connect(found.append)
    return found


@pytest.fixture(autouse=True)
def of_a_caseload(plan_desk: Desk) -> None:
    """Every student is in the caseload of A. Lee."""
    with plan_desk.database.writing() as tx:
        tx.connection.exec_driver_sql("UPDATE student SET counselor = 'A. Lee'")


@pytest.mark.parametrize("role", SEATS)
def test_what_may_not_be_changed_stands_again_as_it_was(
    role: Role, page: PlanPage, told: list[Notice], plan_desk: Desk, uid: str, settle: Settle
) -> None:
    seat(plan_desk, role, "B. Cruz" if role is Role.COUNSELOR else "")
    place_by_keyboard(page, "english 12", FALL_12_P3)
    settle()
    assert told[-1].text.startswith(SEATS[role])
    assert planned(page) == []
    assert stored(plan_desk, uid) == []


def test_the_own_counselor_plans(page: PlanPage, plan_desk: Desk, uid: str, settle: Settle) -> None:
    person = seat(plan_desk, Role.COUNSELOR, "A. Lee")
    place_by_keyboard(page, "english 12", FALL_12_P3)
    settle()
    assert planned(page) == ENGLISH_12
    assert stored(plan_desk, uid) == ["ENG12", "ENG12"]
    assert list_history(plan_desk, limit=1)[0].actor == person.name


def test_whose_student_it_is_stands_below_the_name_of_another_s_alone(
    page: PlanPage, plan_desk: Desk, settle: Settle, uid: str
) -> None:
    assert "student:" not in page.header.facts()
    seat(plan_desk, Role.COUNSELOR, "B. Cruz")
    page.open_student(uid)
    settle()
    assert page.header.facts().startswith("A. Lee's student: look only")
