"""A blueprint whose every view gets error translation: one place, so that it cannot be forgotten."""

from collections.abc import Callable
from typing import Any

from chalice.app import Blueprint

from chalicelib.api.errors import translate_errors

View = Callable[..., Any]


class ApiBlueprint(Blueprint):
    """Routes only. Event functions stand in app.py: a blueprint's would never load it (style.md P1)."""

    def route(self, path: str, **kwargs: Any) -> Callable[[View], View]:
        """Register a view under `path`, wrapped in error translation."""
        register = super().route(path, **kwargs)

        def decorate(view: View) -> View:
            registered: View = register(translate_errors(view))
            return registered

        return decorate
