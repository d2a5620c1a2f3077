"""A running local cloud as a merchant, a customer and an operator use it: SFTP, HTTP, the inbox, the clock."""

import asyncio
import json
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import asyncssh
import boto3
import httpx

Found = TypeVar("Found")
PATIENCE_SECONDS = 90.0
TICK = (Path(__file__).parent / "events" / "eventbridge_tick.json").read_bytes()


def wait_for(look: Callable[[], Found | None], what: str) -> Found:
    """Look again and again until there is something to see; fail naming what never came."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        found = look()
        if found:
            return found
        time.sleep(0.3)
    raise AssertionError(f"{what} did not happen within {PATIENCE_SECONDS:.0f} s")


@dataclass
class LocalSuivi:
    """The outside of a running local cloud, known from its `endpoints.json` alone."""

    endpoints: dict[str, Any]
    website: str = "demo"

    def __post_init__(self) -> None:
        self.http = httpx.Client(base_url=self.endpoints["api_url"], timeout=60)
        self.inbox = httpx.Client(base_url=self.endpoints["inbox_url"], timeout=30)

    def close(self) -> None:
        """Let go of the connections."""
        self.http.close()
        self.inbox.close()

    @property
    def account(self) -> dict[str, Any]:
        """The website's credentials."""
        account: dict[str, Any] = self.endpoints[self.website]
        return account

    @property
    def website_id(self) -> str:
        """The website of the credentials."""
        return str(self.account["website_id"])

    # ---- the merchant's system
    def token(self) -> str:
        """A fresh access token."""
        answer = self.http.post(
            "/realms/skeepers/protocol/openid-connect/token",
            auth=(self.account["client_id"], self.account["client_secret"]),
            data={"grant_type": "client_credentials", "scope": "openid"},
        )
        return str(answer.raise_for_status().json()["access_token"])

    def authorized(self) -> dict[str, str]:
        """The header of a call."""
        return {"Authorization": f"Bearer {self.token()}"}

    def post_events(self, events: list[dict[str, Any]]) -> httpx.Response:
        """The JSON door."""
        path = f"/purchase-event/websites/{self.website_id}/purchase_events/bulk_sync_insert"
        return self.http.post(path, json=events, headers=self.authorized())

    def ended(self, transmission_path: str) -> dict[str, Any] | None:
        """The transmission once it is over."""
        told: dict[str, Any] = self.http.get(transmission_path, headers=self.authorized()).raise_for_status().json()
        return told if told["ended_at"] else None

    def event(self, reference: str, email: str, day: str = "2026-11-20") -> dict[str, Any]:
        """One purchase without product and without delay."""
        return {
            "purchase_reference": reference,
            "purchase_date": f"{day}T10:15:00Z",
            "consumer": {"first_name": "Marie", "last_name": "Durand", "email": email, "language": "fr"},
            "sales_channel": {"channel": "online", "website_id": self.website_id},
            "solicitation_parameters": {"delay": 0, "purchase_event_type": "PURCHASE_ONLY"},
        }

    def sftp(self, work: Callable[[asyncssh.SFTPClient], Any]) -> Any:
        """Do something over a real SFTP connection, in a thread of its own: a browser may occupy this one's loop."""
        with ThreadPoolExecutor(1) as thread:
            return thread.submit(lambda: asyncio.run(self._sftp(work))).result()

    async def _sftp(self, work: Callable[[asyncssh.SFTPClient], Any]) -> Any:
        door = self.account["sftp"]
        options = {"username": door["username"], "client_keys": [door["private_key_file"]], "known_hosts": None}
        async with (
            asyncssh.connect(door["host"], door["port"], **options) as connection,
            connection.start_sftp_client() as client,
        ):
            return await work(client)

    def drop(self, name: str, content: bytes) -> None:
        """Drop a file in `orders/`."""

        async def put(client: asyncssh.SFTPClient) -> None:
            async with client.open(f"orders/{name}", "wb") as file:
                await file.write(content)

        self.sftp(put)

    def fetch_log(self, folder: str, name: str) -> str | None:
        """The log of a handled file, or None while it is not there."""
        return self.fetch(folder, f"{name}.log")

    def fetch(self, folder: str, name: str) -> str | None:
        """A file of an archive folder, or None while it is not there."""

        async def get(client: asyncssh.SFTPClient) -> str | None:
            if not await client.exists(f"orders/{folder}/{name}"):
                return None
            async with client.open(f"orders/{folder}/{name}") as file:
                return str(await file.read())

        content: str | None = self.sftp(get)
        return content

    # ---- the merchant's people
    def rows(self, **query: Any) -> list[dict[str, Any]]:
        """Every row of the table that matches, page after page."""
        rows: list[dict[str, Any]] = []
        headers, page_token = self.authorized(), None
        while True:
            params = {"page_size": 100, **query, **({"page_token": page_token} if page_token else {})}
            path = f"/v1/websites/{self.website_id}/review-requests"
            page = self.http.get(path, params=params, headers=headers).raise_for_status().json()
            rows += page["items"]
            page_token = page["next_page_token"]
            if not page_token:
                return rows

    def row(self, reference: str) -> dict[str, Any] | None:
        """The row of a reference."""
        return next((row for row in self.rows() if row["experience_reference"] == reference), None)

    def row_in(self, reference: str, status: str) -> dict[str, Any]:
        """The row of a reference, once it has reached a status."""

        def look() -> dict[str, Any] | None:
            row = self.row(reference)
            return row if row and row["status"] == status else None

        return wait_for(look, f"{reference} {status}")

    def counts(self, **query: Any) -> dict[str, Any]:
        """Requests by status, as the stream counted them."""
        path = f"/v1/websites/{self.website_id}/review-requests/counts"
        found: dict[str, Any] = self.http.get(path, params=query, headers=self.authorized()).raise_for_status().json()
        return found

    def details(self, review_request_id: str) -> dict[str, Any]:
        """Everything about one request."""
        path = f"/v1/websites/{self.website_id}/review-requests/{review_request_id}"
        found: dict[str, Any] = self.http.get(path, headers=self.authorized()).raise_for_status().json()
        return found

    # ---- the customer
    def messages(self, to: str) -> list[dict[str, Any]]:
        """The mails of one address, as the inbox gives them."""
        found: list[dict[str, Any]] = self.inbox.get("/api/messages", params={"to": to}).json()["messages"]
        return found

    def mail(self, to: str) -> dict[str, Any]:
        """The mail of an address, once it is there."""
        return wait_for(lambda: self.messages(to), f"a mail to {to}")[0]

    def open_mail(self, mail: dict[str, Any]) -> None:
        """Open a mail, as its reader does."""
        self.inbox.post(f"/api/messages/{mail['message_id']}/open").raise_for_status()

    def acceptances(self) -> dict[str, Any]:
        """What the SES twin counted."""
        counted: dict[str, Any] = self.inbox.get("/api/acceptances").json()
        return counted

    def path_in(self, mail: dict[str, Any], start: str) -> str:
        """The path of the first link of a mail that begins so."""
        origin = self.endpoints["api_url"]
        return next(link.removeprefix(origin) for link in mail["links"] if link.startswith(f"{origin}{start}"))

    # ---- the operator
    def aws(self, service: str) -> Any:
        """An SDK client of the embedded AWS."""
        return boto3.client(  # type: ignore[call-overload]  # the service is a variable
            service,
            endpoint_url=self.endpoints["aws_endpoint_url"],
            region_name=self.endpoints["region"],
            aws_access_key_id="test",
            aws_secret_access_key="test",
        )

    def tick(self) -> dict[str, Any]:
        """A minute passes: what the schedule does, at once."""
        time.sleep(1.1)  # the due index counts in whole seconds: what came just now is due in the next one
        return self.invoke("ReleaseDueRequests", TICK)

    def invoke(self, function: str, payload: bytes) -> Any:
        """The answer of a function called by hand."""
        functions = self.aws("lambda").list_functions()["Functions"]
        name = next(one["FunctionName"] for one in functions if f"-{function}-" in f"{one['FunctionName']}-")
        answer = self.aws("lambda").invoke(FunctionName=name, Payload=payload)
        told = answer["Payload"].read()
        assert "FunctionError" not in answer, told
        return json.loads(told)
