"""Words that only a student's file needs: experiences, steps in pathways, wishes, fixed times."""

from __future__ import annotations

from cte_desktop.wording.translate import noop, tr

_EXPERIENCES = {
    "exploratory": noop("Workshop"),
    "wbl": noop("Work-based learning"),
    "practicum": noop("Practicum"),
    "ctso": noop("Student organization"),
    "exploration": noop("Exploration"),
    "certification": noop("Certification"),
    "college": noop("College course"),
}
_ACTIONS = {
    "interested": noop("Interested"),
    "signed_up": noop("Signed up"),
    "changed": noop("Changed to it"),
    "left": noop("Left"),
}
_TIMES = {
    "sport": noop("Sport"),
    "job": noop("Job"),
    "carpool": noop("Carpool"),
    "reserved": noop("Reserved"),
    "other": noop("Other"),
}
_WISHES = {
    "pathway": noop("Pathway"),
    "course": noop("Course"),
    "avoid": noop("Not this course"),
    "area_goal": noop("A-G goal"),
    "extended_day": noop("Extended Day"),
    "summer": noop("Summer"),
    "college": noop("College courses"),
    "zero": noop("Zero period"),
    "period7": noop("Period 7"),
    "load": noop("Courses a term"),
    "free_period": noop("Free periods"),
    "honors": noop("Honors"),
    "earliest_start": noop("Earliest start"),
    "latest_end": noop("Latest end"),
    "lunch": noop("Lunch, minutes"),
}
_STRENGTHS = {"must": noop("must be"), "like": noop("would like"), "no": noop("not wanted")}
_STATUS = {"active": noop("active"), "named": noop("kept aside")}


def experience_label(kind: str) -> str:
    """Return what kind of experience it is."""
    return _said(_EXPERIENCES, kind)


def action_label(action: str) -> str:
    """Return what a student did about a pathway."""
    return _said(_ACTIONS, action)


def fixed_time_label(kind: str) -> str:
    """Return what a student does at a fixed time."""
    return _said(_TIMES, kind)


def wish_label(kind: str) -> str:
    """Return what a wish is about."""
    return _said(_WISHES, kind)


def strength_label(strength: str) -> str:
    """Return how much a wish weighs."""
    return _said(_STRENGTHS, strength)


def plan_status_label(status: str) -> str:
    """Return whether a plan is the one that counts."""
    return _said(_STATUS, status)


def _said(words: dict[str, str], key: str) -> str:
    return tr(words[key]) if key in words else key
