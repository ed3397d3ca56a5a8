"""What the parts of the rules are called on screen: nodes, fields, choices and values."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.domain import credits
from cte_desktop.domain.audit.rule_tree import AMOUNTS, FieldKind, NodeKind
from cte_desktop.domain.audit.rules import NO_LAST_CLASS
from cte_desktop.ui.pathways.rules.label_tables import (
    ADDING,
    CHOICES,
    FIELDS,
    HINTS,
    LANGUAGES,
    NODES,
    SETS,
    TOPIC_FIELDS,
    TOPICS,
)
from cte_desktop.wording.labels import course_label, grade_label, level_label, term_label
from cte_desktop.wording.programs import program_title, requirement_title
from cte_desktop.wording.translate import tr, trn

if TYPE_CHECKING:
    from cte_desktop.domain.audit.rule_tree import Field, Node
    from cte_desktop.domain.catalog.catalog import Catalog

_NOTHING = "–"
_NAMED_HERE = frozenset({"graduation", "ag", "gpa", "programs", "samples", "validation"})


def node_title(node: Node, catalog: Catalog) -> str:
    """Return what a node is called in the tree and above its form."""
    match node.kind:
        case NodeKind.SUBJECT | NodeKind.PENDING:
            return subject_label(node.title, catalog)
        case NodeKind.MUST_INCLUDE:
            return _include_title(node, catalog)
        case NodeKind.REPLACEMENT if node.title:
            return tr("{course} may stand in", course=course_label(node.title, catalog))
        case NodeKind.AREA:
            return requirement_title("uc", node.title, catalog)
        case NodeKind.COURSE_SET:
            return tr(SETS.get(node.title, SETS["of"]))
        case NodeKind.REQUIREMENT | NodeKind.PART if node.title:
            return _requirement_title(node, catalog)
        case _ if node.title and _is_titled(node):
            return node.title
        case _:
            return tr(NODES[node.kind])


def _is_titled(node: Node) -> bool:
    """Say whether a node's title is one for people: not its kind's, and not a mere id."""
    if node.kind is NodeKind.PROGRAM:
        return bool(node.value("title"))
    return node.kind.value not in _NAMED_HERE | {"uc_parts", "csu_parts"}


def node_caption(node: Node) -> str:
    """Return the small words after a node's title: its classes, its need, on or off."""
    match node.kind:
        case NodeKind.SET if node.field("applies_to_classes") is None:
            return tr("by exemption")
        case NodeKind.SET:
            return classes_text(node.value("applies_to_classes"))
        case NodeKind.MUST_INCLUDE if node.value("taken"):
            return tr("passed")
        case NodeKind.PENDING:
            return tr("pending, on") if node.value("in_force") else tr("pending, off")
        case _:
            for name in ("credits", "need", "years"):
                field = node.field(name)
                if field is not None and field.value is not None:
                    return amount_text(field.kind, field.value)
            return ""


def subject_label(name: str, catalog: Catalog) -> str:
    """Return the words for a subject's id."""
    return requirement_title("graduation", name, catalog) if name else tr("Subject without a name")


def field_label(field: Field, catalog: Catalog) -> str:
    """Return the name of a field, as it stands beside it."""
    table, _, name = field.name.partition(".")
    if table == "subject_alias":
        return tr("{subject} counts as", subject=subject_label(name, catalog))
    if table == "points":
        return tr("Points for {mark}", mark=name)
    if field.name == "id" and field.kind is FieldKind.SUBJECT:
        return tr(FIELDS["subject"])
    return tr(FIELDS[name or table])


def field_hint(field: Field) -> str:
    """Return a sentence that explains a field, "" for one that needs none."""
    hint = "" if field.kind is FieldKind.SUBJECT else HINTS.get(field.name, "")
    return tr(hint) if hint else ""


def adding_label(kind: NodeKind) -> str:
    """Return the words of the button that adds a node of a kind."""
    return tr(ADDING[kind])


def choice_label(field: Field, choice: str, catalog: Catalog) -> str:
    """Return the words of one choice of a field."""
    match field.name:
        case "level":
            return level_label(choice).capitalize()
        case "terms":
            return term_label(choice).capitalize()
        case "grades" if choice.isdecimal():
            return grade_label(int(choice))
        case _:
            table = CHOICES.get(field.name, {})
            if choice in table:
                return tr(table[choice])
    if field.kind is FieldKind.SUBJECT or field.name == "subject":
        return subject_label(choice, catalog)
    if field.name in ("area", "areas"):
        return requirement_title("uc", choice, catalog)
    if field.kind is FieldKind.PROGRAM:
        return program_title(choice)
    return topic_label(choice) if field.name in TOPIC_FIELDS else choice


