"""The keys that sign certificates: one Ed25519 key per school year and laptop, made on first use.

They lie in the encrypted database, so its backups and its recovery code keep them too. A key is
never changed and never taken back: certificates that it signed stay valid.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import select

from cte_desktop.domain.completion.certificates.public_keys import PublicKey, key_statement
from cte_desktop.domain.completion.certificates.serial import laptop_of_serial
from cte_desktop.storage.certificates.entry_day import issue_day
from cte_desktop.storage.tables.certificates import SigningKeyRow

if TYPE_CHECKING:
    from cte_desktop.storage.transaction import Transaction


class KeyMissingError(RuntimeError):
    """A key would have to be made, and only a writing transaction may make one."""


@dataclass(frozen=True, slots=True)
class SigningKey:
    """A key to sign with; its private half is never shown or handed out."""

    public: PublicKey
    _private: Ed25519PrivateKey = field(repr=False, compare=False)

    @property
    def key_id(self) -> bytes:
        """The id that the codes signed with it carry."""
        return self.public.key_id

    def sign(self, payload: bytes) -> bytes:
        """Return the signature of 64 bytes."""
        return self._private.sign(payload)


def signing_key(tx: Transaction, school_year: int) -> SigningKey:
    """Return this laptop's key of a school year; the first time it is made, in a writing `tx`."""
    query = select(SigningKeyRow).where(
        SigningKeyRow.school_year == school_year, SigningKeyRow.laptop_id == tx.laptop_id
    )
    row = tx.session.scalar(query)
    return _key_of(row) if row is not None else _make_key(tx, school_year)


def newest_key(tx: Transaction) -> SigningKey | None:
    """Return the key that was made last, or None when there is none yet."""
    row = _newest_row(tx)
    return None if row is None else _key_of(row)


def public_keys(tx: Transaction) -> tuple[PublicKey, ...]:
    """Return the public half of every key, oldest first."""
    rows = tx.session.scalars(select(SigningKeyRow).order_by(SigningKeyRow.key))
    return tuple(_public_of(row) for row in rows)


def _make_key(tx: Transaction, school_year: int) -> SigningKey:
    if not tx.writable:
        raise KeyMissingError("a signing key is made in a writing transaction")
    private, older = Ed25519PrivateKey.generate(), newest_key(tx)
    unsigned = PublicKey(
        private.public_key().public_bytes_raw(),
        school_year,
        laptop_of_serial(tx.laptop_id),
        issue_day(tx),
        b"" if older is None else older.key_id,
    )
    statement = key_statement(unsigned)
    public = replace(
        unsigned,
        own_signature=private.sign(statement),
        previous_signature=b"" if older is None else older.sign(statement),
    )
    tx.session.add(
        SigningKeyRow(
            key_id=public.key_id.hex(),
            school_year=school_year,
            laptop_id=tx.laptop_id,
            made_on=public.made_on.isoformat(),
            public=public.public,
            private=private.private_bytes_raw(),
            previous_id=public.previous_id.hex(),
            own_signature=public.own_signature,
            previous_signature=public.previous_signature,
        )
    )
    tx.session.flush()
    return SigningKey(public, private)


def _newest_row(tx: Transaction) -> SigningKeyRow | None:
    return tx.session.scalar(select(SigningKeyRow).order_by(SigningKeyRow.key.desc()).limit(1))


def _key_of(row: SigningKeyRow) -> SigningKey:
    return SigningKey(_public_of(row), Ed25519PrivateKey.from_private_bytes(row.private))


def _public_of(row: SigningKeyRow) -> PublicKey:
    return PublicKey(
        row.public,
        row.school_year,
        laptop_of_serial(row.laptop_id),
        date.fromisoformat(row.made_on),
        bytes.fromhex(row.previous_id),
        row.own_signature,
        row.previous_signature,
    )
