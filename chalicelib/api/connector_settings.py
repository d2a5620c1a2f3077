"""What the PrestaShop module reads of a website's settings, at most once an hour (domain.md 4.1)."""

from collections.abc import Mapping

from chalicelib.api.access import GUARD
from chalicelib.api.auth import current_grant
from chalicelib.api.blueprint import ApiBlueprint
from chalicelib.api.representations import Json
from chalicelib.bootstrap import wiring
from chalicelib.domain.access import Permission
from chalicelib.domain.collection import Collection
from chalicelib.domain.errors import InvalidParameterError

connector_settings = ApiBlueprint(__name__)

PATH = "/v2/connector-settings"
PUSH_PATH = "/connectors/prestashop/websites/{website_id}/orders"
PRESTASHOP = "1"


@connector_settings.route(PATH, methods=["GET"], **GUARD)
def read_connector_settings() -> Json:
    """Say how a connector is to collect."""
    return _settings()


@connector_settings.route(PATH, methods=["POST"], **GUARD)
def ask_connector_settings() -> Json:
    """Say how a connector is to collect, to modules that tell of themselves in the body; nothing of it is kept."""
    return _settings()


def _settings() -> Json:
    http_request = connector_settings.current_request
    query: Mapping[str, str] = http_request.query_params or {}
    website_id = query.get("website-id", "").strip().lower()
    current_grant(http_request).require(website_id, Permission.WRITE_PROOFS)
    if query.get("connector-type-id", PRESTASHOP) != PRESTASHOP:
        raise InvalidParameterError("Send 1, which is PrestaShop.", field="connector-type-id")
    return _as_the_module_reads_it(wiring.websites.collection(website_id), wiring.settings.base_url)


def _as_the_module_reads_it(collection: Collection, base_url: str) -> Json:
    """The module asks for brand reviews when `activateCollect` says so, for product reviews by the field after it."""
    endpoint = base_url + PUSH_PATH.format(website_id=collection.website_id)
    product_delay = collection.product_delay or collection.brand_delay
    return {
        "reloaded": True,
        "processInit": "onorderstatuschange",
        "activateCollect": collection.collects_brand,
        "hasProductReviewCollection": collection.collects_product,
        "brandDelay": collection.brand_delay.days_rounded_up,
        "productDelay": product_delay.days_rounded_up,
        "choosenStatus": ";".join(collection.prestashop_states),
        "blacklistedExtensions": list(collection.forbidden_domains),
        "displayReviews": False,
        "countryCode": collection.country,
        "pushOrdersEndpoint": endpoint,
        "retroactiveOrdersEndpoint": endpoint,
    }
