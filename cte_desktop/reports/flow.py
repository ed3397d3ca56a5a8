"""Blocks one under the other over as many pages as they need: nothing is lost at a page's end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.reports.style import FOOT, FOOTER, GAP, HEADING, MARGIN
from cte_desktop.reports.text import fit, wrap
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from cte_desktop.reports.page import Page, Paper
    from cte_desktop.reports.style import Type


class Flow:
    """The pages of one person's paper. `y` is where the next block begins."""

    def __init__(self, paper: Paper, running_head: str) -> None:
        self.paper = paper
        self._head = running_head
        self.pages = [paper.page()]
        self.y = MARGIN
        self.left, self.right = MARGIN, paper.size[0] - MARGIN
        self.bottom = paper.size[1] - MARGIN - FOOT / 2
        self.width = self.right - self.left

    @property
    def page(self) -> Page:
        """Return the page that is being filled."""
        return self.pages[-1]

    @property
    def left_over(self) -> float:
        """Return how much height is free on this page."""
        return self.bottom - self.y

    def room(self, height: float) -> Page:
        """Return the page that has room for a block of that height: this one, or a new one."""
        if height > self.left_over and self.y > MARGIN + GAP * 2:
            self.pages.append(self.paper.page())
            self.y = MARGIN
            with self.page.ornament():
                head = fit(self._head, FOOTER.face, FOOTER.size, self.width)
                self.page.text(self.left, self.y + 6, head, FOOTER)
                self.page.rule(self.left, self.y + 12, self.right)
            self.y += 24
        return self.page

    def heading(self, text: str, following: float) -> None:
        """Set a heading (H2) on the page on which at least `following` points come after it."""
        page = self.room(20 + following)
        page.begin("H2")
        page.text(self.left, self.y + 11, text, HEADING)
        page.end()
        self.y += 20

    def paragraph(self, text: str, type_: Type, indent: float = 0) -> None:
        """Set a paragraph over the width of the page; it stays on one page."""
        lines = wrap(text, type_.face, type_.size, self.width - indent)
        leading = type_.size * 1.4
        page = self.room(leading * len(lines))
        page.begin("P")
        page.lines(self.left + indent, self.y + type_.size, lines, type_, leading)
        page.end()
        self.y += leading * len(lines)

    def finish(self, foot: str) -> None:
        """Set the footer of every page, now that their number is known, and write them."""
        for number, page in enumerate(self.pages, 1):
            y = self.paper.size[1] - MARGIN + 6
            count = tr("Page {number} of {count}", number=number, count=len(self.pages))
            with page.ornament():
                page.rule(self.left, y - 12, self.right)
                page.text(
                    self.left, y, fit(foot, FOOTER.face, FOOTER.size, self.width - 90), FOOTER
                )
                page.text(self.right, y, count, FOOTER, "right")
            self.paper.write_page(page)
