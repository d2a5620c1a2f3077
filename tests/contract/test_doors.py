"""Every route can be reached: through the distribution in production, through the front door on one machine."""

from fnmatch import fnmatchcase

from app import app
from infra.local.front_door.app import API_PATHS
from tests.contract.template_resources import Resource


def patterns(resources: dict[str, Resource]) -> set[str]:
    behaviors = resources["Distribution"]["Properties"]["DistributionConfig"]["CacheBehaviors"]
    return {behavior["PathPattern"] for behavior in behaviors}


def test_the_front_door_serves_what_the_distribution_serves(resources: dict[str, Resource]) -> None:
    assert patterns(resources) == set(API_PATHS)


def test_every_route_is_served() -> None:
    assert [path for path in app.routes if not any(fnmatchcase(path, pattern) for pattern in API_PATHS)] == []
