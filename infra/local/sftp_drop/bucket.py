"""The proofs bucket as the SFTP drop needs it: plain calls of the S3 API that block."""

from dataclasses import dataclass
from datetime import datetime
from typing import IO, TYPE_CHECKING

from botocore.exceptions import ClientError

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client


@dataclass(frozen=True)
class Entry:
    """A file of the bucket, or a folder when `modified_at` is None. `name` is the last part of its key."""

    name: str
    size: int = 0
    modified_at: datetime | None = None


@dataclass(frozen=True)
class DropBucket:
    """One bucket. The client may be shared by threads."""

    s3: "S3Client"
    name: str

    def find(self, key: str) -> Entry | None:
        """The file under this very key, or None."""
        try:
            found = self.s3.head_object(Bucket=self.name, Key=key)
        except ClientError as error:
            if error.response["ResponseMetadata"]["HTTPStatusCode"] == 404:
                return None
            raise
        return Entry(key.rpartition("/")[2], found["ContentLength"], found["LastModified"])

    def has_any(self, prefix: str) -> bool:
        """Whether any key begins with `prefix`."""
        return self.s3.list_objects_v2(Bucket=self.name, Prefix=prefix, MaxKeys=1)["KeyCount"] > 0

    def list(self, prefix: str) -> list[Entry]:
        """Files and folders directly under a prefix that ends with a slash."""
        entries: list[Entry] = []
        for page in self.s3.get_paginator("list_objects_v2").paginate(Bucket=self.name, Prefix=prefix, Delimiter="/"):
            for folder in page.get("CommonPrefixes", []):
                entries.append(Entry(folder["Prefix"][len(prefix) :].rstrip("/")))
            for file in page.get("Contents", []):
                if file["Key"] != prefix:
                    entries.append(Entry(file["Key"][len(prefix) :], file["Size"], file["LastModified"]))
        return entries

    def read_into(self, key: str, target: IO[bytes]) -> None:
        """Append the whole content of a file to `target`."""
        self.s3.download_fileobj(self.name, key, target)

    def write(self, key: str, source: IO[bytes]) -> None:
        """Create or replace a file by one PutObject: nobody ever sees half of it."""
        source.seek(0)
        self.s3.put_object(Bucket=self.name, Key=key, Body=source)

    def move(self, key: str, new_key: str) -> None:
        """Copy, then delete: a crash in between leaves both, never none."""
        self.s3.copy_object(Bucket=self.name, Key=new_key, CopySource={"Bucket": self.name, "Key": key})
        self.s3.delete_object(Bucket=self.name, Key=key)

    def delete(self, key: str) -> None:
        """Remove a file."""
        self.s3.delete_object(Bucket=self.name, Key=key)
