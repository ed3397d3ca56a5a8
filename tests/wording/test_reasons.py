"""Why a course is used or unused, and why a requirement stands as it does."""

from __future__ import annotations

import pytest

from cte_desktop.domain.audit import explain
from cte_desktop.domain.audit.result import Reason
from cte_desktop.domain.findings import Value, values
from cte_desktop.wording import reasons
from cte_desktop.wording.reasons import reason_text
from cte_desktop.wording.translate import LANGUAGES, language
from tests.wording.said import catalog, holes
from tools.translations import places

CODES = {**explain.UNUSED, **explain.WHY}
VALUES: dict[str, Value] = {
    "mark": "D+",
    "threshold": "C-",
    "course": "CHEM",
    "by": "ALG2",
    "for_course": "PHYS",
    "requirement": "science",
    "grade_level": 8,
    "missing": 2.5,
    "unit": "credits",
    "amount": 5.0,
    "category": "foster",
    "years": 1,
    "need": 2,
    "credits": 15.0,
    "approved_by": "A. Lee",
}


def test_every_reason_has_a_sentence() -> None:
    assert set(reasons.UNUSED) == set(explain.UNUSED)
    assert set(reasons.WHY) == set(explain.WHY)
    assert set(reasons.USED) == set(explain.USED)


@pytest.mark.parametrize("code", explain.USED)
def test_why_a_course_is_used_is_one_whole_sentence(code: str) -> None:
    reason = Reason(code, values(**{name: VALUES[name] for name in explain.USED[code]}))
    text = reason_text(reason, catalog())
    assert holes(text) == []
    assert text.endswith(".")


@pytest.mark.parametrize("table", ["UNUSED", "USED", "WHY"])
def test_a_sentence_asks_only_for_what_its_reason_holds(table: str) -> None:
    for code, sentence in getattr(reasons, table).items():
        assert places(sentence) <= set(getattr(explain, table)[code]), code


@pytest.mark.parametrize("spoken", LANGUAGES)
@pytest.mark.parametrize("code", CODES)
def test_a_reason_is_one_whole_sentence(code: str, spoken: str) -> None:
    reason = Reason(code, values(**{name: VALUES[name] for name in CODES[code]}))
    english = reason_text(reason, catalog())
    with language(spoken):
        text = reason_text(reason, catalog())
    assert holes(text) == []
    assert text.endswith(".")
    assert (text == english) == (spoken == "en")


def test_what_is_missing_is_counted_in_its_unit() -> None:
    years = Reason("missing", values(missing=1.0, unit="years"))
    credits = Reason("missing", values(missing=2.5, unit="credits"))
    assert reason_text(years, catalog()) == "Neither earned nor planned: 1 year."
    assert reason_text(credits, catalog()) == "Neither earned nor planned: 2.5 credits."
    with language("es"):
        assert reason_text(years, catalog()) == "Ni aprobado ni planificado: 1 año."


def test_a_level_is_not_counted_and_a_course_does_not_validate_itself() -> None:
    level = Reason("missing", values(missing=1.0, unit="levels"))
    assert reason_text(level, catalog()) == "Neither earned nor planned."
    same = Reason("validated", values(course="ALG2", by="ALG2"))
    assert reason_text(same, catalog()) == "The second semester of Algebra 2 validates the first."
    for code in ("validated", "other_alternative"):
        assert "Algebra 2" in reason_text(Reason(code, values(course="ALG2", by="X")), catalog())
