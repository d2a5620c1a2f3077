"""One empty local cloud for the whole suite: the packaged template on the embedded AWS."""

from collections.abc import Iterator

import pytest

from infra.local.testing import StartedLocalCloud, start_local_cloud
from tests.local_suivi import LocalSuivi


@pytest.fixture(scope="session")
def cloud(tmp_path_factory: pytest.TempPathFactory) -> Iterator[StartedLocalCloud]:
    """The running local cloud."""
    with start_local_cloud(tmp_path_factory.mktemp("local-cloud") / "cloud", demo=False) as started:
        yield started


@pytest.fixture
def suivi(cloud: StartedLocalCloud) -> Iterator[LocalSuivi]:
    """Its outside."""
    outside = LocalSuivi(cloud.endpoints)
    yield outside
    outside.close()
