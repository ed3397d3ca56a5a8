"""Who may begin a school year."""

from __future__ import annotations

from datetime import date

import pytest

from cte_desktop.domain.people.roles import Role
from cte_desktop.services.year_start import list_begun, preview_start, start_year
from cte_desktop.system.clock import Clock
from cte_desktop.system.errors import KnownError
from tests.services.people.conftest import OpenAs


@pytest.mark.parametrize("role", list(Role))
def test_administrators_alone_begin_a_year(open_as: OpenAs, role: Role) -> None:
    desk = open_as(role)
    desk.clock = desk.database.clock = Clock(date(2027, 6, 12))
    preview = preview_start(desk, 2027)
    if role is Role.ADMINISTRATOR:
        start_year(desk, preview)
    else:
        with pytest.raises(KnownError) as told:
            start_year(desk, preview)
        assert told.value.code == "not_allowed"
    assert bool(list_begun(desk)) is (role is Role.ADMINISTRATOR)
