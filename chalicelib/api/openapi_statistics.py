"""Statistics in the OpenAPI document: what the call takes and answers."""

from chalicelib.api.openapi_operations import json_answer, query, refusals
from chalicelib.api.openapi_schemas import Json, count, flag, many, maybe, record, ref, text, words
from chalicelib.api.statistics_parameters import MONTHS_BACK
from chalicelib.domain.collection import OpenTracking
from chalicelib.domain.milestones import Milestone
from chalicelib.domain.proof import LANGUAGES, Channel, ReviewType
from chalicelib.domain.statistics import Dimension


def _share(description: str) -> Json:
    return {"type": ["number", "null"], "description": description}


_COUNTS: Json = {milestone.value: count() for milestone in Milestone}

STATISTICS: Json = {
    "Statistics": record(
        {
            "period": record({"sent_from": text(format="date"), "sent_to": text(format="date"), "time_zone": text()}),
            "open_tracking": record(
                {
                    "mode": words(OpenTracking, "How openings are followed now."),
                    "aggregated_opens": count(
                        "Openings of e-mails that left in the period, counted without telling of which request. "
                        "They are openings, not people, and no filter applies to them."
                    ),
                },
                description=("Where openings are not followed by request, `opened` counts only who went further."),
            ),
            "counted": flag("False while the figures are being made anew: there are none in this answer."),
            "funnel": many(ref("FunnelStage"), "In order; empty when not `counted`."),
            "reminders": maybe(ref("ReminderFigures")),
            "days": many(ref("DayFigures"), "Every day of the period, also those without any request."),
            "groups": many(ref("Groups"), "For each dimension, the groups that occur."),
        },
        description=(
            "How far the requests came whose first e-mail left on these days (or, as long as none has left, is planned "
            "for one of them). A figure's rows are those of the list with the same `sent_from`, `sent_to` and filters, "
            "and the figure's name as `reached`."
        ),
    ),
    "FunnelStage": record(
        {
            "milestone": words(Milestone),
            "count": count("Requests that came at least this far."),
            "absolute": _share("Of the requests sent, four decimals; null of nothing, and of the proofs received."),
            "relative": _share("Of the stage before, four decimals; null of nothing, and for the first stage."),
        }
    ),
    "ReminderFigures": record(
        {
            "sent": count("Requests of which at least one reminder left."),
            "form_opened_after": count("Forms opened later than the first reminder."),
            "review_submitted_after": count("Reviews submitted later than the first reminder."),
            "share_of_reviews": _share("Those reviews, of all reviews; null of nothing."),
        }
    ),
    "DayFigures": record({"day": text(format="date"), **_COUNTS}),
    "Groups": record({"dimension": words(Dimension), "values": many(ref("GroupFigures"), "The largest first.")}),
    "GroupFigures": record(
        {
            "value": text("As the filter of the same name takes it; who is asked for both counts for each."),
            **_COUNTS,
        }
    ),
}

STATISTICS_OPERATIONS: dict[tuple[str, str], Json] = {
    ("GET", "/v1/websites/{website_id}/statistics"): {
        "tags": ["Statistics"],
        "parameters": [
            query(
                "sent_from", text(format="date"), f"First day, in the website's zone; at most {MONTHS_BACK} months ago."
            ),
            query("sent_to", text(format="date"), "Last day, included; without any, the last 30 days."),
            query(
                "review_type", many(words(ReviewType)), "`brand` also matches `brand_and_product`; so does `product`."
            ),
            query("channel", many(words(Channel)), "Any of these."),
            query("shop_id", many(text()), "Any of these."),
            query("language", many(text(enum=list(LANGUAGES))), "Any of these."),
            query("template", many(text()), "Any of these: `standard`, or a website's own texts as `own-<6 digits>`."),
        ],
        "responses": {"200": json_answer(ref("Statistics"), "The figures."), **refusals(400, 401, 404, 503)},
    },
}
