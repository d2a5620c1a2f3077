"""Builds pages/ once, as packaging does, before any of its tests renders something."""

from pathlib import Path

import pytest

from infra.pages import build_pages


@pytest.fixture(scope="session", autouse=True)
def _built_pages() -> None:
    """Templates and catalogues are compiled from their present sources."""
    build_pages(Path(__file__).resolve().parents[3])
