"""The rules of the district: what is in force, what is wrong with a draft, and publishing one.

The documents are "graduation", "ag" and "programs": the tables of their files. A draft may be some
of them; the others are then those in force. Who would be affected is in `rule_preview.py`, reading
files in `rule_files.py`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from cte_desktop.domain import credits
from cte_desktop.domain.audit.area_parts import inherit_parts
from cte_desktop.domain.audit.rule_checks import catalog_problems, gravest_first
from cte_desktop.domain.audit.rule_parsing import parse_rules
from cte_desktop.domain.audit.rules import AuditSettings
from cte_desktop.domain.audit.samples import parse_samples, run_samples
from cte_desktop.exchange.plain.catalog import read_shipped_catalog, read_shipped_rules
from cte_desktop.services.changes import Changes
from cte_desktop.services.older_rules import with_shipped_parts
from cte_desktop.services.rule_files import FILES, bad_rules
from cte_desktop.storage import rules as rules_store
from cte_desktop.storage.history import begin_step, find_step, step_number
from cte_desktop.wording.rules import problem_text
from cte_desktop.wording.translate import noop

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime

    from cte_desktop.domain.audit.rules import RuleProblem, Rules
    from cte_desktop.domain.audit.samples import Sample
    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.services.desk import Desk
    from cte_desktop.services.rule_files import RulesFile
    from cte_desktop.storage.transaction import Transaction

Document = dict[str, Any]

KINDS = tuple(FILES)
_AUDITABLE = frozenset({"sum"})  # problems of rules that are whole nevertheless
_KEPT = noop("Nothing was published; the rules in force are as before.")
_DO = noop("Correct it, and look at everything that the check finds.")


@dataclass(frozen=True, slots=True)
class RuleFault:
    """Something wrong with a draft: in which file, where, and why in one sentence."""

    file: str  # graduation.toml, ag.toml, programs.toml
    place: str
    code: str
    text: str
    value: str = ""  # what is wrong, such as the name that nothing has; amounts without zeros


@dataclass(frozen=True, slots=True)
class RuleVersion:
    """A published version of a document; `step` 0 is the one that came with the database."""

    kind: str  # graduation, ag, programs
    number: int
    published_at: datetime
    actor: str
    note: str
    step: int
    in_force: bool
    document: Document


@dataclass(frozen=True, slots=True)
class Draft:
    """Documents that are to come into force beside the others, and the rules that they make."""

    documents: Mapping[str, Document]  # all three
    drafted: frozenset[str]  # the kinds of those that are new
    rules: Rules
    problems: tuple[RuleProblem, ...]  # of shape, in the new ones

    @property
    def can_be_audited(self) -> bool:
        """Tell whether audits by these rules mean something: of broken ones nothing would."""
        return all(problem.code in _AUDITABLE for problem in self.problems)


def documents(desk: Desk) -> dict[str, Document]:
    """Return the documents in force; one that the database lacks is empty."""
    return _in_force(desk)


def documents_of(tx: Transaction) -> dict[str, Document]:
    """Return the documents in force as a transaction sees them."""
    kept = with_shipped_parts(rules_store.load_rules(tx))
    return {kind: kept.get(kind, {}) for kind in KINDS}


def check(desk: Desk, documents: Mapping[str, Document]) -> tuple[RuleFault, ...]:
    """Return everything that is wrong with a draft, gravest first; empty: it can be published.

    Looked at are its shape, names that nothing has, what nobody can meet, and the samples: its own,
    and those in force that come out rightly until now.
    """
    district, in_force = desk.district(), _in_force(desk)
    return faults(documents, in_force, district.catalog, district.auditing)


def check_file(desk: Desk, file: RulesFile) -> tuple[RuleFault, ...]:
    """Return everything that is wrong with a file of rules, gravest first."""
    district = desk.district()
    return _of_file(file, _in_force(desk), district.catalog, district.auditing)


def check_beside_shipped(file: RulesFile) -> tuple[RuleFault, ...]:
    """Return what is wrong with a file beside the catalog and rules that the program ships."""
    return _of_file(file, read_shipped_rules(), read_shipped_catalog(), AuditSettings())


def can_be_audited(desk: Desk, file: RulesFile) -> bool:
    """Tell whether students can be audited by a file, whatever else is wrong with it."""
    if file.problems:
        return False
    return draft_of({file.kind: file.document}, _in_force(desk)).can_be_audited


def faults(
    documents: Mapping[str, Document],
    in_force: Mapping[str, Document],
    catalog: Catalog,
    settings: AuditSettings,
) -> tuple[RuleFault, ...]:
    """Return what is wrong with a draft beside what is in force, gravest first."""
    return told(rule_problems(draft_of(documents, in_force), in_force, catalog, settings))


def draft_of(documents: Mapping[str, Document], in_force: Mapping[str, Document]) -> Draft:
    """Return a draft together with what stays in force.

    Areas of A-G that say nothing of their parts keep those in force, as in an import.
    """
    drafted = frozenset(documents)
    together = {kind: documents.get(kind, in_force.get(kind, {})) for kind in KINDS}
    together["ag"] = inherit_parts(together["ag"], in_force.get("ag", {}))
    rules, problems = parse_rules(*(together[kind] for kind in KINDS))
    own = {FILES[kind] for kind in drafted}
    return Draft(together, drafted, rules, tuple(p for p in problems if p.file in own))


def rules_of(documents: Mapping[str, Document]) -> Rules:
    """Return the rules that documents make."""
    return parse_rules(*(documents.get(kind, {}) for kind in KINDS))[0]


def rule_problems(
    draft: Draft, in_force: Mapping[str, Document], catalog: Catalog, settings: AuditSettings
) -> tuple[RuleProblem, ...]:
    """Return the problems of a draft, gravest first."""
    own = {FILES[kind] for kind in draft.drafted}
    found = catalog_problems(draft.documents, draft.rules, catalog)
    problems = [*draft.problems, *(problem for problem in found if problem.file in own)]
    problems += failing_samples(draft, in_force, catalog, settings)
    return gravest_first(problems)


def failing_samples(
    draft: Draft, in_force: Mapping[str, Document], catalog: Catalog, settings: AuditSettings
) -> Iterator[RuleProblem]:
    """Yield the samples that can't be read or fail: of the draft, and others that did not before.

    Samples are not run on rules that are broken: what comes out of those means nothing.
    """
    others: list[Sample] = []
    for kind in KINDS:
        samples, unreadable = parse_samples(draft.documents[kind], FILES[kind], catalog)
        if kind not in draft.drafted:
            others += samples
            continue
        yield from unreadable
        if draft.can_be_audited:
            yield from run_samples(samples, catalog, draft.rules, settings)
    if not draft.can_be_audited or not others:
        return
    failing = set(run_samples(others, catalog, draft.rules, settings))
    if failing:
        before = rules_of(in_force)
        yield from failing - set(run_samples(others, catalog, before, settings))


def _of_file(
    file: RulesFile,
    in_force: Mapping[str, Document],
    catalog: Catalog,
    settings: AuditSettings,
) -> tuple[RuleFault, ...]:
    """Return the problems under the name that the file has, those of its text among them."""
    problems = file.problems
    if file.kind:
        draft = draft_of({file.kind: file.document}, in_force)
        found = (*problems, *rule_problems(draft, in_force, catalog, settings))
        own = FILES[file.kind]
        problems = tuple(replace(p, file=file.name) if p.file == own else p for p in found)
    return told(gravest_first(problems))


def told(problems: tuple[RuleProblem, ...]) -> tuple[RuleFault, ...]:
    """Return problems with their sentences in the language in force."""
    plain = (replace(problem, value=_plain(problem.value)) for problem in problems)
    return tuple(RuleFault(p.file, p.place, p.code, problem_text(p), p.value) for p in plain)


def _plain(value: str) -> str:
    """Return an amount without needless zeros, "235" for "235.0"; anything else as it is."""
    sign = "-" if value.startswith("-") else ""
    amount = credits.parse(value.removeprefix("-")) if "." in value else None
    return value if amount is None else sign + credits.text(amount)


def publish(desk: Desk, documents: Mapping[str, Document], note: str = "") -> Changes:
    """Put a draft in force as new versions, one step that can be undone; nothing if it is so.

    Raises `KnownError` bad_rules while `check` finds something; the last good rules stay in force.
    """
    district, in_force = desk.district(), _in_force(desk)
    draft = draft_of(documents, in_force)
    problems = rule_problems(draft, in_force, district.catalog, district.auditing)
    if problems:
        raise bad_rules(problems[0].file, problems, kept=_KEPT, do=_DO)
    with desk.database.writing() as tx:
        files = [FILES[kind] for kind in KINDS if kind in draft.drafted]
        action = "publish_rules_noted" if note else "publish_rules"
        begin_step(tx, action, {"files": [*files], "note": note})
        changed = [
            kind
            for kind in KINDS
            if kind in draft.drafted and rules_store.change_rules(tx, kind, draft.documents[kind])
        ]
        step = step_number(tx) if changed else None
    desk.forget_district()
    return Changes(frozenset({"rules", "history"}) if changed else frozenset(), step=step)


def versions(desk: Desk) -> tuple[RuleVersion, ...]:
    """Return every version of every document, newest first, with who published it and why."""
    with desk.database.reading() as tx:
        kept = rules_store.list_versions(tx)
        steps = {v.step: find_step(tx, v.step) for v in kept if v.step}
    newest: dict[str, int] = {}
    for version in kept:
        newest.setdefault(version.name, version.number)
    return tuple(
        RuleVersion(
            v.name,
            v.number,
            v.published_at,
            step.actor if (step := steps.get(v.step)) else "",
            str(step.details.get("note", "")) if step else "",
            v.step,
            newest[v.name] == v.number,
            v.document,
        )
        for v in kept
    )


def _in_force(desk: Desk) -> dict[str, Document]:
    with desk.database.reading() as tx:
        return documents_of(tx)
