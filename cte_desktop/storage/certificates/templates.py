"""What a district says of its certificates and cords, as the texts of its own TOML files, and the
pictures beside them. What they mean is not this module's business; no row: as shipped.
"""

from __future__ import annotations

import base64
import hashlib
from typing import TYPE_CHECKING

from sqlalchemy import delete, select

from cte_desktop.storage.history import record_change, step_number
from cte_desktop.storage.tables.certificates import CertificateImageRow, CertificateTemplateRow
from cte_desktop.storage.undo import Noun

if TYPE_CHECKING:
    from cte_desktop.storage.content import Content
    from cte_desktop.storage.transaction import Transaction

PAPER = "paper:"
"""Before the names of pictures that plans and letters carry: no template names one so."""
TEMPLATE = "template"
CORDS = "cords"
_KEYS = {TEMPLATE: 1, CORDS: 2}
"""Under which key each text lies."""


def load_text(tx: Transaction, name: str) -> str | None:
    """Return the district's own text of `TEMPLATE` or `CORDS`, None where it has none."""
    row = tx.session.get(CertificateTemplateRow, _KEYS[name])
    return None if row is None else row.content


def save_text(tx: Transaction, name: str, text: str | None) -> bool:
    """Keep a text, or none, as part of the transaction's step; False if it was so already."""
    before = _load_text(tx, name)
    after: Content | None = None if text is None else {"text": text}
    if before == after:
        return False
    _store_text(tx, name, after)
    return record_change(tx, TEXT_NOUN.name, name, before, after)


def load_images(tx: Transaction) -> dict[str, bytes]:
    """Return the pictures of certificates under their names, in order of names."""
    every = _every_image(tx)
    return {name: every[name] for name in sorted(every) if not name.startswith(PAPER)}


def load_paper_images(tx: Transaction) -> dict[str, bytes]:
    """Return the pictures that plans and letters carry, under their names."""
    every = _every_image(tx).items()
    return {name[len(PAPER) :]: png for name, png in every if name.startswith(PAPER)}


def save_paper_image(tx: Transaction, name: str, content: bytes | None) -> bool:
    """Keep a picture of plans and letters, or none, as `save_image` does for certificates."""
    return save_image(tx, PAPER + name, content)


def save_image(tx: Transaction, name: str, content: bytes | None) -> bool:
    """Keep a picture, or none, as part of the transaction's step; False if it was so already."""
    before = _load_image(tx, name)
    after: Content | None = None
    if content is not None:
        after = {"png": base64.b64encode(content).decode()}
    if before == after:
        return False
    _store_image(tx, name, after)
    return record_change(tx, IMAGE_NOUN.name, name, before, after)


def _every_image(tx: Transaction) -> dict[str, bytes]:
    rows = tx.session.execute(select(CertificateImageRow.name, CertificateImageRow.content))
    return dict(rows.all())


def _load_text(tx: Transaction, name: str) -> Content | None:
    text = load_text(tx, name)
    return None if text is None else {"text": text}


def _store_text(tx: Transaction, name: str, content: Content | None) -> None:
    key = _KEYS[name]
    if content is None:
        row = CertificateTemplateRow
        tx.session.execute(delete(row).where(row.key == key))
        return
    made = CertificateTemplateRow(key=key, content=str(content["text"]), step=step_number(tx))
    tx.session.merge(made)
    tx.session.flush()


def _load_image(tx: Transaction, name: str) -> Content | None:
    row = CertificateImageRow
    content = tx.session.scalar(select(row.content).where(row.name == name))
    return None if content is None else {"png": base64.b64encode(content).decode()}


def _store_image(tx: Transaction, name: str, content: Content | None) -> None:
    row = CertificateImageRow
    tx.session.execute(delete(row).where(row.name == name))
    if content is None:
        return
    png = base64.b64decode(str(content["png"]))
    digest = hashlib.sha256(png).hexdigest()
    tx.session.add(row(name=name, digest=digest, content=png, step=step_number(tx)))
    tx.session.flush()


TEXT_NOUN = Noun("certificate_template", _load_text, _store_text)
IMAGE_NOUN = Noun("certificate_image", _load_image, _store_image)
