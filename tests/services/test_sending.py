"""Everything goes out as plain files, and comes back the same."""

# ruff: noqa: S608 - statements are put together from the names of our own tables alone

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from cte_desktop.domain.planning.plan import Placement
from cte_desktop.services import exporting
from cte_desktop.services.cases import open_cases
from cte_desktop.services.desk import Desk
from cte_desktop.services.districts import new_district
from cte_desktop.services.exporting import Disclosure, Order
from cte_desktop.services.importing import import_paths
from cte_desktop.services.planning import save_plan
from cte_desktop.services.sending import FILES
from cte_desktop.storage.disclosures import list_disclosures
from cte_desktop.storage.rules import load_rules
from cte_desktop.storage.tables.all import METADATA
from cte_desktop.system.errors import KnownError
from tests.services.conftest import CLOCK

TO_US = Disclosure("the district's new laptop", "moving")
NOT_IN_FILES = frozenset({"key", "uid", "step", "by_hand", "source"})
"""What a row carries besides what its file says; `source` of a placement says who placed it."""
TABLES = (
    *("sector", "school", "course", "course_site", "pathway", "pathway_step", "bell", "travel"),
    *("workshop", "section", "meeting", "student", "record", "enrollment", "experience"),
    *("test_score", "decision", "busy_time", "wish", "plan", "placement"),
)


class _GivenUp(Exception):  # noqa: N818 - no error
    """A person pressed Cancel."""


def _send(desk: Desk, folder: Path) -> exporting.Exported:
    return exporting.export_to(desk, "everything", Order(out=folder), TO_US)


def _content(desk: Desk) -> dict[str, list[tuple[Any, ...]]]:
    """Return the rows of every table, each owner by what the files call it."""
    owners = {"student": "student_id", "plan": "name", "section": "section_id"}
    found: dict[str, list[tuple[Any, ...]]] = {}
    with desk.database.reading() as tx:
        for name in TABLES:
            kept = [
                column.name
                for column in METADATA.tables[name].columns
                if column.name not in NOT_IN_FILES
                or (name != "placement" and column.name == "source")
            ]
            columns = [
                f'(SELECT o."{owners[c]}" FROM "{c}" o WHERE o."key" = t."{c}")'
                if c in owners and c != name
                else f't."{c}"'
                for c in kept
            ]
            rows = tx.connection.exec_driver_sql(f'SELECT {", ".join(columns)} FROM "{name}" t')
            found[name] = sorted((tuple(row) for row in rows), key=repr)
    return found


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Desk]:
    made = new_district(tmp_path / "other.cte", None, CLOCK, actor="B. Ruiz")
    yield made
    made.close()


def test_a_new_database_with_the_files_of_everything_has_the_same_content(
    desk: Desk, other: Desk, tmp_path: Path
) -> None:
    _send(desk, tmp_path / "sent")
    report = import_paths(other, (tmp_path / "sent",))
    assert [(f.file, f.reported) for f in report.files if f.refused] == []
    before, after = _content(desk), _content(other)
    for name in TABLES:
        assert after[name] == before[name], name
    _send(other, tmp_path / "again")
    for file in FILES:
        assert (tmp_path / "again" / file).read_bytes() == (tmp_path / "sent" / file).read_bytes()


