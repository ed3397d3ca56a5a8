"""The counts of each year beside raw questions to the tables, and beside what finding says."""

from __future__ import annotations

from pathlib import Path

import pytest

from cte_desktop.domain.completion.completers_sheet import CompletersSheet
from cte_desktop.domain.completion.figures.counting import count
from cte_desktop.domain.completion.figures.growth import YearCount
from cte_desktop.reports import registry
from cte_desktop.services.awards.awarding import award
from cte_desktop.services.awards.finding import find_completers
from cte_desktop.services.awards.register_papers import completers_paper
from cte_desktop.services.desk import Desk
from cte_desktop.services.figures.completions import completions
from cte_desktop.services.figures.measures import measure_sheet
from cte_desktop.services.figures.sheet import figure_sheet, statistics
from cte_desktop.services.figures.year_counts import completer_counts
from cte_desktop.services.importing import import_paths
from cte_desktop.services.settings import change_setting
from cte_desktop.services.standings import bring_up_to_date
from cte_desktop.storage.fetching import fetch
from tests.services.awards.people import PHOTOS, SPORTS, record_lines

YEARS = (2023, 2024, 2025, 2026)


def test_kept_standings_tell_how_many_each_year_has(desk: Desk) -> None:
    bring_up_to_date(desk)
    assert completer_counts(desk, YEARS) == (
        YearCount(2023, 0, 0),
        YearCount(2024, 1, 1),
        YearCount(2025, 1, 1),
        YearCount(2026, 8, 8),
    )


def test_who_is_not_current_is_decided_anew_in_memory(desk: Desk) -> None:
    stale = completions(desk, exact=True)
    assert (stale.stale, stale.exact) == (14, True)
    bring_up_to_date(desk)
    current = completions(desk, exact=True)
    assert current.stale == 0
    assert current.every == stale.every
    assert completions(desk).every == current.every


def test_a_changed_rule_is_decided_by_at_once(desk: Desk) -> None:
    bring_up_to_date(desk)
    change_setting(desk, "capstone_minimum", "D")
    kept, exact = completions(desk), completions(desk, exact=True)
    assert kept.stale == exact.stale == 14
    assert len(exact.of_year(2026)) == len(kept.of_year(2026)) + 1


def test_figures_never_decide_differently_from_finding(desk: Desk) -> None:
    for year in YEARS:
        found = find_completers(desk, year)
        mine = completions(desk, exact=True)
        assert {(c.student_uid, c.pathway) for c in mine.of_year(year)} == {
            (c.student.uid, c.pathway) for c in found.completed
        }
        counted = count(mine.of_year(year), mine.firsts)
        assert counted.students == found.students
        assert counted.state_completions == found.state_completions


def test_who_never_signed_up_counts_by_the_record(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "students.csv").write_text(
        "student_id,last_name,first_name,grade_level,school,graduation_year\n"
        "0020,Lee,Bo,12,VL,2027\n0021,Lee,Ann,12,VL,2027\n"
    )
    heads = "student_id,school_year,term,course_code,mark,credits_attempted,credits_earned,school\n"
    both = (("2025-26", "year", "SM1", "B", "VL"), ("2026-27", "year", "SM2", "B", "VL"))
    lines = (*record_lines("0020", both), *record_lines("0021", both[:1]))
    (tmp_path / "record.csv").write_text(heads + "".join(lines))
    import_paths(desk, (tmp_path,))
    with desk.database.reading() as tx:
        uids = dict(fetch(tx, "SELECT student_id, uid FROM student"))
    stale, passed = completions(desk, exact=True), measure_sheet(desk, 2026).courses_passed
    assert uids["0020"] in {one.student_uid for one in stale.of_year(2026)}
    assert uids["0020"] in dict(passed)[SPORTS]
    assert uids["0021"] not in dict(passed)[SPORTS]
    bring_up_to_date(desk)
    assert completions(desk).every == stale.every
    assert measure_sheet(desk, 2026).courses_passed == passed
    assert completer_counts(desk, (2026,)) == (YearCount(2026, 9, 9),)


@pytest.mark.parametrize(("code", "expected"), [("", 0), ("as it is", 7)])
def test_completions_for_the_state_are_counted_in_one_way(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, code: str, expected: int
) -> None:
    if not code:  # which no import would take
        with desk.database.writing() as tx:
            tx.connection.exec_driver_sql("UPDATE pathway SET code = '' WHERE name = ?", (SPORTS,))
        desk.forget_district()
    sheets: list[CompletersSheet] = []

    def keeping(sheet: CompletersSheet) -> bytes:
        sheets.append(sheet)
        return b""

    monkeypatch.setattr(registry, "build_completers", keeping)
    found, mine = find_completers(desk, 2026), completions(desk, exact=True)
    completers_paper(desk, 2026)
    own = count(mine.of_year(2026), mine.firsts)
    counted = {found.state_completions, own.state_completions, sheets[0].state_completions}
    assert counted == {expected}
    assert own.completions == len(found.completed)


def test_what_is_kept_in_memory_goes_when_anything_changes(desk: Desk) -> None:
    bring_up_to_date(desk)
    before = completions(desk)
    assert completions(desk) is before
    assert count(before.of_year(2026)).awards == 0
    award(desk, find_completers(desk, 2026).open)
    assert count(completions(desk).of_year(2026)).awards == 8


def test_an_award_in_force_counts_though_the_record_no_longer_bears_it(
    desk: Desk, tmp_path: Path
) -> None:
    award(desk, find_completers(desk, 2026).open)
    with desk.database.reading() as tx:
        uids = dict(fetch(tx, "SELECT student_id, uid FROM student"))
    heads = "student_id,school_year,term,course_code,mark,credits_attempted,credits_earned,school\n"
    rows = (("2025-26", "year", "SM1", "B", "VL"), ("2026-27", "year", "SM2", "F", "VL"))
    (tmp_path / "record.csv").write_text(heads + "".join(record_lines("0001", rows)))
    import_paths(desk, (tmp_path / "record.csv",))
    sheet = figure_sheet(desk, 2026, exact=True)
    assert (sheet.counted.students, sheet.counted.awards) == (7, 8)
    assert sheet.unborne_uids == (uids["0001"],)
    assert uids["0001"] in sheet.counted.awarded_uids
    assert uids["0001"] not in sheet.counted.uids
    told = statistics(desk, 2026)
    assert (told.counted.students, told.counted.awards) == (7, 8)
    assert {t.school_year: t.counted.awards for t in statistics(desk).years}[2026] == 8
    assert figure_sheet(desk, 2026, pathway=PHOTOS, exact=True).unborne_uids == ()


def test_the_capstone_site_is_that_of_its_last_semester(desk: Desk) -> None:
    with desk.database.reading() as tx:
        told = dict(
            fetch(
                tx,
                "SELECT s.uid, r.school FROM student s JOIN record r ON r.student = s.key "
                "WHERE r.course_code IN ('SM2', 'PH2') AND r.school_year = 2026 "
                "AND r.mark IN ('A', 'B', 'C', 'C-') "
                "ORDER BY CASE r.term WHEN 'fall' THEN 0 WHEN 'spring' THEN 1 ELSE 2 END",
            )
        )
    for one in completions(desk, exact=True).of_year(2026):
        assert one.capstone_site == told[one.student_uid]
    elsewhere = [c for c in completions(desk, exact=True).every if c.capstone_site != c.site]
    assert [(c.site, c.capstone_site) for c in elsewhere] == [("VL", "SG")]
