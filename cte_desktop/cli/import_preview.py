"""What an import would do, before it does it: its report, and rows before and after."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cte_desktop.cli.import_report import import_object, import_text
from cte_desktop.wording.translate import tr, trn

if TYPE_CHECKING:
    from cte_desktop.services.answering_imports import Question
    from cte_desktop.services.previewing import (
        AddedRow,
        ChangedField,
        ChangedRow,
        ImportPreview,
    )

MOST_LINES = 200
"""Rows that are written out on the terminal; --json has all that the preview lists."""


def preview_object(preview: ImportPreview) -> dict[str, Any]:
    """Return the JSON object of an import with what it would change; "import" is null."""
    return import_object(preview.report) | {
        "import": None,
        "dry_run": True,
        "changed_total": preview.changed_total,
        "changed": [_changed_object(row) for row in preview.changed],
        "added": [_added_object(row) for row in preview.added],
        "questions": [_question_object(question) for question in preview.questions],
    }


def preview_text(preview: ImportPreview) -> str:
    """Return the report as lines, then what would change field by field, then what is asked."""
    lines = [import_text(preview.report), tr("Nothing was written: this is what would happen.")]
    if preview.changed_total:
        lines.append(
            trn("{count} row would change:", "{count} rows would change:", preview.changed_total)
        )
    for row in preview.changed[:MOST_LINES]:
        lines.append(f"  {_of_whom(row)}")
        lines += [f"    {_field_text(field)}" for field in row.fields]
    others = preview.changed_total - min(len(preview.changed), MOST_LINES)
    if others > 0:
        lines.append(trn("  and {count} more", "  and {count} more", others))
    for question in preview.questions:
        lines.append(question.text)
        lines += [f"  {choice.answer}: {choice.text}" for choice in question.choices]
    return "\n".join(lines)


def _of_whom(row: ChangedRow | AddedRow) -> str:
    """Return what tells a row: its kind, the student, and what of theirs it is."""
    student = " ".join(part for part in (row.student_id, row.name) if part)
    key = "" if row.key == row.student_id else row.key
    return f"{row.kind}: " + ", ".join(part for part in (student, key) if part)


def _field_text(field: ChangedField) -> str:
    before, after = field.before or "–", field.after or "–"
    if field.by_hand:
        return tr(
            "{column}: {before} was set here and stays; the file has {after}",
            column=field.column,
            before=before,
            after=after,
        )
    return tr("{column}: {before} → {after}", column=field.column, before=before, after=after)


def _changed_object(row: ChangedRow) -> dict[str, Any]:
    return {
        "kind": row.kind,
        "key": row.key,
        "student": row.student_id,
        "name": row.name,
        "fields": [
            {
                "column": field.column,
                "before": field.before,
                "after": field.after,
                "by_hand": field.by_hand,
            }
            for field in row.fields
        ],
    }


def _added_object(row: AddedRow) -> dict[str, Any]:
    return {
        "kind": row.kind,
        "key": row.key,
        "student": row.student_id,
        "name": row.name,
        "text": row.text,
    }


def _question_object(question: Question) -> dict[str, Any]:
    return {
        "code": question.code,
        "value": question.value,
        "file": question.file,
        "column": question.column,
        "rows": question.rows,
        "first_row": question.first_row,
        "text": question.text,
        "choices": [{"answer": choice.answer, "text": choice.text} for choice in question.choices],
        "suggested": question.suggested,
        "free": question.free,
    }
