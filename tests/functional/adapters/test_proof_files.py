"""The drop of proof files: read, archived, removed, in an order that survives a crash anywhere."""

import io
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import boto3
import pytest
from botocore.exceptions import ClientError

from chalicelib.adapters.s3_proof_files import S3ProofFiles
from chalicelib.usecases.drop_ports import DroppedFile, ProofFiles
from tests.builders import OTHER_WEBSITE_ID, WEBSITE_ID
from tests.fakes import FakeProofFiles

FOLDER = f"{WEBSITE_ID}/orders"
NAME = "commandes été #1+2@3.csv"
KEY = f"{FOLDER}/{NAME}"


@dataclass(frozen=True)
class Drop:
    """The port, what a merchant does, and what lies there."""

    files: ProofFiles
    put: Callable[[str, bytes], Any]
    objects: Callable[[], dict[str, bytes]]

    def dropped(self, content: bytes = b"content") -> DroppedFile:
        self.put(KEY, content)
        found = self.files.look(KEY)
        assert found is not None
        return found


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


def reports(**named: bytes) -> dict[str, io.BytesIO]:
    return {name: io.BytesIO(content) for name, content in named.items()}


def test_a_file_is_read_as_a_stream_and_knows_its_website(drop: Drop) -> None:
    file = drop.dropped(b"a;b\n1;2\n")

    assert (file.website_id, file.name, file.size) == (WEBSITE_ID, NAME, 8)
    assert file.dropped_at.utcoffset() == timedelta()
    with drop.files.open(file.place) as stream:
        assert stream.readline() == b"a;b\n"
        assert stream.read() == b"1;2\n"


@pytest.mark.parametrize("key", [KEY, f"{FOLDER}/success/x.csv", f"{FOLDER}/", "x.csv", f"{WEBSITE_ID}/x.csv"])
def test_what_is_gone_or_no_dropped_file_is_nothing(drop: Drop, key: str) -> None:
    if key != KEY:
        drop.put(key, b"x")

    assert drop.files.look(key) is None


def test_two_versions_of_one_file_are_told_apart(drop: Drop) -> None:
    first = drop.dropped(b"one")
    again = drop.files.look(KEY)
    second = drop.dropped(b"two")

    assert first == again
    assert first.place != second.place
    assert [drop.files.open(one.place).read() for one in (first, second)] == [b"one", b"two"]


@pytest.mark.parametrize("beside", [{}, {f"{NAME}.log": b"ligne 2\n", "x-rejected.csv": b"a;b\n"}])
def test_a_finished_file_moves_with_its_reports(drop: Drop, beside: dict[str, bytes]) -> None:
    file = drop.dropped()

    drop.files.finish(file.place, folder="error", beside=reports(**beside))

    archived = {f"{FOLDER}/error/{name}": content for name, content in beside.items()}
    assert drop.objects() == {f"{FOLDER}/error/{NAME}": b"content", **archived}
    assert drop.files.look(KEY) is None
    with pytest.raises(FileNotFoundError):
        drop.files.open(file.place)


def test_a_file_dropped_under_the_same_name_meanwhile_stays(drop: Drop) -> None:
    first = drop.dropped(b"first")
    drop.put(KEY, b"second")

    drop.files.finish(first.place, folder="success", beside={})

    assert drop.objects() == {f"{FOLDER}/success/{NAME}": b"first", KEY: b"second"}


def test_a_file_is_finished_once_whatever_became_of_its_reports(drop: Drop) -> None:
    file = drop.dropped()
    drop.files.finish(file.place, folder="success", beside=reports(log=b"done"))

    drop.files.finish(file.place, folder="error", beside=reports(log=b"again"))

    assert drop.objects() == {f"{FOLDER}/success/{NAME}": b"content", f"{FOLDER}/success/log": b"done"}


def test_what_waits_is_found_in_drop_folders_alone(drop: Drop) -> None:
    file = drop.dropped()
    other = f"{OTHER_WEBSITE_ID}/orders/b.csv"
    drop.put(other, b"x")
    done = f"{WEBSITE_ID}/orders/success/old.csv"
    if not isinstance(drop.files, FakeProofFiles):
        for key in (done, f"{FOLDER}/", "x.csv", f"{WEBSITE_ID}/feeds/f.tsv"):
            drop.put(key, b"x")

    assert sorted(drop.files.waiting(until=file.dropped_at + timedelta(minutes=1))) == sorted([KEY, other])
    assert list(drop.files.waiting(until=file.dropped_at - timedelta(minutes=1))) == []


@pytest.mark.parametrize("operation", ["CopyObject", "PutObject", "DeleteObject"])
def test_a_crash_at_any_point_leaves_the_file_to_start_again(proofs_bucket: str, operation: str) -> None:
    files = S3ProofFiles(proofs_bucket)
    boto3.client("s3").put_object(Bucket=proofs_bucket, Key=KEY, Body=b"content")
    file = files.look(KEY)
    assert file is not None

    def crash(**_: Any) -> None:
        raise ClientError({"Error": {"Code": "InternalError"}}, operation)

    files._s3.meta.events.register(f"before-call.s3.{operation}", crash)
    with pytest.raises(ClientError):
        files.finish(file.place, folder="success", beside=reports(log=b"done"))
    assert objects_of(proofs_bucket)[KEY] == b"content"

    S3ProofFiles(proofs_bucket).finish(file.place, folder="success", beside=reports(log=b"done"))
    assert set(objects_of(proofs_bucket)) == {f"{FOLDER}/success/{NAME}", f"{FOLDER}/success/log"}
