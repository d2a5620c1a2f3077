"""The commands of docs/api.md, as a person pastes them into a terminal, against the running API."""

import re
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, make_server

import pytest

from tests.builders import WEBSITE_ID
from tests.functional.api.chalice_wsgi import ChaliceWsgi
from tests.functional.api.test_api_clients import call, make
from tests.functional.wired import Suivi

PAGE = Path(__file__).resolve().parents[3] / "docs" / "api.md"
KEY = "11111111-2222-3333-4444-555555555555"


class Silent(WSGIRequestHandler):
    """Tells nothing of each call."""

    def log_message(self, *_: object) -> None:
        """Nothing."""


@pytest.fixture
def address(suivi: Suivi) -> Iterator[str]:
    """The API on a port of its own."""
    with make_server("127.0.0.1", 0, ChaliceWsgi(suivi.client), handler_class=Silent) as server:
        serving = threading.Thread(target=server.serve_forever)
        serving.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        serving.join()


def examples() -> tuple[str, str]:
    """What is to be filled in, and the commands."""
    section = PAGE.read_text("utf-8").partition("## Examples for curl")[2].partition("\n## ")[0]
    given, *commands = re.findall(r"```bash\n(.*?)```", section, re.DOTALL)
    return given, "\n".join(commands)


def run(place: Path, script: str) -> str:
    done = subprocess.run(
        ["bash", "-eu", "-o", "pipefail", "-c", script],
        cwd=place,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_every_command_of_the_page_works(suivi: Suivi, address: str, tmp_path: Path) -> None:
    sandbox = make(suivi, name="sandbox", sandbox=True)
    assert call(suivi, "PUT", f"/v1/websites/{WEBSITE_ID}/webservice-key", {"secret": KEY}).status_code == 200
    given, commands = examples()
    filled = {
        "SUIVI": address,
        "WEBSITE": WEBSITE_ID,
        "CLIENT_ID": sandbox["client_id"],
        "CLIENT_SECRET": sandbox["secret"],
    }
    assert [line.partition("=")[0] for line in given.split()] == list(filled)

    told = run(tmp_path, "\n".join([*(f"{name}={value}" for name, value in filled.items()), commands]))

    assert '"purchase_reference":"sandbox:CMD-1001","result":"accepted"' in told
    assert '"withdrawal":"withdrawn"' in told
    assert '"return":1' in told
    assert references(suivi) == {"sandbox:CMD-1001", "sandbox:CMD-1005"}


def references(suivi: Suivi) -> set[str]:
    found: list[dict[str, Any]] = suivi.get(f"/v1/websites/{WEBSITE_ID}/review-requests", suivi.token()).json_body[
        "items"
    ]
    return {item["experience_reference"] for item in found}
