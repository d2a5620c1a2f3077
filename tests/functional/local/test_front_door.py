"""The front door: the page's files, its fall back, the security headers, and the API behind the same origin."""

from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from infra.local.front_door.app import FrontDoorConfig, create_front_door
from infra.local.ports import HOST, free_port

AWS_ORIGIN = "http://127.0.0.1:4566"
Serve = Callable[[Starlette], str]


async def _echo(request: Request) -> Response:
    """Say what arrived."""
    return JSONResponse(
        {
            "method": request.method,
            "path": request.scope["raw_path"].decode(),
            "query": request.scope["query_string"].decode(),
            "headers": dict(request.headers),
            "body": (await request.body()).decode("latin-1"),
        },
        status_code=207,
        headers={"X-From-Api": "yes"},
    )


async def _form(_request: Request) -> Response:
    headers = {"Content-Security-Policy": "default-src 'none'", "Set-Cookie": "a=1", "Location": "/form/done"}
    response = Response("été", 303, headers, "text/html; charset=utf-8")
    response.headers.append("Set-Cookie", "b=2")
    return response


async def _refuse(request: Request) -> Response:
    status, message = request.query_params["status"], request.query_params["message"]
    return JSONResponse({"message": message}, int(status))


def _api() -> Starlette:
    anything = ["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]
    routes = [Route("/stage/form/x", _form), Route("/stage/v1/refuse", _refuse)]
    return Starlette(routes=[*routes, Route("/stage/{rest:path}", _echo, methods=anything)])


@pytest.fixture
def page(tmp_path: Path) -> Path:
    folder = tmp_path / "dist"
    (folder / "assets").mkdir(parents=True)
    (folder / "index.html").write_text("<title>Suivi</title>", encoding="utf-8")
    (folder / "assets" / "app-1a2b.js").write_text("export {}", encoding="utf-8")
    (tmp_path / "secret.txt").write_text("secret", encoding="utf-8")
    return folder


@pytest.fixture
def door(serve: Serve, page: Path) -> Iterator[httpx.Client]:
    url = serve(create_front_door(FrontDoorConfig(page, serve(_api()) + "/stage", AWS_ORIGIN)))
    with httpx.Client(base_url=url, trust_env=False) as client:
        yield client


@pytest.mark.parametrize("path", ["/", "/requests", "/requests/abc?tab=history", "/signed-in?code=1"])
def test_every_address_of_the_page_is_the_page(door: httpx.Client, path: str) -> None:
    answer = door.get(path)
    assert (answer.status_code, answer.text) == (200, "<title>Suivi</title>")
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert answer.headers["cache-control"] == "no-cache"


def test_a_script_has_the_type_browsers_insist_on(door: httpx.Client) -> None:
    assert door.get("/assets/app-1a2b.js").headers["content-type"] == "text/javascript; charset=utf-8"


@pytest.mark.parametrize("path", ["/assets/old-9f.js", "/%2e%2e/secret.txt", "/..%2fsecret.txt"])
def test_a_missing_or_foreign_file_is_not_the_page(door: httpx.Client, path: str) -> None:
    answer = door.get(path)
    assert answer.status_code == 404
    assert "secret" not in answer.text


def test_the_page_may_call_itself_and_the_sign_in_only(door: httpx.Client) -> None:
    headers = door.get("/").headers
    policy = headers["content-security-policy"].split("; ")
    assert f"connect-src 'self' {AWS_ORIGIN}" in policy
    assert {"default-src 'self'", "frame-ancestors 'none'", "style-src 'self' 'unsafe-inline'"} <= set(policy)
    assert (headers["x-content-type-options"], headers["referrer-policy"]) == ("nosniff", "no-referrer")


@pytest.mark.parametrize(
    "path",
    [
        "/v1/a%2Fb",
        "/realms/skeepers/protocol/openid-connect/token",
        "/am/oauth2/alpha/access_token",
        "/purchase-event/websites/w/purchase_events/bulk_insert",
        "/connectors/prestashop/websites/w/orders",
        "/v2/connector-settings",
        "/index.php",
        "/form/v1.k1.token",
        "/unsubscribe/t",
    ],
)
def test_the_api_gets_the_request_as_it_was(door: httpx.Client, path: str) -> None:
    answer = door.post(
        f"{path}?a=1&b=%C3%A9", content=b"\xe9", headers={"Authorization": "Bearer x", "X-Forwarded-For": "1.2.3.4"}
    )
    said = answer.json()
    assert (answer.status_code, answer.headers["x-from-api"]) == (207, "yes")
    assert (said["method"], said["path"], said["query"], said["body"]) == ("POST", f"/stage{path}", "a=1&b=%C3%A9", "é")
    assert said["headers"]["authorization"] == "Bearer x"
    assert said["headers"]["x-forwarded-for"] == f"1.2.3.4, {HOST}"


def test_the_api_answers_as_it_did_and_keeps_its_own_policy(door: httpx.Client) -> None:
    answer = door.get("/form/x")
    assert (answer.status_code, answer.text, answer.headers["location"]) == (303, "été", "/form/done")
    assert answer.headers["content-security-policy"] == "default-src 'none'"
    assert answer.headers.get_list("set-cookie") == ["a=1", "b=2"]


@pytest.mark.parametrize(
    ("status", "message", "as_amazon"),
    [
        (403, "Missing Authentication Token", (404, "not_found")),
        (401, "Unauthorized", (401, "unauthorized")),
        (403, "User is not authorized to access this resource", (403, "access_denied")),
    ],
)
def test_refusals_of_the_gateway_are_worded_as_the_template_says(
    door: httpx.Client, status: int, message: str, as_amazon: tuple[int, str]
) -> None:
    answer = door.get("/v1/refuse", params={"status": status, "message": message})
    assert (answer.status_code, answer.json()["code"]) == as_amazon
    assert (answer.headers["content-type"], answer.json()["status"]) == ("application/problem+json", as_amazon[0])
    assert (answer.headers["content-type"], answer.json()["status"]) == ("application/problem+json", as_amazon[0])


def test_a_refusal_of_the_application_is_left_alone(door: httpx.Client) -> None:
    answer = door.get("/v1/refuse", params={"status": 403, "message": "Not your website."})
    assert (answer.status_code, answer.json()) == (403, {"message": "Not your website."})


def test_an_api_that_is_away_is_said_so(serve: Serve, page: Path) -> None:
    url = serve(create_front_door(FrontDoorConfig(page, f"http://{HOST}:{free_port()}", AWS_ORIGIN)))
    answer = httpx.get(url + "/v1/x", trust_env=False)
    assert (answer.status_code, answer.json()["code"]) == (502, "bad_gateway")


def test_what_the_gateway_would_refuse_for_its_size_is_refused(door: httpx.Client) -> None:
    assert door.post("/v1/x", content=b"x" * (10 * 1024 * 1024 + 1)).status_code == 413
