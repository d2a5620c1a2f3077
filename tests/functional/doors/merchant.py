"""A merchant at our doors: Suivi as it is wired in production, on the embedded AWS, with one website."""

import base64
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import quote_plus, urlencode
from uuid import uuid4

import boto3
import httpx
from chalice.test import Client

import app as suivi_app
from chalicelib.bootstrap import wiring
from chalicelib.usecases.open_website import OpenedWebsite

WEBSITE_ID = "aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee"
SECRET = "11111111-2222-3333-4444-555555555555"
NOW = datetime.now(UTC).replace(microsecond=0)
"""The instant of every reception: S3 says when a file came by the real clock, and all clocks must agree on the day."""
DATA = Path(__file__).resolve().parents[2] / "data"

TOKEN_PATHS = ("/realms/skeepers/protocol/openid-connect/token", "/am/oauth2/alpha/access_token")
EVENTS = f"/purchase-event/websites/{WEBSITE_ID}/purchase_events"
PRESTASHOP = f"/connectors/prestashop/websites/{WEBSITE_ID}/orders"
WEBSERVICE = "/index.php?action=act_api_notification_sha1&type=json2"


class Context:
    """What Lambda passes as context, as far as it is read."""

    function_name = "suivi"
    memory_limit_in_mb = 512
    invoked_function_arn = "arn:aws:lambda:eu-west-3:123456789012:function:suivi"
    aws_request_id = "request"

    def get_remaining_time_in_millis(self) -> int:
        return 900_000


def sample(name: str) -> bytes:
    """An example of domain.md 11, byte by byte."""
    return (DATA / name).read_bytes()


CALL_FACTS = ("review_type", "status", "status_at", "language", "transmission_method")
"""What a row of the tracking table says of a call."""


def told(document: dict[str, Any], *names: str) -> tuple[Any, ...]:
    """Some of what a document says."""
    return tuple(document[name] for name in names)


def due(days: int) -> str:
    """When an e-mail is due that leaves so many days of 24 hours after reception."""
    return (NOW + timedelta(days=days)).isoformat().replace("+00:00", "Z")


