"""The template as CloudFormation gets it: entry points, queues, roles, retention; and the zip, twice alike."""

import hashlib
import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from infra.package import AWS_SERVICES, STAGE, PackagedApp, PackagingError, build_package

ROOT = Path(__file__).parents[2]
AUTHORIZER = "Authorize"
FOURTEEN_DAYS = 1_209_600
MAX_RECEIVE_COUNTS = {"ProofFilesQueue": 10, "SendQueue": 5, "EmailEventsQueue": 10}

Resource = dict[str, Any]


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The application with an empty requirements.txt: packaged in seconds and without a network."""
    root = tmp_path_factory.mktemp("project")
    ignore = shutil.ignore_patterns("__pycache__", "deployments", "deployed")
    for folder in ("chalicelib", ".chalice"):
        shutil.copytree(ROOT / folder, root / folder, ignore=ignore)
    (root / "infra").mkdir()
    shutil.copy(ROOT / "infra" / "template.yaml", root / "infra")
    shutil.copy(ROOT / "app.py", root)
    (root / "requirements.txt").write_text("")
    return root


@pytest.fixture(scope="module")
def package(project: Path, tmp_path_factory: pytest.TempPathFactory) -> PackagedApp:
    """Packaged, which means that cfn-lint found nothing."""
    return build_package(project, tmp_path_factory.mktemp("package"))


@pytest.fixture(scope="module")
def resources(package: PackagedApp) -> dict[str, Resource]:
    template: dict[str, dict[str, Resource]] = yaml.safe_load(package.template.read_text())
    return template["Resources"]


def of_type(resources: dict[str, Resource], kind: str) -> dict[str, Resource]:
    return {name: it["Properties"] for name, it in resources.items() if it["Type"] == kind}


def functions(resources: dict[str, Resource]) -> dict[str, Resource]:
    return of_type(resources, "AWS::Serverless::Function")


def queue_sources(resources: dict[str, Resource]) -> Iterator[tuple[Resource, Resource, str]]:
    """(function, source, logical name of its queue) of every queue that starts a function."""
    for function in functions(resources).values():
        for source in function.get("Events", {}).values():
            if source["Type"] == "SQS":
                named = re.fullmatch(r"\$\{(\w+)\.Arn\}", source["Properties"]["Queue"]["Fn::Sub"])
                assert named, f"the queue must be one of the template's: {source}"
                yield function, source["Properties"], named[1]


def statements(resources: dict[str, Resource], role: str) -> list[Resource]:
    policies = resources[role]["Properties"]["Policies"]
    return [statement for policy in policies for statement in policy["PolicyDocument"]["Statement"]]


def role_of(function: Resource) -> str:
    name: str = function["Role"]["Fn::GetAtt"][0]
    return name


def actions_of(statement: Resource) -> list[str]:
    actions = statement["Action"]
    return [actions] if isinstance(actions, str) else actions


# ---- entry points ----------------------------------------------------------------------------------------------------
def test_every_function_loads_app_py(resources: dict[str, Resource]) -> None:
    """A handler in chalicelib would run without the middleware app.py registers (aws/chalice#1566)."""
    handlers = {name: it["Handler"] for name, it in functions(resources).items() if name != AUTHORIZER}

    assert [name for name, handler in handlers.items() if not handler.startswith("app.")] == []


def test_the_functions_are_those_the_template_speaks_of(resources: dict[str, Resource]) -> None:
    assert set(functions(resources)) == {
        "APIHandler",
        AUTHORIZER,
        "OpenWebsite",
        "ReceiveEmailEvents",
        "ReceiveProofFiles",
        "ReleaseDueRequests",
        "SendReviewRequests",
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


# ---- roles -----------------------------------------------------------------------------------------------------------
def test_every_function_has_its_own_role(resources: dict[str, Resource]) -> None:
    roles = [role_of(function) for function in functions(resources).values()]

    assert len(set(roles)) == len(roles)


def test_no_role_may_do_anything_at_all(resources: dict[str, Resource]) -> None:
    for name in of_type(resources, "AWS::IAM::Role"):
        for statement in statements(resources, name):
            assert [action for action in actions_of(statement) if "*" in action] == [], name


def test_only_the_question_how_fast_ses_sends_knows_no_resource(resources: dict[str, Resource]) -> None:
    open_ended = {
        action
        for name in of_type(resources, "AWS::IAM::Role")
        for statement in statements(resources, name)
        if statement["Resource"] == "*"
        for action in actions_of(statement)
    }

    assert open_ended == {"ses:GetAccount"}


def test_every_function_may_write_its_own_log_and_no_other(resources: dict[str, Resource]) -> None:
    for name, function in functions(resources).items():
        logs = [s for s in statements(resources, role_of(function)) if "logs:PutLogEvents" in actions_of(s)]
        assert [f"log-group:/aws/lambda/${{AWS::StackName}}-{name}-*" in s["Resource"]["Fn::Sub"] for s in logs] == [
            True
        ], name


def test_a_function_that_reads_a_queue_may_take_and_remove_its_messages(resources: dict[str, Resource]) -> None:
    for function, _, queue in queue_sources(resources):
        granted = [
            s for s in statements(resources, role_of(function)) if s["Resource"] == {"Fn::GetAtt": [queue, "Arn"]}
        ]
        actions = {action for statement in granted for action in actions_of(statement)}
        assert actions >= {"sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"}, queue


def test_only_the_sender_may_send_e_mails(resources: dict[str, Resource]) -> None:
    senders = [
        name
        for name, function in functions(resources).items()
        if any("ses:SendEmail" in actions_of(s) for s in statements(resources, role_of(function)))
    ]

    assert senders == ["SendReviewRequests"]


# ---- data, clock, logs -----------------------------------------------------------------------------------------------
@pytest.mark.parametrize("name", ["Table", "ProofsBucket", "IdentitySecret", "TokenSecret", "UserPool"])
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


# ---- the zip ---------------------------------------------------------------------------------------------------------
def test_the_same_sources_give_the_same_bytes(project: Path, package: PackagedApp, tmp_path: Path) -> None:
    again = build_package(project, tmp_path)

    assert again.digest == package.digest
    for one, other in ((package.zip, again.zip), (package.template, again.template)):
        assert hashlib.sha256(one.read_bytes()).digest() == hashlib.sha256(other.read_bytes()).digest()


def test_a_changed_source_gives_another_package(project: Path, package: PackagedApp, tmp_path: Path) -> None:
    changed, out = tmp_path / "changed", tmp_path / "out"
    shutil.copytree(project, changed)
    shutil.copytree(package.zip.parent, out)
    (changed / "chalicelib" / "added.py").write_text('"""New."""\n')

    assert build_package(changed, out).digest != package.digest


def test_a_dependency_that_does_not_reach_the_zip_stops_the_packaging(project: Path, tmp_path: Path) -> None:
    """Chalice answers 0 and leaves it out."""
    broken, dependency = tmp_path / "broken", tmp_path / "dependency"
    shutil.copytree(project, broken)
    dependency.mkdir()
    (dependency / "setup.py").write_text("from setuptools import setup\nsetup(name='left-out', version='1.0')\n")
    (broken / "requirements.txt").write_text(f"left-out @ file://{dependency}\n")

    with pytest.raises(PackagingError):
        build_package(broken, tmp_path / "out")


def test_the_zip_describes_every_aws_service_an_adapter_asks_for() -> None:
    asked = {
        name
        for adapter in (ROOT / "chalicelib" / "adapters").glob("*.py")
        for name in re.findall(r"""\b(?:client|resource)\(\s*["']([a-z0-9-]+)["']""", adapter.read_text())
    }

    assert asked <= AWS_SERVICES
