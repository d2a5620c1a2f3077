"""What the launcher prints when everything runs: where to go, and commands to copy."""

from typing import Any

from infra.local.directory import LocalDirectory
from infra.local.samples import EVENT_FILE, SFTP_FILE

TOKEN_PATH = "/realms/skeepers/protocol/openid-connect/token"


def summary(endpoints: dict[str, Any], directory: LocalDirectory) -> str:
    """Plain text."""
    demo, sftp = endpoints["demo"], endpoints["demo"]["sftp"]
    second = endpoints["second_website"]
    return f"""
  Back office   {endpoints["backoffice_url"]}
                sign in as {demo["user"]} with {demo["password"]}
                (the other website: {second["user"]} with {second["password"]})
  Inbox         {endpoints["inbox_url"]}
  SFTP          {sftp["host"]} port {sftp["port"]}, user {sftp["username"]}, key {sftp["private_key_file"]}
  API           {endpoints["api_url"]}
                client {demo["client_id"]}
                secret {demo["client_secret"]}
                sandbox client {demo["sandbox_client_id"]}
                secret {demo["sandbox_client_secret"]}

Drop the sample PrestaShop file:

{sftp_command(sftp, directory)}

Post the sample purchase event:

{event_command(endpoints, directory)}

Look at the mails (they leave within a minute; `make forward DAYS=7` brings the reminders):

xdg-open {endpoints["inbox_url"]} 2>/dev/null || open {endpoints["inbox_url"]}

Stop with Ctrl-C: everything is kept for the next start."""


def sftp_command(sftp: dict[str, Any], directory: LocalDirectory) -> str:
    """A shell command that drops the sample file with OpenSSH's client."""
    return (
        f"echo 'put {directory.samples / SFTP_FILE} orders/' | "
        f"sftp -b - -P {sftp['port']} -i {sftp['private_key_file']} "
        f"-o UserKnownHostsFile={sftp['known_hosts_file']} {sftp['username']}@{sftp['host']}"
    )


def event_command(endpoints: dict[str, Any], directory: LocalDirectory) -> str:
    """Shell commands that ask for a token and post the sample event."""
    demo, api = endpoints["demo"], endpoints["api_url"]
    ask = (
        f"TOKEN=$(curl -s -u '{demo['client_id']}:{demo['client_secret']}' "
        f"-d grant_type=client_credentials -d scope=openid {api}{TOKEN_PATH} "
        """| sed 's/.*"access_token": *"\\([^"]*\\)".*/\\1/')"""
    )
    post = (
        f'curl -i -H "Authorization: Bearer $TOKEN" -H "Content-Type: application/json" '
        f"--data @{directory.samples / EVENT_FILE} "
        f"{api}/purchase-event/websites/{demo['website_id']}/purchase_events/bulk_sync_insert"
    )
    return f"{ask}\n{post}"
