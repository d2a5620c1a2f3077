"""Every way in: event functions stand in app.py, and every route asks who is calling or is known to be open."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from app import app

ROOT = Path(__file__).resolve().parents[2]

OPEN_ROUTES = {
    # Machines get their token here: the secret is in the request.
    ("POST", "/realms/skeepers/protocol/openid-connect/token"),
    ("POST", "/am/oauth2/alpha/access_token"),
    # Modules of the historical platform: each order is signed with the website's webservice key.
    ("POST", "/index.php"),
    # The page reads where to sign in before anyone has.
    ("GET", "/v1/config"),
    # Customers never sign in: the signed link in their e-mail is the credential.
    ("GET", "/form/{token}"),
    ("POST", "/form/{token}"),
    ("POST", "/form/{token}/opened"),
    ("GET", "/unsubscribe/{token}"),
    ("POST", "/unsubscribe/{token}"),
    ("GET", "/form/assets/{name}"),
}

EVENT_DECORATORS = {
    "schedule",
    "on_sqs_message",
    "on_sns_message",
    "on_s3_event",
    "on_cw_event",
    "on_dynamodb_record",
    "on_kinesis_record",
    "lambda_function",
}
ROUTES = [(method, path, route) for path, methods in app.routes.items() for method, route in methods.items()]


def decorators_of(module: Path) -> set[str]:
    functions = (n for n in ast.walk(ast.parse(module.read_text("utf-8"))) if isinstance(n, ast.FunctionDef))
    calls = (d.func if isinstance(d, ast.Call) else d for function in functions for d in function.decorator_list)
    return {call.attr for call in calls if isinstance(call, ast.Attribute)}


def test_a_route_asks_who_is_calling_or_is_known_to_be_open() -> None:
    without_authorizer = {(method, path) for method, path, route in ROUTES if route.authorizer is None}
    assert without_authorizer == OPEN_ROUTES


@pytest.mark.parametrize("module", sorted((ROOT / "chalicelib").rglob("*.py")), ids=lambda m: str(m.relative_to(ROOT)))
def test_event_functions_stand_in_app_py(module: Path) -> None:
    """A blueprint's event function never loads app.py in Lambda: no middleware, no log context (aws/chalice#1566)."""
    assert decorators_of(module) & EVENT_DECORATORS == set()


def test_every_route_says_what_it_does() -> None:
    silent = [path for _, path, route in ROUTES if not (route.view_function.__doc__ or "").strip()]
    assert silent == []


def test_a_cold_start_loads_no_rules_and_no_sdk() -> None:
    """Every function loads app.py: what only some of them need is imported where it is used."""
    heavy = {"pydantic", "email_validator", "boto3", "pynamodb", "cryptography", "jinja2"}
    loaded = "import sys, app; print(*{name.partition('.')[0] for name in sys.modules})"
    found = subprocess.run([sys.executable, "-c", loaded], cwd=ROOT, capture_output=True, text=True, check=True)
    assert heavy & set(found.stdout.split()) == set()
