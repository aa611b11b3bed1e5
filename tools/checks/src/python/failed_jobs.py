"""Events of failed jobs, as Lambda creates them."""
import json
import time
import uuid


def new_id():
    return f"{int(time.time() * 1000)}-{uuid.uuid4()}"


def failure_record(job_id):
    """The record that Lambda sends when the processor fails."""
    return {
        "timestamp": "2026-01-01T00:00:00.000Z",
        "requestContext": {"requestId": str(uuid.uuid4()), "condition": "RetriesExhausted"},
        "requestPayload": {"id": job_id, "acceptedAt": 1, "parameters": {"seconds": 1}},
        "responsePayload": {"errorType": "Broken", "errorMessage": "by the check"},
    }


def failed_event(job_id, bus):
    """The PutEvents entry that Lambda creates when the error handler also fails."""
    return {
        "Source": "lambda",
        "DetailType": "Lambda Function Invocation Result - Failure",
        "EventBusName": bus,
        "Detail": json.dumps({"requestPayload": failure_record(job_id)}),
    }
