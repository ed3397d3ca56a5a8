"""The sample district as a OneRoster package, 1.1 or 1.2: a zip with a manifest.

OneRoster has no transcript and no credits: it carries the students, the sections of the year and
who sits in them. Its ids are nobody's numbers; teachers stand among the users.
"""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

from tests.exchange.profiles.as_written_by import Cells, PlainDistrict

DISTRICT = "org-district"
SEXES = {"M": "male", "F": "female"}
TERMS = {"year": "s1,s2", "fall": "s1", "spring": "s2"}
DELTA = ("", "")  # status and dateLastModified are blank in bulk files


def oneroster(district: PlainDistrict, folder: Path, version: str = "1.1") -> Path:
    """Write the package and return its file."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"oneroster-{version}.zip"
    tables = {
        "academicSessions.csv": _sessions(district),
        "orgs.csv": _orgs(district),
        "courses.csv": _courses(district),
        "classes.csv": _classes(district),
        "users.csv": _users(district) if version == "1.1" else _users_of_1_2(district),
        "enrollments.csv": _enrollments(district),
        "demographics.csv": _demographics(district, version),
    }
    if version != "1.1":
        tables["roles.csv"] = _roles(district)
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("manifest.csv", _text(_manifest(tables, version)))
        for name, rows in tables.items():
            package.writestr(name, _text(rows))
    return file


def _manifest(tables: dict[str, Iterator[Cells]], version: str) -> Iterator[Cells]:
    yield "propertyName", "value"
    yield "manifest.version", "1.0"
    yield "oneroster.version", version
    for name in tables:
        yield f"file.{name.removesuffix('.csv')}", "bulk"
    yield "source.systemName", "A student information system"


def _sessions(district: PlainDistrict) -> Iterator[Cells]:
    start = int(next(iter(district.sections.values()))["school_year"][:4])
    yield (
        "sourcedId,status,dateLastModified,title,type,startDate,endDate,parentSourcedId,schoolYear"
    ).split(",")
    ends = str(start + 1)
    year = f"{start}-{start + 1}"
    yield "sy", *DELTA, year, "schoolYear", f"{start}-08-12", f"{ends}-06-04", "", ends
    yield "s1", *DELTA, "Semester 1", "term", f"{start}-08-12", f"{start}-12-18", "sy", ends
    yield "s2", *DELTA, "Semester 2", "term", f"{ends}-01-08", f"{ends}-06-04", "sy", ends


def _orgs(district: PlainDistrict) -> Iterator[Cells]:
    yield "sourcedId,status,dateLastModified,name,type,identifier,parentSourcedId".split(",")
    yield DISTRICT, *DELTA, "William S. Hart Union High", "district", "1965136", ""
    for school in district.catalog.schools:
        yield f"org-{school.short}", *DELTA, school.name, "school", school.cds_code, DISTRICT


def _courses(district: PlainDistrict) -> Iterator[Cells]:
    yield (
        "sourcedId,status,dateLastModified,schoolYearSourcedId,title,courseCode,grades,"
        "orgSourcedId,subjects,subjectCodes"
    ).split(",")
    for course in district.catalog.courses:
        code = course.code
        yield f"course-{code}", *DELTA, "sy", course.title, code, "", DISTRICT, "", ""


def _classes(district: PlainDistrict) -> Iterator[Cells]:
    yield (
        "sourcedId,status,dateLastModified,title,grades,courseSourcedId,classCode,classType,"
        "location,schoolSourcedId,termSourcedIds,subjects,subjectCodes,periods"
    ).split(",")
    for number, s in enumerate(district.sections.values(), 1):
        yield (
            s["section_id"], *DELTA, s["course_code"], "", f"course-{s['course_code']}",
            str(number), "scheduled", s["room"], f"org-{s['site']}", TERMS[s["term"]], "", "",
            s["period"].removeprefix("P"),
        )  # fmt: skip
    yield (
        "hr-1",
        *DELTA,
        "Homeroom",
        "",
        "course-ENG09",
        "",
        "homeroom",
        "",
        "org-VL",
        "s1",
        *[""] * 3,
    )


def _users(district: PlainDistrict) -> Iterator[Cells]:
    yield (
        "sourcedId,status,dateLastModified,enabledUser,orgSourcedIds,role,username,userIds,"
        "givenName,familyName,middleName,identifier,email,sms,phone,agentSourcedIds,grades,password"
    ).split(",")
    for s in district.students:
        orgs = f"{DISTRICT},org-{s['school']}"
        number = s["student_id"]
        yield (
            f"user-{number}", *DELTA, "true", orgs, "student", number, "", s["first_name"],
            s["last_name"], s["middle_name"], number, "", "", "", "", s["grade_level"].zfill(2), "",
        )  # fmt: skip
    for teacher in _teachers(district):
        yield (
            f"user-{teacher}", *DELTA, "true", DISTRICT, "teacher", teacher, "", "", teacher,
            *[""] * 8,
        )  # fmt: skip


def _users_of_1_2(district: PlainDistrict) -> Iterator[Cells]:
    yield (
        "sourcedId,status,dateLastModified,enabledUser,username,userIds,givenName,familyName,"
        "middleName,identifier,email,sms,phone,agentSourcedIds,grades,password,"
        "userMasterIdentifier,resourceSourcedIds,preferredGivenName,preferredMiddleName,"
        "preferredFamilyName,primaryOrgSourcedId,pronouns"
    ).split(",")
    for s in district.students:
        number = s["student_id"]
        yield (
            f"user-{number}", *DELTA, "true", number, "", s["first_name"], s["last_name"],
            s["middle_name"], number, "", "", "", "", s["grade_level"].zfill(2), "", "", "",
            s["preferred_name"], "", "", f"org-{s['school']}", "",
        )  # fmt: skip
    for teacher in _teachers(district):
        yield f"user-{teacher}", *DELTA, "true", teacher, "", "", teacher, *[""] * 15


def _roles(district: PlainDistrict) -> Iterator[Cells]:
    yield (
        "sourcedId,status,dateLastModified,userSourcedId,roleType,role,beginDate,endDate,"
        "orgSourcedId,userProfileSourcedId"
    ).split(",")
    for s in district.students:
        user, org = f"user-{s['student_id']}", f"org-{s['school']}"
        yield f"role-{s['student_id']}", *DELTA, user, "primary", "student", "", "", org, ""
    for teacher in _teachers(district):
        user = f"user-{teacher}"
        yield f"role-{teacher}", *DELTA, user, "primary", "counselor", "", "", DISTRICT, ""
        yield f"role2-{teacher}", *DELTA, user, "secondary", "teacher", "", "", DISTRICT, ""


def _enrollments(district: PlainDistrict) -> Iterator[Cells]:
    yield (
        "sourcedId,status,dateLastModified,classSourcedId,schoolSourcedId,userSourcedId,role,"
        "primary,beginDate,endDate"
    ).split(",")
    for s in district.sections.values():
        org, user = f"org-{s['site']}", f"user-{s['teacher']}"
        yield f"t-{s['section_id']}", *DELTA, s["section_id"], org, user, "teacher", "true", "", ""
    for number, r in enumerate(district.seated, 1):
        org, user = f"org-{district.sections[r['section_id']]['site']}", f"user-{r['student_id']}"
        yield f"e-{number}", *DELTA, r["section_id"], org, user, "student", "false", "", ""
        if number <= 5:
            yield f"h-{number}", *DELTA, "hr-1", org, user, "student", "false", "", ""


def _demographics(district: PlainDistrict, version: str) -> Iterator[Cells]:
    yield "sourcedId,status,dateLastModified,birthDate,sex".split(",")
    other = "" if version == "1.1" else "other"
    for s in district.students:
        yield f"user-{s['student_id']}", *DELTA, s["birth_date"], SEXES.get(s["gender"], other)


def _teachers(district: PlainDistrict) -> list[str]:
    return sorted({section["teacher"] for section in district.sections.values()})


def _text(rows: Iterator[Cells]) -> str:
    stream = io.StringIO(newline="")
    csv.writer(stream).writerows(rows)
    return stream.getvalue()
