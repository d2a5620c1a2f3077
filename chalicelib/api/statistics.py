"""Statistics over HTTP: the figures of a period, and all it takes to find the rows behind each."""

from collections.abc import Mapping
from datetime import date

from chalicelib.api.access import GUARD
from chalicelib.api.auth import current_grant
from chalicelib.api.blueprint import ApiBlueprint
from chalicelib.api.query_values import query_of
from chalicelib.api.representations import Json
from chalicelib.api.statistics_parameters import statistics_filter
from chalicelib.bootstrap import wiring
from chalicelib.domain.access import Permission
from chalicelib.domain.collection import OpenTracking
from chalicelib.domain.milestones import Milestone
from chalicelib.domain.statistics import Report, StatisticsFilter, Tally, share
from chalicelib.usecases.show_statistics import show_statistics

statistics = ApiBlueprint(__name__)


@statistics.route("/v1/websites/{website_id}/statistics", methods=["GET"], **GUARD)
def show_website_statistics(website_id: str) -> Json:
    """Show how far the requests of a period came: funnel, days, groups, and what reminders added."""
    http_request = statistics.current_request
    current_grant(http_request).require(website_id, Permission.READ_REQUESTS)
    collection = wiring.websites.collection(website_id)
    zone = collection.zone
    today = wiring.clock.now().astimezone(zone).date()
    wanted = statistics_filter(query_of(http_request), today=today)
    shown = show_statistics(wiring.statistics, website_id=website_id, zone_name=zone.key, wanted=wanted)
    openings = _open_tracking(website_id, collection.open_tracking, wanted)
    figures = _figures(shown) if shown else _NOT_COUNTED
    return {"period": _period(wanted, zone.key), "open_tracking": openings, **figures}


def _open_tracking(website_id: str, mode: OpenTracking, wanted: StatisticsFilter) -> Json:
    """How openings are followed now, and how many were counted without being followed, whatever the groups wanted."""
    counted = wiring.open_counts.aggregated_opens(website_id, wanted.first_day, wanted.last_day)
    return {"mode": mode.value, "aggregated_opens": sum(counted.values())}


def _period(wanted: StatisticsFilter, zone_name: str) -> Json:
    return {
        "sent_from": wanted.first_day.isoformat(),
        "sent_to": wanted.last_day.isoformat(),
        "time_zone": zone_name,
    }


_NOT_COUNTED: Json = {"counted": False, "funnel": [], "reminders": None, "days": [], "groups": []}


def _figures(shown: Report) -> Json:
    return {
        "counted": True,
        "funnel": _funnel(shown.total),
        "reminders": _reminders(shown.total),
        "days": [_day(day, tally) for day, tally in shown.days.items()],
        "groups": [
            {"dimension": dimension.value, "values": _values(groups)} for dimension, groups in shown.groups.items()
        ],
    }


def _funnel(total: Tally) -> list[Json]:
    """Each milestone with its share of the e-mails sent and of the milestone before; null where there is none."""
    stages = list(Milestone)
    before = dict(zip(stages[1:], stages, strict=False))
    return [
        {
            "milestone": stage.value,
            "count": total.at(stage),
            "absolute": share(total.at(stage), total.sent) if stage is not Milestone.RECEIVED else None,
            "relative": share(total.at(stage), total.at(before[stage])) if stage in before else None,
        }
        for stage in stages
    ]


def _reminders(total: Tally) -> Json:
    return {
        "sent": total.reminded,
        "form_opened_after": total.form_opened_after,
        "review_submitted_after": total.review_submitted_after,
        "share_of_reviews": share(total.review_submitted_after, total.review_submitted),
    }


def _day(day: date, tally: Tally) -> Json:
    return {"day": day.isoformat(), **_counts(tally)}


def _values(groups: Mapping[str, Tally]) -> list[Json]:
    """The largest first."""
    ordered = sorted(groups.items(), key=lambda group: (-group[1].sent, -group[1].received, group[0]))
    return [{"value": value, **_counts(tally)} for value, tally in ordered]


def _counts(tally: Tally) -> Json:
    return {milestone.value: tally.at(milestone) for milestone in Milestone}
