"""Files are looked at before they are imported: what each is, its first rows, what is in doubt."""

from __future__ import annotations

import zipfile
from pathlib import Path
from time import perf_counter

import pytest
import xlsxwriter

from cte_desktop.exchange.plain.kinds import BY_NAME
from cte_desktop.services.desk import Desk
from cte_desktop.services.profiles import KeepRule, Lookup, Profile, save_profile
from cte_desktop.services.recognising import (
    ColumnRule,
    Recognised,
    TableLook,
    TableShape,
    plain_columns,
    preview_mapping,
    recognise,
)
from cte_desktop.system.errors import KnownError

PLAIN = "student_id,last_name,first_name,grade_level,school\n"
AERIES = "ID,SC,LN,FN,GR,SX\n"


def one(desk: Desk, path: Path, **more: str) -> Recognised:
    (file,) = recognise(desk, [path], **more).files
    return file


def test_a_plain_file_is_shown_as_it_stands(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "students.csv"
    path.write_text(PLAIN + "".join(f"Z{n},Rivera,Ana,11,VL\n" for n in range(40)))

    file = one(desk, path)

    assert (file.kind, file.profile, file.encoding, file.lines) == (
        "students",
        "plain",
        "utf-8",
        40,
    )
    assert file.look.titles == tuple(PLAIN.strip().split(","))
    assert (len(file.look.rows), file.look.numbers[:2]) == (20, (2, 3))
    assert file.mapped[0][file.columns.index("last_name")] == "Rivera"
    assert [rule.column for rule in file.shape.columns] == [
        name for name in file.columns if name in PLAIN.strip().split(",")
    ]


def test_the_rows_of_another_system_are_shown_as_plain_ones(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "STU.csv"
    path.write_text(f"{AERIES}Z1,VL,Rivera,Ana,09,female\n")

    file = one(desk, path)

    assert (file.kind, file.profile) == ("students", "aeries")
    shown = dict(zip(file.columns, file.mapped[0], strict=True))
    assert (shown["grade_level"], shown["gender"], shown["last_name"]) == ("9", "F", "Rivera")
    assert file.look.rows == (("Z1", "VL", "Rivera", "Ana", "09", "female"),)


def test_a_saved_profile_comes_first(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "STU.csv"
    path.write_text(f"{AERIES}Z1,VL,Rivera,Ana,09,female\n")
    ours = one(desk, path).shape
    save_profile(desk, Profile("ours", "Ours", (ours,)))

    assert one(desk, path).profile == "ours"
    assert one(desk, path, profile="aeries").profile == "aeries"


def test_a_table_that_nobody_knows_is_there_with_a_proposal(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("Perm ID,Surname,Given Name,Grd,Grade,Site\nZ1,Rivera,Ana,11,12,VL\n")

    file = one(desk, path)

    assert (file.kind, file.profile) == ("students", "")
    assert file.doubts == ("Two columns could be the grade level: Grd and Grade.",)
    assert dict(zip(file.columns, file.mapped[0], strict=True))["first_name"] == "Ana"

    path.write_text("Locker,Combination\n1,2\n")
    unknown = one(desk, path)
    assert (unknown.kind, unknown.profile, unknown.mapped) == ("", "", ((),))
    assert unknown.look.titles == ("Locker", "Combination")


def test_an_empty_folder_has_no_table(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(KnownError) as error:
        recognise(desk, [tmp_path])

    assert error.value.code == "nothing_known"


def test_files_stand_in_the_order_in_which_they_are_taken(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("PID,CN,MK,YR,TE,CR,CC\nZ1,ENG10,A,2026,1,5,5\n")
    (tmp_path / "b.csv").write_text(f"{PLAIN}Z1,Rivera,Ana,11,VL\n")
    (tmp_path / "c.csv").write_text("Locker,Combination\n1,2\n")
    (tmp_path / "letter.doc").write_text("Dear parents")

    found = recognise(desk, [tmp_path])

    assert [(file.file, file.kind) for file in found.files] == [
        ("b.csv", "students"),
        ("a.csv", "record"),
        ("c.csv", ""),
    ]
    assert "letter.doc" in found.ignored


ONEROSTER = {
    "manifest.csv": "propertyName,value\noneroster.version,1.1\n",
    "lineItems.csv": "sourcedId,status,title\nl1,,Quiz\n",
    "orgs.csv": "sourcedId,name,type,identifier\no1,Valencia High,school,VL\n",
    "users.csv": (
        "sourcedId,enabledUser,orgSourcedIds,role,givenName,familyName,identifier,grades\n"
        "u1,true,o1,student,Ana,Rivera,Z1,11\n"
    ),
}


@pytest.mark.parametrize("inside", ["", "export 2026/", "a/b/"])
def test_a_package_is_told_with_what_lies_beside_it_also_in_a_folder(
    desk: Desk, tmp_path: Path, inside: str
) -> None:
    file = tmp_path / "export.zip"
    with zipfile.ZipFile(file, "w") as package:
        for name, text in ONEROSTER.items():
            package.writestr(f"{inside}{name}", text)
        package.writestr(f"__MACOSX/{inside}._users.csv", b"\0\1")

    found = recognise(desk, [file])

    (users,) = found.files
    assert (users.file, users.kind) == (f"export.zip/{inside}users.csv", "students")
    assert users.profile == "oneroster-1.1"
    beside = {f"export.zip/{inside}{n}" for n in ("manifest.csv", "lineItems.csv", "orgs.csv")}
    assert set(found.looked_up) == beside
    assert found.ignored == ()


LOOK = TableLook(
    ("PID", "Role", "Te", "School"),
    ("pid", "role", "te", "school"),
    (("Z1", "Student", "S1", "o1"), ("Z2", "Teacher", "FY", "o2")),
    (2, 3),
)


def test_a_mapping_is_tried_on_the_rows_of_a_look() -> None:
    shape = TableShape(
        "record",
        columns=(
            ColumnRule("student_id", ("pid",)),
            ColumnRule("term", ("te",), convert=("term",)),
            ColumnRule("credits_attempted", constant="@catalog"),
            ColumnRule("school", ("school",), via=(Lookup(("orgs",), ("id",), ("name",)),)),
        ),
        keep=(KeepRule(ColumnRule("", ("role",)), ("student",)),),
    )

    first, second = preview_mapping(LOOK, shape)

    shown = dict(zip((c.name for c in BY_NAME["record"].columns), first, strict=True))
    assert {name: text for name, text in shown.items() if text} == {
        "student_id": "Z1",
        "term": "fall",
        "credits_attempted": "as in the catalog",
        "school": "o1",
    }
    assert second == ()
    assert preview_mapping(LOOK, TableShape("")) == ((), ())


def test_each_plain_column_has_a_name_that_people_know() -> None:
    columns = plain_columns("record")

    assert [c.name for c in columns if c.needed] == list(BY_NAME["record"].needed)
    assert {c.name: c.label for c in columns}["ag_area"] == "A-G area"
    assert plain_columns("") == ()


def test_a_long_file_is_looked_at_at_once(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "record.csv"
    header = "student_id,school_year,term,course_code,mark,credits_attempted,credits_earned\n"
    path.write_text(header + "S1,2025-26,fall,ENG10,A,5.0,5.0\n" * 700_000)
    one(desk, path)  # the catalog and the shipped profiles are read now

    began = perf_counter()
    file = one(desk, path)

    assert perf_counter() - began < 0.5
    assert abs(file.lines - 700_000) < 7_000


def test_a_workbook_is_looked_at_sheet_by_sheet(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    with xlsxwriter.Workbook(path) as book:
        for name, rows in {
            "students": [PLAIN.strip().split(","), ["Z1", "Rivera", "Ana", 11, "VL"]],
            "Marks": ["PID CN MK YR TE CR CC".split(), ["Z1", "ENG10", "A", 2026, 1, 5, 2.5]],
        }.items():
            sheet = book.add_worksheet(name)
            for place, row in enumerate(rows):
                sheet.write_row(place, 0, row)

    files = recognise(desk, [path]).files

    assert [(file.file, file.kind, file.profile, file.encoding) for file in files] == [
        ("book.xlsx/students", "students", "plain", "xlsx"),
        ("book.xlsx/Marks", "record", "aeries", "xlsx"),
    ]
    assert files[1].look.rows == (("Z1", "ENG10", "A", "2026", "1", "5", "2.5"),)
