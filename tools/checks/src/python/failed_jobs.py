"""Events of failed jobs, as Lambda makes them."""
import json
import time
import uuid


def new_id():
    return f"{int(time.time() * 1000)}-{uuid.uuid4()}"


def failure_record(job_id):
    """What Lambda hands on when the processor has failed."""
    return {
        "timestamp": "2026-01-01T00:00:00.000Z",
        "requestContext": {"requestId": str(uuid.uuid4()), "condition": "RetriesExhausted"},
        "requestPayload": {"id": job_id, "acceptedAt": 1, "parameters": {"seconds": 1}},
        "responsePayload": {"errorType": "Broken", "errorMessage": "by the check"},
    }


def failed_event(job_id, bus):
    """The entry of PutEvents that Lambda makes when the error handler has failed, too."""
    return {
        "Source": "lambda",
        "DetailType": "Lambda Function Invocation Result - Failure",
        "EventBusName": bus,
        "Detail": json.dumps({"requestPayload": failure_record(job_id)}),
    }
