from __future__ import annotations

import errno

import pytest

from tools.development import faults


@pytest.mark.parametrize(
    ("said", "begins"),
    [
        ("ERROR: Could not install packages due to [Errno 28] No space left on device", "The disk"),
        ("NewConnectionError('...: [Errno -3] Temporary failure')", "The libraries could not be"),
        ("ERROR: Could not find a version that satisfies the requirement x", "The libraries could"),
        ("THESE PACKAGES DO NOT MATCH THE HASHES FROM THE FILE", "A downloaded library differs"),
        ("PermissionError: [Errno 13] Permission denied: '.venv'", "The project's folder"),
    ],
)
def test_what_pip_says_becomes_a_plain_sentence(said: str, begins: str) -> None:
    sentence = faults.explain(f"Collecting x\n{said}\n")
    assert sentence is not None
    assert sentence.startswith(begins)


def test_an_unknown_reason_is_left_to_pip_s_own_words() -> None:
    assert faults.explain("ERROR: something never seen") is None


def test_a_refusal_of_the_computer_names_the_file() -> None:
    refused = OSError(errno.EACCES, "Permission denied", ".venv.lock")
    assert ".venv.lock" in faults.explain_os_error(refused)
    full = OSError(errno.ENOSPC, "No space left on device")
    assert faults.explain_os_error(full).startswith("The disk is full")
