"""A file through the real adapters, from its notification to its reports, and what each accepted row costs."""

import json
from collections import Counter
from typing import Any
from uuid import uuid4

import boto3
import pytest

from chalicelib.adapters.dynamodb_tables import table
from chalicelib.adapters.s3_intake_files import S3IntakeFiles
from chalicelib.adapters.s3_proof_files import S3ProofFiles
from chalicelib.adapters.sqs_intake_queue import SQSIntakeQueue
from chalicelib.bootstrap import wiring
from chalicelib.domain.transmission import Books, TransmissionState
from chalicelib.intake import csv_partition
from chalicelib.triggers.proof_chunks import on_proof_chunks
from chalicelib.triggers.proof_files import on_proof_files
from tests.bench.installation import install, invoke
from tests.bench.sdk_counter import SdkCounter, Usage
from tests.builders import WEBSITE_ID
from tests.functional.adapters.test_proof_files import objects_of
from tests.intake_world import a_file, a_row

ROWS, BAD, CHUNKS = 120, 6, 2
PER_FILE = {"s3": 11, "dynamodb": 32, "sqs": 2}
PER_CHUNK = {"s3": 6, "dynamodb": 6, "sqs": 0}
"""Calls beside the one transaction of each accepted row; a new instance's eight threads each open month and day once. A
chunk of a real file holds a thousand rows.
"""

UNITS_PER_ROW, UNITS_PER_CHUNK, UNITS_PER_FILE = 6.0, 8.0, 28.0
"""A row: the request and the proof with its lock, twice each because together, and two index entries."""


@pytest.fixture
def queues(aws_endpoint: str) -> tuple[str, str]:
    """The queue of transmissions and the queue of chunks."""
    sqs = boto3.client("sqs")
    first, second = (
        sqs.create_queue(QueueName=f"{name}-{uuid4().hex[:12]}")["QueueUrl"] for name in ("files", "chunks")
    )
    return first, second


@pytest.fixture
def buckets(proofs_bucket: str) -> tuple[str, str]:
    """The drop and our own."""
    name = f"intake-{uuid4().hex[:12]}"
    boto3.client("s3").create_bucket(Bucket=name, CreateBucketConfiguration={"LocationConstraint": "eu-west-3"})
    return proofs_bucket, name


def waiting(queue_url: str) -> list[Any]:
    """The messages of a queue, taken from it."""
    sqs, found = boto3.client("sqs"), []
    while messages := sqs.receive_message(QueueUrl=queue_url, MaxNumberOfMessages=10).get("Messages"):
        for message in messages:
            found.append(json.loads(message["Body"]))
            sqs.delete_message(QueueUrl=queue_url, ReceiptHandle=message["ReceiptHandle"])
    return found


def watched(table_name: str, buckets: tuple[str, str], queues: tuple[str, str]) -> SdkCounter:
    """The installation on real adapters; counts what all its SDK clients do."""
    files, drop, queue = S3IntakeFiles(buckets[1]), S3ProofFiles(buckets[0]), SQSIntakeQueue(*queues)
    install(table_name, intake_files=files, proof_files=drop, intake_queue=queue)
    return SdkCounter(table(table_name).connection.client, files._s3, drop._s3, queue._sqs)


def test_a_large_file_costs_little_more_than_its_proofs(
    table_name: str, buckets: tuple[str, str], queues: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [a_row(f"CMD-{n}", email="nobody" if n % (ROWS // BAD) == 0 else None) for n in range(ROWS)]
    content = a_file(*rows)
    monkeypatch.setattr(csv_partition, "CHUNK_BYTES", len(content) // CHUNKS + 1)
    counter = watched(table_name, buckets, queues)
    key = f"{WEBSITE_ID}/orders/orders.csv"
    boto3.client("s3").put_object(Bucket=buckets[0], Key=key, Body=content)

    with counter.counting() as usage:
        assert invoke(on_proof_files, [{"Records": [{"s3": {"object": {"key": key}}}]}]) == []
        chunks = waiting(queues[1])
        for message in chunks:
            assert invoke(on_proof_chunks, [message]) == []
        (last,) = waiting(queues[0])
        assert invoke(on_proof_files, [last]) == []

    (whole,) = wiring.transmissions.files(WEBSITE_ID, size=2).transmissions
    assert (whole.state, whole.chunks) == (TransmissionState.DONE, CHUNKS)
    assert whole.books == Books(ROWS, ROWS - BAD, rejected=BAD, requests=ROWS - BAD)
    archive = {name.rpartition("/")[2]: held for name, held in objects_of(buckets[0]).items()}
    assert set(archive) == {"orders.csv", "orders.csv.log", "orders-rejected.csv"}
    assert archive["orders-rejected.csv"] == a_file(*(row for row in rows if "nobody" in row))
    told_of_costs(usage, accepted=ROWS - BAD)


def told_of_costs(usage: Usage, *, accepted: int) -> None:
    """Assert what was counted, with the figures in the message."""
    by_service = Counter[str]()
    for call, count in usage.calls.items():
        by_service[call.partition(".")[0]] += count
    by_service["dynamodb"] -= accepted
    for service, count in by_service.items():
        assert count <= PER_FILE[service] + CHUNKS * PER_CHUNK[service], (service, usage.calls)
    units = accepted * UNITS_PER_ROW + CHUNKS * UNITS_PER_CHUNK + UNITS_PER_FILE
    assert usage.write_units <= units, usage.writes
