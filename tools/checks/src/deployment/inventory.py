"""All resources in the emulated account, for the services that the stack uses."""
import boto3

#: By CloudFormation type: service, operation, the member with the list, and that with the physical id.
lists = {
    "AWS::ApiGateway::RestApi": ("apigateway", "get_rest_apis", "items", "id"),
    "AWS::CloudWatch::Alarm": ("cloudwatch", "describe_alarms", "MetricAlarms", "AlarmName"),
    "AWS::CloudWatch::Dashboard": ("cloudwatch", "list_dashboards", "DashboardEntries", "DashboardName"),
    "AWS::DynamoDB::Table": ("dynamodb", "list_tables", "TableNames", None),
    "AWS::Events::Archive": ("events", "list_archives", "Archives", "ArchiveName"),
    "AWS::Events::EventBus": ("events", "list_event_buses", "EventBuses", "Name"),
    "AWS::IAM::Role": ("iam", "list_roles", "Roles", "RoleName"),
    "AWS::Lambda::Function": ("lambda", "list_functions", "Functions", "FunctionName"),
    "AWS::Logs::LogGroup": ("logs", "describe_log_groups", "logGroups", "logGroupName"),
    "AWS::SNS::Topic": ("sns", "list_topics", "Topics", "TopicArn"),
    "AWS::SQS::Queue": ("sqs", "list_queues", "QueueUrls", None),
}
key = "AWS::KMS::Key"


def inventory():
    """Pairs of type and physical id. A key pending deletion counts as deleted."""
    found = set()
    for kind, (service, operation, where, name) in lists.items():
        answer = getattr(boto3.client(service), operation)()
        found |= {(kind, item[name] if name else item) for item in answer.get(where, [])}
    kms = boto3.client("kms")
    for listed in kms.list_keys()["Keys"]:
        if kms.describe_key(KeyId=listed["KeyId"])["KeyMetadata"]["KeyState"] != "PendingDeletion":
            found.add((key, listed["KeyId"]))
    return found
