"""The list of public keys and revocations that a district publishes ("cte-public-keys-1").

The newest key signs the whole list, and every key's entry is signed by itself and by the key before
it: a list with anything changed, taken out or put in is refused. Who made a list no signature can
tell; its fingerprint can be compared with the one that the district tells by telephone.

A district with several laptops publishes their lists together ("cte-public-keys-joined-1"): each
list as its own laptop signed it, the whole signed by the laptop that publishes it.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from cte_desktop.domain.completion.certificates.public_keys import (
    PublicKey,
    Revocation,
    key_statement,
)
from cte_desktop.domain.school_year import parse_school_year, school_year_text
from cte_desktop.exchange.certificates.signatures import signature_holds
from cte_desktop.system.errors import KnownError
from cte_desktop.wording.translate import noop

if TYPE_CHECKING:
    from cte_desktop.exchange.certificates.codes import Signer

FORMAT = "cte-public-keys-1"
JOINED_FORMAT = "cte-public-keys-joined-1"
MOST_BYTES = 5_000_000
_FAMILY = "cte-public-keys-"
_GROUP = 4
# Control signs, halves of characters, ends of lines, and signs that turn the direction of writing.
_UNSHOWN = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\u2028\u2029\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True, slots=True)
class KeyList:
    """What is needed to check a district's certificates; keys oldest first.

    `joined` are the lists of the district's other laptops; `signature` is that of a list that was
    read, so that it can be handed on as it is.
    """

    district: str
    keys: tuple[PublicKey, ...]
    revocations: tuple[Revocation, ...]
    listed_on: date
    joined: tuple[KeyList, ...] = ()
    signature: bytes = field(default=b"", compare=False)

    @property
    def every(self) -> tuple[KeyList, ...]:
        """The list and those that it is joined with."""
        return (self, *self.joined)

    @property
    def all_keys(self) -> tuple[PublicKey, ...]:
        """Every key that is known, each once."""
        return tuple({key.key_id: key for one in self.every for key in one.keys}.values())

    @property
    def all_revocations(self) -> tuple[Revocation, ...]:
        """Every revocation that is known, each serial once."""
        found = {r.serial: r for one in reversed(self.every) for r in reversed(one.revocations)}
        return tuple(sorted(found.values(), key=lambda r: (r.on, r.serial)))

    @property
    def laptops(self) -> tuple[str, ...]:
        """The laptops whose certificates are known, as serials carry them."""
        return tuple(dict.fromkeys(key.laptop for key in self.all_keys))

    def key(self, key_id: bytes) -> PublicKey | None:
        """Return the key of an id, or None when no list has it."""
        return next((key for one in self.every for key in one.keys if key.key_id == key_id), None)

    def list_of(self, key_id: bytes) -> KeyList | None:
        """Return the list that has a key, or None."""
        return next((one for one in self.every for key in one.keys if key.key_id == key_id), None)

    def revocation(self, serial: str) -> Revocation | None:
        """Return why a serial is no longer valid, or None."""
        return next(
            (one for each in self.every for one in each.revocations if one.serial == serial), None
        )

    @property
    def fingerprint(self) -> str:
        """The digest of the first key, which all later ones go back to: "1a2b 3c4d ..."."""
        first = self.keys[0].public if self.keys else b""
        digits = hashlib.sha256(first).hexdigest()[:32]
        return " ".join(digits[at : at + _GROUP] for at in range(0, len(digits), _GROUP))


def write_key_list(keys: KeyList, signer: Signer) -> bytes:
    """Return the list as a file, signed by its newest key; `ValueError` for another signer."""
    if not keys.keys or keys.keys[-1].key_id != signer.key_id:
        raise ValueError("the newest key signs the list")
    own = list_document(keys)
    own["signature"] = _as_text(signer.sign(_signed_bytes(own)))
    document = own
    if keys.joined:
        lists = [own, *(signed_document(one) for one in keys.joined)]
        document = {"format": JOINED_FORMAT, "lists": lists}
        document["signature"] = _as_text(signer.sign(_signed_bytes(document)))
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


def signed_document(keys: KeyList) -> dict[str, Any]:
    """Return a list that was read as it was signed; `ValueError` for one that nobody signed."""
    if not keys.signature:
        raise ValueError("nobody signed this list")
    return list_document(keys) | {"signature": _as_text(keys.signature)}


def list_document(keys: KeyList) -> dict[str, Any]:
    """Return what the list says, as JSON has it, without its signature."""
    return {
        "format": FORMAT,
        "district": keys.district,
        "listed_on": keys.listed_on.isoformat(),
        "keys": [_key_entry(key) for key in keys.keys],
        "revocations": [
            {"serial": one.serial, "date": one.on.isoformat(), "reason": one.reason}
            for one in keys.revocations
        ],
    }


def read_key_list(content: bytes, file: object = "") -> KeyList:
    """Return the list of a file; `file` names it in what is said when it can't be trusted.

    Known errors: not_a_key_list, key_list_newer, key_list_damaged.
    """
    document = _document(content, file)
    try:
        return _joined(document) if document["format"] == JOINED_FORMAT else _signed_list(document)
    except (KeyError, TypeError, ValueError):
        raise _damaged(file) from None


def _signed_list(document: dict[str, Any]) -> KeyList:
    """Return one laptop's list; `ValueError` and the like when it is not whole."""
    bare = dict(document)
    signed = _as_bytes(bare.pop("signature", None))
    keys = replace(_key_list(bare), signature=signed)
    whole = (
        keys.keys
        # Nothing is read over: what was read, written again, is what stood there.
        and list_document(keys) == bare
        and signature_holds(keys.keys[-1].public, signed, _signed_bytes(bare))
        and _chain_holds(keys.keys)
    )
    if not whole:
        raise ValueError("this list is not as it was signed")
    return keys


