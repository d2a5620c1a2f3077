"""Fills the demo shop from the launcher: a process with the functions' own environment, while the ticks pause."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from infra.local.deploy import StackOutputs
from infra.local.embedded_aws import REGION, EmbeddedAws
from infra.local.errors import LocalCloudError
from infra.local.websites import DEMO

if TYPE_CHECKING:
    from mypy_boto3_lambda import LambdaClient

_PROJECT = Path(__file__).resolve().parents[3]


def fill_demo_shop(aws: EmbeddedAws, outputs: StackOutputs) -> None:
    """Fill the demo website unless something is in it already.

    Raises:
        LocalCloudError: the process failed; its last words are given.
    """
    functions: LambdaClient = aws.session().client("lambda", endpoint_url=aws.endpoint_url)
    ticked = outputs["ReleaseDueRequestsFunction"]
    configuration = functions.get_function_configuration(FunctionName=ticked)
    ours = {name: value for name, value in os.environ.items() if not name.startswith("AWS_")}
    environment = {**ours, **configuration["Environment"]["Variables"], **_credentials(aws)}
    with _paused(functions, ticked):
        done = subprocess.run(
            [sys.executable, "-m", "infra.local.demo_shop.load", DEMO.website_id],
            env=environment,
            cwd=_PROJECT,
            capture_output=True,
            text=True,
            check=False,
        )
    if done.returncode != 0:
        raise LocalCloudError(f"The demo shop could not be filled (DEMO=no starts without it):\n{done.stderr[-3000:]}")


@contextmanager
def _paused(functions: "LambdaClient", function: str) -> Iterator[None]:
    """A tick would take the past e-mails we are about to tell for a backlog, and send them today."""
    functions.put_function_concurrency(FunctionName=function, ReservedConcurrentExecutions=0)
    try:
        yield
    finally:
        functions.delete_function_concurrency(FunctionName=function)


def _credentials(aws: EmbeddedAws) -> dict[str, str]:
    return {
        "AWS_ENDPOINT_URL": aws.endpoint_url,
        "AWS_ACCESS_KEY_ID": "local",
        "AWS_SECRET_ACCESS_KEY": "local",
        "AWS_REGION": REGION,
        "AWS_DEFAULT_REGION": REGION,
    }
