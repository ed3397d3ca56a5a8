"""Taking a step back in words, where certificates hang on it."""

from __future__ import annotations

from cte_desktop.domain.completion.register.entries import Kind
from cte_desktop.wording.translate import tr, trn


def for_good_text(kind: Kind, serial: str) -> str:
    """Return that what was done with a certificate last stays done."""
    if kind is Kind.REISSUE:
        return tr("That {serial} was issued anew can't be undone.", serial=serial)
    return tr("That {serial} was revoked can't be undone.", serial=serial)


def instead_text(step: str) -> str:
    """Return what an undo takes back in place of what stays done."""
    return tr("Undone would be what you did before it: {step}.", step=step)


def printed_text(printed: int) -> str:
    """Return how many printed certificates an undo makes invalid."""
    return trn(
        "{shown} certificate of this step was printed. It becomes invalid, and whoever checks it "
        "is told so; awarding again gives another serial number.",
        "{shown} certificates of this step were printed. They become invalid, and whoever checks "
        "them is told so; awarding again gives other serial numbers.",
        printed,
        shown=f"{printed:,}",
    )


def undone_text(step: str, printed: int, *, done_again: bool) -> str:
    """Return what was undone, or done again, and how many printed certificates it made invalid."""
    said = tr("Done again: {step}.", step=step) if done_again else tr("Undone: {step}.", step=step)
    if not printed:
        return said
    invalid = trn(
        "{shown} printed certificate is no longer valid.",
        "{shown} printed certificates are no longer valid.",
        printed,
        shown=f"{printed:,}",
    )
    return f"{said} {invalid}"
