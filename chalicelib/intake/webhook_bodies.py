"""What a merchant sends to make or change a webhook, and what is said of a body that breaks the rules."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict

from chalicelib.domain.errors import FieldProblem, InvalidParameterError, InvalidSettingsError, InvalidWebhookError
from chalicelib.domain.status import Status
from chalicelib.domain.webhook_url import LONGEST_URL, webhook_url
from chalicelib.intake import settings_rules as rules
from chalicelib.intake.settings_bodies import read_body

Statuses = frozenset[Annotated[Status, rules.word(Status)]]
SHOWN_VALUE = 80


class WebhookBody(BaseModel):
    """A webhook as it is wished; no `statuses` means all of them."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    url: Annotated[str, rules.line(LONGEST_URL, shortest=1)]
    statuses: Statuses = frozenset()
    include_customer_email: rules.Flag = False
    active: rules.Flag = True


def read_webhook(body: object, *, loopback: bool) -> WebhookBody:
    """The body understood; `loopback` as in `webhook_url`. Raises InvalidWebhookError that names every field."""
    try:
        wish = read_body(WebhookBody, body)
    except InvalidSettingsError as refused:
        raise InvalidWebhookError(refused.problems) from refused
    try:
        webhook_url(wish.url, loopback=loopback)
    except InvalidParameterError as refused:
        problem = FieldProblem("url", "This address cannot be called.", refused.message, wish.url[:SHOWN_VALUE])
        raise InvalidWebhookError([problem]) from refused
    return wish
