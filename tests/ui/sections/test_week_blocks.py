"""Sections as blocks of a week: one by one while few meet at a time, else merged."""

from __future__ import annotations

from cte_desktop.domain.catalog.section import SectionKind, SectionMeeting
from cte_desktop.ui.sections.listed import Rhythm, SectionRow
from cte_desktop.ui.sections.week_blocks import most_at_once, section_week
from tests.ui.sections.rows import AFTER_SCHOOL, row


def test_few_sections_are_drawn_each_on_their_weekdays() -> None:
    week = section_week(
        [row("VL26-0001"), row("VL26-E001", AFTER_SCHOOL, kind=SectionKind.EXTENDED)], 2
    )
    assert week.groups == {}
    assert [(b.weekday, b.start, b.end, b.tone) for b in week.blocks] == [
        ("M", 622, 672, "day"),
        ("T", 622, 672, "day"),
        ("W", 622, 672, "day"),
        ("R", 622, 672, "day"),
        ("F", 669, 709, "day"),
        ("M", 945, 1095, "extended"),
        ("W", 945, 1095, "extended"),
    ]
    assert {block.count for block in week.blocks} == {1}
    last = week.blocks[-1]
    assert last.accessible == (
        "Wednesday 15:45 to 18:15, Course ENG9, VL26-E001, Valencia, 6 seats left"
    )


def test_more_than_fit_side_by_side_become_one_block_with_their_count_and_seats() -> None:
    rows = [row(f"VL26-000{number}") for number in range(5)]
    week = section_week([*rows, row("VL26-0100", SectionMeeting("P4", "M"))], 4)
    merged = [block for block in week.blocks if block.count > 1]
    assert [(b.weekday, b.start, b.title, b.count) for b in merged] == [
        ("M", 622, "P3", 5), ("T", 622, "P3", 5), ("W", 622, "P3", 5), ("R", 622, "P3", 5),
        ("F", 669, "P3", 5),
    ]  # fmt: skip
    assert merged[0].accessible == "Monday 10:22 to 11:12, P3: 5 sections, 30 seats left"
    assert {block.key for block in merged[:4]} == {merged[0].key}
    assert merged[4].key != merged[0].key
    group = week.groups[merged[0].key]
    assert (group.name, group.days, len(group.rows)) == ("P3", "MTWR", 5)
    alone = [block for block in week.blocks if block.count == 1]
    assert [(b.weekday, b.title) for b in alone] == [("M", "Course ENG9")]


def test_sections_of_several_sites_are_merged_by_period_though_their_bells_differ() -> None:
    rows = [row(f"{site}26-{n}", site=site) for site in ("VL", "CN") for n in range(3)]
    week = section_week(rows, 4)
    monday = [block for block in week.blocks if block.weekday == "M"]
    assert [(b.title, b.start, b.end, b.count) for b in monday] == [("P3", 622, 680, 6)]


def test_after_school_sections_never_melt_into_those_of_the_day() -> None:
    late = SectionMeeting("", "M", 622, 672)
    rows = [row(f"VL26-{n}") for n in range(5)]
    rows += [row(f"VL26-E{n}", late, kind=SectionKind.EXTENDED) for n in range(5)]
    monday = [b for b in section_week(rows, 4).blocks if b.weekday == "M"]
    assert sorted((b.tone, b.title, b.count) for b in monday) == [
        ("day", "P3", 5), ("extended", "10:22", 1),
    ]  # fmt: skip
    late_block = next(block for block in monday if block.tone == "extended")
    assert late_block.detail == "30 seats left\n5 sections\nExtended Day"
    assert late_block.accessible.endswith("10:22, Extended Day: 5 sections, 30 seats left")


def test_sections_without_a_time_are_counted_and_left_out() -> None:
    silent = row("VL26-0009", SectionMeeting("P7", ""))
    week = section_week([row("VL26-0001"), silent], 2)
    assert week.without_time == 1
    assert {block.key for block in week.blocks} == {"section:2026:VL26-0001"}


def test_sections_that_only_touch_are_not_at_once() -> None:
    first, second = SectionMeeting("", "M", 600, 660), SectionMeeting("", "M", 660, 700)
    assert most_at_once(shared(row("1", first), row("2", second))) == 1
    overlapping = SectionMeeting("", "M", 659, 700)
    assert most_at_once(shared(row("1", first), row("2", overlapping), row("3", first))) == 3
    assert most_at_once({}) == 0


def shared(*rows: SectionRow) -> dict[Rhythm, list[SectionRow]]:
    return {
        rhythm: [row for row in rows if row.rhythm is rhythm]
        for rhythm in dict.fromkeys(row.rhythm for row in rows)
    }
