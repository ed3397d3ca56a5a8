"""How we say it: one gettext catalog for window, paper, command line and findings. No Qt here."""

from __future__ import annotations
