"""Short labels: terms, grades, states, amounts, dates, in both languages."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

import pytest

from cte_desktop.domain.audit.result import PathwayStage, ProgramStatus, RequirementStatus, Unit
from cte_desktop.domain.catalog.course import Level
from cte_desktop.domain.planning.plan import Lane
from cte_desktop.domain.planning.semesters import State
from cte_desktop.domain.school_year import Term
from cte_desktop.domain.students.experiences import BUSY_KINDS
from cte_desktop.wording import labels
from cte_desktop.wording.translate import language
from tests.wording.said import catalog


@pytest.mark.parametrize(
    ("label", "every"),
    [
        (labels.term_label, [*Term, "year"]),
        (labels.lane_label, Lane),
        (labels.state_label, State),
        (labels.status_label, [*ProgramStatus, *RequirementStatus]),
        (labels.stage_label, PathwayStage),
        (labels.level_label, Level),
        (labels.busy_label, BUSY_KINDS),
    ],
)
def test_every_value_has_its_own_label_in_each_language(
    label: Callable[..., str], every: Iterable[str]
) -> None:
    english = {str(one): label(one) for one in every}
    with language("es"):
        spanish = {str(one): label(one) for one in every}
    assert len(set(english.values())) == len(set(spanish.values())) == len(english)
    assert all(spanish[one] != english[one] for one in english)


@pytest.mark.parametrize(
    ("hundredths", "unit", "english", "spanish"),
    [
        (100, Unit.CREDITS, "1 credit", "1 crédito"),
        (250, Unit.CREDITS, "2.5 credits", "2.5 créditos"),
        (50, Unit.YEARS, "0.5 years", "0.5 años"),
        (100, Unit.YEARS, "1 year", "1 año"),
        (0, Unit.LEVELS, "0 levels", "0 niveles"),
    ],
)
def test_amounts_have_their_plural(hundredths: int, unit: Unit, english: str, spanish: str) -> None:
    assert labels.amount_label(hundredths, unit) == english
    with language("es"):
        assert labels.amount_label(hundredths, unit) == spanish


def test_counts_have_their_plural() -> None:
    assert [labels.courses_label(n) for n in (0, 1, 2)] == ["0 courses", "1 course", "2 courses"]
    with language("es"):
        assert [labels.minutes_label(n) for n in (0, 1, 2)] == [
            "0 minutos", "1 minuto", "2 minutos",
        ]  # fmt: skip


def test_grades_and_moments() -> None:
    assert labels.grade_label(9) == "9th"
    assert labels.moment_label(11, Term.FALL) == "fall of 11th grade"
    assert labels.moment_label(8, "summer") == "the summer after 8th grade"
    assert labels.moment_label(10, "year") == "10th grade"
    with language("es"):
        assert labels.moment_label(11, Term.FALL) == "otoño de 11.º grado"
        assert labels.moment_label(8, "summer") == "el verano después de 8.º grado"


def test_days_and_dates() -> None:
    day = date(2027, 2, 1)
    assert labels.date_label(day) == "February 1, 2027"
    assert labels.days_label("MW") == "Mon/Wed"
    assert labels.weekdays_label("MTWRF").endswith("Wednesday, Thursday, and Friday")
    assert labels.weekdays_label("") == ""
    assert labels.one_of_label(["a", "b"]) == "a or b"
    with language("es"):
        assert labels.date_label(day) == "1 de febrero de 2027"
        assert labels.weekdays_label("TR") == "martes y jueves"
        assert labels.one_of_label(["a", "b"]) == "a o b"


def test_lists_and_places_read_as_people_say_them() -> None:
    assert labels.all_of_label(["5", "6"]) == "5 and 6"
    assert labels.all_of_label([]) == ""
    assert labels.place_label("CN", catalog()) == "Canyon"
    assert labels.place_label("the rink", catalog()) == "the rink"
    with language("es"):
        assert labels.all_of_label(["5", "6"]) == "5 y 6"
