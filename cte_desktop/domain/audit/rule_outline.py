"""The documents of the rules as a tree: sets by class, pending laws, A-G, GPA, programs, samples.

What a set or program takes from the one that it is based on stands in it as inherited.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from cte_desktop.domain.audit.ag_outline import ag_node, gpa_node
from cte_desktop.domain.audit.requirement_outline import (
    UNITS,
    own_or_inherited,
    requirement_node,
    source_fields,
)
from cte_desktop.domain.audit.rule_tree import (
    AG,
    GRADUATION,
    PROGRAMS,
    SAMPLES,
    Documents,
    Field,
    FieldKind,
    Node,
    NodeKind,
    Path,
    Table,
    as_table,
    as_tables,
    as_text,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

ELECTIVE = "elective"


def outline(documents: Documents) -> tuple[Node, ...]:
    """Return the tree: graduation, A-G, GPA, the district's programs and the samples."""
    ag = as_table(documents.get(AG))
    return (
        _graduation(as_table(documents.get(GRADUATION))),
        ag_node(ag),
        gpa_node(as_table(ag.get("gpa"))),
        _programs(as_table(documents.get(PROGRAMS))),
        _samples(documents),
    )


def bases_of(tables: list[Table], name: str) -> list[Table]:
    """Return the table of that id and those that it is based on, itself first; a cycle ends it."""
    found: list[Table] = []
    while True:
        table = next((one for one in tables if one.get("id") == name), None)
        if table is None or table in found:
            return found
        found.append(table)
        name = as_text(table.get("based_on"))


def needs_of(tables: list[Table], name: str, above: tuple[str, ...] = ()) -> dict[str, Any]:
    """Return the credits of each subject of a set, with what it takes from its base, in order."""
    table = next((one for one in tables if one.get("id") == name), None)
    if table is None or name in above:
        return {}
    base = as_text(table.get("based_on"))
    if not base:
        own = as_tables(table.get("subject"))
        needs = {as_text(one.get("id")): one.get("credits") for _, one in own}
        return needs | as_table(table.get("subjects"))
    needs = needs_of(tables, base, (*above, name))
    changed = as_table(table.get("override"))
    needs = {key: changed.get(key, value) for key, value in needs.items()}
    added = as_table(table.get("add"))
    last = {key: needs.pop(key) for key in [*needs][-1:] if key == ELECTIVE and added}
    return needs | added | last


def _graduation(document: Table) -> Node:
    tables = [table for _, table in as_tables(document.get("set"))]
    sets = [
        _set(table, (GRADUATION, "set", place), tables)
        for place, table in as_tables(document.get("set"))
    ]
    pending = [
        _pending(name, as_table(table), (GRADUATION, "pending", name))
        for name, table in as_table(document.get("pending")).items()
    ]
    settings = as_table(document.get("rules"))
    kinds = {
        "transfer_min_credits_in_district": FieldKind.CREDITS,
        "transfer_min_classes_enrolled": FieldKind.NUMBER,
        "algebra_1_required": FieldKind.FLAG,
        "overflow_to": FieldKind.SUBJECT,
    }
    fields = [Field(f"rules.{name}", kind, settings.get(name)) for name, kind in kinds.items()]
    alias = as_table(document.get("subject_alias"))
    fields += [
        Field(f"subject_alias.{name}", FieldKind.SUBJECT, to)
        for name, to in alias.items()
        if name != "same_as_recovered"
    ]
    can_add = (NodeKind.SET, NodeKind.PENDING)
    path: Path = (GRADUATION,)
    return Node(path, NodeKind.GRADUATION, "", tuple(fields), (*sets, *pending), can_add)


def _set(table: Table, path: Path, tables: list[Table]) -> Node:
    base = as_text(table.get("based_on"))
    by_exemption = table.get("applies_by") == "exemption"
    above = bases_of(tables, base)
    names = tuple(as_text(one.get("id")) for one in tables if one is not table)
    total = next((one["total"] for one in above if "total" in one), None)
    fields = [
        Field("title", FieldKind.TEXT, table.get("title")),
        Field("id", FieldKind.NAME, table.get("id")),
        Field("applies_to_classes", FieldKind.CLASSES, table.get("applies_to_classes")),
        Field("based_on", FieldKind.CHOICE, table.get("based_on"), names, optional=True),
        own_or_inherited("total", FieldKind.CREDITS, table.get("total"), total),
        *source_fields(table),
        Field("note", FieldKind.LONG_TEXT, table.get("note"), optional=True),
    ]
    if by_exemption:
        fields = [field for field in fields if field.name != "applies_to_classes"]
    if not base:
        fields = [field for field in fields if field.name != "based_on"]
    below = [*_subjects(table, path, tables, above), *_replacement(table, path)]
    below += _rows_of_bases(path, above, tables)
    below += [
        requirement_node(one, (*path, "requirement", place), "credits", _others(table, place))
        for place, one in as_tables(table.get("requirement"))
    ]
    can_add = [NodeKind.SUBJECT, NodeKind.REQUIREMENT]
    if not isinstance(table.get("may_replace"), dict):
        can_add.append(NodeKind.REPLACEMENT)
    title = as_text(table.get("title")) or as_text(table.get("id"))
    return Node(path, NodeKind.SET, title, tuple(fields), tuple(below), tuple(can_add), None, True)


