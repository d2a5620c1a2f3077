"""Key pairs of the SFTP drop: made on first start, kept in the local cloud's directory."""

from dataclasses import dataclass
from pathlib import Path

import asyncssh


@dataclass(frozen=True)
class KeyRing:
    """The folder with the host's key, the websites' keys and the file of known hosts for OpenSSH's clients."""

    folder: Path

    @property
    def known_hosts(self) -> Path:
        """For `-o UserKnownHostsFile=`; written by `write_known_hosts`."""
        return self.folder / "known_hosts"

    def private_key_file(self, name: str) -> Path:
        """Where the private key of a user stands; the key is made when it is not there yet."""
        path = self.folder / f"{name}.key"
        if not path.exists():
            _make(path, name)
        return path

    def public_key(self, name: str) -> asyncssh.SSHKey:
        """The public half of a user's key."""
        return asyncssh.read_private_key(self.private_key_file(name)).convert_to_public()

    def host_key(self) -> asyncssh.SSHKey:
        """The server's own private key."""
        return asyncssh.read_private_key(self.private_key_file("host"))

    def write_known_hosts(self, host: str, port: int) -> None:
        """Let OpenSSH's clients recognise the server without asking."""
        public = self.host_key().export_public_key().decode().strip()
        self.known_hosts.write_text(f"[{host}]:{port} {public}\n", encoding="ascii")


def _make(path: Path, comment: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    key = asyncssh.generate_private_key("ssh-ed25519", comment=f"suivi-local-{comment}")
    path.touch(mode=0o600)
    key.write_private_key(path)
