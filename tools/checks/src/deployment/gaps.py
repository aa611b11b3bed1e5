"""What the emulator cannot do and AWS can. None of the emulator's functions is replaced. Where its CloudFormation would
refuse the stack, a handler is registered for the resource type; that of alarms hands on to the emulator's own. A gap that
is looked for and has closed fails the check.

- The failure path of asynchronous invocation. Its failure records have no `requestContext.requestId`, without which the
  error handler cannot tell whose failure it is; each attempt has a request id of its own; every error has the type
  `Runtime.HandlerError`; a destination's function runs without its own settings; an event bus cannot be a destination.
  Retries, failure records, destinations and the archiving of what the error handler could not record are therefore shown
  by the local run alone (`apps/e2e`). Here, an accepted event runs the processor, and an event of the kind that Lambda
  sends to the bus is archived and replayed (jobs.py).
- The gateway renders none of our mapping templates, validates no body, and looks only whether there is a signature
  (gateway.py), so that jobs do not go through it (jobs.py).
- Alarms on metric math: they are only names (metric_math.py).
- Saved queries of logs: they are only names (query_definition.py).
"""

#: Types of the template that its CloudFormation does not know, with the module here that makes and deletes them.
MISSING_TYPES = {
    # It has archives and replays, by the API of EventBridge only.
    "AWS::Events::Archive": "archive",
    "AWS::Events::EventBusPolicy": "event_bus_policy",
    "AWS::Logs::QueryDefinition": "query_definition",
}

#: Properties of the template that its CloudFormation takes and forgets. Nothing here can check them.
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
