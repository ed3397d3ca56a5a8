"""What is asked about values that a file leaves open, and what reports say of them.

No student's name stands in a report's sentence; a question names whom it is about.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Protocol

from cte_desktop.wording.imports import shortened
from cte_desktop.wording.translate import noop, tr, trn

if TYPE_CHECKING:
    from cte_desktop.domain.catalog.catalog import Catalog


TITLED = " \N{MIDDLE DOT} "  # between a course number and the title it has in a file


class Doubtful(Protocol):
    """What a question says of a value: how often and where it stands, and of whom it speaks."""

    code: str
    value: str
    detail: str
    rows: int
    file: str
    files: int
    who: str
    sure: bool


# One row, several rows. {detail}: the title in the file, the other student, the credits meant.
QUESTIONS: dict[str, tuple[str, str]] = {
    "unknown_mark": (
        noop("Mark “{value}” stands in {count} row of {file}. What does it mean?"),
        noop("Mark “{value}” stands in {count} rows of {file}. What does it mean?"),
    ),
    "unknown_school": (
        noop("School “{value}” stands in {count} row of {file}. Which school is it?"),
        noop("School “{value}” stands in {count} rows of {file}. Which school is it?"),
    ),
    "unknown_term": (
        noop("Term “{value}” stands in {count} row of {file}. Which term is it?"),
        noop("Term “{value}” stands in {count} rows of {file}. Which term is it?"),
    ),
    "unknown_pathway": (
        noop("Pathway “{value}” stands in {count} row of {file}. Which pathway is it?"),
        noop("Pathway “{value}” stands in {count} rows of {file}. Which pathway is it?"),
    ),
    "unknown_course": (
        noop("Course {value}{detail} stands in {count} row of {file}. Which course is it?"),
        noop("Course {value}{detail} stands in {count} rows of {file}. Which course is it?"),
    ),
    "title_differs": (
        noop("Course {value} is called “{detail}” in {count} row of {file}. Is it the same?"),
        noop("Course {value} is called “{detail}” in {count} rows of {file}. Is it the same?"),
    ),
    "look_alike": (
        noop("{who} has the ids {value} and {detail}, with one birth date. Is it one person?"),
        noop("{who} has the ids {value} and {detail}, with one birth date. Is it one person?"),
    ),
    "credit_scale": (
        noop(
            "{count} row of {file} has {value} credits where {detail} are usual. "
            "Are they Carnegie units?"
        ),
        noop(
            "{count} rows of {file} have {value} credits where {detail} are usual. "
            "Are they Carnegie units?"
        ),
    ),
}
_MAY_BE_ONE = noop(
    "{who} has the ids {value} and {detail}, with one school and class. Could it be one person?"
)

_OPEN: dict[str, tuple[str, str]] = {
    "unknown_mark": (
        noop("Nobody has said what the mark “{value}” means; {count} row has it."),
        noop("Nobody has said what the mark “{value}” means; {count} rows have it."),
    ),
    "unknown_school": (
        noop("Nobody has said which school “{value}” is; {count} row has it."),
        noop("Nobody has said which school “{value}” is; {count} rows have it."),
    ),
    "unknown_term": (
        noop("Nobody has said which term “{value}” is; {count} row has it."),
        noop("Nobody has said which term “{value}” is; {count} rows have it."),
    ),
    "unknown_pathway": (
        noop("Nobody has said which pathway “{value}” is; {count} row has it."),
        noop("Nobody has said which pathway “{value}” is; {count} rows have it."),
    ),
    "unknown_course": (
        noop("Nobody has said which course {value} is; {count} row has it."),
        noop("Nobody has said which course {value} is; {count} rows have it."),
    ),
    "title_differs": (
        noop("Nobody has said whether {value} “{detail}” is the catalog's; {count} row has it."),
        noop("Nobody has said whether {value} “{detail}” is the catalog's; {count} rows have it."),
    ),
    "look_alike": (
        noop("Nobody has said whether the students {value} and {detail} are one person."),
        noop("Nobody has said whether the students {value} and {detail} are one person."),
    ),
    "credit_scale": (
        noop("Nobody has said whether {value} are Carnegie units ({detail} credits); {count} row."),
        noop(
            "Nobody has said whether {value} are Carnegie units ({detail} credits); {count} rows."
        ),
    ),
}
_LETTER = noop("a letter: passed, and counts for A-G")
_MARKS = {
    **dict.fromkeys(("D+", "D", "D-"), noop("passed, but doesn't count for A-G")),
    "F": noop("failed: no credit"),
    "P": noop("passed, without a letter"),
    "CR": noop("credit, without a letter"),
    "NP": noop("not passed: no credit"),
    "NC": noop("no credit"),
    "I": noop("incomplete: still in progress"),
    "W": noop("withdrawn: no credit"),
    "X": noop("requirement waived: no credit"),
}
_FIXED = {
    "fall": noop("Fall (first semester)"),
    "spring": noop("Spring (second semester)"),
    "summer": noop("Summer"),
    "year": noop("The whole year"),
    "carnegie": noop("Carnegie units: multiply by ten"),
    "local": noop("Credits as they stand"),
    "different": noop("Two different students"),
}
_HOW = noop("Answer it in the step Questions of the import.")
_HOW_BY_CALL = noop("On the command line, give --answers and a file that says {example}.")
_ONE_TITLE = noop("A course number alone will do when the file has only one other title under it.")


def number_and_title(value: str) -> tuple[str, str]:
    """Return the course number and the title that a value of `title_differs` names; "" for none."""
    number, _, title = value.partition(TITLED)
    return number.strip(), title.strip()


def question_text(doubt: Doubtful) -> str:
    """Return the question about a value in one sentence, or two short ones."""
    one, many = QUESTIONS[doubt.code]
    if doubt.code == "look_alike" and not doubt.sure:
        one = many = _MAY_BE_ONE
    detail = shortened(doubt.detail)
    if doubt.code == "unknown_course" and detail:
        detail = f" “{detail}”"  # its title in the file
    return trn(
        one,
        many,
        doubt.rows,
        value=shortened(_number(doubt.code, doubt.value)),
        detail=detail,
        file=_files(doubt.file, doubt.files - 1),
        who=shortened(doubt.who),
    )


def _files(first: str, others: int) -> str:
    if not others:
        return first
    return trn(
        "{file} and {count} other file", "{file} and {count} other files", others, file=first
    )


def open_texts(
    code: str, *, value: str, rows: int, detail: str, wrong: str = "", suggested: str = ""
) -> tuple[str, str, str]:
    """Return what a report says of an open question, how to answer it, and how by a call.

    The window has no use for the last. Without a suggestion no answer is shown: whoever copies an
    example would be answered by it.
    """
    one, many = _OPEN[code]
    named = {"value": shortened(_number(code, value)), "detail": shortened(detail)}
    problem = trn(one, many, rows, **named)
    if wrong:
        problem += " " + tr("The answer “{answer}” can't be.", answer=shortened(wrong))
    answer = suggested or tr("the right value")
    example = json.dumps({code: {shortened(value): answer}}, ensure_ascii=False)
    by_call = tr(_HOW_BY_CALL, example=example)
    if code == "title_differs":
        by_call += " " + tr(_ONE_TITLE)
    return problem, tr(_HOW), by_call


def _number(code: str, value: str) -> str:
    return number_and_title(value)[0] if code == "title_differs" else value


def answer_text(code: str, answer: str, value: str, catalog: Catalog) -> str:
    """Return an answer to the question about `value` as a choice reads."""
    if code in {"unknown_course", "title_differs"}:
        if answer != "same":
            return _course(answer, catalog)
        return tr("{course}, called differently", course=_course(_number(code, value), catalog))
    if code == "unknown_mark":
        return f"{answer} \N{EN DASH} {tr(_MARKS.get(answer, _LETTER))}"
    if code == "unknown_school":
        school = catalog.find_school(answer)
        return school.name if school else tr("“{school}”, a school elsewhere", school=value)
    if code == "look_alike" and answer != "different":
        return tr("One person: the rows of {value} belong to {other}", value=value, other=answer)
    return tr(_FIXED[answer]) if answer in _FIXED else answer


def _course(code: str, catalog: Catalog) -> str:
    course = catalog.course(code)
    return f"{code} {course.title}" if course else code


def answered_texts(code: str, *, value: str, answer: str, rows: int) -> tuple[str, str]:
    """Return what a report says of rows that were read as a person had answered."""
    if code == "unknown_school" and answer == "elsewhere":
        answer = tr("a school elsewhere")
    if answer == "skip":
        problem = trn(
            "“{value}”: {count} row was left out, as answered before.",
            "“{value}”: {count} rows were left out, as answered before.",
            rows,
            value=shortened(value),
        )
        return problem, tr("Forget the answer on the Data page if they should be asked about.")
    problem = trn(
        "“{value}” was read as “{answer}” in {count} row, as answered before.",
        "“{value}” was read as “{answer}” in {count} rows, as answered before.",
        rows,
        value=shortened(value),
        answer=shortened(answer),
    )
    return problem, tr("Nothing needs to be done if that is right.")
