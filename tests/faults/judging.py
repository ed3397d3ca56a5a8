"""Whether a place is sound after something happened to it, and holds what was acknowledged."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from cte_desktop.storage.backup import backup_folder, list_backups, verify_backup
from cte_desktop.storage.check import check_database
from cte_desktop.storage.files import digest_of
from cte_desktop.storage.keys import unlock
from cte_desktop.system.errors import KnownError
from tests.faults.places import PASSPHRASE, Place

ENDS = {".pdf": b"%%EOF"}
LAST = 8
"""Bytes at the end of a file that hold its ending."""


def judged(
    place: Place,
    states: Collection[str],
    promised: Mapping[str, str],
    versions: Mapping[str, Collection[str]] | None = None,
) -> list[str]:
    """Return what is wrong with a place: damage, a state that nobody wrote, a lost file.

    `versions` are the digests that each paper and export ever had; without them its end is looked
    at.
    """
    try:
        found = place.rows()
        place.open().close()
        damages = check_database(place.file, place.passphrase())
        if damages:
            return [f"damaged: {damages[0].code}"]
    except KnownError as error:
        return [f"can't be opened: {error.code}"]
    faults = [] if found in states else [f"the database is in a state that nobody wrote {found}"]
    return [*faults, *_lost(place, promised), *_torn(place, versions), *_spoiled_backups(place)]


def _lost(place: Place, promised: Mapping[str, str]) -> Iterator[str]:
    for name, digest in promised.items():
        path = place.folder / name
        if not path.is_file():
            yield f"lost an acknowledged {path.suffix} file"
        elif digest_of(path) != digest and path.parent != place.out:
            yield f"an acknowledged {path.suffix} file is not as it was written"


def _torn(place: Place, versions: Mapping[str, Collection[str]] | None) -> Iterator[str]:
    """Tell papers and exports that are not whole, whether acknowledged or not."""
    for path in place.out.iterdir():
        if path.name.startswith("."):
            continue
        if versions is not None:
            whole = digest_of(path) in versions.get(f"{place.out.name}/{path.name}", ())
        else:
            ending = ENDS.get(path.suffix, b"\n")
            whole = ending in path.read_bytes()[-LAST:]
        if not whole:
            yield f"a torn {path.suffix} file"


def _spoiled_backups(place: Place) -> Iterator[str]:
    for backup in list_backups(backup_folder(place.file)):
        try:
            verify_backup(backup, unlock(backup.path, PASSPHRASE))
        except KnownError as error:
            yield f"a backup that counts as finished is bad: {error.code}"


def litter(place: Place) -> list[str]:
    """Return the temporary files that were left behind."""
    kept = [path.relative_to(place.folder) for path in place.folder.rglob(".*") if path.is_file()]
    return [str(path) for path in kept]
