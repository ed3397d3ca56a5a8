"""undo by a call: what becomes invalid by it, and what stays since no undo takes it back."""

from __future__ import annotations

from pathlib import Path

from tests.cli.test_award import Bench, call

__all__ = ["call"]


def test_undoing_an_award_says_how_many_printed_certificates_it_ends(
    call: Bench, tmp_path: Path
) -> None:
    call("award")
    printed = call(
        "print", "certificate", "--student", "0001", "--before-graduation", "--out", tmp_path / "a"
    )
    assert printed.status == 0, printed.err
    made = call("undo", "--json")
    assert made.status == 0
    assert made.json["printed_certificates_ended"] == 1
    assert "1 printed certificate is no longer valid." in made.err


def test_after_a_revocation_undo_says_that_it_stays(call: Bench) -> None:
    call("award")
    serial = call.awards()["0001"]["serial"]
    assert call("revoke", serial, "--reason", "printed with a wrong name").status == 0
    made = call("undo", "--json")
    assert made.status == 0
    assert made.json["printed_certificates_ended"] == 0
    assert f"That {serial} was revoked can't be undone." in made.err
