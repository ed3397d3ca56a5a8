"""What a meeting shows, in words that a family reads across the desk: short, and to be decided."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from cte_desktop.domain.audit.meeting.deciding import (
    PUT_OFF,
    REMINDER_DONE,
    REMINDER_LATER,
    Decision,
    DecisionKind,
)
from cte_desktop.domain.audit.meeting.news import News, NewsKind
from cte_desktop.domain.audit.result import Unit
from cte_desktop.domain.planning.approval import ApprovalState
from cte_desktop.domain.school_year import Term, last_day
from cte_desktop.wording.findings import finding_text
from cte_desktop.wording.labels import (
    amount_label,
    course_label,
    date_label,
    grade_label,
    school_label,
    term_label,
)
from cte_desktop.wording.programs import program_title
from cte_desktop.wording.translate import noop, tr, trn

if TYPE_CHECKING:
    from cte_desktop.domain.catalog.catalog import Catalog

_MOST_COURSES = 4
"""Courses that a line names; of more it says how many."""
_SINCE = {
    "agreed": noop("Since the plan was agreed on, {day}"),
    "met": noop("Since the meeting of {day}"),
    "printed": noop("Since the plan was printed, {day}"),
    "known": noop("Of this school year; known here since {day}"),
    "year": noop("Since the school year began, {day}"),
}
_TITLES = {
    DecisionKind.GRADUATION: noop("To graduate"),
    DecisionKind.MUST_FIX: noop("Must be fixed"),
    DecisionKind.LAST_CHANCE: noop("{pathway}: the last chance"),
    DecisionKind.ONE_COURSE: noop("{pathway}: one course away"),
    DecisionKind.PATHWAY: noop("{pathway}: something is missing"),
    DecisionKind.OUT_OF_REACH: noop("{pathway}: out of reach"),
    DecisionKind.GOAL_AREAS: noop("For the university"),
    DecisionKind.EMPTY_YEAR: noop("Plan {grade} grade"),
    DecisionKind.NO_PATHWAY: noop("Choose a pathway"),
    DecisionKind.ANSWER: noop("An answer of the family"),
    DecisionKind.SIGN: noop("Sign the plan"),
    DecisionKind.SIGN_AGAIN: noop("Sign the plan again"),
    DecisionKind.REMINDER: noop("A reminder"),
    DecisionKind.WARNING: noop("Talk about this"),
    DecisionKind.GOAL: noop("After graduation"),
}
_WHY = {
    DecisionKind.OUT_OF_REACH: noop(
        "What is missing can't be taken in time any more. Others may still be in reach."
    ),
    DecisionKind.NO_PATHWAY: noop(
        "A pathway takes two school years at least, so it is best picked in 9th or 10th grade."
    ),
    DecisionKind.ANSWER: noop("The plan was proposed on {day}; nothing was answered yet."),
    DecisionKind.GOAL: noop("Nobody has written down yet what comes after school."),
}
_SIGN = {
    ApprovalState.ACCEPTED.value: noop("The plan was accepted on {day} and is not signed yet."),
    ApprovalState.DECLINED.value: noop("The plan was declined on {day}: change it, then sign."),
    ApprovalState.REOPENED.value: noop("The plan was opened again; it is to be signed anew."),
}
_ACTIONS = {
    "fill_plan": noop("Fill the plan"),
    "could_complete": noop("What is still in reach…"),
    "answer_plan": noop("Note the answer…"),
    "sign_plan": noop("Sign…"),
    REMINDER_DONE: noop("Done"),
    "edit_student": noop("Write it down…"),
}


@dataclass(frozen=True, slots=True)
class DecisionTold:
    """A decision in words: what it is about, why, and until when ("" for no such day)."""

    title: str
    why: str
    until: str


def since_text(how: str, day: date) -> str:
    """Return since when something is new; `how` is what the last time was."""
    return tr(_SINCE[how], day=date_label(day))


def news_text(news: News, catalog: Catalog) -> str:
    """Return the sentence of one new thing in the language in force."""
    return _NEWS[news.kind](news, catalog)


def decision_told(decision: Decision, catalog: Catalog, today: date) -> DecisionTold:
    """Return a decision in the language in force."""
    pathway = program_title(str(decision.about("program") or "")) if _has_pathway(decision) else ""
    grade = decision.about("grade_level")
    named = grade_label(grade) if isinstance(grade, int) else ""
    title = tr(_TITLES[decision.kind], pathway=pathway, grade=named)
    return DecisionTold(title, _why(decision, catalog), _until(decision.closes, today))


def action_text(action: str) -> str:
    """Return the words on the button that opens what a decision needs."""
    if action == REMINDER_LATER:
        return trn("Put off by {count} day", "Put off by {count} days", PUT_OFF)
    return tr(_ACTIONS[action])


def _has_pathway(decision: Decision) -> bool:
    return str(decision.about("program") or "").startswith("pathway:")


def _why(decision: Decision, catalog: Catalog) -> str:
    if decision.finding is not None:
        said = finding_text(decision.finding, catalog)
        more = decision.more
        return said if not more else said + " " + trn("{count} more.", "{count} more.", more)
    day = _day(decision.about("on"))
    match decision.kind:
        case DecisionKind.EMPTY_YEAR:
            years = _count(decision.about("years"))
            return trn(
                "No course is planned for it yet.",
                "No course is planned for it yet, nor for the {count} years in all.",
                years,
            )
        case DecisionKind.SIGN:
            state = str(decision.about("state"))
            return tr(_SIGN[state], day=day) if state in _SIGN and day else _not_signed()
        case DecisionKind.SIGN_AGAIN:
            return trn(
                "{count} course was changed since the plan was signed on {day}.",
                "{count} courses were changed since the plan was signed on {day}.",
                _count(decision.about("courses")),
                day=day,
            )
        case DecisionKind.REMINDER:
            return trn(
                "Something was to be looked at by {day}.",
                "{count} things were to be looked at, the first by {day}.",
                _count(decision.about("reminders")),
                day=day,
            )
        case _:
            return tr(_WHY[decision.kind], day=day)


def _not_signed() -> str:
    return tr("Nobody has signed this plan yet.")


def _until(closes: date | None, today: date) -> str:
    if closes is None:
        return ""
    left = (closes - today).days
    if left < 0:
        return tr("was due on {day}", day=date_label(closes))
    return tr("now") if left == 0 else tr("by {day}", day=date_label(closes))


def _failed(news: News, catalog: Catalog) -> str:
    return tr("{course}, {when}: {mark}. No credit.", **_course(news, catalog))


def _repeated(news: News, catalog: Catalog) -> str:
    return tr("{course} made good, {when}: {mark}.", **_course(news, catalog))


def _course(news: News, catalog: Catalog) -> dict[str, str]:
    return {
        "course": _title(str(news.about("course")), str(news.about("title") or ""), catalog),
        "when": _when(news),
        "mark": str(news.about("mark")),
    }


def _passed(news: News, catalog: Catalog) -> str:
    courses, marks = _texts(news.about("courses")), _texts(news.about("marks"))
    titles = _texts(news.about("titles"))
    named = [
        f"{_title(code, title, catalog)} {mark}"
        for code, title, mark in zip(courses, titles, marks, strict=True)
    ]
    return tr("{when}: {courses}.", when=_capital(_when(news)), courses=_some(named))


def _begun(news: News, catalog: Catalog) -> str:
    courses, titles = _texts(news.about("courses")), _texts(news.about("titles"))
    named = [_title(code, title, catalog) for code, title in zip(courses, titles, strict=True)]
    return tr("Under way, {when}: {courses}.", when=_when(news), courses=_some(named))


def _credits(news: News, _catalog: Catalog) -> str:
    before, after, need = (_count(news.about(key)) for key in ("before", "after", "need"))
    return tr(
        "Earned for graduation: {after} of {need}, before {before}.",
        before=amount_label(before, Unit.CREDITS),
        after=amount_label(after, Unit.CREDITS),
        need=amount_label(need, Unit.CREDITS),
    )


def _problem_new(news: News, catalog: Catalog) -> str:
    return _finding(news, catalog)


def _problem_gone(news: News, catalog: Catalog) -> str:
    return tr("Settled: {sentence}", sentence=_finding(news, catalog))


def _finding(news: News, catalog: Catalog) -> str:
    said = "" if news.finding is None else finding_text(news.finding, catalog)
    more = _count(news.about("more"))
    return said if not more else said + " " + trn("{count} more.", "{count} more.", more)


def _joined(news: News, _catalog: Catalog) -> str:
    return tr("Signed up for {pathway}.", pathway=news.about("pathway")) + _on(news)


def _left(news: News, _catalog: Catalog) -> str:
    return tr("Left {pathway}.", pathway=news.about("pathway")) + _on(news)


def _goal(news: News, _catalog: Catalog) -> str:
    return tr("Goal after school: {text}.", text=news.about("after"))


def _major(news: News, _catalog: Catalog) -> str:
    return tr("Major: {text}.", text=news.about("after"))


def _school(news: News, catalog: Catalog) -> str:
    return tr("School: {text}.", text=school_label(str(news.about("after")), catalog))


def _lived(news: News, _catalog: Catalog) -> str:
    return tr("New: {text}.", text=news.about("title"))


def _decided(news: News, _catalog: Catalog) -> str:
    return trn(
        "{count} exception was approved.",
        "{count} exceptions were approved.",
        _count(news.about("count")),
    )


def _plan(news: News, _catalog: Catalog) -> str:
    steps, count = _texts(news.about("steps")), _count(news.about("count"))
    said = "; ".join(steps)
    more = count - len(steps)
    if more > 0:
        said += "; " + trn("{count} more change", "{count} more changes", more)
    day = "" if news.day is None else date_label(news.day)
    return tr("Plan, {day}, {actor}: {changes}.", day=day, actor=news.about("actor"), changes=said)


_NEWS = {
    NewsKind.FAILED: _failed,
    NewsKind.PROBLEM_NEW: _problem_new,
    NewsKind.REPEATED: _repeated,
    NewsKind.PROBLEM_GONE: _problem_gone,
    NewsKind.PASSED: _passed,
    NewsKind.BEGUN: _begun,
    NewsKind.CREDITS: _credits,
    NewsKind.JOINED: _joined,
    NewsKind.LEFT: _left,
    NewsKind.GOAL: _goal,
    NewsKind.MAJOR: _major,
    NewsKind.SCHOOL: _school,
    NewsKind.LIVED: _lived,
    NewsKind.DECIDED: _decided,
    NewsKind.PLAN: _plan,
}


def _when(news: News) -> str:
    """Return "fall 2026", "spring 2027": a term with the year by the calendar."""
    term, year = Term(str(news.about("term"))), _count(news.about("school_year"))
    return tr("{term} {year}", term=term_label(term), year=last_day(year, term).year)


def _some(named: list[str]) -> str:
    more = len(named) - _MOST_COURSES
    if more <= 1:
        return ", ".join(named)
    first = ", ".join(named[:_MOST_COURSES])
    return trn("{courses} and {count} more", "{courses} and {count} more", more, courses=first)


def _title(code: str, title: str, catalog: Catalog) -> str:
    return course_label(code, catalog) if catalog.course(code) is not None else title or code


def _on(news: News) -> str:
    return "" if news.day is None else f" ({date_label(news.day)})"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _texts(value: object) -> tuple[str, ...]:
    return tuple(map(str, value)) if isinstance(value, tuple) else ()


def _count(value: object) -> int:
    return value if isinstance(value, int) else 0


def _day(value: object) -> str:
    return date_label(date.fromisoformat(value)) if isinstance(value, str) else ""
