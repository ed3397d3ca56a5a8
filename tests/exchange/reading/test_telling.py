"""What a file is: by a person's word, a plain header, a profile, or by what its columns seem."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from cte_desktop.exchange.profiles.profile import ColumnRule, Profile, TableShape
from cte_desktop.exchange.profiles.profile_writing import profile_text
from cte_desktop.exchange.profiles.shipped import shipped_profiles
from cte_desktop.exchange.reading.reading import Readings, open_paths
from cte_desktop.system.errors import KnownError
from tests.exchange.reading.reading_district import GOOD_ROW, GOOD_STUDENT, RECORD, STUDENTS, known

PLAIN_STUDENTS = f"{STUDENTS}\n{GOOD_STUDENT}\n"
PLAIN_RECORD = f"{RECORD}\n{GOOD_ROW}\n"
AERIES = "ID,SC,LN,FN,GR,SX\nS1,VL,Rivera,Ana,11,F\n"
HISTORY = "PID,CN,MK,YR,TE,CR,CC,ST\nS1,ENG10,A,2026,1,5,5,VL\n"
UNKNOWN = "Perm ID,Surname,Given Name,Grd,Campus\nS1,Rivera,Ana,11,VL\n"


def shape(kind: str, marks: str, /, **columns: str) -> TableShape:
    rules = tuple(ColumnRule(name, (source,)) for name, source in columns.items())
    return TableShape(kind, marks=tuple((mark,) for mark in marks.split()), columns=rules)


SCORES = shape("tests", "who exam", student_id="who", test="exam", score="points")


def opened(
    folder: Path,
    files: Mapping[str, str],
    profile: str = "",
    saved: tuple[Profile, ...] = (),
    shapes: Mapping[str, TableShape] | None = None,
) -> Readings:
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    return open_paths([folder], profile, None, known(), saved=saved, shapes=shapes or {})


def kinds(readings: Readings) -> dict[str, tuple[str, str]]:
    return {file.name: (file.kind.name, file.profile) for file in readings.files}


def entries(readings: Readings) -> dict[str, tuple[str, bool]]:
    return {name: (entry.problem, entry.taken) for name, entry in readings.ignored}


def test_each_file_is_recognised_by_itself(tmp_path: Path) -> None:
    readings = opened(
        tmp_path,
        {
            "students.csv": PLAIN_STUDENTS,
            "whatever.csv": PLAIN_RECORD,
            "STU.csv": AERIES,
            "HIS.csv": HISTORY,
            "new ones.csv": UNKNOWN,
            "notes.csv": "Dear parents\nhello\n",
        },
    )

    assert kinds(readings) == {
        "students.csv": ("students", "plain"),
        "whatever.csv": ("record", "plain"),
        "STU.csv": ("students", "aeries"),
        "HIS.csv": ("record", "aeries"),
        "new ones.csv": ("students", "proposed"),
    }
    assert list(entries(readings)) == ["notes.csv"]


def test_a_plain_file_goes_through_no_mapping(tmp_path: Path) -> None:
    readings = opened(tmp_path, {"students.csv": PLAIN_STUDENTS, "STU.csv": AERIES})

    assert {file.name: file.mapping is None for file in readings.files} == {
        "students.csv": True,
        "STU.csv": False,
    }


def test_a_saved_profile_comes_before_a_shipped_one(tmp_path: Path) -> None:
    aeries = next(one for one in shipped_profiles() if one.name == "aeries")
    ours = Profile("ours", "Ours", aeries.tables)

    readings = opened(tmp_path, {"STU.csv": AERIES}, saved=(ours,))

    assert kinds(readings) == {"STU.csv": ("students", "ours")}


@pytest.mark.parametrize("swapped", [False, True])
def test_of_two_tables_that_fit_the_one_with_more_marks_is_taken(
    tmp_path: Path, swapped: bool
) -> None:
    columns = {"student_id": "who", "test": "exam", "score": "points"}
    more = shape("tests", "who exam points", **columns, on="day")
    less = shape("tests", "who exam", **columns)
    tables = (more, less) if swapped else (less, more)

    readings = opened(
        tmp_path, {"x.csv": "who,exam,points,day\n"}, saved=(Profile("ours", "", tables),)
    )

    (file,) = readings.files
    assert file.mapping is not None
    assert file.mapping.shape == more


def test_of_as_many_marks_the_table_with_more_columns_is_taken(tmp_path: Path) -> None:
    columns = {"student_id": "who", "test": "exam", "score": "points"}
    more = shape("tests", "who points", **columns, on="day")
    less = shape("tests", "who exam", **columns)

    readings = opened(
        tmp_path, {"x.csv": "who,exam,points,day\n"}, saved=(Profile("ours", "", (less, more)),)
    )

    assert readings.files[0].mapping is not None
    assert readings.files[0].mapping.shape == more


def test_tables_with_the_same_marks_are_two_kinds_of_rows_of_one_file(tmp_path: Path) -> None:
    again = shape("experiences", "who exam", student_id="who", kind="exam", title="points")

    readings = opened(
        tmp_path, {"x.csv": "who,exam,points\n"}, saved=(Profile("ours", "", (SCORES, again)),)
    )

    assert [(f.name, f.kind.name) for f in readings.files] == [
        ("x.csv", "experiences"),
        ("x.csv", "tests"),
    ]


def test_a_named_profile_takes_its_tables_and_plain_files_beside(tmp_path: Path) -> None:
    files = {"STU.csv": AERIES, "record.csv": PLAIN_RECORD, "new.csv": UNKNOWN}

    readings = opened(tmp_path, files, profile="aeries")

    assert kinds(readings) == {
        "STU.csv": ("students", "aeries"),
        "record.csv": ("record", "plain"),
    }
    assert list(entries(readings)) == ["new.csv"]


def test_a_named_profile_says_which_columns_of_its_table_lack(tmp_path: Path) -> None:
    readings = opened(
        tmp_path, {"x.csv": "who,exam\nS1,AP:ART\n"}, "ours", (Profile("ours", "", (SCORES,)),)
    )

    (file,) = readings.files
    assert list(readings.batches(file)) == []
    assert [(e.code, e.value) for e in file.reported] == [("missing_column", "points")]
    assert (file.rows, file.refused) == (1, 1)


def test_the_plain_profile_takes_plain_files_alone(tmp_path: Path) -> None:
    readings = opened(tmp_path, {"record.csv": PLAIN_RECORD, "STU.csv": AERIES}, profile="plain")

    assert kinds(readings) == {"record.csv": ("record", "plain")}


def test_what_a_person_says_of_a_file_counts_first(tmp_path: Path) -> None:
    files = {"students.csv": PLAIN_STUDENTS, "STU.csv": AERIES, "x.csv": "who,exam,points\n"}
    only_name = shape("students", "", student_id="student_id", last_name="first_name")

    readings = opened(
        tmp_path,
        files,
        shapes={"students.csv": only_name, "STU.csv": TableShape(""), "x.csv": SCORES},
    )

    assert kinds(readings) == {
        "students.csv": ("students", "proposed"),
        "x.csv": ("tests", "proposed"),
    }
    assert "left out" in entries(readings)["STU.csv"][0]


def test_a_plain_shape_that_a_person_confirms_is_read_as_plain(tmp_path: Path) -> None:
    names = STUDENTS.split(",")
    confirmed = shape("students", "", **dict(zip(names, names, strict=True)))

    readings = opened(tmp_path, {"new.csv": PLAIN_STUDENTS}, shapes={"new.csv": confirmed})

    assert kinds(readings) == {"new.csv": ("students", "plain")}
    assert readings.files[0].mapping is None


def test_a_profile_among_the_files_is_used_at_once(tmp_path: Path) -> None:
    files = {
        "ours.toml": profile_text(Profile("ours", "Ours", (SCORES,))),
        "x.csv": "who,exam,points\nS1,AP:ART,5\n",
    }

    readings = opened(tmp_path, files)

    assert kinds(readings) == {"x.csv": ("tests", "ours")}
    assert [(name, profile.name) for name, profile in readings.profiles] == [("ours.toml", "ours")]
    (tmp_path / "ours.toml").write_text('profile = "ours"\n')
    with pytest.raises(KnownError) as error:
        opened(tmp_path, {})
    assert error.value.code == "bad_profile"


ONEROSTER = {
    "users.csv": "sourcedId,status,enabledUser,orgSourcedIds,role,username,givenName,familyName,"
    "identifier,grades\nu1,,true,o1,student,ana,Ana,Rivera,S1,11\nu2,,true,o1,teacher,lee,A,Lee,,\n",
    "orgs.csv": "sourcedId,status,name,type,identifier\no1,,Valencia,school,VL\n",
    "courses.csv": "sourcedId,status,title,courseCode,orgSourcedId\nc1,,English 10,ENG10,o1\n",
    "classes.csv": "sourcedId,status,title,courseSourcedId,classType,schoolSourcedId,"
    "termSourcedIds,periods\nk1,,English 10,c1,scheduled,o1,t1,3\n",
    "academicSessions.csv": "sourcedId,status,title,type,startDate,endDate,schoolYear\n"
    "t1,,Fall,semester,2026-08-12,2026-12-18,2027\n",
}


def test_files_that_others_look_things_up_in_are_none_that_are_unknown(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "roster.zip", "w") as made:
        for name, text in ONEROSTER.items():
            made.writestr(name, text)

    readings = open_paths([tmp_path / "roster.zip"], "", None, known())

    assert {name.partition("/")[2]: kind for name, (kind, _) in kinds(readings).items()} == {
        "classes.csv": "sections",
        "users.csv": "students",
    }
    assert {file.profile for file in readings.files} == {"oneroster-1.1"}
    told = entries(readings)
    assert sorted(told) == [
        f"roster.zip/{name}" for name in ("academicSessions.csv", "courses.csv", "orgs.csv")
    ]
    assert all(taken and "look up" in problem for problem, taken in told.values())
    (users,) = [file for file in readings.files if file.kind.name == "students"]
    rows = [row for batch in readings.batches(users) for row in batch]
    assert (len(rows), users.left_aside) == (1, 1)


def test_a_file_that_is_nearly_known_says_what_lacks(tmp_path: Path) -> None:
    lacks = tmp_path / "new.csv"
    lacks.write_text(UNKNOWN.replace("Campus", "Locker").replace(",VL", ",417"))
    with pytest.raises(KnownError) as error:
        open_paths([lacks], "", None, known())
    assert error.value.code == "nothing_known"
    assert "looks like students.csv, but no column was found for school" in error.value.do

    lacks.write_text("SIS ID,Yr,Sem,Course #,Grade,Cr Att,Cr Earned\nS1,2026,1,ENG10,A,5,5\n")
    with pytest.raises(KnownError) as error:
        open_paths([lacks], "", None, known())
    assert 'The year in "Yr" is taken as' in error.value.do
