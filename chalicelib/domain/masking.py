"""Personal data for eyes that may not see it (role without `customers:read`): enough to recognise, not to write to."""

HIDDEN = "•••"


def masked_email(email: str) -> str:
    """`marie.durand@example.com` -> `m•••@example.com`."""
    local, at, domain = email.partition("@")
    return f"{local[:1]}{HIDDEN}{at}{domain}"


def masked_name(name: str) -> str:
    """`Durand` -> `D•••`; an empty name stays empty."""
    return f"{name[:1]}{HIDDEN}" if name else ""
