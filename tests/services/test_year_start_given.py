"""The school year that is named to begin it."""

from __future__ import annotations

import pytest

from cte_desktop.services.desk import Desk
from cte_desktop.services.year_start import preview_start
from cte_desktop.system.errors import WrongCall


@pytest.mark.parametrize("year", [0, -5, 1999, 9999, 99999])
def test_a_year_that_is_none_is_a_wrong_call(desk: Desk, year: int) -> None:
    with pytest.raises(WrongCall) as refused:
        preview_start(desk, year)
    assert refused.value.code == "bad_school_year"
