"""A blueprint whose every view gets error translation: one place, so that it cannot be forgotten."""

from collections.abc import Callable
from typing import Any

from chalice.app import Blueprint

from chalicelib.api.call_limits import View, limited
from chalicelib.api.errors import translate_errors


class ApiBlueprint(Blueprint):
    """Routes only. Event functions stand in app.py: a blueprint's would never load it (style.md P1)."""

    def route(self, path: str, *, rate_limited: bool = False, **kwargs: Any) -> Callable[[View], View]:
        """Register a view under `path`, wrapped in error translation; a door's is `rate_limited` as well."""
        register = super().route(path, **kwargs)

        def decorate(view: View) -> View:
            within = limited(view, lambda: self.current_request) if rate_limited else view
            registered: View = register(translate_errors(within))
            return registered

        return decorate
