"""A request of the sandbox is sent to the simulator or to nobody."""

import pytest

from chalicelib.usecases.sender import SendResult
from tests.builders import a_customer, a_proof
from tests.unit.usecases.sending_scene import Scene


@pytest.mark.parametrize("email", ["camille.durand@example.com", "camille@simulator.amazonses.com"])
def test_whatever_became_of_its_address_it_never_leaves_the_sandbox(email: str) -> None:
    scene = Scene(proof=a_proof(experience_reference="sandbox:ORDER-1001", customer=a_customer(email=email)))
    assert scene.send() is SendResult.CANCELLED
    assert (scene.row.current.reason, scene.row.due_at) == ("sandbox_address", None)
    assert scene.mailer.accepted == []


def test_to_the_simulator_it_leaves_like_any_other() -> None:
    customer = a_customer(email="success+1@simulator.amazonses.com")
    scene = Scene(proof=a_proof(experience_reference="sandbox:ORDER-1001", customer=customer))
    assert scene.send() is SendResult.SENT
