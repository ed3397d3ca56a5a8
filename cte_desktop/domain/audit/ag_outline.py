"""UC and CSU as nodes: the areas with the parts that each system asks for, validation, and GPA."""

from __future__ import annotations

from cte_desktop.domain.audit.requirement_outline import requirement_node, source_fields
from cte_desktop.domain.audit.rule_tree import (
    AG,
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

AREAS = "ABCDEFG"
_LANGUAGE_RULE = "Language level N"  # levels of a language are counted, not validated one by one
_MARKS = "ABCDF"


def ag_node(document: Table) -> Node:
    """Return the requirements of UC and CSU: areas with their parts, and validation."""
    fields = (
        Field("total_years", FieldKind.YEARS, document.get("total_years")),
        Field(
            "uc_years_before_senior_year",
            FieldKind.YEARS,
            document.get("uc_years_before_senior_year"),
        ),
    )
    tables = as_table(document.get("area"))
    areas = [_area(name, as_table(tables.get(name)), (AG, "area", name)) for name in AREAS]
    validation = _validation(as_table(document.get("validation")))
    return Node((AG,), NodeKind.AG, "", fields, (*areas, validation))


def gpa_node(table: Table) -> Node:
    """Return how grade points are counted."""
    names = ("honors_point", "honors_max_semesters", "honors_max_semesters_grade_10")
    fields = [Field(name, FieldKind.NUMBER, table.get(name)) for name in names]
    points = as_table(table.get("points"))
    fields += [Field(f"points.{m}", FieldKind.NUMBER, points.get(m)) for m in _MARKS]
    return Node((AG, "gpa"), NodeKind.GPA, "", tuple(fields))


def _area(name: str, table: Table, path: Path) -> Node:
    fields = [
        Field("title", FieldKind.TEXT, table.get("title")),
        Field("years", FieldKind.YEARS, table.get("years")),
        Field("grade_7_8_counts", FieldKind.FLAG, table.get("grade_7_8_counts")),
        *source_fields(table),
        Field("note", FieldKind.LONG_TEXT, table.get("note"), optional=True),
    ]
    if "must_cover" in table:
        fields.insert(2, Field("must_cover", FieldKind.WORDS, table["must_cover"]))
    below = []
    for kind in (NodeKind.UC_PARTS, NodeKind.CSU_PARTS):
        where = (*path, kind.value)
        parts = as_tables(table.get(kind.value))
        rows = [
            requirement_node(part, (*where, place), "years", (), part=True) for place, part in parts
        ]
        below.append(Node(where, kind, name, (), tuple(rows), (NodeKind.PART,)))
    return Node(path, NodeKind.AREA, name, tuple(fields), tuple(below))


def _validation(table: Table) -> Node:
    path: Path = (AG, "validation")
    fields = (Field("areas", FieldKind.SEVERAL, table.get("areas"), tuple(AREAS)),)
    rules = [
        Node(
            (*path, "rule", place),
            NodeKind.VALIDATION_RULE,
            as_text(one.get("by")),
            (
                Field("by", FieldKind.TEXT, one.get("by")),
                Field("validates", FieldKind.WORDS, one.get("validates")),
                Field("not_validated", FieldKind.WORDS, one.get("not_validated"), optional=True),
            ),
            removable=True,
        )
        for place, one in as_tables(table.get("rule"))
        if one.get("by") != _LANGUAGE_RULE
    ]
    return Node(path, NodeKind.VALIDATION, "", fields, tuple(rules), (NodeKind.VALIDATION_RULE,))
