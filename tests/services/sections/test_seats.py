"""The open order for seats is shown as it is kept: the record first, then whoever plans it."""

from __future__ import annotations

import pytest

from cte_desktop.domain.planning.sections.offers import key_of
from cte_desktop.services.desk import Desk
from cte_desktop.services.sections.listing import list_sections
from cte_desktop.services.sections.seats import open_order
from cte_desktop.system.errors import WrongCall


def test_everybody_with_a_claim_has_a_place(desk: Desk) -> None:
    line = max(list_sections(desk, 2026), key=lambda line: line.recorded)
    order = open_order(desk, key_of(line.section))
    assert [queued.place for queued in order] == list(range(1, len(order) + 1))
    recorded = [queued for queued in order if queued.claim.recorded]
    assert len(recorded) == line.recorded
    assert order[: len(recorded)] == tuple(recorded)
    assert all(queued.has_seat for queued in recorded)


def test_nobody_claims_a_seat_in_an_unknown_section(desk: Desk) -> None:
    with pytest.raises(WrongCall, match="There is no section"):
        open_order(desk, (2026, "NOPE"))
