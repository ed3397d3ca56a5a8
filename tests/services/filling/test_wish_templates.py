"""Templates of wishes: kept under a name, set for many as one step, taken back with one undo."""

from __future__ import annotations

import pytest

from cte_desktop.domain.students.decisions import Wish
from cte_desktop.services.cases import open_cases
from cte_desktop.services.desk import Desk
from cte_desktop.services.filling.wish_templates import (
    content_of,
    delete_wish_template,
    list_wish_templates,
    preview_wishes,
    save_wish_template,
    set_wishes,
    wishes_in,
)
from cte_desktop.services.filling.wishes import keep_wishes, wishes_of
from cte_desktop.services.history import undo
from cte_desktop.storage.content import Content

EVENINGS = (
    Wish(4, "extended_day", "2", "must", "MW"),
    Wish(7, "summer", "yes", "no"),
)
OWN = (Wish(1, "course", "SPAN3", "must"), Wish(2, "summer", "yes", "like"))


@pytest.fixture
def uids(desk: Desk) -> tuple[str, ...]:
    return tuple(case.file.student.uid for case in open_cases(desk) if not case.file.wishes)[:3]


def said(desk: Desk, uid: str) -> list[tuple[str, str, str]]:
    return [(wish.kind, wish.value, wish.strength) for wish in wishes_of(desk, uid)]


def test_a_template_keeps_wishes_by_rank_under_its_name(desk: Desk) -> None:
    save_wish_template(desk, "Evening students", EVENINGS)
    (kept,) = list_wish_templates(desk)
    assert kept.name == "Evening students"
    assert [(w.rank, w.kind, w.days) for w in kept.wishes] == [
        (1, "extended_day", "MW"),
        (2, "summer", ""),
    ]
    delete_wish_template(desk, kept.uid)
    assert list_wish_templates(desk) == ()
    undo(desk)
    assert list_wish_templates(desk) == (kept,)


def test_a_template_of_another_version_is_read_as_far_as_it_is_understood() -> None:
    assert wishes_in({}) == ()
    assert wishes_in({"wishes": "all"}) == ()
    rows = content_of(EVENINGS)["wishes"]
    assert isinstance(rows, list)
    dance: Content = {"kind": "dance", "strength": "must"}
    odd: Content = {"wishes": [None, dance, *rows, {"kind": "summer"}]}
    assert [wish.kind for wish in wishes_in(odd)] == ["extended_day", "summer"]


def test_many_students_get_it_beside_their_own_as_one_step(
    desk: Desk, uids: tuple[str, ...]
) -> None:
    keep_wishes(desk, uids[:1], OWN)
    look = preview_wishes(desk, (*uids, "nobody"), EVENINGS, replace=False)
    assert (look.change, look.same, look.gone) == (uids, (), ("nobody",))
    assert look.lose == uids[:1]  # the summer is no longer liked
    changes = set_wishes(desk, (*uids, "nobody"), EVENINGS, replace=False)
    assert changes.students == set(uids)
    assert said(desk, uids[0]) == [
        ("course", "SPAN3", "must"),
        ("summer", "yes", "no"),
        ("extended_day", "2", "must"),
    ]
    assert said(desk, uids[1]) == [("extended_day", "2", "must"), ("summer", "yes", "no")]
    assert preview_wishes(desk, uids, EVENINGS, replace=False).same == uids
    undo(desk)
    assert wishes_of(desk, uids[0]) == OWN
    assert wishes_of(desk, uids[1]) == ()


def test_in_the_place_of_all_others_it_leaves_nothing_else(
    desk: Desk, uids: tuple[str, ...]
) -> None:
    keep_wishes(desk, uids[:1], OWN)
    assert preview_wishes(desk, uids[:1], EVENINGS, replace=True).lose == uids[:1]
    set_wishes(desk, uids[:1], EVENINGS, replace=True)
    assert [kind for kind, *_ in said(desk, uids[0])] == ["extended_day", "summer"]


def test_given_up_in_the_middle_nothing_is_changed(desk: Desk, uids: tuple[str, ...]) -> None:
    class GivenUpError(Exception):
        pass

    def stop(done: int, _total: int) -> None:
        if done == 2:
            raise GivenUpError

    with pytest.raises(GivenUpError):
        set_wishes(desk, uids, EVENINGS, replace=True, progress=stop)
    assert [wishes_of(desk, uid) for uid in uids] == [(), (), ()]


def test_set_again_nothing_is_written(desk: Desk, uids: tuple[str, ...]) -> None:
    set_wishes(desk, uids, EVENINGS, replace=True)
    again = set_wishes(desk, uids, EVENINGS, replace=True)
    assert again.step is None
    assert not again.students
