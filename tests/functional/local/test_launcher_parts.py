"""What the launcher is made of: the clock, the ports, the directory and its lock, the options, the samples."""

import json
import socket
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from infra.local import samples
from infra.local.clock import LocalClock
from infra.local.directory import LocalDirectory, write_json
from infra.local.errors import LocalCloudError
from infra.local.ports import HOST, Ports, choose_ports, free_port, remembered_ports
from infra.local.run import main, options_from
from infra.local.stream_positions import rewind_streams


class TestClock:
    """The local clock, and its file."""

    def test_without_a_file_it_is_real_time(self, tmp_path: Path) -> None:
        clock = LocalClock(tmp_path / "clock-offset")
        assert clock.offset == timedelta()
        assert abs(clock.now() - datetime.now(UTC)) < timedelta(minutes=1)

    def test_forward_adds_up_in_the_file_that_others_read(self, tmp_path: Path) -> None:
        clock = LocalClock(tmp_path / "new" / "clock-offset")
        clock.forward(7)
        moved_to = clock.forward(0.5)
        assert clock.file.read_text() == "648000"
        assert timedelta(days=7.4) < moved_to - datetime.now(UTC) < timedelta(days=7.6)

    @pytest.mark.parametrize("days", [0, -1, float("nan"), float("inf")])
    def test_it_never_goes_back(self, tmp_path: Path, days: float) -> None:
        clock = LocalClock(tmp_path / "clock-offset")
        clock.forward(1)
        with pytest.raises(LocalCloudError, match="only moves ahead"):
            clock.forward(days)
        assert clock.offset == timedelta(days=1)


class TestPorts:
    """Which ports are chosen."""

    def test_the_ports_of_the_last_start_are_used_again(self, tmp_path: Path) -> None:
        first = choose_ports(tmp_path / "ports.json", {})
        assert choose_ports(tmp_path / "ports.json", {}) == first
        assert len({first.backoffice, first.inbox, first.sftp, first.aws}) == 4

    def test_a_port_that_was_taken_meanwhile_is_replaced_and_remembered(self, tmp_path: Path) -> None:
        first = choose_ports(tmp_path / "ports.json", {})
        with _listening(first.aws):
            second = choose_ports(tmp_path / "ports.json", {})
        assert second.aws != first.aws
        assert (second.backoffice, second.inbox, second.sftp) == (first.backoffice, first.inbox, first.sftp)
        assert remembered_ports(tmp_path / "ports.json")["aws"] == second.aws

    def test_an_asked_port_wins_over_the_last_one(self, tmp_path: Path) -> None:
        choose_ports(tmp_path / "ports.json", {})
        asked = free_port()
        assert choose_ports(tmp_path / "ports.json", {"inbox": asked}).inbox == asked

    def test_an_asked_port_that_is_taken_is_an_error_that_names_it(self, tmp_path: Path) -> None:
        port = free_port()
        with _listening(port), pytest.raises(LocalCloudError, match=rf"Port {port} is taken.*SFTP_PORT"):
            choose_ports(tmp_path / "ports.json", {"sftp": port})

    def test_two_servers_cannot_be_given_one_port(self, tmp_path: Path) -> None:
        port = free_port()
        with pytest.raises(LocalCloudError, match="taken"):
            choose_ports(tmp_path / "ports.json", {"sftp": port, "aws": port})


class TestDirectory:
    """The directory, its lock and its files."""

    def test_a_second_launcher_is_refused_and_told_who_runs(self, tmp_path: Path) -> None:
        directory = LocalDirectory(tmp_path / ".local")
        code = (
            "import sys; from pathlib import Path; from infra.local.directory import LocalDirectory\n"
            f"with LocalDirectory(Path({str(directory.root)!r})).locked(): print('held', flush=True); sys.stdin.read()"
        )
        holder = subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        with holder:
            assert holder.stdout is not None
            assert holder.stdout.readline() == b"held\n"
            assert directory.is_running()
            with pytest.raises(LocalCloudError, match=f"already runs in .*process {holder.pid}"), directory.locked():
                pass
            with pytest.raises(LocalCloudError, match="already runs"):
                directory.reset()
            holder.kill()
        assert not directory.is_running()
        with directory.locked():
            assert directory.is_running()

    def test_reset_forgets_everything(self, tmp_path: Path) -> None:
        directory = LocalDirectory(tmp_path / ".local")
        with directory.locked():
            write_json(directory.websites, {})
        directory.reset()
        assert not directory.root.exists()

    def test_secrets_are_for_their_owner_only(self, tmp_path: Path) -> None:
        write_json(tmp_path / "websites.json", {"secret": "é"})
        assert (tmp_path / "websites.json").stat().st_mode & 0o777 == 0o600
        assert json.loads((tmp_path / "websites.json").read_text(encoding="utf-8")) == {"secret": "é"}

    def test_endpoints_of_a_launcher_that_is_gone_are_not_given(self, tmp_path: Path) -> None:
        directory = LocalDirectory(tmp_path)
        write_json(directory.endpoints, {"inbox_url": "http://127.0.0.1:1"})
        with pytest.raises(LocalCloudError, match="make run"):
            directory.read_endpoints()
        with directory.locked():
            assert directory.read_endpoints() == {"inbox_url": "http://127.0.0.1:1"}

    def test_an_unclean_stop_says_since_when_things_may_be_missing(self, tmp_path: Path) -> None:
        directory = LocalDirectory(tmp_path)
        assert "of that run may be missing" in directory.what_may_be_missing()
        directory.note_clean_stop()
        clean = directory.last_clean_stop.read_text(encoding="ascii")
        assert f"after the last clean stop ({clean})" in directory.what_may_be_missing()


