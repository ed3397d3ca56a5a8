"""Tests of the window, by mouse and keyboard."""
