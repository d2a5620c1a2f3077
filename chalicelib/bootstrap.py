"""The only builder of real things, each on first use, so that a function loads no more than it needs.

A test swaps one by `monkeypatch.setitem(wiring.__dict__, "mailer", FakeMailer())`.
"""

from functools import cached_property

from chalicelib.bootstrap_books import BooksWiring
from chalicelib.bootstrap_counting import CountingWiring
from chalicelib.bootstrap_exports import ExportWiring
from chalicelib.bootstrap_intake import IntakeWiring
from chalicelib.bootstrap_operations import OperationWiring
from chalicelib.bootstrap_webhooks import WebhookWiring
from chalicelib.domain.identity import Identities
from chalicelib.domain.send_window import Holidays
from chalicelib.domain.signing import Signer
from chalicelib.settings import Settings, settings_from
from chalicelib.usecases.contact_ports import Contacts
from chalicelib.usecases.email_event_ports import OpenCounts, UnknownEvents
from chalicelib.usecases.governor_ports import Governor, SendQueue, SendQuotas
from chalicelib.usecases.list_ports import RequestList
from chalicelib.usecases.ports import Clock, Composer, Mailer, ReviewRequests, SignInTokens, Tracking
from chalicelib.usecases.preview_settings import Previewing
from chalicelib.usecases.release_due_requests import Sweeper
from chalicelib.usecases.sender import Sender
from chalicelib.usecases.show_email import Showing
from chalicelib.usecases.show_review_request import Told
from chalicelib.usecases.view_ports import ViewShelves
from chalicelib.usecases.website_ports import Websites


class Wiring(CountingWiring, ExportWiring, OperationWiring, IntakeWiring, BooksWiring, WebhookWiring):
    """Real things by name. Vendor libraries are imported inside, when the thing is first asked for."""

    @cached_property
    def settings(self) -> Settings:
        """The environment, read once."""
        return settings_from()

    @cached_property
    def clock(self) -> Clock:
        """The only source of `now`: real time, or the local cloud's clock that can be moved ahead."""
        from chalicelib.adapters.clock import ShiftedClock, SystemClock

        offset_file = self.settings.clock_offset_file
        return ShiftedClock(offset_file) if offset_file else SystemClock()

    @cached_property
    def identities(self) -> Identities:
        """Keyed hashes; their key never changes."""
        from chalicelib.adapters.secrets import read_secret_json

        return Identities(read_secret_json(self.settings.identity_secret_arn)["key"].encode())

    @cached_property
    def signer(self) -> Signer:
        """Signs links and tokens; older keys of the secret still verify."""
        from chalicelib.adapters.secrets import read_secret_json

        secret = read_secret_json(self.settings.token_secret_arn)
        older = {name: key.encode() for name, key in secret.items() if name not in ("kid", "key")}
        return Signer({secret["kid"]: secret["key"].encode(), **older})

    @cached_property
    def review_requests(self) -> ReviewRequests:
        """Review requests in DynamoDB."""
        from chalicelib.adapters.dynamodb_review_requests import DynamoDBReviewRequests

        return DynamoDBReviewRequests(self.settings.table_name)

    @cached_property
    def request_list(self) -> RequestList:
        """The tracking table's pages and searches in DynamoDB."""
        from chalicelib.adapters.dynamodb_request_list import DynamoDBRequestList

        return DynamoDBRequestList(self.settings.table_name, counters=self.counters)

    @cached_property
    def contacts(self) -> Contacts:
        """Opt-outs and limits of persons in DynamoDB."""
        from chalicelib.adapters.dynamodb_contacts import DynamoDBContacts

        return DynamoDBContacts(self.settings.table_name)

    @cached_property
    def unknown_events(self) -> UnknownEvents:
        """Events of SES that we do not understand, in DynamoDB."""
        from chalicelib.adapters.dynamodb_email_events import DynamoDBUnknownEvents

        return DynamoDBUnknownEvents(self.settings.table_name)

    @cached_property
    def open_counts(self) -> OpenCounts:
        """Openings counted per day, in DynamoDB."""
        from chalicelib.adapters.dynamodb_email_events import DynamoDBOpenCounts

        return DynamoDBOpenCounts(self.settings.table_name)

    @cached_property
    def websites(self) -> Websites:
        """Websites in DynamoDB."""
        from chalicelib.adapters.dynamodb_websites import DynamoDBWebsites

        return DynamoDBWebsites(self.settings.table_name)

    @cached_property
    def view_shelves(self) -> ViewShelves:
        """Saved views in DynamoDB."""
        from chalicelib.adapters.dynamodb_views import DynamoDBViewShelves

        return DynamoDBViewShelves(self.settings.table_name)

    @cached_property
    def send_queue(self) -> SendQueue:
        """The send queue in SQS."""
        from chalicelib.adapters.sqs_send_queue import SQSSendQueue

        return SQSSendQueue(self.settings.send_queue_url)

    @cached_property
    def governor(self) -> Governor:
        """Rate, pauses and counts in DynamoDB."""
        from chalicelib.adapters.dynamodb_governor import DynamoDBGovernor

        return DynamoDBGovernor(self.settings.table_name)

    @cached_property
    def send_quotas(self) -> SendQuotas:
        """SES's live quota."""
        from chalicelib.adapters.ses_quota import SESQuotas

        return SESQuotas()

    @cached_property
    def mailer(self) -> Mailer:
        """SES."""
        from chalicelib.adapters.ses_mailer import SESMailer

        return SESMailer(self.settings.email_sender, self.settings.configuration_set)

    @cached_property
    def composer(self) -> Composer:
        """E-mails ready to leave."""
        from chalicelib.pages.composer import EmailComposer, LinkSigner

        return EmailComposer(LinkSigner(self.signer, self.settings.base_url), self.settings.stage)

    @cached_property
    def sign_in_tokens(self) -> SignInTokens:
        """The sign-in provider's access tokens."""
        from chalicelib.adapters.oidc_tokens import OIDCTokens

        settings = self.settings
        return OIDCTokens(settings.oidc_issuer, settings.oidc_authority, settings.oidc_client_id)

    @cached_property
    def holidays(self) -> Holidays:
        """Public holidays by country."""
        from chalicelib.adapters.holiday_calendar import HolidayCalendar

        return HolidayCalendar()

    @property
    def sender(self) -> Sender:
        """What the send protocol needs; not cached, so that a swapped part is seen."""
        return Sender(
            store=self.review_requests,
            contacts=self.contacts,
            websites=self.websites,
            composer=self.composer,
            mailer=self.mailer,
            governor=self.governor,
            identities=self.identities,
            holidays=self.holidays,
            clock=self.clock,
        )

    @property
    def told(self) -> Told:
        """What is told about a request beside its row."""
        return Told(self.journal, self.unknown_events, self.contacts, self.identities)

    @property
    def showing(self) -> Showing:
        """What showing a request as it was needs."""
        return Showing(self.review_requests, self.told, self.websites, self.composer)

    @property
    def sweeper(self) -> Sweeper:
        """What a tick needs."""
        return Sweeper(self.review_requests, self.send_queue, self.send_quotas, self.governor)

    @property
    def tracking(self) -> Tracking:
        """What following a request needs."""
        return Tracking(self.review_requests, self.contacts, self.websites, self.identities, self.holidays)

    @property
    def previewing(self) -> Previewing:
        """What a preview of settings needs."""
        return Previewing(self.review_requests, self.holidays, self.clock)


wiring = Wiring()
