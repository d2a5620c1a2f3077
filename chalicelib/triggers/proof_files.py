"""Files dropped by merchants: S3 notifications in SQS, any number in one record, their keys URL-encoded."""

import json
from datetime import datetime
from functools import partial
from typing import Any
from urllib.parse import unquote_plus

from aws_lambda_powertools.utilities.data_classes.sqs_event import SQSRecord

from chalicelib.bootstrap import wiring
from chalicelib.domain.errors import WebsiteNotFoundError
from chalicelib.observability import logger, metrics
from chalicelib.triggers.batches import Answer, each_record
from chalicelib.triggers.dropped_file import read_dropped_file
from chalicelib.usecases.receive_proof_file import receive_proof_file

DROP_FOLDER = "orders"
PARTIAL_UPLOADS = (".part", ".filepart", ".tmp")


def on_proof_files(event: Any) -> Answer:
    """Receive every dropped file that is notified."""
    return each_record(event, _receive)


def _receive(record: SQSRecord) -> None:
    """One notification. S3's own test message has no records; files we wrote ourselves are passed over."""
    for notified in json.loads(record.body).get("Records", []):
        key = unquote_plus(notified["s3"]["object"]["key"])
        if _is_dropped(key):
            _receive_file(key, wiring.clock.now())


def _is_dropped(key: str) -> bool:
    """A finished upload in a drop folder; clients that upload under a partial name rename it at the end."""
    parts = key.split("/")
    return len(parts) == 3 and parts[1] == DROP_FOLDER and bool(parts[2]) and not parts[2].endswith(PARTIAL_UPLOADS)


def _receive_file(key: str, now: datetime) -> None:
    try:
        outcomes = receive_proof_file(
            wiring.proof_intake,
            key=key,
            read=partial(read_dropped_file, now=now),
            now=now,
        )
    except WebsiteNotFoundError:
        logger.error("File dropped in a folder that is no website's")
        raise
    count = len(outcomes or ())
    metrics.add_metric("ProofReceived", "Count", count)
    logger.info("Proof file handled", proofs=count, gone=outcomes is None)
