"""What is said of a row that was refused or adjusted: one sentence, and one on what to do.

`{column}` and `{value}` are the column's header and the cell's text; `{detail}` is what the code
needs besides: the values that are allowed, or what was stored instead.
"""

from __future__ import annotations

from cte_desktop.wording.translate import noop, tr

REFUSED: dict[str, tuple[str, str]] = {
    "missing_column": (
        noop('The file has no column "{value}".'),
        noop("Add the column to the export and import the file again."),
    ),
    "missing_value": (
        noop('The column "{column}" is empty.'),
        noop("Fill it in and import the file again."),
    ),
    "unknown_student": (
        noop('There is no student with the id "{value}".'),
        noop("Import the student first, or correct the id."),
    ),
    "unknown_school": (
        noop('There is no school "{value}" in the catalog.'),
        noop("Use the short name or the 14-digit code of the school."),
    ),
    "unknown_course": (
        noop('There is no course "{value}" in the catalog.'),
        noop("Correct the code, or import courses.csv with the course first."),
    ),
    "unknown_elsewhere": (
        noop('There is no course "{value}" in the catalog.'),
        noop(
            "Correct the code; for a course from elsewhere add the columns subject, ag_area or "
            "pathway to the file, and fill in at least one of them."
        ),
    ),
    "unknown_mark": (
        noop('"{value}" is not a mark.'),
        noop("Use one of {detail}, or leave it empty while in progress."),
    ),
    "unknown_term": (noop('"{value}" is not a term.'), noop("Use {detail}.")),
    "unknown_pathway": (
        noop('There is no pathway "{value}" in the catalog.'),
        noop("Use the district's name of the pathway exactly."),
    ),
    "unknown_value": (
        noop('"{value}" is not a value of the column "{column}".'),
        noop("Use one of: {detail}."),
    ),
    "not_the_language": (
        noop('"{value}" is not written as prerequisites are.'),
        noop("Join codes with | for or and & for and; add a mark as in ALG1:C, + for same term."),
    ),
    "other_file": (
        noop("Another file of this import has this otherwise."),
        noop("Correct one of the two; the first was taken."),
    ),
    "duplicate_row": (
        noop("What this row is about stands in an earlier row of this file."),
        noop(
            "Remove one of the two; the first was taken. In record.csv, a course taken twice in a "
            "term needs two section ids."
        ),
    ),
    "duplicate_id": (
        noop('The id "{value}" stands in this file before, in row {detail}.'),
        noop("Give each student an id of their own; the first row was taken."),
    ),
    "bad_number": (
        noop('"{value}" is not a number that "{column}" can hold.'),
        noop("Write a plain number{detail}."),
    ),
    "upside_down": (
        noop("{column} {value} is below {detail}."),
        noop("Correct one of the two."),
    ),
    "bad_school_code": (
        noop('"{value}" is not a code that the State gives to schools.'),
        noop("Write its 14 digits with the zeros in front, or leave it empty."),
    ),
    "bad_credits": (
        noop('"{value}" is not a number of credits.'),
        noop("Write 0 to 20 with a decimal point and at most two decimals."),
    ),
    "bad_date": (
        noop('"{value}" is not a date or school year.'),
        noop("Write dates as 2026-02-27 and school years as 2025-26."),
    ),
    "date_out_of_range": (
        noop("The date {value} can't be: it lies outside {detail}."),
        noop("Correct it, or leave it empty if that is allowed."),
    ),
    "expires_early": (
        noop("It expires on {value}, before it was passed on {detail}."),
        noop("Correct one of the two days."),
    ),
    "bad_time": (
        noop('"{value}" is not a time or weekday that can be.'),
        noop("Write times as 08:30, the end after the start, and weekdays as letters of MTWRF."),
    ),
    "way_to_itself": (
        noop("The way from {value} to itself takes no time."),
        noop("Remove the row: nobody travels within a site."),
    ),
    "future_year": (
        noop("The school year {value} has not begun."),
        noop("Correct the year; courses to come belong into plans.csv."),
    ),
    "year_of_total": (
        noop("Totals are taken from {detail} to the present school year, not of {value}."),
        noop("Correct the year."),
    ),
    "no_total": (
        noop("Neither students nor completions are told."),
        noop("Write one of the two numbers, or remove the row."),
    ),
    "fewer_completions": (
        noop("{value} completions of {detail} students can't be."),
        noop("Correct one of the two: each student has one completion at least."),
    ),
    "excel_damage": (
        noop('"{value}" was changed by a spreadsheet program; what stood there is lost.'),
        noop("Export the file again and import it without opening it in a spreadsheet."),
    ),
    "bad_characters": (
        noop('The column "{column}" has characters that do not belong into a text.'),
        noop("Type the cell again and import the file again."),
    ),
    "too_long": (
        noop("A cell has more than 131,072 characters."),
        noop("Shorten it; often a quotation mark is missing."),
    ),
    "ragged_row": (
        noop("The row has {value} cells, the header has {detail}."),
        noop("Look for a missing or surplus delimiter or quotation mark."),
    ),
    "unclosed_quote": (
        noop("A quotation mark is opened in this row and never closed."),
        noop("Close it, or write two quotation marks for one inside a text."),
    ),
    "credit_scale": (
        noop('"{value}" is not a scale of credits.'),
        noop("Use local or carnegie."),
    ),
    "needs_answer": (
        noop('"{value}" may be Carnegie units: {detail} credits. Nobody has said whether it is.'),
        noop("Answer the question that is asked once for the file, and import it again."),
    ),
    "left_out": (
        noop("The row was left out, as a person had answered about it."),
        noop("Forget the answer on the Data page if the row should be taken."),
    ),
    "ignored_file": (
        noop("The file is none that is known, so it was not read."),
        noop("Name it as one of the plain files, for example students.csv, if it should be."),
    ),
    "ignored_folder": (
        noop("This is a folder inside the folder; what lies in it was not read."),
        noop("Import it by itself if it should be."),
    ),
    "ignored_link": (
        noop("This is no file that can be read: often a link to a file that is gone."),
        noop("Put the file itself into the folder."),
    ),
    "ignored_sheet": (
        noop("The sheet is hidden in its workbook, so it was not read."),
        noop("Show it in the workbook, or save it as a file of its own, if it should be."),
    ),
    "left_out_file": (
        noop("The file was left out, as was chosen."),
        noop("Nothing needs to be done if that is right."),
    ),
}

