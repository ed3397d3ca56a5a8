"""Two pathways of one state code are two certificates and one completion of the State."""

from __future__ import annotations

from datetime import date

from cte_desktop.domain.audit.evaluate import audit
from cte_desktop.domain.audit.rules import AuditSettings
from cte_desktop.domain.completion.eligibility import Eligibility, decide
from cte_desktop.domain.completion.state.completions import StateCompletion, state_completions
from cte_desktop.domain.students.experiences import Enrollment
from tests.builders import catalog, file_of, rules

JUNE = date(2027, 6, 20)
SETTINGS = AuditSettings()
SHARED = ("Graphic Design and Animation", "Photography")  # both of the State's 111


def _decided(*record: str, pathways: tuple[str, ...] = SHARED) -> tuple[Eligibility, ...]:
    signed_up = tuple(Enrollment(name, "signed_up", date(2023, 9, 1)) for name in pathways)
    file = file_of(*record, graduation_year=2027, day=JUNE, enrollments=signed_up)
    answer = audit(file, None, catalog(), rules(), SETTINGS, JUNE)
    return tuple(decide(p, SETTINGS) for p in answer.programs if p.pathway)


def test_two_local_pathways_on_one_state_code_are_one_state_completion() -> None:
    decided = _decided("9 year GD1 B", "10 year GD2 B", "11 year PH1 B", "12 year PH2 B")
    assert [one.completed for one in decided] == [True, True]
    assert state_completions(decided, catalog()) == (StateCompletion("111", SHARED, 2024),)


def test_pathways_of_two_codes_are_two_state_completions() -> None:
    decided = _decided(
        "9 year GD1 B",
        "10 year GD2 B",
        "11 year WD1 B",
        "12 year WD2 B",
        pathways=("Graphic Design and Animation", "Welding"),
    )
    found = state_completions(decided, catalog())
    assert [(one.pathways, one.completed_in) for one in found] == [
        (("Graphic Design and Animation",), 2024),
        (("Welding",), 2026),
    ]


def test_what_is_not_completed_is_none() -> None:
    assert state_completions(_decided("9 year GD1 B", "10 year GD2 D"), catalog()) == ()
