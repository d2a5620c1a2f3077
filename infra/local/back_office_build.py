"""Builds the back office when its sources changed since the last time."""

import hashlib
import re
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

from infra import generate
from infra.local.errors import LocalCloudError

OLDEST_NODE = (20, 19)
_INSTALL_INPUTS = ("package.json", "package-lock.json")
_BUILD_INPUTS = (*_INSTALL_INPUTS, "index.html", "vite.config.ts", "tsconfig.json", "src", "public")


def build_back_office(root: Path) -> Path:
    """The folder of the built page; instant when nothing changed.

    Raises:
        LocalCloudError: Node.js is missing or too old, or npm failed; the sentences say what to do.
    """
    folder = root / "backoffice"
    generate.write(generate.REASONS_FILE, generate.reasons_json())
    build_stamp = root / ".build" / "backoffice.sha256"
    digest = _digest(folder, _BUILD_INPUTS)
    if (folder / "dist" / "index.html").exists() and _read(build_stamp) == digest:
        return folder / "dist"
    _check_node()
    _install(folder)
    _npm(folder, "run", "build")
    build_stamp.parent.mkdir(parents=True, exist_ok=True)
    build_stamp.write_text(digest, encoding="ascii")
    return folder / "dist"


def _install(folder: Path) -> None:
    stamp = folder / "node_modules" / ".suivi.sha256"
    digest = _digest(folder, _INSTALL_INPUTS)
    if _read(stamp) != digest:
        _npm(folder, "ci", "--no-audit", "--no-fund")
        stamp.write_text(digest, encoding="ascii")


def _check_node() -> None:
    oldest = ".".join(map(str, OLDEST_NODE))
    advice = f"Node.js {oldest} or newer builds the back office: install it from https://nodejs.org and start again."
    if shutil.which("node") is None or shutil.which("npm") is None:
        raise LocalCloudError(f"Node.js was not found. {advice}")
    said = subprocess.run(["node", "--version"], capture_output=True, text=True, check=True).stdout
    version = tuple(int(part) for part in re.findall(r"\d+", said)[:2])
    if version < OLDEST_NODE:
        raise LocalCloudError(f"Node.js {said.strip()} is too old. {advice}")


def _npm(folder: Path, *arguments: str) -> None:
    done = subprocess.run(["npm", *arguments], cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        said = (done.stdout + done.stderr)[-4000:]
        raise LocalCloudError(f"`npm {' '.join(arguments)}` failed in {folder}:\n{said}")


def _digest(folder: Path, names: Iterable[str]) -> str:
    total = hashlib.sha256()
    for name in names:
        path = folder / name
        for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
            if file.is_file():
                total.update(f"{file.relative_to(folder)}\0{hashlib.sha256(file.read_bytes()).hexdigest()}\n".encode())
    return total.hexdigest()


def _read(stamp: Path) -> str:
    return stamp.read_text(encoding="ascii") if stamp.exists() else ""