def topic_label(topic: str) -> str:
    """Return the words for what a course is about: "United States history", "Spanish 3"."""
    if topic in TOPICS:
        return tr(TOPICS[topic])
    language, _, level = topic.partition(":")
    if level:
        name = tr(LANGUAGES[language]) if language in LANGUAGES else language
        return tr("{language}, level {level}", language=name, level=level)
    return topic.replace("_", " ").capitalize()


def value_text(field: Field | None, value: object, catalog: Catalog) -> str:
    """Return a value in words, for a list of changes; "–" for none, or for only empty words."""
    if value is None or field is None:
        return _NOTHING
    return _words_of(field, value, catalog).strip() or _NOTHING


def _words_of(field: Field, value: object, catalog: Catalog) -> str:
    """Return the words of a value that is there; "" where it holds only empty texts."""
    if field.kind in AMOUNTS:
        return amount_text(field.kind, value)
    match field.kind:
        case FieldKind.CLASSES:
            return classes_text(value) or str(value)
        case FieldKind.FLAG:
            return tr("yes") if value else tr("no")
        case FieldKind.CODES | FieldKind.CODE:
            return ", ".join(course_label(code, catalog) for code in codes_of(value))
        case FieldKind.RECORD:
            return trn("{count} line", "{count} lines", len(texts_of(value)))
        case FieldKind.SEVERAL | FieldKind.NAMES | FieldKind.WORDS:
            return ", ".join(choice_label(field, one, catalog) for one in codes_of(value))
        case _:
            return choice_label(field, str(value), catalog)


def amount_text(kind: FieldKind, value: object) -> str:
    """Return an amount with its unit; what is no number is shown as it stands."""
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return str(value)
    try:
        amount = credits.text(round(value * credits.HUNDREDTHS))
    except (OverflowError, ValueError):  # nan and inf: not to be reckoned with, but to be shown
        return str(value)
    one = 1 if amount == "1" else 2
    match kind:
        case FieldKind.CREDITS:
            return trn("{amount} credit", "{amount} credits", one, amount=amount)
        case FieldKind.YEARS:
            return trn("{amount} year", "{amount} years", one, amount=amount)
        case FieldKind.COURSES:
            return trn("{amount} course", "{amount} courses", one, amount=amount)
        case _:
            return amount


def number_text(value: object) -> str:
    """Return a number as it is typed: without needless zeros; "" for none."""
    if value is None:
        return ""
    return amount_text(FieldKind.NUMBER, value)


def classes_text(value: object) -> str:
    """Return "2022–2030", "from 2031", "2021"; "every class" for a set without classes."""
    if not isinstance(value, list) or len(value) != 2:
        return ""
    first, last = value
    if last == NO_LAST_CLASS:
        return tr("from {first}", first=first)
    return str(first) if first == last else f"{first}–{last}"


def codes_of(value: object) -> tuple[str, ...]:
    """Return course codes, written as one text with bars or as a list."""
    if isinstance(value, str):
        return tuple(code.strip() for code in value.split("|") if code.strip())
    return texts_of(value)


def texts_of(value: object) -> tuple[str, ...]:
    """Return the entries of a list as texts; a single text is a list of one."""
    if isinstance(value, (list, tuple)):
        return tuple(str(one) for one in value)
    return (str(value),) if value not in (None, "") else ()


def _include_title(node: Node, catalog: Catalog) -> str:
    codes = codes_of(node.value("course"))
    if codes:
        more = f" +{len(codes) - 1}" if len(codes) > 1 else ""
        return course_label(codes[0], catalog) + more
    subject = node.value("subject")
    return subject_label(str(subject), catalog) if subject else tr("Must include…")


def _requirement_title(node: Node, catalog: Catalog) -> str:
    """Return the title that a requirement has, or that its id has in results."""
    title = node.value("title")
    if isinstance(title, str) and title:
        return title
    program = "uc" if node.path[0] == "ag" else "graduation"
    return requirement_title(program, node.title, catalog)
