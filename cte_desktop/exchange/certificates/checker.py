"""The checker: one HTML file with the keys inside, that checks a pasted code in any browser.

It needs no network and is forbidden to use one: its policy lets only this script and this style run
and nothing be fetched. English and Spanish; the words are those of the program.
"""

from __future__ import annotations

import base64
import hashlib
import html
import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from cte_desktop.domain.completion.certificates.verified import Result
from cte_desktop.exchange.certificates.key_lists import list_document
from cte_desktop.system.paths import resource
from cte_desktop.wording.completion import verification
from cte_desktop.wording.translate import LANGUAGES, language, noop, tr

if TYPE_CHECKING:
    from cte_desktop.exchange.certificates.key_lists import KeyList

_WORDS = {
    "title": noop("Check a certificate"),
    "how": noop(
        "Scan the QR code of the certificate with a telephone, and paste its text here. Nothing "
        "leaves this page: it works without a network."
    ),
    "code": noop("Text of the QR code"),
    "check": noop("Check"),
    "about": noop(
        "With the keys of {district} and what was revoked until {day}. Fingerprint of the keys: "
        "{fingerprint}"
    ),
}
_PLACE = re.compile(r"\{\{(\w+)\}\}")
_NO_SCRIPT = noop("This page checks codes with JavaScript: allow it, or open another browser.")


def checker_page(keys: KeyList) -> bytes:
    """Return the checker for the certificates of a district, as it stands in the list."""
    script, style = _part("checker.js"), _part("checker.css")
    policy = (
        f"default-src 'none'; script-src {_digest(script)}; style-src {_digest(style)}; "
        "base-uri 'none'; form-action 'none'"
    )
    document = checker_document(keys) | {"fingerprint": keys.fingerprint}
    parts = {
        "policy": policy,
        "style": style,
        "title": html.escape(tr(_WORDS["title"])),
        "noscript": html.escape(tr(_NO_SCRIPT)),
        "list": _as_script(document),
        "words": _as_script({code: _words(code) for code in LANGUAGES}),
        "script": script,
    }
    # One pass over the template, so that no text can stand for another's place.
    return _PLACE.sub(lambda place: parts[place[1]], _part("checker.html")).encode()


def checker_document(keys: KeyList) -> dict[str, Any]:
    """Return one list of all keys and revocations; another laptop's key tells its list's day."""
    document = list_document(keys)
    if not keys.joined:
        return document
    own = {key.key_id for key in keys.keys}
    for one in keys.joined:
        day = one.listed_on.isoformat()
        entries = list_document(one)["keys"]
        document["keys"] += [
            entry | {"listed_on": day} for entry in entries if bytes.fromhex(entry["id"]) not in own
        ]
        own |= {key.key_id for key in one.keys}
    whole = replace(keys, revocations=keys.all_revocations)
    return document | {"revocations": list_document(whole)["revocations"]}


def _words(code: str) -> dict[str, str]:
    with language(code):
        said = {name: tr(text) for name, text in (_WORDS | dict(verification.FACTS)).items()}
        said |= {result.value: tr(name) for result, name in verification.RESULT_NAMES.items()}
        said |= {f"doubt_{doubt}": tr(text) for doubt, text in verification.DOUBTS.items()}
        said["not_shown"] = tr(verification.NOT_SHOWN)
        said[f"{Result.GENUINE}_more"] = tr(verification.GENUINE_MORE)
        said[f"{Result.REVOKED}_more"] = tr(verification.REVOKED_MORE)
    return said


def _part(name: str) -> str:
    return resource("verify", name).read_text(encoding="utf-8")


def _as_script(document: object) -> str:
    """Return JSON that can't end the element that it stands in."""
    return json.dumps(document, ensure_ascii=False).replace("<", "\\u003c")


def _digest(text: str) -> str:
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode("ascii")
    return f"'sha256-{digest}'"