HAND_MADE = {
    "students.csv": (
        "student_id,last_name,first_name,grade_level,school,goal,groups\n"
        '00042,-,Madonna,11,VL,"=1+1\nsecond ""line""",AVID\n'
        "'=7,O’Neil,Zoë,10,VL,'-,\n"
    ),
    "decisions.csv": (
        "student_id,kind,program,requirement,course_code,for_course,category,reason,approved_by,on\n"
        "00042,pin,graduation,elective,PSYCH,,,,A. Lee,2026-02-01\n"
        '00042,waiver,graduation,physical_education,,,,"EC 51241(b), a",A. Lee,2026-02-01\n'
    ),
    "wishes.csv": (
        "student_id,rank,kind,value,strength,days\n00042,1,avoid,PSYCH,must,\n"
        "00042,2,extended_day,yes,like,MW\n"
    ),
    "plans.csv": (
        "student_id,plan,grade_level,term,lane,course_code,choice,status,signed_on\n"
        "00042,Plan A,12,year,day,ENG12,0,active,2026-10-01\n"
        "00042,Plan A,12,fall,day,PSYCH,0,active,2026-10-01\n"
        "00042,Plan A,12,fall,day,STATS,1,active,2026-10-01\n"
        "00042,Plan A,12,fall,day,SPAN3,0,active,2026-10-01\n"
        "00042,Plan A,12,fall,day,STATS,2,active,2026-10-01\n"
        "00042,Plan B,12,spring,extended,PSYCH,0,named,\n"
    ),
    "tests.csv": "student_id,test,score,on\n00042,AP:CALC,5,\n00042,SBAC_MATH,2600,2026-05-01\n",
}


def _bring(desk: Desk, folder: Path) -> None:
    folder.mkdir()
    for name, text in HAND_MADE.items():
        (folder / name).write_text(text, encoding="utf-8")
    report = import_paths(desk, (folder,))
    assert [entry for file in report.files for entry in file.reported if not entry.taken] == []


def test_odd_texts_pins_wishes_and_alternates_survive_the_round_trip(
    desk: Desk, other: Desk, tmp_path: Path
) -> None:
    _bring(desk, tmp_path / "made")
    made = _send(desk, tmp_path / "sent")
    assert made.problems == ()
    report = import_paths(other, (tmp_path / "sent",))
    assert [entry for file in report.files for entry in file.reported if not entry.taken] == []
    before, after = _content(desk), _content(other)
    for name in TABLES:
        assert after[name] == before[name], name
    assert any("STATS" in row for row in after["placement"])
    assert "'=1+1" in (tmp_path / "sent" / "students.csv").read_text(encoding="utf-8")


def test_audits_of_the_files_are_those_of_the_database(
    desk: Desk, other: Desk, tmp_path: Path
) -> None:
    _bring(desk, tmp_path / "made")
    _send(desk, tmp_path / "sent")
    import_paths(other, (tmp_path / "sent",))
    audits = [
        {c.file.student.student_id: (c.audit.programs, c.findings) for c in open_cases(one)}
        for one in (desk, other)
    ]
    assert len(audits[0]) > 60
    assert audits[0] == audits[1]


def test_rules_go_out_as_published_in_their_order(desk: Desk, tmp_path: Path) -> None:
    _send(desk, tmp_path / "sent")
    with desk.database.reading() as tx:
        published = load_rules(tx)
    for name, document in published.items():
        read = tomllib.loads((tmp_path / "sent" / f"{name}.toml").read_text(encoding="utf-8"))
        assert repr(read) == repr(document)  # the order of keys too


def test_every_student_of_it_stands_in_the_disclosure_log(desk: Desk, tmp_path: Path) -> None:
    made = _send(desk, tmp_path / "sent")
    with desk.database.reading() as tx:
        entry = list_disclosures(tx)[0]
    assert (entry.what, entry.recipient, entry.purpose) == ("everything", *_said(TO_US))
    assert len(entry.student_ids) == made.students == 60


def _said(disclosed: Disclosure) -> tuple[str, str]:
    return disclosed.recipient, disclosed.purpose


def test_private_notes_never_leave(desk: Desk, tmp_path: Path) -> None:
    with desk.database.writing() as tx:
        tx.connection.exec_driver_sql(
            "INSERT INTO private_note SELECT uid, uid, 'A. Lee', '2026-11-01', '2026-11-01', "
            "'told me in confidence' FROM student"
        )
    _send(desk, tmp_path / "sent")
    for path in (tmp_path / "sent").iterdir():
        assert b"in confidence" not in path.read_bytes(), path.name


