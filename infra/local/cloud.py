"""The local cloud itself: what is started, in which order, and how it stops."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextlib import AsyncExitStack, contextmanager
from dataclasses import asdict, dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

from infra.local.built_things import BuiltThings, build_everything
from infra.local.clock import LocalClock
from infra.local.demo_shop.filling import fill_demo_shop
from infra.local.deploy import StackOutputs, deploy
from infra.local.directory import LocalDirectory, write_json
from infra.local.embedded_aws import EmbeddedAws
from infra.local.endpoints import endpoints_of
from infra.local.errors import LocalCloudError
from infra.local.front_door.app import FrontDoorConfig, create_front_door
from infra.local.ports import HOST, Ports, choose_ports, remembered_ports
from infra.local.progress import Progress
from infra.local.samples import write_samples
from infra.local.servers import WebServer
from infra.local.ses_twin.app import create_app
from infra.local.sftp_drop.bucket import DropBucket
from infra.local.sftp_drop.keys import KeyRing
from infra.local.sftp_drop.listener import SftpDrop, SftpUser
from infra.local.twin_setup import EMAIL_SENDER, register_events, twin_config
from infra.local.websites import DEMO, WEBSITES, Credentials, Websites

PROJECT = Path(__file__).resolve().parents[2]

Stop = Callable[[], Awaitable[None]]


@dataclass(frozen=True)
class LocalCloudOptions:
    """What a person decides. `ports` maps fields of `Ports` to numbers; `with_demo` fills an empty demo shop."""

    directory: LocalDirectory
    with_demo: bool = True
    ports: Mapping[str, int] = field(default_factory=dict)


class LocalCloud:
    """One local cloud in one directory, which the caller has locked."""

    def __init__(self, options: LocalCloudOptions, progress: Progress) -> None:
        self._with_demo = options.with_demo
        self._asked_ports = options.ports
        self._directory = options.directory
        self._progress = progress
        self._keys = KeyRing(self._directory.keys)
        self._clock = LocalClock(self._directory.clock_offset)
        self._stops: dict[str, Stop] = {}
        self._is_given_up = False

    async def start(self) -> dict[str, Any]:
        """Start everything; returns what `endpoints.json` holds.

        Raises:
            LocalCloudError: something stands in the way; what was started must still be stopped with `stop`.
        """
        # A killed launcher leaves it behind, and its addresses are dead.
        self._directory.endpoints.unlink(missing_ok=True)
        built = await asyncio.to_thread(build_everything, PROJECT, self._progress)
        ports = self._choose_ports()
        aws = EmbeddedAws(self._directory.root, port=ports.aws)
        await self._start_twin(aws, ports)
        await self._start_aws(aws)
        outputs = await asyncio.to_thread(self._deploy, aws, built, ports)
        credentials = await asyncio.to_thread(self._open_websites, aws, outputs)
        await self._start_sftp(aws, outputs, ports)
        await self._start_front_door(built, aws, outputs, ports)
        if self._with_demo:
            await asyncio.to_thread(self._fill_demo_shop, aws, outputs)
        endpoints = endpoints_of(ports, credentials, self._keys)
        write_samples(self._directory.samples, DEMO.website_id, f"{self._clock.now() - timedelta(days=1):%Y-%m-%d}")
        write_json(self._directory.endpoints, endpoints)
        return endpoints

    def give_up(self) -> None:
        """Let a `start` under way end with a LocalCloudError after its present phase."""
        self._is_given_up = True

    async def stop(self) -> None:
        """Stop in order, the embedded AWS last, so that it saves its state. Stopping what never started is fine.

        Raises:
            LocalCloudError: the embedded AWS did not save its state.
        """
        self._directory.endpoints.unlink(missing_ok=True)
        with self._progress.phase("Stop, and save everything"):
            # A part that fails to stop does not keep the next one from stopping; the last one pushed goes first.
            async with AsyncExitStack() as stack:
                for name in ("aws", "front_door", "sftp", "twin"):
                    if name in self._stops:
                        stack.push_async_callback(self._stops.pop(name))

    @contextmanager
    def _phase(self, title: str) -> Iterator[None]:
        if self._is_given_up:
            raise LocalCloudError("Stopped while starting.")
        with self._progress.phase(title):
            yield

    def _choose_ports(self) -> Ports:
        last = remembered_ports(self._directory.ports)
        ports = choose_ports(self._directory.ports, self._asked_ports)
        moved = [f"{name} {port}" for name, port in asdict(ports).items() if last.get(name, port) != port]
        if moved:
            self._progress.warn(f"The last start's ports were taken, now: {', '.join(moved)}. Older links are dead.")
        return ports

    async def _start_twin(self, aws: EmbeddedAws, ports: Ports) -> None:
        """Before the embedded AWS, whose functions may have e-mails to send as soon as they run."""
        with self._phase("Start the SES twin and its inbox"):
            twin = WebServer(create_app(twin_config(self._directory, aws, self._clock)), ports.inbox)
            await twin.start()
            self._stops["twin"] = twin.stop

    async def _start_aws(self, aws: EmbeddedAws) -> None:
        with self._phase("Start the embedded AWS"):
            await asyncio.to_thread(aws.start)
            self._stops["aws"] = lambda: self._stop_aws(aws)
        if not aws.last_stop_was_clean:
            self._progress.warn(self._directory.what_may_be_missing())

    async def _stop_aws(self, aws: EmbeddedAws) -> None:
        await asyncio.to_thread(aws.stop)
        self._directory.note_clean_stop()

    def _deploy(self, aws: EmbeddedAws, built: BuiltThings, ports: Ports) -> StackOutputs:
        """Deploy, then tell the twin where its events go."""
        origin, twin_url = f"http://{HOST}:{ports.backoffice}", f"http://{HOST}:{ports.inbox}"
        parameters = {
            "Stage": "local",
            "PublicBaseUrl": origin,
            "PageOrigin": origin,
            "EmailSender": EMAIL_SENDER,
            "SesEndpointUrl": twin_url,
            "ClockOffsetFile": str(self._directory.clock_offset),
        }
        with self._phase("Deploy the packaged template with CloudFormation"):
            outputs = deploy(aws, built.package, parameters)
            register_events(aws.session(), twin_url, outputs)
        return outputs

    def _open_websites(self, aws: EmbeddedAws, outputs: StackOutputs) -> dict[str, Credentials]:
        with self._phase("Open the websites"):
            websites = Websites(aws.session(), aws.endpoint_url, outputs)
            credentials = websites.ensure(self._directory)
        if aws.has_forgotten_streams:
            with self._phase("Count what the last stop left uncounted"):
                websites.count_anew()
        return credentials

    async def _start_sftp(self, aws: EmbeddedAws, outputs: StackOutputs, ports: Ports) -> None:
        with self._phase("Start the SFTP drop"):
            users = {one.slug: SftpUser(one.website_id, self._keys.public_key(one.slug)) for one in WEBSITES}
            s3 = aws.session().client("s3", endpoint_url=aws.endpoint_url)
            drop = SftpDrop(users, DropBucket(s3, outputs["ProofsBucket"]))
            await drop.start(HOST, ports.sftp, self._keys.host_key())
            self._keys.write_known_hosts(HOST, ports.sftp)
            self._stops["sftp"] = drop.stop

    async def _start_front_door(
        self, built: BuiltThings, aws: EmbeddedAws, outputs: StackOutputs, ports: Ports
    ) -> None:
        with self._phase("Start the front door"):
            config = FrontDoorConfig(built.back_office, outputs.api_url, aws.endpoint_url)
            door = WebServer(create_front_door(config), ports.backoffice)
            await door.start()
            self._stops["front_door"] = door.stop

    def _fill_demo_shop(self, aws: EmbeddedAws, outputs: StackOutputs) -> None:
        with self._phase("Fill the demo shop (the first time only)"):
            fill_demo_shop(aws, outputs)
