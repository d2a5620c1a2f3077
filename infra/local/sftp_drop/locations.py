"""Where a path of an SFTP client stands in the bucket: each website sees its own folder as the root."""

import posixpath
from dataclasses import dataclass

from asyncssh import SFTPInvalidFilename, SFTPPermissionDenied

ALWAYS_SHOWN = ("orders", "orders/success", "orders/error")
"""The folders a merchant finds even when they are empty (domain.md 1.1)."""


@dataclass(frozen=True)
class Home:
    """The folder of one website. `relative` paths have no leading or trailing slash; the root is the empty text."""

    website_id: str

    def relative(self, path: bytes) -> str:
        """What a client's path means inside the home.

        Raises:
            SFTPPermissionDenied: the path climbs out of the home.
            SFTPInvalidFilename: it is not UTF-8 text, or holds a control character.
        """
        steps: list[str] = []
        for step in _decoded(path).split("/"):
            if step == "..":
                if not steps:
                    raise SFTPPermissionDenied("There is nothing above your folder.")
                steps.pop()
            elif step not in ("", "."):
                steps.append(step)
        return "/".join(steps)

    def canonical(self, path: bytes) -> bytes:
        """The absolute path a client is shown; `..` at the root stays at the root, as in every file system."""
        return posixpath.normpath("/" + _decoded(path).lstrip("/")).encode()

    def key(self, relative: str) -> str:
        """The key of a file."""
        return f"{self.website_id}/{relative}"

    def prefix(self, relative: str) -> str:
        """What the keys of everything in a folder begin with."""
        return f"{self.website_id}/{relative}/" if relative else f"{self.website_id}/"


def shown_folders(relative: str) -> tuple[str, ...]:
    """The names of the always shown folders directly inside a folder."""
    return tuple(posixpath.basename(name) for name in ALWAYS_SHOWN if posixpath.dirname(name) == relative)


def _decoded(path: bytes) -> str:
    try:
        text = path.decode("utf-8")
    except UnicodeDecodeError as error:
        raise SFTPInvalidFilename("File names are UTF-8.") from error
    if any(ord(character) < 32 for character in text):
        raise SFTPInvalidFilename("File names hold no control characters.")
    return text
