"""What a merchant sends to make an API client, and what is said of a body that breaks the rules."""

import re
from typing import Annotated

from pydantic import BaseModel, ConfigDict, PlainValidator

from chalicelib.domain.access import SANDBOX_PERMISSIONS, Permission
from chalicelib.domain.access_errors import InvalidApiClientError
from chalicelib.domain.errors import FieldProblem, InvalidSettingsError
from chalicelib.intake import settings_rules as rules
from chalicelib.intake.settings_bodies import read_body

NAME = r"[a-z0-9-]{1,40}"
_NAME = re.compile(NAME)


def _name(value: object) -> str:
    if not isinstance(value, str) or not _NAME.fullmatch(value):
        raise rules.refusal("This is no name of an API client.", "Use 1 to 40 of a-z, 0-9 and -.")
    return value


Permissions = frozenset[Annotated[Permission, rules.word(Permission)]]


class ApiClientBody(BaseModel):
    """An API client as it is wished; without `permissions` it transmits proofs and reads requests."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: Annotated[str, PlainValidator(_name)]
    sandbox: rules.Flag = False
    permissions: Permissions = SANDBOX_PERMISSIONS


def read_api_client(body: object, *, own: frozenset[Permission]) -> ApiClientBody:
    """The body understood; nobody gives a permission that is not their `own`. Raises InvalidApiClientError."""
    try:
        wish = read_body(ApiClientBody, body)
    except InvalidSettingsError as refused:
        raise InvalidApiClientError(refused.problems) from refused
    problem = _problem(wish, own)
    if problem:
        raise InvalidApiClientError([problem])
    return wish


def _problem(wish: ApiClientBody, own: frozenset[Permission]) -> FieldProblem | None:
    if not wish.permissions:
        return FieldProblem("permissions", "Without any permission it can do nothing.", "Name one, or leave it out.")
    if wish.sandbox and wish.permissions - SANDBOX_PERMISSIONS:
        return _too_much(wish.permissions - SANDBOX_PERMISSIONS, "A sandbox credential may not hold this.")
    if wish.permissions - own:
        return _too_much(wish.permissions - own, "You do not have this permission yourself.")
    return None


def _too_much(permissions: frozenset[Permission], reason: str) -> FieldProblem:
    shown = ", ".join(sorted(permissions))
    return FieldProblem("permissions", reason, f"Leave out {shown}.", shown)
