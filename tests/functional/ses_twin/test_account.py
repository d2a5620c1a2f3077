"""The account's settings through boto3, the two quotas, and what a restart keeps."""

from datetime import timedelta

import pytest

from tests.functional.ses_twin.conftest import ALL_EVENTS, TOPIC, RunningTwin, a_mail, register


def test_the_rate_is_counted_in_recipients_over_one_second(twin: RunningTwin) -> None:
    twin.restart(max_send_rate=3)
    client = twin.ses()
    twin.clock.offset = timedelta(days=1)
    client.send_email(**a_mail())
    client.send_email(**a_mail(Destination={"ToAddresses": ["a@b.example", "c@b.example"]}))
    with pytest.raises(client.exceptions.TooManyRequestsException, match="Maximum sending rate exceeded"):
        client.send_email(**a_mail())
    twin.clock.offset += timedelta(seconds=1)
    assert client.send_email(**a_mail())["MessageId"]


def test_the_daily_quota_rolls_over_24_hours_and_ignores_the_simulator(twin: RunningTwin) -> None:
    twin.restart(max_24_hour_send=2)
    client = twin.ses()
    for to in ("success@simulator.amazonses.com", "a@b.example", "a@b.example"):
        client.send_email(**a_mail(to))
    assert client.get_account()["SendQuota"] == {"Max24HourSend": 2.0, "MaxSendRate": 1000.0, "SentLast24Hours": 2.0}
    with pytest.raises(client.exceptions.LimitExceededException, match="Daily message quota exceeded"):
        client.send_email(**a_mail("a@b.example"))
    twin.clock.offset = timedelta(hours=24, seconds=1)
    assert client.send_email(**a_mail("a@b.example"))["MessageId"]


def test_minus_one_is_no_daily_quota(twin: RunningTwin) -> None:
    twin.restart(max_24_hour_send=-1)
    assert twin.ses().send_email(**a_mail("a@b.example"))["MessageId"]


def test_the_account_may_send(twin: RunningTwin) -> None:
    account = twin.ses().get_account()
    assert account["ProductionAccessEnabled"]
    assert account["SendingEnabled"]
    assert account["EnforcementStatus"] == "HEALTHY"


def test_configuration_sets_and_destinations_are_created_once(twin: RunningTwin) -> None:
    client = twin.ses()
    assert client.get_configuration_set(ConfigurationSetName="reviews")["ConfigurationSetName"] == "reviews"
    assert client.get_configuration_set_event_destinations(ConfigurationSetName="reviews")["EventDestinations"] == [
        {"Name": "to-sns", "Enabled": True, "MatchingEventTypes": ALL_EVENTS, "SnsDestination": {"TopicArn": TOPIC}}
    ]
    with pytest.raises(client.exceptions.AlreadyExistsException):
        client.create_configuration_set(ConfigurationSetName="reviews")
    with pytest.raises(client.exceptions.AlreadyExistsException):
        client.create_configuration_set_event_destination(
            ConfigurationSetName="reviews", EventDestinationName="to-sns", EventDestination={}
        )
    with pytest.raises(client.exceptions.NotFoundException):
        client.get_configuration_set(ConfigurationSetName="nope")
    with pytest.raises(client.exceptions.NotFoundException):
        register_destination_of_nothing(twin)


def register_destination_of_nothing(twin: RunningTwin) -> None:
    twin.ses().create_configuration_set_event_destination(
        ConfigurationSetName="nope", EventDestinationName="d", EventDestination={}
    )


def test_an_unknown_event_type_is_refused(twin: RunningTwin) -> None:
    client = twin.ses()
    with pytest.raises(client.exceptions.BadRequestException, match="SENT"):
        register(client, "other", ["SENT"])


