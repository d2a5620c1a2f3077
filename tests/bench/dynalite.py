"""A second DynamoDB engine: dynalite, flat and with right read units (decision 20), and the table in it."""

import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import boto3
import httpx

from infra.local.ports import HOST, free_port
from tests.bench.cloud import table_of_template
from tests.bench.twin_server import wait_until

ENGINE = Path(__file__).parent / "engine"
CLI = ENGINE / "node_modules" / "dynalite" / "cli.js"
INDEX = "rare"
"""The only index the list reads; the others would only make loading slower."""


@contextmanager
def dynalite(chosen: str | None) -> Iterator[str]:
    """Its address; an engine that was chosen is taken as it is."""
    if chosen:
        yield chosen
        return
    if not CLI.exists():
        subprocess.run(["npm", "ci", "--no-audit", "--no-fund", "--loglevel=error"], cwd=ENGINE, check=True)
    with tempfile.TemporaryDirectory(prefix="suivi-dynalite-") as folder, _running(Path(folder)) as url:
        yield url


@contextmanager
def _running(folder: Path) -> Iterator[str]:
    port = free_port()
    url = f"http://{HOST}:{port}"
    options = {"--host": HOST, "--port": port, "--path": folder, "--createTableMs": 0}
    command = ["node", CLI, *(part for option in options.items() for part in option)]
    process = subprocess.Popen([str(part) for part in command], stdout=subprocess.DEVNULL)
    try:
        wait_until(lambda: process.poll() is None and _answers(url), "dynalite")
        yield url
    finally:
        process.terminate()
        process.wait()


def _answers(url: str) -> bool:
    try:
        httpx.get(url, trust_env=False, timeout=1)
    except httpx.TransportError:
        return False
    return True


def create_list_table(url: str) -> str:
    """An empty table with the keys of the template and the list's index; its name."""
    name = f"suivi-{uuid4().hex[:12]}"
    wanted = table_of_template()
    indexes = [index for index in wanted["GlobalSecondaryIndexes"] if index["IndexName"] == INDEX]
    keyed = {key["AttributeName"] for part in (wanted, *indexes) for key in part["KeySchema"]}
    attributes = [one for one in wanted["AttributeDefinitions"] if one["AttributeName"] in keyed]
    changed = {"GlobalSecondaryIndexes": indexes, "AttributeDefinitions": attributes}
    client = boto3.client("dynamodb", endpoint_url=url)
    client.create_table(TableName=name, BillingMode="PAY_PER_REQUEST", **(wanted | changed))
    return name
