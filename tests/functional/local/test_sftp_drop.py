"""The SFTP drop in front of a real S3 API, as merchants' clients see it: asyncssh's and OpenSSH's own."""

import asyncio
import inspect
import subprocess
import threading
from collections.abc import Callable, Coroutine, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import asyncssh
import pytest

from infra.local.ports import HOST, free_port
from infra.local.sftp_drop.bucket import DropBucket
from infra.local.sftp_drop.keys import KeyRing
from infra.local.sftp_drop.listener import SftpDrop, SftpUser
from infra.local.sftp_drop.server import DropServer

Result = TypeVar("Result")


@dataclass(frozen=True)
class Drop:
    """A running drop with two websites, `one` and `two`, and the bucket behind it."""

    port: int
    keys: KeyRing
    s3: Any
    bucket: str

    def run(self, work: Callable[[asyncssh.SFTPClient], Coroutine[Any, Any, Result]], user: str = "one") -> Result:
        """Do something with asyncssh's client."""

        async def session() -> Result:
            async with self.connect(user) as connection, connection.start_sftp_client() as sftp:
                return await work(sftp)

        return asyncio.run(session())

    def connect(self, user: str, key: str | None = None) -> Any:
        """A connection of asyncssh, to be entered."""
        return asyncssh.connect(
            HOST,
            self.port,
            username=user,
            client_keys=[str(self.keys.private_key_file(key or user))],
            known_hosts=str(self.keys.known_hosts),
            config=None,
        )

    def put(self, key: str, content: bytes) -> None:
        """Place an object directly."""
        self.s3.put_object(Bucket=self.bucket, Key=key, Body=content)

    def content(self, key: str) -> bytes:
        """What the bucket holds."""
        body: bytes = self.s3.get_object(Bucket=self.bucket, Key=key)["Body"].read()
        return body

    def all_keys(self) -> list[str]:
        """Every key of the bucket."""
        return sorted(item["Key"] for item in self.s3.list_objects_v2(Bucket=self.bucket).get("Contents", []))


@pytest.fixture
def drop(bucket: tuple[Any, str], tmp_path: Path) -> Iterator[Drop]:
    s3, name = bucket
    keys, port = KeyRing(tmp_path / "keys"), free_port()
    keys.write_known_hosts(HOST, port)
    users = {user: SftpUser(f"website-{user}", keys.public_key(user)) for user in ("one", "two")}
    server = SftpDrop(users, DropBucket(s3, name))
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    asyncio.run_coroutine_threadsafe(server.start(HOST, port, keys.host_key()), loop).result(10)
    yield Drop(port, keys, s3, name)
    asyncio.run_coroutine_threadsafe(server.stop(), loop).result(10)
    loop.call_soon_threadsafe(loop.stop)
    thread.join()
    loop.close()


def test_a_written_file_lands_under_the_website_only_when_it_is_closed(drop: Drop) -> None:
    async def work(sftp: asyncssh.SFTPClient) -> list[str]:
        file = await sftp.open("/orders/a.csv", "wb")
        await file.write(b"first;")
        await file.write(b"second")
        before = drop.all_keys()
        await file.close()
        return before

    assert drop.run(work) == []
    assert drop.content("website-one/orders/a.csv") == b"first;second"


def test_an_empty_website_shows_the_three_folders(drop: Drop) -> None:
    async def work(sftp: asyncssh.SFTPClient) -> list[list[str]]:
        return [sorted(await sftp.listdir(path)) for path in (".", "orders", "/orders/error")]

    assert drop.run(work) == [[".", "..", "orders"], [".", "..", "error", "success"], [".", ".."]]


