"""Runs jobs on the deployed functions without the gateway, which the emulator does not fully support."""
import json
import time
import uuid

import boto3
from checks import check, eventually
from failed_jobs import failed_event, new_id
from processes import nx, typescript
from stack import Stack

functions, tables, events = boto3.client("lambda"), boto3.resource("dynamodb"), boto3.client("events")


class Jobs:
    def __init__(self, stack: Stack):
        self.stack = stack
        self.table = tables.Table(stack.outputs["JobsTable"])
        self.processor = stack.invoked_functions()["Processor"]

    def submit(self, seconds):
        """Does what the gateway does: renders the deployed method's template, and invokes what its integration names."""
        template = self.stack.submission()["requestTemplates"]["application/json"]
        request = {"template": template,
                   "body": json.dumps({"seconds": seconds}), "requestId": str(uuid.uuid4()), "now": now_ms()}
        code, event = typescript("render-request.ts", json.dumps(request))
        if code != 0:
            raise SystemExit(event)
        answer = functions.invoke(FunctionName=self.processor, InvocationType="Event", Payload=event)
        check("an event is accepted", answer["StatusCode"] == 202, answer)
        return json.loads(event)["id"]

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
    check("its result is stored", json.loads(item["results"])["message"].startswith(message), item)


def check_replay(stack):
    """An event like the one Lambda sends when the error handler also fails is archived and can be replayed."""
    jobs = Jobs(stack)
    before = jobs.archived()
    job = new_id()
    answer = events.put_events(Entries=[failed_event(job, stack.outputs["FailedJobsEventBus"])])
    check("a failure is put on the bus", answer["FailedEntryCount"] == 0, answer)
    eventually("it is archived", jobs.archived, lambda count: count == before + 1)
    check("no rule matches it before the replay", jobs.find(job) == {}, jobs.find(job))
    _, output = nx("replay", "infra", "--until=0m")
    # The emulator does not return the last replayed event, so the command reports that there was none.
    check("npx nx replay infra", "COMPLETED" in output and "Nothing was replayed" in output, output)
    item = jobs.ends("the job of the replayed event", job, "Failure")
    check("its error is that of the event", item["error"]["type"] == "Broken", item)
