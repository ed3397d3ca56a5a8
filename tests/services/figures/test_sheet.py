"""The sheet of a year beside raw questions to the tables; by what, narrowed, and with groups."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from cte_desktop.domain.completion.figures.counting import Breakdown
from cte_desktop.domain.completion.figures.table import View
from cte_desktop.services.desk import Desk
from cte_desktop.services.figures.lines import groups_table
from cte_desktop.services.figures.sheet import FigureSheet, figure_sheet, statistics
from cte_desktop.services.figures.views import Asked, read
from cte_desktop.services.importing import import_paths
from cte_desktop.services.standings import bring_up_to_date
from cte_desktop.storage.fetching import fetch
from tests.services.awards.people import RECORD, SPORTS
from tests.services.figures.definition import Told, completed_by_the_tables

# Of whom the definition alone doesn't tell: an approved substitution of the concentrator course.
_BY_DECISION = "0012"


def _asked(desk: Desk, told_apart: Callable[[Told], object]) -> dict[str, set[str]]:
    """Return the uids of those who completed in 2026-27 under each value."""
    every = [one for one in completed_by_the_tables(desk) if one.year == 2026]
    with desk.database.reading() as tx:
        uids = dict(fetch(tx, "SELECT student_id, uid FROM student"))
    like = next(one for one in every if one.student_id == "0001")
    every.append(like._replace(uid=uids[_BY_DECISION], student_id=_BY_DECISION))
    found: dict[str, set[str]] = {}
    for one in every:
        found.setdefault(str(told_apart(one)), set()).add(one.uid)
    return found


def _told(sheet: FigureSheet, by: Breakdown) -> dict[str, set[str]]:
    return {line.key: set(line.counted.uids) for line in sheet.lines[by]}


def test_every_breakdown_counts_those_whom_the_tables_have(desk: Desk) -> None:
    sheet = figure_sheet(desk, 2026, exact=True)
    assert _told(sheet, Breakdown.PATHWAY) == _asked(desk, lambda one: one.pathway)
    assert _told(sheet, Breakdown.SECTOR) == _asked(desk, lambda one: one.sector)
    assert _told(sheet, Breakdown.SITE) == _asked(desk, lambda one: one.school)
    assert _told(sheet, Breakdown.GRADE) == _asked(desk, lambda one: one.grade)
    assert {line.key for line in sheet.lines[Breakdown.CLASS_TIME]} == {""}
    assert sheet.counted.students == len(_asked(desk, lambda _: "all")["all"])


def test_narrowed_figures_are_those_of_the_rows(desk: Desk) -> None:
    rows = statistics(desk, 2026).rows
    for row in rows:
        sheet = figure_sheet(desk, 2026, pathway=row.pathway, site=row.site, exact=True)
        assert (sheet.counted.students, sheet.counted.completions) == (
            row.students,
            row.completions,
        )
        assert sheet.groups is None
    assert figure_sheet(desk, 2026, site="SG", exact=True).counted.students == 0


def test_day_and_extended_day_are_told_by_the_section_of_the_capstone(
    desk: Desk, tmp_path: Path
) -> None:
    heads = "student_id,school_year,term,course_code,mark,credits_attempted,credits_earned,school"
    (tmp_path / "sections.csv").write_text(
        "section_id,school_year,term,course_code,site,kind\n"
        "D1,2026-27,year,SM2,VL,day\nE1,2026-27,year,SM2,VL,extended\n"
    )
    lines = [
        f"{who},2026-27,{term},SM2,{RECORD[who][-1][3]},5,5,VL,{section}"
        for who, section in (("0001", "D1"), ("0005", "E1"), ("0006", "gone"))
        for term in ("fall", "spring")
    ]
    (tmp_path / "record.csv").write_text(f"{heads},section_id\n" + "\n".join(lines) + "\n")
    import_paths(desk, (tmp_path,))
    with desk.database.reading() as tx:
        uids = dict(fetch(tx, "SELECT student_id, uid FROM student"))
    told = _told(figure_sheet(desk, 2026, exact=True), Breakdown.CLASS_TIME)
    assert told["day"] == {uids["0001"]}
    assert told["extended"] == {uids["0005"]}
    assert uids["0006"] in told[""]


def test_small_groups_are_kept_back_everywhere_they_are_shown(desk: Desk, tmp_path: Path) -> None:
    heads = "student_id,last_name,first_name,grade_level,school,graduation_year,groups"
    many = [f"9{n:03},Lee,Bo,12,VL,2027,{'EL; SWD' if n < 12 else 'el'}" for n in range(30)]
    rest = [f"8{n:03},Lee,Bo,12,VL,2027,{'Foster' if n < 3 else ''}" for n in range(30)]
    (tmp_path / "students.csv").write_text("\n".join((heads, *many, *rest)) + "\n")
    record = [
        "student_id,school_year,term,course_code,mark,credits_attempted,credits_earned,school"
    ]
    signed = ["student_id,pathway,action,on"]
    for line in (*many, *rest):
        who = line.partition(",")[0]
        signed.append(f"{who},{SPORTS},signed_up,2024-09-01")
        for year, course in (("2025-26", "SM1"), ("2026-27", "SM2")):
            record += [f"{who},{year},{term},{course},B,5,5,VL" for term in ("fall", "spring")]
    (tmp_path / "record.csv").write_text("\n".join(record) + "\n")
    (tmp_path / "enrollments.csv").write_text("\n".join(signed) + "\n")
    import_paths(desk, (tmp_path,))
    bring_up_to_date(desk)
    sheet = figure_sheet(desk, 2026)
    assert sheet.counted.students == 68
    assert sheet.groups is not None
    table = groups_table(sheet.groups)
    assert {line.name: line.cells[0] for line in table.lines} == {
        "EL": "30",
        "Foster": "fewer than 11",
        "SWD": "12",
        "In no group": "not told",
    }
    hidden = [line for line in table.lines if line.cells[0] in {"fewer than 11", "not told"}]
    assert all(not line.student_uids and line.cells[0] == line.cells[1] for line in hidden)
    narrowed = read(desk, Asked(2026, View.GROUPS, pathway=SPORTS))
    assert narrowed.shown.lines == ()
