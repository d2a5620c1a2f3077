"""Opt-outs in memory."""

from chalicelib.domain.opt_out import OptOut, OptOutScope

Place = tuple[str | None, str]


class FakeOptOuts:
    """Fits the port `OptOuts`."""

    def __init__(self) -> None:
        self.kept: dict[Place, OptOut] = {}

    def add(self, opt_out: OptOut) -> None:
        """The first one stands."""
        website = opt_out.website_id if opt_out.wish.scope is OptOutScope.MERCHANT else None
        self.kept.setdefault((website, opt_out.email_hash), opt_out)

    def covering(self, website_id: str, email_hash: str) -> OptOut | None:
        """The merchant's own first."""
        return self.kept.get((website_id, email_hash)) or self.kept.get((None, email_hash))
