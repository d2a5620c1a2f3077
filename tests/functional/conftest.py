"""One embedded AWS for all functional tests, and a table, bucket and queue of its own for each test that asks."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import boto3
import pytest
import yaml

from chalicelib.adapters.dynamodb_tables import table
from infra.local.embedded_aws import EmbeddedAws
from infra.local.ports import free_port

TEMPLATE = Path(__file__).resolve().parents[2] / "infra" / "template.yaml"


@pytest.fixture(scope="session")
def embedded_aws(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EmbeddedAws]:
    """A running embedded AWS."""
    with EmbeddedAws(tmp_path_factory.mktemp("embedded-aws"), port=free_port()) as running:
        yield running


@pytest.fixture
def aws_endpoint(embedded_aws: EmbeddedAws, monkeypatch: pytest.MonkeyPatch) -> str:
    """Where every SDK client made during this test finds the embedded AWS."""
    monkeypatch.setenv("AWS_ENDPOINT_URL", embedded_aws.endpoint_url)
    return embedded_aws.endpoint_url


@pytest.fixture(scope="session")
def table_properties() -> dict[str, Any]:
    """Keys and indexes of the table exactly as they will be deployed."""
    properties = yaml.load(TEMPLATE.read_text("utf-8"), Loader=_TemplateLoader)["Resources"]["Table"]["Properties"]
    return {name: properties[name] for name in ("AttributeDefinitions", "KeySchema", "GlobalSecondaryIndexes")}


@pytest.fixture
def table_name(aws_endpoint: str, table_properties: dict[str, Any]) -> Iterator[str]:
    """An empty table."""
    name = f"suivi-{uuid4().hex[:12]}"
    boto3.client("dynamodb").create_table(TableName=name, BillingMode="PAY_PER_REQUEST", **table_properties)
    yield name
    table.cache_clear()  # a function has one table for good; a suite would keep a client of 4 MB for each test


@pytest.fixture
def proofs_bucket(aws_endpoint: str) -> str:
    """An empty versioned bucket."""
    name = f"proofs-{uuid4().hex[:12]}"
    s3 = boto3.client("s3")
    s3.create_bucket(Bucket=name, CreateBucketConfiguration={"LocationConstraint": "eu-west-3"})
    s3.put_bucket_versioning(Bucket=name, VersioningConfiguration={"Status": "Enabled"})
    return name


@pytest.fixture
def queue_url(aws_endpoint: str) -> str:
    """An empty queue."""
    return boto3.client("sqs").create_queue(QueueName=f"send-{uuid4().hex[:12]}")["QueueUrl"]


class _TemplateLoader(yaml.SafeLoader):
    """Reads CloudFormation; what an intrinsic would give is of no interest here."""


_TemplateLoader.add_multi_constructor("!", lambda loader, suffix, node: None)
