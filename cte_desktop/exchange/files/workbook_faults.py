"""The errors of a workbook that can't be read, each in a sentence of its own."""

from __future__ import annotations

from cte_desktop.system.errors import KnownError
from cte_desktop.wording.translate import noop


def locked_workbook(name: str) -> KnownError:
    """Return the error of a workbook that only its password opens."""
    return KnownError(
        "workbook_locked",
        noop("{file} is locked with a password."),
        kept=noop("Nothing was imported."),
        do=noop("Open it in a spreadsheet program, take the password off and save it again."),
        file=name,
    )


def damaged_workbook(name: str) -> KnownError:
    """Return the error of a workbook that is cut off, changed on its way or oddly made."""
    return KnownError(
        "workbook_damaged",
        noop("{file} is a workbook that can't be read: it is damaged or made in an unusual way."),
        kept=noop("Nothing was imported."),
        do=noop("Export it again, or open it in a spreadsheet program and save the sheet as CSV."),
        file=name,
    )


def foreign_document(name: str) -> KnownError:
    """Return the error of a document of another program: text, slides, a binary workbook."""
    return KnownError(
        "file_not_text",
        noop("{file} is neither a text file nor a workbook that this program reads."),
        kept=noop("Nothing was imported."),
        do=noop("Save the table as CSV (UTF-8) or as XLSX and import that."),
        file=name,
    )


def refused_workbook(name: str, fault: str, **values: object) -> KnownError:
    """Return the error of a workbook that is not unpacked; `fault` is its sentence."""
    return KnownError(
        "workbook_refused",
        fault,
        kept=noop("Nothing was unpacked or imported."),
        do=noop("Open it in a spreadsheet program and save the sheet as CSV (UTF-8)."),
        file=name,
        **values,
    )


def empty_workbook(name: str) -> KnownError:
    """Return the error of a workbook whose sheets have nothing in them, or are all hidden."""
    return KnownError(
        "file_empty",
        noop("{file} has no sheet with anything in it that is shown."),
        kept=noop("Nothing was imported."),
        do=noop("Show the sheet with the table in a spreadsheet program, or export it again."),
        file=name,
    )


def sheet_gone(name: str) -> KnownError:
    """Return the error of a workbook that lost a sheet since it was looked at."""
    return KnownError(
        "file_changed",
        noop("{file} was changed while it was read."),
        kept=noop("Nothing was imported."),
        do=noop("Wait until the other program has written it, then import it again."),
        file=name,
    )


def too_big_workbook(name: str, most: int) -> KnownError:
    """Return the error of a workbook of more than `most` bytes."""
    return KnownError(
        "file_too_big",
        noop("{file} is larger than {most} MB."),
        kept=noop("Nothing was imported."),
        do=noop("Split it, for example by school, and import the parts."),
        file=name,
        most=most // 1024 // 1024,
    )
