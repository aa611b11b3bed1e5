"""Starts and ends the processes of the check."""
import os
import pathlib
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request

from checks import check

root = pathlib.Path(__file__).parents[2]
here = root / ".ci/deployment"


class Emulator:
    """The AWS emulator on a free port of loopback, in a session of its own."""

    def __init__(self, folder):
        self.log = folder / "emulator.log"
        temporary = folder / "tmp"
        temporary.mkdir(exist_ok=True)
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        self.endpoint = f"http://127.0.0.1:{port}"
        # The functions take the address of the services from here.
        addresses = {"GATEWAY_PORT": str(port), "AWS_ENDPOINT_URL": self.endpoint}
        environment = {**os.environ, **addresses, "TMPDIR": str(temporary)}
        with self.log.open("w", encoding="utf8") as log:
            self.process = subprocess.Popen(
                [sys.executable, str(here / "emulator.py")],
                env=environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True,
            )

    def wait_until_ready(self):
        until = time.monotonic() + 60
        while time.monotonic() < until and self.process.poll() is None:
            try:
                urllib.request.urlopen(f"{self.endpoint}/_ministack/health", timeout=5).close()
                return
            except OSError:
                time.sleep(0.2)
        raise SystemExit("The emulator did not start.")

    def check_processes(self):
        """Looks at what the emulator and its functions really listen on, and at what runs the functions."""
        pids = list(self._pids())
        programs = {os.path.realpath(f"/proc/{pid}/exe") for pid in pids if int(pid) != self.process.pid}
        node = os.path.realpath(shutil.which("node"))
        check("the functions run on the repository's Node", programs == {node}, (programs, node))
        addresses = {address for pid in pids for address in listening_addresses(pid)}
        loopback = {"0100007F", "00000000000000000000000001000000"}
        check("the emulator listens on loopback only", addresses and addresses <= loopback, addresses)

    def _pids(self):
        """All processes of the emulator's session."""
        for stat in pathlib.Path("/proc").glob("[0-9]*/stat"):
            try:
                session = stat.read_text(encoding="utf8").rpartition(")")[2].split()[3]
            except OSError:
                continue
            if int(session) == self.process.pid:
                yield stat.parent.name

    def stop(self):
        end_session(self.process)


def end_session(process):
    """Ends a process and all that it has started."""
    for sent in (signal.SIGTERM, signal.SIGKILL):
        try:
            os.killpg(process.pid, sent)
            process.wait(10)
        except ProcessLookupError:
            return
        except subprocess.TimeoutExpired:
            continue


def listening_addresses(pid):
    """The local addresses that a process listens on, as the kernel writes them."""
    try:
        links = [os.readlink(link) for link in pathlib.Path(f"/proc/{pid}/fd").iterdir()]
    except OSError:
        return
    sockets = {link[len("socket:["):-1] for link in links if link.startswith("socket:[")}
    for table in ("tcp", "tcp6"):
        for line in pathlib.Path(f"/proc/{pid}/net/{table}").read_text(encoding="utf8").splitlines()[1:]:
            fields = line.split()
            listens = "0A"
            if fields[3] == listens and fields[9] in sockets:
                yield fields[1].split(":")[0]


def run(*command, **environment):
    """Runs a command of the repository; returns its exit code and all that it wrote."""
    process = subprocess.Popen(
        command, cwd=root, env={**os.environ, **environment}, stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True,
    )
    try:
        output, _ = process.communicate()
    except BaseException:
        end_session(process)
        raise
    return process.returncode, output


def nx(*arguments, **environment):
    return run("npx", "nx", *arguments, **environment)
