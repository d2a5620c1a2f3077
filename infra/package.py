"""Building what is deployed: the template and one zip for all functions, byte for byte the same from the same inputs.

Dependencies are fetched once per content of requirements.txt; after that a change of our own code packages offline.
"""

import argparse
import hashlib
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

REGION = "eu-west-3"
STAGE = "production"
TEMPLATE_NAME = "sam.yaml"
ZIP_NAME = "deployment.zip"
AWS_SERVICES = frozenset({"dynamodb", "s3", "secretsmanager", "sesv2", "sqs", "sts"})
"""The services our functions call; the descriptions botocore brings of 400 others stay out of the zip."""

UNUSED_FOLDERS = (("boto3", "examples"), ("holidays", "locale"), ("holidays", "financial"))
"""What libraries bring besides what we use; of holidays we need the days, not their names in other languages."""

_SOURCES = ("app.py", "chalicelib", ".chalice")
_GENERATED_BY_CHALICE = ("deployments", "deployed")
_NO_DEPENDENCIES = "Could not install dependencies"
_EMPTY_APP = """from chalice import Chalice
app = Chalice(app_name="dependencies")
@app.lambda_function()
def nothing(event, context): ...
"""
_EPOCH = (1980, 1, 1, 0, 0, 0)


class PackagingError(Exception):
    """What Chalice or the linter said when the application could not be packaged."""


@dataclass(frozen=True)
class PackagedApp:
    """What CloudFormation needs. `digest` is the SHA-256 of the template and the zip."""

    template: Path
    zip: Path
    digest: str


def build_package(root: Path, out: Path) -> PackagedApp:
    """Package the application at `root` into `out`; instant when no input changed since the last time.

    Raises:
        PackagingError: a dependency has no wheel for Lambda, or Chalice or the linter refuses the application.
    """
    packaged = _packaged(out)
    inputs = _digest(_input_files(root), root)
    stamp = out / "inputs"
    if stamp.exists() and stamp.read_text() == inputs and packaged.template.exists() and packaged.zip.exists():
        return _with_digest(packaged)
    out.mkdir(parents=True, exist_ok=True)
    stamp.unlink(missing_ok=True)
    dependencies = _dependencies(root / "requirements.txt", out / "dependencies")
    with tempfile.TemporaryDirectory(prefix="suivi-package-") as scratch:
        _package_sources(root, Path(scratch), packaged, dependencies)
    stamp.write_text(inputs)
    return _with_digest(packaged)


def _package_sources(root: Path, scratch: Path, packaged: PackagedApp, dependencies: Path) -> None:
    project = scratch / "project"
    _copy_sources(root, project)
    (project / "requirements.txt").write_text("")
    _chalice_package(project, scratch / "out", merge=root / "infra" / "template.yaml")
    _write_template(scratch / "out" / TEMPLATE_NAME, packaged.template)
    _lint(packaged.template)
    _merge_zips([scratch / "out" / ZIP_NAME, dependencies], packaged.zip)


def _packaged(out: Path) -> PackagedApp:
    return PackagedApp(out / TEMPLATE_NAME, out / ZIP_NAME, digest="")


def _with_digest(packaged: PackagedApp) -> PackagedApp:
    return PackagedApp(
        packaged.template, packaged.zip, _digest([packaged.template, packaged.zip], packaged.template.parent)
    )


# ---- inputs ----------------------------------------------------------------------------------------------------------
def _input_files(root: Path) -> list[Path]:
    named = [root / "requirements.txt", root / "infra" / "template.yaml", Path(__file__)]
    return named + [path for source in _SOURCES for path in _files_of(root / source)]


