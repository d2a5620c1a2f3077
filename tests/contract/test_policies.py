"""What each function may do, and nothing else."""

import json

from tests.contract.template_resources import (
    Resource,
    actions_of,
    functions,
    of_type,
    queue_sources,
    role_of,
    statements,
)


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


def test_a_function_that_reads_the_stream_may_do_so_and_tell_what_failed(resources: dict[str, Resource]) -> None:
    for name, function in functions(resources).items():
        for source in function.get("Events", {}).values():
            if source["Type"] != "DynamoDB":
                continue
            granted = {json.dumps(s["Resource"]): set(actions_of(s)) for s in statements(resources, role_of(function))}
            stream = granted[json.dumps(source["Properties"]["Stream"])]
            assert stream >= {"dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator"}, name
            dead = source["Properties"]["DestinationConfig"]["OnFailure"]["Destination"]
            assert granted[json.dumps(dead)] == {"sqs:SendMessage"}, name


def test_only_the_sender_may_send_e_mails(resources: dict[str, Resource]) -> None:
    senders = [
        name
        for name, function in functions(resources).items()
        if any("ses:SendEmail" in actions_of(s) for s in statements(resources, role_of(function)))
    ]

    assert senders == ["SendReviewRequests"]
