"""Everything the twin refuses, seen as the exception class boto3 raises; a refused mail is neither kept nor counted."""

import json
from typing import Any

import httpx
import pytest
from botocore.exceptions import ClientError

from tests.functional.ses_twin.conftest import RunningTwin, a_mail, with_headers

FORBIDDEN = ["From", "to", "Subject", "Message-ID", "MIME-Version", "Content-Type", "Date", "Return-Path", "Reply-To"]


def a_mail_with_tag(name: str, value: str) -> dict[str, Any]:
    return a_mail(EmailTags=[{"Name": name, "Value": value}])


def a_mail_of(content: dict[str, Any]) -> dict[str, Any]:
    return a_mail(Content=content)


def a_simple_mail(**changes: Any) -> dict[str, Any]:
    return a_mail_of({"Simple": a_mail()["Content"]["Simple"] | changes})


REFUSED: list[tuple[str, dict[str, Any], str, str]] = [
    ("space in tag value", a_mail_with_tag("rid", "a b"), "BadRequestException", "tag value"),
    ("accent in tag name", a_mail_with_tag("étape", "1"), "BadRequestException", "tag name"),
    ("colon in tag name", a_mail_with_tag("ses:x", "1"), "BadRequestException", "tag name"),
    ("newline at end of tag", a_mail_with_tag("rid", "a\n"), "BadRequestException", "tag value"),
    ("empty tag value", a_mail_with_tag("rid", ""), "BadRequestException", "tag value"),
    ("tag of 257", a_mail_with_tag("rid", "a" * 257), "BadRequestException", "tag value"),
    ("header name of 127", with_headers(("x" * 127, "v")), "BadRequestException", "Header name"),
    ("colon in header name", with_headers(("X:y", "v")), "BadRequestException", "Header name"),
    ("header value of 996", with_headers(("X", "v" * 996)), "BadRequestException", "995"),
    ("header of 997 together", with_headers(("X-Long", "v" * 991)), "BadRequestException", "996"),
    ("accent in header value", with_headers(("X-Shop", "Café")), "BadRequestException", "printable ASCII"),
    ("newline in header value", with_headers(("X-Shop", "a\r\nBcc: x@y.z")), "BadRequestException", "printable ASCII"),
    ("same header twice", with_headers(("List-Id", "a"), ("list-id", "b")), "BadRequestException", "more than once"),
    ("16 headers", with_headers(*((f"X-{n}", "v") for n in range(16))), "BadRequestException", "at most 15"),
    *((f"header {name}", with_headers((name, "v")), "BadRequestException", "not allowed") for name in FORBIDDEN),
    ("unverified sender", a_mail(FromEmailAddress="a@other.example"), "MessageRejected", "EU-WEST-1: a@other.example"),
    ("look-alike domain", a_mail(FromEmailAddress="a@notmerchant.example"), "MessageRejected", "not verified"),
    ("other box of a verified address", a_mail(FromEmailAddress="x@mail.example"), "MessageRejected", "not verified"),
    ("no sender", a_mail(FromEmailAddress=None), "BadRequestException", "From"),
    ("no recipient", a_mail(Destination={}), "BadRequestException", "recipient"),
    ("51 recipients", a_mail(Destination={"CcAddresses": ["a@b.example"] * 51}), "BadRequestException", "exceeds 50"),
    ("accent in local part", a_mail("zoé@b.example"), "BadRequestException", "7-bit ASCII"),
    ("accent in domain", a_mail("zoe@café.example"), "BadRequestException", "Domain"),
    ("no domain", a_mail("zoe"), "BadRequestException", "Missing final '@domain'"),
    ("newline in address", a_mail("zoe@b.example\nBcc: x@y.z"), "BadRequestException", "control"),
    ("bad reply-to", a_mail(ReplyToAddresses=["nobody"]), "BadRequestException", "Missing final"),
    ("unknown configuration set", a_mail(ConfigurationSetName="nope"), "NotFoundException", "<nope> does not exist"),
    ("unknown tenant", a_mail(TenantName="t1"), "NotFoundException", "<t1>"),
    ("template", a_mail_of({"Template": {"TemplateName": "t"}}), "BadRequestException", "twin takes Simple"),
    ("no content", a_mail_of({}), "BadRequestException", "exactly one"),
    ("no body", a_simple_mail(Body={}), "BadRequestException", "text or an HTML"),
    ("raw without header", a_mail_of({"Raw": {"Data": b"\r\n\r\nbody"}}), "BadRequestException", "no header"),
    ("contact list", a_mail(ListManagementOptions={"ContactListName": "c"}), "BadRequestException", "contact lists"),
    (
        "unknown tracking word",
        a_mail(ConfigurationOverrides={"Tracking": {"OpenTrackingEnabled": "MAYBE"}}),
        "BadRequestException",
        "MAYBE",
    ),
]


