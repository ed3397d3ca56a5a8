"""The commands about awards: finding completers and awarding them, revoking, reissuing."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from cte_desktop.cli.opening import desk_of
from cte_desktop.domain.catalog.course import Level
from cte_desktop.domain.completion.register.entries import exception_object
from cte_desktop.domain.school_year import parse_school_year, school_year_text
from cte_desktop.services.awards import awarding
from cte_desktop.services.awards.finding import find_completers, usual_school_year
from cte_desktop.system.errors import WrongCall
from cte_desktop.wording.completion.awards import because_text, missing_text
from cte_desktop.wording.labels import date_label
from cte_desktop.wording.translate import tr, trn

if TYPE_CHECKING:
    import argparse

    from cte_desktop.cli.output import Output
    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.domain.completion.eligibility import CompletionRule, Evidence
    from cte_desktop.domain.completion.finding import Completed, Found
    from cte_desktop.services.desk import Desk

MOST_LINES = 50
"""Cases that are written out on the terminal; --json has all of them."""


def award(options: argparse.Namespace, output: Output) -> int:
    """Find the completers of a school year and award them; exit 1 when a case needs a person."""
    dry = hasattr(options, "dry_run")
    with desk_of(options, writable=not dry) as desk:
        year = _school_year(options, desk)
        found = find_completers(desk, year)
        given = 0
        if not dry and found.open:
            given = len(found.open)
            awarding.award(desk, found.open)
            _say_day(desk, output)
            _say_to_look_at(found, output)
            found = _still_asked(find_completers(desk, year), found)
        made = _object(found) if output.as_json else {}
        output.answer(made, "" if output.as_json else _text(found, given, desk.catalog(), dry=dry))
    return 1 if found.needs_a_person else 0


def revoke(options: argparse.Namespace, output: Output) -> int:
    """Make a certificate invalid, with the reason that is published."""
    with desk_of(options, writable=True) as desk:
        awarding.revoke(desk, options.serial, options.reason)
        _say_day(desk, output)
    output.answer(
        {"revoked": options.serial, "reason": options.reason},
        tr(
            "{serial} is revoked. Publish the list of keys and revocations again.",
            serial=options.serial,
        ),
    )
    return 0


def reissue(options: argparse.Namespace, output: Output) -> int:
    """Issue a certificate anew; the old one is revoked as replaced."""
    with desk_of(options, writable=True) as desk:
        made = awarding.reissue(desk, options.serial)
        _say_day(desk, output)
    output.answer(
        {"serial": made.serial, "reissue_of": made.instead_of},
        tr("{serial} takes the place of {old}.", serial=made.serial, old=made.instead_of),
    )
    return 0


def _school_year(options: argparse.Namespace, desk: Desk) -> int:
    text: str | None = getattr(options, "school_year", None)
    if text is None:
        return usual_school_year(desk.today())
    year = parse_school_year(text)
    if year is None:
        raise WrongCall(
            "wrong_call",
            '"{given}" is no school year.',
            do="Write it as 2027-28.",
            given=text,
        )
    return year


def _say_day(desk: Desk, output: Output) -> None:
    """Say that the clock stands before the last entry of the register, if it does."""
    day = awarding.issue_day(desk)
    if day > desk.today():
        output.aside(
            tr(
                "The clock was set back: the register goes on with {day}. Look at the date of "
                "this computer.",
                day=date_label(day),
            )
        )
    ahead = awarding.day_ahead(desk)
    if ahead is not None:
        output.aside(
            tr(
                "The register has a day that can't be true: {day}. It is not carried on; issue the "
                "certificates of that day anew.",
                day=date_label(ahead),
            )
        )


def _say_to_look_at(found: Found, output: Output) -> None:
    """Say how many of the awards that were just given a person should look at."""
    asked = {(one.student_uid, one.pathway) for one in found.needs_a_person}
    count = sum(1 for one in found.open if (one.student.uid, one.pathway) in asked)
    if count:
        output.aside(
            trn(
                "{count} award was given that a person should look at.",
                "{count} awards were given that a person should look at.",
                count,
            )
        )


def _still_asked(found: Found, before: Found) -> Found:
    """Return what was found, with what was asked of the awards given in between: this once."""
    there = {(one.student_uid, one.pathway, one.because.code) for one in found.needs_a_person}
    asked = [
        one
        for one in before.needs_a_person
        if (one.student_uid, one.pathway, one.because.code) not in there
    ]
    needs = sorted(
        (*found.needs_a_person, *asked), key=lambda n: (n.student_id, n.pathway, n.because.code)
    )
    return replace(found, needs_a_person=tuple(needs))


def _object(found: Found) -> dict[str, Any]:
    return {
        "school_year": school_year_text(found.school_year),
        "students": found.students,
        "completions": len(found.completed),
        "state_completions": found.state_completions,
        "awards": [_award_object(one) for one in found.completed],
        "needs_a_person": [
            {
                "student": one.student_id,
                "pathway": one.pathway,
                "because": because_text(one.because),
                "code": one.because.code,
            }
            for one in found.needs_a_person
        ],
        "one_course_away": [
            {"student": one.student_id, "pathway": one.pathway, "missing": one.missing}
            for one in found.one_course_away
        ],
    }


def _award_object(one: Completed) -> dict[str, Any]:
    decision = one.decision
    return {
        "student": one.student.student_id,
        "pathway": one.pathway,
        "concentrator": _level(decision.of(Level.CONCENTRATOR)),
        "capstone": _level(decision.of(Level.CAPSTONE)),
        "rule": _rule(decision.rule),
        "exceptions": [exception_object(used) for used in one.exceptions],
        "serial": one.serial or None,
        "certificate": one.certificate.value,
    }


def _level(evidence: Evidence | None) -> dict[str, Any] | None:
    if evidence is None:
        return None
    rows = [
        {
            "school_year": school_year_text(row.school_year),
            "term": row.term.value,
            "mark": row.mark,
            "school": row.school,
            "course": row.course,
        }
        for row in evidence.rows
    ]
    return {"course": ", ".join(evidence.courses), "rows": rows}


def _rule(rule: CompletionRule) -> dict[str, Any]:
    return {
        "version": rule.version,
        "concentrator": rule.concentrator,
        "capstone": rule.capstone,
        "school_years": rule.school_years,
        "credits": rule.credits / 100,
        "strict_order": rule.strict_order,
    }


def _text(found: Found, given: int, catalog: Catalog, *, dry: bool) -> str:
    year = school_year_text(found.school_year)
    lines = [
        tr(
            "{year}: {completions} completions of {students} students; the State counts {state}.",
            year=year,
            completions=f"{len(found.completed):,}",
            students=f"{found.students:,}",
            state=f"{found.state_completions:,}",
        ),
        tr("Nothing was awarded: this only looked.")
        if dry
        else trn("{count} award was made.", "{count} awards were made.", given),
    ]
    lines += [
        f"{one.student.student_id}  {one.serial or '-':<17}  {one.pathway}"
        for one in found.completed[:MOST_LINES]
    ]
    lines += _more(len(found.completed))
    if found.needs_a_person:
        lines += ["", tr("These need a person:")]
        lines += [
            f"{one.student_id}  {one.pathway}: {because_text(one.because)}"
            for one in found.needs_a_person[:MOST_LINES]
        ]
        lines += _more(len(found.needs_a_person))
    if found.one_course_away:
        lines += ["", tr("One course away:")]
        lines += [
            f"{one.student_id}  {one.pathway}: {missing_text(one.missing, catalog, one.pathway)}"
            for one in found.one_course_away[:MOST_LINES]
        ]
        lines += _more(len(found.one_course_away))
    return "\n".join(lines)


def _more(count: int) -> list[str]:
    more = count - MOST_LINES
    return [tr("... and {count} more; --json has all.", count=f"{more:,}")] if more > 0 else []


COMMANDS = MappingProxyType({"award": award, "revoke": revoke, "reissue": reissue})
