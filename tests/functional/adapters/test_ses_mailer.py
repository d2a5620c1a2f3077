"""SES: exactly one request per mail whatever happens, and each outcome for what it proves."""

from dataclasses import replace
from email.header import decode_header, make_header
from email.utils import getaddresses

import pytest
from botocore.config import Config

from chalicelib.adapters import ses_mailer
from chalicelib.adapters.ses_mailer import ONE_ATTEMPT, PROOFS, SESMailer, from_header
from chalicelib.domain.errors import SendRefusedError, SendRejectedError, SendUnknownError
from chalicelib.usecases.ports import Mail
from infra.local.ports import free_port
from tests.functional.adapters.one_shot_server import OneShotServer

MAIL = Mail(
    to="camille.durand@example.com",
    subject="Votre avis",
    text="Bonjour",
    html="<p>Bonjour</p>",
    headers=(
        ("List-Unsubscribe", "<https://suivi.example/u>"),
        ("List-Unsubscribe-Post", "List-Unsubscribe=One-Click"),
    ),
    tags={"review_request_id": "abc", "step": "0"},
    sender_name="Maison Durand",
)


def mailer_at(url: str, monkeypatch: pytest.MonkeyPatch) -> SESMailer:
    monkeypatch.setenv("AWS_ENDPOINT_URL_SESV2", url)
    return SESMailer("avis@suivi.example", "suivi-tests")


def test_an_accepted_mail_gives_its_message_id(monkeypatch: pytest.MonkeyPatch) -> None:
    with OneShotServer(body={"MessageId": "0102-abc"}) as ses:
        assert mailer_at(ses.url, monkeypatch).send(MAIL) == "0102-abc"

    assert ses.bodies == [
        {
            "FromEmailAddress": "Maison Durand <avis@suivi.example>",
            "Destination": {"ToAddresses": ["camille.durand@example.com"]},
            "ReplyToAddresses": [],
            "Content": {
                "Simple": {
                    "Subject": {"Data": "Votre avis", "Charset": "UTF-8"},
                    "Body": {
                        "Text": {"Data": "Bonjour", "Charset": "UTF-8"},
                        "Html": {"Data": "<p>Bonjour</p>", "Charset": "UTF-8"},
                    },
                    "Headers": [{"Name": name, "Value": value} for name, value in MAIL.headers],
                }
            },
            "EmailTags": [{"Name": "review_request_id", "Value": "abc"}, {"Name": "step", "Value": "0"}],
            "ConfigurationSetName": "suivi-tests",
        }
    ]


def test_answers_go_where_the_merchant_reads_them(monkeypatch: pytest.MonkeyPatch) -> None:
    with OneShotServer(body={"MessageId": "0102-abc"}) as ses:
        mailer_at(ses.url, monkeypatch).send(replace(MAIL, reply_to="bonjour@boutique.example"))

    assert [body["ReplyToAddresses"] for body in ses.bodies] == [["bonjour@boutique.example"]]


def test_a_mail_whose_openings_are_not_followed_says_so_for_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    with OneShotServer(body={"MessageId": "0102-abc"}) as ses:
        mailer_at(ses.url, monkeypatch).send(replace(MAIL, tracks_opens=False))

    assert [body["ConfigurationOverrides"] for body in ses.bodies] == [
        {"Tracking": {"OpenTrackingEnabled": "DISABLED"}}
    ]


SAID_NO = {
    "TooManyRequestsException": (429, SendRefusedError),
    "LimitExceededException": (400, SendRefusedError),
    "SendingPausedException": (400, SendRefusedError),
    "AccountSuspendedException": (400, SendRefusedError),
    "MailFromDomainNotVerifiedException": (400, SendRefusedError),
    "NotFoundException": (404, SendRefusedError),
    "ThrottlingException": (400, SendRefusedError),
    "AccessDeniedException": (403, SendRefusedError),
    "ExpiredTokenException": (403, SendRefusedError),
    "UnrecognizedClientException": (403, SendRefusedError),
    "MessageRejected": (400, SendRejectedError),
    "BadRequestException": (400, SendRejectedError),
}


