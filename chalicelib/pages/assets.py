"""The style sheet and the script of the customer's pages: separate files, because the pages allow nothing inline."""

from functools import cache
from pathlib import Path

ASSETS_URL = "/form/assets"

_CONTENT_TYPES = {"form.css": "text/css; charset=utf-8", "opened.js": "text/javascript; charset=utf-8"}
ASSET_NAMES = tuple(_CONTENT_TYPES)


@cache
def asset(name: str) -> tuple[str, str]:
    """Content type and text of one of `ASSET_NAMES`.

    Raises:
        KeyError: any other name; a path never reaches the file system.
    """
    content_type = _CONTENT_TYPES[name]
    return content_type, (Path(__file__).parent / "static" / name).read_text("utf-8")