class TestStreams:
    """Where readers of streams begin after a restart."""

    def test_a_reader_begins_where_the_stream_does_whatever_was_read_before(self, tmp_path: Path) -> None:
        kept: dict[str, Any] = {
            "functions": {"a": 1},
            "dynamodb_stream_positions": {"__scoped__": True, "data": {"one": 1_500}},
        }
        file = tmp_path / "lambda.json"
        file.write_text(json.dumps({"__ministack_format__": 2, "payload": kept}), encoding="utf-8")

        assert rewind_streams(tmp_path)

        kept["dynamodb_stream_positions"]["data"] = {"one": 0}
        assert json.loads(file.read_text("utf-8")) == {"__ministack_format__": 2, "payload": kept}

    def test_before_the_first_stop_there_is_nothing_to_do(self, tmp_path: Path) -> None:
        assert not rewind_streams(tmp_path)
        assert list(tmp_path.iterdir()) == []


class TestOptions:
    """Flags and variables."""

    def test_flags_win_over_variables(self, tmp_path: Path) -> None:
        environ = {"DEMO": "no", "INBOX_PORT": "9001", "AWS_PORT": "9002"}
        options = options_from(["--port-inbox", "9003", "--directory", str(tmp_path)], environ)
        assert (options.with_demo, options.ports) == (False, {"inbox": 9003, "aws": 9002})
        assert options.directory.root == tmp_path.resolve()

    def test_by_default_there_is_a_demo_and_any_ports(self) -> None:
        options = options_from([], {"DEMO": "", "SFTP_PORT": ""})
        assert (options.with_demo, options.ports) == (True, {})

    @pytest.mark.parametrize(
        ("environ", "said"), [({"DEMO": "maybe"}, "DEMO is yes or no"), ({"AWS_PORT": "70000"}, "AWS_PORT is a number")]
    )
    def test_nonsense_is_refused_with_a_sentence(
        self, environ: dict[str, str], said: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert main([], environ) == 1
        assert said in capsys.readouterr().out

    def test_every_port_can_be_asked_for(self) -> None:
        environ = {f"{name.upper()}_PORT": "9000" for name in Ports.__dataclass_fields__}
        assert set(options_from([], environ).ports) == {"backoffice", "inbox", "sftp", "aws"}


class TestSamples:
    """The sample files."""

    def test_the_prestashop_file_is_the_one_the_module_makes(self) -> None:
        content = samples.prestashop_file("2026-11-22")
        lines = content.split(b"\r\n")
        assert (len(lines), lines[-1]) == (6, b"")
        assert content.count(b"\n") == content.count(b"\r\n") == 5
        assert lines[0].startswith(b"channel;purchase_date;purchase_price;purchase_reference;first_name;")
        assert lines[1].startswith(
            b"online;2026-11-22;49.900000;1042;Zo\xe9;O\\'Brien;zoe.obrien@example.com;;false;fr;0;0;"
        )
        assert b';\xc9cran 24\\" mat;87;\xc9crans;' in lines[1]
        assert lines[3] == lines[4]
        assert {line.count(b";") for line in lines[:5]} == {25}

    def test_samples_are_written_once(self, tmp_path: Path) -> None:
        samples.write_samples(tmp_path, "aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee", "2026-11-22")
        samples.write_samples(tmp_path, "aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee", "2026-11-29")
        assert b"2026-11-22" in (tmp_path / samples.SFTP_FILE).read_bytes()
        event = json.loads((tmp_path / samples.EVENT_FILE).read_text(encoding="utf-8"))[0]
        assert event["sales_channel"]["website_id"] == "aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee"


def _listening(port: int) -> socket.socket:
    listening = socket.socket()
    listening.bind((HOST, port))
    listening.listen()
    return listening
