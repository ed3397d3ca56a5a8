"""Lists are saved under a name, renamed and deleted; each belongs to whoever keeps it."""

from __future__ import annotations

import pytest

from cte_desktop.domain.people.roles import Role
from cte_desktop.services import history
from cte_desktop.services.desk import Desk
from cte_desktop.services.history_details import step_told
from cte_desktop.services.saved_lists import (
    LONGEST_NAME,
    delete_list,
    rename_list,
    save_list,
    saved_lists,
)
from cte_desktop.storage.content import Content
from cte_desktop.system.errors import WrongCall
from tests.ui.seats import seat

CONTENT: Content = {"filters": {"grade": 11, "language": "Spanish"}, "columns": ["name"]}


def _names(desk: Desk) -> list[str]:
    return [one.name for one in saved_lists(desk)]


def test_saving_under_a_name_again_replaces_the_list(desk: Desk) -> None:
    save_list(desk, " No  plan ", {})
    done = save_list(desk, "no plan", CONTENT)
    assert done.nouns == {"saved_lists", "history"}
    (kept,) = saved_lists(desk)
    assert (kept.name, kept.content) == ("No plan", CONTENT)
    assert save_list(desk, "No plan", CONTENT).step is None
    assert history.undo(desk).text == "Change the list “no plan”"
    assert saved_lists(desk)[0].content == {}


def test_each_change_is_one_step_that_is_taken_back(desk: Desk) -> None:
    save_list(desk, "Mine", CONTENT)
    (kept,) = saved_lists(desk)
    rename_list(desk, kept.uid, "Juniors")
    assert _names(desk) == ["Juniors"]
    delete_list(desk, kept.uid)
    assert _names(desk) == []
    assert history.undo(desk).text == "Delete the list “Juniors”"
    undone = history.undo(desk)
    assert undone.text == "Rename the list “Mine” to “Juniors”"
    assert "saved_lists" in undone.changes.nouns
    assert _names(desk) == ["Mine"]


def test_a_name_that_is_taken_empty_or_too_long_is_refused(desk: Desk) -> None:
    save_list(desk, "One", {})
    save_list(desk, "Two", {})
    two = saved_lists(desk)[1]
    for name, code in (
        ("ONE", "list_name_taken"),
        ("  ", "no_name"),
        ("x" * (LONGEST_NAME + 1), "name_too_long"),
    ):
        with pytest.raises(WrongCall) as refused:
            rename_list(desk, two.uid, name)
        assert refused.value.code == code
    assert rename_list(desk, two.uid, "TWO").step is not None  # its own name in other letters
    assert _names(desk) == ["One", "TWO"]


@pytest.mark.parametrize("broken", ["{", "", "[]", "null", '"x"', "[" * 100_000])
def test_a_list_that_can_t_be_read_hides_no_other_and_can_be_mended(
    desk: Desk, broken: str
) -> None:
    save_list(desk, "Broken", CONTENT)
    save_list(desk, "Well", CONTENT)
    with desk.database.writing() as tx:
        update = "UPDATE saved_list SET content = ? WHERE name = 'Broken'"
        tx.connection.exec_driver_sql(update, (broken,))
    assert {one.name: one.content for one in saved_lists(desk)} == {"Broken": {}, "Well": CONTENT}
    save_list(desk, "Broken", CONTENT)
    assert [one.content for one in saved_lists(desk)] == [CONTENT, CONTENT]


@pytest.mark.parametrize("name", ["\0", "\u200b", "\ud800", "\u0301"])
def test_a_name_that_nobody_sees_is_none(desk: Desk, name: str) -> None:
    with pytest.raises(WrongCall, match="Give it a name"):
        save_list(desk, name, CONTENT)
    save_list(desk, f"Mine{name}", CONTENT)
    assert len(_names(desk)) == 1


def test_the_history_doesn_t_tell_whom_a_list_searches(desk: Desk) -> None:
    save_list(desk, "Mine", {**CONTENT, "search": "Rivera"})
    save_list(desk, "Mine", {**CONTENT, "search": "Okafor", "columns": ["grade"]})
    first, second = (step_told(desk, one.number).told for one in history.list_history(desk)[:2])
    assert "grade" in str(first)
    for told in (first, second):
        assert "Rivera" not in str(told)
        assert "Okafor" not in str(told)


def test_lists_are_their_owner_s_own(desk: Desk) -> None:
    save_list(desk, "Of the owner", CONTENT)
    (kept,) = saved_lists(desk)
    seat(desk, Role.ADMINISTRATOR)
    assert _names(desk) == []
    save_list(desk, "Of the owner", {})
    assert _names(desk) == ["Of the owner"]
    with pytest.raises(WrongCall, match="no longer there"):
        delete_list(desk, kept.uid)
    with pytest.raises(WrongCall, match="no longer there"):
        rename_list(desk, kept.uid, "X")
