"""All wishes of a student are kept in one step, for one student or for many, and undone by one."""

from __future__ import annotations

from pathlib import Path

import pytest

from cte_desktop.domain.students.decisions import STRENGTHS, WISH_KINDS, Wish
from cte_desktop.services.cases import open_cases
from cte_desktop.services.desk import Desk
from cte_desktop.services.districts import new_district
from cte_desktop.services.exporting import Disclosure, Order, export_to
from cte_desktop.services.filling.wishes import keep_wishes, wants_with, wishes_of
from cte_desktop.services.history import undo
from cte_desktop.services.importing import import_paths

WISHES = (
    Wish(1, "pathway", "Welding by 12", "must"),
    Wish(2, "extended_day", "yes", "like", "MW"),
    Wish(3, "summer", "no", "no"),
)


@pytest.fixture
def uids(desk: Desk) -> tuple[str, ...]:
    return tuple(case.file.student.uid for case in open_cases(desk) if not case.file.wishes)[:3]


def test_wishes_are_kept_as_one_step_and_undone_by_one(desk: Desk, uids: tuple[str, ...]) -> None:
    changes = keep_wishes(desk, uids[:1], WISHES)
    assert changes.students == {uids[0]}
    assert "students" in changes.nouns
    assert wishes_of(desk, uids[0]) == WISHES
    undo(desk)
    assert wishes_of(desk, uids[0]) == ()


def test_they_come_by_rank_whatever_the_order_in_which_they_are_noted(
    desk: Desk, uids: tuple[str, ...]
) -> None:
    keep_wishes(desk, uids[:1], WISHES[::-1])
    assert wishes_of(desk, uids[0]) == WISHES


def test_the_same_wishes_again_are_no_step(desk: Desk, uids: tuple[str, ...]) -> None:
    keep_wishes(desk, uids[:1], WISHES)
    changes = keep_wishes(desk, uids[:1], WISHES)
    assert changes.step is None
    assert not changes.nouns


def test_many_students_get_the_same_wishes_in_one_step(desk: Desk, uids: tuple[str, ...]) -> None:
    keep_wishes(desk, uids[:1], WISHES[:1])
    changes = keep_wishes(desk, uids, WISHES)
    assert changes.students == set(uids)
    assert {wishes_of(desk, uid) for uid in uids} == {WISHES}
    undo(desk)
    assert wishes_of(desk, uids[0]) == WISHES[:1]
    assert wishes_of(desk, uids[1]) == ()


def test_only_the_named_kinds_are_replaced(desk: Desk, uids: tuple[str, ...]) -> None:
    keep_wishes(desk, uids[:1], WISHES)
    other = Wish(1, "pathway", "Engineering", "like")
    keep_wishes(desk, uids[:1], (other,), kinds=frozenset({"pathway"}))
    assert wishes_of(desk, uids[0]) == (other, *WISHES[1:])


def test_ranks_stay_apart_as_the_plain_file_tells_wishes_by_them(
    desk: Desk, uids: tuple[str, ...]
) -> None:
    keep_wishes(desk, uids[:1], WISHES)
    likes = (Wish(2, "course", "ART1"), Wish(2, "course", "CER1"))
    keep_wishes(desk, uids[:1], likes, kinds=frozenset({"course"}))
    kinds = [(wish.rank, wish.kind, wish.value) for wish in wishes_of(desk, uids[0])]
    assert kinds == [
        (1, "pathway", "Welding by 12"),
        (2, "course", "ART1"),
        (3, "course", "CER1"),
        (4, "extended_day", "yes"),
        (5, "summer", "no"),
    ]


def test_what_is_wanted_with_other_wishes_holds_them_before_they_are_kept(
    desk: Desk, uids: tuple[str, ...]
) -> None:
    wants = wants_with(desk, uids[0], WISHES)
    assert [want.value for want in wants if want.id == "1"] == ["Welding"]
    assert wishes_of(desk, uids[0]) == ()


VALUES = {
    "pathway": "Welding by 11",
    "course": "ART1",
    "avoid": "CER1",
    "area_goal": "uc",
    "load": "5-7",
    "free_period": "1",
    "earliest_start": "08:30",
    "latest_end": "16:00",
    "lunch": "30",
}


def test_every_kind_and_strength_survives_the_plain_files(
    desk: Desk, uids: tuple[str, ...], tmp_path: Path
) -> None:
    every = [(kind, strength) for kind in WISH_KINDS for strength in STRENGTHS]
    wishes = tuple(
        Wish(rank, kind, VALUES.get(kind, "yes"), strength, "MW" if kind == "extended_day" else "")
        for rank, (kind, strength) in enumerate(every, 1)
    )
    keep_wishes(desk, uids[:1], wishes)
    here = {case.file.student.student_id: case.file.wishes for case in open_cases(desk)}
    assert sum(map(bool, here.values())) > 3
    export_to(desk, "everything", Order(tmp_path / "all"), Disclosure("Valencia High", "a copy"))
    again = new_district(tmp_path / "again.cte", None, desk.clock, actor="A. Lee")
    try:
        report = import_paths(again, [tmp_path / "all"])
        assert not [entry for file in report.files for entry in file.reported if not entry.taken]
        there = {case.file.student.student_id: case.file.wishes for case in open_cases(again)}
        assert there == here
    finally:
        again.close()
