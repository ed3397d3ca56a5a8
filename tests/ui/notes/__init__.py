"""Shared notes."""
