"""Suivi on fakes."""

from tests.functional.wired_fixture import suivi

__all__ = ["suivi"]
