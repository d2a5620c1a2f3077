"""Every group of routes, one line each."""

from chalicelib.api.access import access
from chalicelib.api.api_clients import api_clients
from chalicelib.api.blueprint import ApiBlueprint
from chalicelib.api.books import books
from chalicelib.api.connector_settings import connector_settings
from chalicelib.api.connectors import connectors
from chalicelib.api.counts import counts
from chalicelib.api.exports import exports
from chalicelib.api.feeds import feeds
from chalicelib.api.imports import imports
from chalicelib.api.operations import operations
from chalicelib.api.opt_outs import opt_outs
from chalicelib.api.purchase_events import purchase_events
from chalicelib.api.request_archive import request_archive
from chalicelib.api.review_forms import review_forms
from chalicelib.api.review_requests import review_requests
from chalicelib.api.search import search
from chalicelib.api.sending import sending
from chalicelib.api.settings import settings
from chalicelib.api.simulate import simulate
from chalicelib.api.statistics import statistics
from chalicelib.api.transmissions import transmissions
from chalicelib.api.unsubscribe import unsubscribe
from chalicelib.api.views import views
from chalicelib.api.webhooks import webhooks
from chalicelib.api.webservice import webservice
from chalicelib.api.webservice_key import webservice_key
from chalicelib.api.withdrawals import withdrawals

ROUTES: tuple[ApiBlueprint, ...] = (
    access,
    api_clients,
    purchase_events,
    withdrawals,
    simulate,
    review_requests,
    counts,
    search,
    statistics,
    imports,
    transmissions,
    books,
    request_archive,
    operations,
    exports,
    feeds,
    opt_outs,
    review_forms,
    sending,
    settings,
    unsubscribe,
    views,
    webhooks,
    webservice,
    webservice_key,
    connectors,
    connector_settings,
)
"""In the order of the API document."""
