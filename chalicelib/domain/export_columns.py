"""What an exported row holds: every column once, with its headings, and the words of both languages.

Names of customers are left out: they stand in the cold proof, and reading one per row would triple what an export
costs (decision 0026); the details show them.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from chalicelib.domain.export_record import ExportFormat, ExportLanguage, ExportOrder
from chalicelib.domain.export_words import CHANNELS, METHODS, NEXT_STEPS, REVIEW_TYPES, STATUSES, Word, next_step_code
from chalicelib.domain.facts import FactKind
from chalicelib.domain.masking import masked_email
from chalicelib.domain.milestones import first_sent_at
from chalicelib.domain.reasons import REASONS
from chalicelib.domain.review_request import ReviewRequest

Value = str | datetime | None


@dataclass(frozen=True)
class Column:
    """One column.

    Attributes:
        name: the key in JSON lines, never translated.
        headings: in French and in English.
        width: in characters, for a spreadsheet.
        of: what stands in it; an instant is shown on the website's clock.
        words: by what a person reads instead of a code; programs read the code.
        in_json: whether programs read it too.
    """

    name: str
    headings: tuple[str, str]
    width: int
    of: Callable[[ReviewRequest, ExportLanguage], Value]
    is_instant: bool = False
    words: Mapping[str, Word] | None = None
    in_json: bool = True

    def heading(self, language: ExportLanguage) -> str:
        """What stands above it."""
        return self.headings[0 if language is ExportLanguage.FR else 1]


def _fact_at(kind: FactKind) -> Callable[[ReviewRequest, ExportLanguage], Value]:
    """When it happened first, in whichever e-mail."""
    return lambda row, _: min((fact.at for fact in row.facts.of_kind(kind)), default=None)


def _reason(row: ReviewRequest, language: ExportLanguage) -> str | None:
    reason = REASONS.get(row.current.reason or "")
    if reason is None:
        return None
    return reason.sentence_fr if language is ExportLanguage.FR else reason.sentence_en


def _next_step(row: ReviewRequest, _: ExportLanguage) -> str | None:
    return next_step_code(row.reminder) if row.next_email_at else None


COLUMNS: tuple[Column, ...] = (
    Column("experience_reference", ("Référence", "Reference"), 22, lambda row, _: row.experience_reference),
    Column("customer_email", ("E-mail du client", "Customer e-mail"), 32, lambda row, _: row.customer_email),
    Column(
        "experience_date",
        ("Date de l'expérience", "Experience date"),
        19,
        lambda row, _: row.experience_at,
        is_instant=True,
    ),
    Column(
        "review_type",
        ("Type d'avis", "Review type"),
        24,
        lambda row, _: row.review_type.value,
        words=REVIEW_TYPES,
    ),
    Column("status", ("Statut", "Status"), 20, lambda row, _: row.current.status.value, words=STATUSES),
    Column(
        "status_code", ("Code du statut", "Status code"), 18, lambda row, _: row.current.status.value, in_json=False
    ),
    Column("status_at", ("Date du statut", "Status date"), 19, lambda row, _: row.current.at, is_instant=True),
    Column("reason_code", ("Code du motif", "Reason code"), 18, lambda row, _: row.current.reason),
    Column("reason", ("Motif", "Reason"), 60, _reason),
    Column("next_step", ("Prochaine étape", "Next step"), 20, _next_step, words=NEXT_STEPS),
    Column(
        "next_step_at",
        ("Date de la prochaine étape", "Next step date"),
        19,
        lambda row, _: row.next_email_at,
        is_instant=True,
    ),
    Column(
        "transmission_method",
        ("Mode de transmission", "Transmission method"),
        20,
        lambda row, _: row.transmission_method.value,
        words=METHODS,
    ),
    Column("channel", ("Canal", "Channel"), 12, lambda row, _: row.channel.value, words=CHANNELS),
    Column("shop_id", ("Boutique", "Shop"), 14, lambda row, _: row.shop_id),
    Column("language", ("Langue", "Language"), 8, lambda row, _: row.language),
    Column("country", ("Pays", "Country"), 8, lambda row, _: row.country),
    Column("template", ("Modèle d'e-mail", "E-mail template"), 16, lambda row, _: row.template),
    Column(
        "first_sent_at",
        ("Premier e-mail envoyé", "First e-mail sent"),
        19,
        lambda row, _: first_sent_at(row.facts),
        is_instant=True,
    ),
    Column(
        "delivered_at", ("Premier e-mail remis", "First delivered"), 19, _fact_at(FactKind.DELIVERED), is_instant=True
    ),
    Column("opened_at", ("Première ouverture", "First opened"), 19, _fact_at(FactKind.OPENED), is_instant=True),
    Column("form_opened_at", ("Formulaire ouvert", "Form opened"), 19, _fact_at(FactKind.FORM_OPENED), is_instant=True),
    Column(
        "review_submitted_at",
        ("Avis déposé", "Review submitted"),
        19,
        _fact_at(FactKind.REVIEW_SUBMITTED),
        is_instant=True,
    ),
    Column(
        "review_request_id",
        ("Identifiant de la demande", "Review request identifier"),
        28,
        lambda row, _: row.review_request_id,
    ),
)


JSON_COLUMNS = tuple(column for column in COLUMNS if column.in_json)


def columns_of(order: ExportOrder) -> tuple[Column, ...]:
    """The columns of an export of the list."""
    return JSON_COLUMNS if order.format is ExportFormat.JSONL else COLUMNS


def values_of(row: ReviewRequest, order: ExportOrder, zone: ZoneInfo) -> tuple[Value, ...]:
    """One row's values in the order of `columns_of`; instants carry the website's offset."""
    return tuple(_shown(column, row, order, zone) for column in columns_of(order))


def _shown(column: Column, row: ReviewRequest, order: ExportOrder, zone: ZoneInfo) -> Value:
    value = column.of(row, order.language)
    if isinstance(value, datetime):
        return value.astimezone(zone).replace(microsecond=0)
    if value and order.masked and column.name == "customer_email":
        return masked_email(value)
    if value and column.words and order.format is not ExportFormat.JSONL:
        return column.words[value].of(order.language)
    return value
