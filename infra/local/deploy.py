"""Deploying the packaged application to the embedded AWS, through CloudFormation as on AWS."""

import json
import time
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING

import httpx
from botocore.config import Config

from infra.local.embedded_aws import EmbeddedAws
from infra.local.errors import LocalCloudError
from infra.package import ZIP_NAME, PackagedApp

if TYPE_CHECKING:
    from mypy_boto3_cloudformation import CloudFormationClient
    from mypy_boto3_cloudformation.type_defs import StackTypeDef
    from mypy_boto3_lambda import LambdaClient

STACK_NAME = "suivi-local"
_ARTIFACTS = "suivi-artifacts"
_DIGEST_TAG = "package-digest"
_DONE = ("CREATE_COMPLETE", "UPDATE_COMPLETE")
_NEVER_CREATED = ("ROLLBACK_COMPLETE", "CREATE_FAILED", "ROLLBACK_FAILED", "DELETE_FAILED")
_DEPLOY_SECONDS = 120.0
_OPEN_ADDRESS = "/form/warm-up"
# Readers of the stream, too: the embedded AWS waits for each of them before it looks at a queue again.
_CONSUMERS = (
    "ReceiveProofFilesFunction",
    "SendReviewRequestsFunction",
    "ReceiveEmailEventsFunction",
    "CountChangesFunction",
    "AnnounceChangesFunction",
)
_REFUSED_THE_EVENT = "Runtime.HandlerError"


@dataclass(frozen=True)
class StackOutputs:
    """What the stack made.

    Attributes:
        api_url: the API on this machine, without a final slash. It changes when the application changes.
        values: the template's outputs by name, as AWS would give them.
    """

    api_url: str
    values: Mapping[str, str]

    def __getitem__(self, name: str) -> str:
        return self.values[name]


def deploy(aws: EmbeddedAws, package: PackagedApp, parameters: Mapping[str, str]) -> StackOutputs:
    """Bring the stack to this package and these parameters (of infra/template.yaml), unless it is there already.

    What makes the stage local (Stage, OidcOrigin, no CloudFront, no SFTP server) is filled in unless given. Data stays.

    Raises:
        LocalCloudError: a resource could not be made, or a function does not start; the reason is AWS's.
    """
    wanted = {"Stage": "local", "OidcOrigin": aws.endpoint_url, "WithCloudFront": "false", "WithSftp": "false"}
    wanted |= parameters
    formation = aws.session().client("cloudformation", endpoint_url=aws.endpoint_url)
    stack = _stack(formation)
    if stack is None or not _is_up_to_date(stack, package, wanted):
        stack = _bring_up_to_date(aws, formation, stack, package, wanted)
    outputs = _outputs(aws, stack)
    _warm_up(aws, outputs)
    return outputs


def _stack(formation: "CloudFormationClient") -> "StackTypeDef | None":
    stacks = formation.describe_stacks()["Stacks"]
    named = [stack for stack in stacks if stack["StackName"] == STACK_NAME]
    return named[0] if named and named[0]["StackStatus"] != "DELETE_COMPLETE" else None


def _is_up_to_date(stack: "StackTypeDef", package: PackagedApp, wanted: Mapping[str, str]) -> bool:
    """The digest is kept as a tag of the stack, so it is forgotten exactly when the stack is."""
    tags = {tag["Key"]: tag["Value"] for tag in stack.get("Tags", [])}
    has = {given["ParameterKey"]: given["ParameterValue"] for given in stack.get("Parameters", [])}
    same_parameters = all(has.get(name) == value for name, value in wanted.items())
    return stack["StackStatus"] in _DONE and tags.get(_DIGEST_TAG) == package.digest and same_parameters


def _bring_up_to_date(
    aws: EmbeddedAws,
    formation: "CloudFormationClient",
    stack: "StackTypeDef | None",
    package: PackagedApp,
    wanted: Mapping[str, str],
) -> "StackTypeDef":
    if stack is not None and stack["StackStatus"] in _NEVER_CREATED:
        formation.delete_stack(StackName=STACK_NAME)
        _wait(formation)
        stack = None
    act = formation.create_stack if stack is None else formation.update_stack
    act(
        StackName=STACK_NAME,
        TemplateURL=_upload(aws, package),
        Parameters=[{"ParameterKey": name, "ParameterValue": value} for name, value in sorted(wanted.items())],
        Tags=[{"Key": _DIGEST_TAG, "Value": package.digest}],
        Capabilities=["CAPABILITY_IAM", "CAPABILITY_AUTO_EXPAND"],
    )
    done = _wait(formation)
    if done is None or done["StackStatus"] not in _DONE:
        raise LocalCloudError(f"The stack could not be deployed: {_reasons(formation)}")
    return done


