"""The fixtures `cloud` and `suivi`, shared by the suites that run on a whole local cloud."""

from collections.abc import Iterator

import pytest

from infra.local.testing import StartedLocalCloud, start_local_cloud
from tests.local_suivi import LocalSuivi


@pytest.fixture(scope="session")
def cloud(tmp_path_factory: pytest.TempPathFactory) -> Iterator[StartedLocalCloud]:
    """One empty local cloud for the whole suite: the packaged template on the embedded AWS."""
    with start_local_cloud(tmp_path_factory.mktemp("local-cloud") / "cloud", demo=False) as started:
        yield started


@pytest.fixture
def suivi(cloud: StartedLocalCloud) -> Iterator[LocalSuivi]:
    """Its outside."""
    outside = LocalSuivi(cloud.endpoints)
    yield outside
    outside.close()
