"""The command line: the same services as the window, for scripts and for quick answers."""

from __future__ import annotations
