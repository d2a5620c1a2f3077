"""Opt-outs in DynamoDB: written once for good, read strongly."""

from chalicelib.adapters import keys
from chalicelib.adapters.dynamodb_calls import busy_when_throttled, put_if
from chalicelib.adapters.dynamodb_documents import opt_out_from, to_text
from chalicelib.adapters.dynamodb_tables import table
from chalicelib.domain.opt_out import OptOut


class DynamoDBOptOuts:
    """Fits the port `OptOuts`."""

    def __init__(self, table_name: str) -> None:
        self._model = table(table_name).documents

    def add(self, opt_out: OptOut) -> None:
        """See the port."""
        key = keys.opt_out(opt_out)
        put_if(self._model(key.pk, key.sk, bd=to_text(opt_out)), self._model.pk.does_not_exist())

    def covering(self, website_id: str, email_hash: str) -> OptOut | None:
        """See the port. One strong read of both places; the merchant's own comes first when both hold one."""
        places = [(key.pk, key.sk) for key in keys.opt_outs_covering(website_id, email_hash)]
        with busy_when_throttled():
            found = {item.pk: item for item in self._model.batch_get(places, consistent_read=True)}
        covering = [found[pk] for pk, _ in places if pk in found]
        return opt_out_from(covering[0].bd) if covering else None
