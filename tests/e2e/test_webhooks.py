"""A merchant's system is told: from a purchase through the packaged functions to a receiver that verifies."""

import json
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count
from threading import Thread

import pytest
from standardwebhooks.webhooks import Webhook

from tests.local_suivi import LocalSuivi, wait_for

Got = list[tuple[dict[str, str], bytes]]


@pytest.fixture
def received() -> Iterator[tuple[str, Got]]:
    """A receiver on this machine: its address, and what it got."""
    got: Got = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            got.append((dict(self.headers), self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(204)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """The test looks at what was got."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}/hook", got
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_purchase_reaches_the_merchants_system_signed(suivi: LocalSuivi, received: tuple[str, Got]) -> None:
    url, got = received
    path = f"/v1/websites/{suivi.website_id}/webhooks"
    made = suivi.http.post(path, json={"url": url}, headers=suivi.authorized()).raise_for_status().json()
    verifier, numbers = Webhook(made["secret"]), count(1)

    def told() -> Got:
        """A new webhook is known within ten seconds: until then purchases go on. It hears of other requests too."""
        suivi.post_events([suivi.event(f"HOOK-{next(numbers)}", "hook@example.com")])
        time.sleep(2)
        return [(headers, body) for headers, body in got if b'"experience_reference":"HOOK-' in body]

    ((headers, body), *_) = wait_for(told, "the first webhook")
    event = verifier.verify(body, headers)
    assert event == json.loads(body)
    assert event["data"]["experience_reference"].startswith("HOOK-")
    log = suivi.http.get(f"{path}/{made['webhook_id']}/deliveries", headers=suivi.authorized()).json()["items"]
    assert {line["event_id"] for line in log} <= {headers["webhook-id"] for headers, _ in got}
    suivi.http.delete(f"{path}/{made['webhook_id']}", headers=suivi.authorized()).raise_for_status()
