"""Packets for families."""
