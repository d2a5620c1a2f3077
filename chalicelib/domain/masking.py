"""Personal data for eyes that may not see it (role without `customers:read`): enough to recognise, not to write to."""

from dataclasses import replace

from chalicelib.domain.proof import Customer

HIDDEN = "•••"


def masked_email(email: str) -> str:
    """`marie.durand@example.com` -> `m•••@example.com`."""
    local, at, domain = email.partition("@")
    return f"{local[:1]}{HIDDEN}{at}{domain}"


def masked_name(name: str) -> str:
    """`Durand` -> `D•••`; an empty name stays empty."""
    return f"{name[:1]}{HIDDEN}" if name else ""


def masked_customer(customer: Customer) -> Customer:
    """The same customer for these eyes: name and address by their first letters, the telephone not at all."""
    return replace(
        customer,
        email=masked_email(customer.email),
        first_name=masked_name(customer.first_name),
        last_name=masked_name(customer.last_name),
        phone=HIDDEN if customer.phone else None,
    )


def masked_value(value: str) -> str:
    """A refused value, whatever it holds: an address as an address, anything else by its first letter."""
    return masked_email(value) if "@" in value else masked_name(value)
