"""Webservice keys in DynamoDB: one document a website, holding no secret in clear."""

import json
from datetime import datetime

from chalicelib.adapters.dynamodb_calls import busy_when_throttled
from chalicelib.adapters.dynamodb_documents import to_text
from chalicelib.adapters.dynamodb_tables import body_of, table
from chalicelib.adapters.webservice_keys import webservice_key
from chalicelib.domain.errors import WebsiteNotFoundError
from chalicelib.domain.webservice_key import WebserviceKey


class DynamoDBWebserviceKeys:
    """Fits the port `WebserviceKeys`."""

    def __init__(self, table_name: str) -> None:
        self._model = table(table_name).documents

    def get(self, website_id: str) -> WebserviceKey | None:
        """See the port."""
        try:
            place = webservice_key(website_id)
            with busy_when_throttled():
                document = json.loads(body_of(self._model.get(place.pk, place.sk, consistent_read=True)))
        except (WebsiteNotFoundError, self._model.DoesNotExist):
            return None
        return WebserviceKey(**document | {"at": datetime.fromisoformat(document["at"])})

    def save(self, key: WebserviceKey) -> None:
        """See the port."""
        place = webservice_key(key.website_id)
        with busy_when_throttled():
            self._model(place.pk, place.sk, bd=to_text(key)).save()