def test_the_log_of_a_refused_file_can_be_listed_and_read(drop: Drop) -> None:
    drop.put("website-one/orders/error/a.csv", b"x")
    drop.put("website-one/orders/error/a.csv.log", b"line 2: no e-mail\n")

    async def work(sftp: asyncssh.SFTPClient) -> tuple[list[str], bytes, int | None]:
        names = [str(name) for name in await sftp.listdir("orders/error")]
        async with sftp.open("orders/error/a.csv.log", "rb") as file:
            return names, await file.read(), (await sftp.stat("orders/error/a.csv.log")).size

    names, content, size = drop.run(work)
    assert {"a.csv", "a.csv.log"} <= set(names)
    assert (content, size) == (b"line 2: no e-mail\n", 18)


def test_a_website_never_sees_the_files_of_another(drop: Drop) -> None:
    drop.put("website-two/orders/secret.csv", b"x")

    async def work(sftp: asyncssh.SFTPClient) -> list[str]:
        for path in ("/../website-two/orders/secret.csv", "orders/../../website-two/orders/secret.csv"):
            with pytest.raises(asyncssh.SFTPPermissionDenied):
                await sftp.open(path, "rb")
            with pytest.raises(asyncssh.SFTPPermissionDenied):
                await sftp.remove(path)
        with pytest.raises(asyncssh.SFTPNoSuchFile):
            await sftp.stat("/website-two/orders/secret.csv")
        return [str(name) for name in await sftp.listdir("orders")]

    assert "secret.csv" not in drop.run(work)
    assert drop.all_keys() == ["website-two/orders/secret.csv"]


def test_a_key_opens_the_folder_of_its_own_website_only(drop: Drop) -> None:
    async def try_foreign_key(user: str) -> None:
        async with drop.connect(user, key="one"):
            pass

    for user in ("two", "unknown", ""):
        with pytest.raises(asyncssh.PermissionDenied):
            asyncio.run(try_foreign_key(user))


def test_the_server_gives_nothing_but_sftp(drop: Drop) -> None:
    async def try_shell() -> None:
        async with drop.connect("one") as connection:
            await connection.run("id")

    with pytest.raises(asyncssh.ChannelOpenError):
        asyncio.run(try_shell())


def test_upload_under_a_temporary_name_then_rename(drop: Drop) -> None:
    async def work(sftp: asyncssh.SFTPClient) -> None:
        async with sftp.open("orders/a.csv.part", "wb") as file:
            await file.write(b"content")
        await sftp.rename("orders/a.csv.part", "orders/a.csv")

    drop.run(work)
    assert drop.all_keys() == ["website-one/orders/a.csv"]


def test_rename_overwrites_only_when_asked_to(drop: Drop) -> None:
    drop.put("website-one/orders/old.csv", b"old")
    drop.put("website-one/orders/new.csv", b"new")

    async def work(sftp: asyncssh.SFTPClient) -> None:
        with pytest.raises(asyncssh.SFTPError):
            await sftp.rename("orders/old.csv", "orders/new.csv")
        assert drop.content("website-one/orders/new.csv") == b"new"
        await sftp.posix_rename("orders/old.csv", "orders/new.csv")

    drop.run(work)
    assert drop.content("website-one/orders/new.csv") == b"old"
    assert drop.all_keys() == ["website-one/orders/new.csv"]


def test_a_file_left_open_by_a_vanished_client_is_not_stored(drop: Drop) -> None:
    async def vanish() -> None:
        connection = await drop.connect("one")
        sftp = await connection.start_sftp_client()
        file = await sftp.open("orders/half.csv", "wb")
        await file.write(b"half of it")
        connection.abort()
        await connection.wait_closed()

    asyncio.run(vanish())
    drop.run(_write_whole_file)
    assert drop.all_keys() == ["website-one/orders/whole.csv"]


def test_a_file_left_open_at_the_end_of_the_session_is_not_stored(drop: Drop) -> None:
    async def forget(sftp: asyncssh.SFTPClient) -> None:
        file = await sftp.open("orders/half.csv", "wb")
        await file.write(b"half of it")

    drop.run(forget)
    drop.run(_write_whole_file)
    assert drop.all_keys() == ["website-one/orders/whole.csv"]


