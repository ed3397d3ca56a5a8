"""The figures of explorers against a query of their own, on the sample district."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from cte_desktop.domain.completion.forecast.explorers import Explored
from cte_desktop.services.desk import Desk, open_desk
from cte_desktop.services.forecast.explorers import explorer_sheet
from cte_desktop.services.standings import bring_up_to_date
from tests.services.conftest import CLOCK


@pytest.fixture
def sample(made_sample: Path, tmp_path: Path) -> Iterator[Desk]:
    file = tmp_path / "sample.cte"
    file.write_bytes(made_sample.read_bytes())
    Path(f"{file}.keys").write_bytes(Path(f"{made_sample}.keys").read_bytes())
    opened = open_desk(file, None, CLOCK, actor="A. Lee", writable=True)
    bring_up_to_date(opened)
    yield opened
    opened.close()


def test_they_are_those_of_a_query_of_their_own(sample: Desk) -> None:
    with sample.database.writing() as tx:
        tx.connection.exec_driver_sql("UPDATE student SET entry_class = 2028 WHERE grade_level > 8")
    with sample.database.reading() as tx:
        rows = tx.connection.exec_driver_sql(
            "SELECT s.uid, count(x.key), count(CASE WHEN x.opinion >= 4 THEN 1 END) "
            "FROM student s LEFT JOIN experience x ON x.student = s.key "
            "AND x.kind = 'exploratory' WHERE s.grade_level > 8 GROUP BY 1"
        ).all()
        entered = tx.connection.exec_driver_sql(
            "SELECT DISTINCT s.uid FROM student s JOIN standing t ON t.student = s.key "
            "WHERE t.program LIKE 'pathway:%'"
        ).all()
    expected = {
        Explored.TOOK: {row[0] for row in rows if row[1]},
        Explored.LIKED: {row[0] for row in rows if row[2]},
        Explored.NONE: {row[0] for row in rows if not row[1]},
    }
    sheet = explorer_sheet(sample)
    assert sheet.stale == 0
    shown = [line for line in sheet.lines if line.shown]
    assert all(set(line.students) == expected[line.explored] for line in shown)
    both = {row[0] for row in entered}
    assert all(set(line.entered) <= both for line in shown)
    small = {kind for kind, uids in expected.items() if len(uids) < 11}
    assert not small & {line.explored for line in shown}


def test_younger_students_are_not_among_them(sample: Desk) -> None:
    listed = {uid for line in explorer_sheet(sample).lines for uid in line.students}
    with sample.database.reading() as tx:
        young = tx.connection.exec_driver_sql("SELECT uid FROM student WHERE grade_level < 9").all()
    assert listed.isdisjoint(row[0] for row in young)
