"""Files of exports in S3: parts under `parts/`, which S3 itself joins, and the files under `files/`."""

import secrets
import shutil
import tempfile
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import boto3
from botocore.config import Config

from chalicelib.domain.export_columns import Value
from chalicelib.domain.export_record import Export, ExportFormat
from chalicelib.domain.export_text import cells_of

if TYPE_CHECKING:
    from mypy_boto3_s3.type_defs import CompletedPartTypeDef, CopySourceTypeDef

CONTENT_TYPES = {
    ExportFormat.CSV: "text/csv; charset=utf-8",
    ExportFormat.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ExportFormat.JSONL: "application/x-ndjson",
    ExportFormat.TSV: "text/tab-separated-values; charset=utf-8",
}


class S3ExportFiles:
    """Fits the port `ExportFiles`. `bucket` is our own, `drop` the one whose folders merchants see over SFTP."""

    def __init__(self, bucket: str, drop: str) -> None:
        self._bucket = bucket
        self._drop = drop
        self._s3 = boto3.client("s3", config=Config(signature_version="s3v4"))

    def write_part(self, website_id: str, export_id: str, content: bytes) -> str:
        """See the port."""
        place = f"parts/{website_id}/{export_id}/{secrets.token_hex(8)}"
        self._s3.put_object(Bucket=self._bucket, Key=place, Body=content)
        return place

    def read_part(self, place: str) -> bytes:
        """See the port."""
        with self._s3.get_object(Bucket=self._bucket, Key=place)["Body"] as body:
            return body.read()

    def join(self, export: Export) -> int:
        """See the port. The content never passes through here: S3 copies each part."""
        bucket, key = self._target(export)
        content_type = CONTENT_TYPES[export.order.format]
        if len(export.parts) == 1:
            source = self._source(export.parts[0])
            self._s3.copy_object(
                Bucket=bucket, Key=key, CopySource=source, ContentType=content_type, MetadataDirective="REPLACE"
            )
        else:
            self._joined(export, bucket, key, content_type)
        return self._s3.head_object(Bucket=bucket, Key=key)["ContentLength"]

    def _joined(self, export: Export, bucket: str, key: str, content_type: str) -> None:
        upload = self._s3.create_multipart_upload(Bucket=bucket, Key=key, ContentType=content_type)["UploadId"]
        done: list[CompletedPartTypeDef] = []
        for number, place in enumerate(export.parts, start=1):
            copied = self._s3.upload_part_copy(
                Bucket=bucket, Key=key, UploadId=upload, PartNumber=number, CopySource=self._source(place)
            )
            done.append({"PartNumber": number, "ETag": copied["CopyPartResult"]["ETag"]})
        self._s3.complete_multipart_upload(Bucket=bucket, Key=key, UploadId=upload, MultipartUpload={"Parts": done})

    def _source(self, place: str) -> "CopySourceTypeDef":
        return {"Bucket": self._bucket, "Key": place}

    def write_workbook(self, export: Export) -> int:
        """See the port. Rows and workbook pass over the disk, never through memory as a whole."""
        from chalicelib.adapters.xlsx_workbook import write_xlsx  # noqa: PLC0415 -- who signs downloads writes no workbook

        folder = Path(tempfile.mkdtemp(prefix="workbook-"))
        try:
            path = folder / "export.xlsx"
            write_xlsx(path, self._waiting_rows(export), export.order.language)
            bucket, key = self._target(export)
            extra = {"ContentType": CONTENT_TYPES[ExportFormat.XLSX]}
            self._s3.upload_file(str(path), bucket, key, ExtraArgs=extra)
            return path.stat().st_size
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    def _waiting_rows(self, export: Export) -> Iterator[list[Value]]:
        for place in export.parts:
            for line in self.read_part(place).splitlines():
                yield cells_of(line)

    def download_url(self, export: Export, *, lifetime: timedelta) -> str:
        """See the port."""
        bucket, key = self._target(export)
        parameters = {
            "Bucket": bucket,
            "Key": key,
            "ResponseContentDisposition": f'attachment; filename="{export.file_name}"',
            "ResponseContentType": CONTENT_TYPES[export.order.format],
        }
        return self._s3.generate_presigned_url("get_object", parameters, ExpiresIn=int(lifetime.total_seconds()))

    def _target(self, export: Export) -> tuple[str, str]:
        """Where the file stands."""
        website_id = export.order.website_id
        if export.order.feed is not None:
            return self._drop, f"{website_id}/{export.order.feed.path}"
        return self._bucket, f"files/{website_id}/{export.export_id}/{export.file_name}"