@dataclass
class Merchant:
    """Whoever sends proofs, and looks at what became of them."""

    http: Client
    opened: OpenedWebsite
    token: str = ""

    @property
    def api(self) -> str:
        """Where the back office finds the website."""
        return f"/v1/websites/{self.opened.website_id}"

    def get_token(self, path: str = TOKEN_PATHS[0], pair: str = "") -> Any:
        """As domain.md 11.5 asks for it."""
        pair = pair or f"{self.opened.client_id}:{self.opened.client_secret}"
        headers = {
            "Authorization": f"Basic {base64.b64encode(pair.encode()).decode()}",
            "Content-Type": "application/x-www-form-urlencoded",
        }
        return self.http.http.post(path, headers=headers, body=b"grant_type=client_credentials&scope=openid")

    def post(self, path: str, body: bytes, **headers: str) -> Any:
        """JSON, with the access token."""
        sent = {"Authorization": f"Bearer {self._token()}", "Content-Type": "application/json", **headers}
        return self.http.http.post(path, headers=sent, body=body)

    def put(self, path: str, body: bytes) -> Any:
        """The same, to change something."""
        sent = {"Authorization": f"Bearer {self._token()}", "Content-Type": "application/json"}
        return self.http.http.put(path, headers=sent, body=body)

    def get(self, path: str) -> Any:
        """What an address shows."""
        answer = self.http.http.get(path, headers={"Authorization": f"Bearer {self._token()}"})
        assert answer.status_code == 200, answer.body
        return answer.json_body

    def order(self, message: str) -> Any:
        """An order of the historical webservice."""
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        body = urlencode({"idWebsite": self.opened.website_id, "message": message}).encode()
        return self.http.http.post(WEBSERVICE, headers=headers, body=body)

    def drop(self, name: str, content: bytes) -> None:
        """A file over SFTP, and S3's word of it; then everything is worked through."""
        self.told(self.put_file(name, content))
        self.work()

    def put_file(self, name: str, content: bytes) -> dict[str, Any]:
        """A file in the drop folder; the notification that S3 would send."""
        key = f"{WEBSITE_ID}/orders/{name}"
        written = boto3.client("s3").put_object(Bucket=wiring.settings.proofs_bucket, Key=key, Body=content)
        about = {
            "key": quote_plus(key, safe="/"),
            "size": len(content),
            "eTag": written["ETag"].strip('"'),
            "versionId": written["VersionId"],
            "sequencer": uuid4().hex[:16].upper(),
        }
        event = {"eventName": "ObjectCreated:Put", "eventSource": "aws:s3", "awsRegion": "eu-west-3"}
        bucket = {"name": wiring.settings.proofs_bucket}
        return {"Records": [{**event, "s3": {"bucket": bucket, "object": about}}]}

    def upload(self, name: str, content: bytes) -> None:
        """A file through the back office: ordered, its bytes put straight into S3, started, worked through."""
        order = json.dumps({"name": name, "size": len(content), "mode": "send"}).encode()
        ordered = self.post(f"{self.api}/imports", order).json_body
        upload = ordered["upload"]
        sent = httpx.put(upload["url"], content=content, headers=upload["headers"], trust_env=False)
        assert sent.status_code == 200, sent.text
        start = f"{self.api}/imports/{ordered['transmission_id']}/start"
        answer = self.post(start, json.dumps({"ticket": ordered["ticket"]}).encode())
        assert answer.status_code == 202, answer.body
        self.work()

    def told(self, notification: dict[str, Any]) -> None:
        """S3's notification reaches its function."""
        assert suivi_app.receive_proof_files(_sqs(json.dumps(notification)), Context()) == {"batchItemFailures": []}

    def work(self) -> None:
        """The functions behind the queues run until nothing waits."""
        while sum(self._drained(queue, function) for queue, function in _behind_queues()):
            pass

    def _drained(self, queue_url: str, function: Callable[[Any, Any], Any]) -> int:
        sqs = boto3.client("sqs")
        messages = sqs.receive_message(QueueUrl=queue_url, MaxNumberOfMessages=10).get("Messages", [])
        for message in messages:
            assert function(_sqs(message["Body"]), Context()) == {"batchItemFailures": []}
            sqs.delete_message(QueueUrl=queue_url, ReceiptHandle=message["ReceiptHandle"])
        return len(messages)

    def rows(self, *references: str) -> list[dict[str, Any]]:
        """Rows of the tracking table, by reference and type; of no reference in particular, all."""
        items = self.get(f"{self.api}/review-requests?page_size=100")["items"]
        found = [item for item in items if not references or item["experience_reference"] in references]
        return sorted(found, key=lambda item: (item["experience_reference"], item["review_type"]))

    def details(self, reference: str) -> dict[str, Any]:
        """The details of a reference's first row."""
        review_request_id = self.rows(reference)[0]["review_request_id"]
        found: dict[str, Any] = self.get(f"{self.api}/review-requests/{review_request_id}")
        return found

    def call(self, answer: Any) -> dict[str, Any]:
        """The transmission that the answer to a call names."""
        found: dict[str, Any] = self.get(f"{self.api}/transmissions/{answer.headers['Suivi-Transmission']}")
        return found

    def transmissions(self, kind: str) -> list[dict[str, Any]]:
        """`files` or `calls`, newest first."""
        found: list[dict[str, Any]] = self.get(f"{self.api}/transmissions?kind={kind}")["transmissions"]
        return found

    def file(self, name: str) -> dict[str, Any]:
        """The transmission of a file."""
        (found,) = [one for one in self.transmissions("files") if one["name"] == name]
        return found

    def lines(self, transmission_id: str, result: str) -> list[dict[str, Any]]:
        """The lines behind a figure."""
        found: list[dict[str, Any]] = self.get(f"{self.api}/transmissions/{transmission_id}/lines?result={result}")[
            "lines"
        ]
        return found

    def folder(self, name: str, about: str) -> dict[str, bytes]:
        """What stands in `success` or `error` about a file."""
        s3, bucket = boto3.client("s3"), wiring.settings.proofs_bucket
        start = f"{WEBSITE_ID}/orders/{name}/"
        listed = [one["Key"] for one in s3.list_objects_v2(Bucket=bucket, Prefix=start).get("Contents", [])]
        keys = [key for key in listed if about in key]
        return {key.removeprefix(start): s3.get_object(Bucket=bucket, Key=key)["Body"].read() for key in keys}

    def _token(self) -> str:
        self.token = self.token or self.get_token().json_body["access_token"]
        return self.token


def _behind_queues() -> list[tuple[str, Callable[[Any, Any], Any]]]:
    return [
        (wiring.settings.proof_files_queue_url, suivi_app.receive_proof_files),
        (wiring.settings.proof_chunks_queue_url, suivi_app.receive_proof_chunks),
    ]


def _sqs(body: str) -> dict[str, Any]:
    return {
        "Records": [
            {
                "messageId": uuid4().hex,
                "receiptHandle": "handle",
                "body": body,
                "attributes": {"ApproximateReceiveCount": "1"},
                "messageAttributes": {},
                "eventSource": "aws:sqs",
                "eventSourceARN": "arn:aws:sqs:eu-west-3:123456789012:queue",
                "awsRegion": "eu-west-3",
            }
        ]
    }
