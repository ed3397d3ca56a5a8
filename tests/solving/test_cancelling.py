"""A search that nobody waits for any more ends soon, wherever it is: counted in its own work."""

from __future__ import annotations

import time
from concurrent.futures import CancelledError
from itertools import pairwise

import pytest

from cte_desktop.domain.filling.building import model_of
from cte_desktop.solving.clash import best_or_why
from tests.solving.students import SENIOR, asked, must, new_ids

PHOTO, NO_PHOTO = must(1, "pathway", "Photography"), must(2, "avoid", "PH1")


@pytest.mark.parametrize("looks", [1, 2, 4, 8, 16, 32])
@pytest.mark.parametrize("clashing", [False, True])
def test_a_search_is_given_up_within_a_fifth_of_a_second_of_its_own_time(
    looks: int, clashing: bool
) -> None:
    problem = asked(PHOTO, *((NO_PHOTO,) if clashing else ()))
    model_of(problem)  # what is imported and worked out the first time is not measured
    asked_at: list[float] = []
    count = iter(range(looks))

    def cancelled() -> bool:
        if next(count, None) is None:
            asked_at.append(time.process_time())
        return bool(asked_at)

    try:
        best_or_why(problem, new_uid=new_ids(), cancelled=cancelled)
    except CancelledError:
        assert time.process_time() - asked_at[0] < 0.2
    else:
        assert not asked_at


def test_a_search_is_asked_often_whether_it_is_still_wanted() -> None:
    """Between two looks at it lies less than a fifth of a second of work."""
    times = [time.process_time()]

    def cancelled() -> bool:
        times.append(time.process_time())
        return False

    best_or_why(asked(PHOTO, NO_PHOTO), new_uid=new_ids(), cancelled=cancelled)
    best_or_why(asked(of_class=SENIOR), new_uid=new_ids(), cancelled=cancelled)
    gaps = [later - before for before, later in pairwise(times)]
    assert len(gaps) > 20
    assert sum(gap >= 0.2 for gap in gaps) <= 2  # Python tidies its memory now and then
