"""The application packaged once for all contract tests."""

import shutil
from pathlib import Path

import pytest
import yaml

from infra.package import PackagedApp, build_package
from tests.contract.template_resources import Resource

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The application with an empty requirements.txt: packaged in seconds and without a network."""
    root = tmp_path_factory.mktemp("project")
    ignore = shutil.ignore_patterns("__pycache__", "deployments", "deployed")
    for folder in ("chalicelib", ".chalice"):
        shutil.copytree(ROOT / folder, root / folder, ignore=ignore)
    (root / "infra").mkdir()
    shutil.copy(ROOT / "infra" / "template.yaml", root / "infra")
    shutil.copy(ROOT / "app.py", root)
    (root / "requirements.txt").write_text("")
    return root


@pytest.fixture(scope="session")
def package(project: Path, tmp_path_factory: pytest.TempPathFactory) -> PackagedApp:
    """Packaged, which means that cfn-lint found nothing."""
    return build_package(project, tmp_path_factory.mktemp("package"))


@pytest.fixture(scope="session")
def resources(package: PackagedApp) -> dict[str, Resource]:
    template: dict[str, dict[str, Resource]] = yaml.safe_load(package.template.read_text())
    return template["Resources"]
