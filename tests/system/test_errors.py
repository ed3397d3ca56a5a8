"""Known errors are told in sentences and travel whole."""

from __future__ import annotations

import pickle

from cte_desktop.system.errors import KnownError, WrongCall


def test_a_known_error_puts_its_values_into_its_sentences() -> None:
    error = KnownError("full", "No room for {file}.", kept="The old is whole.", do="Go.", file="a")
    assert (error.text, error.kept, error.do) == ("No room for a.", "The old is whole.", "Go.")
    assert str(error) == "No room for a. The old is whole. Go."
    assert error.text_template == "No room for {file}."


def test_a_wrong_call_exits_with_two_and_the_world_with_three() -> None:
    assert WrongCall("x", "X.").exit_status == 2
    assert KnownError("x", "X.").exit_status == 3


def test_a_known_error_crosses_a_process_boundary_whole() -> None:
    error = pickle.loads(pickle.dumps(WrongCall("x", "No {what}.", do="Do.", what="y")))  # noqa: S301
    assert isinstance(error, WrongCall)
    assert (error.code, str(error)) == ("x", "No y. Do.")
