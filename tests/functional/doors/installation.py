"""Suivi as it is wired in production, on the embedded AWS, and websites opened in it."""

from dataclasses import fields
from typing import Any
from uuid import uuid4

import boto3
from chalice.test import Client

from chalicelib.bootstrap import wiring
from chalicelib.domain.collection import Collection
from chalicelib.domain.signing import Signer
from chalicelib.settings import Settings
from chalicelib.usecases.keep_webservice_key import set_webservice_key
from chalicelib.usecases.open_website import WebsiteOpening, open_website
from tests.builders import IDENTITIES
from tests.fakes import FakeClock
from tests.functional.doors.merchant import NOW, SECRET, WEBSITE_ID, Merchant


def install(table_properties: dict[str, Any]) -> None:
    """Everything real but clock and secrets, on resources of its own."""
    names = {field.name: f"not-used-{field.name}" for field in fields(Settings)} | {"clock_offset_file": ""}
    made = {
        "stage": "test",
        "table_name": f"suivi-{uuid4().hex[:12]}",
        "proofs_bucket": _bucket("proofs"),
        "intake_bucket": _bucket("intake"),
        "proof_files_queue_url": _queue("files"),
        "proof_chunks_queue_url": _queue("chunks"),
        "public_base_url": "https://suivi.example",
    }
    boto3.client("dynamodb").create_table(
        TableName=made["table_name"], BillingMode="PAY_PER_REQUEST", **table_properties
    )
    vars(wiring).clear()
    vars(wiring).update(
        settings=Settings(**names | made),
        clock=FakeClock(NOW),
        identities=IDENTITIES,
        signer=Signer({"k1": b"for tests alone"}),
    )


def _bucket(purpose: str) -> str:
    name, s3 = f"{purpose}-{uuid4().hex[:12]}", boto3.client("s3")
    s3.create_bucket(Bucket=name, CreateBucketConfiguration={"LocationConstraint": "eu-west-3"})
    s3.put_bucket_versioning(Bucket=name, VersioningConfiguration={"Status": "Enabled"})
    return name


def _queue(purpose: str) -> str:
    return boto3.client("sqs").create_queue(QueueName=f"{purpose}-{uuid4().hex[:12]}")["QueueUrl"]


def open_door(http: Client, website_id: str = WEBSITE_ID) -> Merchant:
    """A website with an API client and a webservice key."""
    opening = WebsiteOpening(Collection(website_id, "Maison Durand"), "api")
    pepper = IDENTITIES.client_secret_pepper
    opened = open_website(wiring.websites, wiring.counted_zones, opening, pepper=pepper, now=NOW)
    set_webservice_key(wiring.webservice_safe, website_id, SECRET, by="camille", now=NOW)
    return Merchant(http, opened)
