"""history by a call: a step in full, and what each step changed, before and after."""

from __future__ import annotations

from tests.cli.test_award import Bench, call

__all__ = ["call"]


def test_a_step_is_told_in_full(call: Bench) -> None:
    assert call("settings", "set", "travel_margin_minutes", "15").status == 0
    newest = call("history", "--json").json["steps"][0]
    assert "changes" not in newest
    told = call("history", "--step", str(newest["step"]), "--json").json["steps"]
    assert [step["step"] for step in told] == [newest["step"]]
    (change,) = told[0]["changes"]
    assert change["which"] == "Minutes beside the travel time"
    assert change["fields"][0]["after"] == "15"


def test_with_changes_every_step_says_what_it_changed(call: Bench) -> None:
    assert call("settings", "set", "travel_margin_minutes", "15").status == 0
    made = call("history", "--changes")
    assert made.status == 0
    assert "Setting, Minutes beside the travel time: changed" in made.out
    assert all("changes" in step for step in call("history", "--changes", "--json").json["steps"])


def test_a_step_that_is_not_there_is_a_wrong_call(call: Bench) -> None:
    assert call("history", "--step", "999").status == 2
