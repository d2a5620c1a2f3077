"""Whatever the API document allows, and what it does not, asked of one route (schemathesis): it answers as documented.

`make test` asks the same few things each time; `make soak` asks `SCHEMA_EXAMPLES` of each route, drawn anew.
"""

import os
from collections.abc import Mapping

from hypothesis import HealthCheck, given, settings
from schemathesis import Case, GenerationMode, openapi
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from app import app
from chalicelib.api.openapi import build_openapi
from tests.builders import WEBSITE_ID
from tests.functional.api.chalice_wsgi import DOCUMENT_PATH, ChaliceWsgi
from tests.functional.wired import Suivi

DOCUMENT = build_openapi(app.routes)
CHECKED = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
SOAKED = int(os.environ.get("SCHEMA_EXAMPLES", "0"))


def assert_as_documented(suivi: Suivi, path: str, method: str, known: Mapping[str, str], examples: int) -> None:
    """In so many cases: with a path that leads somewhere, with any, and with what breaks the schema."""
    schema = openapi.from_wsgi(DOCUMENT_PATH, ChaliceWsgi(suivi.client, suivi.token(), DOCUMENT))
    operation = schema[path][method]
    here = {name: value for name, value in known.items() if f"{{{name}}}" in path}
    cases = operation.as_strategy(path_parameters=here)
    if "{" in path:
        own_website = {"website_id": WEBSITE_ID} if "{website_id}" in path else {}
        cases |= operation.as_strategy(path_parameters=own_website)
    if "parameters" in operation.definition.raw or "requestBody" in operation.definition.raw:
        cases |= operation.as_strategy(GenerationMode.NEGATIVE, path_parameters=here)

    @settings(
        max_examples=SOAKED or examples,
        derandomize=not SOAKED,
        database=None,
        deadline=None,
        suppress_health_check=[*HealthCheck],
    )
    @given(case=cases)
    def holds(case: Case) -> None:
        case.call_and_validate(checks=CHECKED)

    holds()
