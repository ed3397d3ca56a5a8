"""Tests of certificates that anyone can check."""
