"""The field rules of a proof, once for every door: raw fields in, validated fields or a reject out, then a `Proof`.

A door only translates its own names into the raw fields below (those of the CSV, domain.md 1.2) and back for rejects.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict, ValidationError, ValidationInfo, field_validator
from pydantic_core import ErrorDetails

from chalicelib.domain.proof import Channel, Customer, Product, Proof, ReviewType, Source, TransmissionMethod
from chalicelib.domain.sandbox import may_be_written_to, sandbox_reference
from chalicelib.intake import field_rules as rules
from chalicelib.intake.experience_dates import experience_instant
from chalicelib.intake.rejects import Reject, RejectCode

MAX_PRODUCTS = 50
"""Further products of a proof are left out: nobody fills such a form, and a proof must fit one stored item (400 KB)."""

IDENTIFIERS = ("ean", "sku", "upc", "isbn", "jan", "mpn")


@dataclass(frozen=True)
class Arrival:
    """How untrusted text reached us: the website's time zone, the instant (aware UTC), the door, the file or call.

    With `sandbox`, which a sandbox credential gives, every proof is of the sandbox (`domain/sandbox.py`).
    """

    zone: ZoneInfo
    now: datetime
    transmission_method: TransmissionMethod
    source_id: str
    file_name: str | None = None
    sandbox: bool = False


class ProductFields(BaseModel):
    """One bought product; `product_ref` and `name` are required as soon as there is a product."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    product_ref: rules.Reference
    name: rules.ProductName
    brand: rules.Name | None = None
    category: rules.Name | None = None
    price: rules.Price | None = None
    ean: rules.Identifier | None = None
    sku: rules.Identifier | None = None
    upc: rules.Identifier | None = None
    isbn: rules.Identifier | None = None
    jan: rules.Identifier | None = None
    mpn: rules.Identifier | None = None
    product_url: rules.Url = None
    image_url: rules.Url = None
    not_received: rules.Boolean = False
    delay: rules.Delay | None = None


class ProofFields(BaseModel):
    """One row of a file or one event. Fields stand in the order in which their errors are reported."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    purchase_reference: rules.Reference
    channel: rules.SalesChannel = Channel.ONLINE
    shop_id: rules.Reference | None = None
    purchase_date: datetime
    first_name: rules.Name
    last_name: rules.Name
    email: rules.Email
    language: rules.Language | None = None
    country: rules.Country = None
    phone: rules.Phone | None = None
    hide_personal_data: rules.Boolean = False
    price: rules.Price | None = None
    delay: rules.Delay | None = None
    delay_product: rules.Delay | None = None
    purchase_event_type: rules.ReviewTypes | None = None
    products: tuple[ProductFields, ...] = ()

    @field_validator("purchase_reference")
    @classmethod
    def _belongs_to_the_sandbox(cls, value: str, info: ValidationInfo) -> str:
        return sandbox_reference(value) if _arrival(info).sandbox else value

    @field_validator("purchase_date", mode="before")
    @classmethod
    def _read_date(cls, value: object, info: ValidationInfo) -> datetime:
        arrival = _arrival(info)
        return experience_instant(rules.as_text(value), zone=arrival.zone, now=arrival.now)

    @field_validator("shop_id")
    @classmethod
    def _stores_are_named(cls, value: str | None, info: ValidationInfo) -> str | None:
        if value is None and info.data.get("channel") is Channel.OFFLINE:
            raise rules.refusal(RejectCode.SHOP_REQUIRED)
        return value

    @field_validator("email")
    @classmethod
    def _stays_in_the_sandbox(cls, value: str, info: ValidationInfo) -> str:
        """The one rule of every door; a reference that begins so by itself is held to it as well."""
        if not may_be_written_to(info.data.get("purchase_reference", ""), value):
            raise rules.refusal(RejectCode.SANDBOX_ADDRESS)
        return value

    @field_validator("products")
    @classmethod
    def _products_are_there_to_ask_about(
        cls, value: tuple[ProductFields, ...], info: ValidationInfo
    ) -> tuple[ProductFields, ...]:
        if not value and info.data.get("purchase_event_type") == frozenset({ReviewType.PRODUCT}):
            raise rules.refusal(RejectCode.PRODUCT_REQUIRED)
        return value


def _arrival(info: ValidationInfo) -> Arrival:
    if not isinstance(info.context, Arrival):
        raise TypeError("proof fields are validated with an Arrival as context")
    return info.context


@dataclass(frozen=True)
class Refused:
    """The first refused field: `path` is its place in the raw fields, such as ("products", 0, "name")."""

    path: tuple[int | str, ...]
    reject: Reject


def read_fields(raw: Mapping[str, object], arrival: Arrival) -> ProofFields | Refused:
    """Validate one row or event, given by CSV field names, products as a list of such mappings under `products`.

    Blank values count as absent. Never raises, whatever the values; one reject per row or event: its first error.
    """
    present = _present(raw)
    # Both are always given, so that the rules which look at two fields run even when the second one is absent.
    complete = {"shop_id": None, "products": [], **present}
    try:
        return ProofFields.model_validate(complete, context=arrival)
    except ValidationError as invalid:
        return _refused(invalid.errors(include_url=False)[0], present)


def _present(raw: Mapping[str, object]) -> dict[str, object]:
    return {name: _cleaned(value) for name, value in raw.items() if not rules.is_blank(value)}


def _cleaned(value: object) -> object:
    if isinstance(value, list):
        return [_present(element) if isinstance(element, dict) else element for element in value]
    return value


def _refused(error: ErrorDetails, raw: Mapping[str, object]) -> Refused:
    code = _CODES.get(error["type"], RejectCode.INVALID_VALUE)
    value = None if code is RejectCode.MISSING_VALUE else error["input"]
    shown = str(value) if isinstance(value, str | int | float) else None
    path = error["loc"]
    detail = error.get("ctx", {}).get("detail", "")
    return Refused(path, Reject(code, reference_of(raw), field=str(path[-1]), value=shown, detail=detail))


_CODES = {**{code.value: code for code in RejectCode}, "missing": RejectCode.MISSING_VALUE}
"""Type of a validation error -> code; pydantic's own types other than `missing` speak of values of a wrong kind."""


