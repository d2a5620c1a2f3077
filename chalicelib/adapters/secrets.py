"""Secrets in AWS Secrets Manager."""

import json

import boto3


def read_secret_json(arn: str) -> dict[str, str]:
    """The fields of a secret that holds one JSON object of texts."""
    answer = boto3.client("secretsmanager").get_secret_value(SecretId=arn)
    fields: dict[str, str] = json.loads(answer["SecretString"])
    return fields
