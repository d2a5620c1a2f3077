"""Which ports the local cloud listens on: the asked ones, else the last ones when still free, else any free ones."""

import json
import socket
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path

from infra.local.errors import LocalCloudError

HOST = "127.0.0.1"


@dataclass(frozen=True)
class Ports:
    """One TCP port per server, all on 127.0.0.1. Field `aws` is the variable AWS_PORT, and so on."""

    backoffice: int
    inbox: int
    sftp: int
    aws: int


def choose_ports(memory: Path, asked: Mapping[str, int]) -> Ports:
    """Choose and remember in the JSON file `memory`. `asked` maps names of fields to ports that a person insists on.

    Raises:
        LocalCloudError: an asked port is taken; the sentence names it.
    """
    last = remembered_ports(memory)
    chosen: dict[str, int] = {}
    for field in fields(Ports):
        chosen[field.name] = _choose(field.name, asked.get(field.name), last.get(field.name), set(chosen.values()))
    memory.parent.mkdir(parents=True, exist_ok=True)
    memory.write_text(json.dumps(chosen), encoding="utf-8")
    return Ports(**chosen)


def free_port() -> int:
    """A port nobody listens on at this moment."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
        return port


def is_free(port: int) -> bool:
    """Whether nobody listens on the port."""
    with socket.socket() as probe:
        # As servers do: a port whose last connections are still fading away is free.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
        return True


def _choose(name: str, asked: int | None, last: int | None, taken: set[int]) -> int:
    if asked is not None:
        if asked in taken or not is_free(asked):
            raise LocalCloudError(
                f"Port {asked} is taken. Stop what listens there, or choose another one with {name.upper()}_PORT=…"
            )
        return asked
    if last is not None and last not in taken and is_free(last):
        return last
    port = free_port()
    return port if port not in taken else _choose(name, None, None, taken)


def remembered_ports(memory: Path) -> dict[str, int]:
    """The ports of the last start by name; none before the first one."""
    if not memory.exists():
        return {}
    remembered: dict[str, int] = json.loads(memory.read_text(encoding="utf-8"))
    return remembered
