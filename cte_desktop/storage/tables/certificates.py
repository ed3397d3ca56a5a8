"""The keys that sign certificates, the certificates that are no longer valid, and how they look.

Keys and revocations are never changed or taken back: paper that is out there refers to them.
"""

from __future__ import annotations

from sqlalchemy import Integer, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from cte_desktop.storage.tables.base import Digest, Moment, Row
from cte_desktop.storage.tables.columns import Day, Key, Word, WrittenIn, checked


@checked
class SigningKeyRow(Row):
    """An Ed25519 key of one school year and laptop, both halves, with its entry's signatures."""

    __tablename__ = "signing_key"
    __table_args__ = (UniqueConstraint("school_year", "laptop_id"),)

    key: Mapped[Key]
    key_id: Mapped[str] = mapped_column(String(16), unique=True)  # hex
    school_year: Mapped[int] = mapped_column(Integer)
    laptop_id: Mapped[str] = mapped_column(String(12))
    made_on: Mapped[Day]
    public: Mapped[bytes] = mapped_column(LargeBinary)
    private: Mapped[bytes] = mapped_column(LargeBinary)
    previous_id: Mapped[str] = mapped_column(String(16), server_default="")  # hex
    own_signature: Mapped[bytes] = mapped_column(LargeBinary)
    previous_signature: Mapped[bytes] = mapped_column(LargeBinary)


@checked
class RevocationRow(Row):
    """A serial that is no longer valid; who said so and when, on which laptop."""

    __tablename__ = "certificate_revocation"

    serial: Mapped[str] = mapped_column(String(20), primary_key=True)
    revoked_on: Mapped[Day]
    reason: Mapped[str] = mapped_column(String(200))
    actor: Mapped[str] = mapped_column(String(80))
    laptop_id: Mapped[str] = mapped_column(String(12))
    at: Mapped[Moment]


class CertificateTemplateRow(Row):
    """The district's own wording, signatories and fields as TOML; no row before it has any."""

    __tablename__ = "certificate_template"

    key: Mapped[Key]
    content: Mapped[str] = mapped_column(Text)
    step: Mapped[WrittenIn]


@checked
class CertificateImageRow(Row):
    """A picture that the template names: the seal, or a signature. `digest` tells it apart."""

    __tablename__ = "certificate_image"

    key: Mapped[Key]
    name: Mapped[Word] = mapped_column(unique=True)
    digest: Mapped[Digest]
    content: Mapped[bytes] = mapped_column(LargeBinary)
    step: Mapped[WrittenIn]
