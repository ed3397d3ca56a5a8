"""What the rules name, so that files can be checked against it: subjects, requirements, categories.

The names are those of the audits (`interfaces.md` section 5): a decision about a requirement that
no audit has would be taken and never do anything. The audits are imported when they are asked.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from cte_desktop.exchange.plain.catalog_kinds import LEVELS

if TYPE_CHECKING:
    from cte_desktop.domain.audit.requirements import Requirement

Tables = dict[str, Any]

PATHWAY = "pathway:"
DISTRICT = "district:"


@dataclass(frozen=True, slots=True)
class RuleNames:
    """The graduation subjects, the requirements of each program, and who may be exempted.

    `categories` are those of Education Code 51225.1 that the exempted set lists. What is empty is
    not known and not checked.
    """

    subjects: frozenset[str] = frozenset()
    categories: tuple[str, ...] = ()
    requirements: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def requirements_of(self, program: str) -> tuple[str, ...]:
        """Return the ids of the requirements of a program, empty when they are not known."""
        return LEVELS if program.startswith(PATHWAY) else self.requirements.get(program, ())

    def with_document(self, kind: str, tables: Tables) -> RuleNames:
        """Return the names after a file of rules has replaced its like."""
        if kind == "graduation":
            return _with_graduation(self, tables)
        if kind == "ag":
            return replace(self, requirements=self.requirements | _of_ag(tables))
        others = {p: ids for p, ids in self.requirements.items() if not p.startswith(DISTRICT)}
        return replace(self, requirements=others | _of_programs(tables))


def rule_names(rules: dict[str, Tables]) -> RuleNames:
    """Return what the rules name: the tables of the three files under their kinds."""
    names = RuleNames()
    for kind in ("graduation", "ag", "programs"):
        names = names.with_document(kind, rules.get(kind, {}))
    return names


def exempted_categories(graduation: Tables) -> tuple[str, ...]:
    """Return who may be exempted, as the sets of a graduation.toml say that apply by exemption."""
    from cte_desktop.domain.audit.rule_shapes import RuleFile

    file = RuleFile("", [])  # problems of a file are told where it is taken
    exempted = (t for t in file.tables(graduation.get("set"), "") if "eligible" in t)
    words = (word for table in exempted for word in file.texts(table["eligible"], ""))
    return tuple(dict.fromkeys(words))


def _with_graduation(names: RuleNames, graduation: Tables) -> RuleNames:
    """Return the names of all sets: subjects, then what must be among them, then the overall."""
    from cte_desktop.domain.audit.graduation import IN_DISTRICT, PROGRAM, TOTAL
    from cte_desktop.domain.audit.rule_parsing import parse_rules

    rules = parse_rules(graduation, {})[0]
    subjects = [subject for one in rules.sets for subject in one.subjects]
    ids = [subject.id for subject in subjects]
    ids += [include.id for subject in subjects for include in subject.includes]
    ids += [name for one in rules.sets for name in _ids(one.requirements)]
    overall = (TOTAL, IN_DISTRICT) if ids else ()
    return RuleNames(
        frozenset(rules.alias).union(subject.id for subject in subjects),
        exempted_categories(graduation),
        names.requirements | {PROGRAM: tuple(dict.fromkeys((*ids, *overall)))},
    )


def _of_ag(ag: Tables) -> dict[str, tuple[str, ...]]:
    """Return the areas and what is asked overall, then the parts of areas."""
    from cte_desktop.domain.audit.ag import CSU, UC, ag_program
    from cte_desktop.domain.audit.rule_parsing import parse_rules

    rules = parse_rules({}, ag)[0].ag
    found: dict[str, tuple[str, ...]] = {}
    if not rules.language_levels:  # no program can be made of such a file
        return found
    for name in (UC, CSU):
        found[name] = _ids(ag_program(name, rules).requirements)
    return found


def _of_programs(programs: Tables) -> dict[str, tuple[str, ...]]:
    """Return the requirements of the district's own programs under "district:ID"."""
    from cte_desktop.domain.audit.rule_parsing import parse_rules

    found: dict[str, tuple[str, ...]] = {}
    for program in parse_rules({}, {}, programs)[0].programs:
        known = found.get(program.name, ())  # of its version for other classes
        found[program.name] = tuple(dict.fromkeys((*known, *_ids(program.requirements))))
    return found


def _ids(requirements: Iterable[Requirement]) -> tuple[str, ...]:
    """Return the ids of requirements, then those of their parts."""
    asked = tuple(requirements)
    return tuple(dict.fromkeys((*(one.id for one in asked), *_parts(asked))))


def _parts(requirements: Iterable[Requirement]) -> Iterator[str]:
    """Give the ids below the uppermost, such as "C.geometry"; numbered ways are no names."""
    for one in requirements:
        parts: tuple[Requirement, ...] = getattr(one, "parts", ())
        yield from (part.id for part in parts if not part.id[-1].isdigit())
        yield from _parts(parts)
