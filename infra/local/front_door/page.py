"""The back office's built files; every address without a file extension is the back office itself."""

import asyncio
import mimetypes
from pathlib import Path

from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, Response

# Not left to the machine's own table, which may know .js as text/plain.
_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".map": "application/json",
    ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
}


class Page:
    """Files under one folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder.resolve()

    async def answer(self, request: Request) -> Response:
        """The file at this address, index.html for an address of the page, else 404."""
        file = await asyncio.to_thread(self._file, request.path_params["path"])
        if file is None:
            return PlainTextResponse("There is no such file.", 404)
        return FileResponse(file, media_type=_media_type(file), headers={"Cache-Control": _cache_control(file)})

    def _file(self, path: str) -> Path | None:
        if "." not in path.rpartition("/")[2]:
            path = "index.html"
        file = (self._folder / path).resolve()
        return file if file.is_relative_to(self._folder) and file.is_file() else None


def _media_type(file: Path) -> str:
    return _TYPES.get(file.suffix) or mimetypes.guess_type(file.name)[0] or "application/octet-stream"


def _cache_control(file: Path) -> str:
    """Built files carry a hash in their name; the page that names them must be asked for every time."""
    return "no-cache" if file.suffix == ".html" else "public, max-age=3600"
