"""boto3 against a running stack."""
import json
import time

import boto3
from botocore.exceptions import ClientError

from checks import check, eventually
from failed_jobs import failed_event, failure_record, new_id
from support import outputs

session = boto3.Session(profile_name="jobs-local")
table = session.resource("dynamodb").Table(outputs["JobsTable"])
events, functions, sts = session.client("events"), session.client("lambda"), session.client("sts")


def item(job_id):
    return table.get_item(Key={"id": job_id}).get("Item", {})


def is_failure(job):
    return job.get("status") == "Failure"


answer = sts.assume_role(RoleArn=outputs["JobsApiInvokeRole"], RoleSessionName="boto3")
check("boto3: assume_role", answer["Credentials"]["Expiration"].timestamp() > time.time(), answer)
try:
    sts.assume_role(RoleArn=f"{outputs['JobsApiInvokeRole']}x", RoleSessionName="boto3")
    raise SystemExit("boto3: a role that does not exist was assumed")
except ClientError as error:
    check("boto3: assume_role of another role", error.response["Error"]["Code"] == "AccessDenied", error)
answer = session.client("cloudformation").describe_stacks()
check("boto3: describe_stacks", outputs["JobsTable"] in json.dumps(answer, default=str), answer)

bus, archive, failed, replay = outputs["FailedJobsEventBus"], outputs["FailedJobsArchive"], new_id(), f"boto3-{new_id()}"
prefix = outputs["JobsTable"].rsplit("-", 2)[0][:20]
rule = events.list_rules(EventBusName=bus, NamePrefix=prefix)["Rules"][0]["Name"]
error_handler = events.list_targets_by_rule(EventBusName=bus, Rule=rule)["Targets"][0]["Arn"]

first, second = new_id(), new_id()
answer = functions.invoke(FunctionName=error_handler, Payload=json.dumps(failure_record(first)))
check("boto3: invoke", json.load(answer["Payload"]) == {"id": first, "outcome": "recorded"}, answer)
answer = functions.invoke(FunctionName=error_handler, InvocationType="Event", Payload=json.dumps(failure_record(second)))
check("boto3: invoke, Event", answer["StatusCode"] == 202, answer)
check("boto3: get_item", is_failure(item(first)), item(first))
eventually("boto3: the event has run", lambda: item(second), is_failure)
answer = table.scan(ConsistentRead=True)
check("boto3: scan", {first, second} <= {job["id"] for job in answer["Items"]}, answer)

answer = events.put_events(Entries=[failed_event(failed, bus)])
check("boto3: put_events", answer["FailedEntryCount"] == 0, answer)
eventually("boto3: list_archives", lambda: events.list_archives(), lambda a: a["Archives"][0]["EventCount"] > 0)
window = {"EventStartTime": time.time() - 600, "EventEndTime": time.time() + 600}
answer = events.start_replay(ReplayName=replay, EventSourceArn=archive, Destination={"Arn": bus}, **window)
check("boto3: start_replay", answer["State"] == "STARTING", answer)
eventually(
    "boto3: describe_replay",
    lambda: events.describe_replay(ReplayName=replay),
    lambda answer: answer["State"] == "COMPLETED",
)
eventually("boto3: the replayed failure is recorded", lambda: item(failed), is_failure)
