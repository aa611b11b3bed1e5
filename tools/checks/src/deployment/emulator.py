"""Starts the AWS emulator on loopback only, with handlers for resource types that its CloudFormation lacks."""
import importlib
import os

# Read when the emulator is loaded. The two services would listen on all interfaces.
os.environ.update(BIND_HOST="127.0.0.1", SFTP_ENABLED="0", IOT_MTLS_ENABLED="0")

import metric_math
from gaps import MISSING_TYPES
from ministack.app import main
from ministack.services.cloudformation.provisioners import _RESOURCE_HANDLERS

for name, module in MISSING_TYPES.items():
    if name in _RESOURCE_HANDLERS:
        raise SystemExit(f"The emulator now supports {name}. Remove it from gaps.py.")
    _RESOURCE_HANDLERS[name] = importlib.import_module(module).HANDLERS
if metric_math.is_known_to_emulator():
    raise SystemExit("The emulator now supports alarms on metric math. Remove metric_math.py.")
_RESOURCE_HANDLERS["AWS::CloudWatch::Alarm"] = metric_math.HANDLERS
main()
