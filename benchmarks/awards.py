"""From evidence to paper: finding the completers of a year, then 1,288 awards to one printed file.

* finding among the 22,000 students of the big district: <= 500 ms; yardstick: fetching, by plain
  statements, the records of those who completed.
* awarding: evidence frozen, a serial and an entry of the register each, one step; yardstick: the
  same entries through the bare driver into an encrypted file, with their digests.
* gathering and signing the certificates; yardstick: as many bare Ed25519 signatures, and as many
  records fetched.
* drawing: <= 700 ms; see `papers.py` for its own yardstick.
* all of it, to a file on the disk with its entry of the disclosure log: <= 1.5 s.

Every award is made on a copy of the district; the certificates of two years come together.
"""

from __future__ import annotations

import json
import shutil
import tempfile
import time
from collections.abc import Callable
from dataclasses import astuple
from pathlib import Path
from typing import TypeVar

from sqlcipher3 import dbapi2

from benchmarks._measure import TODAY, big_district, kept_folder, median_seconds, tell
from cte_desktop.domain.completion.finding import Completed
from cte_desktop.domain.completion.register.entries import START, Entry, entry_digest
from cte_desktop.reports.registry import build_certificate
from cte_desktop.services import printing
from cte_desktop.services.awards.awarding import award
from cte_desktop.services.awards.finding import find_completers
from cte_desktop.services.awards.look.template import images, template
from cte_desktop.services.awards.papers import certificates_of
from cte_desktop.services.desk import Desk, open_desk
from cte_desktop.services.printing import Disclosure, Whom
from cte_desktop.services.standings import bring_up_to_date
from cte_desktop.storage.certificates.register import load_entries
from cte_desktop.storage.certificates.signing_keys import signing_key
from cte_desktop.storage.fetching import fetch
from cte_desktop.system.clock import Clock

T = TypeVar("T")
YEARS = (2025, 2024)
CERTIFICATES = 1_288
RUNS = 5
BYTES_A_PAGE = 3_000_000 / CERTIFICATES


