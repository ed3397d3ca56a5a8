"""What a counselor can do: one function per action, used by the window and the command line."""

from __future__ import annotations
