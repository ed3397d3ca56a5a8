"""The commands verify and keys: whether a certificate is genuine, and what others check it with.

Exit of verify: 0 genuine, 1 not genuine, 4 revoked; of several certificates the gravest.
"""

from __future__ import annotations

from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from cte_desktop.cli.opening import desk_of
from cte_desktop.cli.progress import watched
from cte_desktop.domain.completion.certificates.verified import Result
from cte_desktop.services.verifying import key_lists, verification
from cte_desktop.system.errors import WrongCall
from cte_desktop.system.options import named_database
from cte_desktop.wording.completion.key_lists import joined_sentence, list_text
from cte_desktop.wording.completion.register import lost_text
from cte_desktop.wording.completion.verification import result_facts, result_name, result_sentence
from cte_desktop.wording.translate import noop, tr, trn

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

    from cte_desktop.cli.output import Output
    from cte_desktop.domain.completion.certificates.public_keys import LaptopKeys
    from cte_desktop.domain.completion.certificates.verified import Verified
    from cte_desktop.services.verifying.verification import Checked

EXITS = MappingProxyType({Result.GENUINE: 0, Result.NOT_GENUINE: 1, Result.REVOKED: 4})


def verify(options: argparse.Namespace, output: Output) -> int:
    """Answer for each certificate in what is given, one after the other."""
    checked = _checked(options)
    for answer in checked.answers:
        sentence = result_sentence(answer, checked.district, checked.listed_on)
        output.answer(_object(answer, checked, sentence), _text(answer, sentence))
    return EXITS[checked.result]


def keys(options: argparse.Namespace, output: Output) -> int:
    """Publish, join or list public keys."""
    _require(options, "file", wanted=options.do == "join")
    _require(options, "out", wanted=options.do in {"public", "checker"})
    return {"join": _join, "list": _list}.get(options.do, _publish)(options, output)


def _require(options: argparse.Namespace, name: str, *, wanted: bool) -> None:
    given = getattr(options, name, None) is not None
    if given != wanted:
        raise WrongCall(
            "wrong_call",
            noop('"keys {verb}" needs {what}.')
            if wanted
            else noop('"keys {verb}" takes no {what}.'),
            verb=options.do,
            what="--out FILE" if name == "out" else "FILE",
        )


def _publish(options: argparse.Namespace, output: Output) -> int:
    """Write the list of public keys, or the checker with it inside."""
    checker = options.do == "checker"
    write = verification.write_checker if checker else verification.export_public_keys
    with desk_of(options, writable=True) as desk:
        made = write(desk, options.out)
    if made.lost:
        output.aside(lost_text(made.lost))
    said = trn("{file}: {count} key.", "{file}: {count} keys.", made.keys, file=made.file)
    told = tr("Fingerprint, to be told to whoever checks: {digits}", digits=made.fingerprint)
    answer = {
        "file": str(made.file),
        "keys": made.keys,
        "revocations": made.revocations,
        "fingerprint": made.fingerprint,
        "laptops": list(made.laptops),
    }
    output.answer(answer, f"{said}\n{told}")
    return 0


def _join(options: argparse.Namespace, output: Output) -> int:
    """Keep the list of another laptop."""
    with desk_of(options, writable=True) as desk:
        made = key_lists.join_list(desk, Path(options.file))
    lines = [list_text(one) for one in made.new]
    lines.append(joined_sentence(len(made.new), made.fingerprint))
    answer = {
        "file": str(made.file),
        "district": made.district,
        "fingerprint": made.fingerprint,
        "joined": [_list_object(one) for one in made.new],
        "known": [_list_object(one) for one in made.known],
    }
    output.answer(answer, "\n".join(lines))
    return 0


def _list(options: argparse.Namespace, output: Output) -> int:
    """Say whose certificates this database can check."""
    with desk_of(options, writable=False) as desk:
        found = key_lists.known_lists(desk)
    none = tr("There is no key yet: the first award makes one.")
    text = "\n".join(list_text(one) for one in found) or none
    output.answer({"lists": [_list_object(one) for one in found]}, text)
    return 0


def _list_object(one: LaptopKeys) -> dict[str, Any]:
    return {
        "laptops": list(one.laptops),
        "own": one.is_own,
        "keys": one.keys,
        "revocations": one.revocations,
        "listed_on": one.listed_on.isoformat(),
        "fingerprint": one.fingerprint,
    }


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
