"""Contacts in DynamoDB: one item per person, asked and changed by one call; and the list of opt-outs per website.

What is sent is decided on the item alone. The list only serves to show and export, and is written after it.
"""

from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from botocore.exceptions import ClientError

from chalicelib.adapters import contact_item, keys
from chalicelib.adapters.dynamodb_batch_reads import MOST_READ, read_items
from chalicelib.adapters.dynamodb_calls import busy_when_throttled, put_if
from chalicelib.adapters.dynamodb_documents import opt_out_from, to_text
from chalicelib.adapters.dynamodb_tables import DocumentItem, table
from chalicelib.domain.opt_out import OptOut
from chalicelib.usecases.contact_ports import Admission, Asking, OptOutPage, Standing

AT_ONCE = 8
"""Calls under way at a time when many opt-outs are added; the SDK's pool has ten connections."""


class DynamoDBContacts:
    """Fits the port `Contacts`."""

    def __init__(self, table_name: str) -> None:
        self._name = table_name
        self._table = table(table_name)

    def admit(self, asking: Asking) -> Admission:
        """See the port. One conditional write, which the SDK may repeat: a place is known as its owner's.

        Without limits nothing is taken, and one strong read is half the price.
        """
        if not asking.is_limited:
            return Admission(self.opt_out_covering(asking.website_id, asking.email_hash))
        try:
            with busy_when_throttled():
                self._client.update_item(**self._key(asking.email_hash), **contact_item.place(asking))
        except ClientError as error:
            if error.response["Error"]["Code"] != "ConditionalCheckFailedException":
                raise
            answer: Any = error.response
            return contact_item.refusal(asking, answer.get("Item", {}))
        return Admission()

    def add_opt_out(self, opt_out: OptOut) -> bool:
        """See the port."""
        standing = self._remember(opt_out)
        put_if(self._entry(opt_out, standing), self._table.documents.pk.does_not_exist())
        return standing is None

    def add_opt_outs(self, opt_outs: Sequence[OptOut]) -> list[bool]:
        """See the port. Several contacts at a time, then the list in batches, which writes what stands once more."""
        with ThreadPoolExecutor(AT_ONCE) as pool:
            standing = list(pool.map(self._remember, opt_outs))
        with busy_when_throttled(), self._table.documents.batch_write() as batch:
            for opt_out, there in zip(opt_outs, standing, strict=True):
                batch.save(self._entry(opt_out, there))
        return [there is None for there in standing]

    def opt_out_covering(self, website_id: str, email_hash: str) -> OptOut | None:
        """See the port. Only what this website may know is read."""
        with busy_when_throttled():
            found = self._client.get_item(
                **self._key(email_hash),
                ConsistentRead=True,
                ProjectionExpression="#all, #own",
                ExpressionAttributeNames=contact_item.names(website_id, "#all", "#own"),
            )
        return contact_item.covering(found.get("Item", {}), website_id)

    def standings(self, website_id: str, email_hashes: Sequence[str]) -> Mapping[str, Standing]:
        """See the port. A hundred a call; only what this website may know is read."""
        wanted = {keys.contact(email_hash): email_hash for email_hash in email_hashes}
        asked = sorted(wanted, key=lambda key: key.pk)
        parts = ["pk", "sk", *contact_item.names(website_id, "#all", "#own", "#first").values()]
        found: dict[str, Standing] = {}
        for start in range(0, len(asked), MOST_READ):
            for key, item in read_items(self._table, asked[start : start + MOST_READ], attributes=parts).items():
                found[wanted[key]] = contact_item.standing(item, website_id)
        return {email_hash: one for email_hash, one in found.items() if one != Standing()}

    def opt_outs(self, website_id: str, *, size: int, after: str | None = None) -> OptOutPage:
        """See the port. By hash of the address."""
        model = self._table.documents
        with busy_when_throttled():
            found = list(
                model.query(keys.opt_out_list(website_id), model.sk > after if after else None, limit=size + 1)
            )
        more = len(found) > size
        return OptOutPage(tuple(opt_out_from(item.bd) for item in found[:size]), found[size - 1].sk if more else None)

    def add_soft_bounce(self, website_id: str, email_hash: str, *, review_request_id: str, step: int) -> int:
        """See the port. The e-mails themselves are kept, so that telling one twice counts it once."""
        part = contact_item.soft_bounces_part(website_id)
        with busy_when_throttled():
            answer = self._client.update_item(
                **self._key(email_hash),
                UpdateExpression="ADD #part :email",
                ExpressionAttributeNames={"#part": part},
                ExpressionAttributeValues={":email": {"SS": [f"{review_request_id}#{step}"]}},
                ReturnValues="UPDATED_NEW",
            )
        return len(answer["Attributes"][part]["SS"])

    @property
    def _client(self) -> Any:
        """The SDK's own client: PynamoDB drops the item that comes with a failed condition."""
        return self._table.connection.client

    def _key(self, email_hash: str) -> dict[str, Any]:
        key = keys.contact(email_hash)
        return {"TableName": self._name, "Key": {"pk": {"S": key.pk}, "sk": {"S": key.sk}}}

    def _remember(self, opt_out: OptOut) -> OptOut | None:
        """Write the wish into the contact unless one of its scope stands there; gives that one."""
        part = contact_item.opt_out_part(opt_out)
        with busy_when_throttled():
            answer = self._client.update_item(
                **self._key(opt_out.email_hash),
                UpdateExpression="SET #part = if_not_exists(#part, :wish)",
                ExpressionAttributeNames={"#part": part},
                ExpressionAttributeValues={":wish": {"S": to_text(opt_out)}},
                ReturnValues="UPDATED_OLD",
            )
        before = answer.get("Attributes", {}).get(part)
        return opt_out_from(before["S"]) if before else None

    def _entry(self, opt_out: OptOut, standing: OptOut | None) -> DocumentItem:
        """What stands in the list: the wish that holds, unless another website's came first."""
        shown = standing if standing and standing.website_id == opt_out.website_id else opt_out
        key = keys.opt_out_entry(shown)
        return self._table.documents(key.pk, key.sk, bd=to_text(shown))
