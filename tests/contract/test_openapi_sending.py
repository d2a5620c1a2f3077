"""What the flow of e-mails answers is what the document says."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from chalicelib.api.openapi_sending import SENDING
from chalicelib.api.sending import sending_json
from chalicelib.domain.reputation import Counts
from chalicelib.domain.sending import Pause, PauseOrigin, Resumption
from chalicelib.usecases.show_sending import Sending

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
RUNNING = Sending(None, False, None, 0, False, 0.0, None, 0, None, Counts(), None)
STOPPED = replace(
    RUNNING,
    pause=Pause(PauseOrigin.AUTOMATIC, "suivi", "bounce_rate", NOW),
    resumption=Resumption("anna", "list cleaned", NOW),
    waiting=5,
    expected_end_at=NOW,
    allowance_today=200,
    as_of=NOW,
)


def closed(schema: Any) -> Any:
    """The same schema, refusing properties it does not name."""
    if isinstance(schema, list):
        return [closed(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    inner = {name: closed(part) for name, part in schema.items()}
    return {**inner, "additionalProperties": False} if "properties" in schema and "required" in schema else inner


@pytest.mark.parametrize("shown", [RUNNING, STOPPED])
def test_the_flow_is_what_the_document_says(shown: Sending) -> None:
    root = closed({"$ref": "#/components/schemas/Sending", "components": {"schemas": SENDING}})
    checker = Draft202012Validator.FORMAT_CHECKER
    errors = Draft202012Validator(root, format_checker=checker).iter_errors(sending_json(shown))
    assert [f"{error.json_path}: {error.message}" for error in errors] == []