def test_a_folder_with_other_files_is_refused_and_left_alone(desk: Desk, tmp_path: Path) -> None:
    folder = tmp_path / "desktop"
    folder.mkdir()
    (folder / "letter.txt").write_text("Dear family")
    with pytest.raises(KnownError) as refused:
        _send(desk, folder)
    assert refused.value.code == "folder_in_use"
    assert [path.name for path in folder.iterdir()] == ["letter.txt"]


def test_a_later_export_takes_the_place_of_an_earlier_one(desk: Desk, tmp_path: Path) -> None:
    folder = tmp_path / "sent"
    _send(desk, folder)
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    _send(desk, folder)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_what_was_given_up_leaves_neither_files_nor_an_entry(desk: Desk, tmp_path: Path) -> None:
    folder = tmp_path / "sent"

    def give_up(done: int, _total: int) -> None:
        if done > 900:
            raise _GivenUp

    with pytest.raises(_GivenUp):
        exporting.export_to(desk, "everything", Order(out=folder), TO_US, progress=give_up)
    assert list(folder.iterdir()) == []
    with desk.database.reading() as tx:
        assert all(entry.what != "everything" for entry in list_disclosures(tx))


def test_what_the_files_have_no_place_for_is_said(desk: Desk, tmp_path: Path) -> None:
    with desk.database.writing() as tx:
        tx.connection.exec_driver_sql(
            'DELETE FROM placement WHERE "plan" = (SELECT min("key") FROM "plan")'
        )
    made = _send(desk, tmp_path / "sent")
    assert [(said.code, dict(said.values)) for said in made.problems] == [
        ("empty_plans", {"count": 1})
    ]


def test_what_is_set_aside_goes_out_and_comes_back_to_the_tray(
    desk: Desk, other: Desk, tmp_path: Path
) -> None:
    case = next(one for one in open_cases(desk) if one.plan is not None and one.plan.placed)
    assert case.plan is not None
    parked = Placement("tray", "FREN1", None, alternates=("SPAN1", "ASL1"))
    again = Placement("tray 2", case.plan.placed[0].course_code, None)
    save_plan(desk, replace(case.plan, placements=(*case.plan.placements, parked, again)), "edit")
    made = _send(desk, tmp_path / "sent")
    assert made.problems == ()
    rows = (tmp_path / "sent" / "plans.csv").read_text(encoding="utf-8").splitlines()
    assert len([row for row in rows if ",tray," in row]) == 4
    import_paths(other, (tmp_path / "sent",))
    assert _content(other)["placement"] == _content(desk)["placement"]
    there = next(
        one
        for one in open_cases(other)
        if one.file.student.student_id == case.file.student.student_id
    )
    assert there.plan is not None
    assert [(p.course_code, p.alternates) for p in there.plan.parked] == [
        (p.course_code, p.alternates) for p in (parked, again)
    ]
    for target in (desk, other):  # the same files change nothing
        report = import_paths(target, (tmp_path / "sent" / "plans.csv",), back_up=False)
        assert (report.files[0].accepted, report.files[0].changed) == (0, 0)


def test_students_who_came_since_the_look_are_in_the_log_as_in_the_files(
    desk: Desk, tmp_path: Path
) -> None:
    prepared = exporting.prepare(desk, "everything", Order(out=tmp_path / "sent"))
    header = "student_id,last_name,first_name,grade_level,school\n"
    file = tmp_path / "students.csv"
    file.write_text(f"{header}999999,New,Kim,9,{desk.catalog().schools[0].short}\n")
    assert import_paths(desk, [file], back_up=False).files[0].accepted == 1
    sent = exporting.save(desk, "everything", prepared, TO_US)
    rows = (tmp_path / "sent" / "students.csv").read_text(encoding="utf-8").splitlines()[1:]
    with desk.database.reading() as tx:
        logged = list_disclosures(tx)[0].student_ids
    assert any(row.startswith("999999,") for row in rows)
    assert len(logged) == sent.students == len(rows)
