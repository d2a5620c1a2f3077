"""Domains nobody is written to: what marketplaces lend to a purchase, not a customer's own (domain.md 4.1)."""

from collections.abc import Sequence

MARKETPLACE_RELAYS = (
    "marketplace.amazon.*",
    "priceminister.com",
    "cdiscount.com",
    "zalando.fr",
    "notification.mirakl.net",
    "message.manomano.com",
)
"""The default list of the PrestaShop module, as far as it is public (domain.md 4.1)."""


def is_forbidden(email: str, patterns: Sequence[str]) -> bool:
    """Whether the address belongs to a listed domain or one below it; a final `*` stands for any ending.

    Merchants also write `@cdiscount.com` and `*.mirakl.net`: what stands before the domain says nothing more.
    """
    labels = email.rpartition("@")[2].lower().rstrip(".").split(".")
    domains = (pattern.lower().removeprefix("@").removeprefix("*.") for pattern in patterns)
    return any(_fits(labels, domain.split(".")) for domain in domains)


def _fits(labels: list[str], wanted: list[str]) -> bool:
    """`labels` ends with `wanted`; `*` at the end of `wanted` takes one label or two (`com.br`), never all."""
    if wanted[-1] != "*" or wanted == ["*"]:
        return labels[-len(wanted) :] == wanted
    head = wanted[:-1]
    return any(labels[:-ending][-len(head) :] == head for ending in (1, 2) if len(labels) >= len(head) + ending)
