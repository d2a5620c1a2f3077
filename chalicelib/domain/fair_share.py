"""Who may send how many when not everybody may send everything: max-min fair between websites."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Emails:
    """A number of first e-mails and a number of reminders."""

    firsts: int = 0
    reminders: int = 0

    @property
    def total(self) -> int:
        """All of them."""
        return self.firsts + self.reminders

    def at_most(self, total: int) -> "Emails":
        """No more than `total`, first e-mails before reminders."""
        firsts = min(self.firsts, max(0, total))
        return Emails(firsts, min(self.reminders, max(0, total) - firsts))


def fair_shares(wanted: Mapping[str, Emails], budget: int) -> dict[str, Emails]:
    """What each website may release of what it wants; all together at most `budget`.

    Every website's first e-mails come before anybody's reminders. Within each of the two kinds nobody gets less than
    an equal share, by more than one e-mail, while still wanting and another gets more.
    """
    firsts = max_min({name: emails.firsts for name, emails in wanted.items()}, budget)
    left = budget - sum(firsts.values())
    reminders = max_min({name: emails.reminders for name, emails in wanted.items()}, left)
    return {name: Emails(firsts[name], reminders[name]) for name in wanted}


def max_min(wanted: Mapping[str, int], budget: int) -> dict[str, int]:
    """Fill everybody equally until their wish or the budget is met; an odd one goes to those who want least."""
    shares: dict[str, int] = {}
    left = max(0, budget)
    by_wish = sorted(wanted.items(), key=lambda entry: entry[1])
    for place, (name, wish) in enumerate(by_wish):
        equal_share = -(-left // (len(by_wish) - place))
        shares[name] = min(wish, equal_share)
        left -= shares[name]
    return shares
