"""The counts in the OpenAPI document."""

from chalicelib.api.counts import KNOWN
from chalicelib.api.openapi_list import FILTER_PARAMETERS
from chalicelib.api.openapi_operations import json_answer, refusals
from chalicelib.api.openapi_schemas import Json, count, flag, record, ref
from chalicelib.domain.status import Status

COUNT_SCHEMAS: Json = {
    "Counts": record(
        {
            "counted": flag(
                "False while the website's counts are being made anew, after its time zone changed: all numbers are 0."
            ),
            "statuses": record({status.value: count(minimum=0) for status in Status}),
            "total": count("Of all statuses.", minimum=0),
        },
        description="Review requests by status. They follow the list within a few seconds.",
    )
}

COUNT_OPERATIONS: dict[tuple[str, str], Json] = {
    ("GET", "/v1/websites/{website_id}/review-requests/counts"): {
        "tags": ["Review requests"],
        "parameters": [parameter for parameter in FILTER_PARAMETERS if parameter["name"] in KNOWN],
        "responses": {"200": json_answer(ref("Counts"), "The counts."), **refusals(400, 401, 404, 503)},
    },
}
