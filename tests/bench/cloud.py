"""The machine of a bench: an embedded AWS and an SES twin, each a process of its own, and the table as deployed."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import uuid4

import boto3
import httpx
import yaml

from infra.local.embedded_aws import REGION, EmbeddedAws
from infra.local.ports import HOST, free_port
from tests.bench.twin_server import register, wait_until

TEMPLATE = Path(__file__).resolve().parents[2] / "infra" / "template.yaml"
_NOBODYS = {
    "AWS_ACCESS_KEY_ID": "bench",
    "AWS_SECRET_ACCESS_KEY": "bench",
    "AWS_DEFAULT_REGION": REGION,
    "AWS_EC2_METADATA_DISABLED": "true",
    "AWS_CONFIG_FILE": os.devnull,
    "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
}


@contextmanager
def bench_cloud() -> Iterator[str]:
    """The twin's address; from here on the environment of this process names both, and no real account."""
    with tempfile.TemporaryDirectory(prefix="suivi-bench-") as folder:
        nobody()
        with EmbeddedAws(Path(folder) / "aws", port=free_port()) as aws, _twin(Path(folder)) as twin_url:
            os.environ.update(AWS_ENDPOINT_URL=aws.endpoint_url, AWS_ENDPOINT_URL_SESV2=twin_url)
            yield twin_url


def nobody() -> None:
    """From here on the environment of this process names no real account."""
    for name in [name for name in os.environ if name.startswith("AWS_")]:
        del os.environ[name]
    os.environ.update(_NOBODYS)


@contextmanager
def _twin(folder: Path) -> Iterator[str]:
    port = free_port()
    url = f"http://{HOST}:{port}"
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.bench.twin_server", str(port), str(folder / "ses.sqlite3")]
    )
    try:
        wait_until(lambda: process.poll() is None and _answers(url), "the SES twin")
        register(url)
        yield url
    finally:
        process.terminate()
        process.wait()


def _answers(url: str) -> bool:
    try:
        return httpx.get(f"{url}/_twin/faults", trust_env=False, timeout=1).status_code == 200
    except httpx.TransportError:
        return False


def create_table() -> str:
    """An empty table with the keys and indexes of the template; its name."""
    name = f"suivi-{uuid4().hex[:12]}"
    boto3.client("dynamodb").create_table(TableName=name, BillingMode="PAY_PER_REQUEST", **table_of_template())
    return name


def table_of_template() -> dict[str, Any]:
    """Keys and indexes as they will be deployed."""
    properties = yaml.load(TEMPLATE.read_text("utf-8"), Loader=_TemplateLoader)["Resources"]["Table"]["Properties"]
    return {key: properties[key] for key in ("AttributeDefinitions", "KeySchema", "GlobalSecondaryIndexes")}


class _TemplateLoader(yaml.SafeLoader):
    """Reads CloudFormation; what an intrinsic would give is of no interest here."""


_TemplateLoader.add_multi_constructor("!", lambda loader, suffix, node: None)
