"""The proof file as a page that can be read, printed and kept: nothing in it comes from elsewhere or runs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from chalicelib.pages.languages import language_of
from chalicelib.pages.proof_file_words import VALUES, WORDS
from chalicelib.pages.templating import long_date, render

Document = Mapping[str, Any]
Pairs = list[tuple[str, str]]


def render_proof_file(document: Document) -> str:
    """The page of a document that `api/proof_file.py` made, in its language. Pure; every value is escaped."""
    reader = _Reader(document["language"], ZoneInfo(document["content"]["website"]["time_zone"]))
    sections = [one(document["content"], reader) for one in _SECTIONS]
    return render(
        "proof_file.html.jinja",
        language_of(reader.language),
        word=reader.word,
        file=_about(document, reader),
        sections=sections,
    )


@dataclass(frozen=True)
class _Section:
    """A title with pairs, or a table, or blocks of both; without any, it says that there is nothing."""

    title: str
    pairs: Pairs = field(default_factory=list)
    head: Sequence[str] = ()
    rows: Sequence[Sequence[str]] = ()
    blocks: Sequence["_Block"] = ()


@dataclass(frozen=True)
class _Block:
    """One e-mail or one review: what is known of it, a remark, and its own words, shown as they stand."""

    title: str
    pairs: Pairs
    remark: str
    words: str


@dataclass(frozen=True)
class _Reader:
    """In which language, and on whose clock."""

    language: str
    zone: ZoneInfo

    def word(self, name: str) -> str:
        return self._of(WORDS[name])

    def value(self, kind: str, code: str) -> str:
        found = VALUES.get(f"{kind}.{code}")
        return self._of(found) if found else code

    def moment(self, text: str | None) -> str:
        """An instant to the second, with the clock it was read on."""
        if not text:
            return ""
        local = datetime.fromisoformat(text).astimezone(self.zone)
        joint = "à" if self.language == "fr" else "at"
        return f"{long_date(local.date(), language_of(self.language))} {joint} {local:%H:%M:%S} ({self.zone.key})"

    def sentence(self, told: Mapping[str, str] | None) -> str:
        return told[self.language] if told else ""

    def pairs(self, values: Mapping[str, str | None]) -> Pairs:
        """What is there, each with its label."""
        return [(self.word(name), value) for name, value in values.items() if value]

    def email(self, told: Document) -> str:
        """Which e-mail: the first one, or which reminder."""
        reminder = told["reminder"]
        return f"{self.word('reminder')} {reminder}" if reminder else self.word("first_email")

    def _of(self, both: tuple[str, str]) -> str:
        return both[0] if self.language == "fr" else both[1]


def _about(document: Document, reader: _Reader) -> Pairs:
    return reader.pairs(
        {
            "generated_at": reader.moment(document["generated_at"]),
            "generated_by": document["generated_by"],
            "format_version": str(document["format_version"]),
            "content_sha256": document["content_sha256"],
        }
    )


def _request(content: Document, reader: _Reader) -> _Section:
    following = content["next_step"]
    planned = f"{reader.email(following)}, {reader.moment(following['at'])}" if following else ""
    values = {
        "trader": content["website"]["trader"],
        "trader_contact": content["website"]["trader_contact"],
        "website_id": content["website"]["website_id"],
        "review_request_id": content["review_request_id"],
        "review_type": reader.value("review_type", content["review_type"]),
        "status": reader.value("status", content["status"]),
        "status_at": reader.moment(content["status_at"]),
        "reason": reader.sentence(content["reason"]),
        "next_step": planned or reader.word("no_next_step"),
    }
    return _Section(reader.word("request"), reader.pairs(values))


def _experience(content: Document, reader: _Reader) -> _Section:
    experience, source = content["experience"], content["experience"]["source"]
    values = {
        "reference": experience["reference"],
        "date": reader.moment(experience["date"]),
        "received_at": reader.moment(experience["received_at"]),
        "transmission_method": reader.value("transmission_method", experience["transmission_method"]),
        "source": source["name"],
        "line": ", ".join(map(str, source["lines"])) or (str(source["line"]) if source["line"] else None),
        "channel": reader.value("channel", content["channel"]),
        "shop_id": content["shop_id"],
    }
    return _Section(reader.word("experience"), reader.pairs(values))


def _customer(content: Document, reader: _Reader) -> _Section:
    customer = content["customer"]
    names = filter(None, (customer["first_name"], customer["last_name"]))
    named = {"name": " ".join(names)} | {key: customer[key] for key in ("email", "language", "country", "phone")}
    return _Section(reader.word("customer"), reader.pairs(named))


def _products(content: Document, reader: _Reader) -> _Section:
    rows = [
        (one["product_ref"], one["name"] or "", one["ean"] or "", one["price"] or "") for one in content["products"]
    ]
    head = (reader.word("product_ref"), reader.word("product"), "EAN", reader.word("price"))
    return _Section(reader.word("products"), head=head, rows=rows)


def _history(content: Document, reader: _Reader) -> _Section:
    head = tuple(map(reader.word, ("at", "what", "who", "why")))
    return _Section(reader.word("history"), head=head, rows=[_happened(one, reader) for one in content["history"]])


def _happened(entry: Document, reader: _Reader) -> tuple[str, ...]:
    actor = entry["actor"]
    who = reader.value("actor", actor["kind"]) + (f" ({actor['subject']})" if actor["subject"] else "")
    why = filter(None, (reader.sentence(entry["reason"]), *map(reader.sentence, entry["rules"]), entry["told"]))
    what = reader.value("fact", entry["fact"]) + (f" [{entry['step']}]" if entry["step"] else "")
    return reader.moment(entry["at"]), what, who, " ".join(why)


def _journal(content: Document, reader: _Reader) -> _Section:
    rows = [
        (reader.moment(one["at"]), reader.value("operation", one["kind"]), one["actor"], _asked(one, reader))
        for one in content["journal"]
    ]
    return _Section(reader.word("journal"), head=tuple(map(reader.word, ("at", "what", "who", "why"))), rows=rows)


def _asked(entry: Document, reader: _Reader) -> str:
    """Why, in the words of who asked, and what is different since."""
    changes = (
        reader.word("before_after").format(
            reader.value("field", one["field"]), one["before"] or "–", one["after"] or "–"
        )
        for one in entry["changes"]
    )
    return " · ".join(filter(None, (entry["reason"], *changes)))


def _emails(content: Document, reader: _Reader) -> _Section:
    return _Section(reader.word("emails"), blocks=[_mail(one, reader) for one in content["emails"]])


def _mail(told: Document, reader: _Reader) -> _Block:
    same = {name: told[name] for name in ("to", "from_name", "reply_to", "subject", "template", "digest")}
    values = {"sent_at": reader.moment(told["sent_at"]) or reader.word("not_sent"), **same}
    values["settings_version"] = str(told["settings_version"])
    remark = reader.word("as_sent" if told["as_sent"] else "not_as_sent")
    return _Block(reader.email(told), reader.pairs(values), remark, told["text"])


def _reviews(content: Document, reader: _Reader) -> _Section:
    names = {one["product_ref"]: one["name"] for one in content["products"]}
    return _Section(reader.word("reviews"), blocks=[_review(one, names, reader) for one in content["reviews"]])


def _review(told: Document, names: Mapping[str, str], reader: _Reader) -> _Block:
    rating = f"{told['rating']}/5" if told["rating"] else ""
    values = {"submitted_at": reader.moment(told["submitted_at"]), "rating": rating}
    remark = "" if rating else reader.word("not_received")
    about = told["product_ref"]
    title = names.get(about) or about if about else reader.word("brand")
    return _Block(title, reader.pairs(values), remark, told["comment"] or "")


_SECTIONS = (_request, _experience, _customer, _products, _history, _journal, _emails, _reviews)
