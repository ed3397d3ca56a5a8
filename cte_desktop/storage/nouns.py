"""Every noun whose changes can be undone; a new kind of thing adds one line here."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from cte_desktop.storage import (
    added_programs,
    approvals,
    busy_times,
    catalog_rows,
    course_sites,
    decisions,
    earlier_totals,
    edit_windows,
    employers,
    enrolments,
    experiences,
    import_answers,
    import_profiles,
    imports,
    kept_fields,
    people,
    plan_locks,
    plan_templates,
    planning,
    reminders,
    rules,
    saved_lists,
    settings,
    shared_notes,
    student_edits,
    tags,
    wishes,
    year_starts,
)
from cte_desktop.storage.certificates import awards, joined_lists, templates
from cte_desktop.storage.retention import open_requests
from cte_desktop.storage.sections import editing as sections

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cte_desktop.storage.undo import BulkNoun, Noun

_ALL: tuple[Noun | BulkNoun, ...] = (
    settings.NOUN,
    planning.NOUN,
    decisions.NOUN,
    enrolments.NOUN,
    added_programs.NOUN,
    student_edits.NOUN,
    busy_times.NOUN,
    wishes.NOUN,
    experiences.NOUN,
    employers.NOUN,
    earlier_totals.NOUN,
    sections.NOUN,
    course_sites.NOUN,
    catalog_rows.BELLS.noun,
    catalog_rows.TRAVEL.noun,
    catalog_rows.SCHOOLS.noun,
    rules.NOUN,
    import_answers.NOUN,
    import_profiles.NOUN,
    imports.NOUN,
    kept_fields.NOUN,
    awards.NOUN,
    templates.TEXT_NOUN,
    templates.IMAGE_NOUN,
    awards.WITHHELD_NOUN,
    joined_lists.NOUN,
    plan_templates.NOUN,
    people.NOUN,
    open_requests.NOUN,
    approvals.NOUN,
    plan_locks.NOUN,
    edit_windows.NOUN,
    shared_notes.NOUN,
    reminders.NOUN,
    tags.NOUN,
    year_starts.NOUN,
    saved_lists.NOUN,
)

NOUNS: Mapping[str, Noun | BulkNoun] = MappingProxyType({noun.name: noun for noun in _ALL})
