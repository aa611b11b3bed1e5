"""Deploys the stack into an AWS emulator with the commands that deploy it to AWS, and looks at what is there.

Usage: check.py FOLDER, for its log and its temporary files
"""
import os
import pathlib
import shutil
import signal
import sys
import time

from outputs_files import kept_apart
from processes import Emulator

started = time.monotonic()
folder = pathlib.Path(sys.argv[1])
for ending in (signal.SIGINT, signal.SIGTERM):
    signal.signal(ending, lambda number, _: sys.exit(f"ended by {signal.Signals(number).name}"))
emulator = Emulator(folder)
os.environ["AWS_ENDPOINT_URL"] = emulator.endpoint
try:
    emulator.wait_until_ready()
    import deployment  # Its clients take the address from the environment.
    with kept_apart():
        deployment.check_everything(folder, emulator)
except BaseException:
    print(f"--- the emulator's log, {emulator.log}", flush=True)
    lines = [line[:300] for line in emulator.log.read_text(encoding="utf8").splitlines() if not line.startswith("    at ")]
    print("\n".join(lines[-30:]), flush=True)
    raise
finally:
    emulator.stop()
    shutil.rmtree(folder / "tmp", ignore_errors=True)
print(f"ok  all of it, in {time.monotonic() - started:.0f} s")