@pytest.mark.parametrize(("mail", "code", "words"), [case[1:] for case in REFUSED], ids=[case[0] for case in REFUSED])
def test_refuses_and_keeps_nothing(twin: RunningTwin, mail: dict[str, Any], code: str, words: str) -> None:
    client = twin.ses()
    with pytest.raises(getattr(client.exceptions, code)) as refusal:
        client.send_email(**mail)
    assert words in refusal.value.response["Error"]["Message"]
    assert twin.api("/api/messages") == {"messages": []}
    assert twin.api("/api/acceptances") == {"total": 0, "acceptances": [], "duplicates": 0}


def test_takes_what_is_just_within_the_limits(twin: RunningTwin) -> None:
    mail = with_headers(("x" * 126, "v"), ("X", "v" * 995), *((f"X-{n}", " ~") for n in range(13)))
    mail["EmailTags"] = [{"Name": "a" * 256, "Value": "_-9Z" * 64}]
    mail["Destination"] = {"BccAddresses": [f"a{n}@b.example" for n in range(50)]}
    mail["FromEmailAddress"] = "a@mail.eu.Merchant.example"
    assert twin.ses().send_email(**mail)["MessageId"]


def test_takes_a_verified_address_whatever_its_case(twin: RunningTwin) -> None:
    assert twin.ses().send_email(**a_mail(FromEmailAddress="owner@MAIL.example"))["MessageId"]


def test_refuses_a_raw_message_above_40_mb_and_takes_one_below(twin: RunningTwin) -> None:
    client = twin.ses(read_timeout=60)
    head = b"From: avis@merchant.example\r\nTo: a@b.example\r\nSubject: s\r\n\r\n"
    limit = 40 * 1024 * 1024
    with pytest.raises(client.exceptions.BadRequestException, match="41943040 bytes"):
        client.send_email(Content={"Raw": {"Data": head.ljust(limit + 1, b"x")}})
    assert client.send_email(Content={"Raw": {"Data": head.ljust(limit, b"x")}})["MessageId"]


def post(twin: RunningTwin, content: bytes) -> httpx.Response:
    return twin.http.post("/v2/email/outbound-emails", content=content)


def test_refuses_a_field_that_the_api_does_not_have(twin: RunningTwin) -> None:
    answer = post(twin, json.dumps(a_mail(Fancy=True)).encode())
    assert (answer.status_code, answer.headers["x-amzn-errortype"]) == (400, "BadRequestException")
    assert "Fancy" in answer.json()["message"]


@pytest.mark.parametrize("content", [b"{", b"[]"])
def test_refuses_what_is_no_json_object(twin: RunningTwin, content: bytes) -> None:
    assert post(twin, content).headers["x-amzn-errortype"] == "SerializationException"


def test_refuses_a_request_larger_than_any_acceptable_one(twin: RunningTwin) -> None:
    answer = post(twin, b" " * (60 * 1024 * 1024 + 1))
    assert (answer.status_code, answer.headers["x-amzn-errortype"]) == (400, "BadRequestException")


def test_a_paused_configuration_set_sends_nothing(twin: RunningTwin) -> None:
    client = twin.ses()
    client.create_configuration_set(ConfigurationSetName="paused", SendingOptions={"SendingEnabled": False})
    with pytest.raises(client.exceptions.SendingPausedException):
        client.send_email(**a_mail(ConfigurationSetName="paused"))


def test_refusals_have_the_http_shape_of_the_service(twin: RunningTwin) -> None:
    with pytest.raises(ClientError) as refusal:
        twin.ses().send_email(**a_mail(ConfigurationSetName="nope"))
    metadata = refusal.value.response["ResponseMetadata"]
    assert metadata["HTTPStatusCode"] == 404
    assert metadata["RequestId"]
