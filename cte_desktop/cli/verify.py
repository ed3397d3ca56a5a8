"""The commands verify and keys: whether a certificate is genuine, and what others check it with.

Exit of verify: 0 genuine, 1 not genuine, 4 revoked; of several certificates the gravest.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from cte_desktop.cli.opening import desk_of
from cte_desktop.cli.progress import watched
from cte_desktop.domain.completion.verified import Result
from cte_desktop.services import verification
from cte_desktop.system.options import named_database
from cte_desktop.wording.translate import tr, trn
from cte_desktop.wording.verification import result_facts, result_name, result_sentence

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable
    from pathlib import Path

    from cte_desktop.cli.output import Output
    from cte_desktop.domain.completion.verified import Verified
    from cte_desktop.services.verification import Checked

EXITS = MappingProxyType({Result.GENUINE: 0, Result.NOT_GENUINE: 1, Result.REVOKED: 4})


def verify(options: argparse.Namespace, output: Output) -> int:
    """Answer for each certificate in what is given, one after the other."""
    checked = _checked(options)
    for answer in checked.answers:
        sentence = result_sentence(answer, checked.district, checked.listed_on)
        output.answer(_object(answer, checked, sentence), _text(answer, sentence))
    return EXITS[checked.result]


def keys(options: argparse.Namespace, output: Output) -> int:
    """Write the list of public keys, or the checker with it inside."""
    checker = options.do == "checker"
    write = verification.write_checker if checker else verification.export_public_keys
    with desk_of(options, writable=True) as desk:
        made = write(desk, options.out)
    said = trn("{file}: {count} key.", "{file}: {count} keys.", made.keys, file=made.file)
    told = tr("Fingerprint, to be told to whoever checks: {digits}", digits=made.fingerprint)
    answer = {
        "file": str(made.file),
        "keys": made.keys,
        "revocations": made.revocations,
        "fingerprint": made.fingerprint,
    }
    output.answer(answer, f"{said}\n{told}")
    return 0


def _checked(options: argparse.Namespace) -> Checked:
    keys_file: Path | None = getattr(options, "keys_file", None)
    with watched(tr("{done} of {total} pages looked at")) as progress:
        if keys_file is not None or named_database(options) is None:
            return verification.verify(options.what, keys_file, None, progress)
        with desk_of(options, writable=False) as desk:
            return verification.verify(options.what, None, desk, progress)


def _object(found: Verified, checked: Checked, sentence: str) -> dict[str, Any]:
    return {
        "result": found.result.value,
        "serial": found.serial or None,
        "name": found.name or None,
        "pathway": found.pathway or None,
        "school": found.school or None,
        "date": found.date.isoformat() if found.date else None,
        "reason": found.reason or None,
        "revoked_on": found.revoked_on.isoformat() if found.revoked_on else None,
        "reissue_of": found.reissue_of or None,
        "page": found.page,
        "district": checked.district,
        "listed_on": checked.listed_on.isoformat(),
        "text": sentence,
    }


def _text(found: Verified, sentence: str) -> str:
    name = result_name(found)
    if found.page is not None:
        name = tr("Page {page}: {result}", page=found.page, result=name)
    facts = [f"  {label}: {value}" for label, value in result_facts(found)]
    return "\n".join([name, f"  {sentence}", *facts])


COMMANDS: MappingProxyType[str, Callable[[argparse.Namespace, Output], int]] = MappingProxyType(
    {"verify": verify, "keys": keys}
)