def _subjects(table: Table, path: Path, tables: list[Table], above: list[Table]) -> Iterator[Node]:
    if "based_on" in table:
        yield from _inherited_subjects(table, path, tables, above)
        return
    for place, one in as_tables(table.get("subject")):
        yield _subject(one, (*path, "subject", place))
    for name, need in as_table(table.get("subjects")).items():
        yield _short_subject(name, need, (*path, "subjects", name))


def _subject(table: Table, path: Path) -> Node:
    fields = (
        Field("id", FieldKind.SUBJECT, table.get("id")),
        Field("credits", FieldKind.CREDITS, table.get("credits")),
        *source_fields(table),
    )
    includes = tuple(
        _include(one, (*path, "must_include", place))
        for place, one in as_tables(table.get("must_include"))
    )
    can_add = (NodeKind.MUST_INCLUDE,)
    return Node(
        path, NodeKind.SUBJECT, as_text(table.get("id")), fields, includes, can_add, None, True
    )


def _short_subject(name: str, need: object, path: Path) -> Node:
    fields = (
        Field("id", FieldKind.SUBJECT, name),
        Field("credits", FieldKind.CREDITS, need),
    )
    # A must-include needs the long form: adding one turns the whole table into it.
    can_add = (NodeKind.MUST_INCLUDE,) if path[-2] == "subjects" else ()
    return Node(path, NodeKind.SUBJECT, name, fields, (), can_add, None, True)


def _inherited_subjects(
    table: Table, path: Path, tables: list[Table], above: list[Table]
) -> Iterator[Node]:
    """Yield the base's subjects as this set has them, and those that it adds, in that order."""
    changed, added = as_table(table.get("override")), as_table(table.get("add"))
    of_base = needs_of(tables, as_text(table.get("based_on")))
    for name in needs_of(tables, as_text(table.get("id"))):
        if name in added and name not in of_base:
            yield _short_subject(name, added[name], (*path, "add", name))
            continue
        where = (*path, "override", name)
        need = own_or_inherited("credits", FieldKind.CREDITS, changed.get(name), of_base.get(name))
        fields = (Field("id", FieldKind.SUBJECT, name, fixed=True), need)
        below = tuple(_inherited_includes(name, where, tables, above))
        yield Node(where, NodeKind.SUBJECT, name, fields, below, ())


def _inherited_includes(
    name: str, where: Path, tables: list[Table], above: list[Table]
) -> Iterator[Node]:
    root = above[-1] if above else {}
    position = next((place for place, one in enumerate(tables) if one is root), 0)
    for place, subject in as_tables(root.get("subject")):
        if subject.get("id") != name:
            continue
        for number, one in as_tables(subject.get("must_include")):
            origin = (GRADUATION, "set", position, "subject", place, "must_include", number)
            yield replace(
                _include(one, (*where, "must_include", number)), origin=origin, removable=False
            )


def _rows_of_bases(path: Path, above: list[Table], tables: list[Table]) -> Iterator[Node]:
    """Yield the further requirements that a set has from those it is based on, as they are."""
    for base in reversed(above):
        position = next((place for place, one in enumerate(tables) if one is base), 0)
        for place, one in as_tables(base.get("requirement")):
            where = (*path, "inherited", position, place)
            origin = (GRADUATION, "set", position, "requirement", place)
            made = requirement_node(one, where, "credits", ())
            fields = tuple(replace(field, fixed=True) for field in made.fields)
            yield Node(where, NodeKind.REQUIREMENT, made.title, fields, origin=origin)


def _include(table: Table, path: Path) -> Node:
    fields = [
        Field("course", FieldKind.CODES, table.get("course"), optional=True),
        Field("subject", FieldKind.SUBJECT, table.get("subject"), optional=True),
        Field("taken", FieldKind.FLAG, table.get("taken"), optional=True),
    ]
    if not table.get("taken"):
        fields.append(Field("credits", FieldKind.CREDITS, table.get("credits")))
    title = as_text(table.get("course")) or as_text(table.get("subject"))
    return Node(path, NodeKind.MUST_INCLUDE, title, tuple(fields), removable=True)


def _replacement(table: Table, path: Path) -> Iterator[Node]:
    found = table.get("may_replace")
    if isinstance(found, dict):
        fields = (
            Field("when_completed", FieldKind.CODE, found.get("when_completed")),
            Field("waives", FieldKind.CODES, found.get("waives")),
            Field("credits_move_to", FieldKind.SUBJECT, found.get("credits_move_to")),
        )
        title = as_text(found.get("when_completed"))
        where = (*path, "may_replace")
        yield Node(where, NodeKind.REPLACEMENT, title, fields, removable=True)


