"""The plans of many are one paper in the order of the list; who gets it is logged, page by page."""

from __future__ import annotations

from pathlib import Path

import pytest

from cte_desktop.domain.people.roles import Role
from cte_desktop.services.desk import Desk
from cte_desktop.services.disclosures import list_disclosures
from cte_desktop.services.plan_batches import PlanBatch, draw_plans, keep_plans, log_plans
from cte_desktop.services.printing import Disclosure
from cte_desktop.services.students import list_students, student_named
from cte_desktop.system.errors import KnownError
from tests.reports.reading import words
from tests.ui.seats import seat

TO = Disclosure("Parent or guardian", "Meeting")


def test_the_plans_are_drawn_in_the_order_asked_for_with_progress(
    desk: Desk, tmp_path: Path
) -> None:
    uids = tuple(line.uid for line in list_students(desk)[:3])[::-1]
    told: list[tuple[int, int]] = []
    batch = draw_plans(desk, (*uids, uids[0], "gone"), lambda done, of: told.append((done, of)))
    assert batch.uids == uids
    assert told == [(1, 4), (2, 4), (3, 4)]
    assert len(batch.ends) == 3
    text = words(batch.content)
    places = [text.index(student_named(desk, uid).legal_name) for uid in uids]
    assert places == sorted(places)
    keep_plans(desk, batch, tmp_path / "plans.pdf", TO)
    assert (tmp_path / "plans.pdf").read_bytes() == batch.content
    assert len(list_disclosures(desk)) == 1
    assert [list_disclosures(desk, uid)[0].recipient for uid in uids] == [TO.recipient] * 3


def test_only_those_whose_pages_went_out_are_logged(desk: Desk) -> None:
    one, two, three = (line.uid for line in list_students(desk)[:3])
    batch = PlanBatch(b"", (one, two, three), (2, 3, 5))
    assert batch.on_pages((1, 2)) == (one,)
    assert batch.on_pages((3, 4)) == (two, three)
    assert batch.on_pages((9,)) == ()
    log_plans(desk, batch, TO, (3,))
    assert [len(list_disclosures(desk, uid)) for uid in (one, two, three)] == [0, 1, 0]


def test_a_counselor_prints_the_own_caseload_alone(desk: Desk) -> None:
    lines = list_students(desk)
    other = next(line for line in lines if line.counselor not in {"", lines[0].counselor})
    seat(desk, Role.COUNSELOR, lines[0].counselor)
    with pytest.raises(KnownError) as refused:
        draw_plans(desk, (lines[0].uid, other.uid))
    assert refused.value.code == "not_allowed"


def test_nobody_left_is_said(desk: Desk) -> None:
    with pytest.raises(KnownError) as refused:
        draw_plans(desk, ("gone",))
    assert refused.value.code == "nobody_there"
