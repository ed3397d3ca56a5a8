"""Lists of public keys in words: whose certificates they check, and what joining one did."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.wording.labels import date_label
from cte_desktop.wording.papers import listed
from cte_desktop.wording.translate import tr, trn

if TYPE_CHECKING:
    from cte_desktop.domain.completion.certificates.public_keys import LaptopKeys


def list_text(one: LaptopKeys) -> str:
    """Return a list in one line: laptops, keys, revocations, day and fingerprint."""
    return "  ".join((laptops_text(one), counts_text(one), one.fingerprint))


def laptops_text(one: LaptopKeys) -> str:
    """Return of which laptops a list is."""
    named = listed(one.laptops)
    return tr("{laptops} (this database)", laptops=named) if one.is_own else named


def counts_text(one: LaptopKeys) -> str:
    """Return how many keys and revocations a list has, and until when they are known."""
    keys = trn("{count} key", "{count} keys", one.keys)
    revoked = trn("{count} revocation", "{count} revocations", one.revocations)
    return tr(
        "{keys}, {revocations}, as of {day}",
        keys=keys,
        revocations=revoked,
        day=date_label(one.listed_on),
    )


def joined_sentence(new: int, fingerprint: str) -> str:
    """Return what joining a file did, and what to compare."""
    if not new:
        return tr("Nothing was joined: all of it is known here.")
    return trn(
        "{count} list was joined. Compare the fingerprint with what the other laptop tells: "
        "{digits}",
        "{count} lists were joined. Compare the fingerprint with what the other laptop tells: "
        "{digits}",
        new,
        digits=fingerprint,
    )
