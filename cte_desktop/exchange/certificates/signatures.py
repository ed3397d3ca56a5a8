"""Whether an Ed25519 signature holds (RFC 8032)."""

from __future__ import annotations

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey


def signature_holds(public: bytes, signature: bytes, payload: bytes) -> bool:
    """Tell whether the holder of the key signed exactly this; False also for what is no key."""
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, payload)
    except (InvalidSignature, ValueError):
        return False
    return True
