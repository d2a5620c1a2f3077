"""The body of an import's call becomes an order; between two calls the order waits with the caller, signed."""

from datetime import datetime
from typing import Any

from chalicelib.api.json_bodies import json_object
from chalicelib.domain.errors import InvalidParameterError, TransmissionNotFoundError
from chalicelib.domain.imports import MOST_BYTES, ORDER_LIFETIME, AskedImport, ImportOrder
from chalicelib.domain.signing import Scope, Signer
from chalicelib.domain.transmission import TransmissionMode

LONGEST_NAME = 200


def asked_import(http_request: Any, website_id: str) -> AskedImport:
    """Understand the body. Raises InvalidParameterError naming what is wrong."""
    body = json_object(http_request, {"name", "size", "mode"})
    name, size = body.get("name"), body.get("size")
    if not isinstance(name, str) or not 0 < len(name.strip()) <= LONGEST_NAME or not name.isprintable():
        raise InvalidParameterError(f"Give the file's name, at most {LONGEST_NAME} characters.", field="name")
    if not isinstance(size, int) or isinstance(size, bool) or not 0 < size <= MOST_BYTES:
        limit = MOST_BYTES // 1024 // 1024
        raise InvalidParameterError(f"Give the file's bytes: 1 to {limit} MB. Drop larger files by SFTP.", field="size")
    return AskedImport(website_id, name.strip(), size, _mode(body.get("mode")))


def _mode(value: object) -> TransmissionMode:
    mode = next((one for one in TransmissionMode if one.value == value), None)
    if mode is None:
        raise InvalidParameterError(f"Known values are {', '.join(TransmissionMode)}.", field="mode")
    return mode


def ticket_of(order: ImportOrder, signer: Signer, *, now: datetime) -> str:
    """What the caller shows to start the import: the order as it was given, which nobody else can write."""
    claims: dict[str, str | int] = {
        "w": order.website_id,
        "t": order.transmission_id,
        "n": order.name,
        "s": order.size,
        "m": order.mode.value,
        "exp": int((now + ORDER_LIFETIME).timestamp()),
    }
    return signer.sign(Scope.IMPORT, claims)


def shown_order(
    http_request: Any, website_id: str, transmission_id: str, signer: Signer, *, now: datetime
) -> ImportOrder:
    """The order of the ticket in the body.

    Raises InvalidParameterError, InvalidTokenError, ExpiredTokenError; TransmissionNotFoundError for the ticket of
    another import.
    """
    ticket = json_object(http_request, {"ticket"}).get("ticket")
    if not isinstance(ticket, str):
        raise InvalidParameterError("Send the `ticket` that the order was answered with.", field="ticket")
    claims = signer.verify(Scope.IMPORT, ticket, now=now)
    if (claims["w"], claims["t"]) != (website_id, transmission_id):
        raise TransmissionNotFoundError("This ticket is that of another import.")
    return ImportOrder(
        website_id, str(claims["n"]), int(claims["s"]), TransmissionMode(str(claims["m"])), transmission_id
    )
