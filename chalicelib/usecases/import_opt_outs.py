"""Import a list of addresses that want no more e-mails of a merchant."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from chalicelib.domain.identity import Identities
from chalicelib.domain.opt_out import OptOut, OptOutEntry, OptOutOrigin, OptOutScope, OptOutWish
from chalicelib.usecases.contact_ports import Contacts


@dataclass(frozen=True)
class Import:
    """Whose list it is, who brought it, and when: an entry without a date counts from now."""

    website_id: str
    recorded_by: str
    now: datetime


@dataclass(frozen=True)
class ImportedOptOuts:
    """How many entries were new, and how many were known before or stood in the list twice."""

    added: int
    known: int


def import_opt_outs(
    contacts: Contacts, identities: Identities, entries: Sequence[OptOutEntry], *, of: Import
) -> ImportedOptOuts:
    """Keep every wish for good; of an address that stands in the list twice, the first entry counts.

    Importing again changes nothing, so an import that broke off is repeated as a whole. Planned requests are not looked
    for: the sender finds the opt-out after its claim.
    """
    wishes: dict[str, OptOut] = {}
    for entry in entries:
        email_hash = identities.email_hash(entry.email)
        wish = OptOutWish(OptOutScope.MERCHANT, OptOutOrigin.IMPORT, entry.opted_out_at or of.now)
        wishes.setdefault(email_hash, OptOut(of.website_id, email_hash, wish, recorded_by=of.recorded_by))
    added = sum(contacts.add_opt_outs(list(wishes.values())))
    return ImportedOptOuts(added, len(entries) - added)
