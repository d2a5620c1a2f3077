"""The only reader of the environment: typed, frozen, read on first use (docs/settings.md lists every variable)."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, fields

from chalicelib.domain.errors import SettingsError


@dataclass(frozen=True)
class Settings:
    """What differs from one installation to another. Field `table_name` is the variable `TABLE_NAME`, and so on."""

    stage: str
    table_name: str
    proofs_bucket: str
    send_queue_url: str
    operations_queue_url: str
    exports_bucket: str
    exports_queue_url: str
    webhooks_queue_url: str
    intake_bucket: str
    proof_files_queue_url: str
    proof_chunks_queue_url: str
    public_base_url: str
    email_sender: str
    configuration_set: str
    identity_secret_arn: str
    token_secret_arn: str
    oidc_issuer: str
    oidc_authority: str
    oidc_client_id: str
    clock_offset_file: str

    def __post_init__(self) -> None:
        if self.clock_offset_file and not self.is_local:
            raise SettingsError(
                "CLOCK_OFFSET_FILE moves the clock: remove it, it is refused in every stage but `local`."
            )

    @property
    def is_local(self) -> bool:
        """Whether this is the local cloud of a developer's machine."""
        return self.stage == "local"

    @property
    def base_url(self) -> str:
        """Where customers and merchants reach us, without a trailing slash."""
        return self.public_base_url.rstrip("/")


MAY_BE_EMPTY = frozenset({"clock_offset_file"})


def settings_from(environ: Mapping[str, str] = os.environ) -> Settings:
    """The settings of this process.

    Raises:
        SettingsError: a variable is missing; the sentence names it.
    """
    values = {field.name: environ.get(field.name.upper(), "") for field in fields(Settings)}
    missing = [name.upper() for name, value in values.items() if not value and name not in MAY_BE_EMPTY]
    if missing:
        raise SettingsError(f"Set the environment variables {', '.join(missing)} (docs/settings.md).")
    return Settings(**values)
