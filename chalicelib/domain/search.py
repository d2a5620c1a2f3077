"""Looking for requests by what a person has at hand: the reference of a purchase, an address, or how it begins."""

import hashlib
from dataclasses import dataclass
from enum import StrEnum

LONGEST_ADDRESS = 254
SHORTEST_PREFIX = 3
"""An address is found by its first characters from here on: the index is cut by three of them."""


class SearchKind(StrEnum):
    """What is looked for; the words are the names in the call's body."""

    EXPERIENCE_REFERENCE = "experience_reference"
    EMAIL = "email"
    EMAIL_PREFIX = "email_prefix"


@dataclass(frozen=True)
class Search:
    """What is looked for. A reference is canonical; addresses are compared in lower case."""

    kind: SearchKind
    text: str

    @property
    def fingerprint(self) -> str:
        """Equal for equal searches, of other length than a filter's: binds a page token to its search."""
        return hashlib.sha256(f"{self.kind}\x1f{self.text}".encode()).hexdigest()[:24]
