"""What is wrong with a file of rules, in one sentence for each problem: where and why.

The codes are those of `RuleProblem`: `PROBLEM_CODES` of `domain/audit/rules.py`, those of
`rule_checks.py` and of `samples.py`, and of files that can't be read at all.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.wording.translate import noop, tr

if TYPE_CHECKING:
    from cte_desktop.domain.audit.rules import RuleProblem

LONGEST_VALUE = 80
SENTENCES = {
    # The file as a whole.
    "not_toml": noop("It is not written as TOML: {value} ({place})."),
    "no_toml": noop("It is not written as TOML: {value}."),
    "wrong_encoding": noop("It is not written in UTF-8; save it with the encoding UTF-8."),
    "too_big": noop("It is larger than {value} KB, which no file of rules is."),
    "too_deep": noop("Its tables lie more than {value} deep in each other."),
    "unknown_kind": noop(
        'It is none of the files of rules: graduation.toml has "set", ag.toml has "area" and '
        'programs.toml has "program".'
    ),
    # What the parser finds.
    "missing": noop('"{place}" is missing.'),
    "missing_part": noop('"{place}" has no "{value}".'),
    "twice": noop('"{place}" stands there twice.'),
    "not_a_table": noop('"{place}" is {value}, but a table belongs there.'),
    "not_a_text": noop('"{place}" is {value}, but text belongs there.'),
    "not_a_number": noop('"{place}" is {value}, but a number belongs there.'),
    "not_a_flag": noop('"{place}" is {value}, but true or false belongs there.'),
    "not_classes": noop(
        '"{place}" is {value}, but the first and the last year of graduation belong there.'
    ),
    "negative": noop('"{place}" is {value}, less than nothing.'),
    "too_large": noop('In "{place}", {value} is too large.'),
    "unknown_base": noop('"{place}" is based on {value}, which is not there.'),
    "unknown_key": noop('In "{place}" stands "{value}", which means nothing there.'),
    "unknown_word": noop('"{place}" is {value}, which is none of the words that may stand there.'),
    "unknown_requirement": noop('"{place}" names {value}, which is no requirement there.'),
    "not_shareable": noop('"{place}" can\'t be shared with {value}, which is no amount.'),
    "shares_itself": noop('"{place}" is shared with itself.'),
    "not_together": noop('"{place}" can\'t have {value} beside each other.'),
    "empty_set": noop('"{place}" names no course.'),
    "nothing_asked": noop('"{place}" asks for nothing.'),
    "too_many": noop('"{place}" asks for {value}, more than there are parts.'),
    "too_complex": noop('"{place}" can be met in more ways than can be tried.'),
    "cycle": noop('"{place}" is based on itself, by way of {value}.'),
    "too_deep_base": noop(
        '"{place}" is based on one that is based on another, and so on, more than {value} times.'
    ),
    "overlap": noop('"{place}" is for classes that {value} is for too.'),
    "sum": noop('The parts of "{place}" add up to {value}, which is more than its total.'),
    "never_reached": noop(
        '"{place}" can never be met: the areas that fill it add up to {value} only.'
    ),
    # What the catalog doesn't know.
    "unknown_course": noop('"{place}" names the course {value}, which the catalog does not have.'),
    "no_match": noop('"{place}" names {value}, and no course of the catalog is like that.'),
    "unknown_subject": noop('"{place}" names the subject {value}, which no course has.'),
    "unknown_area": noop('"{place}" names the area {value}; there are A to G.'),
    "unknown_topic": noop('"{place}" names the topic {value}, which no course has.'),
    "unknown_pathway": noop(
        '"{place}" names the pathway {value}, which the district does not offer.'
    ),
    # What nobody can meet.
    "not_in_high_school": noop(
        '"{place}" can never be met: {value} can\'t be taken in grades 9 to 12.'
    ),
    "too_few_courses": noop('"{place}" can never be met: all its courses together give {value}.'),
    "includes_over_subject": noop(
        '"{place}" can never be met: what it must include needs {value}, more than the subject.'
    ),
    # What has no effect.
    "changes_nothing": noop('"{place}" is {value}, which changes nothing in the audits.'),
    "in_settings": noop(
        '"{place}" is {value}, which changes nothing: the mark that counts is chosen in the '
        "settings."
    ),
    # Samples.
    "not_a_class": noop('"{place}" is {value}, but a year of graduation belongs there.'),
    "bad_expect": noop('"{place}" is {value}, but "met" or "not_met" belongs there.'),
    "bad_line": noop('"{place}" can\'t be read: "{value}" has no meaning there.'),
    "unknown_program": noop('"{place}" is about {value}, a program that its class does not have.'),
    "sample_not_met": noop('"{place}" must be met, but it is not: {value} is open.'),
    "sample_open": noop('"{place}" must be met, but it is not.'),
    "sample_met": noop('"{place}" must not be met, but it is.'),
}
# Another sentence for a code where it has a value, or where it has none.
_WITH_VALUE = {"missing": "missing_part"}
_WITHOUT_VALUE = {"sample_not_met": "sample_open"}


def problem_text(problem: RuleProblem) -> str:
    """Return the problem as one sentence in the language in force, without the file's name."""
    others = _WITH_VALUE if problem.value else _WITHOUT_VALUE
    code = others.get(problem.code, problem.code)
    if code == "not_toml" and not problem.place:
        code = "no_toml"
    return tr(SENTENCES[code], place=problem.place, value=problem.value[:LONGEST_VALUE])
