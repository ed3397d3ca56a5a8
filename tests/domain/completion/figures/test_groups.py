"""Small figures of groups are kept back so that nothing tells them, whatever the numbers."""

from __future__ import annotations

from itertools import product

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from cte_desktop.domain.completion.figures.counting import Completion
from cte_desktop.domain.completion.figures.groups import (
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
    assert (by_name["EL"].students, by_name["EL"].completions) == (11, 11)
    assert by_name["Foster"].shown is Shown.FEW
    assert (by_name["Foster"].students, by_name["Foster"].uids) == (None, ())
    assert by_name[""].shown is Shown.BESIDE  # else 61 - 11 - 40 tells the ten
    assert (by_name[""].students, by_name[""].uids) == (None, ())


def test_few_in_no_group_take_a_group_with_them() -> None:
    table = group_table([*many(25, "EL"), *many(30, "SWD"), *many(2)], ("EL", "SWD"))
    shown = {line.name: line.shown for line in table.lines}
    assert shown == {"EL": Shown.BESIDE, "SWD": Shown.YES, "": Shown.BESIDE}


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
    assert by_name["EL"].students == 30


def test_with_too_few_completers_no_group_is_told_at_all() -> None:
    assert group_table([*many(3, "EL"), *many(4)], ("EL",)) == GroupTable((), too_few=True)
    assert group_table((), ("EL",)) == GroupTable((), too_few=True)


def test_of_twenty_completers_groups_are_kept_back_however_they_divide() -> None:
    for total in range(21):
        for of_them in range(total + 1):
            table = group_table([*many(of_them, "EL"), *many(total - of_them)], ("EL",))
            assert table == GroupTable((), too_few=True)
    assert group_table([*many(10, "EL"), *many(11)], ("EL",)).lines


def test_a_district_without_groups_has_no_table() -> None:
    assert group_table(many(30), ()) == GroupTable()


def lines_of(numbers: dict[str, int]) -> dict[str, frozenset[str]]:
    return {name: frozenset(f"{name}{n}" for n in range(count)) for name, count in numbers.items()}


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.integers(0, 24), min_size=1, max_size=3),
    st.integers(0, 24),
)
def test_who_knows_the_rule_and_all_that_is_told_still_knows_no_small_figure(
    groups: list[int], none: int
) -> None:
    """Try every table that would be told alike: same total, same lines shown, same words."""
    numbers = {**dict(zip("abc", groups, strict=False)), "": none}
    kept_back = suppressed(lines_of(numbers))
    if not kept_back:
        return
    names = sorted(kept_back, key=lambda name: name == "")  # the last is what the others leave
    left = sum(numbers[name] for name in names)
    possible: dict[str, set[int]] = {name: set() for name in names}
    some_few = Shown.FEW in kept_back.values()
    assume(some_few or len(names) <= 3)
    for head in product(range(FEWEST if some_few else left + 1), repeat=len(names) - 1):
        if sum(head) <= left:
            other = numbers | dict(zip(names, (*head, left - sum(head)), strict=True))
            if suppressed(lines_of(other)) == kept_back:
                for name in names:
                    possible[name].add(other[name])
    for name in names:
        if numbers[name] < FEWEST:
            assert len(possible[name]) >= FEWEST - 1, (name, possible[name])
