"""Who a student is and what they have done: identity, record by semester, experiences, decisions."""

from __future__ import annotations