def _upload(aws: EmbeddedAws, package: PackagedApp) -> str:
    """Put zip and template where CloudFormation reads them; returns the template's address."""
    s3 = aws.session().client("s3", endpoint_url=aws.endpoint_url)
    if _ARTIFACTS not in {bucket["Name"] for bucket in s3.list_buckets()["Buckets"]}:
        s3.create_bucket(Bucket=_ARTIFACTS, CreateBucketConfiguration={"LocationConstraint": "eu-west-3"})
    old = s3.list_objects_v2(Bucket=_ARTIFACTS).get("Contents", [])
    for item in old:
        s3.delete_object(Bucket=_ARTIFACTS, Key=item["Key"])
    code, template = f"{package.digest}.zip", f"{package.digest}.yaml"
    s3.upload_file(str(package.zip), _ARTIFACTS, code)
    text = package.template.read_text(encoding="utf-8").replace(f"./{ZIP_NAME}", f"s3://{_ARTIFACTS}/{code}")
    s3.put_object(Bucket=_ARTIFACTS, Key=template, Body=text.encode())
    return f"{aws.endpoint_url}/{_ARTIFACTS}/{template}"


def _wait(formation: "CloudFormationClient") -> "StackTypeDef | None":
    """The stack when it has come to rest. The SDK's own waiter sleeps 30 s between two looks."""
    deadline = time.monotonic() + _DEPLOY_SECONDS
    while time.monotonic() < deadline:
        stack = _stack(formation)
        if stack is None or not stack["StackStatus"].endswith("_IN_PROGRESS"):
            return stack
        time.sleep(0.1)
    raise LocalCloudError("The stack does not come to rest.")


def _reasons(formation: "CloudFormationClient") -> str:
    events = formation.describe_stack_events(StackName=STACK_NAME)["StackEvents"]
    failed = [event for event in events if event.get("ResourceStatus", "").endswith("_FAILED")]
    return (
        "; ".join(f"{e.get('LogicalResourceId')}: {e.get('ResourceStatusReason')}" for e in failed) or "no reason given"
    )


def _outputs(aws: EmbeddedAws, stack: "StackTypeDef") -> StackOutputs:
    values = {output["OutputKey"]: output["OutputValue"] for output in stack.get("Outputs", [])}
    return StackOutputs(f"{aws.endpoint_url}/_aws/execute-api/{values['RestAPIId']}/api", values)


def _warm_up(aws: EmbeddedAws, outputs: StackOutputs) -> None:
    """Load what a first visitor would wait for; a function that cannot load is told at once.

    The embedded AWS ends a worker whose function raises, so only events that a function takes kindly are of use.
    """
    patient = Config(read_timeout=_DEPLOY_SECONDS, retries={"total_max_attempts": 1})
    client = aws.session().client("lambda", endpoint_url=aws.endpoint_url, config=patient)
    with ThreadPoolExecutor(max_workers=2) as pool:
        loading = [pool.submit(_load_api, outputs.api_url)]
        loading += [pool.submit(_load_consumer, client, outputs[name]) for name in _CONSUMERS]
        for each in loading:
            each.result()


def _load_api(api_url: str) -> None:
    answer = httpx.get(api_url + _OPEN_ADDRESS, timeout=_DEPLOY_SECONDS, trust_env=False)
    if answer.status_code >= 500:
        raise LocalCloudError(f"The API does not start: {answer.text}")


def _load_consumer(client: "LambdaClient", function_name: str) -> None:
    answer = client.invoke(FunctionName=function_name, Payload=json.dumps({"Records": []}))
    payload = json.loads(answer["Payload"].read())
    if answer.get("FunctionError") and payload.get("errorType") != _REFUSED_THE_EVENT:
        raise LocalCloudError(f"The function {function_name} does not start: {payload.get('errorMessage')}")
