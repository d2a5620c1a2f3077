"""The whole local cloud, started as `make run` does: demo shop, doors, `make forward`, and what survives a stop."""

import os
import signal
import subprocess
import time
from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import httpx
import pytest

from infra.local.directory import LocalDirectory
from infra.local.errors import LocalCloudError
from infra.local.forward import Running, forward
from infra.local.summary import TOKEN_PATH, event_command, sftp_command
from infra.local.testing import StartedLocalCloud, start_local_cloud
from tests.local_suivi import LocalSuivi

PATIENCE_SECONDS = 180


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[StartedLocalCloud]:
    """A local cloud with its demo shop."""
    with start_local_cloud(tmp_path_factory.mktemp("demo") / ".local", demo=True) as cloud:
        yield cloud


def _get(cloud: StartedLocalCloud, slug: str, path: str, **query: str) -> httpx.Response:
    """A GET of the API with the credentials of a website."""
    website, api = cloud.endpoints[slug], cloud.endpoints["api_url"]
    pair = (website["client_id"], website["client_secret"])
    form = {"grant_type": "client_credentials", "scope": "openid"}
    token = httpx.post(api + TOKEN_PATH, auth=pair, data=form, timeout=60).json()["access_token"]
    return httpx.get(api + path, params=query, headers={"Authorization": f"Bearer {token}"}, timeout=60)


def _rows(cloud: StartedLocalCloud, slug: str = "demo") -> list[dict[str, Any]]:
    """The whole tracking table of a website."""
    path, rows, query = f"/v1/websites/{cloud.endpoints[slug]['website_id']}/review-requests", [], {"page_size": "100"}
    while True:
        page = _get(cloud, slug, path, **query).raise_for_status().json()
        rows += page["items"]
        if not page["next_page_token"]:
            return rows
        query["page_token"] = page["next_page_token"]


