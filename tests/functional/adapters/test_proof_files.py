"""The drop of proof files: read, archived, removed, in an order that survives a crash anywhere."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import boto3
import pytest
from botocore.exceptions import ClientError

from chalicelib.adapters.s3_proof_files import S3ProofFiles
from chalicelib.usecases.ports import ProofFiles
from tests.builders import WEBSITE_ID
from tests.fakes import FakeProofFiles

FOLDER = f"{WEBSITE_ID}/orders"
NAME = "commandes été #1+2.csv"
KEY = f"{FOLDER}/{NAME}"


@dataclass(frozen=True)
class Drop:
    """The port, what a merchant does, and what lies there."""

    files: ProofFiles
    put: Callable[[str, bytes], Any]
    objects: Callable[[], dict[str, bytes]]


@pytest.fixture(params=["fake", "s3"])
def drop(request: pytest.FixtureRequest) -> Drop:
    if request.param == "fake":
        fake = FakeProofFiles()
        return Drop(fake, fake.drop, lambda: fake.objects)
    bucket = request.getfixturevalue("proofs_bucket")
    return Drop(
        S3ProofFiles(bucket),
        lambda key, content: boto3.client("s3").put_object(Bucket=bucket, Key=key, Body=content),
        lambda: objects_of(bucket),
    )


def objects_of(bucket: str) -> dict[str, bytes]:
    s3 = boto3.client("s3")
    keys = [found["Key"] for found in s3.list_objects_v2(Bucket=bucket).get("Contents", [])]
    return {key: s3.get_object(Bucket=bucket, Key=key)["Body"].read() for key in keys}


def test_a_file_is_read_whole_and_knows_its_website(drop: Drop) -> None:
    drop.put(KEY, b"a;b\n1;2\n")

    file = drop.files.read(KEY, max_bytes=8)

    assert file is not None
    assert (file.key, file.website_id, file.name, file.content) == (KEY, WEBSITE_ID, NAME, b"a;b\n1;2\n")


def test_a_file_that_is_too_large_comes_without_content(drop: Drop) -> None:
    drop.put(KEY, b"123456789")

    file = drop.files.read(KEY, max_bytes=8)

    assert file is not None
    assert file.content is None


@pytest.mark.parametrize("key", [KEY, f"{FOLDER}/success/x.csv", f"{FOLDER}/", "x.csv", f"{WEBSITE_ID}/x.csv"])
def test_what_is_gone_or_no_dropped_file_is_nothing(drop: Drop, key: str) -> None:
    if key != KEY:
        drop.put(key, b"x")

    assert drop.files.read(key, max_bytes=100) is None


def test_two_versions_of_one_file_are_told_apart(drop: Drop) -> None:
    drop.put(KEY, b"same")
    first = drop.files.read(KEY, max_bytes=100)
    again = drop.files.read(KEY, max_bytes=100)
    drop.put(KEY, b"same")
    second = drop.files.read(KEY, max_bytes=100)

    assert first is not None
    assert again is not None
    assert second is not None
    assert first.source_id == again.source_id != second.source_id


@pytest.mark.parametrize("log", [None, "ligne 2 : refusée\n"])
def test_a_finished_file_moves_with_its_log(drop: Drop, log: str | None) -> None:
    drop.put(KEY, b"content")
    file = drop.files.read(KEY, max_bytes=100)
    assert file is not None

    drop.files.finish(file, folder="error", log=log)

    archived = f"{FOLDER}/error/{file.name}"
    logs = {} if log is None else {f"{archived}.log": log.encode()}
    assert drop.objects() == {archived: b"content", **logs}
    assert drop.files.read(KEY, max_bytes=100) is None


def test_a_file_dropped_under_the_same_name_meanwhile_stays(drop: Drop) -> None:
    drop.put(KEY, b"first")
    first = drop.files.read(KEY, max_bytes=100)
    assert first is not None
    drop.put(KEY, b"second")

    drop.files.finish(first, folder="success", log=None)

    assert drop.objects() == {f"{FOLDER}/success/{first.name}": b"first", KEY: b"second"}


def test_two_workers_with_the_same_notification_finish_it_once(drop: Drop) -> None:
    drop.put(KEY, b"content")
    file = drop.files.read(KEY, max_bytes=100)
    assert file is not None

    drop.files.finish(file, folder="success", log="done")
    drop.files.finish(file, folder="success", log="done")

    assert set(drop.objects()) == {f"{FOLDER}/success/{file.name}", f"{FOLDER}/success/{file.name}.log"}


@pytest.mark.parametrize("operation", ["CopyObject", "PutObject", "DeleteObject"])
def test_a_crash_at_any_point_leaves_the_file_to_start_again(proofs_bucket: str, operation: str) -> None:
    files = S3ProofFiles(proofs_bucket)
    boto3.client("s3").put_object(Bucket=proofs_bucket, Key=KEY, Body=b"content")
    file = files.read(KEY, max_bytes=100)
    assert file is not None

    def crash(**_: Any) -> None:
        raise ClientError({"Error": {"Code": "InternalError"}}, operation)

    files._s3.meta.events.register(f"before-call.s3.{operation}", crash)
    with pytest.raises(ClientError):
        files.finish(file, folder="success", log="done")
    assert objects_of(proofs_bucket)[KEY] == b"content"

    S3ProofFiles(proofs_bucket).finish(file, folder="success", log="done")
    assert set(objects_of(proofs_bucket)) == {f"{FOLDER}/success/{file.name}", f"{FOLDER}/success/{file.name}.log"}
