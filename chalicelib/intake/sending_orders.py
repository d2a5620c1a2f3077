"""What an operator sends to stop the sending, to let it run again, or to warm a new sender up."""

from enum import StrEnum
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, StringConstraints, model_validator


class SendingAction(StrEnum):
    """What is to be done."""

    PAUSE = "pause"
    RESUME = "resume"
    WARM_UP = "warm_up"


class SendingOrder(BaseModel):
    """One order; `website_id` is a website or `*` for all of them, `by` says who asks."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    action: SendingAction
    website_id: UUID | Literal["*"]
    reason: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300)]
    by: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=100)] = "operator"

    @model_validator(mode="after")
    def _warms_up_one(self) -> "SendingOrder":
        if self.action is SendingAction.WARM_UP and self.website_id == "*":
            raise ValueError("action: a warm-up is one website's; name it in website_id.")
        return self
