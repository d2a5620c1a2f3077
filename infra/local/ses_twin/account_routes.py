"""HTTP of SES v2's account settings: quota, configuration sets, event destinations, suppression list, identities."""

from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from infra.local.ses_twin.errors import SesError
from infra.local.ses_twin.sending_routes import twin_of
from infra.local.ses_twin.shapes import check_shape, read_json
from infra.local.ses_twin.suppression import Suppressed

Json = dict[str, Any]


async def _parameters(request: Request, operation: str) -> Json:
    """Return the members of body and path together, checked against the model."""
    parameters = await read_json(request) | dict(request.path_params)
    check_shape(operation, parameters)
    return parameters


async def get_account(request: Request) -> Response:
    """GetAccount: the quotas and what is used of them."""
    twin = twin_of(request)
    quota = {
        "Max24HourSend": twin.config.max_24_hour_send,
        "MaxSendRate": twin.config.max_send_rate,
        "SentLast24Hours": twin.acceptances.sent_last_24_hours(twin.config.now()),
    }
    return JSONResponse(
        {
            "DedicatedIpAutoWarmupEnabled": False,
            "EnforcementStatus": "HEALTHY",
            "ProductionAccessEnabled": True,
            "SendQuota": quota,
            "SendingEnabled": True,
            "SuppressionAttributes": {"SuppressedReasons": ["BOUNCE", "COMPLAINT"]},
        }
    )


async def create_configuration_set(request: Request) -> Response:
    """CreateConfigurationSet."""
    twin_of(request).account.create_configuration_set(await _parameters(request, "CreateConfigurationSet"))
    return JSONResponse({})


async def get_configuration_set(request: Request) -> Response:
    """GetConfigurationSet."""
    return JSONResponse(twin_of(request).account.configuration_set(request.path_params["ConfigurationSetName"]))


async def create_destination(request: Request) -> Response:
    """CreateConfigurationSetEventDestination; only SNS destinations ever receive events here."""
    body = await _parameters(request, "CreateConfigurationSetEventDestination")
    twin_of(request).account.create_destination(body["ConfigurationSetName"], _destination(body))
    return JSONResponse({})


async def update_destination(request: Request) -> Response:
    """UpdateConfigurationSetEventDestination."""
    body = await _parameters(request, "UpdateConfigurationSetEventDestination")
    twin_of(request).account.update_destination(body["ConfigurationSetName"], _destination(body))
    return JSONResponse({})


async def delete_destination(request: Request) -> Response:
    """DeleteConfigurationSetEventDestination."""
    names = request.path_params
    twin_of(request).account.delete_destination(names["ConfigurationSetName"], names["EventDestinationName"])
    return JSONResponse({})


async def get_destinations(request: Request) -> Response:
    """GetConfigurationSetEventDestinations."""
    found = twin_of(request).account.destinations(request.path_params["ConfigurationSetName"])
    return JSONResponse({"EventDestinations": found})


def _destination(body: Json) -> Json:
    """Return the destination as SES shows it; off and matching nothing unless told otherwise."""
    defaults = {"Enabled": False, "MatchingEventTypes": []}
    return {"Name": body["EventDestinationName"], **defaults, **body["EventDestination"]}


async def put_suppressed(request: Request) -> Response:
    """PutSuppressedDestination."""
    body = await _parameters(request, "PutSuppressedDestination")
    twin = twin_of(request)
    twin.suppression.put(Suppressed(body["EmailAddress"], body["Reason"], twin.config.now()))
    return JSONResponse({})


async def get_suppressed(request: Request) -> Response:
    """GetSuppressedDestination."""
    entry = twin_of(request).suppression.find(request.path_params["EmailAddress"])
    if entry is None:
        raise _not_suppressed(request)
    attributes = {"MessageId": entry.message_id, "FeedbackId": entry.feedback_id} if entry.message_id else {}
    return JSONResponse({"SuppressedDestination": _summary(entry) | {"Attributes": attributes}})


async def delete_suppressed(request: Request) -> Response:
    """DeleteSuppressedDestination."""
    if not twin_of(request).suppression.remove(request.path_params["EmailAddress"]):
        raise _not_suppressed(request)
    return JSONResponse({})


async def list_suppressed(request: Request) -> Response:
    """ListSuppressedDestinations by address: Reason (repeatable), PageSize (1000), NextToken (the last address)."""
    query = request.query_params
    size = int(query.get("PageSize", "1000"))
    entries = twin_of(request).suppression.entries(query.getlist("Reason"), query.get("NextToken", ""), size + 1)
    shown = entries[:size]
    token = {"NextToken": shown[-1].address} if len(entries) > size else {}
    return JSONResponse({"SuppressedDestinationSummaries": [_summary(entry) for entry in shown]} | token)


def _summary(entry: Suppressed) -> Json:
    """Return an entry in the API's words; instants in epoch seconds, as rest-json has them."""
    return {"EmailAddress": entry.address, "Reason": entry.reason, "LastUpdateTime": entry.updated_at.timestamp()}


def _not_suppressed(request: Request) -> SesError:
    """Return the refusal for an address that is not on the list."""
    address = request.path_params["EmailAddress"]
    return SesError("NotFoundException", f"Email address {address} does not exist on your suppression list.")


async def create_identity(request: Request) -> Response:
    """CreateEmailIdentity: verified at once."""
    identity = (await _parameters(request, "CreateEmailIdentity"))["EmailIdentity"]
    twin_of(request).account.create_identity(identity)
    return JSONResponse({"IdentityType": _identity_type(identity), "VerifiedForSendingStatus": True})


async def get_identity(request: Request) -> Response:
    """GetEmailIdentity."""
    identity = request.path_params["EmailIdentity"]
    if identity.lower() not in twin_of(request).account.identities():
        raise SesError("NotFoundException", f"Email identity {identity} does not exist.")
    return JSONResponse(
        {
            "IdentityType": _identity_type(identity),
            "FeedbackForwardingStatus": False,
            "VerifiedForSendingStatus": True,
            "VerificationStatus": "SUCCESS",
        }
    )


def _identity_type(identity: str) -> str:
    """Return SES's word for an address or a domain."""
    return "EMAIL_ADDRESS" if "@" in identity else "DOMAIN"


_SETS = "/v2/email/configuration-sets"
_DESTINATIONS = f"{_SETS}/{{ConfigurationSetName}}/event-destinations"
_SUPPRESSED = "/v2/email/suppression/addresses"
ROUTES = [
    Route("/v2/email/account", get_account, methods=["GET"]),
    Route(_SETS, create_configuration_set, methods=["POST"]),
    Route(f"{_SETS}/{{ConfigurationSetName}}", get_configuration_set, methods=["GET"]),
    Route(_DESTINATIONS, create_destination, methods=["POST"]),
    Route(_DESTINATIONS, get_destinations, methods=["GET"]),
    Route(f"{_DESTINATIONS}/{{EventDestinationName}}", update_destination, methods=["PUT"]),
    Route(f"{_DESTINATIONS}/{{EventDestinationName}}", delete_destination, methods=["DELETE"]),
    Route(_SUPPRESSED, put_suppressed, methods=["PUT"]),
    Route(_SUPPRESSED, list_suppressed, methods=["GET"]),
    Route(f"{_SUPPRESSED}/{{EmailAddress}}", get_suppressed, methods=["GET"]),
    Route(f"{_SUPPRESSED}/{{EmailAddress}}", delete_suppressed, methods=["DELETE"]),
    Route("/v2/email/identities", create_identity, methods=["POST"]),
    Route("/v2/email/identities/{EmailIdentity}", get_identity, methods=["GET"]),
]
