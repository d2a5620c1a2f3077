"""The page on which a customer stops review requests, from one merchant or from all."""

from dataclasses import dataclass
from enum import StrEnum

from chalicelib.pages.assets import ASSETS_URL
from chalicelib.pages.languages import language_of
from chalicelib.pages.review_submission import Fields, posted_text
from chalicelib.pages.shown_text import single_line
from chalicelib.pages.templating import render


class UnsubscribeScope(StrEnum):
    """How far an opt-out reaches; also the posted value of the field `scope`."""

    MERCHANT = "merchant"
    ALL = "all"


@dataclass(frozen=True)
class UnsubscribePage:
    """What the page shows.

    Attributes:
        suggested: the scope of the link that was followed; it comes first.
        opted_out: what already holds, for whatever reason and since whenever.
        just_done: what the customer chose by this very POST; None on a GET.
    """

    language: str | None
    merchant_name: str
    suggested: UnsubscribeScope
    opted_out: frozenset[UnsubscribeScope] = frozenset()
    just_done: UnsubscribeScope | None = None
    assets_url: str = ASSETS_URL


def render_unsubscribe(page: UnsubscribePage) -> str:
    """What already holds, and a button for each choice still open. Stopping all includes this merchant."""
    stopped = _stopped(page)
    return render(
        "unsubscribe.html.jinja",
        language_of(page.language),
        assets_url=page.assets_url,
        merchant=single_line(page.merchant_name, 80),
        stopped=stopped,
        just_done=page.just_done,
        open_scopes=_open_scopes(stopped, page.suggested),
    )


def parse_unsubscribe_scope(fields: Fields) -> UnsubscribeScope | None:
    """The scope chosen on the page, or None when the POST says no known one (RFC 8058's one-click POST says none)."""
    value = posted_text(fields, "scope")
    return next((scope for scope in UnsubscribeScope if scope.value == value), None)


def _stopped(page: UnsubscribePage) -> UnsubscribeScope | None:
    """The widest opt-out that holds once this page is shown."""
    holding = page.opted_out | {page.just_done}
    return next((scope for scope in (UnsubscribeScope.ALL, UnsubscribeScope.MERCHANT) if scope in holding), None)


def _open_scopes(stopped: UnsubscribeScope | None, suggested: UnsubscribeScope) -> list[UnsubscribeScope]:
    if stopped is UnsubscribeScope.ALL:
        return []
    if stopped is UnsubscribeScope.MERCHANT:
        return [UnsubscribeScope.ALL]
    return sorted(UnsubscribeScope, key=lambda scope: scope is not suggested)
