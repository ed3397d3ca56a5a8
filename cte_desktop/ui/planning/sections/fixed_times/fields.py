"""A field of the fixed times' dialog: a wish about hours with its strength."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QWidget

from cte_desktop.domain.catalog.typed_times import clock_in
from cte_desktop.services.fixed_times import HourWish
from cte_desktop.ui import theme
from cte_desktop.ui.planning.decision_fields import text_field
from cte_desktop.ui.widgets.buttons import ChoiceBox
from cte_desktop.wording.translate import tr


class WishField(QWidget):
    """A wish about hours: what is wished, empty for nothing, and how much it matters."""

    def __init__(self, kind: str, name: str, hint: str, wish: HourWish | None) -> None:
        super().__init__()
        self._kind = kind
        self.value = text_field(name)
        self.value.setPlaceholderText(hint)
        self.strength = ChoiceBox(tr("How much {wish} matters", wish=name.lower()))
        self.strength.addItem(tr("would like"), "like")
        self.strength.addItem(tr("must"), "must")
        if wish is not None:
            self.value.setText(wish.value)
            self.strength.setCurrentIndex(self.strength.findData(wish.strength))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(theme.INSIDE))
        row.addWidget(self.value, 1)
        row.addWidget(self.strength)
        self.setFocusProxy(self.value)

    def wish(self) -> HourWish | None:
        """Return the wish as it stands there, None for none; times are written as 15:45."""
        text = self.value.text().strip()
        if not text:
            return None
        minutes = clock_in(text) if self._kind != "lunch" else None
        if minutes is not None:
            text = f"{minutes // 60:02d}:{minutes % 60:02d}"
        return HourWish(self._kind, text, str(self.strength.currentData()))
