"""The drop of proof files in S3: read one version, archive it with its reports, then remove that very version."""

import io
import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any, BinaryIO

import boto3
from boto3.s3.transfer import TransferConfig
from botocore.exceptions import ClientError

from chalicelib.usecases.drop_ports import DroppedFile

if TYPE_CHECKING:
    from mypy_boto3_s3.type_defs import CopySourceTypeDef

_DROPPED = re.compile(r"(?P<website_id>[^/]+)/orders/(?P<name>[^/]+)")
_GONE = frozenset({"NoSuchKey", "NoSuchVersion", "404"})
_ETAG = "etag:"
_READ_AHEAD = 256 * 1024
_GIB = 1024**3
_WHOLE_IF_S3_CAN = TransferConfig(multipart_threshold=5 * _GIB, multipart_chunksize=_GIB, use_threads=False)
"""S3 copies up to 5 GiB in one call; what is larger was refused and still has to move away."""

_ONE_PIECE_AT_A_TIME = TransferConfig(use_threads=False)


class S3ProofFiles:
    """Fits the port `ProofFiles`. The bucket is meant to be versioned.

    A merchant who drops another file under the same name while the first is being read loses neither, because only the
    version that was read is copied and removed.
    """

    def __init__(self, bucket: str) -> None:
        self._bucket = bucket
        self._s3 = boto3.client("s3")

    def look(self, key: str) -> DroppedFile | None:
        """See the port. None as well for a key outside a drop folder, such as an archived file."""
        dropped = _DROPPED.fullmatch(key)
        found = self._head(key) if dropped else None
        if dropped is None or found is None:
            return None
        version = found.get("VersionId") or _ETAG + found["ETag"].strip('"')
        place = f"{key}@{version}"
        return DroppedFile(dropped["website_id"], dropped["name"], place, found["LastModified"], found["ContentLength"])

    def open(self, place: str) -> BinaryIO:
        """See the port."""
        try:
            found = self._s3.get_object(Bucket=self._bucket, **_version(place))
        except ClientError as error:
            if error.response["Error"]["Code"] in _GONE:
                raise FileNotFoundError(place) from error
            raise
        body: Any = found["Body"]
        return io.BufferedReader(body, _READ_AHEAD)

    def finish(self, place: str, *, folder: str, beside: Mapping[str, BinaryIO]) -> None:
        """See the port. Copying again what an interrupted call copied gives the same objects."""
        source = _version(place)
        website_id, _, name = source["Key"].split("/")
        archive = f"{website_id}/orders/{folder}/"
        if not self._copy(source, archive + name):
            return
        for report, content in beside.items():
            self._s3.upload_fileobj(content, self._bucket, archive + report, Config=_ONE_PIECE_AT_A_TIME)
        self._s3.delete_object(Bucket=self._bucket, **source)

    def waiting(self, *, until: datetime) -> Iterator[str]:
        """See the port. Archives and feeds are never walked over."""
        for website in self._folders():
            for page in self._pages(f"{website}orders/"):
                for found in page.get("Contents", []):
                    if found["LastModified"] <= until and _DROPPED.fullmatch(found["Key"]):
                        yield found["Key"]

    def _folders(self) -> Iterator[str]:
        for page in self._pages(""):
            yield from (folder["Prefix"] for folder in page.get("CommonPrefixes", []))

    def _pages(self, prefix: str) -> Iterator[Any]:
        pages = self._s3.get_paginator("list_objects_v2")
        yield from pages.paginate(Bucket=self._bucket, Prefix=prefix, Delimiter="/")

    def _head(self, key: str) -> Any:
        try:
            return self._s3.head_object(Bucket=self._bucket, Key=key)
        except ClientError as error:
            if error.response["Error"]["Code"] in _GONE:
                return None
            raise

    def _copy(self, version: "CopySourceTypeDef", target: str) -> bool:
        """Whether it was there; a source that is gone was archived by another worker holding the same file."""
        source: CopySourceTypeDef = {**version, "Bucket": self._bucket}
        try:
            self._s3.copy(source, self._bucket, target, Config=_WHOLE_IF_S3_CAN)
        except ClientError as error:
            if error.response["Error"]["Code"] in _GONE:
                return False
            raise
        return True


def _version(place: str) -> Any:
    """Key and version as parameters of S3; no version in a bucket without versions."""
    key, _, version = place.rpartition("@")
    return {"Key": key} if version.startswith(_ETAG) else {"Key": key, "VersionId": version}