def reference_of(raw: Mapping[str, object]) -> str | None:
    """The merchant's reference for a report, if it can be read at all."""
    value = raw.get("purchase_reference")
    return str(value).strip()[:200] if isinstance(value, str | int) and not rules.is_blank(value) else None


def proof_of(
    fields: ProofFields, products: Iterable[ProductFields], arrival: Arrival, *, lines: tuple[int, ...]
) -> Proof:
    """The proof that validated fields make; `products` are those of all its rows, the first of a reference is kept."""
    return Proof(
        experience_reference=fields.purchase_reference,
        experience_at=fields.purchase_date,
        experience_day=local_day(fields, arrival.zone),
        customer=_customer(fields),
        transmission_method=arrival.transmission_method,
        source=Source(arrival.source_id, arrival.file_name, lines[0]),
        channel=fields.channel,
        shop_id=fields.shop_id,
        price=fields.price,
        products=_distinct(products),
        review_types=fields.purchase_event_type,
        brand_delay_days=fields.delay,
        product_delay_days=fields.delay_product,
        lines=lines,
    )


def local_day(fields: ProofFields, zone: ZoneInfo) -> str:
    """The day of the experience in the website's zone, `YYYY-MM-DD`."""
    return fields.purchase_date.astimezone(zone).date().isoformat()


def _customer(fields: ProofFields) -> Customer:
    return Customer(
        email=fields.email,
        first_name=fields.first_name,
        last_name=fields.last_name,
        language=fields.language,
        country=fields.country,
        phone=fields.phone,
        hide_personal_data=fields.hide_personal_data,
    )


def _distinct(products: Iterable[ProductFields]) -> tuple[Product, ...]:
    """A product bought twice is asked about once."""
    by_reference: dict[str, Product] = {}
    for fields in products:
        by_reference.setdefault(fields.product_ref, _product(fields))
    return tuple(by_reference.values())[:MAX_PRODUCTS]


def _product(fields: ProductFields) -> Product:
    identifiers = {name: getattr(fields, name) for name in IDENTIFIERS}
    return Product(
        product_ref=fields.product_ref,
        name=fields.name,
        brand=fields.brand,
        category=fields.category,
        price=fields.price,
        identifiers={name: value for name, value in identifiers.items() if value is not None},
        product_url=fields.product_url,
        image_url=fields.image_url,
        not_received=fields.not_received,
        delay_days=fields.delay,
    )
