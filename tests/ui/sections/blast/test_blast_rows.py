"""What is chosen for students in the what-if, and what the main button says of it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cte_desktop.domain.planning.sections.changes import CancelSection
from cte_desktop.services.desk import Desk
from cte_desktop.services.sections.blast_radius.radius import BlastRadius, blast_radius
from cte_desktop.services.sections.blast_radius.ways import more_ways
from cte_desktop.ui.sections.blast.blast_rows import (
    LEAVE,
    BlastRow,
    apply_words,
    blast_columns,
    blast_rows,
    choice_words,
    repairs_of,
)
from tests.ui.sections.blast.scenes import ART, art_class


@pytest.fixture
def radius(desk: Desk) -> BlastRadius:
    art_class(desk)
    return blast_radius(desk, CancelSection(ART))


def aside(row: BlastRow, desk: Desk, radius: BlastRadius) -> BlastRow:
    """Choose to set the class aside."""
    ways = more_ways(desk, row.struck, radius.change)
    place = next(n for n, way in enumerate(ways) if way.text == "Set Art 1 aside")
    return row.with_ways(ways).with_choice(place)


def test_setting_aside_is_no_repair(desk: Desk, radius: BlastRadius) -> None:
    rows = list(blast_rows(radius, desk.catalog()))
    rows = [row for row in rows if row.chosen is not None and not row.chosen.sets_aside][:2]
    assert apply_words(rows) == "Apply the change and 2 repairs"
    rows[0] = aside(rows[0], desk, radius)
    assert apply_words(rows) == "Apply the change and 1 repair, set 1 aside to be placed again"
    assert apply_words(rows[:1]) == "Apply the change, set 1 aside to be placed again"
    repair = blast_columns()[-1]
    assert repair.icon is not None
    assert [repair.icon(row) for row in rows] == ["download", "circle-check"]


def test_signed_plans_are_left_and_named_until_one_is_chosen(
    desk: Desk, radius: BlastRadius
) -> None:
    one = radius.students[0]
    assert one.before is not None
    signed = replace(one, before=replace(one.before, signed_on=desk.today()))
    rows = blast_rows(replace(radius, students=(signed, *radius.students[1:])), desk.catalog())
    assert rows[0].choice == LEAVE
    assert one.uid not in repairs_of(rows)
    assert f"Signed plans left as they are until you choose: {one.name}." in choice_words(rows)
    rows = (rows[0].with_choice(0), *rows[1:])
    assert f"Signed plans that change: {one.name}." in choice_words(rows)
    assert one.uid in repairs_of(rows)


def test_what_is_cut_in_a_column_stands_in_its_tooltip(desk: Desk, radius: BlastRadius) -> None:
    (row, *_) = blast_rows(radius, desk.catalog())
    wide = [column for column in blast_columns() if column.title in {"Effect", "Because", "Repair"}]
    assert len(wide) == 3
    for column in wide:
        assert column.tooltip is not None
        assert column.tooltip(row) == column.text(row)
