"""The public side of signing: keys that can be published, and serials that are no longer valid.

What each key's own signatures are about is written here, so that the store which makes keys and the
file that publishes them mean the same bytes.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date

from cte_desktop.domain.completion.certificates.code import KEY_ID_BYTES

REASON_MOST = 200
"""Characters of the reason of a revocation: it is published, so it names nobody."""


@dataclass(frozen=True, slots=True)
class PublicKey:
    """The public half of an Ed25519 key with which a laptop signs in one school year.

    `own_signature` shows that whoever made the entry held the key; `previous_signature` that the
    holder of the key before it, `previous_id`, did. The first key of a store has none before it.
    """

    public: bytes  # 32 bytes
    school_year: int
    laptop: str  # as serials carry it
    made_on: date
    previous_id: bytes = b""
    own_signature: bytes = b""
    previous_signature: bytes = b""

    @property
    def key_id(self) -> bytes:
        """The id that codes carry: the beginning of the digest of the public half."""
        return hashlib.sha256(self.public).digest()[:KEY_ID_BYTES]


@dataclass(frozen=True, slots=True)
class Revocation:
    """A certificate that is no longer valid, since when and why."""

    serial: str
    on: date
    reason: str


@dataclass(frozen=True, slots=True)
class LaptopKeys:
    """A list that is known: of which laptops, what it holds and until when its revocations go."""

    laptops: tuple[str, ...]  # as serials carry them
    keys: int
    revocations: int
    listed_on: date
    fingerprint: str
    is_own: bool = False


def key_statement(key: PublicKey) -> bytes:
    """Return what the signatures of a key's entry are about: all of it but the signatures."""
    facts = (
        "cte-public-key-1",
        key.key_id.hex(),
        key.public.hex(),
        str(key.school_year),
        key.laptop,
        key.made_on.isoformat(),
        key.previous_id.hex(),
    )
    return "\n".join(facts).encode()
