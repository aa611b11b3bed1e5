"""The check's processes: the repository's commands, and those of the emulator."""
import os
import pathlib
import shutil
import subprocess

from checks import check

here = pathlib.Path(__file__).parent


def run(*command, **environment):
    """Runs a command in the workspace; returns its exit code and output."""
    done = subprocess.run(
        command, env={**os.environ, **environment}, stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    )
    return done.returncode, done.stdout


def nx(*arguments, **environment):
    return run("npx", "nx", *arguments, **environment)


def typescript(script, *arguments):
    return run("node", "--conditions=@jobs/source", str(here / script), *arguments)


def check_emulator(pid):
    """Checks which addresses the emulator and its functions listen on, and which program runs the functions."""
    pids = list(pids_of_session(pid))
    programs = {os.path.realpath(f"/proc/{child}/exe") for child in pids if child != pid}
    node = os.path.realpath(shutil.which("node"))
    check("the functions run on the repository's Node", programs == {node}, (programs, node))
    addresses = {address for child in pids for address in listening_addresses(child)}
    loopback = {"0100007F", "00000000000000000000000001000000"}
    check("the emulator listens on loopback only", addresses and addresses <= loopback, addresses)


def pids_of_session(session):
    for stat in pathlib.Path("/proc").glob("[0-9]*/stat"):
        try:
            found = stat.read_text(encoding="utf8").rpartition(")")[2].split()[3]
        except OSError:
            continue
        if int(found) == session:
            yield int(stat.parent.name)


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
