"""Promises of speed and memory, each measured beside what a user would pick instead."""
