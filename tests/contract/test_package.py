"""The zip: twice the same bytes, with everything it needs."""

import hashlib
import re
import shutil
from pathlib import Path

import pytest

from infra.package import AWS_SERVICES, PackagedApp, PackagingError, build_package

ROOT = Path(__file__).parents[2]


def test_the_same_sources_give_the_same_bytes(project: Path, package: PackagedApp, tmp_path: Path) -> None:
    again = build_package(project, tmp_path)

    assert again.digest == package.digest
    for one, other in ((package.zip, again.zip), (package.template, again.template)):
        assert hashlib.sha256(one.read_bytes()).digest() == hashlib.sha256(other.read_bytes()).digest()


def test_a_changed_source_gives_another_package(project: Path, package: PackagedApp, tmp_path: Path) -> None:
    changed, out = tmp_path / "changed", tmp_path / "out"
    shutil.copytree(project, changed)
    shutil.copytree(package.zip.parent, out)
    (changed / "chalicelib" / "added.py").write_text('"""New."""\n')

    assert build_package(changed, out).digest != package.digest


def test_a_dependency_that_does_not_reach_the_zip_stops_the_packaging(project: Path, tmp_path: Path) -> None:
    """Chalice answers 0 and leaves it out."""
    broken, dependency = tmp_path / "broken", tmp_path / "dependency"
    shutil.copytree(project, broken)
    dependency.mkdir()
    (dependency / "setup.py").write_text("from setuptools import setup\nsetup(name='left-out', version='1.0')\n")
    (broken / "requirements.txt").write_text(f"left-out @ file://{dependency}\n")

    with pytest.raises(PackagingError):
        build_package(broken, tmp_path / "out")


def test_the_zip_describes_every_aws_service_an_adapter_asks_for() -> None:
    asked = {
        name
        for adapter in (ROOT / "chalicelib" / "adapters").glob("*.py")
        for name in re.findall(r"""\b(?:client|resource)\(\s*["']([a-z0-9-]+)["']""", adapter.read_text())
    }

    assert asked <= AWS_SERVICES
