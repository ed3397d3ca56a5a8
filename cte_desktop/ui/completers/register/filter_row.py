"""The filters above the register: words, where a serial stands, what an entry tells, pathway."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from cte_desktop.domain.completion.register.entries import AwardState, Kind
from cte_desktop.ui.widgets.buttons import CheckBox, ChoiceBox
from cte_desktop.ui.widgets.filter_boxes import offer
from cte_desktop.ui.widgets.searched_filters import SearchedFilters
from cte_desktop.wording.completion.register import kind_text, stands_text
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from cte_desktop.services.awards.registering import RegisterLine

WITHHELD, DIFFERS = "withheld", "differs"
_STATE, _KIND, _PATHWAY = 190, 136, 160


@dataclass(frozen=True, slots=True)
class RegisterNarrowing:
    """What the register is narrowed to; None means all. `state` is also WITHHELD or DIFFERS."""

    state: str | None = None
    kind: Kind | None = None
    pathway: str | None = None

    def test(self) -> Callable[[RegisterLine], bool] | None:
        """Return the test of a line for `TableModel.keep`; None when nothing is left out."""
        return None if self == RegisterNarrowing() else self._passes

    def _passes(self, line: RegisterLine) -> bool:
        return (
            self._stands(line)
            and self.kind in {None, line.kind}
            and self.pathway in {None, line.decided.pathway}
        )

    def _stands(self, line: RegisterLine) -> bool:
        if self.state == WITHHELD:
            return line.withheld and line.state is AwardState.IN_FORCE
        if self.state == DIFFERS:
            return bool(line.differs)
        return self.state in {None, line.state.value}


class RegisterFilters(SearchedFilters[RegisterNarrowing]):
    """The row. Signals: `narrowed(RegisterNarrowing)`; `all_years_wanted(bool)`."""

    all_years_wanted = Signal(bool)

    def __init__(self) -> None:
        super().__init__(RegisterNarrowing, tr("Search by name, id, serial number, reason or who"))
        self.state = ChoiceBox(tr("Where it stands now"))
        self.kind = ChoiceBox(tr("Entry"))
        self.pathway = ChoiceBox(tr("Pathway"))
        self.all_years = CheckBox(tr("A&ll school years"))
        boxes = (self.state, self.kind, self.pathway)
        widths = dict(zip(boxes, (_STATE, _KIND, _PATHWAY), strict=True))
        self._lay_out(widths, self.all_years, spare=60)
        self._offer_fixed()
        self.offer(())
        self.all_years.toggled.connect(self.all_years_wanted.emit)
        self._listen()

    def offer(self, lines: Iterable[RegisterLine]) -> None:
        """Offer the pathways that occur; a choice that still occurs stays chosen."""
        former = self.narrowing()
        names = sorted({line.decided.pathway for line in lines}, key=str.casefold)
        offer(self.pathway, tr("All pathways"), [(name, name) for name in names if name])
        if self.narrowing() != former:
            self._on_chosen()

    def _offer_fixed(self) -> None:
        states = [
            (stands_text(state, withheld=False), state.value)
            for state in (
                AwardState.IN_FORCE,
                AwardState.WITHDRAWN,
                AwardState.REVOKED,
                AwardState.REISSUED,
            )
        ]
        special = [
            (tr("withheld"), WITHHELD),
            (tr("record differs"), DIFFERS),
            (tr("undone"), AwardState.UNDONE.value),
        ]
        offer(self.state, tr("Wherever it stands"), [*states, *special])
        offer(self.kind, tr("All entries"), [(kind_text(kind), kind) for kind in Kind])
