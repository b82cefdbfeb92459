"""Tests of social assistance."""
