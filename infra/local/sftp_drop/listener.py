"""The SSH side of the drop: who may come in, and by which key."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

import asyncssh
from asyncssh.channel import SSHChannel
from asyncssh.stream import SSHServerStreamSession

from infra.local.sftp_drop.bucket import DropBucket
from infra.local.sftp_drop.locations import Home
from infra.local.sftp_drop.server import DropServer

_SFTP_VERSION = 3


@dataclass(frozen=True)
class SftpUser:
    """A user is a website."""

    website_id: str
    public_key: asyncssh.SSHKey


class SftpDrop:
    """The listening server. `users` maps user names; a later change of the mapping counts at once."""

    def __init__(self, users: Mapping[str, SftpUser], bucket: DropBucket) -> None:
        self._users = users
        self._bucket = bucket
        self._connections: set[asyncssh.SSHServerConnection] = set()
        self._acceptor: asyncssh.SSHAcceptor | None = None

    async def start(self, host: str, port: int, host_key: asyncssh.SSHKey) -> None:
        """Accept connections. Raises OSError when the port is taken."""
        self._acceptor = await asyncssh.listen(
            host,
            port,
            server_host_keys=[host_key],
            server_factory=lambda: _Gate(self._users, self._bucket, self._connections),
            encoding=None,
            password_auth=False,
            kbdint_auth=False,
            host_based_auth=False,
            gss_host=None,
        )

    async def stop(self) -> None:
        """Take no new connection and cut those that are open: what they had not finished is not stored."""
        if self._acceptor is None:
            return
        self._acceptor.close()
        for connection in list(self._connections):
            connection.abort()
        await self._acceptor.wait_closed()


class _Gate(asyncssh.SSHServer):
    """One connection: public key only, SFTP only."""

    def __init__(
        self, users: Mapping[str, SftpUser], bucket: DropBucket, connections: set[asyncssh.SSHServerConnection]
    ) -> None:
        self._users = users
        self._bucket = bucket
        self._connections = connections
        self._connection: asyncssh.SSHServerConnection | None = None

    def connection_made(self, conn: asyncssh.SSHServerConnection) -> None:
        self._connection = conn
        self._connections.add(conn)

    def connection_lost(self, _exc: Exception | None) -> None:
        if self._connection is not None:
            self._connections.discard(self._connection)

    def public_key_auth_supported(self) -> bool:
        return True

    def validate_public_key(self, username: str, key: asyncssh.SSHKey) -> bool:
        user = self._users.get(username)
        return user is not None and key.public_data == user.public_key.public_data

    def session_requested(
        self,
    ) -> "tuple[asyncssh.SSHServerChannel[bytes], asyncssh.SSHServerSession[bytes]] | bool":
        if self._connection is None:
            return False
        user = self._users[self._connection.get_extra_info("username")]
        return self._connection.create_server_channel(encoding=None), _Session(Home(user.website_id), self._bucket)


class _Session(SSHServerStreamSession[bytes]):
    """One SFTP channel that remembers that its client went away.

    asyncssh closes what a vanished client left open; without this memory, half an upload would look like a whole one.
    """

    def __init__(self, home: Home, bucket: DropBucket) -> None:
        super().__init__(None, self._new_server, _SFTP_VERSION)
        self._home = home
        self._bucket = bucket
        self._gone = False

    def _new_server(self, channel: "SSHChannel[bytes]") -> DropServer:
        server_channel = cast("asyncssh.SSHServerChannel[bytes]", channel)
        return DropServer(server_channel, self._home, self._bucket, lambda: self._gone)

    def eof_received(self) -> bool:
        self._gone = True
        return super().eof_received()

    def connection_lost(self, exc: Exception | None) -> None:
        self._gone = True
        super().connection_lost(exc)
