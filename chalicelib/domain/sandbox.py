"""The sandbox: proofs for trying things out. They are planned, sent and followed like any other, to nobody.

Amazon SES answers for a few addresses of its own as a customer's mail server would, and counts none of it against the
sender (Amazon SES Developer Guide, "Using the mailbox simulator").
"""

PREFIX = "sandbox:"
"""How the reference of every sandbox proof begins, so that a test neither blocks nor meets a real purchase."""

SIMULATOR_DOMAIN = "simulator.amazonses.com"

SIMULATED = ("success", "bounce", "complaint", "ooto", "suppressionlist")
"""What the simulator plays: delivered, refused for good, reported as spam, an absence note, a suppressed address."""


def is_sandbox(experience_reference: str) -> bool:
    """Whether a reference is of the sandbox."""
    return experience_reference.startswith(PREFIX)


def sandbox_reference(experience_reference: str) -> str:
    """The reference as it stands in the sandbox; one that stands there already stays as it is."""
    return experience_reference if is_sandbox(experience_reference) else PREFIX + experience_reference


def is_simulated(email: str) -> bool:
    """Whether an address is the simulator's; each may carry a label, such as `bounce+order-7@…`."""
    local_part, _, domain = email.lower().rpartition("@")
    return domain == SIMULATOR_DOMAIN and local_part.partition("+")[0] in SIMULATED


def may_be_written_to(experience_reference: str, email: str) -> bool:
    """Whether a request of this reference may be sent to this address: what is of the sandbox never leaves it."""
    return not is_sandbox(experience_reference) or is_simulated(email)
