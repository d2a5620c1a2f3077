"""A merchant at our doors, on the embedded AWS: one installation for each module, since most examples do not meet."""

from collections.abc import Iterator
from typing import Any

import pytest
from chalice.test import Client

import app as suivi_app
from chalicelib.adapters.dynamodb_tables import table
from chalicelib.bootstrap import wiring
from infra.local.embedded_aws import EmbeddedAws
from tests.functional.doors.installation import install, open_door
from tests.functional.doors.merchant import Merchant


@pytest.fixture(scope="module")
def http(embedded_aws: EmbeddedAws, table_properties: dict[str, Any]) -> Iterator[Client]:
    """An installation without websites; other suites find the wiring untouched."""
    before = dict(vars(wiring))
    with pytest.MonkeyPatch.context() as patch, Client(suivi_app.app) as client:
        patch.setenv("AWS_ENDPOINT_URL", embedded_aws.endpoint_url)
        try:
            install(table_properties)
            yield client
        finally:
            vars(wiring).clear()
            vars(wiring).update(before)
            table.cache_clear()


@pytest.fixture(scope="module")
def merchant(http: Client) -> Merchant:
    """The website of the examples."""
    return open_door(http)
