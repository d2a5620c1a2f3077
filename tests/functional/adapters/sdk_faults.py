"""Faults the embedded AWS never shows, injected where the SDK hands a request to the network."""

import json
from collections.abc import Callable
from typing import Any

from botocore.awsrequest import AWSPreparedRequest, AWSResponse
from botocore.compat import HTTPHeaders
from botocore.httpsession import URLLib3Session

Fault = Callable[[AWSPreparedRequest], AWSResponse | None]


class _Body:
    """What the SDK expects of an answer: bytes to stream."""

    def __init__(self, content: bytes) -> None:
        self._content = content

    def stream(self, *_: Any, **__: Any) -> list[bytes]:
        return [self._content]


def answer(status: int, body: dict[str, Any]) -> Fault:
    """The service refuses."""

    def refuse(request: AWSPreparedRequest) -> AWSResponse:
        return AWSResponse(request.url, status, HTTPHeaders(), _Body(json.dumps(body).encode()))

    return refuse


def lost_answer(request: AWSPreparedRequest) -> AWSResponse | None:
    """The service does what is asked and its answer never arrives: the SDK sees a 500 and tries again."""
    URLLib3Session().send(request)
    return answer(500, {})(request)


def no_fault(_: AWSPreparedRequest) -> None:
    """This request passes."""


def inject(client: Any, operation: str, *faults: Fault) -> list[bytes]:
    """The next requests of this operation meet these faults, later ones pass; returns the bodies seen, as they come."""
    seen: list[bytes] = []
    waiting = list(faults)

    def before_send(request: AWSPreparedRequest, **_: Any) -> AWSResponse | None:
        seen.append(request.body if isinstance(request.body, bytes) else str(request.body).encode())
        return waiting.pop(0)(request) if waiting else None

    client.meta.events.register(f"before-send.dynamodb.{operation}", before_send)
    return seen
