"""Values that are well written and can't be: scores, dates, codes, grades, digits, decisions."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.exchange.reading.reading_district import RECORD, STUDENTS, read_lines

TESTS = "student_id,test,score,on"
COURSES = (
    "code,title,credits,terms,grade_min,grade_max,graduation_subject,pathway,pathway_level,"
    "prerequisites"
)
SCHOOLS = "short,name,cds_code,kind,grade_low,grade_high"
SECTIONS = "section_id,school_year,term,course_code,site,kind,grade_min,grade_max,seats"
PLANS = "student_id,plan,grade_level,term,lane,course_code,site,signed_on"
WISHES = "student_id,rank,kind,value"
DECISIONS = (
    "student_id,kind,program,requirement,course_code,for_course,category,reason,approved_by,on"
)
EXPERIENCES = "student_id,kind,title,passed_on,expires_on,hours"
EMPLOYERS = "name,contact,phone,sectors"
AROUND = "student_id,kind,title,opinion,enrolled_as"
BY = "moved here,A. Lee,2026-10-01"

# file, header, row, column, code, taken, words of the sentences
IMPOSSIBLE = [
    ("tests", TESTS, "S1,SBAC_ELA,5,", "score", "bad_number", False, "(1-4, 2000-3000)"),
    ("tests", TESTS, "S1,SBAC_MATH,1999,", "score", "bad_number", False, '"1999"'),
    ("tests", TESTS, "S1,SBAC_ELA,x,", "score", "bad_number", False, '"x"'),
    ("tests", TESTS, "S1,SBAC_ELA,-3,", "score", "bad_number", False, '"-3"'),
    ("tests", TESTS, "S1,AP:CALAB,6,", "score", "bad_number", False, "(1-5)"),
    ("tests", TESTS, "S1,AP:CALAB,0,", "score", "bad_number", False, "(1-5)"),
    ("tests", TESTS, "S1,IB:MATH,8,", "score", "bad_number", False, "(1-7)"),
    ("tests", TESTS, "S1,IB:MATH,٥,", "score", "bad_characters", False, "score"),
    ("tests", TESTS, "S1,IB:MATH,#N/A,", "score", "excel_damage", False, "#N/A"),
    ("tests", TESTS, "S1,IB:MATH,5,2026-11-03", "on", "bad_date", False, "2026-11-02"),
    ("tests", TESTS, "S1,IB:MATH,5,11/3/2026", "on", "bad_date", False, "11/3/2026 can't be"),
    ("experiences", EXPERIENCES, "S1,certification,Weld,1989-12-31,,", "passed_on", "bad_date",
     False, "1990-01-01"),
    ("experiences", EXPERIENCES, "S1,certification,Weld,2027-11-05,,", "passed_on", "bad_date",
     False, "2027-11-03"),
    ("experiences", EXPERIENCES, "S1,certification,Weld,2025-05-05,2225-05-05,", "expires_on",
     "bad_date", True, "taken without it"),
    ("experiences", EXPERIENCES, "S1,wbl,Weld,,,#DIV/0!", "hours", "excel_damage", False, "#DIV"),
    ("experiences", EXPERIENCES, "S1,wbl,Weld,,,2000.01", "hours", "bad_number", False, "2000.01"),
    ("experiences", EXPERIENCES, "S1,certification,Weld,2025-05-05,2025-05-04,", "expires_on",
     "bad_date", False, "before it was passed on 2025-05-05"),
    ("employers", EMPLOYERS, "Clinic,,,HEALTH", "sectors", "unknown_value", True, "without it"),
    ("experiences", AROUND, "S1,exploratory,Coding,6,", "opinion", "bad_number", True, '"6"'),
    ("experiences", AROUND, "S1,college,Art,,perhaps", "enrolled_as", "unknown_value", True,
     "taken without it"),
    ("plans", PLANS, "S1,A,12,year,day,ENG12,,2031-01-01", "signed_on", "bad_date", False, "2031"),
    ("plans", PLANS, "S1,A,12,year,day,ENG12,Mars,", "site", "unknown_school", False, '"Mars"'),
    ("students", STUDENTS, "S5,Lee,Ana,11,VL,2026-11-03", "birth_date", "bad_date", True, "1900"),
    ("students", STUDENTS, "S5,#NAME?,Ana,11,VL,", "last_name", "excel_damage", False, "#NAME?"),
    ("courses", COURSES, "X1,X,5,S,9,12,wizardry,,,", "graduation_subject", "unknown_value", False,
     "english"),
    ("courses", COURSES, "X1,X,5,S,9,12,,Wizardry,capstone,", "pathway", "unknown_pathway", False,
     '"Wizardry"'),
    ("courses", COURSES, "X1,X,5,S,9,12,,,,ALG1 or GEOM", "prerequisites", "unknown_value", False,
     "Join codes with |"),
    ("courses", COURSES, 'X1,X,5,S,9,12,,,,"ALG1,GEOM"', "prerequisites", "unknown_value", False,
     "Join codes with |"),
    ("courses", COURSES, "X1,X,5,S,9,12,,,,ALG1:", "prerequisites", "unknown_value", False, "ALG1"),
    ("courses", COURSES, "X1,X,5,S,12,9,,,,", "grade_max", "bad_number", False,
     "grade_max 9 is below grade_min 12"),
    ("sections", SECTIONS, "1,2026-27,fall,ENG10,VL,day,12,9,", "grade_max", "bad_number", False,
     "below grade_min 12"),
    ("sections", SECTIONS, "1,2026-27,fall,ENG10,Mars,day,,,", "site", "unknown_school", False,
     '"Mars"'),
    ("sections", SECTIONS, "1,2026-27,fall,ENG10,VL,day,,,#REF!", "seats", "excel_damage", False,
     "#REF!"),
    ("schools", SCHOOLS, "ZZ,Z,123,comprehensive_high,9,12", "cds_code", "bad_number", False,
     "14 digits"),
    ("schools", SCHOOLS, "ZZ,Z,1965136193149X,comprehensive_high,9,12", "cds_code", "bad_number",
     False, "14 digits"),
    ("schools", SCHOOLS, "ZZ,Z,,comprehensive_high,12,9", "grade_high", "bad_number", False,
     "below grade_low 12"),
    ("wishes", WISHES, "S1,1,load,7-5", "value", "unknown_value", False, "5-7"),
    ("wishes", WISHES, "S1,1,load,٥-٧", "value", "unknown_value", False, "5-7"),
    ("record", RECORD, "S1,2025-26,fall,ENG10,A,5.0,10.0", "credits_earned", "bad_credits", True,
     "10.0 credits earned are more than the 5 attempted"),
    ("record", RECORD, "S1,2025-26,fall,ENG10,A,٥,5", "credits_attempted", "bad_credits", False,
     "٥"),
    ("record", RECORD, "S1,٢٠٢٥-٢٦,fall,ENG10,A,5,5", "school_year", "bad_date", False, "2025-26"),
    ("record", RECORD, "S1,2025-26,fall,ENG１０,A,5,5", "course_code", "bad_characters", False, ""),
    ("record", RECORD, "S1,2025-26,fall,#VALUE!,A,5,5", "course_code", "excel_damage", False, ""),
    ("record", f"{RECORD},course_title", "S1,2025-26,fall,X9,A,5,5,Oregon History", "course_code",
     "unknown_course", False, "add the columns subject, ag_area or pathway"),
    ("decisions", DECISIONS, f"S1,exemption_51225_1,graduation,,,,rich,{BY}", "category",
     "unknown_value", False, "foster, homeless, former_juvenile_court, military_family"),
    ("decisions", DECISIONS, f"S1,exemption_51225_1,graduation,,,,,{BY}", "category",
     "missing_value", False, '"category" is empty'),
    ("decisions", DECISIONS, f"S1,exemption_51225_1,uc,,,,foster,{BY}", "program", "unknown_value",
     False, "graduation"),
    ("decisions", DECISIONS, f"S1,waiver,graduation,wizardry,,,,{BY}", "requirement",
     "unknown_value", False, "english, social_studies"),
    ("decisions", DECISIONS, f"S1,waiver,graduation,,,,,{BY}", "requirement", "missing_value",
     False, '"requirement" is empty'),
    ("decisions", DECISIONS, f"S1,waiver,graduation,social_studies.ART1,,,,{BY}", "requirement",
     "unknown_value", False, "social_studies.MODCIV"),
    ("decisions", DECISIONS, f"S1,pin,uc,H,PSYCH,,,{BY}", "requirement", "unknown_value", False,
     "A, B, C, D, E, F, G, total"),
    ("decisions", DECISIONS, f"S1,pin,pathway:Welding,junior,WE1,,,{BY}", "requirement",
     "unknown_value", False, "introductory, concentrator, capstone"),
    ("decisions", DECISIONS, f"S1,pin,pathway:Wizardry,capstone,WE1,,,{BY}", "program",
     "unknown_pathway", False, "Wizardry"),
    ("decisions", DECISIONS, f"S1,waiver,diploma,english,,,,{BY}", "program", "unknown_value",
     False, "graduation, uc, csu"),
    ("decisions", DECISIONS, f"S1,waiver,,english,,,,{BY}", "program", "missing_value", False, ""),
    ("decisions", DECISIONS, f"S1,substitution,graduation,science,CHEM,,,{BY}", "for_course",
     "missing_value", False, ""),
    ("decisions", DECISIONS, "S1,waiver,graduation,english,,,,moved here,,2026-10-01",
     "approved_by", "missing_value", True, "who approved it"),
]  # fmt: skip

POSSIBLE = [
    ("tests", TESTS, "S1,SBAC_ELA,2583,2026-05-06"),
    ("tests", TESTS, "S1,IB:MATH,7,2026-11-02"),
    ("experiences", EXPERIENCES, "S1,certification,Weld,2025-05-05,2045-05-05,40"),
    ("experiences", AROUND, "S1,exploratory,Coding,5,"),
    ("experiences", AROUND, "S1,college,Art,,dual"),
    ("plans", PLANS, "S1,A,12,fall,college,ENG12,VL,2026-10-01"),
    ("courses", COURSES, "X1,X,5,S,9,12,Science_Life,,,ALG1:C|BIO&+CHEM"),
    ("schools", SCHOOLS, "ZZ,Z,01234567890123,comprehensive_high,K,12"),
    ("wishes", WISHES, "S1,1,load,5-5"),
    ("record", RECORD, "S1,2025-26,fall,ENG10,A,0,5"),
    ("decisions", DECISIONS, "S1,substitution,graduation,science,CHEM,ENVSCI,,a,A. Lee,"),
    ("decisions", DECISIONS, "S1,waiver,graduation,physical_education,,,,b,A. Lee,2027-02-01"),
    ("decisions", DECISIONS, "S1,pin,graduation,elective,PSYCH,,,,A. Lee,2027-02-01"),
    ("decisions", DECISIONS, "S1,exemption_51225_1,graduation,,,,Foster,c,A. Lee,2027-02-01"),
    ("decisions", DECISIONS, "S1,also_allow,graduation,social_studies.MODCIV,X1,,,d,A. Lee,"),
    ("decisions", DECISIONS, "S1,pe_exemption,graduation,,,,,e,A. Lee,"),
    ("decisions", DECISIONS, "S1,pin,uc,C.geometry,GEOM,,,,A. Lee,"),
    ("decisions", DECISIONS, "S1,waiver,csu,total,,,,f,A. Lee,"),
    ("decisions", DECISIONS, "S1,waiver,pathway:Welding,capstone,,,,g,A. Lee,"),
]


@pytest.mark.parametrize("shape", IMPOSSIBLE, ids=lambda s: f"{s[0]}-{s[4]}-{s[2][:50]!r}")
def test_a_value_that_can_not_be_gets_its_sentence(
    tmp_path: Path, shape: tuple[str, str, str, str, str, bool, str]
) -> None:
    name, header, row, column, code, taken, words = shape
    read = read_lines(tmp_path, f"{name}.csv", header, row)
    (entry,) = read.rows_reported
    assert (entry.code, entry.column, entry.taken) == (code, column, taken)
    assert words in f"{entry.problem} {entry.fix}"
    assert len(read.rows) == (1 if taken else 0)
    assert read.adds_up


@pytest.mark.parametrize("row", POSSIBLE, ids=lambda r: r[2])
def test_what_can_be_is_taken_without_a_word(tmp_path: Path, row: tuple[str, str, str]) -> None:
    name, header, cells = row
    read = read_lines(tmp_path, f"{name}.csv", header, cells)
    assert read.codes == []
    assert len(read.rows) == 1


def test_names_are_stored_as_the_rules_write_them(tmp_path: Path) -> None:
    rows = ("S1,pin,uc,g,PSYCH,,,,A. Lee,", "S2,exemption_51225_1,graduation,,,,FOSTER,a,b,")
    read = read_lines(tmp_path, "decisions.csv", DECISIONS, *rows)
    assert read.values("requirement") == ["G", ""]
    assert read.values("category") == ["", "foster"]


def test_a_decision_without_approver_and_reason_is_taken_and_both_are_told(tmp_path: Path) -> None:
    read = read_lines(
        tmp_path, "decisions.csv", "student_id,kind,program,requirement", "S1,waiver,uc,A"
    )
    assert read.codes == [(2, "missing_value", True)] * 2
    assert [entry.column for entry in read.reading.reported] == ["reason", "approved_by"]
    assert len(read.rows) == 1
