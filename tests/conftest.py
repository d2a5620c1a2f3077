"""What holds for every test: no real cloud account can be reached, whatever the person's shell says."""

import os
from collections.abc import Iterator

import pytest

_NOBODYS = {
    "AWS_ACCESS_KEY_ID": "test",
    "AWS_SECRET_ACCESS_KEY": "test",
    "AWS_DEFAULT_REGION": "eu-west-3",
    "AWS_EC2_METADATA_DISABLED": "true",
    "AWS_CONFIG_FILE": os.devnull,
    "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
    # Nobody listens there: a test that needs a service names its own endpoint.
    "AWS_ENDPOINT_URL": "http://127.0.0.1:9",
}


@pytest.fixture(scope="session", autouse=True)
def no_real_cloud() -> Iterator[None]:
    """Credentials that mean nothing and an endpoint where nobody answers."""
    with pytest.MonkeyPatch.context() as patch:
        for name in [name for name in os.environ if name.startswith("AWS_")]:
            patch.delenv(name)
        for name, value in _NOBODYS.items():
            patch.setenv(name, value)
        yield