@pytest.mark.parametrize("code", SAID_NO)
def test_what_ses_says_no_to_is_asked_once_and_proves_a_refusal(code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    status, outcome = SAID_NO[code]
    answer = {"message": "camille.durand@example.com is bad"}
    with OneShotServer(status=status, error=code, body=answer) as ses, pytest.raises(outcome) as raised:
        mailer_at(ses.url, monkeypatch).send(MAIL)

    assert type(raised.value) is outcome
    assert len(ses.bodies) == 1
    assert "camille" not in raised.value.message
    assert raised.value.__cause__ is not None


def test_every_code_of_the_table_is_tested() -> None:
    assert {proof: outcome for proof, outcome in PROOFS.items() if isinstance(proof, str)} == {
        code: outcome for code, (_, outcome) in SAID_NO.items()
    }


@pytest.mark.parametrize(
    "server",
    [
        {"status": 500},
        {"status": 502},
        {"status": 503, "error": "ServiceUnavailable"},
        {"status": 504},
        {"status": 400, "error": "SomethingNewException"},
        {"status": 200, "body": {"NoMessageId": 1}},
        {"end": "drop"},
    ],
    ids=str,
)
def test_without_proof_nobody_knows_and_nobody_asks_again(server: dict, monkeypatch: pytest.MonkeyPatch) -> None:
    with OneShotServer(**server) as ses, pytest.raises(SendUnknownError):
        mailer_at(ses.url, monkeypatch).send(MAIL)

    assert len(ses.bodies) == 1


def test_a_silent_ses_is_left_after_its_time_and_not_asked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ses_mailer, "ONE_ATTEMPT", ONE_ATTEMPT.merge(Config(read_timeout=0.3)))  # the same, sooner
    with OneShotServer(end="silence") as ses, pytest.raises(SendUnknownError):
        mailer_at(ses.url, monkeypatch).send(MAIL)

    assert len(ses.bodies) == 1


def test_the_client_makes_one_attempt_and_gives_up_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    config = vars(mailer_at("http://127.0.0.1:9", monkeypatch)._ses.meta.config)

    assert config["retries"]["total_max_attempts"] == 1
    assert (config["connect_timeout"], config["read_timeout"], config["tcp_keepalive"]) == (2, 8, True)


def test_nobody_listening_is_proof_that_nothing_left(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(SendRefusedError):
        mailer_at(f"http://127.0.0.1:{free_port()}", monkeypatch).send(MAIL)


def test_an_unknown_host_is_proof_that_nothing_left(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(SendRefusedError):
        mailer_at("http://ses.invalid", monkeypatch).send(MAIL)


def test_without_credentials_nothing_left(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.delenv(name)
    monkeypatch.setattr("boto3.DEFAULT_SESSION", None)  # it remembers credentials
    with OneShotServer() as ses, pytest.raises(SendRefusedError):
        mailer_at(ses.url, monkeypatch).send(MAIL)

    assert ses.bodies == []


def test_a_mail_the_sdk_will_not_build_is_rejected_for_good(monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = replace(MAIL, to=None)  # type: ignore[arg-type]  # what the SDK itself refuses
    with OneShotServer() as ses, pytest.raises(SendRejectedError):
        mailer_at(ses.url, monkeypatch).send(wrong)

    assert ses.bodies == []


def test_a_new_invocation_opens_a_new_socket(monkeypatch: pytest.MonkeyPatch) -> None:
    with OneShotServer(body={"MessageId": "1"}) as ses:
        mailer = mailer_at(ses.url, monkeypatch)
        mailer.send(MAIL)
        mailer.send(MAIL)
        mailer.begin_invocation()
        mailer.send(MAIL)
        mailer.begin_invocation()

    first, second, third = ses.connections
    assert first == second != third


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Maison Durand", "Maison Durand"),
        ("L'Été à Paris ☀", "L'Été à Paris ☀"),
        ('Durand, "fils" & Cie <x@evil.example>', 'Durand, "fils" & Cie <x@evil.example>'),
        ("Durand\r\nBcc: all@evil.example", "Durand Bcc: all@evil.example"),
        ("Été\r\n\u2028Bcc: all@evil.example\x00", "Été Bcc: all@evil.example"),
        ("É" * 200, "É" * 64),
        ("", ""),
    ],
)
def test_a_merchants_name_is_a_name_and_nothing_else(name: str, shown: str) -> None:
    header = from_header(name, "avis@suivi.example")

    assert header.isascii()
    assert "\r" not in header
    assert "\n" not in header
    assert all(len(word) <= 75 for word in header.split(" ") if word.startswith("=?"))
    ((read_name, read_address),) = getaddresses([header])
    assert read_address == "avis@suivi.example"
    assert str(make_header(decode_header(read_name))) == shown
