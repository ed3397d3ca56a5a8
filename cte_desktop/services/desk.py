"""What lies on the counselor's desk: the open database, the clock, and who sits there."""

from __future__ import annotations

import contextlib
import threading
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING

from cte_desktop.domain.letterhead import PLAIN, Letterhead
from cte_desktop.domain.people.roles import OWNER
from cte_desktop.services.people.guarding import DeskGuard
from cte_desktop.storage.database import ACTOR_LENGTH, Database
from cte_desktop.storage.key_file import read_key_file
from cte_desktop.storage.people import list_people, name_key
from cte_desktop.system.errors import KnownError
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from pathlib import Path

    from cte_desktop.domain.audit.rules import AuditSettings, Rules
    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.domain.grades import Thresholds
    from cte_desktop.domain.people.roles import Person
    from cte_desktop.domain.planning.situation import PlanningSettings
    from cte_desktop.system.clock import Clock
    from cte_desktop.system.settings import Value


_OWNER_ROOM = 20  # letters for saying that it is the owner


@dataclass(frozen=True, slots=True)
class District:
    """What is true of the whole district at one moment: catalog, rules and settings."""

    name: str
    catalog: Catalog
    rules: Rules
    planning: PlanningSettings
    auditing: AuditSettings
    letterhead: Letterhead = PLAIN


@dataclass(slots=True)
class Desk:
    """An open database with the clock; services take it first. Close it when done.

    `person` is who sits there: whoever opened the database with a passphrase of their own, else the
    owner. What they do is written under their name, and their role says what it may be. Several
    threads may ask the desk: what one of them read before another changed it is never kept.
    """

    database: Database
    clock: Clock
    person: Person = field(default=OWNER, init=False)
    _district: District | None = field(default=None)
    _catalog: Catalog | None = field(default=None)
    _times_forgotten: int = field(default=0)
    _keeping: threading.Lock = field(default_factory=threading.Lock, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Let the person sit down; a known error, and a closed database, if they are gone."""
        guard = DeskGuard(self.database.person_uid)
        try:
            self._seat(guard)
        except BaseException:
            self.database.close()
            raise
        self.database.guard = guard

    def see_person(self) -> None:
        """Read anew who sits here, after a change of name or role."""
        self._seat(DeskGuard(self.database.person_uid))

    def today(self) -> date:
        """Return the day that everything depending on "now" uses."""
        return self.clock.today()

    def district(self) -> District:
        """Return catalog, rules and settings, read once and kept until something changes them."""
        from cte_desktop.wording.programs import take_titles

        while (kept := self._district) is None:
            forgotten = self._times_forgotten
            read = _read_district(self.database)
            with self._keeping:
                if forgotten == self._times_forgotten:
                    self._district = read
                    take_titles(read.rules)
        return kept

    def catalog(self) -> Catalog:
        """Return the catalog alone, for what needs neither rules nor settings."""
        district, catalog = self._district, self._catalog
        if district is not None:
            return district.catalog
        while catalog is None:
            from cte_desktop.storage.catalog import load_catalog

            forgotten = self._times_forgotten
            with self.database.reading() as tx:
                read = load_catalog(tx)
            with self._keeping:
                if forgotten == self._times_forgotten:
                    self._catalog = catalog = read
        return catalog

    def forget_district(self) -> None:
        """Read catalog, rules and settings anew when they are next asked for."""
        with self._keeping:
            self._times_forgotten += 1
            self._district = self._catalog = None

    def _seat(self, guard: DeskGuard) -> None:
        with self.database.reading() as tx:
            self.person = guard.present(tx)
            names = {name_key(one.name) for one in list_people(tx)}
        actor = self.person.name
        if not guard.uid:
            actor = self.database.actor
            if name_key(actor) in names:  # nobody's deeds and notes are taken for another's
                actor = tr("{name} (owner)", name=actor[: ACTOR_LENGTH - _OWNER_ROOM])
        self.database.actor = actor[:ACTOR_LENGTH]

    def close(self) -> None:
        """Close the database and let others write to it."""
        self.database.close()


def open_desk(
    file: Path,
    passphrase: str | None,
    clock: Clock,
    *,
    actor: str,
    writable: bool,
    name: str = "",
) -> Desk:
    """Open a database for reading, or for writing under the lock that only one program holds.

    `name` is the person whose own passphrase it is; "" for the passphrase of the database, whose
    deeds are written under `actor`. Raises `KnownError` for a missing, locked, damaged or newer
    file, for a wrong passphrase and for somebody who was removed.
    """
    database = Database.open(
        file, passphrase, writable=writable, clock=clock, actor=actor, name=name
    )
    try:
        desk = Desk(database, clock)
    except BaseException:
        database.close()  # nobody else could, and the lock would stay
        raise
    with contextlib.suppress(KnownError):  # it is tried again at the next opening
        if writable and read_key_file(file).people:
            from cte_desktop.services.people.changing import settle_keys

            settle_keys(desk)
    return desk


def _read_district(database: Database) -> District:
    # The audits are heavy to import, and many a call needs none of them.
    from cte_desktop.domain.audit.rule_parsing import parse_rules
    from cte_desktop.domain.audit.rules import AuditSettings
    from cte_desktop.domain.credits import HUNDREDTHS
    from cte_desktop.domain.grades import Thresholds
    from cte_desktop.services.letterhead import letterhead_in
    from cte_desktop.services.older_rules import with_shipped_parts
    from cte_desktop.storage import catalog as catalog_store
    from cte_desktop.storage import rules as rules_store
    from cte_desktop.storage import settings as settings_store

    with database.reading() as tx:
        catalog = catalog_store.load_catalog(tx)
        documents = with_shipped_parts(rules_store.load_rules(tx))
        values = settings_store.load_settings(tx)
        letterhead = letterhead_in(tx, values)
    rules, _problems = parse_rules(
        documents["graduation"], documents["ag"], documents.get("programs", {})
    )
    thresholds = Thresholds(
        credit=str(values["credit_minimum"]),
        ag=str(values["ag_minimum"]),
        concentrator=str(values["concentrator_minimum"]),
        capstone=str(values["capstone_minimum"]),
    )
    return District(
        str(values["district_name"]),
        catalog,
        rules,
        _planning_settings(values, thresholds),
        AuditSettings(
            thresholds=thresholds,
            minimum_school_years=int(values["completion_min_school_years"]),
            minimum_pathway_credits=int(Decimal(values["completion_min_credits"]) * HUNDREDTHS),
            strict_order=bool(values["order_strict"]),
        ),
        letterhead,
    )


def _planning_settings(values: Mapping[str, Value], thresholds: Thresholds) -> PlanningSettings:
    from cte_desktop.domain.credits import HUNDREDTHS
    from cte_desktop.domain.planning.situation import PlanningSettings

    return PlanningSettings(
        travel_margin_minutes=int(values["travel_margin_minutes"]),
        concurrent_units_most=int(Decimal(values["concurrent_units_most"]) * HUNDREDTHS),
        dual_units_most=int(Decimal(values["dual_units_most"]) * HUNDREDTHS),
        thresholds=thresholds,
    )
