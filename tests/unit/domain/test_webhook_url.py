"""Where a webhook may lead: hostile addresses are refused by their writing, or by what they resolve to."""

import pytest

from chalicelib.domain.errors import InvalidParameterError
from chalicelib.domain.webhook_url import LONGEST_URL, WebhookUrl, is_public, webhook_url

HOSTILE = [
    "http://shop.example/hook",
    "HTTP://shop.example",
    "ftp://shop.example",
    "file:///etc/passwd",
    "gopher://shop.example",
    "https://",
    "https:///hook",
    "//shop.example",
    "shop.example/hook",
    "https://127.0.0.1/",
    "https://127.1/",
    "https://2130706433/",
    "https://0x7f000001/",
    "https://0x7f.0.0.1/",
    "https://0177.0.0.1/",
    "https://0/",
    "https://10.0.0.1/",
    "https://169.254.169.254/latest/meta-data/",
    "https://8.8.8.8/",
    "https://[::1]/",
    "https://[::ffff:127.0.0.1]/",
    "https://[fe80::1%25eth0]/",
    "https://[2606:4700::1111]/",
    "https://localhost/",
    "https://shop.localhost/",
    "https://printer.local/",
    "https://metadata.google.internal/",
    "https://intranet/",
    "https://router.lan/",
    "https://user@shop.example/",
    "https://user:secret@shop.example/",
    "https://shop.example@evil.example/",
    "https://shop.example:80/",
    "https://shop.example:22/",
    "https://shop.example:6379/",
    "https://shop.example:99999/",
    "https://shop.example:/",
    "https://shop.example:443:443/",
    "https://shop.example/#fragment",
    "https://shop.example\\@evil.example/",
    "https://shop.example/a b",
    "https://shop.example/\r\nHost: evil.example",
    "https://shop.example\n",
    " https://shop.example",
    "https://shop.example /",
    "https://sh\u00f6p.example/",
    "https://\uff11\uff12\uff17.0.0.1/",
    "https://shop\u3002example/",
    "https://shop.example./",
    "https://-shop.example/",
    "https://shop..example/",
    "https://.example/",
    "https://shop.example/\x00",
    "https://" + "a" * 64 + ".example/",
    "https://shop.example/" + "a" * LONGEST_URL,
    "http://127.0.0.1:8080/hook",
    "http://localhost/hook",
]


@pytest.mark.parametrize("url", HOSTILE, ids=ascii)
def test_a_hostile_address_is_refused(url: str) -> None:
    with pytest.raises(InvalidParameterError) as refused:
        webhook_url(url)
    assert refused.value.field == "url"


@pytest.mark.parametrize(
    ("url", "parts"),
    [
        ("https://shop.example", WebhookUrl("shop.example", 443, "/")),
        ("https://Shop.Example:443/hooks?key=a%20b&x=1", WebhookUrl("shop.example", 443, "/hooks?key=a%20b&x=1")),
        ("https://api.shop.co.uk:8443/", WebhookUrl("api.shop.co.uk", 8443, "/")),
        ("https://xn--shp-fka.example?x", WebhookUrl("xn--shp-fka.example", 443, "/?x")),
        ("https://127.0.0.1.nip.example/", WebhookUrl("127.0.0.1.nip.example", 443, "/")),
    ],
)
def test_a_plain_address_is_taken_apart(url: str, parts: WebhookUrl) -> None:
    assert webhook_url(url) == parts


def test_the_header_names_a_port_that_is_not_the_usual_one() -> None:
    assert webhook_url("https://shop.example:8443/").authority == "shop.example:8443"
    assert webhook_url("https://shop.example:443/").authority == "shop.example"


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1@evil.example/",
        "http://127.0.0.2/",
        "http://10.0.0.1/",
        "http://shop.example/",
        "http://localhost.evil.example/",
        "http://[::1]/",
    ],
)
def test_a_local_cloud_opens_loopback_alone(url: str) -> None:
    assert webhook_url("http://127.0.0.1:9000/hook", loopback=True) == WebhookUrl("127.0.0.1", 9000, "/hook", False)
    with pytest.raises(InvalidParameterError):
        webhook_url(url, loopback=True)


@pytest.mark.parametrize("address", ["8.8.8.8", "93.184.216.34", "2606:4700:4700::1111", "2a00:1450:4007:80e::200e"])
def test_an_address_of_the_public_internet_may_be_called(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "address",
    [
        *("0.0.0.0", "10.1.2.3", "100.64.0.1", "100.127.255.255", "127.0.0.1", "127.255.0.9", "169.254.169.254"),
        *("172.16.0.1", "172.31.255.255", "192.0.0.1", "192.0.2.1", "192.88.99.1", "192.168.1.1", "198.18.0.1"),
        *("198.51.100.7", "203.0.113.7", "224.0.0.1", "239.255.255.255", "240.0.0.1", "255.255.255.255"),
        *("::", "::1", "::127.0.0.1", "::ffff:127.0.0.1", "::ffff:8.8.8.8", "64:ff9b::7f00:1", "64:ff9b:1::1"),
        *("100::1", "2001::1", "2001:db8::1", "2002:7f00:1::", "2002:a9fe:a9fe::1", "3fff::1", "5f00::1"),
        *("fc00::1", "fd00:ec2::254", "fe80::1", "fe80::1%eth0", "fec0::1", "ff02::1", "2606:4700::1%eth0"),
        *("", "shop.example", "127.1", "0x7f000001", "2130706433"),
    ],
)
def test_no_other_address_is_called(address: str) -> None:
    assert not is_public(address)
