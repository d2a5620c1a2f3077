"""The Python client as a merchant gets it: built, installed, typed, with examples that are true. No network."""

import ast
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import suivi_client

SOURCE = Path(__file__).resolve().parents[3] / "clients" / "python"
README = SOURCE / "README.md"

USE = """
from suivi_client import Customer, Proof, Result, SuiviClient

marie = Customer(email="marie@example.com", first_name="Marie", last_name="Durand")
with SuiviClient("https://suivi.example", "w.shop", "s") as suivi:
    for one in suivi.send([Proof(reference="1", date="2026-11-20", customer=marie), {"purchase_reference": "2"}]):
        kept: bool = one.result is Result.ACCEPTED
    reveal_type(suivi.transmission("c1").books.accepted)
"""


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package in a place of its own; it is built of a copy, so that nothing is left beside the source."""
    place = tmp_path_factory.mktemp("client")
    shutil.copytree(SOURCE, place / "source", ignore=shutil.ignore_patterns("build", "*.egg-info", "__pycache__"))
    alone = ("--no-deps", "--no-build-isolation", "--no-index", "--quiet", "--disable-pip-version-check")
    run(place, "-m", "pip", "install", *alone, "--target", "site", "./source")
    return place / "site"


def run(place: Path, *arguments: str, **environment: str) -> str:
    command, env = [sys.executable, *arguments], os.environ | environment
    done = subprocess.run(command, cwd=place, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_it_is_installed_whole_and_says_that_it_is_typed(installed: Path) -> None:
    package = installed / "suivi_client"
    names = {path.name for path in (SOURCE / "src" / "suivi_client").iterdir()} - {"__pycache__"}
    assert names <= {path.name for path in package.iterdir()}
    (metadata,) = installed.glob("suivi_client-*.dist-info/METADATA")
    needed = [line for line in metadata.read_text("utf-8").splitlines() if line.startswith("Requires-Dist")]
    assert len(needed) == 1
    assert "httpx" in needed[0]


def test_who_uses_it_is_checked_by_its_types(installed: Path) -> None:
    place = installed.parent
    (place / "use.py").write_text(USE, "utf-8")
    (place / "empty.ini").write_text("[mypy]\n", "utf-8")
    # What httpx says of itself is its own matter; without it this takes a second instead of ten.
    strictly = (
        "--strict",
        "--no-site-packages",
        "--ignore-missing-imports",
        "--config-file",
        "empty.ini",
        "--cache-dir",
        "cache",
    )
    told = run(place, "-m", "mypy", *strictly, "use.py", MYPYPATH=str(installed))
    assert 'Revealed type is "int"' in told.replace("builtins.", "")


def test_its_examples_name_what_is_there() -> None:
    blocks = re.findall(r"```python\n(.*?)```", README.read_text("utf-8"), re.DOTALL)
    assert len(blocks) >= 4
    for block in blocks:
        for node in ast.walk(ast.parse(block)):
            if isinstance(node, ast.ImportFrom) and node.module == "suivi_client":
                assert {name.name for name in node.names} <= set(suivi_client.__all__)
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "suivi":
                assert hasattr(suivi_client.SuiviClient, node.attr), node.attr
