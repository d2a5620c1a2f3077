"""What the tests of pages/ share: one ordinary e-mail, form and customer, and a reader of HTML."""

from dataclasses import dataclass, field
from datetime import date
from html.parser import HTMLParser

from chalicelib.domain.proof import Product, ReviewType
from chalicelib.pages.emails import EmailContent
from chalicelib.pages.review_form import Asked, FormPage

FORM_URL = "https://avis.example.com/form/v1.k1.payload.mac?a=1&b=2"
UNSUBSCRIBE_MERCHANT_URL = "https://avis.example.com/u/v1.k1.merchant.mac"
UNSUBSCRIBE_ALL_URL = "https://avis.example.com/u/v1.k1.all.mac"
ONE_CLICK_URL = "https://avis.example.com/u/v1.k1.oneclick.mac"

LAMP = Product("SKU-1", "Lampe LED", image_url="https://shop.example.com/i/1.jpg")
SCREEN = Product("SKU-2", 'Écran 24" mat')

HOSTILE = '"><script>alert(1)</script>\r\nBcc: victim@example.com\u2028{{ses:openTracker}}{% raw %}</textarea>'


def an_email(**changes: object) -> EmailContent:
    """An ordinary first request in French about a brand and two products; `changes` replace its fields."""
    values: dict[str, object] = {
        "language": "fr",
        "reminder": 0,
        "review_type": ReviewType.BRAND_AND_PRODUCT,
        "merchant_name": "Maison Martin & Fils",
        "customer_first_name": "Zoé",
        "experience_reference": "#1855",
        "experience_date": date(2024, 3, 4),
        "products": (LAMP, SCREEN),
        "form_url": FORM_URL,
        "unsubscribe_merchant_url": UNSUBSCRIBE_MERCHANT_URL,
        "unsubscribe_all_url": UNSUBSCRIBE_ALL_URL,
        "one_click_url": ONE_CLICK_URL,
        "trader_contact": "12 rue des Lilas, 75011 Paris",
    }
    return EmailContent(**{**values, **changes})  # type: ignore[arg-type]


def asked(*, brand: bool = True, products: tuple[Product, ...] = (LAMP, SCREEN)) -> Asked:
    """What an ordinary form asks about."""
    return Asked(brand, "Maison Martin & Fils", products)


def a_form(**changes: object) -> FormPage:
    """An ordinary form as first shown, in English; `changes` replace its fields."""
    values: dict[str, object] = {
        "language": "en",
        "customer_first_name": "Zoé",
        "customer_last_name": "O'Brien",
        "experience_reference": "#1855",
        "experience_date": date(2024, 3, 4),
        "valid_until": date(2024, 6, 11),
        "asked": asked(),
        "page_nonce": "nonce-1",
    }
    return FormPage(**{**values, **changes})  # type: ignore[arg-type]


@dataclass
class Element:
    """One start tag with its attributes and the text right inside it and its children."""

    tag: str
    attributes: dict[str, str | None]
    text: str = ""


@dataclass
class Page:
    """The start tags of an HTML text in order, and its visible texts (style and script left out)."""

    elements: list[Element] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)

    def all(self, tag: str, **attributes: str) -> list[Element]:
        """Elements of that tag holding at least these attributes."""
        wanted = attributes.items()
        return [element for element in self.elements if element.tag == tag and wanted <= element.attributes.items()]

    @property
    def text(self) -> str:
        """The visible text on one line."""
        return " ".join(" ".join(self.texts).split())


class _Reader(HTMLParser):
    VOID = frozenset({"meta", "link", "img", "input", "br"})

    def __init__(self) -> None:
        super().__init__()
        self.page = Page()
        self.open: list[Element] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, dict(attrs))
        self.page.elements.append(element)
        if tag not in self.VOID:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop().tag != tag:
            pass

    def handle_data(self, data: str) -> None:
        for element in self.open:
            element.text += data
        if data.strip() and not {"style", "script", "title"} & {element.tag for element in self.open}:
            self.page.texts.append(" ".join(data.split()))


def read(html: str) -> Page:
    """The page as a browser's parser would see it."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.page
