"""Looking into the packaged template."""

import re
from collections.abc import Iterator
from typing import Any

Resource = dict[str, Any]


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