def _eventually(holds: Callable[[], bool]) -> bool:
    """Whether something becomes true while the functions and their queues work."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not holds():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.5)
    return True


def _mails_to(cloud: StartedLocalCloud, address: str) -> list[dict[str, Any]]:
    answer = httpx.get(cloud.endpoints["inbox_url"] + "/api/messages", params={"to": address}, timeout=60)
    messages: list[dict[str, Any]] = answer.raise_for_status().json()["messages"]
    return messages


def test_endpoints_have_the_keys_scripts_rely_on(demo: StartedLocalCloud) -> None:
    places = {"backoffice_url", "api_url", "inbox_url", "ses_url", "aws_endpoint_url", "region", "sftp"}
    assert set(demo.endpoints) == places | {"demo", "second_website"}
    for slug in ("demo", "second_website"):
        website = demo.endpoints[slug]
        sandbox = {"sandbox_client_id", "sandbox_client_secret"}
        assert set(website) == {"website_id", "client_id", "client_secret", "user", "password", "sftp"} | sandbox
        assert {"host", "port", "username", "private_key_file"} <= set(website["sftp"])
        assert website["client_id"].startswith(website["website_id"] + ".")


def test_the_demo_shop_shows_every_status_that_a_use_case_can_give(demo: StartedLocalCloud) -> None:
    rows = _rows(demo)
    statuses = Counter(row["status"] for row in rows)
    assert 250 <= len(rows) <= 450
    assert set(statuses) == {
        "scheduled", "sent", "opened", "form_opened", "review_submitted", "reminder_sent", "error", "cancelled",
    }  # fmt: skip
    assert {row["review_type"] for row in rows} == {"brand", "product", "brand_and_product"}
    assert {row["transmission_method"] for row in rows} == {"api", "sftp", "csv", "prestashop"}
    reasons = {row["reason"] for row in rows if row["status"] == "error"}
    assert {"hard_bounce", "complained", "rejected_by_ses", "unconfirmed"} <= reasons


def test_telling_the_past_of_the_demo_shop_writes_to_nobody(demo: StartedLocalCloud) -> None:
    addresses = {row["customer_email"] for row in _rows(demo)}
    answer = httpx.get(demo.endpoints["inbox_url"] + "/api/messages", timeout=60).json()
    assert not addresses & {message["to"] for message in answer["messages"]}


def test_the_second_website_is_empty_and_cannot_see_the_first(demo: StartedLocalCloud) -> None:
    assert _rows(demo, "second_website") == []
    foreign = f"/v1/websites/{demo.endpoints['demo']['website_id']}/review-requests"
    assert _get(demo, "second_website", foreign).status_code == 404


def test_the_demo_shop_is_counted_as_its_rows_stand(demo: StartedLocalCloud) -> None:
    merchant = LocalSuivi(demo.endpoints)

    def is_counted() -> bool:
        told = merchant.counts()
        standing = Counter(row["status"] for row in _rows(demo))
        return told["counted"] and {status: n for status, n in told["statuses"].items() if n} == standing

    assert _eventually(is_counted)
    merchant.close()


def test_the_back_office_is_served_with_its_configuration(demo: StartedLocalCloud) -> None:
    assert '<div id="root">' in httpx.get(demo.endpoints["backoffice_url"] + "/requests/x", timeout=60).text
    config = httpx.get(demo.endpoints["backoffice_url"] + "/v1/config", timeout=60).json()
    assert config["oidc"]["authority"].startswith(demo.endpoints["aws_endpoint_url"])


def test_the_printed_commands_bring_mails_and_forward_brings_reminders(demo: StartedLocalCloud) -> None:
    directory = LocalDirectory(demo.directory.resolve())
    _shell(sftp_command(demo.endpoints["demo"]["sftp"], directory))
    assert "200 OK" in _shell(event_command(demo.endpoints, directory))
    for address in ("zoe.obrien@example.com", "max.leroy@example.com", "marie.durand@example.com"):
        assert _eventually(partial(_is_mailed_after_a_tick, demo, address)), address
    _moved_to, left = forward(directory, 7.1)
    assert {"zoe.obrien@example.com", "marie.durand@example.com"} <= {mail["to"] for mail in left}
    assert len(_mails_to(demo, "zoe.obrien@example.com")) == 2


def _is_mailed_after_a_tick(cloud: StartedLocalCloud, address: str) -> bool:
    """Ticks more often than the minute; too many of them are harmless."""
    Running(cloud.endpoints).release_due()
    return bool(_mails_to(cloud, address))


def _shell(command: str) -> str:
    """Run what a person would copy."""
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_a_clean_stop_keeps_everything_and_a_kill_is_told(tmp_path: Path) -> None:
    directory = LocalDirectory(tmp_path / ".local")
    with start_local_cloud(directory.root, demo=False) as first:
        _shell(event_command(first.endpoints, directory))
        with pytest.raises(LocalCloudError, match="already runs"), directory.locked():
            pass
    assert not directory.endpoints.exists()
    with start_local_cloud(directory.root, demo=False) as second:
        assert second.endpoints == first.endpoints
        assert [row["experience_reference"] for row in _rows(second)] == ["CMD-1001"]
        assert "not clean" not in second.printed()
        merchant = LocalSuivi(second.endpoints)
        assert _eventually(lambda: merchant.counts()["total"] == 1)
        merchant.post_events([merchant.event("CMD-1002", "after.the.restart@example.com")])
        assert _eventually(lambda: merchant.counts()["total"] == 2), "the stream is not read after a restart"
        merchant.close()
        os.kill(int((directory.root / "running").read_text()), signal.SIGKILL)
        with pytest.raises(LocalCloudError, match="did not save its state"):
            second.stop()
        second.is_killed = True
    with start_local_cloud(directory.root, demo=False) as third:
        assert "The last stop was not clean" in third.printed()
        assert [row["experience_reference"] for row in _rows(third)] == ["CMD-1001"]
        third.kill()  # the launcher alone: the next start stops what it left running, and loses nothing
    with start_local_cloud(directory.root, demo=False) as fourth:
        assert "not clean" not in fourth.printed()
        assert [row["experience_reference"] for row in _rows(fourth)] == ["CMD-1001"]