def _joined(document: dict[str, Any]) -> KeyList:
    """Return the lists of several laptops, the first of which signed the whole."""
    bare = dict(document)
    signed = _as_bytes(bare.pop("signature", None))
    lists = bare["lists"]
    if set(bare) != {"format", "lists"} or not isinstance(lists, list):
        raise ValueError("this is no joined list")
    first, *others = (_signed_list(one) for one in lists)
    if not signature_holds(first.keys[-1].public, signed, _signed_bytes(bare)):
        raise ValueError("this joined list is not as it was signed")
    return replace(first, joined=tuple(others))


def _document(content: bytes, file: object) -> dict[str, Any]:
    try:
        document = json.loads(content.decode("utf-8-sig")) if len(content) <= MOST_BYTES else None
    except (ValueError, RecursionError):
        document = None
    form = document.get("format") if isinstance(document, dict) else None
    if not (isinstance(document, dict) and isinstance(form, str) and form.startswith(_FAMILY)):
        raise KnownError(
            "not_a_key_list",
            noop("{file} is no list of public keys, or it is damaged."),
            kept=noop("Nothing was checked."),
            do=noop("Ask the district that issued the certificate for its file of public keys."),
            file=file,
        )
    if form not in {FORMAT, JOINED_FORMAT}:
        raise KnownError(
            "key_list_newer",
            noop("{file} was written by a newer version of the program."),
            kept=noop("Nothing was checked."),
            do=noop(
                "Install the newer version, or use the checker that the district published with it."
            ),
            file=file,
        )
    return document


def _key_list(document: dict[str, Any]) -> KeyList:
    return KeyList(
        _text(document["district"]),
        tuple(_key(entry) for entry in document["keys"]),
        tuple(_revocation(entry) for entry in document["revocations"]),
        date.fromisoformat(document["listed_on"]),
    )


def _key(entry: dict[str, Any]) -> PublicKey:
    year = parse_school_year(entry["school_year"])
    if year is None:
        raise ValueError("this is no school year")
    return PublicKey(
        public=_as_bytes(entry["public"]),
        school_year=year,
        laptop=_text(entry["laptop"]),
        made_on=date.fromisoformat(entry["made_on"]),
        previous_id=bytes.fromhex(entry["previous"] or ""),
        own_signature=_as_bytes(entry["signature"]),
        previous_signature=_as_bytes(entry["previous_signature"] or ""),
    )


def _key_entry(key: PublicKey) -> dict[str, Any]:
    return {
        "id": key.key_id.hex(),
        "public": _as_text(key.public),
        "school_year": school_year_text(key.school_year),
        "laptop": key.laptop,
        "made_on": key.made_on.isoformat(),
        "signature": _as_text(key.own_signature),
        "previous": key.previous_id.hex() or None,
        "previous_signature": _as_text(key.previous_signature) or None,
    }


def _revocation(entry: dict[str, Any]) -> Revocation:
    # Whether it is a serial at all doesn't matter here: no certificate has another.
    return Revocation(
        _text(entry["serial"]), date.fromisoformat(entry["date"]), _text(entry["reason"])
    )


def _chain_holds(keys: tuple[PublicKey, ...]) -> bool:
    """Tell whether each key was made by its holder, and with the key before it at hand."""
    older: PublicKey | None = None
    for key in keys:
        statement = key_statement(key)
        if not signature_holds(key.public, key.own_signature, statement):
            return False
        if older is None:
            if key.previous_id or key.previous_signature:
                return False
        elif key.previous_id != older.key_id or not signature_holds(
            older.public, key.previous_signature, statement
        ):
            return False
        older = key
    return True


def _signed_bytes(document: dict[str, Any]) -> bytes:
    """Return what the list's signature is about: one spelling, however the file is laid out."""
    return json.dumps(document, sort_keys=True, separators=(",", ":")).encode()


def _as_text(content: bytes) -> str:
    return base64.b64encode(content).decode("ascii")


def _as_bytes(text: object) -> bytes:
    return base64.b64decode(_text(text), validate=True)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("this is no text")
    if _UNSHOWN.search(value):
        raise ValueError("this text would do something to the screen that shows it")
    return value


def _damaged(file: object) -> KnownError:
    return KnownError(
        "key_list_damaged",
        noop("The list of public keys in {file} was changed or is damaged."),
        kept=noop("Nothing was checked."),
        do=noop("Get the file anew from the district that issued the certificate."),
        file=file,
    )
