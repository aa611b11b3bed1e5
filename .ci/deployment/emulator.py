"""Starts the AWS emulator, on loopback only, with what it lacks of what the stack needs."""
import importlib
import os

# Read when the emulator is loaded. The two services would listen on all interfaces.
os.environ.update(BIND_HOST="127.0.0.1", SFTP_ENABLED="0", IOT_MTLS_ENABLED="0")

import asynchronous_invocation
import metric_math
from gaps import MISSING_TYPES
from ministack.app import main
from ministack.services.cloudformation.provisioners import _RESOURCE_HANDLERS

for name, module in MISSING_TYPES.items():
    if name in _RESOURCE_HANDLERS:
        raise SystemExit(f"The emulator knows {name} by itself now. Remove it from .ci/deployment/gaps.py.")
    _RESOURCE_HANDLERS[name] = importlib.import_module(module).HANDLERS
asynchronous_invocation.install()
metric_math.install()
main()