def _pending(name: str, table: Table, path: Path) -> Node:
    fields = (
        Field("in_force", FieldKind.FLAG, table.get("in_force")),
        Field("law", FieldKind.TEXT, table.get("law")),
        Field("id", FieldKind.NAME, name),
        Field("class", FieldKind.CLASS, table.get("class")),
        Field("credits", FieldKind.CREDITS, table.get("credits")),
        Field("courses", FieldKind.CODES, table.get("courses"), optional=True),
        Field("takes_from", FieldKind.SUBJECT, table.get("takes_from"), optional=True),
        *source_fields(table),
        Field("why", FieldKind.LONG_TEXT, table.get("why"), optional=True),
    )
    return Node(path, NodeKind.PENDING, name, fields, removable=True)


def _programs(document: Table) -> Node:
    tables = as_tables(document.get("program"))
    every = [table for _, table in tables]
    programs = [_program(table, (PROGRAMS, "program", place), every) for place, table in tables]
    return Node((PROGRAMS,), NodeKind.PROGRAMS, "", (), tuple(programs), (NodeKind.PROGRAM,))


def _program(table: Table, path: Path, tables: list[Table]) -> Node:
    above = bases_of(tables, as_text(table.get("based_on")))
    names = tuple(as_text(one.get("id")) for one in tables if one is not table)
    unit = next((as_text(one["unit"]) for one in (table, *above) if "unit" in one), "credits")
    written = next((one for one in above if "unit" in one), {})
    fields = (
        Field("title", FieldKind.TEXT, table.get("title")),
        Field("title_es", FieldKind.TEXT, table.get("title_es"), optional=True),
        Field("id", FieldKind.NAME, table.get("id")),
        own_or_inherited("unit", FieldKind.CHOICE, table.get("unit"), written.get("unit"), UNITS),
        Field(
            "applies_to_classes", FieldKind.CLASSES, table.get("applies_to_classes"), optional=True
        ),
        Field("audited", FieldKind.CHOICE, table.get("audited"), ("added", "everyone")),
        Field("based_on", FieldKind.CHOICE, table.get("based_on"), names, optional=True),
        *source_fields(table),
        Field("note", FieldKind.LONG_TEXT, table.get("note"), optional=True),
    )
    below = [*_inherited_requirements(table, path, above, tables, unit)]
    below += [
        requirement_node(one, (*path, "requirement", place), unit, _others(table, place))
        for place, one in as_tables(table.get("requirement"))
    ]
    title = as_text(table.get("title")) or as_text(table.get("id"))
    can_add = (NodeKind.REQUIREMENT,)
    return Node(path, NodeKind.PROGRAM, title, fields, tuple(below), can_add, None, True)


def _inherited_requirements(
    table: Table, path: Path, above: list[Table], tables: list[Table], unit: str
) -> Iterator[Node]:
    """Yield the requirements of the base; only what each needs can be said anew here."""
    changed = as_table(table.get("override"))
    for base in reversed(above):
        position = next((place for place, one in enumerate(tables) if one is base), 0)
        for place, one in as_tables(base.get("requirement")):
            name = as_text(one.get("id"))
            where = (*path, "override", name)
            origin = (PROGRAMS, "program", position, "requirement", place)
            made = requirement_node(one, where, unit, ())
            needs = [field for field in made.fields if field.name == "need"]
            fields = [replace(field, fixed=True) for field in made.fields if field.name != "need"]
            said = [as_table(other.get("override")).get(name) for other in above]
            nearest = next((need for need in said if need is not None), None)
            fields += [
                own_or_inherited("need", f.kind, changed.get(name), nearest or f.value)
                for f in needs
            ]
            yield Node(where, NodeKind.REQUIREMENT, made.title, tuple(fields), origin=origin)


def _samples(documents: Documents) -> Node:
    below = [
        _sample(table, (name, "sample", place))
        for name in (GRADUATION, AG, PROGRAMS)
        for place, table in as_tables(as_table(documents.get(name)).get("sample"))
    ]
    return Node((SAMPLES,), NodeKind.SAMPLES, "", (), tuple(below), (NodeKind.SAMPLE,))


def _sample(table: Table, path: Path) -> Node:
    fields = (
        Field("title", FieldKind.TEXT, table.get("title")),
        Field("program", FieldKind.PROGRAM, table.get("program")),
        Field("class", FieldKind.CLASS, table.get("class")),
        Field("expect", FieldKind.CHOICE, table.get("expect"), ("met", "not_met")),
        Field("requirement", FieldKind.TEXT, table.get("requirement"), optional=True),
        Field("record", FieldKind.RECORD, table.get("record")),
    )
    return Node(path, NodeKind.SAMPLE, as_text(table.get("title")), fields, removable=True)


def _others(table: Table, place: int) -> tuple[str, ...]:
    rows = as_tables(table.get("requirement"))
    return tuple(as_text(one.get("id")) for number, one in rows if number != place)
