"""Noting for many students that plans were signed on paper; locking and unlocking for many."""
