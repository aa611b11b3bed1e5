"""Runs jobs on the deployed functions, without the gateway, which the emulator does not have to this extent."""
import json
import time
import uuid

import boto3
from checks import check, eventually
from processes import here, nx, run
from stack import Stack

functions, tables, events = boto3.client("lambda"), boto3.resource("dynamodb"), boto3.client("events")


class Jobs:
    def __init__(self, stack: Stack):
        self.stack = stack
        self.table = tables.Table(stack.outputs["JobsTable"])
        invoked = stack.invoked_functions()
        self.processor, self.error_handler = invoked["Processor"], invoked["ErrorHandler"]

    def submit(self, seconds):
        """Does what the gateway does: renders the deployed method's template, and invokes what its integration names."""
        template = self.stack.submission()["requestTemplates"]["application/json"]
        request = {"template": template,
                   "body": json.dumps({"seconds": seconds}), "requestId": str(uuid.uuid4()), "now": now_ms()}
        code, event = run("node", "--conditions=@jobs/source", str(here / "render-request.mjs"), json.dumps(request))
        if code != 0:
            raise SystemExit(event)
        self.invoke(self.processor, json.loads(event))
        return json.loads(event)["id"]

    def invoke(self, function, event):
        answer = functions.invoke(FunctionName=function, InvocationType="Event", Payload=json.dumps(event))
        check("an event is accepted", answer["StatusCode"] == 202, answer)

    def find(self, job):
        return self.table.get_item(Key={"id": job}, ConsistentRead=True).get("Item", {})

    def ends(self, what, job, status):
        ended = ("Success", "Failure")
        item = eventually(f"{what} ends", lambda: self.find(job), lambda item: item.get("status") in ended)
        check(f"{what} ends in {status}", item["status"] == status, item)
        return item

    def archived(self):
        return events.describe_archive(ArchiveName=self.stack.the("AWS::Events::Archive"))["EventCount"]


def now_ms():
    return int(time.time() * 1000)


def check_a_job(stack, message):
    jobs = Jobs(stack)
    item = jobs.ends("a job of a second", jobs.submit(1), "Success")
    check("its result is stored", json.loads(item["results"]) == {"message": message}, item)


def check_failures(stack):
    jobs = Jobs(stack)
    settings = stack.properties(next(name for name in stack.of_type("AWS::Lambda::Function") if "Processor" in name))
    item = jobs.ends("a job over the time limit", jobs.submit(settings["Timeout"] + 1), "Failure")
    check("its error came by the failure record", item["error"]["type"] == "JobTooLongError", item)

    before = jobs.archived()
    jobs.invoke(jobs.processor, {})
    eventually("a failure that names no job is archived", jobs.archived, lambda count: count == before + 1)

    job = f"{now_ms()}-{uuid.uuid4()}"
    jobs.table.put_item(Item=lost_attempt(job))
    jobs.invoke(jobs.error_handler, failure_record(job))
    eventually("the failure of a job that may be running is archived", jobs.archived, lambda count: count == before + 2)
    check("the job is left alone", jobs.find(job)["status"] == "Running", jobs.find(job))
    time.sleep(lease_seconds)
    code, output = nx("replay", "infra", "--until=0m")
    check("npx nx replay infra", code == 0 and "COMPLETED" in output, output)
    jobs.ends("the job of the replayed event", job, "Failure")


lease_seconds = 3


def lost_attempt(job):
    """The record of a job whose attempt may be alive for some seconds more."""
    return {
        "id": job, "status": "Running", "parameters": '{"seconds":1}', "createdAt": "2026-01-01T00:00:00.000Z",
        "startedAt": "2026-01-01T00:00:00.000Z", "owner": f"request-{job}", "attempt": str(uuid.uuid4()),
        "claimedAt": now_ms(), "retried": False, "leaseExpiresAt": int(time.time()) + lease_seconds,
    }


def failure_record(job):
    """What Lambda sends for a second delivery of the event of `lost_attempt`."""
    return {
        "version": "1.0", "timestamp": "2026-01-01T00:00:00.000Z",
        "requestContext": {"requestId": f"request-{job}", "functionArn": "", "condition": "RetriesExhausted", "approximateInvokeCount": 1},
        "requestPayload": {"id": job, "acceptedAt": now_ms(), "parameters": {"seconds": 1}},
        "responseContext": {"statusCode": 200, "executedVersion": "$LATEST", "functionError": "Unhandled"},
        "responsePayload": {"errorType": "JobStillRunningError", "errorMessage": "An earlier attempt of this job may still be running."},
    }
