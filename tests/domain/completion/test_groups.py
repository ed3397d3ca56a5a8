"""Small figures of groups are kept back so that nothing tells them, whatever the numbers."""

from __future__ import annotations

from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from cte_desktop.domain.completion.figures import Completion
from cte_desktop.domain.completion.groups import (
    FEWEST,
    GroupTable,
    Shown,
    group_table,
    suppressed,
)


def completion(uid: str, *groups: str, pathway: str = "Welding") -> Completion:
    return Completion(uid, pathway, "MPD", "212", 2026, "VL", 2027, groups=groups)


def many(count: int, *groups: str, first: int = 0) -> list[Completion]:
    return [completion(f"{'-'.join(groups) or 'none'}{first + n}", *groups) for n in range(count)]


def test_eleven_are_told_and_ten_are_not() -> None:
    table = group_table([*many(11, "EL"), *many(10, "Foster"), *many(40)], ("EL", "Foster"))
    by_name = {line.name: line for line in table.lines}
    assert by_name["Foster"].shown is Shown.FEW
    assert (by_name["Foster"].students, by_name["Foster"].uids) == (None, ())
    assert by_name["EL"].shown is Shown.BESIDE  # else 61 - 11 - 40 tells the ten
    assert (by_name[""].students, by_name[""].completions) == (40, 40)


def test_nothing_is_kept_back_where_all_are_many() -> None:
    table = group_table([*many(11, "EL"), *many(12, "Foster"), *many(13)], ("EL", "Foster"))
    assert [(line.students, line.shown) for line in table.lines] == [
        (11, Shown.YES),
        (12, Shown.YES),
        (13, Shown.YES),
    ]


def test_students_and_completions_of_a_group_are_counted_apart() -> None:
    twice = [completion(one.student_uid, "EL", pathway="Robotics") for one in many(12, "EL")]
    table = group_table([*many(12, "EL"), *twice, *many(20)], ("EL",))
    assert (table.lines[0].students, table.lines[0].completions) == (12, 24)


def test_a_group_without_a_completer_is_told_no_more_than_any_small_one() -> None:
    table = group_table([*many(30, "EL"), *many(30)], ("EL", "Foster"))
    by_name = {line.name: line for line in table.lines}
    assert by_name["Foster"].shown is Shown.FEW
    assert sum(line.shown is Shown.YES for line in table.lines) == 1


def test_with_too_few_completers_no_group_is_told_at_all() -> None:
    assert group_table([*many(3, "EL"), *many(4)], ("EL",)) == GroupTable((), too_few=True)
    assert group_table((), ("EL",)) == GroupTable((), too_few=True)


def test_a_district_without_groups_has_no_table() -> None:
    assert group_table(many(30), ()) == GroupTable()


@settings(max_examples=150, deadline=None)
@given(st.dictionaries(st.sampled_from("abcd"), st.integers(0, 26), min_size=1, max_size=4))
def test_every_small_line_could_be_anything_from_none_to_ten(students: dict[str, int]) -> None:
    """Try every table that agrees with all that is told: the total and the lines shown."""
    kept_back = suppressed(students)
    if kept_back is None:
        return
    few = sorted(name for name in kept_back if students[name] < FEWEST)
    beside = len(kept_back) - len(few)
    assert {name for name, count in students.items() if count < FEWEST} == set(few)
    left = sum(students[name] for name in kept_back)  # the total less what is shown
    possible: dict[str, set[int]] = {name: set() for name in few}
    for numbers in product(range(FEWEST), repeat=len(few)):
        rest = left - sum(numbers)
        if rest == 0 if beside == 0 else rest >= FEWEST * beside:
            for name, number in zip(few, numbers, strict=True):
                possible[name].add(number)
    assert all(numbers == set(range(FEWEST)) for numbers in possible.values())
