"""What is reported of a row: one entry says what is wrong, what to do, and whether it was taken."""

from __future__ import annotations

from dataclasses import dataclass

from cte_desktop.wording.import_questions import answered_texts, open_texts
from cte_desktop.wording.imports import problem_and_fix

# Sentences that say more than their code of the contract: code here -> code in the report.
_CODES = {
    "no_credit": "adjusted",
    "junior_high": "adjusted",
    "repeated_column": "ignored_column",
    "line_break": "adjusted",
    "date_out_of_range": "bad_date",
    "not_the_language": "unknown_value",
    "unknown_elsewhere": "unknown_course",
    "upside_down": "bad_number",
    "expires_early": "bad_date",
    "bad_school_code": "bad_number",
    "ignored_folder": "ignored_file",
    "ignored_link": "ignored_file",
    "ignored_sheet": "ignored_file",
    "lookup_file": "ignored_file",
    "beside_file": "ignored_file",
    "left_out_file": "ignored_file",
    "other_file": "duplicate_id",
    "at_night": "bad_time",
    "no_period": "unknown_value",
    "reserved_for_nobody": "unknown_pathway",
    "unknown_place": "unknown_school",
    "way_to_itself": "bad_number",
}


@dataclass(frozen=True, slots=True)
class Reported:
    """A row that was refused, or taken with something to look at; `row` None is the whole file.

    `by_call` is what to do besides on the command line; the window has steps for it.
    """

    row: int | None
    column: str
    value: str
    code: str
    problem: str
    fix: str
    taken: bool
    by_call: str = ""


def reported(
    row: int | None,
    code: str,
    *,
    column: str = "",
    value: str = "",
    detail: str = "",
    taken: bool = False,
) -> Reported:
    """Return an entry with its sentences in the language in force."""
    problem, fix = problem_and_fix(code, taken=taken, column=column, value=value, detail=detail)
    return Reported(row, column, value[:200], _CODES.get(code, code), problem, fix, taken)


def needs_answer(
    code: str,
    value: str,
    *,
    column: str,
    rows: int,
    detail: str,
    wrong: str = "",
    suggested: str = "",
) -> Reported:
    """Return the entry of a file for a question without an answer, on which rows hang.

    `wrong` is the answer that was given and can't be, `suggested` the one that is likely.
    """
    problem, fix, by_call = open_texts(
        code, value=value, rows=rows, detail=detail, wrong=wrong, suggested=suggested
    )
    code = "needs_answer"
    return Reported(None, column, value[:200], code, problem, fix, taken=False, by_call=by_call)


def answered(*, code: str, value: str, answer: str, column: str, rows: int) -> Reported:
    """Return the entry of a file for the rows that were read as a person had answered."""
    problem, fix = answered_texts(code, value=value, answer=answer, rows=rows)
    return Reported(None, column, value[:200], "answered", problem, fix, taken=True)


def duplicate_row(row: int, value: str = "") -> Reported:
    """Return the entry for a row whose identity stands in its file before."""
    return reported(row, "duplicate_row", value=value)
