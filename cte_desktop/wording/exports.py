"""What is wrong with a row that is to be sent, and what to do about it, in the language in force.

One pair of sentences for each code of `domain/completion/state_fields.py` and of the other exports.
The student stands beside the sentence and is not named in it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.wording.translate import noop, tr, trn

if TYPE_CHECKING:
    from cte_desktop.domain.completion.state.fields import Problem

_FILL_IN = noop("Fill it in where your information system keeps it, and import the student again.")
_LOOK = noop("Look whether it is right; the row is sent.")
_IN_THE_DATABASE = noop("A backup of the database has them; nothing is lost here.")
_SCHEDULE = noop("Nothing needs to be done if that is right.")

SENTENCES: dict[str, tuple[str, str]] = {
    "ssid_missing": (noop("The State's number of the student (SSID) is missing."), _FILL_IN),
    "ssid_wrong": (
        noop('"{value}" is no SSID: it has ten digits.'),
        noop("Correct it in your information system, and import the student again."),
    ),
    "ssid_twice": (
        noop("Another student of this file has the same SSID, {value}."),
        noop("Find out whose it is, and correct the other; neither row is sent."),
    ),
    "name_missing": (
        noop("{name}: there is no name."),
        noop("Write it as the State has it; a person with one name has it in both fields."),
    ),
    "name_characters": (
        noop('{name}: the State takes letters, digits and . - \' / only, not all of "{value}".'),
        noop("Write the name as the State has it in your information system, and import it again."),
    ),
    "name_written": (
        noop('{name}: "{value}" is sent as "{written}", in the letters that the State takes.'),
        noop("Look whether the State has it the same way; the row is sent."),
    ),
    "birth_date_missing": (noop("The date of birth is missing."), _FILL_IN),
    "birth_date_odd": (noop("The date of birth, {value}, is unlikely for a student."), _LOOK),
    "gender_missing": (noop("The gender is missing; the State asks for M, F or X."), _FILL_IN),
    "gender_wrong": (
        noop('"{value}" is not a gender that the State takes: M, F or X.'),
        noop("Correct it in your information system, and import the student again."),
    ),
    "local_id_characters": (
        noop('The student id "{value}" has characters that the State does not take.'),
        noop("Give the student an id of letters and digits."),
    ),
    "too_long": (
        noop('{name}: "{value}" has more than the {most} characters that the State takes.'),
        noop("Shorten it as the State has it, and import it again."),
    ),
    "field_characters": (
        noop('{name}: "{value}" has characters that would break the file.'),
        noop("Type it again without carets and line breaks, and import it again."),
    ),
    "field_missing": (noop("{name} is missing."), _FILL_IN),
    "school_code": (
        noop("{name}: the school has no code of 14 digits in the catalog."),
        noop("Add the code to schools.csv and import it."),
    ),
    "school_elsewhere": (
        noop("The school {school} does not report to this district ({lea})."),
        noop("Its own district or charter reports the completion; the row is left out."),
    ),
    "pathway_code": (
        noop("{name}: the pathway has no code of three digits in the catalog."),
        noop("Add the State's code to pathways.csv and import it."),
    ),
    "no_record": (
        noop("The record has no capstone of {pathway}, so the State would not find it."),
        noop("Look at the exceptions of the pathway; a capstone can't be waived for the State."),
    ),
    "capstone_not_this_year": (
        noop("The capstone of {pathway}, {course}, was not taken in {year} (CERT124)."),
        noop("Report the completion for the year of the capstone."),
    ),
    "capstone_split": (
        noop("A part of the capstone, {course}, was taken before {year} (CERT124)."),
        noop("Make sure that a completed half of it is in the course file (SCSC) of {year}."),
    ),
    "capstone_summer": (
        noop("The capstone {course} was finished in the summer after {year}."),
        noop(
            "The State's year ends on 30 June: see in which year the course file (SCSC) has it, "
            "and report the completion for that one; the row is sent."
        ),
    ),
    "capstone_elsewhere": (
        noop("The capstone {course} was taken at {where}, but the student attends {school}."),
        noop(
            "The State expects one school: see whether the course file (SCSC) names {where} as the "
            "school of delivery, and ask your CALPADS office; the row is sent."
        ),
    ),
    "capstone_substituted": (
        noop("Not everything in the capstone of {pathway}, {course}, is a course of the pathway."),
        noop(
            "The State looks for courses with a state code of the pathway: see that it has them; "
            "the row is sent."
        ),
    ),
    "no_rows": (
        noop("The file has no row for the school year {year}."),
        noop("See whether {year} is the school year that you mean, and its record is imported."),
    ),
    "capstone_mark": (
        noop(
            "The capstone of {pathway}, {course}, was passed with {mark}; a completer needs "
            "{threshold} or better."
        ),
        noop("Nothing needs to be done if the mark is right; the student is not in the file."),
    ),
    "out_of_order": (
        noop("The concentrator {concentrator} was not finished before the capstone (CERT122)."),
        noop("The State certifies no such order; the row is left out until the record differs."),
    ),
    "no_concentrator": (
        noop("No concentrator course of {pathway} is in the record (CERT122)."),
        noop("If it was waived or taken elsewhere, ask your CALPADS office; the row is sent."),
    ),
    "reported_before": (
        noop(
            "{pathway} has the State's code {state_code}, which was completed with {other} in "
            "{year}: the State counts it once."
        ),
        noop("Nothing needs to be done; the student's own certificate is not touched."),
    ),
    "same_code": (
        noop(
            "{pathway} and {other} have one code of the State, {state_code}: one row is sent for "
            "both (SCTE0243)."
        ),
        noop("Nothing needs to be done; the student has a certificate for each."),
    ),
    "not_signed_up": (
        noop("{pathway} was completed, but the student never signed up for it."),
        noop("Nothing needs to be done: it is reported all the same."),
    ),
    "grade_level": (
        noop('"{title}" was done in grade {grade}; the State takes grades 9 to 12.'),
        noop("Nothing needs to be done if the grade is right."),
    ),
    "layout_unconfirmed": (
        noop("Some fields of this file could not be compared with the State's own description."),
        noop(
            "Compare the first lines with the CALPADS File Specifications before you send it: "
            "fields 2, 3, 4 and 8 and the numbers of 9 to 15."
        ),
    ),
    "wbl_type_missing": (
        noop('"{title}" has no type of work-based learning.'),
        noop("Fill in type_code in experiences.csv, and import it again."),
    ),
    "wbl_type_wrong": (
        noop('"{value}" is not a type of work-based learning: {codes}.'),
        noop("Correct type_code in experiences.csv, and import it again."),
    ),
    "wbl_type_retired": (
        noop("The State takes the type {value} up to {year} only."),
        noop("See which type fits now, and correct type_code."),
    ),
    "wbl_year_missing": (
        noop('"{title}" has neither school year nor grade.'),
        noop("Fill in school_year in experiences.csv, and import it again."),
    ),
    "wbl_hours_missing": (
        noop('"{title}" has no hours outside school, which this type asks for.'),
        noop("Fill in hours in experiences.csv, and import it again."),
    ),
    "wbl_course_missing": (
        noop('The state course code of "{title}" is not known; the field is left empty.'),
        noop(
            "Add state_code to the pathway's course in courses.csv, or fill the field in before "
            "you send the file."
        ),
    ),
    "wbl_internship": (
        noop(
            "The sponsor and the supervisor of an internship are not kept here; the fields are "
            "left empty."
        ),
        noop("Fill fields 14 and 15 in before you send the file, and 12 if it is empty."),
    ),
    "wbl_evaluation": (
        noop("The employer's evaluation of “{title}” is not one of the State's codes."),
        noop("Write the code, one or two digits, as the evaluation, or fill field 13 in."),
    ),
    "next_school": (
        noop("Students of {school} go on to a high school that is not known yet."),
        noop("Fill the school in, or import the students again with their new school."),
    ),
    "still_to_choose": (
        noop(
            "Places that plans keep for a course still to be chosen: {count}. They ask for no "
            "course and are left out."
        ),
        noop("Choose their courses in the plans; each student's plan names them."),
    ),
    "unknown_course": (
        noop('The plan has "{value}", which the catalog does not have; it is left out.'),
        noop("Correct the plan, or import courses.csv with the course."),
    ),
    "unknown_alternate": (
        noop(
            'Plans have the alternate "{value}", which the catalog does not have; it is left out.'
        ),
        noop("Choose another alternate in the plans, or import courses.csv with the course."),
    ),
    "course_too_long": (
        noop('The course code "{value}" has more than the {most} characters that "{name}" takes.'),
        noop("Shorten it in the file as the information system has it; the rows are sent."),
    ),
    "unsourced_layout": (
        noop("The columns of this format could not be confirmed: {name}."),
        noop("Compare them with the import page of your information system before the first use."),
    ),
    "section_unknown": (
        noop('There is no section "{value}" in {year}; its students are listed without it.'),
        noop("Import sections.csv of that year."),
    ),
}

COUNTED: dict[str, tuple[str, str, str]] = {
    "left_out": (
        noop("{rows} of {total} rows are in the file; {count} is left out."),
        noop("{rows} of {total} rows are in the file; {count} are left out."),
        noop("Correct what keeps them out, and write the file again."),
    ),
    "code_unsourced": (
        noop(
            "The code {state_code} of {pathway} was not compared with the State's list; {count} "
            "row has it."
        ),
        noop(
            "The code {state_code} of {pathway} was not compared with the State's list; {count} "
            "rows have it."
        ),
        noop("Compare it with the CALPADS Valid Code Combinations once; the rows are sent."),
    ),
    "charter": (
        noop("{count} row is of {school}, which the district does not run."),
        noop("{count} rows are of {school}, which the district does not run."),
        noop(
            "Ask the charter: one that reports for itself sends its rows on its own, and yours are "
            "to be taken out; the rows are in the file."
        ),
    ),
    "wbl_merged": (
        noop("{count} experience of the type {value} is one row."),
        noop("{count} experiences of the type {value} are one row; their hours are added up."),
        _SCHEDULE,
    ),
    "nothing_planned": (
        noop("{count} student has no course planned for {year}."),
        noop("{count} students have no course planned for {year}."),
        noop("Plan them, or collect their requests in another way."),
    ),
    "no_section": (
        noop("{count} planned course has no section yet and is on no roster."),
        noop("{count} planned courses have no section yet and are on no roster."),
        _SCHEDULE,
    ),
    "empty_plans": (
        noop("{count} plan without a course is not in plans.csv."),
        noop("{count} plans without a course are not in plans.csv."),
        _IN_THE_DATABASE,
    ),
    "added_programs": (
        noop("{count} program that was added for a student by hand is in no file."),
        noop("{count} programs that were added for students by hand are in no file."),
        _IN_THE_DATABASE,
    ),
}


def problem_and_fix(problem: Problem) -> tuple[str, str]:
    """Return what is wrong and what to do, in the language in force."""
    values = dict(problem.values)
    if problem.code in COUNTED:
        one, many, fix = COUNTED[problem.code]
        count = int(str(values.pop("count")))
        return trn(one, many, count, **values), tr(fix, **values)
    text, fix = SENTENCES[problem.code]
    return tr(text, **values), tr(fix, **values)
