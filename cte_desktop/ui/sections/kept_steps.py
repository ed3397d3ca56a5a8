"""The steps that a person made on the page, to take back and to make again."""

from __future__ import annotations

from dataclasses import dataclass

_MOST = 100


@dataclass(slots=True)
class KeptStep:
    """A step of the history: `number` of what is taken back next, the step or its undo."""

    number: int
    text: str


class KeptSteps:
    """What was done here, oldest first, and how much of it is in effect."""

    def __init__(self) -> None:
        self._steps: list[KeptStep] = []
        self._in_effect = 0

    def add(self, number: int, text: str) -> KeptStep:
        """Keep a step that has just been made; what was taken back can't be made again."""
        step = KeptStep(number, text)
        self._steps = [*self._steps[: self._in_effect], step][-_MOST:]
        self._in_effect = len(self._steps)
        return step

    def to_undo(self) -> KeptStep | None:
        """Return the step that Undo takes back, None for none."""
        return self._steps[self._in_effect - 1] if self._in_effect else None

    def to_redo(self) -> KeptStep | None:
        """Return the step that Redo makes again, None for none."""
        return self._steps[self._in_effect] if self._in_effect < len(self._steps) else None

    def turn(self, step: KeptStep) -> None:
        """Note that a step is taken back or made again from now on."""
        place = self._steps.index(step)
        self._in_effect = place if place < self._in_effect else place + 1

    def forget(self, step: KeptStep) -> None:
        """Drop a step that can't be turned any more, with those that lie before it."""
        place = self._steps.index(step) + 1
        self._in_effect = max(0, self._in_effect - place)
        self._steps = self._steps[place:]

    def holds(self, step: KeptStep) -> bool:
        """Tell whether a step is still kept."""
        return any(one is step for one in self._steps)
