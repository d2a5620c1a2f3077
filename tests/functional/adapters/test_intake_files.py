"""Bytes on their way in: the fake and the adapter, one after the other, and what only S3 and SQS have."""

import io
import json
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit
from urllib.request import urlopen
from uuid import uuid4

import boto3
import httpx
import pytest

from chalicelib.adapters.s3_intake_files import S3IntakeFiles
from chalicelib.adapters.sqs_intake_queue import SQSIntakeQueue
from chalicelib.domain.errors import BusyError
from chalicelib.usecases.transmission_ports import IntakeFiles, UploadAddress
from tests.builders import WEBSITE_ID
from tests.fakes import FakeIntakeFiles
from tests.functional.adapters.test_send_queue import received

PLACE = f"uploads/{WEBSITE_ID}/f0"
MINUTE = timedelta(minutes=1)


@pytest.fixture
def intake_bucket(aws_endpoint: str) -> str:
    """An empty bucket."""
    name = f"intake-{uuid4().hex[:12]}"
    boto3.client("s3").create_bucket(Bucket=name, CreateBucketConfiguration={"LocationConstraint": "eu-west-3"})
    return name


@pytest.fixture(params=["fake", "s3"])
def files(request: pytest.FixtureRequest) -> IntakeFiles:
    """Nothing is there."""
    return FakeIntakeFiles() if request.param == "fake" else S3IntakeFiles(request.getfixturevalue("intake_bucket"))


@pytest.mark.parametrize("content", [b"", b"a;b\r\n1;2\r\n", io.BytesIO(b"x" * 100)])
def test_what_is_written_is_read(files: IntakeFiles, content: bytes | io.BytesIO) -> None:
    expected = content if isinstance(content, bytes) else content.getvalue()
    if not isinstance(content, bytes):
        content.seek(0)
    files.write(PLACE, b"what stood here before")
    files.write(PLACE, content)
    assert files.read(PLACE) == expected
    assert files.size(PLACE) == len(expected)


def test_several_are_written_each_at_its_place(files: IntakeFiles) -> None:
    places = {f"chunks/{number}": b"%d" % number for number in range(40)}
    files.write_all(iter(places.items()))
    assert {place: files.read(place) for place in places} == places


def test_one_of_several_that_cannot_be_written_is_told(aws_endpoint: str) -> None:
    with pytest.raises(BusyError):
        S3IntakeFiles("nowhere-at-all").write_all([("chunks/0", b"x")])


def test_a_stream_gives_lines_and_pieces(files: IntakeFiles) -> None:
    files.write(PLACE, b"one\ntwo\n" * 100_000)
    with files.open(PLACE) as stream:
        assert stream.readline() == b"one\n"
        assert stream.read(3) == b"two"
        assert len(stream.read()) == 800_000 - 7


def test_nothing_there_is_told(files: IntakeFiles) -> None:
    assert files.size(PLACE) is None
    for look in (files.read, files.open):
        with pytest.raises(FileNotFoundError):
            look(PLACE)


def test_an_upload_address_takes_the_bytes_it_was_signed_for(intake_bucket: str) -> None:
    files = S3IntakeFiles(intake_bucket)
    address = files.upload_address(PLACE, size=3, lifetime=MINUTE)
    asked = parse_qs(urlsplit(address.url).query)
    assert asked["X-Amz-SignedHeaders"] == ["content-length;content-type;host;if-none-match"]
    assert asked["X-Amz-Expires"] == ["60"]
    other_type = {**address.headers, "Content-Type": "text/html"}
    assert httpx.put(address.url, content=b"abc", headers=other_type).status_code == 403
    assert [_put(address, content) for content in (b"abcd", b"abc", b"abd")] == [403, 200, 412]
    assert files.read(PLACE) == b"abc"


def test_an_upload_goes_to_the_host_that_the_pages_policy_names(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("AWS_ENDPOINT_URL", raising=False)
    address = S3IntakeFiles("intake").upload_address(PLACE, size=3, lifetime=MINUTE)
    region = boto3.session.Session().region_name
    assert urlsplit(address.url).netloc == f"intake.s3.{region}.amazonaws.com"


def _put(address: UploadAddress, content: bytes) -> int:
    return httpx.put(address.url, content=content, headers=address.headers).status_code


def test_a_download_carries_any_name(intake_bucket: str) -> None:
    files = S3IntakeFiles(intake_bucket)
    files.write(PLACE, b"a;b\n")
    with urlopen(files.download_url(PLACE, 'été "1".csv', lifetime=MINUTE)) as answer:
        assert answer.read() == b"a;b\n"
        assert answer.headers["Content-Disposition"] == "attachment; filename*=UTF-8''%C3%A9t%C3%A9%20%221%22.csv"


def test_bytes_that_cannot_be_kept_are_told(aws_endpoint: str) -> None:
    nowhere = S3IntakeFiles(f"missing-{uuid4().hex[:12]}")
    for content in (b"a;b", io.BytesIO(b"a;b")):
        with pytest.raises(BusyError):
            nowhere.write(PLACE, content)


def test_the_queues_take_transmissions_and_chunks(queue_url: str) -> None:
    queue = SQSIntakeQueue(queue_url, queue_url)
    queue.put_transmission(WEBSITE_ID, "f0")
    queue.put_chunks(WEBSITE_ID, "f0", range(23))
    messages = received(queue_url)
    numbers = sorted(json.loads(message["Body"]).get("number", -1) for message in messages)
    assert numbers == [-1, *range(23)]
    assert {json.loads(message["Body"])["transmission_id"] for message in messages} == {"f0"}
    assert {message["Attributes"]["MessageGroupId"] for message in messages} == {WEBSITE_ID}


def test_queues_are_idle_once_all_is_worked_through(queue_url: str) -> None:
    queue, sqs = SQSIntakeQueue(queue_url, queue_url), boto3.client("sqs")
    assert queue.is_idle()
    queue.put_chunks(WEBSITE_ID, "f0", [0])
    assert not queue.is_idle()
    (message,) = sqs.receive_message(QueueUrl=queue_url)["Messages"]
    assert not queue.is_idle()
    sqs.delete_message(QueueUrl=queue_url, ReceiptHandle=message["ReceiptHandle"])
    assert queue.is_idle()


def test_queues_that_take_nothing_are_busy(aws_endpoint: str) -> None:
    nowhere = SQSIntakeQueue(f"{aws_endpoint}/000000000000/nowhere", f"{aws_endpoint}/000000000000/nowhere")
    with pytest.raises(BusyError):
        nowhere.put_transmission(WEBSITE_ID, "f0")
    with pytest.raises(BusyError):
        nowhere.put_chunks(WEBSITE_ID, "f0", [0])


def test_a_refused_chunk_is_told(queue_url: str) -> None:
    queue = SQSIntakeQueue(queue_url, queue_url)

    def refuse(parsed: dict[str, object], **_: object) -> None:
        parsed["Failed"] = [{"Id": "0", "SenderFault": False, "Code": "InternalError"}]

    queue._sqs.meta.events.register("after-call.sqs.SendMessageBatch", refuse)
    with pytest.raises(BusyError):
        queue.put_chunks(WEBSITE_ID, "f0", range(2))
