"""The place of a website's webservice key; the table's other keys stand in `keys.py`.

| item | pk | sk |
|---|---|---|
| webservice key | `W#<website>#S` | `WEBSERVICE` |
"""

from chalicelib.adapters.keys import Key, website_settings


def webservice_key(website_id: str) -> Key:
    """Raises WebsiteNotFoundError for what cannot be a website."""
    return Key(website_settings(website_id), "WEBSERVICE")
