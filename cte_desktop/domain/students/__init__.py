"""Who a student is and what they have done: identity, record, experiences, decisions."""

from __future__ import annotations
