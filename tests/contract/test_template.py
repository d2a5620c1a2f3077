"""The template as CloudFormation gets it: entry points, queues, data, clock, logs."""

import json
from pathlib import Path

import pytest
import yaml

from chalicelib.adapters import dynamodb_tables
from chalicelib.adapters.dynamodb_statistics import FIGURES
from chalicelib.adapters.transmission_documents import BOOK_ATTRIBUTES
from infra.package import STAGE, PackagedApp
from tests.contract.template_resources import Resource, functions, of_type, queue_sources

ROOT = Path(__file__).parents[2]
AUTHORIZER = "Authorize"
FOURTEEN_DAYS = 1_209_600
ONE_DAY = 86_400
MAX_RECEIVE_COUNTS = {
    "ProofFilesQueue": 10,
    "SendQueue": 5,
    "EmailEventsQueue": 10,
    "OperationsQueue": 5,
    "ExportsQueue": 5,
    "WebhooksQueue": 5,
    "ProofChunksQueue": 5,
}


# ---- entry points ----------------------------------------------------------------------------------------------------
def test_every_function_loads_app_py(resources: dict[str, Resource]) -> None:
    """A handler in chalicelib would run without the middleware app.py registers (aws/chalice#1566)."""
    handlers = {name: it["Handler"] for name, it in functions(resources).items() if name != AUTHORIZER}

    assert [name for name, handler in handlers.items() if not handler.startswith("app.")] == []


def test_the_functions_are_those_the_template_speaks_of(resources: dict[str, Resource]) -> None:
    assert set(functions(resources)) == {
        "APIHandler",
        "AnnounceChanges",
        AUTHORIZER,
        "CheckBooks",
        "CheckCounters",
        "ControlSending",
        "CountChanges",
        "DeliverWebhooks",
        "OpenWebsite",
        "ReceiveEmailEvents",
        "ReceiveProofChunks",
        "ReceiveProofFiles",
        "RecountWebsite",
        "ReleaseDueRequests",
        "RunExports",
        "ReleaseDueWebhooks",
        "RunOperations",
        "SendReviewRequests",
        "SweepDroppedFiles",
        "WriteFeeds",
    }


