"""How far a student is: requirements as a closed grammar, the best allocation, and its reasons."""

from __future__ import annotations
