"""A preview lists exactly the students whose results two whole audits would tell apart."""

from __future__ import annotations

import copy
import time
from dataclasses import replace
from typing import Any

import pytest

from cte_desktop.domain.audit.rule_reach import programs_touched
from cte_desktop.services import history, rule_preview, rules
from cte_desktop.services.cases import open_cases
from cte_desktop.services.desk import Desk
from cte_desktop.services.rule_preview import Flip, FlipCount, preview
from cte_desktop.services.rules import draft_of

Document = dict[str, Any]


def drafted(desk: Desk, kind: str) -> Document:
    document = copy.deepcopy(rules.documents(desk)[kind])
    document["sample"] = []
    return document


def more_health(desk: Desk) -> Document:
    document = drafted(desk, "graduation")
    subjects = {one["id"]: one for one in document["set"][0]["subject"]}
    subjects["health"]["credits"], subjects["elective"]["credits"] = 10.0, 67.5
    document["set"][1]["override"]["elective"] = 57.5
    document["set"][2]["override"]["elective"] = 62.5
    return document


def more_mathematics(desk: Desk) -> Document:
    document = drafted(desk, "ag")
    document["area"]["C"]["years"] = 4
    document["total_years"] = 16
    return document


def brute_force(desk: Desk, document: Document, kind: str) -> set[tuple[str, str, str, str]]:
    """Everyone audited in full under the rules in force and under the draft."""
    draft = draft_of({kind: document}, rules.documents(desk)).rules
    found = set()
    for case in open_cases(desk):
        other = replace(case, district=replace(case.district, rules=draft))
        after = {program.id: program.status.value for program in other.audit.programs}
        for program in case.audit.programs:
            if program.status.value != after[program.id]:
                student = case.file.student.student_id
                found.add((student, program.id, program.status.value, after[program.id]))
    return found


def told(flips: tuple[Flip, ...]) -> set[tuple[str, str, str, str]]:
    return {(flip.student_id, flip.program, flip.before, flip.after) for flip in flips}


@pytest.mark.parametrize(
    ("kind", "change"), [("graduation", more_health), ("ag", more_mathematics)]
)
def test_a_preview_equals_two_audits_of_everyone(desk: Desk, kind: str, change: Any) -> None:
    document = change(desk)
    steps = history.list_history(desk)
    seen = preview(desk, {kind: document})
    expected = brute_force(desk, document, kind)
    assert expected
    assert told(seen.flips) == expected
    assert len(seen.flips) == len(expected) == sum(count.students for count in seen.counts)
    assert (seen.looked_at, seen.is_whole) == (60, True)
    assert [f.student_id for f in seen.flips] == sorted(f.student_id for f in seen.flips)
    assert history.list_history(desk) == steps


def test_several_processes_see_the_same(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    document = more_mathematics(desk)
    alone = preview(desk, {"ag": document})
    monkeypatch.setattr(rule_preview, "FEW", 20)
    assert preview(desk, {"ag": document}) == alone


def test_only_classes_that_the_draft_touches_are_looked_at(desk: Desk) -> None:
    document = drafted(desk, "graduation")
    document["set"][2]["override"]["elective"] = 65.0
    document["set"][2]["add"]["personal_finance"] = 7.5
    young = sum(case.file.student.entry_class >= 2031 for case in open_cases(desk))
    seen = preview(desk, {"graduation": document})
    assert 0 < young < 60
    assert seen.looked_at == young
    assert {flip.program for flip in seen.flips} <= {"graduation"}
    other = drafted(desk, "graduation")
    other["set"][0]["title"] = "Another name"
    other["version"] = "2"
    assert preview(desk, {"graduation": other}) == rule_preview.Preview(0, (), ())


def test_progress_is_told_and_cancelling_ends_it_at_once(desk: Desk) -> None:
    document = more_health(desk)
    said: list[tuple[int, int]] = []
    preview(desk, {"graduation": document}, progress=lambda *now: said.append(now))
    assert said[0] == (0, 60)
    assert said[-1] == (60, 60)
    assert said == sorted(said)
    begun: list[float] = []

    def cancelled() -> bool:
        if len(begun) > 2:
            return True
        begun.append(time.monotonic())
        return False

    seen = preview(desk, {"graduation": document}, cancelled=cancelled)
    assert not seen.is_whole
    assert seen.looked_at < 60

    def give_up(done: int, _total: int) -> None:
        if done:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        preview(desk, {"graduation": document}, progress=give_up)


def test_a_program_that_is_new_or_gone_flips_nobody_and_is_counted(desk: Desk) -> None:
    programs = drafted(desk, "programs")
    programs["program"].append(
        {
            "id": "first_aid",
            "title": "First aid",
            "unit": "credits",
            "audited": "everyone",
            "applies_to_classes": [2027, 2028],
            "requirement": [
                {"id": "health", "kind": "amount", "need": 5.0, "of": {"code": "HEALTH"}}
            ],
        }
    )
    in_force = rules.documents(desk)
    before, after = rules.rules_of(in_force), draft_of({"programs": programs}, in_force).rules
    assert "district:first_aid" in programs_touched(before, after, 2027)
    assert "district:first_aid" not in programs_touched(before, after, 2029)
    seen = preview(desk, {"programs": programs})
    new = sum(count.students for count in seen.counts if count.direction == "new")
    asked = sum(case.file.student.entry_class in {2027, 2028} for case in open_cases(desk))
    assert (new, seen.flips) == (asked, ())
    assert asked == seen.looked_at > 0
    assert FlipCount("district:first_aid", "", "met", 1).direction == "new"
    assert FlipCount("district:first_aid", "met", "", 1).direction == "gone"
    assert FlipCount("uc", "at_risk", "on_track", 1).direction == "better"
    assert FlipCount("uc", "at_risk", "not_met", 1).direction == "worse"
