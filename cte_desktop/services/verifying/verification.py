"""Checking certificates offline, and publishing what others need to check them.

Checking writes nothing and needs no database when a list of public keys is given. Publishing writes
the list of keys and revocations, or the checker: one HTML file with that list inside.
"""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from cte_desktop.domain.completion.certificates.verified import Doubt, Result, Verified, doubtful
from cte_desktop.domain.people.roles import Right
from cte_desktop.domain.school_year import school_year_of
from cte_desktop.exchange.certificates.checking import check_code
from cte_desktop.exchange.certificates.codes import begins_like_a_code, codes_in
from cte_desktop.exchange.certificates.key_lists import (
    MOST_BYTES,
    read_key_list,
    write_key_list,
)
from cte_desktop.services.people.rights import require
from cte_desktop.services.verifying.key_lists import key_list
from cte_desktop.storage.certificates.lost_endings import lost_endings
from cte_desktop.storage.certificates.signing_keys import newest_key, signing_key
from cte_desktop.storage.files import write_file
from cte_desktop.system.errors import KnownError, WrongCall
from cte_desktop.wording.translate import noop

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from cte_desktop.exchange.certificates.key_lists import KeyList
    from cte_desktop.exchange.certificates.papers import Sighting
    from cte_desktop.services.desk import Desk

LONGEST_PATH = 1_000
"""Characters; a longer text is no name of a file."""
FILE_ENDINGS = frozenset(
    {".pdf", ".png", ".jpg", ".jpeg", ".gif", ".bmp", ".tif", ".tiff", ".webp", ".heic", ".txt"}
)
_SEVERAL = 2


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found: one answer for each code, and for each page of a PDF that has none.

    `district` is whose keys were used, `listed_on` the day until which its revocations are known.
    """

    answers: tuple[Verified, ...]
    district: str
    listed_on: date

    @property
    def result(self) -> Result:
        """The gravest answer: not genuine, then revoked, then genuine."""
        found = {answer.result for answer in self.answers}
        order = (Result.NOT_GENUINE, Result.REVOKED, Result.GENUINE)
        return next(result for result in order if result in found)


@dataclass(frozen=True, slots=True)
class Published:
    """A file that was written for others to check with, and the fingerprint to tell them by."""

    file: Path
    keys: int
    revocations: int
    fingerprint: str
    laptops: tuple[str, ...] = ()  # whose certificates can be checked with it
    lost: int = 0  # certificates that were revoked here and are missing, as after a backup


def verify(
    text_or_path: str | Path,
    keys_file: Path | None,
    desk: Desk | None,
    progress: Callable[[int, int], None] | None = None,
) -> Checked:
    """Check a pasted code, or every code in a PDF, picture or text file.

    The keys are those of the file, else of the open database; without either it is a wrong call.
    `progress` is told (pages done, pages) and may raise to give up. Known errors where the file or
    the list can't be read; whatever a code holds is an answer, never an error.
    """
    keys = keys_to_check_with(keys_file, desk)
    path = _path_of(text_or_path)
    if path is None:
        found = _check_text(str(text_or_path), keys)
    else:
        from cte_desktop.exchange.certificates.papers import look_through

        seen = look_through(path, progress or _nobody_watches)
        found = tuple(answer for sighting in seen for answer in _answers(sighting, keys))
    return Checked(found, keys.district, keys.listed_on)


def export_public_keys(desk: Desk, out: Path) -> Published:
    """Write the signed list of public keys and revocations ("cte-public-keys-1").

    Before the first certificate this makes the key of the present school year.
    """
    require(desk, Right.AWARD)
    with desk.database.writing() as tx:
        signer = newest_key(tx) or signing_key(tx, school_year_of(desk.today()))
        keys = key_list(tx)
        write_file(out, write_key_list(keys, signer))
        return _published(out, keys, lost_endings(tx))


def write_checker(desk: Desk, out: Path) -> Published:
    """Write the checker, an HTML file with the same keys and revocations inside."""
    from cte_desktop.exchange.certificates.checker import checker_page

    require(desk, Right.AWARD)
    with desk.database.writing() as tx:
        if newest_key(tx) is None:
            signing_key(tx, school_year_of(desk.today()))
        keys = key_list(tx)
        write_file(out, checker_page(keys))
        return _published(out, keys, lost_endings(tx))


def keys_to_check_with(keys_file: Path | None, desk: Desk | None) -> KeyList:
    """Return the keys of the file, else of the open database; without either a wrong call."""
    if keys_file is not None:
        try:
            with keys_file.open("rb") as file:
                content = file.read(MOST_BYTES + 1)
        except OSError:
            raise KnownError(
                "keys_file_missing",
                noop("The list of public keys {file} can't be read."),
                kept=noop("Nothing was checked."),
                do=noop("Check the name, or get the file from the district."),
                file=keys_file,
            ) from None
        return read_key_list(content, keys_file.name)
    if desk is None:
        raise WrongCall(
            "no_keys",
            noop("Nothing says with whose keys to check."),
            do=noop("Give the district's file of public keys with --keys FILE, or a database."),
        )
    with desk.database.reading() as tx:
        return key_list(tx)


def _path_of(given: str | Path) -> Path | None:
    """Return the file that is meant, or None for pasted text.

    What is there is meant; so is what looks like the name of a file, to be told that it is missing.
    """
    if isinstance(given, Path):
        return given
    if not given.strip() or len(given) > LONGEST_PATH or not given.isprintable():
        return None
    path = Path(given)
    with contextlib.suppress(OSError, ValueError):
        if path.exists():
            return path
    is_text = begins_like_a_code(given) or "://" in given  # other QR codes often hold an address
    return None if is_text or path.suffix.lower() not in FILE_ENDINGS else path


def _check_text(text: str, keys: KeyList) -> tuple[Verified, ...]:
    pasted = text.strip()
    if not pasted:
        return (doubtful(Doubt.EMPTY),)
    if begins_like_a_code(pasted):
        # Meant as a code and nothing else: not a character of it may differ.
        whole = check_code(pasted, keys)
        if whole.result is not Result.NOT_GENUINE or len(codes_in(pasted)) < _SEVERAL:
            return (whole,)
    found = tuple(check_code(code, keys) for code in codes_in(pasted))
    return found or (doubtful(Doubt.NO_CODE),)


def _answers(sighting: Sighting, keys: KeyList) -> Iterator[Verified]:
    if not sighting.codes:
        doubt = Doubt.OTHER_CODE if sighting.other_code else Doubt.NO_CODE
        yield doubtful(Doubt.EMPTY if sighting.empty else doubt, sighting.page)
    for code in sighting.codes:
        yield check_code(code, keys, sighting.page)


def _published(out: Path, keys: KeyList, lost: int) -> Published:
    revoked = len(keys.all_revocations)
    return Published(out, len(keys.all_keys), revoked, keys.fingerprint, keys.laptops, lost)


def _nobody_watches(_done: int, _total: int) -> None:
    """Stand in for progress that nobody is shown."""
