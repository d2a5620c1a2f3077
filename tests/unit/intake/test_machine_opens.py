"""Who loaded the open pixel: people with usual mail programs, and the machines that do so before them."""

import pytest

from chalicelib.intake.machine_opens import is_machine_open

WEBKIT = "AppleWebKit/605.1.15 (KHTML, like Gecko)"
BLINK = "AppleWebKit/537.36 (KHTML, like Gecko)"

PEOPLE = [
    f"Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) {WEBKIT} Mobile/15E148",
    f"Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) {WEBKIT}",
    f"Mozilla/5.0 (Windows NT 10.0; Win64; x64) {BLINK} Chrome/122.0.0.0 Safari/537.36",
    f"Mozilla/5.0 (Windows NT 10.0; Win64; x64) {BLINK} Chrome/122.0.0.0 Safari/537.36 Edg/122.0.2365.66",
    f"Mozilla/5.0 (Linux; Android 14; Pixel 8) {BLINK} Chrome/122.0.0.0 Mobile Safari/537.36",
    "Mozilla/5.0 (X11; Linux x86_64; rv:115.0) Gecko/20100101 Thunderbird/115.8.0",
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:123.0) Gecko/20100101 Firefox/123.0",
    "Mozilla/4.0 (compatible; MSIE 7.0; Windows NT 10.0; Win64; x64; Trident/7.0; Microsoft Outlook 16.0.5435)",
    "Microsoft Office/16.0 (Windows NT 10.0; Microsoft Outlook 16.0.17328; Pro)",
    "Mozilla/5.0 (Windows NT 5.1; rv:11.0) Gecko Firefox/11.0 (via ggpht.com GoogleImageProxy)",
    "YahooMailProxy; https://help.yahoo.com/kb/yahoo-mail-proxy-SLN28749.html",
    f"Mozilla/5.0 (Linux; Android 13; CUBOT P80) {BLINK} Chrome/122.0.0.0 Mobile Safari/537.36",
]

MACHINES = [
    "",
    "   ",
    "Mozilla/5.0",
    f"Mozilla/5.0 (Windows NT 10.0; Win64; x64) {BLINK} Chrome/42.0.2311.135 Safari/537.36 Edge/12.246 Mozilla/5.0",
    "curl/8.5.0",
    "Wget/1.21.4",
    "python-requests/2.31.0",
    "Python-urllib/3.11",
    "Python/3.11 aiohttp/3.9.3",
    f"Mozilla/5.0 (X11; Linux x86_64) {BLINK} HeadlessChrome/122.0.0.0 Safari/537.36",
    "Go-http-client/2.0",
    "Java/17.0.2",
    "okhttp/4.12.0",
    "axios/1.6.7",
    "node-fetch",
    "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
    "Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)",
    "Barracuda Sentinel (EE)",
    "Mimecast URL scanner",
    "Mozilla/5.0 (compatible; proofpoint)",
]


@pytest.mark.parametrize("user_agent", PEOPLE)
def test_people(user_agent: str) -> None:
    assert not is_machine_open(user_agent)
    assert not is_machine_open(user_agent, "Unlikely")


@pytest.mark.parametrize("user_agent", MACHINES)
def test_machines(user_agent: str) -> None:
    assert is_machine_open(user_agent)


def test_the_verdict_of_ses_counts_whatever_the_name() -> None:
    assert is_machine_open(PEOPLE[0], "Likely")
