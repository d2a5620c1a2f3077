"""The two websites of a local cloud, opened as an operator would, and the people who may see them."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

import boto3
from botocore.config import Config

from infra.local.deploy import StackOutputs
from infra.local.directory import LocalDirectory, write_json
from infra.local.errors import LocalCloudError

if TYPE_CHECKING:
    from mypy_boto3_cognito_idp import CognitoIdentityProviderClient
    from mypy_boto3_lambda import LambdaClient

_COUNT_SECONDS = 240
"""The stream may be slow to begin while everything else starts."""


@dataclass(frozen=True)
class LocalWebsite:
    """A website that every local cloud has. `slug` is its key in `endpoints.json` and its user of the SFTP drop."""

    slug: str
    website_id: str
    name: str
    user: str
    password: str
    trader_contact: str
    time_zone: str = "Europe/Paris"
    locale: str = "fr"
    # No delay, like the vendor's connectors: a dropped file shows its e-mail at once; `make forward` shows delays pass.
    brand_delay_days: int = 0
    product_delay_days: int | None = None
    reminder_delay_days: tuple[int, ...] = (7,)


DEMO = LocalWebsite(
    slug="demo",
    website_id="aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee",
    name="La Maison Claire",
    user="demo@suivi.example",
    password="Demonstration1",
    trader_contact="La Maison Claire, 12 rue des Lilas, 35000 Rennes, bonjour@maison-claire.example",
)
SECOND = LocalWebsite(
    slug="second_website",
    website_id="bbbbbbbb-cccc-dddd-eeee-ffffffffffff",
    name="North Harbour Cycles",
    user="second@suivi.example",
    password="Demonstration2",
    trader_contact="North Harbour Cycles, 4 Quay Street, Bristol BS1 4DB, hello@north-harbour.example",
    time_zone="Europe/London",
    locale="en",
    brand_delay_days=3,
    product_delay_days=10,
)
WEBSITES = (DEMO, SECOND)


@dataclass(frozen=True)
class Credentials:
    """How a merchant of a local website gets in: by program, and by the back office."""

    website_id: str
    client_id: str
    client_secret: str
    user: str
    password: str
    sandbox_client_id: str = ""
    sandbox_client_secret: str = ""


@dataclass(frozen=True)
class Websites:
    """Opens the websites in one deployed stack."""

    session: boto3.Session
    endpoint_url: str
    outputs: StackOutputs

    def ensure(self, directory: LocalDirectory) -> dict[str, Credentials]:
        """Credentials by slug. Websites that the embedded AWS does not know, or whose secret we forgot, are opened.

        Raises:
            LocalCloudError: the function `open_website` failed.
        """
        remembered = _remembered(directory)
        credentials: dict[str, Credentials] = {}
        for website in WEBSITES:
            known = remembered.get(website.slug)
            is_whole = known is not None and bool(known.sandbox_client_id) and self._has_person(website.user)
            credentials[website.slug] = known if known and is_whole else self._open(website)
        write_json(directory.websites, {slug: asdict(one) for slug, one in credentials.items()})
        return credentials

    def count_anew(self) -> None:
        """Have the counts compared with the rows. Raises LocalCloudError with the function's own words."""
        patient = Config(read_timeout=_COUNT_SECONDS, retries={"total_max_attempts": 1})
        client = self.session.client("lambda", endpoint_url=self.endpoint_url, config=patient)
        for website in WEBSITES:
            _answer(client, self.outputs["RecountWebsiteFunction"], {"website_id": website.website_id})

    def _open(self, website: LocalWebsite) -> Credentials:
        """With a client for real and one for trying out."""
        named = {"website_id": website.website_id, "name": website.name}
        real = self._opened(_order(website) | {"member_subjects": [self._create_person(website)]})
        tried = self._opened({**named, "client_name": "sandbox", "client_is_sandbox": True})
        return Credentials(
            website_id=website.website_id,
            client_id=real["client_id"],
            client_secret=real["client_secret"],
            user=website.user,
            password=website.password,
            sandbox_client_id=tried["client_id"],
            sandbox_client_secret=tried["client_secret"],
        )

    def _opened(self, order: Mapping[str, Any]) -> dict[str, Any]:
        return invoke(self.session, self.endpoint_url, self.outputs["OpenWebsiteFunction"], order)

    def _create_person(self, website: LocalWebsite) -> str:
        """The person's subject. A person who is there keeps the subject and gets the password again."""
        cognito, pool = self._cognito(), self.outputs["UserPoolId"]
        if not self._has_person(website.user):
            cognito.admin_create_user(
                UserPoolId=pool,
                Username=website.user,
                MessageAction="SUPPRESS",
                UserAttributes=[
                    {"Name": "email", "Value": website.user},
                    {"Name": "email_verified", "Value": "true"},
                ],
            )
        cognito.admin_set_user_password(
            UserPoolId=pool, Username=website.user, Password=website.password, Permanent=True
        )
        found = cognito.admin_get_user(UserPoolId=pool, Username=website.user)
        return next(attribute["Value"] for attribute in found["UserAttributes"] if attribute["Name"] == "sub")

    def _has_person(self, user: str) -> bool:
        cognito = self._cognito()
        try:
            cognito.admin_get_user(UserPoolId=self.outputs["UserPoolId"], Username=user)
        except cognito.exceptions.UserNotFoundException:
            return False
        return True

    def _cognito(self) -> "CognitoIdentityProviderClient":
        return self.session.client("cognito-idp", endpoint_url=self.endpoint_url)


def _order(website: LocalWebsite) -> dict[str, Any]:
    return {
        "website_id": website.website_id,
        "name": website.name,
        "time_zone": website.time_zone,
        "locale": website.locale,
        "client_name": "demo",
        "trader_contact": website.trader_contact,
        "brand_delay_days": website.brand_delay_days,
        "product_delay_days": website.product_delay_days,
        "reminder_delay_days": list(website.reminder_delay_days),
    }


def invoke(session: boto3.Session, endpoint_url: str, function: str, event: Mapping[str, Any]) -> dict[str, Any]:
    """The answer of a function called with this event. Raises LocalCloudError with the function's own words."""
    return _answer(session.client("lambda", endpoint_url=endpoint_url), function, event)


def _answer(client: "LambdaClient", function: str, event: Mapping[str, Any]) -> dict[str, Any]:
    answer = client.invoke(FunctionName=function, Payload=json.dumps(event))
    payload = json.loads(answer["Payload"].read() or b"null")
    if answer.get("FunctionError"):
        raise LocalCloudError(f"The function {function} failed: {json.dumps(payload)[:2000]}")
    return payload if isinstance(payload, dict) else {}


def _remembered(directory: LocalDirectory) -> dict[str, Credentials]:
    if not directory.websites.exists():
        return {}
    remembered = json.loads(directory.websites.read_text(encoding="utf-8"))
    return {slug: Credentials(**one) for slug, one in remembered.items()}
