"""Lambda's asynchronous invocation as AWS does it, in place of the emulator's, whose failure path does not hold:

- Its failure record has no `version`, `timestamp` and `requestContext.requestId`, an unqualified `functionArn`, and
  always 3 attempts. The error handler refuses such a record, because without the request id it can't tell whose failure
  it is: a job that failed stays `Running` there.
- Each attempt has a request id of its own; on AWS all attempts share one.
- An error's type is always `Runtime.HandlerError`; on AWS it is the error's name.
- A destination's function runs once, without its own settings, so that its own failure goes nowhere; and an event bus
  can't be a destination. EventBridge invokes functions the same way.
- The settings of a version or an alias are not looked at.
"""
import contextvars
import json
import logging
import re
import threading
import time
from datetime import datetime, timezone

from ministack.core.responses import new_uuid
from ministack.services import eventbridge, lambda_svc

_log = logging.getLogger("asynchronous_invocation")
_request_id = contextvars.ContextVar("request id of all attempts")
_execute = lambda_svc._execute_function_dispatch
_retry_delay_seconds = 1


def install():
    _look_for_gap()
    lambda_svc._execute_function_dispatch = _execute_attempt
    lambda_svc.invoke_async_with_retry = invoke
    eventbridge._dispatch_to_lambda = lambda arn, payload: _invoke_arn(arn, json.loads(payload))


def invoke(function, event):
    """Queues an event for a function; `config.FunctionArn` has the qualifier that it is invoked with."""
    threading.Thread(target=contextvars.copy_context().run, args=(_run, function, event), daemon=True).start()


def _invoke_arn(arn, event):
    function, config, name = lambda_svc._get_func_record_for_ref(arn)
    if not function:
        _log.error("There is no function %s to invoke (%s)", name, arn)
        return
    invoke({**function, "config": {**config, "FunctionArn": arn}}, event)


def _run(function, event):
    arn = function["config"]["FunctionArn"]
    account, region = lambda_svc._account_region_from_function_config(function["config"])
    lambda_svc._request_account_id.set(account)
    lambda_svc._request_region.set(region)
    name, qualifier = lambda_svc._lambda_function_name_and_qualifier_from_arn(arn)
    settings = lambda_svc._event_invoke_config(lambda_svc._functions[name], qualifier or "$LATEST") or {}
    request_id = new_uuid()
    _request_id.set(request_id)
    attempts, result = _attempt_all(function, event, settings.get("MaximumRetryAttempts", 2))
    if not result.get("error"):
        return
    record = {
        "version": "1.0",
        "timestamp": datetime.now(timezone.utc).isoformat(timespec="milliseconds").replace("+00:00", "Z"),
        "requestContext": {
            "requestId": request_id,
            "functionArn": arn if qualifier else f"{arn}:$LATEST",
            "condition": "RetriesExhausted",
            "approximateInvokeCount": attempts,
        },
        "requestPayload": event,
        "responseContext": {
            "statusCode": 200,
            "executedVersion": function["config"].get("Version", "$LATEST"),
            "functionError": "Unhandled",
        },
        "responsePayload": {"errorType": _error_type(result), "errorMessage": result["body"]["errorMessage"]},
    }
    destination = settings.get("DestinationConfig", {}).get("OnFailure", {}).get("Destination")
    _log.info("%s failed after %d attempts; its record goes to %s", name, attempts, destination)
    if destination:
        _send(record, destination)


def _attempt_all(function, event, retries):
    attempts = 0
    while True:
        result = lambda_svc._execute_function(function, event)
        _log.info("%s\n%s", function["config"]["FunctionName"], result.get("log", ""))
        if not result.get("throttle"):  # Throttling takes no attempt.
            attempts += 1
            if not result.get("error") or attempts > retries:
                return attempts, result
        time.sleep(_retry_delay_seconds)


def _execute_attempt(function, config, event, request_id, started):
    return _execute(function, config, event, _request_id.get(request_id), started)


def _error_type(result):
    """The emulator keeps the error's name only as the first word of its stack, in the log."""
    message = result["body"]["errorMessage"]
    named = re.search(rf"^(\w+): {re.escape(message)}$", result.get("log", ""), re.MULTILINE)
    return named[1] if named else result["body"]["errorType"]


def _send(record, destination):
    service = destination.split(":")[2]
    if service == "lambda":
        _invoke_arn(destination, record)
    elif service == "events":
        eventbridge._put_events({"Entries": [{
            "Source": "lambda",
            "DetailType": "Lambda Function Invocation Result - Failure",
            "EventBusName": destination,
            "Resources": [destination, record["requestContext"]["functionArn"]],
            "Detail": json.dumps(record),
        }]})
    else:
        _log.error("A destination like %s is not known here", destination)


def _look_for_gap():
    """Lets the emulator make a failure record, and looks whether the id is still missing."""
    sent = []
    find, execute = lambda_svc._get_func_record_for_ref, lambda_svc._execute_function_with_config_scope
    done = threading.Event()
    lambda_svc._get_func_record_for_ref = lambda _arn: ({"config": {}}, {}, "destination")
    lambda_svc._execute_function_with_config_scope = lambda _function, record: (sent.append(record), done.set())
    try:
        arn = f"arn:aws:lambda:{lambda_svc.get_region()}:{lambda_svc.get_account_id()}:function:destination"
        lambda_svc._route_async_failure(arn, "function", {}, {"body": {"errorMessage": "for the probe"}})
        if not done.wait(5):
            raise SystemExit("The emulator makes no failure record for the probe in .ci/deployment.")
    finally:
        lambda_svc._get_func_record_for_ref, lambda_svc._execute_function_with_config_scope = find, execute
    if "requestId" in sent[0]["requestContext"]:
        raise SystemExit("The emulator's failure records have a request id now. Remove asynchronous_invocation.py.")
