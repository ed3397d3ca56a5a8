"""What can go wrong outside the project, told in one plain sentence."""

from __future__ import annotations

import errno

WORLD_EXIT_CODE = 3
"""The exit code of a fault of the world: no network, disk, permission or system library."""

_SAYINGS = (
    (
        ("No space left on device", "not enough space on the disk"),
        "The disk is full. Free about 1.5 GB and run the same command again.",
    ),
    (
        ("DO NOT MATCH THE HASHES", "HashMismatch"),
        (
            "A downloaded library differs from the one that requirements.lock names, so it was not "
            "installed. Try again; if it stays so, whoever offers the libraries here changed them."
        ),
    ),
    (
        ("Permission denied", "Access is denied", "Read-only file system"),
        "The project's folder can't be written. Copy the project to a folder of your own.",
    ),
    (
        ("requires a different Python", "Requires-Python"),
        "One of the libraries does not run on this Python. Use Python 3.11, 3.12, 3.13 or 3.14.",
    ),
    (
        (
            "NewConnectionError",
            "ConnectionError",
            "Failed to establish a new connection",
            "Temporary failure in name resolution",
            "Name or service not known",
            "Connection refused",
            "connection broken",
            "ConnectTimeoutError",
            "Read timed out",
            "ProxyError",
            "SSLError",
            "Could not find a version that satisfies",
            "No matching distribution found",
        ),
        (
            "The libraries could not be downloaded. The first set-up needs the network (or a "
            "package index that pip is set to use); afterwards the program never does."
        ),
    ),
)


class Fault(Exception):  # noqa: N818 (it is what the developer reads, not an error of the code)
    """A plain sentence for the person at the keyboard; the command ends with exit code 3."""


def explain(output: str) -> str | None:
    """The plain sentence for what pip or venv printed, or None when nothing known fits."""
    for signs, sentence in _SAYINGS:
        if any(sign in output for sign in signs):
            return sentence
    return None


def explain_os_error(error: OSError) -> str:
    """The plain sentence for an operating system's refusal."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return "The disk is full. Free about 1.5 GB and run the same command again."
    where = f" ({error.filename})" if error.filename else ""
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return (
            f"The project's folder can't be written{where}. Copy it to a folder of your own and "
            "run the same command there."
        )
    return f"The computer refused: {error.strerror or error}{where}."
