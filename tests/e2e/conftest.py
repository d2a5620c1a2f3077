"""The packaged template on the embedded AWS."""

from tests.cloud_fixtures import cloud, suivi

__all__ = ["cloud", "suivi"]
