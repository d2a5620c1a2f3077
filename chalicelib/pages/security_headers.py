"""Response headers of the customer's pages (reliability.md 6.4): nothing inline, never framed, stored or indexed."""

from collections.abc import Mapping
from types import MappingProxyType

_CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        # Product pictures stay on the merchants' own servers; "data:" is the empty icon of the page.
        "img-src https: data:",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)

_EVERYWHERE = {
    "Content-Security-Policy": _CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Strict-Transport-Security": "max-age=63072000",
}

PAGE_HEADERS: Mapping[str, str] = MappingProxyType(
    {
        **_EVERYWHERE,
        "Content-Type": "text/html; charset=utf-8",
        "Cache-Control": "no-store",
        "X-Robots-Tag": "noindex, nofollow",
        "Cross-Origin-Opener-Policy": "same-origin",
    }
)
"""For every HTML page. Because of `no-referrer`, browsers POST these forms with `Origin: null`: do not check it."""

ASSET_HEADERS: Mapping[str, str] = MappingProxyType({**_EVERYWHERE, "Cache-Control": "public, max-age=3600"})
"""For `form.css` and `opened.js`; the content type comes from `assets.asset`."""
