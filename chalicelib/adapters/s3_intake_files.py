"""Our own place for bytes on their way in, in S3."""

import io
from collections import deque
from collections.abc import Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import timedelta
from typing import Any, BinaryIO
from urllib.parse import quote

import boto3
from boto3.exceptions import Boto3Error
from boto3.s3.transfer import TransferConfig
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

from chalicelib.domain.errors import BusyError
from chalicelib.usecases.transmission_ports import UploadAddress

_GONE = frozenset({"NoSuchKey", "404"})
_ONE_PIECE_AT_A_TIME = TransferConfig(use_threads=False)
"""Large reports pass through in pieces of 8 MB, of which only one is held."""

_READ_AHEAD = 256 * 1024

CSV = "text/csv"

AT_ONCE = 8
"""Objects on their way at a time: a giant file is cut into thousands, each some 20 ms."""


class S3IntakeFiles:
    """Fits the port `IntakeFiles`."""

    def __init__(self, bucket: str) -> None:
        self._bucket = bucket
        # The bucket's own host in its region: the page's policy names it, and a browser's upload follows no redirect.
        config = Config(signature_version="s3v4", s3={"addressing_style": "virtual"})
        self._s3 = boto3.client("s3", config=config)

    def write(self, place: str, content: bytes | BinaryIO) -> None:
        """See the port."""
        try:
            if isinstance(content, bytes):
                self._s3.put_object(Bucket=self._bucket, Key=place, Body=content)
            else:
                self._s3.upload_fileobj(content, self._bucket, place, Config=_ONE_PIECE_AT_A_TIME)
        except (BotoCoreError, Boto3Error, ClientError) as cause:
            raise BusyError("The bytes could not be kept: try again in a moment.") from cause

    def write_all(self, contents: Iterable[tuple[str, bytes]]) -> None:
        """See the port."""
        with ThreadPoolExecutor(AT_ONCE) as pool:
            under_way: deque[Future[None]] = deque()
            for place, content in contents:
                under_way.append(pool.submit(self.write, place, content))
                if len(under_way) > 2 * AT_ONCE:
                    under_way.popleft().result()
            for left in under_way:
                left.result()

    def read(self, place: str) -> bytes:
        """See the port."""
        with self._get(place)["Body"] as body:
            return bytes(body.read())

    def open(self, place: str) -> BinaryIO:
        """See the port."""
        return io.BufferedReader(self._get(place)["Body"], _READ_AHEAD)

    def size(self, place: str) -> int | None:
        """See the port."""
        try:
            return self._s3.head_object(Bucket=self._bucket, Key=place)["ContentLength"]
        except ClientError as error:
            if error.response["Error"]["Code"] in _GONE:
                return None
            raise

    def upload_address(self, place: str, *, size: int, lifetime: timedelta) -> UploadAddress:
        """See the port. Size, type and that nothing stands there yet are signed: S3 refuses anything else."""
        signed = {"ContentLength": size, "ContentType": CSV, "IfNoneMatch": "*"}
        parameters = {"Bucket": self._bucket, "Key": place, **signed}
        url = self._s3.generate_presigned_url("put_object", parameters, ExpiresIn=int(lifetime.total_seconds()))
        return UploadAddress(url, {"Content-Type": CSV, "If-None-Match": "*"})

    def download_url(self, place: str, name: str, *, lifetime: timedelta) -> str:
        """See the port. Names of merchants' files may hold any letters (RFC 6266)."""
        disposition = f"attachment; filename*=UTF-8''{quote(name, safe='')}"
        parameters = {"Bucket": self._bucket, "Key": place, "ResponseContentDisposition": disposition}
        return self._s3.generate_presigned_url("get_object", parameters, ExpiresIn=int(lifetime.total_seconds()))

    def _get(self, place: str) -> Any:
        try:
            return self._s3.get_object(Bucket=self._bucket, Key=place)
        except ClientError as error:
            if error.response["Error"]["Code"] in _GONE:
                raise FileNotFoundError(place) from error
            raise
