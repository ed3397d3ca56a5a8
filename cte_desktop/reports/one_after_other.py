"""Sheets of several students as one paper, one after the other; the first one begins the paper."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from cte_desktop.reports.page import Paper

Sheet = TypeVar("Sheet")


def draw_one_after_other(
    sheets: Iterable[Sheet],
    begin: Callable[[Sheet], Paper],
    draw: Callable[[Paper, Sheet], None],
    name: Callable[[Sheet], str],
    title: Callable[[Sequence[str]], str],
    progress: Callable[[int], None] | None = None,
    *,
    what: str,
) -> bytes:
    """Return the paper that `begin` makes of the first sheet, with each sheet drawn on it.

    `name` tells whom or what a sheet is about; of all these names `title` makes the title of the
    document. `progress` is called with the number of finished sheets; what it raises ends the work.
    Raises ValueError without a sheet, which says `what` there is none of.
    """
    paper: Paper | None = None
    names: list[str] = []
    for number, sheet in enumerate(sheets, 1):
        paper = paper or begin(sheet)
        names.append(name(sheet))
        draw(paper, sheet)
        if progress is not None:
            progress(number)
    if paper is None:
        raise ValueError(f"there is no {what} to print")
    paper.name(title(names))
    return paper.finish()
