"""What the emulator can't do, and AWS does. Each gap is looked for: one that is closed must be removed here.

Besides these: its gateway renders none of our mapping templates, validates no body, and looks only whether there is a
signature (gateway.py), so that the jobs do not go through it (jobs.py); its asynchronous invocation is replaced
(asynchronous_invocation.py); and it has no alarms on metric math (metric_math.py).
"""

#: Types of the template that its CloudFormation does not know, with the module here that makes and deletes them.
MISSING_TYPES = {
    # It has archives and replays, by the API of EventBridge only.
    "AWS::Events::Archive": "archive",
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