# Of a row that the store refused, the report has no value to name.
UNNAMED: dict[str, tuple[str, str]] = {
    "unknown_student": (
        noop("The student of this row is not known, or their own row was refused."),
        noop("Import the student first, or correct the id."),
    ),
    "duplicate_id": (
        noop("An earlier row with this {column} has another term, course, site or kind."),
        noop("Give each section an id of its own; only further meetings of one section repeat it."),
    ),
    "plan_locked": (
        noop("The plan is locked here, so it stays as it is."),
        noop("Unlock the plan and import the file again if it should be changed."),
    ),
    "opened_again": (
        noop("The plan was opened again here after that day of signing, so it stays unsigned."),
        noop("Its courses were taken. Sign it here when it is agreed anew."),
    ),
    "too_long": (
        noop('The text in the column "{column}" is longer than can be kept.'),
        noop("Shorten it and import the file again."),
    ),
}

# A cell of another system that holds something from which nothing came.
UNFOUND = (
    noop('What "{value}" in the column "{column}" means was not found.'),
    noop("Correct it, or import it together with the table of the export that explains it."),
)

LOST = "\N{REPLACEMENT CHARACTER}"
LEFT_OUT = noop("The row was taken without it; correct it and import the file again.")
NOTHING = noop("Nothing needs to be done if that is right.")

