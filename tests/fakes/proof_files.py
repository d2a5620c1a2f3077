"""The drop in memory."""

from itertools import count

from chalicelib.usecases.ports import ProofFile


class FakeProofFiles:
    """Fits the port `ProofFiles`.

    Attributes:
        objects: key -> content of every object that exists.
    """

    def __init__(self) -> None:
        self.objects: dict[str, bytes] = {}
        self._versions: dict[str, str] = {}
        self._next = count(1)

    def drop(self, key: str, content: bytes) -> None:
        """What a merchant does over SFTP."""
        self.objects[key] = content
        self._versions[key] = f"{key}@{next(self._next)}"

    def read(self, key: str, *, max_bytes: int) -> ProofFile | None:
        """None for an object that is gone or stands outside a drop folder."""
        website_id, _, name = key.partition("/orders/")
        content = self.objects.get(key)
        if content is None or not name or "/" in name:
            return None
        readable = content if len(content) <= max_bytes else None
        return ProofFile(key, website_id, name, self._versions[key], readable)

    def finish(self, file: ProofFile, *, folder: str, log: str | None) -> None:
        """Another version dropped meanwhile stays."""
        archived = f"{file.website_id}/orders/{folder}/{file.name}"
        if self._versions.get(file.key) == file.source_id:
            self.objects[archived] = self.objects.pop(file.key)
            del self._versions[file.key]
        elif file.content is not None:
            self.objects[archived] = file.content
        if log is not None:
            self.objects[f"{archived}.log"] = log.encode()
