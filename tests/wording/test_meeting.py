"""The sentences of a meeting: what is new and what is to be decided."""

from __future__ import annotations

from datetime import date

import pytest

from cte_desktop.domain.audit.meeting.deciding import (
    REMINDER_DONE,
    REMINDER_LATER,
    Decision,
    DecisionKind,
)
from cte_desktop.domain.audit.meeting.news import News, NewsKind
from cte_desktop.domain.findings import Finding, Severity, Values, values
from cte_desktop.wording.meeting import action_text, decision_told, news_text
from tests.builders import TODAY, catalog

ENGLISH = values(
    course="ENG10", title="English 10", mark="F", school_year=2026, term="fall"
)  # fmt: skip
SEVERAL = values(
    school_year=2026,
    term="spring",
    courses=("ENG10", "ELSEWHERE"),
    titles=("", "Latin 1"),
    marks=("B+", "A"),
)


@pytest.mark.parametrize(
    ("kind", "about", "said"),
    [
        (NewsKind.FAILED, ENGLISH, "English 10, fall 2026: F. No credit."),
        (NewsKind.REPEATED, ENGLISH, "English 10 made good, fall 2026: F."),
        (NewsKind.PASSED, SEVERAL, "Spring 2027: English 10 B+, Latin 1 A."),
        (NewsKind.BEGUN, SEVERAL, "Under way, spring 2027: English 10, Latin 1."),
        (
            NewsKind.CREDITS,
            values(before=10000, after=13000, need=23000),
            "Earned for graduation: 130 credits of 230 credits, before 100 credits.",
        ),
        (NewsKind.JOINED, values(pathway="Welding"), "Signed up for Welding."),
        (NewsKind.GOAL, values(after="Work"), "Goal after school: Work."),
        (NewsKind.DECIDED, values(count=2), "2 exceptions were approved."),
        (
            NewsKind.PLAN,
            values(actor="A. Lee", count=3, steps=("Move Welding 2",)),
            "Plan, October 1, 2026, A. Lee: Move Welding 2; 2 more changes.",
        ),
    ],
)
def test_what_is_new_is_one_sentence(kind: NewsKind, about: Values, said: str) -> None:
    day = TODAY if kind is NewsKind.PLAN else None
    assert news_text(News(kind, about, day=day), catalog()) == said


def test_many_courses_are_counted_and_not_all_named() -> None:
    codes = ("ENG10", "GEOM", "BIO", "PE10", "SPAN1", "ART1")
    about = values(school_year=2026, term="fall", courses=codes, titles=("",) * 6, marks=("",) * 6)
    assert news_text(News(NewsKind.BEGUN, about), catalog()).endswith(" and 2 more.")


_OF_FINDINGS = {
    DecisionKind.GRADUATION,
    DecisionKind.MUST_FIX,
    DecisionKind.LAST_CHANCE,
    DecisionKind.ONE_COURSE,
    DecisionKind.PATHWAY,
    DecisionKind.GOAL_AREAS,
    DecisionKind.WARNING,
}
"""Their reason is the sentence of a finding."""


@pytest.mark.parametrize("kind", list(DecisionKind))
def test_every_kind_of_decision_has_a_title_and_a_reason(kind: DecisionKind) -> None:
    about = values(
        program="pathway:Welding",
        grade_level=11,
        years=2,
        on="2026-09-01",
        courses=1,
        reminders=1,
        state="declined",
    )
    finding = Finding("underload", Severity.WARNING) if kind in _OF_FINDINGS else None
    told = decision_told(Decision(kind, 1, about, finding), catalog(), TODAY)
    assert told.title
    assert told.why
    assert "{" not in told.title + told.why


def test_what_is_done_about_a_reminder_in_place_has_words() -> None:
    assert action_text(REMINDER_DONE) == "Done"
    assert action_text(REMINDER_LATER) == "Put off by 14 days"


@pytest.mark.parametrize(
    ("closes", "said"),
    [
        (None, ""),
        (TODAY, "now"),
        (date(2026, 12, 31), "by December 31, 2026"),
        (date(2026, 9, 1), "was due on September 1, 2026"),
    ],
)
def test_until_when_is_said_by_the_day(closes: date | None, said: str) -> None:
    decision = Decision(DecisionKind.GOAL, 1, closes=closes)
    assert decision_told(decision, catalog(), TODAY).until == said
