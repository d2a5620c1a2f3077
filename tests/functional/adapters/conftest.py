"""The port's fake and its adapter, one after the other: what passes for one must pass for the other."""

from dataclasses import dataclass

import pytest

from chalicelib.usecases.contact_ports import Contacts
from chalicelib.usecases.email_event_ports import OpenCounts, UnknownEvents
from chalicelib.usecases.list_ports import RequestList
from chalicelib.usecases.ports import ReviewRequests
from chalicelib.usecases.transmission_ports import Transmissions
from chalicelib.usecases.website_ports import Websites
from tests.fakes import (
    FakeContacts,
    FakeOpenCounts,
    FakeRequestList,
    FakeReviewRequests,
    FakeTransmissions,
    FakeUnknownEvents,
    FakeWebsites,
)


@pytest.fixture(params=["fake", "dynamodb"])
def store(request: pytest.FixtureRequest) -> ReviewRequests:
    """Empty review requests."""
    if request.param == "fake":
        return FakeReviewRequests()
    from chalicelib.adapters.dynamodb_review_requests import DynamoDBReviewRequests

    return DynamoDBReviewRequests(request.getfixturevalue("table_name"))


@dataclass(frozen=True)
class Listed:
    """A store, and the list over what stands in it."""

    store: ReviewRequests
    requests: RequestList


@pytest.fixture
def listed(request: pytest.FixtureRequest, store: ReviewRequests) -> Listed:
    """Empty review requests and their list."""
    if isinstance(store, FakeReviewRequests):
        return Listed(store, FakeRequestList(store))
    from chalicelib.adapters.dynamodb_request_list import DynamoDBRequestList

    return Listed(store, DynamoDBRequestList(request.getfixturevalue("table_name")))


@pytest.fixture(params=["fake", "dynamodb"])
def contacts(request: pytest.FixtureRequest) -> Contacts:
    """Nobody is known."""
    if request.param == "fake":
        return FakeContacts()
    from chalicelib.adapters.dynamodb_contacts import DynamoDBContacts

    return DynamoDBContacts(request.getfixturevalue("table_name"))


@pytest.fixture(params=["fake", "dynamodb"])
def unknown_events(request: pytest.FixtureRequest) -> UnknownEvents:
    """Nothing unknown was told."""
    if request.param == "fake":
        return FakeUnknownEvents()
    from chalicelib.adapters.dynamodb_email_events import DynamoDBUnknownEvents

    return DynamoDBUnknownEvents(request.getfixturevalue("table_name"))


@pytest.fixture(params=["fake", "dynamodb"])
def open_counts(request: pytest.FixtureRequest) -> OpenCounts:
    """Nothing was opened."""
    if request.param == "fake":
        return FakeOpenCounts()
    from chalicelib.adapters.dynamodb_email_events import DynamoDBOpenCounts

    return DynamoDBOpenCounts(request.getfixturevalue("table_name"))


@pytest.fixture(params=["fake", "dynamodb"])
def websites(request: pytest.FixtureRequest) -> Websites:
    """No websites."""
    if request.param == "fake":
        return FakeWebsites()
    from chalicelib.adapters.dynamodb_websites import DynamoDBWebsites

    return DynamoDBWebsites(request.getfixturevalue("table_name"))


@pytest.fixture(params=["fake", "dynamodb"])
def transmissions(request: pytest.FixtureRequest) -> Transmissions:
    """No transmissions."""
    if request.param == "fake":
        return FakeTransmissions()
    from chalicelib.adapters.dynamodb_transmissions import DynamoDBTransmissions

    return DynamoDBTransmissions(request.getfixturevalue("table_name"))
