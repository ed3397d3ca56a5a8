"""Packets for families: what is asked, the preview, one PDF or one for each student."""
