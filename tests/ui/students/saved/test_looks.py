"""A look is read back as it was kept, and what can't be shown of it is passed over."""

from __future__ import annotations

from cte_desktop.storage.content import Content
from cte_desktop.ui.students.saved.looks import Look, look_of


def test_a_look_is_read_back_as_it_was_kept() -> None:
    look = Look("ana", {"grade": 11, "language": "Spanish"}, ("name", "grade"), ("grade", True))
    assert look_of(look.content()) == look


def test_numbers_that_no_list_holds_and_odd_parts_are_passed_over() -> None:
    filters: Content = {"grade": 10**23, "school": ["x"], "class": 2028, "tag": "AP"}
    look = look_of({"filters": filters, "columns": "name", "sort": 3, "search": None})
    assert look == Look("", {"class": 2028, "tag": "AP"})
