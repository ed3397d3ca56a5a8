"""The files of a tiny district: Zoë with a record, Ben without, and sections of one year."""

from __future__ import annotations

from pathlib import Path

STUDENTS = """\
student_id,last_name,first_name,grade_level,school,pathway
0013,O'Neil-Núñez,Zoë,11,SG,Welding
0014,Smith,Ben,9,SG,
"""
RECORD = """\
student_id,school_year,term,course_code,mark,credits_attempted,credits_earned,grade_level,school
0013,2024-25,fall,ENG09,B,5,5,9,SG
0013,2024-25,spring,ENG09,B+,5,5,9,SG
0013,2024-25,fall,ALG1,F,5,0,9,SG
0013,2024-25,spring,ALG1,C,5,5,9,SG
0013,2025-26,fall,ENG10,A,5,5,10,SG
0013,2025-26,spring,ENG10,A-,5,5,10,SG
0013,2026-27,fall,ENG11,,5,0,11,SG
0013,2026-27,spring,ENG11,,5,0,11,SG
"""
SECTIONS = """\
section_id,school_year,term,course_code,site,kind,period,days,start,end,seats
W1,2027-28,year,WD1,CN,extended,,MW,16:15,18:45,24
W2,2027-28,year,WD1,SG,day,P2,,,,24
"""


def write_files(folder: Path) -> list[Path]:
    """Write the files and return their paths."""
    files = {"students.csv": STUDENTS, "record.csv": RECORD, "sections.csv": SECTIONS}
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    return [folder / name for name in files]
