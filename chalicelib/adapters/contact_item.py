"""A contact as an item: which attribute holds what, under which conditions an e-mail takes its place, and why not.

| attribute | holds |
|---|---|
| `oa` | the opt-out from all merchants, JSON |
| `o_<website>` | the opt-out from this merchant, JSON |
| `d_<website>` | `<yyyy-mm-dd>#<review_request_id>#<step>#`: last local day on which an e-mail left, and which one |
| `f_<website>` | `<epoch ms, 13 digits>#<review_request_id>#`: when the last first e-mail left, and of which request |
| `b_<website>` | the e-mails that met a passing failure: a set of `<review_request_id>#<step>` |
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from chalicelib.adapters import keys
from chalicelib.adapters.dynamodb_documents import opt_out_from
from chalicelib.adapters.dynamodb_rows import from_milliseconds, to_milliseconds
from chalicelib.domain.opt_out import OptOut, OptOutScope
from chalicelib.usecases.contact_ports import Admission, Asking, Standing

RawItem = Mapping[str, dict[str, Any]]

_ALL_MERCHANTS = "oa"
_NO_OPT_OUT = "attribute_not_exists(#all) AND attribute_not_exists(#own)"
_DAY_IS_FREE = "(attribute_not_exists(#day) OR #day < :day OR contains(#day, :email))"
_NOT_CAPPED = "(attribute_not_exists(#first) OR #first < :since OR contains(#first, :request))"


def names(website_id: str, *wanted: str) -> dict[str, str]:
    """The attributes a website may know, by the names expressions give them."""
    parts = {"#own": "o", "#day": "d", "#first": "f"}
    known = {"#all": _ALL_MERCHANTS} | {name: keys.contact_part(part, website_id) for name, part in parts.items()}
    return {name: known[name] for name in wanted or known}


def opt_out_part(opt_out: OptOut) -> str:
    """Where a wish stands."""
    of_merchant = opt_out.wish.scope is OptOutScope.MERCHANT
    return keys.contact_part("o", opt_out.website_id) if of_merchant else _ALL_MERCHANTS


def soft_bounces_part(website_id: str) -> str:
    """Where passing failures stand."""
    return keys.contact_part("b", website_id)


def place(asking: Asking) -> dict[str, Any]:
    """The parameters of the write by which an e-mail takes its place, if nothing is against it."""
    conditions, places = [_NO_OPT_OUT], list[str]()
    values: dict[str, str] = {}
    if asking.day is not None:
        conditions.append(_DAY_IS_FREE)
        places.append("#day = :day_taken")
        day, email = _day(asking), _email(asking)
        values |= {":day": day, ":email": email, ":day_taken": day + email}
    if asking.capped_since is not None:
        conditions.append(_NOT_CAPPED)
        values |= {":since": _until(asking.capped_since), ":request": _request(asking)}
    if asking.is_first:
        places.append("#first = :first_taken")
        values[":first_taken"] = f"{to_milliseconds(asking.now):013d}{_request(asking)}"
    expressions = {"UpdateExpression": f"SET {', '.join(places)}", "ConditionExpression": " AND ".join(conditions)}
    used = " ".join(expressions.values())
    return {
        **expressions,
        "ExpressionAttributeNames": {name: part for name, part in names(asking.website_id).items() if name in used},
        "ExpressionAttributeValues": {name: {"S": value} for name, value in values.items()},
        "ReturnValuesOnConditionCheckFailure": "ALL_OLD",
    }


def refusal(asking: Asking, item: RawItem) -> Admission:
    """Why the e-mail could not take its place, told by the item it met: the same rules as in `place`."""
    held = _held(item, asking.website_id)
    if held.opt_out:
        return Admission(held.opt_out)
    since = asking.capped_since
    day_taken = asking.day is not None and held.day >= _day(asking) and _email(asking) not in held.day
    capped = since is not None and held.first >= _until(since) and _request(asking) not in held.first
    if not day_taken and not capped:
        raise LookupError("a contact refuses an e-mail and holds no reason")  # never an admission by mistake
    return Admission(None, day_taken, _first_at(held.first) if capped else None)


def covering(item: RawItem, website_id: str) -> OptOut | None:
    """The opt-out that forbids this website's e-mails, its own first."""
    return _held(item, website_id).opt_out


def standing(item: RawItem, website_id: str) -> Standing:
    """What the item says of this website and its person."""
    held = _held(item, website_id)
    return Standing(held.opt_out, _first_at(held.first) if held.first else None)


@dataclass(frozen=True)
class _Held:
    """What a contact holds that one website may know; empty texts where nothing is."""

    opt_out: OptOut | None
    day: str
    first: str


def _held(item: RawItem, website_id: str) -> _Held:
    texts = {name: item[part]["S"] for name, part in names(website_id).items() if part in item}
    wish = texts.get("#own") or texts.get("#all")
    opt_out = opt_out_from(wish).as_seen_by(website_id) if wish else None
    return _Held(opt_out, texts.get("#day", ""), texts.get("#first", ""))


def _first_at(text: str) -> datetime:
    return from_milliseconds(int(text.partition("#")[0]))


def _day(asking: Asking) -> str:
    return f"{asking.day:%Y-%m-%d}"


def _email(asking: Asking) -> str:
    return f"#{asking.review_request_id}#{asking.step}#"


def _request(asking: Asking) -> str:
    return f"#{asking.review_request_id}#"


def _until(instant: datetime) -> str:
    """Sorts after every place taken at or before the instant, and before every later one."""
    return f"{to_milliseconds(instant):013d}~"
