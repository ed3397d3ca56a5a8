"""The keychain of this computer: Windows, macOS, or a desktop's secret service on Linux.

It keeps one random secret for each remembered database, never a passphrase. The library `keyring`
speaks with it; without the library or without a keychain everything says so, and the passphrase
is asked for as before.
"""

from __future__ import annotations

import base64
import contextlib
import logging
from typing import TYPE_CHECKING, Any

from cte_desktop.system.errors import KnownError

if TYPE_CHECKING:
    from collections.abc import Iterator

SERVICE = "CTE Desktop"
_TRUSTED = frozenset(
    (
        "keyring.backends.Windows",
        "keyring.backends.macOS",
        "keyring.backends.SecretService",
        "keyring.backends.libsecret",
        "keyring.backends.kwallet",
    )
)
"""Those that the operating system guards; others write secrets into plain files."""

_log = logging.getLogger(__name__)


def has_keychain() -> bool:
    """Say whether this computer has a keychain that can be used; takes up to a second."""
    return _backend() is not None


def keep_secret(name: str, secret: bytes) -> None:
    """Keep a secret under `name`; a known error `no_keychain` if that is not possible."""
    backend = _backend()
    if backend is None:
        raise _no_keychain()
    with _refusals():
        backend.set_password(SERVICE, name, base64.b64encode(secret).decode("ascii"))


def recall_secret(name: str) -> bytes | None:
    """Return what was kept under `name`; None without it, or while the keychain is locked."""
    backend = _backend()
    if backend is None:
        return None
    with contextlib.suppress(KnownError), _refusals():
        kept = backend.get_password(SERVICE, name)
        return base64.b64decode(kept, validate=True) if isinstance(kept, str) else None
    return None


def forget_secret(name: str) -> None:
    """Remove what was kept under `name`, if there is anything and the keychain lets us."""
    backend = _backend()
    if backend is not None:
        with contextlib.suppress(KnownError), _refusals():
            backend.delete_password(SERVICE, name)


def _backend() -> Any:  # noqa: ANN401 - the library is loaded late, its types with it
    """Return the first keychain that can be trusted, None without one."""
    try:
        import keyring

        chosen = keyring.get_keyring()
        for backend in getattr(chosen, "backends", (chosen,)):
            if type(backend).__module__ in _TRUSTED:
                return backend
    except Exception as error:  # noqa: BLE001 - each desktop fails in a way of its own
        _log.info("no keychain: %s", type(error).__name__)
    return None


@contextlib.contextmanager
def _refusals() -> Iterator[None]:
    try:
        yield
    except Exception as error:
        _log.info("the keychain refused: %s", type(error).__name__)
        raise _no_keychain() from error


def _no_keychain() -> KnownError:
    return KnownError(
        "no_keychain",
        "This computer has no keychain that the program can use, or it is locked.",
        kept="Nothing was changed; the passphrase opens the database as before.",
        do="Go on typing the passphrase at every start.",
    )
