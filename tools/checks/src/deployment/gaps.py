"""Gaps in the emulator compared to AWS. None of the emulator's functions is replaced. Where its CloudFormation would
reject the stack, a handler is registered for the resource type; the one for alarms delegates to the emulator's own. A gap that
has been closed fails the check, where it is tested.

- The failure path of asynchronous invocation. Its failure records have no `requestContext.requestId`, without which the
  error handler cannot tell whose failure it is; each attempt has its own request id; every error has the type
  `Runtime.HandlerError`; a destination's function runs without its own settings; an event bus cannot be a destination.
  Retries, failure records, destinations and the archiving of what the error handler could not record are therefore shown
  only by the local run (`apps/e2e`). Here, an accepted event runs the processor, and an event of the kind that Lambda
  sends to the bus is archived and replayed (jobs.py).
- The gateway renders none of our mapping templates, validates no body, and checks only whether there is a signature
  (gateway.py), so jobs do not go through it (jobs.py).
- Alarms on metric math: they are only names (metric_math.py).
- Saved queries of logs: they are only names (query_definition.py).
"""

#: Resource types that its CloudFormation does not support, with the module here that creates and deletes them.
MISSING_TYPES = {
    # It supports archives and replays only through the EventBridge API.
    "AWS::Events::Archive": "archive",
    "AWS::Events::EventBusPolicy": "event_bus_policy",
    "AWS::Logs::QueryDefinition": "query_definition",
}

#: Properties that its CloudFormation accepts but does not store, so they cannot be checked here.
NOT_KEPT = {
    ("AWS::ApiGateway::Method", "validator"),
    ("AWS::ApiGateway::RequestValidator", "body"),
    ("AWS::ApiGateway::RequestValidator", "parameters"),
    ("AWS::ApiGateway::RestApi", "endpoint"),
    ("AWS::ApiGateway::Stage", "access log"),
    ("AWS::DynamoDB::Table", "encryption"),
    ("AWS::DynamoDB::Table", "expiry"),
    ("AWS::DynamoDB::Table", "its key"),
    ("AWS::DynamoDB::Table", "recovery"),
    ("AWS::Lambda::Function", "reserved concurrency"),
}
