"""The sandbox: whose references it holds, and to whom it may write."""

import pytest

from chalicelib.domain.sandbox import is_sandbox, is_simulated, may_be_written_to, sandbox_reference


def test_a_reference_of_the_sandbox_is_never_one_of_a_purchase() -> None:
    assert sandbox_reference("CMD-1") == "sandbox:CMD-1"
    assert sandbox_reference(sandbox_reference("CMD-1")) == "sandbox:CMD-1"
    assert is_sandbox("sandbox:CMD-1")
    assert not is_sandbox("CMD-1")


@pytest.mark.parametrize(
    "email",
    [
        "success@simulator.amazonses.com",
        "bounce+order-7@simulator.amazonses.com",
        "Complaint@Simulator.AmazonSES.com",
        "ooto@simulator.amazonses.com",
        "suppressionlist+a+b@simulator.amazonses.com",
    ],
)
def test_the_simulators_addresses_may_be_written_to(email: str) -> None:
    assert is_simulated(email)
    assert may_be_written_to("sandbox:CMD-1", email)


@pytest.mark.parametrize(
    "email",
    [
        "marie@example.com",
        "marie@simulator.amazonses.com",
        "successful@simulator.amazonses.com",
        "success@simulator.amazonses.com.example.com",
        "success@sub.simulator.amazonses.com",
        "success@simulator.amazonses.com@example.com",
        "simulator.amazonses.com",
        "",
    ],
)
def test_no_other_address_may(email: str) -> None:
    assert not is_simulated(email)
    assert not may_be_written_to("sandbox:CMD-1", email)
    assert may_be_written_to("CMD-1", email)
