"""`python -m infra.local.run`: start the local cloud, say where everything is, and keep it until Ctrl-C."""

import argparse
import asyncio
import os
import signal
import sys
from collections.abc import Mapping, Sequence
from dataclasses import fields
from pathlib import Path

from rich.console import Console

from infra.local.cloud import LocalCloud, LocalCloudOptions
from infra.local.directory import LocalDirectory
from infra.local.errors import LocalCloudError
from infra.local.ports import Ports
from infra.local.progress import Progress
from infra.local.summary import summary


def main(arguments: Sequence[str], environ: Mapping[str, str]) -> int:
    """Run until SIGINT or SIGTERM. Exit code 0 after a clean stop, 1 when something stood in the way."""
    progress = Progress(Console(file=sys.stdout))
    try:
        options = options_from(arguments, environ)
        with options.directory.locked():
            asyncio.run(run_until_signalled(options, progress))
    except LocalCloudError as error:
        progress.say(f"\n{error}")
        return 1
    return 0


def options_from(arguments: Sequence[str], environ: Mapping[str, str]) -> LocalCloudOptions:
    """Flags win over the variables DEMO and <NAME>_PORT.

    Raises:
        LocalCloudError: a port is not a number from 1 to 65535, or DEMO is neither yes nor no.
    """
    parser = argparse.ArgumentParser(prog="python -m infra.local.run", description=__doc__)
    parser.add_argument("--demo", default=environ.get("DEMO") or "yes", help="yes (the default) fills the demo shop")
    parser.add_argument("--directory", type=Path, default=Path(".local"))
    for port in fields(Ports):
        variable = f"{port.name}_PORT".upper()
        parser.add_argument(f"--port-{port.name}", default=environ.get(variable) or None, help=f"or {variable}=…")
    given = vars(parser.parse_args(arguments))
    asked = {port.name: given[f"port_{port.name}"] for port in fields(Ports)}
    return LocalCloudOptions(
        directory=LocalDirectory(given["directory"].resolve()),
        with_demo=_yes_or_no(given["demo"]),
        ports={name: _port(name, text) for name, text in asked.items() if text is not None},
    )


async def run_until_signalled(options: LocalCloudOptions, progress: Progress) -> None:
    """Start, print the summary, wait, stop in order; a signal while starting stops what was started by then."""
    cloud, signalled = LocalCloud(options, progress), asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        loop.add_signal_handler(number, signalled.set)
    waiting = asyncio.create_task(signalled.wait())
    starting = asyncio.create_task(cloud.start())
    try:
        await asyncio.wait({waiting, starting}, return_when=asyncio.FIRST_COMPLETED)
        if starting.done():
            progress.say(summary(starting.result(), options.directory))
            await waiting
        else:
            # What is under way in a thread cannot be cut short; what follows it does not start.
            cloud.give_up()
            await asyncio.wait({starting})
            starting.result()
    finally:
        waiting.cancel()
        await cloud.stop()


def _yes_or_no(text: str) -> bool:
    if text.lower() not in ("yes", "no"):
        raise LocalCloudError(f"DEMO is yes or no, not {text!r}.")
    return text.lower() == "yes"


def _port(name: str, text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= 65535:
        raise LocalCloudError(f"{name.upper()}_PORT is a number from 1 to 65535, not {text!r}.")
    return int(text)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], os.environ))
