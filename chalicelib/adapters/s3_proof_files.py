"""The drop of proof files in S3: read one version, archive it with its log, then remove that very version."""

import re
from typing import TYPE_CHECKING

import boto3
from botocore.exceptions import ClientError

from chalicelib.usecases.ports import ProofFile

if TYPE_CHECKING:
    from mypy_boto3_s3.type_defs import GetObjectOutputTypeDef

_DROPPED = re.compile(r"(?P<website_id>[^/]+)/orders/(?P<name>[^/]+)")
_GONE = frozenset({"NoSuchKey", "NoSuchVersion", "404"})
UNVERSIONED = "null"


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
        version = found.get("VersionId", UNVERSIONED)
        return ProofFile(key, dropped["website_id"], dropped["name"], f"{key}@{_source_version(version, found['ETag'])}", content)

    def finish(self, file: ProofFile, *, folder: str, log: str | None) -> None:
        """See the port. Copying again what an interrupted call copied gives the same objects."""
        archived = f"{file.website_id}/orders/{folder}/{file.name}"
        version = _version_of(file)
        try:
            self._copy(file.key, version, archived)
        except ClientError as error:
            if error.response["Error"]["Code"] not in _GONE:
                raise
        if log is not None:
            self._s3.put_object(
                Bucket=self._bucket, Key=f"{archived}.log", Body=log.encode(), ContentType="text/plain; charset=utf-8"
            )
        if version is None:
            self._s3.delete_object(Bucket=self._bucket, Key=file.key)
        else:
            self._s3.delete_object(Bucket=self._bucket, Key=file.key, VersionId=version)
