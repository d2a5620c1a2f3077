"""What the tests of the local cloud share: a bucket on the embedded AWS, and servers on real ports."""

import threading
import time
from collections.abc import Callable, Iterator
from typing import Any
from uuid import uuid4

import pytest
import uvicorn
from starlette.applications import Starlette

from infra.local.embedded_aws import EmbeddedAws
from infra.local.ports import HOST, free_port


@pytest.fixture
def bucket(embedded_aws: EmbeddedAws) -> tuple[Any, str]:
    """An S3 client and the name of an empty bucket."""
    s3 = embedded_aws.session().client("s3", endpoint_url=embedded_aws.endpoint_url)
    name = f"proofs-{uuid4().hex[:12]}"
    s3.create_bucket(Bucket=name, CreateBucketConfiguration={"LocationConstraint": "eu-west-3"})
    return s3, name


@pytest.fixture
def serve() -> Iterator[Callable[[Starlette], str]]:
    """Serves an ASGI application on a real port until the test ends; gives its base address."""
    running: list[tuple[uvicorn.Server, threading.Thread]] = []

    def start(app: Starlette) -> str:
        port = free_port()
        server = uvicorn.Server(
            uvicorn.Config(app, host=HOST, port=port, log_config=None, proxy_headers=False, lifespan="on")
        )
        thread = threading.Thread(target=server.run)
        thread.start()
        running.append((server, thread))
        while not server.started:
            time.sleep(0.01)
        return f"http://{HOST}:{port}"

    yield start
    for server, thread in running:
        server.should_exit = True
        thread.join()
