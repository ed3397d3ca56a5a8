"""Finding completers, awarding what they completed, and the register of it."""

from __future__ import annotations