def test_a_destination_can_be_replaced_and_removed(twin: RunningTwin) -> None:
    client = twin.ses()
    names = {"ConfigurationSetName": "reviews", "EventDestinationName": "to-sns"}
    client.update_configuration_set_event_destination(**names, EventDestination={"Enabled": False})
    found = client.get_configuration_set_event_destinations(ConfigurationSetName="reviews")["EventDestinations"]
    assert found == [{"Name": "to-sns", "Enabled": False, "MatchingEventTypes": []}]
    client.delete_configuration_set_event_destination(**names)
    assert client.get_configuration_set_event_destinations(ConfigurationSetName="reviews")["EventDestinations"] == []
    with pytest.raises(client.exceptions.NotFoundException):
        client.delete_configuration_set_event_destination(**names)


def test_the_suppression_list_is_kept_read_and_paged(twin: RunningTwin) -> None:
    client = twin.ses()
    for address, reason in (("a@x.example", "BOUNCE"), ("b@x.example", "COMPLAINT"), ("C+1@x.example", "BOUNCE")):
        client.put_suppressed_destination(EmailAddress=address, Reason=reason)  # type: ignore[arg-type]
    entry = client.get_suppressed_destination(EmailAddress="c+1@X.example")["SuppressedDestination"]
    assert (entry["EmailAddress"], entry["Reason"]) == ("C+1@x.example", "BOUNCE")
    assert abs(entry["LastUpdateTime"] - twin.clock()) < timedelta(minutes=1)
    page = client.list_suppressed_destinations(Reasons=["BOUNCE"], PageSize=1)
    rest = client.list_suppressed_destinations(Reasons=["BOUNCE"], PageSize=1, NextToken=page["NextToken"])
    addresses = [each["EmailAddress"] for one in (page, rest) for each in one["SuppressedDestinationSummaries"]]
    assert addresses == ["C+1@x.example", "a@x.example"]
    assert "NextToken" not in rest
    client.delete_suppressed_destination(EmailAddress="a@x.example")
    for act in (client.get_suppressed_destination, client.delete_suppressed_destination):
        with pytest.raises(client.exceptions.NotFoundException):
            act(EmailAddress="a@x.example")


def test_an_identity_created_here_may_send_at_once(twin: RunningTwin) -> None:
    client = twin.ses()
    with pytest.raises(client.exceptions.NotFoundException):
        client.get_email_identity(EmailIdentity="shop.example")
    assert client.create_email_identity(EmailIdentity="shop.example")["IdentityType"] == "DOMAIN"
    assert client.get_email_identity(EmailIdentity="shop.example")["VerifiedForSendingStatus"]
    assert client.send_email(**a_mail(FromEmailAddress="avis@shop.example"))["MessageId"]
    with pytest.raises(client.exceptions.AlreadyExistsException):
        client.create_email_identity(EmailIdentity="Shop.example")


def test_everything_survives_a_restart(twin: RunningTwin) -> None:
    client = twin.ses()
    client.create_email_identity(EmailIdentity="shop.example")
    client.put_suppressed_destination(EmailAddress="a@x.example", Reason="BOUNCE")
    message_id = client.send_email(**a_mail("a@b.example"))["MessageId"]
    twin.sns.wait_for(2)
    twin.http.post(f"/api/messages/{message_id}/open")
    before = (twin.api("/api/messages"), twin.api("/api/acceptances"))
    twin.sns.wait_for(3)
    twin.restart()
    again = twin.ses()
    assert (twin.api("/api/messages"), twin.api("/api/acceptances")) == before
    assert again.get_email_identity(EmailIdentity="shop.example")["VerifiedForSendingStatus"]
    assert again.get_suppressed_destination(EmailAddress="a@x.example")["SuppressedDestination"]["Reason"] == "BOUNCE"
    assert again.get_account()["SendQuota"]["SentLast24Hours"] == 1
    assert "Opens: 1" in twin.http.get(f"/messages/{message_id}").text
    again.send_email(**a_mail("a@b.example"))
    assert [each["eventType"] for each in twin.sns.wait_for(5)[3:]] == ["Send", "Delivery"]
