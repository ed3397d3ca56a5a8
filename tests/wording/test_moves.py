"""What a move would change reads as one clear sentence."""

from __future__ import annotations

from cte_desktop.domain.audit.moves import Move, Shift
from cte_desktop.domain.audit.result import Reason, RequirementResult, RequirementStatus, Unit
from cte_desktop.wording.moves import is_gain, move_object, move_text, shift_text
from tests.wording.said import catalog, holes


def row(status: str, missing: int, unit: Unit = Unit.CREDITS) -> RequirementResult:
    need = 2000
    return RequirementResult(
        "science", "amount", unit, RequirementStatus(status), need, need - missing, 0, 0, missing,
        Reason("earned"),
    )  # fmt: skip


LOST = Shift("science", row("met", 0), row("not_met", 500))
WORSE = Shift("science", row("not_met", 500), row("not_met", 1000))
WON = Shift("science", row("not_met", 500), row("met", 0))
LATER = Shift("science", row("met", 0), row("planned", 0))


def test_what_changes_is_named_with_its_amount() -> None:
    assert shift_text(LOST, "graduation", catalog()) == "Science would lack 5 credits"
    assert (
        shift_text(WORSE, "graduation", catalog())
        == "Science would lack 10 credits instead of 5 credits"
    )
    assert shift_text(WON, "graduation", catalog()) == "Science would be met"
    assert shift_text(LATER, "graduation", catalog()) == "Science would be planned"


def test_a_move_says_where_to_and_what_else() -> None:
    moved = Move("elective", True, (LOST,))
    text = "In Electives instead: Science would lack 5 credits."
    assert move_text(moved, "graduation", catalog()) == text
    free = Move("elective", True, ())
    assert (
        move_text(free, "graduation", catalog())
        == "In Electives instead: nothing else would change."
    )
    full = Move("elective", False, (LOST,))
    assert move_text(full, "graduation", catalog()).startswith("Electives has no room for it: ")
    gone = move_text(Move("", True, (LOST, LATER)), "graduation", catalog())
    assert gone == "Without it: Science would lack 5 credits; Science would be planned."
    assert holes(gone) == []


def test_the_object_holds_codes_and_the_sentence() -> None:
    made = move_object(Move("", True, (LOST,)), "graduation", catalog())
    assert made["to"] is None
    assert made["changes"] == [
        {
            "requirement": "science",
            "before": {"status": "met", "missing": 0},
            "after": {"status": "not_met", "missing": 5},
        }
    ]


def test_gain_and_loss_are_told_apart() -> None:
    assert [is_gain(shift) for shift in (LOST, WORSE, WON, LATER)] == [False, False, True, False]