def test_chalice_accepts_the_configuration(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`chalice package` does not ask itself: a route with a trailing slash would pass."""
    from chalice.cli.factory import CLIFactory
    from chalice.deploy.validate import validate_configuration

    monkeypatch.setenv("AWS_DEFAULT_REGION", "eu-west-3")
    monkeypatch.chdir(ROOT)
    validate_configuration(CLIFactory(str(ROOT)).create_config_obj(chalice_stage_name=STAGE))


# ---- queues ----------------------------------------------------------------------------------------------------------
def test_every_queue_source_reports_what_failed(resources: dict[str, Resource]) -> None:
    sources = list(queue_sources(resources))

    assert {queue for _, _, queue in sources} == set(MAX_RECEIVE_COUNTS)
    for _, source, queue in sources:
        assert source["FunctionResponseTypes"] == ["ReportBatchItemFailures"], queue


def test_visibility_outlasts_six_runs_of_the_function(resources: dict[str, Resource]) -> None:
    queues = of_type(resources, "AWS::SQS::Queue")

    for function, source, queue in queue_sources(resources):
        needed = 6 * function["Timeout"] + source["MaximumBatchingWindowInSeconds"]
        assert queues[queue]["VisibilityTimeout"] >= needed, queue


def test_every_queue_has_dead_letters_that_are_kept_and_watched(resources: dict[str, Resource]) -> None:
    queues = of_type(resources, "AWS::SQS::Queue")
    alarms = of_type(resources, "AWS::CloudWatch::Alarm").values()
    watched = {
        alarm["Dimensions"][0]["Value"].get("Fn::GetAtt", [""])[0]: alarm
        for alarm in alarms
        if alarm["Namespace"] == "AWS/SQS"
    }

    for name, count in MAX_RECEIVE_COUNTS.items():
        redrive = queues[name]["RedrivePolicy"]
        dead = redrive["deadLetterTargetArn"]["Fn::GetAtt"][0]
        assert redrive["maxReceiveCount"] == count, name
        assert queues[dead]["MessageRetentionPeriod"] == FOURTEEN_DAYS, dead
        assert watched[dead]["Threshold"] == 1
        assert watched[dead]["ComparisonOperator"] == "GreaterThanOrEqualToThreshold"
    assert set(queues) == set(MAX_RECEIVE_COUNTS) | set(watched)


# ---- the table's stream ----------------------------------------------------------------------------------------------
def test_the_stream_of_the_table_is_counted_in_order_and_what_fails_is_singled_out(
    resources: dict[str, Resource],
) -> None:
    (source,) = functions(resources)["CountChanges"]["Events"].values()
    told = source["Properties"]

    assert source["Type"] == "DynamoDB"
    assert told["Stream"] == {"Fn::GetAtt": ["Table", "StreamArn"]}
    assert resources["Table"]["Properties"]["StreamSpecification"] == {"StreamViewType": "NEW_AND_OLD_IMAGES"}
    assert told["StartingPosition"] == "TRIM_HORIZON"
    assert told["ParallelizationFactor"] == 1
    assert told["FunctionResponseTypes"] == ["ReportBatchItemFailures"]
    assert told["BisectBatchOnFunctionError"] is True
    assert 0 < told["MaximumRetryAttempts"] <= 10_000
    assert told["MaximumRecordAgeInSeconds"] < ONE_DAY
    assert told["DestinationConfig"]["OnFailure"]["Destination"] == {"Fn::GetAtt": ["ChangesDeadLetterQueue", "Arn"]}


def test_the_stream_is_announced_apart_from_the_counting(resources: dict[str, Resource]) -> None:
    (source,) = functions(resources)["AnnounceChanges"]["Events"].values()
    told = source["Properties"]

    assert told["Stream"] == {"Fn::GetAtt": ["Table", "StreamArn"]}
    assert told["StartingPosition"] == "TRIM_HORIZON"  # LATEST loses what is written while Lambda begins to read
    assert told["ParallelizationFactor"] == 1
    assert told["FunctionResponseTypes"] == ["ReportBatchItemFailures"]
    assert told["BisectBatchOnFunctionError"] is True
    assert told["MaximumRecordAgeInSeconds"] < ONE_DAY
    dead = told["DestinationConfig"]["OnFailure"]["Destination"]
    assert dead == {"Fn::GetAtt": ["AnnouncementsDeadLetterQueue", "Arn"]}
    patterns = [json.loads(one["Pattern"]) for one in told["FilterCriteria"]["Filters"]]
    assert patterns == [{"dynamodb": {"NewImage": {"fx": {"S": [{"exists": True}]}}}}]


def test_slow_endpoints_of_merchants_hold_up_a_bounded_number_of_functions(resources: dict[str, Resource]) -> None:
    (source,) = functions(resources)["DeliverWebhooks"]["Events"].values()
    assert source["Properties"]["ScalingConfig"] == {"MaximumConcurrency": 50}
    (tick,) = functions(resources)["ReleaseDueWebhooks"]["Events"].values()
    assert tick["Properties"]["Schedule"] == "rate(1 minute)"


def test_only_rows_and_transmissions_reach_the_counting_never_what_it_writes_itself(
    resources: dict[str, Resource],
) -> None:
    (source,) = functions(resources)["CountChanges"]["Events"].values()
    patterns = [json.loads(one["Pattern"]) for one in source["Properties"]["FilterCriteria"]["Filters"]]

    assert patterns == [
        {"dynamodb": {image: {attribute: {"S": [{"exists": True}]}}}}
        for image, attribute in (
            ("NewImage", "fx"),
            ("OldImage", "fx"),
            ("NewImage", "ck"),
            ("NewImage", "sg"),
            ("OldImage", "sg"),
        )
    ]
    models = [model for model in vars(dynamodb_tables).values() if isinstance(model, type)]
    holders = [model for model in models if hasattr(model, "fx") or hasattr(model, "sg")]
    assert holders == [dynamodb_tables.RequestItem, dynamodb_tables.TransmissionItem]
    assert "sg" not in {*BOOK_ATTRIBUTES.values(), *FIGURES.values()}


def test_only_the_named_source_of_this_account_may_fill_a_queue(resources: dict[str, Resource]) -> None:
    allowed = [
        statement
        for kind in ("AWS::SQS::QueuePolicy", "AWS::SNS::TopicPolicy")
        for policy in of_type(resources, kind).values()
        for statement in policy["PolicyDocument"]["Statement"]
        if statement["Effect"] == "Allow"
    ]

    assert len(allowed) == 4
    for statement in allowed:
        tests = {name for operator in statement["Condition"].values() for name in operator}
        assert tests == {"aws:SourceArn", "aws:SourceAccount"}, statement


@pytest.mark.parametrize(
    ("kind", "policy_kind", "key"),
    [
        ("AWS::SQS::Queue", "AWS::SQS::QueuePolicy", "Queues"),
        ("AWS::SNS::Topic", "AWS::SNS::TopicPolicy", "Topics"),
        ("AWS::S3::Bucket", "AWS::S3::BucketPolicy", "Bucket"),
    ],
)
def test_everything_that_holds_data_refuses_plain_http(
    resources: dict[str, Resource], kind: str, policy_kind: str, key: str
) -> None:
    protected = set()
    for policy in of_type(resources, policy_kind).values():
        if any(
            s["Effect"] == "Deny" and "aws:SecureTransport" in json.dumps(s)
            for s in policy["PolicyDocument"]["Statement"]
        ):
            targets = policy[key] if isinstance(policy[key], list) else [policy[key]]
            protected |= {target["Ref"] for target in targets}

    assert protected == set(of_type(resources, kind))


def test_the_events_topic_keeps_its_envelope_and_is_subscribed_before_ses_speaks(
    resources: dict[str, Resource],
) -> None:
    subscription = resources["EmailEventsSubscription"]

    assert subscription["Properties"]["RawMessageDelivery"] is False
    assert "EmailEventsQueuePolicy" in subscription["DependsOn"]
    assert "EmailEventsSubscription" in resources["EmailEventsDestination"]["DependsOn"]


# ---- data, clock, logs -----------------------------------------------------------------------------------------------
@pytest.mark.parametrize("name", ["Table", "ProofsBucket", "IntakeBucket", "IdentitySecret", "TokenSecret", "UserPool"])
def test_what_cannot_be_made_again_outlives_the_stack(resources: dict[str, Resource], name: str) -> None:
    assert resources[name]["DeletionPolicy"] == "RetainExceptOnCreate"
    assert resources[name]["UpdateReplacePolicy"] == "Retain"


def test_the_table_is_protected_and_its_indexes_hold_keys_only(resources: dict[str, Resource]) -> None:
    table = resources["Table"]["Properties"]

    assert table["DeletionProtectionEnabled"] is True
    assert table["PointInTimeRecoverySpecification"] == {"PointInTimeRecoveryEnabled": True}
    assert {index["IndexName"] for index in table["GlobalSecondaryIndexes"]} == {"due", "email", "rare"}
    assert {index["Projection"]["ProjectionType"] for index in table["GlobalSecondaryIndexes"]} == {"KEYS_ONLY"}


def test_only_a_local_cloud_moves_its_clock(package: PackagedApp) -> None:
    template = yaml.safe_load(package.template.read_text())
    variables = template["Globals"]["Function"]["Environment"]["Variables"]

    assert variables["CLOCK_OFFSET_FILE"] == {"Fn::If": ["IsLocal", {"Ref": "ClockOffsetFile"}, ""]}
    assert template["Conditions"]["IsLocal"] == {"Fn::Equals": [{"Ref": "Stage"}, "local"]}
    assert template["Rules"]["OnlyALocalCloudMovesItsClock"]["Assertions"]


def test_the_sweeper_has_two_ticks_from_two_services(resources: dict[str, Resource]) -> None:
    ticks = functions(resources)["ReleaseDueRequests"]["Events"].values()

    every_minute = {
        tick["Type"]: tick["Properties"].get("Schedule") or tick["Properties"].get("ScheduleExpression")
        for tick in ticks
    }

    assert every_minute == {"Schedule": "rate(1 minute)", "ScheduleV2": "rate(1 minute)"}


def test_logs_are_kept_thirty_days(resources: dict[str, Resource]) -> None:
    groups = of_type(resources, "AWS::Logs::LogGroup")

    assert {group["RetentionInDays"] for group in groups.values()} == {30}
    named = json.dumps([group["LogGroupName"] for group in groups.values()])
    assert [name for name in functions(resources) if f"${{{name}}}" not in named] == []
