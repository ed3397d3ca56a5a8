"""The printed recovery code: 160 random bits in nine groups of four, the last group a check.

`7KQM-...-X4TD`: Crockford's letters and digits, read case-blind; O counts as 0, I and L as 1. The
check group tells a mistyped code from one that belongs to another database.
"""

from __future__ import annotations

import hashlib
import secrets

from cte_desktop.storage.identity import PAPER_ALPHABET
from cte_desktop.system.errors import KnownError

GROUP_LENGTH = 4
CODE_LENGTH = 32
CHECK_LENGTH = 4
_LOOK_ALIKES = str.maketrans("OIL", "011")


def new_recovery_code() -> str:
    """Return a fresh code in groups, as it is printed."""
    body = "".join(secrets.choice(PAPER_ALPHABET) for _ in range(CODE_LENGTH))
    whole = body + _check(body)
    return "-".join(
        whole[start : start + GROUP_LENGTH] for start in range(0, len(whole), GROUP_LENGTH)
    )


def read_recovery_code(typed: str) -> str:
    """Return the code's plain form; a known error if it was mistyped."""
    letters = "".join(mark for mark in typed.upper() if mark.isalnum()).translate(_LOOK_ALIKES)
    body, check = letters[:CODE_LENGTH], letters[CODE_LENGTH:]
    if len(body) != CODE_LENGTH or check != _check(body):
        raise KnownError(
            "recovery_code_mistyped",
            "This is not a recovery code: a letter is wrong or missing.",
            do="Compare it with the printed code, group by group: nine groups of four.",
        )
    return body


def _check(body: str) -> str:
    number = int.from_bytes(hashlib.sha256(b"cte-desktop recovery " + body.encode()).digest()[:4])
    return "".join(PAPER_ALPHABET[(number >> (5 * place)) & 31] for place in range(CHECK_LENGTH))
