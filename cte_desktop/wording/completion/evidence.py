"""The evidence of a pathway in words: for the window and for the paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.domain import credits as amounts
from cte_desktop.wording.completion.awards import because_text, differs_text, state_text
from cte_desktop.wording.experiences import (
    certification_text,
    experience_line,
    hours_label,
    units_label,
)
from cte_desktop.wording.exports import problem_and_fix
from cte_desktop.wording.labels import date_label, one_of_label
from cte_desktop.wording.papers import school_year_heading, term_with_year
from cte_desktop.wording.programs import requirement_title
from cte_desktop.wording.reasons import reason_text
from cte_desktop.wording.translate import tr, trn

if TYPE_CHECKING:
    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.domain.completion.eligibility import CompletionRule
    from cte_desktop.domain.completion.evidence_sheet import (
        AwardFact,
        EvidenceRow,
        EvidenceSheet,
        Missing,
    )


def decided_text(sheet: EvidenceSheet) -> str:
    """Return what is decided: "Completed in 2025–26", or what it lacks."""
    decision = sheet.decision
    if decision.completed and decision.completed_in is not None:
        return tr("Completed in {year}", year=school_year_heading(decision.completed_in))
    if decision.is_one_level_away:
        return tr("Not completed: one thing is missing")
    return trn(
        "Not completed: {count} thing is missing",
        "Not completed: {count} things are missing",
        len(decision.missing),
    )


def row_text(row: EvidenceRow) -> str:
    """Return "fall 2024, mark A, Valencia High"."""
    when = term_with_year(row.school_year, row.term)
    said = (when, tr("mark {mark}", mark=row.mark) if row.mark else "", row.site)
    return ", ".join(part for part in said if part)


def rule_lines(rule: CompletionRule) -> tuple[str, ...]:
    """Return what the district demanded, a sentence each, the version last."""
    said = [
        tr(
            "The concentrator course is passed with at least {concentrator}, the capstone with "
            "at least {capstone}.",
            concentrator=rule.concentrator,
            capstone=rule.capstone,
        )
    ]
    if rule.strict_order:
        said.append(tr("The capstone is taken after the concentrator course."))
    if rule.school_years > 1:
        said.append(tr("At least {count} school years are spent on it.", count=rule.school_years))
    if rule.credits:
        said.append(
            tr("Its courses give at least {credits} credits.", credits=amounts.text(rule.credits))
        )
    if rule.version:
        said.append(tr("By the rules of version {version}.", version=rule.version))
    return tuple(said)


def missing_lines(missing: Missing, sheet: EvidenceSheet, catalog: Catalog) -> tuple[str, ...]:
    """Return what is missing and why, and which courses would do."""
    name = requirement_title(f"pathway:{sheet.pathway}", missing.requirement, catalog)
    first = f"{name}: {reason_text(missing.because, catalog)}"
    if not missing.courses:
        return (first,)
    return first, tr("This would do: {courses}.", courses=one_of_label(missing.courses))


def around_lines(sheet: EvidenceSheet) -> tuple[str, ...]:
    """Return what surrounds the pathway: the sums first, then each experience."""
    around = sheet.around
    sums = [certification_text(one) for one in around.certifications]
    if around.hours:
        sums.append(tr("{hours} of work", hours=hours_label(around.hours)))
    if around.units:
        sums.append(tr("college: {units}", units=units_label(around.units)))
    lines = (experience_line(one, sheet.day) for one in around.experiences)
    return (*((", ".join(sums),) if sums else ()), *lines)


def award_lines(award: AwardFact) -> tuple[str, ...]:
    """Return what the register has of it, a sentence each."""
    said = [
        tr(
            "Awarded on {day} by {name}: {serial}, {state}.",
            day=date_label(award.issued_on),
            name=award.awarded_by,
            serial=award.serial,
            state=state_text(award.state.value),
        )
    ]
    if award.withheld:
        said.append(tr("Its certificate is withheld."))
    if award.printed_on is not None:
        said.append(tr("First printed on {day}.", day=date_label(award.printed_on)))
    said += [differs_text(code) for code in award.differs]
    return tuple(said)


def question_lines(sheet: EvidenceSheet) -> tuple[str, ...]:
    """Return why a person should look at it, and what keeps a passed capstone from counting."""
    near = (problem_and_fix(one)[0] for one in sheet.near)
    return (*(because_text(one) for one in sheet.because), *near)