async def _write_whole_file(sftp: asyncssh.SFTPClient) -> None:
    async with sftp.open("orders/whole.csv", "wb") as file:
        await file.write(b"all of it")


def test_append_and_resume_keep_what_was_there(drop: Drop) -> None:
    drop.put("website-one/orders/a.csv", b"first;")

    async def work(sftp: asyncssh.SFTPClient) -> None:
        async with sftp.open("orders/a.csv", "ab") as file:
            await file.write(b"second;")
        async with sftp.open("orders/a.csv", "r+b") as file:
            await file.seek(13)
            await file.write(b"third")

    drop.run(work)
    assert drop.content("website-one/orders/a.csv") == b"first;second;third"


def test_what_is_not_there_is_said_so(drop: Drop) -> None:
    async def work(sftp: asyncssh.SFTPClient) -> None:
        for action in (sftp.open("orders/no.csv", "rb"), sftp.remove("orders/no.csv"), sftp.readdir("nowhere")):
            with pytest.raises(asyncssh.SFTPNoSuchFile):
                await action
        with pytest.raises(asyncssh.SFTPNoSuchFile):
            await sftp.open("nowhere/a.csv", "wb")

    drop.run(work)


def test_making_a_folder_that_is_given_succeeds_and_others_are_refused(drop: Drop) -> None:
    async def work(sftp: asyncssh.SFTPClient) -> None:
        await sftp.mkdir("orders")
        with pytest.raises(asyncssh.SFTPPermissionDenied):
            await sftp.mkdir("elsewhere")

    drop.run(work)


LOCAL_FILE_SYSTEM_FREE = {"channel", "connection", "env", "logger", "convert_attrs", "format_user", "format_group",
                          "format_longname", "map_path", "reverse_map_path", "lock", "unlock", "exit"}  # fmt: skip


def test_no_operation_of_asyncssh_that_touches_local_files_is_left() -> None:
    operations = {name for name, _ in inspect.getmembers(asyncssh.SFTPServer) if not name.startswith("_")}
    inherited = {name for name in operations if getattr(DropServer, name) is getattr(asyncssh.SFTPServer, name)}
    assert inherited <= LOCAL_FILE_SYSTEM_FREE


def test_openssh_drops_lists_reads_and_renames(drop: Drop, tmp_path: Path) -> None:
    drop.put("website-one/orders/error/old.csv.log", b"line 2\n")
    (tmp_path / "été.csv").write_bytes(b"\xe9" * 100_000)
    batch = f"put {tmp_path}/été.csv orders/été.csv.part\nrename orders/été.csv.part orders/été.csv\n"
    batch += f"cd orders\nls -l\nls error\nget error/old.csv.log {tmp_path}/got.log\n"
    batch += "cd ../..\npwd\nrm orders/error/old.csv.log\n"
    done = _openssh(drop, batch)
    assert done.returncode == 0, done.stderr
    assert drop.content("website-one/orders/été.csv") == b"\xe9" * 100_000
    assert drop.all_keys() == ["website-one/orders/été.csv"]
    assert (tmp_path / "got.log").read_bytes() == b"line 2\n"
    assert "Remote working directory: /\n" in done.stdout
    assert "error/old.csv.log" in done.stdout


def _openssh(drop: Drop, batch: str) -> "subprocess.CompletedProcess[str]":
    options = ["-o", f"UserKnownHostsFile={drop.keys.known_hosts}", "-o", "IdentitiesOnly=yes", "-F", "none"]
    command = [
        "sftp",
        "-P",
        str(drop.port),
        "-i",
        str(drop.keys.private_key_file("one")),
        *options,
        "-b",
        "-",
        f"one@{HOST}",
    ]
    return subprocess.run(command, input=batch, text=True, capture_output=True, timeout=60, check=False)
