"""The drop of proof files in S3: read one version, archive it with its log, then remove that very version."""

import re
from typing import Any

import boto3
from botocore.exceptions import ClientError

from chalicelib.usecases.ports import ProofFile

_DROPPED = re.compile(r"(?P<website_id>[^/]+)/orders/(?P<name>[^/]+)")
_GONE = frozenset({"NoSuchKey", "NoSuchVersion", "404"})
_ETAG = "etag:"


class S3ProofFiles:
    """Fits the port `ProofFiles`. The bucket is meant to be versioned.

    `source_id` is `<key>@<version>`: a merchant who drops another file under the same name while the first is being
    read loses neither, because only the version that was read is copied and removed.
    """

    def __init__(self, bucket: str) -> None:
        self._bucket = bucket
        self._s3 = boto3.client("s3")

    def read(self, key: str, *, max_bytes: int) -> ProofFile | None:
        """See the port. None as well for a key outside a drop folder, such as an archived file."""
        dropped = _DROPPED.fullmatch(key)
        found = self._get(key) if dropped else None
        if dropped is None or found is None:
            return None
        with found["Body"] as body:
            content = body.read() if found["ContentLength"] <= max_bytes else None
        version = found.get("VersionId") or _ETAG + found["ETag"].strip('"')
        return ProofFile(key, dropped["website_id"], dropped["name"], f"{key}@{version}", content)

    def finish(self, file: ProofFile, *, folder: str, log: str | None) -> None:
        """See the port. Copying again what an interrupted call copied gives the same objects."""
        archived = f"{file.website_id}/orders/{folder}/{file.name}"
        version = _version_of(file)
        self._copy({"Bucket": self._bucket, "Key": file.key, **version}, archived)
        if log is not None:
            text = "text/plain; charset=utf-8"
            self._s3.put_object(Bucket=self._bucket, Key=f"{archived}.log", Body=log.encode(), ContentType=text)
        self._s3.delete_object(Bucket=self._bucket, Key=file.key, **version)

    def _get(self, key: str) -> Any:
        try:
            return self._s3.get_object(Bucket=self._bucket, Key=key)
        except ClientError as error:
            if error.response["Error"]["Code"] in _GONE:
                return None
            raise

    def _copy(self, source: Any, target: str) -> None:
        """A source that is gone was archived by another worker holding the same notification."""
        try:
            self._s3.copy_object(Bucket=self._bucket, Key=target, CopySource=source)
        except ClientError as error:
            if error.response["Error"]["Code"] not in _GONE:
                raise


def _version_of(file: ProofFile) -> Any:
    """The version as a parameter of S3; none in a bucket without versions."""
    version = file.source_id.removeprefix(f"{file.key}@")
    return {} if version.startswith(_ETAG) else {"VersionId": version}
