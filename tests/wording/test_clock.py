"""Two clocks: of the screen and of papers."""

from __future__ import annotations

from threading import Thread

import pytest

from cte_desktop.domain.findings import Finding, Severity, values
from cte_desktop.wording.clock import clock_words, on_paper, written_clock
from cte_desktop.wording.findings import finding_text
from cte_desktop.wording.sections import hours_label
from cte_desktop.wording.translate import language
from tests.builders import catalog

_AT: dict[str, str | int] = {"grade_level": 11, "term": "fall", "weekdays": "MTWRF"}


def plain(text: str) -> str:
    """Return a text with ordinary spaces in place of those that never break."""
    return " ".join(text.split())


def test_papers_count_to_twelve_and_the_screen_to_24() -> None:
    with on_paper():
        assert plain(hours_label(15 * 60 + 45, 18 * 60 + 15)) == "3:45 PM–6:15 PM"
        with language("es"):
            assert plain(clock_words(8 * 60)) == "8:00 a.m."
    assert hours_label(15 * 60 + 45, 18 * 60 + 15) == "15:45–18:15"


def test_a_paper_that_fails_leaves_the_screen_its_clock() -> None:
    def failing() -> None:
        with on_paper():
            raise ValueError("no letters")

    with pytest.raises(ValueError, match="no letters"):
        failing()
    assert clock_words(975) == "16:15"


def test_a_paper_made_in_one_thread_leaves_the_clock_of_the_others() -> None:
    seen: list[str] = []
    with on_paper():
        other = Thread(target=lambda: seen.append(clock_words(975)))
        other.start()
        other.join()
        seen.append(plain(clock_words(975)))
    assert seen == ["16:15", "4:15 PM"]


def test_only_a_time_is_rewritten() -> None:
    with on_paper():
        assert [plain(written_clock(text)) for text in ("16:15", "8:05", "yes", "")] == [
            "4:15 PM",
            "8:05 AM",
            "yes",
            "",
        ]


@pytest.mark.parametrize(
    ("code", "named", "english"),
    [
        (
            "outside_wished_hours",
            {"course": "ENG11", "ends": "18:15", "wished": "17:30"},
            (
                "English 11 ends 6:15 PM every day (fall of 11th grade), later than the wished "
                "5:30 PM."
            ),
        ),
        (
            "no_lunch",
            {"free": 20, "lunch": 30},
            (
                "Every day in fall of 11th grade the longest break between 11:00 AM and 1:30 PM is "
                "20 minutes; 30 minutes were wished for lunch."
            ),
        ),
    ],
)
def test_findings_are_told_by_the_clock_of_the_paper(
    code: str, named: dict[str, str | int], english: str
) -> None:
    finding = Finding(code, Severity.WARNING, values(**{**_AT, **named}))
    with on_paper():
        assert plain(finding_text(finding, catalog())) == english
        with language("es"):
            assert not finding_text(finding, catalog()).endswith("..")
