"""Rules that an import brings, looked over with the catalog that the same call leaves behind.

Samples that fail give up the whole call, since such rules are not published either; so do those of
another document in force that came out rightly before, and what must be included in a subject that
has no room for it. A name that the catalog lacks is reported and the file taken: a catalog may be
partial, its rest still to come. A key that changes nothing is reported too: the file says more than
the audits go by.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cte_desktop.domain.audit.rule_checks import (
    IDLE,
    IMPOSSIBLE,
    UNKNOWN,
    catalog_problems,
    gravest_first,
)
from cte_desktop.exchange.report import Reported
from cte_desktop.services.rule_files import FILES, bad_rules
from cte_desktop.services.rules import documents_of, draft_of, failing_samples
from cte_desktop.storage.catalog import load_catalog
from cte_desktop.wording.rules import LONGEST_VALUE, problem_text
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cte_desktop.domain.audit.rules import AuditSettings, RuleProblem
    from cte_desktop.exchange.reading.checking import Reading
    from cte_desktop.exchange.reading.reading import Readings
    from cte_desktop.services.rules import Document
    from cte_desktop.storage.import_report import FileCounts
    from cte_desktop.storage.transaction import Transaction

NOT_KNOWN = frozenset({"unknown_course", "unknown_pathway", "unknown_value"})
"""Codes of the report for what rules name and the catalog lacks."""

_OF_THE_FILE = frozenset({"includes_over_subject"})  # wrong whatever the catalog has
_REPORTED = (
    UNKNOWN | {"unknown_program", "unknown_requirement"} | IMPOSSIBLE | IDLE
) - _OF_THE_FILE


def look_over_imported(
    tx: Transaction,
    readings: Readings,
    counted: Sequence[FileCounts],
    settings: AuditSettings,
    before: Mapping[str, Document],
) -> None:
    """Look over the rules that a call changed, in its transaction; what is not known is reported.

    `before` are the documents in force when the call began. Raises `KnownError` bad_rules when a
    sample fails that did not fail by them: leave the transaction with it.
    """
    changed = {
        reading.kind.name: reading
        for reading, counts in zip(readings.files, counted, strict=True)
        if reading.kind.name in FILES and counts.accepted + counts.changed
    }
    if not changed:
        return
    catalog, documents = load_catalog(tx), documents_of(tx)
    draft = draft_of({kind: documents[kind] for kind in changed}, before)
    found = catalog_problems(documents, draft.rules, catalog)
    broken = tuple(failing_samples(draft, before, catalog, settings))
    for kind, reading in changed.items():
        _tell(reading, tuple(p for p in (*found, *broken) if p.file == FILES[kind]))
    own = {FILES[kind] for kind in changed}
    elsewhere = (p for p in broken if p.file not in own)
    _tell(
        next(iter(changed.values())),
        tuple(replace(p, place=f"{p.file}, {p.place}") for p in elsewhere),
    )


def _tell(reading: Reading, problems: tuple[RuleProblem, ...]) -> None:
    """Refuse a file for what no catalog can mend, and report the rest of its problems."""
    found = gravest_first(problems)
    grave = tuple(problem for problem in found if problem.code not in _REPORTED)
    if grave:
        raise bad_rules(reading.name, grave)
    reading.reported += [_entry(problem) for problem in found]


def _entry(problem: RuleProblem) -> Reported:
    """Return the entry of the report; the file was taken, and a person should look."""
    code = problem.code if problem.code in NOT_KNOWN else "unknown_value"
    fix = tr("The file was taken; correct it, or import the catalog that it goes with.")
    value = problem.value[:LONGEST_VALUE]
    return Reported(None, problem.place, value, code, problem_text(problem), fix, taken=True)
