"""`python -m infra.local.demo_shop.load <website id>`: runs with the environment of a function of the local cloud."""

import sys
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime

from chalicelib.bootstrap import wiring
from chalicelib.domain.collection import Collection
from chalicelib.domain.listing import ReviewRequestFilter
from chalicelib.domain.rules import Rules
from chalicelib.usecases.receive_proofs import receive_proofs
from infra.local.demo_shop.customers import Behaviour, DemoCustomer
from infra.local.demo_shop.lives import Life, Stage
from infra.local.demo_shop.mailer import RecordingMailer
from infra.local.demo_shop.purchases import SEED, Purchase, demo_purchases

_THREADS = 4


def load_demo_shop(stage: Stage, collection: Collection, *, now: datetime) -> int:
    """Fill the website with two months of purchases before `now`; returns how many requests there are.

    The sender's mailer is replaced: nobody is written to.
    """
    purchases = demo_purchases(now)
    customers = {one.number: DemoCustomer.drawn(f"{SEED} {one.number}") for one in purchases}
    silent = replace(stage, sender=replace(stage.sender, mailer=_mailer(purchases, customers)))

    def tell(purchase: Purchase) -> int:
        return _tell(silent, collection, purchase, customers[purchase.number], now)

    with ThreadPoolExecutor(_THREADS) as pool:
        return sum(pool.map(tell, purchases))


def _tell(stage: Stage, collection: Collection, purchase: Purchase, customer: DemoCustomer, now: datetime) -> int:
    sender = stage.sender
    rules = Rules(collection, sender.holidays)
    outcomes = receive_proofs(sender.store, sender.identities, rules, [purchase.proof], now=purchase.received_at)
    ids = [request_id for outcome in outcomes for request_id in outcome.review_request_ids]
    for request_id in ids:
        row = sender.store.get(collection.website_id, request_id)
        if row is not None:
            Life(stage, customer, row, now).live()
    return len(ids)


def _mailer(purchases: Iterable[Purchase], customers: dict[int, DemoCustomer]) -> RecordingMailer:
    def addresses(behaviour: Behaviour) -> frozenset[str]:
        return frozenset(one.proof.customer.email for one in purchases if customers[one.number].behaviour is behaviour)

    return RecordingMailer(rejected=addresses(Behaviour.REJECTED), unknown=addresses(Behaviour.NO_ANSWER))


def main(website_id: str) -> None:
    """Fill the website unless something is in it already."""
    collection = wiring.websites.collection(website_id)
    anything = wiring.review_requests.page(website_id, ReviewRequestFilter(), collection.time_zone, size=10, after=None)
    if not anything.rows:
        load_demo_shop(Stage(wiring.sender, wiring.desk), collection, now=wiring.clock.now())


if __name__ == "__main__":
    main(sys.argv[1])