TAKEN: dict[str, tuple[str, str]] = {
    "adjusted": (noop('"{value}" was read as "{detail}".'), NOTHING),
    "line_break": (noop('A line break or tab was read as a blank: "{detail}".'), NOTHING),
    "missing_value": (
        noop('The column "{column}" is empty.'),
        noop("The row was taken; a decision should say why it was made and who approved it."),
    ),
    "bad_credits": (
        noop("{value} credits earned are more than the {detail} attempted."),
        noop("Look whether it is right; the row was taken as it is."),
    ),
    "no_credit": (
        noop("{value} credits earned with the mark {detail} were set to 0."),
        noop("Nothing needs to be done: this mark earns no credit."),
    ),
    "junior_high": (
        noop("{value} credits in grade {detail} were set to 0."),
        noop("Nothing needs to be done: grades 7 and 8 earn no graduation credit."),
    ),
    "credit_scale": (noop("{value} Carnegie units were read as {detail} credits."), NOTHING),
    "at_night": (
        noop("{column} {value} is in the night."),
        noop("The row was taken as it is. Write 15:45 or 3:45 PM if the afternoon is meant."),
    ),
    "bell_missing": (
        noop("No bells say when {value} is: {detail}."),
        noop(
            "The row was taken. Import bells.csv with this period, or write start and end; until "
            "then nobody is known to fit."
        ),
    ),
    "bell_overlap": (
        noop("This period, from {value}, overlaps {detail}."),
        noop("Both were taken, and classes in both clash. Correct one if only one of them rings."),
    ),
    "no_period": (
        noop('Sections know no period "{value}".'),
        noop("The row was taken, but no class meets by it: periods are {detail}."),
    ),
    "one_way": (
        noop("The way back is not listed: {detail}."),
        noop("It was taken to be as long. Add a row for it if it is not."),
    ),
    "set_here": (
        noop("{detail} was set here by hand; the file has {value}, which holds now."),
        noop("If the other is right, set it again under Settings, or undo the import."),
    ),
    "past_year": (
        noop("The school year {value} is over: {detail}."),
        noop("The sections were taken for the record. Correct the year if they are to come."),
    ),
    "reserved_for_nobody": (
        noop("Seats are kept for nobody who is known: {detail}."),
        noop(
            "The row was taken, and a person decides who gets the seats. Write the district's name "
            "of a pathway exactly, or a grade as grade 12; =5 behind it keeps 5 of the seats."
        ),
    ),
    "room_double": (
        noop("The room {value} would hold another class at the same time: {detail}."),
        noop("The row was taken. Look which of the two is right."),
    ),
    "section_double": (
        noop("Two meetings of the section {value} overlap: {detail}."),
        noop("Both were taken, and nobody can sit in both. Correct one of the two rows."),
    ),
    "teacher_double": (
        noop("{value} would teach somewhere else at the same time: {detail}."),
        noop("The row was taken. Courses taught together share teacher, room and time."),
    ),
    "unknown_place": (
        noop('The way to "{value}" is not known.'),
        noop("The row was taken. Use the short name of a site, or leave it empty if it is near."),
    ),
    "mixed_encoding": (
        noop('The file mixes two encodings; "{value}" was read as "{detail}".'),
        noop("Look whether it is right; export the file as UTF-8."),
    ),
    "bad_characters": (
        noop('"{value}" has characters that are damaged; "{detail}" was stored.'),
        noop("Look whether it is right; export the file as UTF-8."),
    ),
    "title_differs": (
        noop('The title "{value}" is not the catalog\'s: "{detail}".'),
        noop("Look whether the code is right. What you answer when importing is remembered."),
    ),
    "look_alike": (
        noop("A student of the same name and birth date has the id {detail}."),
        noop("Both were taken. Look whether they are one; what you answer is remembered."),
    ),
    "ignored_column": (
        noop('The column "{value}" is not known and was not read.'),
        noop("Nothing needs to be done if it is not needed."),
    ),
    "ignored_rows": (
        noop("Rows that are about something else were left aside: {value}."),
        noop("Nothing needs to be done: the profile says which rows are meant."),
    ),
    "total_line": (
        noop('The last line, "{value}", only counts the others and was left aside.'),
        NOTHING,
    ),
    "second_half": (
        noop("It names the year course of row {detail} again and was taken as its other half."),
        noop("Look whether both halves were made up in one summer, or the course stands twice."),
    ),
    "whole_year": (
        noop("Rows that hold a whole year were each taken as its two halves: {value}."),
        noop("Look whether it is right; the credits were parted."),
    ),
    "beside_file": (
        noop("The file belongs to the export and holds nothing that is needed here."),
        noop("Nothing needs to be done."),
    ),
    "missing_match": (
        noop('Rows of which "{column}" was not found in the table {value}: {detail}.'),
        noop("Add the table to the files, or export both at the same time; these stayed empty."),
    ),
    "lookup_file": (
        noop("The file was used to look up what the other files name."),
        noop("Nothing needs to be done."),
    ),
    "repeated_column": (
        noop('The column "{value}" stands twice in the header; the first one was read.'),
        noop("Remove the one that is not right and import the file again."),
    ),
}


def problem_and_fix(
    code: str, *, taken: bool, column: str, value: str, detail: str
) -> tuple[str, str]:
    """Return the two sentences about a report code in the language in force."""
    named = {"column": column, "value": shortened(value), "detail": shortened(detail, 400)}
    if code == "bad_number" and detail and not taken:
        named["detail"] = tr(" ({range})", range=detail)
    if taken and code in TAKEN:
        problem, fix = TAKEN[code]
        return tr(problem, **named), tr(fix, **named)
    problem, fix = UNNAMED[code] if code in UNNAMED and not value else REFUSED[code]
    if code == "missing_value" and value.strip():
        problem, fix = UNFOUND
    return tr(problem, **named), tr(LEFT_OUT if taken else fix, **named)


def shortened(text: str, most: int = 80) -> str:
    """Return the text in one line, unprintable characters as \ufffd, cut for a sentence."""
    line = "".join(c if c.isprintable() else LOST for c in " ".join(text.split()))
    return line if len(line) <= most else f"{line[: most - 1]}…"
