"""The SES twin alone, in a thread or as a process of its own, publishing to nobody.

`python -m tests.bench.twin_server <port> <database>` serves until it is ended.
"""

import asyncio
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import boto3
import uvicorn

from infra.local.ports import HOST, free_port
from infra.local.ses_twin.app import TwinConfig, create_app
from tests.bench.installation import CONFIGURATION_SET, SENDER

START_SECONDS = 20.0
WITHOUT_LIMIT = 1e9


async def _to_nobody(_topic_arn: str, _event: str) -> None:
    """No configuration set has a destination."""
    await asyncio.sleep(0)


def _real_time() -> datetime:
    return datetime.now(UTC)


def twin_config(database: Path, *, rate: float = WITHOUT_LIMIT, now: Callable[[], datetime] = _real_time) -> TwinConfig:
    """An account that sends for our domain, `rate` a second."""
    return TwinConfig(
        database=database,
        publish=_to_nobody,
        verified_identities=(SENDER.partition("@")[2],),
        max_send_rate=rate,
        max_24_hour_send=-1,
        sending_account_id="123456789012",
        region="eu-west-3",
        now=now,
    )


def register(url: str) -> None:
    """The configuration set that mails name."""
    boto3.client("sesv2", endpoint_url=url).create_configuration_set(ConfigurationSetName=CONFIGURATION_SET)


@contextmanager
def twin_in_a_thread(config: TwinConfig) -> Iterator[str]:
    """Its address; the twin goes by the clock of `config`, which a test may own."""
    port = free_port()
    server = uvicorn.Server(_options(config, port))
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        wait_until(lambda: server.started, "the SES twin")
        url = f"http://{HOST}:{port}"
        register(url)
        yield url
    finally:
        server.should_exit = True
        thread.join()


def wait_until(holds: Callable[[], bool], what: str) -> None:
    """Look again and again."""
    deadline = time.monotonic() + START_SECONDS
    while not holds():
        if time.monotonic() > deadline:
            raise TimeoutError(f"{what} did not start within {START_SECONDS:.0f} s")
        time.sleep(0.02)


def _options(config: TwinConfig, port: int) -> uvicorn.Config:
    return uvicorn.Config(
        create_app(config), host=HOST, port=port, log_level="warning", access_log=False, timeout_graceful_shutdown=1
    )


if __name__ == "__main__":
    uvicorn.Server(_options(twin_config(Path(sys.argv[2])), int(sys.argv[1]))).run()
