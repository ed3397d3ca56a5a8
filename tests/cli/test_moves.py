"""`audit --moves` says beside each used row what moving the course would change."""

from __future__ import annotations

from tests.cli.conftest import Call, District


def test_every_used_row_of_a_program_with_pins_says_what_a_move_would_change(
    call: Call, district: District
) -> None:
    base = ("--database", district.database, "audit", "--student", district.student)
    plain = call(*base, "--json").json
    answer = call(*base, "--moves", "--json").json
    told = 0
    for program in answer["programs"]:
        for row in program["requirements"]:
            for used in row["used"]:
                for move in used.pop("if_moved"):
                    told += 1
                    assert move["text"].endswith(".")
                    assert set(move) == {"to", "changes", "text"}
            for part in row["requirements"]:
                for used in part["used"]:
                    used.pop("if_moved")
    assert told > 0
    assert answer == plain


def test_the_moves_stand_in_the_text_too(call: Call, district: District) -> None:
    base = ("--database", district.database, "audit", "--student", district.student)
    plain, answer = call(*base), call(*base, "--moves")
    assert answer.out.startswith(plain.out.rstrip("\n"))
    assert "Without it: " in answer.out.removeprefix(plain.out.rstrip("\n"))
