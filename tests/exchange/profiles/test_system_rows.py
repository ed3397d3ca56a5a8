"""What the shipped profiles make of single rows, written the way the systems write them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.exchange.profiles.mapping_files import mapped

# system, file, its lines, the kind, some plain columns of each row in order
CASES = [
    (
        "powerschool",
        "student.export.text",
        (
            "Student_Number\tLastFirst\tGrade_Level\tSchoolID\tDOB\tGender\tState_StudentNumber\n"
            "101234\tRivera Ruiz, Ana M.\t11\t1995802\t3/4/2010\tF\t1234567890\n"
        ),
        "students",
        [
            {
                "student_id": "101234",
                "last_name": "Rivera Ruiz",
                "first_name": "Ana",
                "middle_name": "M",
                "school": "19651361995802",
                "birth_date": "2010-03-04",
                "state_id": "1234567890",
            }
        ],
    ),
    (
        "powerschool",
        "grades.txt",
        (
            "student_number,school_name,store_code,course_code,grade,term_year,credits_attempted,"
            "credits_received,department,grade_level,t_course_name\n"
            "S1,VL,Y1,ENG10,a -,2025-2026,10.0000,10.0000,English,10,English 10\n"
            "S1,North High,S2,X-WHG,CR,3502,5,5,Social Science,10,World History\n"
        ),
        "record",
        [
            {
                "term": "fall",
                "mark": "A-",
                "school_year": "2025-26",
                "credits_attempted": "5",
                "credits_earned": "5",
                "subject": "",
            },
            {"term": "spring", "mark": "A-", "credits_earned": "5", "subject": ""},
            {
                "term": "spring",
                "school_year": "2025-26",
                "course_code": "X-WHG",
                "subject": "social_studies",
                "school": "North High",
            },
        ],
    ),
    (
        "powerschool",
        "history.txt",
        (
            "STUDENT_NUMBER\tCOURSE_NAME\tGRADE_LEVEL\tTERMID\tSTORECODE\tSECTIONID\tCOURSE_NUMBER\t"
            "EARNEDCRHRS\tGRADE\tPOTENTIALCRHRS\n"
            "S1\tEnglish 10\t10\t3501\tS1\t8812\tENG10\t5\tB+\t5\n"
        ),
        "record",
        [
            {
                "school_year": "2025-26",
                "term": "fall",
                "course_code": "ENG10",
                "mark": "B+",
                "section_id": "8812",
                "credits_attempted": "5",
            }
        ],
    ),
    (
        "powerschool",
        "requests.csv",
        (
            "student_number,term_name,year_number,schoolid,course_number,priority,completed\n"
            "S1,2027-2028,37,1995802,ENG12,1,0\n"
        ),
        "plans",
        [
            {
                "student_id": "S1",
                "plan": "Requests",
                "grade_level": "12",
                "term": "year",
                "lane": "day",
                "course_code": "ENG12",
            }
        ],
    ),
    (
        "aeries",
        "HIS.csv",
        (
            '"PID","SQ","CN","MK","CR","CC","YR","TE","GR","ST","CO"\n'
            '"S1","1","ENG10","A","5.00","5.00","2026","1","10","5","English 10"\n'
            '"S1","2","PE9","X","5.00","0.00","2026","2","10","5","PE 9"\n'
        ),
        "record",
        [
            {"school_year": "2025-26", "term": "fall", "mark": "A", "school": "5"},
            {"term": "spring", "mark": "X", "credits_attempted": "5", "credits_earned": "0"},
        ],
    ),
    (
        "infinite-campus",
        "Transcript.csv",
        (
            "student.studentNumber,transcriptCourse.courseNumber,transcriptCourse.score,"
            "transcriptCredit.creditsEarned,transcriptCredit.creditsAttempted,"
            "transcriptCourse.endYear,transcriptCourse.actualTerm,transcriptCourse.grade,"
            "transcriptCourse.schoolName\n"
            "S1,ENG10,B plus,5.000,5.000,2026,2,10,Valencia High School\n"
        ),
        "record",
        [
            {
                "student_id": "S1",
                "school_year": "2025-26",
                "term": "spring",
                "grade_level": "10",
                "mark": "B+",
                "credits_earned": "5",
                "school": "Valencia High School",
            }
        ],
    ),
    (
        "infinite-campus",
        "Transcript.csv",
        (
            "Student Number,Course Number,Score,Credits Earned,Credits Attempted,School Year,"
            "Actual Term,Terms Long\nS1,ENG10,A,10,10,24-25,1,2\n"
        ),
        "record",
        [
            {"school_year": "2024-25", "term": "fall", "credits_earned": "5"},
            {"school_year": "2024-25", "term": "spring", "credits_earned": "5"},
        ],
    ),
    (
        "infinite-campus",
        "students.txt",
        (
            "Student Number,Student Name,Grade,School Number,Birth Date,Gender\n"
            '099123,"Nguyễn, Anh T.",09,0102459,12/31/2011,X\n'
        ),
        "students",
        [
            {
                "student_id": "099123",
                "last_name": "Nguyễn",
                "first_name": "Anh",
                "middle_name": "T",
                "grade_level": "9",
                "school": "19651360102459",
                "birth_date": "2011-12-31",
            }
        ],
    ),
    (
        "coc",
        "grades.csv",
        (
            "Student ID,Term,Course,Title,Units,Grade\n"
            "S1,2026SP,ENGL 101,College Writing,3.00,B\n"
            "S1,Winter 2026,COUNS-110,Career Planning,1,EW\n"
        ),
        "record",
        [
            {
                "school_year": "2025-26",
                "term": "spring",
                "course_code": "COC-ENGL101",
                "mark": "B",
                "credits_attempted": "10",
                "college_units": "3",
                "school": "College of the Canyons",
            },
            {
                "school_year": "2025-26",
                "term": "spring",
                "course_code": "COC-COUNS110",
                "mark": "W",
                "credits_attempted": "3.33",
            },
        ],
    ),
]


@pytest.mark.parametrize(("system", "name", "text", "kind", "rows"), CASES)
def test_a_row_of_a_system_becomes_a_plain_one(
    tmp_path: Path, system: str, name: str, text: str, kind: str, rows: list[dict[str, str]]
) -> None:
    made = mapped(tmp_path, system, {name: text}, name)
    assert list(made) == [kind]
    told = [
        {column: row.get(column, "") for column in expected}
        for row, expected in zip(made[kind], rows, strict=True)
    ]
    assert told == rows


AERIES = {
    "STU.csv": (
        "ID,SC,SN,LN,FN,GR,TG,DEL\nS1,5,1,Rivera,Ana,11,,0\nS2,15,1,Cho,Min,8,,0\n"
        "S2,7,9,Cho,Min,8,I,0\nS3,7,3,Old,Row,8,,1\n"
    ),
    "MST.csv": "SC,SE,CN,SM,PD,TN1,RM,MX\n5,101,ENG11,Y,1,44,A12,34\n5,102,GD1,S,2,45,,\n",
    "CRS.csv": "CN,CO\nENG11,English 11\n",
    "TCH.csv": "SC,TN,TE\n5,44,Lopez\n7,45,Nobody\n",
    "SEC.csv": "SC,SN,SE\n5,1,101\n5,1,102\n15,1,101\n",
}


def test_a_query_of_aeries_may_write_the_table_before_its_fields(tmp_path: Path) -> None:
    text = "STU.ID,STU.LN,STU.FN,STU.GR,STU.SC\n99,Rivera,Ana,11,5\n"
    (student,) = mapped(tmp_path, "aeries", {"query.csv": text}, "query.csv")["students"]
    assert (student["student_id"], student["last_name"], student["school"]) == ("99", "Rivera", "5")


def test_seats_in_aeries_are_told_by_school_and_number_in_it(tmp_path: Path) -> None:
    rows = mapped(tmp_path, "aeries", AERIES, "SEC.csv")["record"]
    told = [(r["student_id"], r["term"], r["course_code"], r["section_id"]) for r in rows]
    assert told == [
        ("S1", "fall", "ENG11", "5-101"),
        ("S1", "spring", "ENG11", "5-101"),
        ("S1", "spring", "GD1", "5-102"),
        ("S2", "", "", "15-101"),
    ]
    assert [r["course_title"] for r in rows] == ["English 11", "English 11", "", ""]
    assert {(r["school_year"], r["mark"], r["credits_earned"]) for r in rows} == {
        ("2026-27", "", "0")
    }
    assert [r["credits_attempted"] for r in rows] == ["5", "5", "5", ""]


def test_sections_of_aeries_name_the_teacher_of_their_own_school(tmp_path: Path) -> None:
    rows = mapped(tmp_path, "aeries", AERIES, "MST.csv")["sections"]
    told = [(r["section_id"], r["term"], r["period"], r["teacher"], r["seats"]) for r in rows]
    assert told == [("5-101", "year", "P1", "Lopez", "34"), ("5-102", "spring", "P2", "", "")]


def test_students_of_aeries_are_the_rows_that_are_neither_tagged_nor_deleted(
    tmp_path: Path,
) -> None:
    rows = mapped(tmp_path, "aeries", AERIES, "STU.csv")["students"]
    assert [(r["student_id"], r["school"]) for r in rows] == [("S1", "5"), ("S2", "15")]


ONEROSTER = {
    "orgs.csv": "sourcedId,name,type,identifier\nd,H,district,1965136\no,Valencia High,school,\n",
    "academicSessions.csv": (
        "sourcedId,title,type,startDate,endDate,schoolYear\n"
        "q1,Q1,gradingPeriod,2026-08-12,2026-10-09,2027\n"
        "q4,Q4,gradingPeriod,2027-03-22,2027-06-04,2027\n"
    ),
    "courses.csv": "sourcedId,title,courseCode\nc,English 11,ENG11\n",
    "classes.csv": (
        "sourcedId,title,courseSourcedId,classType,location,schoolSourcedId,termSourcedIds,"
        'periods\nk1,E,c,scheduled,A1,o,"q1,q4",3\nk2,H,c,homeroom,,o,q1,\n'
    ),
    "users.csv": (
        "sourcedId,status,enabledUser,orgSourcedIds,role,givenName,familyName,identifier,grades\n"
        'u1,,true,"d,o",student,Ana,Rivera,S1,11\nu2,,true,o,student,Min,Cho,,"12,13"\n'
        "u3,,true,o,teacher,Lee,Lopez,,\nu4,tobedeleted,true,o,student,Old,Gone,S9,12\n"
    ),
    "demographics.csv": "sourcedId,birthDate,sex\nu1,2010-03-04,female\nu3,,male\n",
    "enrollments.csv": (
        "sourcedId,status,classSourcedId,schoolSourcedId,userSourcedId,role\n"
        "e1,,k1,o,u1,student\ne2,,k2,o,u1,student\ne3,,k1,o,u3,teacher\n"
        "e4,tobedeleted,k1,o,u2,student\n"
    ),
}


def test_students_of_oneroster_are_the_users_who_are_students(tmp_path: Path) -> None:
    rows = mapped(tmp_path, "oneroster-1.1", ONEROSTER, "users.csv")["students"]
    told = [(r["student_id"], r["last_name"], r["grade_level"], r["school"]) for r in rows]
    assert told == [("S1", "Rivera", "11", "Valencia High"), ("u2", "Cho", "12", "Valencia High")]
    assert [(r["birth_date"], r["gender"]) for r in rows] == [("2010-03-04", "F"), ("", "")]


def test_a_class_of_oneroster_lasts_from_its_first_term_to_its_last(tmp_path: Path) -> None:
    (row,) = mapped(tmp_path, "oneroster-1.1", ONEROSTER, "classes.csv")["sections"]
    assert (row["school_year"], row["term"], row["period"]) == ("2026-27", "year", "P3")
    assert (row["course_code"], row["teacher"], row["room"]) == ("ENG11", "Lee Lopez", "A1")


def test_seats_of_oneroster_are_work_under_way_with_the_catalogs_credits(tmp_path: Path) -> None:
    rows = mapped(tmp_path, "oneroster-1.1", ONEROSTER, "enrollments.csv")["record"]
    told = [(r["student_id"], r["term"], r["mark"], r["credits_attempted"]) for r in rows]
    assert told == [("S1", "fall", "", "5"), ("S1", "spring", "", "5")]