def _files_of(source: Path) -> Iterator[Path]:
    if source.is_file():
        yield source
    for path in sorted(source.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts and not set(_GENERATED_BY_CHALICE) & set(path.parts):
            yield path


def _copy_sources(root: Path, project: Path) -> None:
    ignore = shutil.ignore_patterns("__pycache__", "*.pyc", *_GENERATED_BY_CHALICE)
    for source in _SOURCES:
        if (root / source).is_dir():
            shutil.copytree(root / source, project / source, ignore=ignore)
        else:
            project.mkdir(parents=True, exist_ok=True)
            shutil.copy(root / source, project / source)


def _digest(files: Iterable[Path], root: Path) -> str:
    total = hashlib.sha256(f"{version('chalice')} {platform.python_version()}".encode())
    for path in files:
        name = path.relative_to(root) if path.is_relative_to(root) else path.name
        total.update(f"{name}\0{hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    return total.hexdigest()


def _tool(name: str) -> str:
    """The tool of the environment we run in, activated or not."""
    return str(Path(sys.executable).with_name(name))


# ---- Chalice ---------------------------------------------------------------------------------------------------------
def _chalice_package(project: Path, out: Path, *, merge: Path | None) -> None:
    """Chalice answers 0 and leaves the dependency out when it cannot build one, so its words are read as well."""
    command = [_tool("chalice"), "package", "--stage", STAGE, "--template-format", "yaml"]
    command += ["--merge-template", str(merge)] if merge else []
    environment = {**os.environ, "AWS_DEFAULT_REGION": REGION, "PYTHONDONTWRITEBYTECODE": "1"}
    result = subprocess.run(
        [*command, str(out)], cwd=project, env=environment, capture_output=True, text=True, check=False
    )
    said = result.stdout + result.stderr
    if result.returncode != 0 or _NO_DEPENDENCIES in said:
        raise PackagingError(f"chalice package failed:\n{said}")


def _dependencies(requirements: Path, directory: Path) -> Path:
    """The zip of what requirements.txt brings, stripped, built by Chalice around an empty application."""
    target = directory / f"{_digest([requirements, Path(__file__)], requirements.parent)[:16]}.zip"
    if target.exists():
        return target
    directory.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="suivi-dependencies-") as scratch:
        project = Path(scratch) / "project"
        (project / ".chalice").mkdir(parents=True)
        (project / ".chalice" / "config.json").write_text('{"version": "2.0", "app_name": "dependencies"}')
        (project / "app.py").write_text(_EMPTY_APP)
        shutil.copy(requirements, project / "requirements.txt")
        _chalice_package(project, Path(scratch) / "out", merge=None)
        built = Path(scratch) / "out" / ZIP_NAME
        _refuse_missing(requirements, built)
        _merge_zips([built], target, without={"app.py"})
    return target


def _refuse_missing(requirements: Path, built: Path) -> None:
    """Some requirements Chalice drops without a word, such as a folder's: what was asked for must be in the zip."""
    lines = (line.partition(" #")[0].strip() for line in requirements.read_text().splitlines())
    asked = {canonicalize_name(Requirement(line).name) for line in lines if line and line[0] not in "#-"}
    with zipfile.ZipFile(built) as archive:
        folders = {name.split("/")[0] for name in archive.namelist() if ".dist-info/" in name}
    there = {canonicalize_name(folder.removesuffix(".dist-info").rpartition("-")[0]) for folder in folders}
    if missing := sorted(asked - there):
        raise PackagingError(f"These requirements did not reach the zip: {', '.join(missing)}")


# ---- outputs ---------------------------------------------------------------------------------------------------------
class _WithoutAliases(yaml.SafeDumper):
    """CloudFormation refuses YAML aliases, which Chalice writes whenever a value is repeated."""

    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002 -- PyYAML's signature
        return True


def _write_template(generated: Path, target: Path) -> None:
    template = yaml.safe_load(generated.read_text())
    text = yaml.dump(template, Dumper=_WithoutAliases, sort_keys=True, width=120, allow_unicode=True)
    target.write_text(text)


def _lint(template: Path) -> None:
    result = subprocess.run([_tool("cfn-lint"), str(template)], capture_output=True, text=True, check=False)
    if result.returncode != 0:
        raise PackagingError(f"cfn-lint found:\n{result.stdout}{result.stderr}")


def _merge_zips(sources: list[Path], target: Path, *, without: frozenset[str] | set[str] = frozenset()) -> None:
    """One zip of every entry, the first source winning, sorted and undated so that equal content is equal bytes."""
    entries = _entries(sources)
    partial = target.with_name(f"{target.name}.{os.getpid()}")
    with zipfile.ZipFile(partial, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as merged:
        for name, content in sorted(entries.items()):
            if name not in without:
                merged.writestr(_undated(name), content)
    partial.replace(target)


def _undated(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, date_time=_EPOCH)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = (0o755 if name.endswith(".so") else 0o644) << 16
    return entry


def _entries(sources: list[Path]) -> dict[str, bytes]:
    entries: dict[str, bytes] = {}
    for source in sources:
        with zipfile.ZipFile(source) as archive:
            for name in archive.namelist():
                if name not in entries and not name.endswith("/") and _is_needed(name):
                    entries[name] = archive.read(name)
    return entries


def _is_needed(name: str) -> bool:
    parts = name.split("/")
    if parts[:2] == ["botocore", "data"] and len(parts) > 3:
        return parts[2] in AWS_SERVICES
    is_test = len(parts) > 2 and parts[1] in ("tests", "test")
    return not (is_test or tuple(parts[:2]) in UNUSED_FOLDERS or name.endswith((".pyi", ".pyc")))


def main() -> None:
    """`python -m infra.package [--out .build/package]`."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--out", type=Path, default=Path(".build/package"))
    packaged = build_package(Path.cwd(), parser.parse_args().out)
    size = packaged.zip.stat().st_size / 1_000_000
    print(f"{packaged.template} and {packaged.zip} ({size:.1f} MB), digest {packaged.digest[:16]}")


if __name__ == "__main__":
    main()