def main() -> None:
    """Measure each stage and the whole; every run awards on a fresh copy."""
    desk = _current_district()
    found = [find_completers(desk, year) for year in YEARS]
    chosen = tuple(one for year in found for one in year.open)[:CERTIFICATES]
    ours = median_seconds(lambda: find_completers(desk, YEARS[0]))
    tell(
        f"find {len(found[0].completed):,} completers",
        ours,
        median_seconds(lambda: _fetched(desk, chosen)),
        "<= 500 ms",
    )
    file = desk.database.path
    desk.close()
    assert file is not None  # noqa: S101 - it lies in a file
    with tempfile.TemporaryDirectory() as folder:
        runs = [_Run(file, Path(folder) / str(number), chosen) for number in range(RUNS)]
        stages = [run.stages() for run in runs]
        middle = {name: sorted(s[name] for s in stages)[RUNS // 2] for name in stages[0]}
        _tell_all(middle, runs[-1])
        wholes = sorted(_Run(file, Path(folder) / f"w{n}", chosen).whole() for n in range(RUNS))
        tell(f"award, sign and print {len(chosen):,}", wholes[RUNS // 2], 0, "<= 1.5 s", "s")


def _current_district() -> Desk:
    """Return a copy of the big district in which every standing is current."""
    big = big_district()
    source, file = big.database.path, kept_folder() / "awards.cte"
    big.close()
    for ending in ("", ".keys"):
        shutil.copy(f"{source}{ending}", f"{file}{ending}")
    for ending in ("-wal", "-shm"):
        Path(f"{file}{ending}").unlink(missing_ok=True)
    desk = open_desk(file, None, Clock(TODAY), actor="benchmark", writable=True)
    bring_up_to_date(desk)
    return desk


class _Run:
    """One awarding and printing on a copy of the district."""

    def __init__(self, source: Path, folder: Path, chosen: tuple[Completed, ...]) -> None:
        self._source, self._chosen = source, chosen
        self.folder = folder

    def stages(self) -> dict[str, float]:
        """Return the seconds of each stage, one after the other."""
        desk = self._desk()
        times: dict[str, float] = {}
        _timed(times, "award", lambda: award(desk, self._chosen))
        with desk.database.writing() as tx:
            papers = _timed(
                times, "gather", lambda: certificates_of(desk, tx, before_graduation=True)
            )
        made = [paper.certificate for paper in papers.papers]
        look = template(desk), images(desk)
        self.drawn = _timed(times, "draw", lambda: build_certificate(made, *look))
        self._yardsticks(desk, times)
        desk.close()
        return times

    def whole(self) -> float:
        """Return the seconds from the choice of completers to the file on the disk."""
        desk = self._desk()
        begun = time.perf_counter()
        award(desk, self._chosen)
        out = self.folder / "certificates.pdf"
        disclosed = Disclosure("students", "graduation")
        printing.print_to(desk, "certificate", Whom(), out, disclosed, before_graduation=True)
        spent = time.perf_counter() - begun
        desk.close()
        return spent

    def _desk(self) -> Desk:
        self.folder.mkdir()
        file = self.folder / "district.cte"
        for ending in ("", ".keys"):
            shutil.copy(f"{self._source}{ending}", f"{file}{ending}")
        return open_desk(file, None, Clock(TODAY), actor="benchmark", writable=True)

    def _yardsticks(self, desk: Desk, times: dict[str, float]) -> None:
        with desk.database.writing() as tx:
            entries, key = load_entries(tx), signing_key(tx, TODAY.year)
        _timed(times, "bare award", lambda: _bare_entries(self.folder / "bare.db", entries))

        def signed_and_fetched() -> None:
            for entry in entries:
                key.sign(entry.content.encode())
            _fetched(desk, self._chosen)

        _timed(times, "bare gather", signed_and_fetched)


def _tell_all(middle: dict[str, float], run: _Run) -> None:
    count, size = CERTIFICATES, len(run.drawn)
    tell(f"award and register {count:,}", middle["award"], middle["bare award"], "part of 1.5 s")
    tell(f"gather and sign {count:,}", middle["gather"], middle["bare gather"], "part of 1.5 s")
    tell(f"draw {count:,}", middle["draw"], 0, "<= 700 ms")
    tell(f"size of {count:,}", size / 1e6, BYTES_A_PAGE * count / 1e6, "<= 3 MB", "MB")


def _timed(times: dict[str, float], name: str, work: Callable[[], T]) -> T:
    begun = time.perf_counter()
    done = work()
    times[name] = time.perf_counter() - begun
    return done


def _fetched(desk: Desk, chosen: tuple[Completed, ...]) -> int:
    """Fetch the whole records of these students."""
    uids = json.dumps([one.student.uid for one in chosen])
    query = (
        "SELECT record.* FROM record JOIN student ON student.key = record.student "
        "WHERE student.uid IN (SELECT value FROM json_each(?))"
    )
    with desk.database.reading() as tx:
        return len(fetch(tx, query, (uids,)))


def _bare_entries(file: Path, entries: tuple[Entry, ...]) -> None:
    """Write the same entries with the driver alone, each with the digest of the chain."""
    connection = dbapi2.connect(str(file), isolation_level=None)
    connection.execute("PRAGMA key = \"x'" + "11" * 32 + "'\"")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    names = ", ".join(f"c{place}" for place in range(len(astuple(entries[0]))))
    connection.execute(f"CREATE TABLE entry ({names})")
    previous, rows = START, []
    for entry in entries:
        previous = entry_digest(entry, previous)
        values = list(astuple(entry))
        rows.append((*values[:1], entry.kind.value, values[2], str(values[3]), *values[4:]))
    connection.execute("BEGIN")
    marks = ", ".join("?" for _ in rows[0])
    connection.executemany(f"INSERT INTO entry VALUES ({marks})", rows)  # noqa: S608 - marks alone
    connection.execute("COMMIT")
    connection.close()


if __name__ == "__main__":
    main()
