"""The AWS CLI against a running stack."""
import json
import subprocess
import tempfile
import time

from checks import check, eventually
from failed_jobs import failed_event, failure_record, new_id
from support import outputs


def aws(*arguments, profile="jobs-local"):
    done = subprocess.run(["aws", *arguments, "--profile", profile, "--output", "json"], capture_output=True, text=True)
    if done.returncode != 0:
        raise SystemExit(f"aws {' '.join(arguments)}: {done.stderr}")
    return json.loads(done.stdout or "{}")


def get_item(job_id):
    key = json.dumps({"id": {"S": job_id}})
    return aws("dynamodb", "get-item", "--table-name", outputs["JobsTable"], "--key", key)


def is_failure(answer):
    return answer.get("Item", {}).get("status") == {"S": "Failure"}


def invoke(function, kind, payload):
    with tempfile.NamedTemporaryFile("r+") as out:
        arguments = ("--function-name", function, "--invocation-type", kind, "--payload", json.dumps(payload), out.name)
        return aws("lambda", "invoke", *arguments), out.read()


answer = aws("sts", "get-caller-identity", profile="jobs-local-invoke")
check("cli: assume-role, by profile", ":assumed-role/" in answer["Arn"], answer)
answer = aws("sts", "assume-role", "--role-arn", outputs["JobsApiInvokeRole"], "--role-session-name", "cli")
check("cli: assume-role", answer["Credentials"]["AccessKeyId"].startswith("ASIA"), answer)
answer = aws("cloudformation", "describe-stacks")
check("cli: describe-stacks", outputs["JobsApiEndpoint"] in json.dumps(answer), answer)

bus, archive, failed, replay = outputs["FailedJobsEventBus"], outputs["FailedJobsArchive"], new_id(), f"cli-{new_id()}"
prefix = outputs["JobsTable"].rsplit("-", 2)[0][:20]
rule = aws("events", "list-rules", "--event-bus-name", bus, "--name-prefix", prefix)["Rules"][0]["Name"]
error_handler = aws("events", "list-targets-by-rule", "--event-bus-name", bus, "--rule", rule)["Targets"][0]["Arn"]

first, second = new_id(), new_id()
meta, payload = invoke(error_handler, "RequestResponse", failure_record(first))
check("cli: invoke", meta["StatusCode"] == 200 and json.loads(payload)["outcome"] == "recorded", (meta, payload))
meta, payload = invoke(error_handler, "Event", failure_record(second))
check("cli: invoke, Event", meta["StatusCode"] == 202 and payload == "", (meta, payload))
check("cli: get-item", is_failure(get_item(first)), get_item(first))
eventually("cli: the event has run", lambda: get_item(second), is_failure)
answer = aws("dynamodb", "scan", "--table-name", outputs["JobsTable"])
check("cli: scan", {first, second} <= {item["id"]["S"] for item in answer["Items"]}, answer)

answer = aws("events", "put-events", "--entries", json.dumps([failed_event(failed, bus)]))
check("cli: put-events", answer["FailedEntryCount"] == 0, answer)
eventually("cli: list-archives", lambda: aws("events", "list-archives"), lambda a: a["Archives"][0]["EventCount"] > 0)
window = ("--event-start-time", str(int(time.time()) - 600), "--event-end-time", str(int(time.time()) + 600))
source = ("--event-source-arn", archive, "--destination", f"Arn={bus}")
answer = aws("events", "start-replay", "--replay-name", replay, *source, *window)
check("cli: start-replay", answer["State"] == "STARTING", answer)
describe = ("events", "describe-replay", "--replay-name", replay)
eventually("cli: describe-replay", lambda: aws(*describe), lambda answer: answer["State"] == "COMPLETED")
eventually("cli: the replayed failure is recorded", lambda: get_item(failed), is_failure)
