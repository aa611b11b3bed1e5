"""All that the emulated account has, of the services that the stack uses."""
import boto3

lists = {
    "table": ("dynamodb", "list_tables", "TableNames", None),
    "function": ("lambda", "list_functions", "Functions", "FunctionName"),
    "iam role": ("iam", "list_roles", "Roles", "RoleName"),
    "log group": ("logs", "describe_log_groups", "logGroups", "logGroupName"),
    "api": ("apigateway", "get_rest_apis", "items", "id"),
    "bus": ("events", "list_event_buses", "EventBuses", "Name"),
    "archive": ("events", "list_archives", "Archives", "ArchiveName"),
    "queue": ("sqs", "list_queues", "QueueUrls", None),
    "topic": ("sns", "list_topics", "Topics", "TopicArn"),
    "alarm": ("cloudwatch", "describe_alarms", "MetricAlarms", "AlarmName"),
    "dashboard": ("cloudwatch", "list_dashboards", "DashboardEntries", "DashboardName"),
}


def inventory():
    found = set()
    for kind, (service, operation, key, name) in lists.items():
        answer = getattr(boto3.client(service), operation)()
        found |= {(kind, item[name] if name else item) for item in answer.get(key, [])}
    kms = boto3.client("kms")
    for key in kms.list_keys()["Keys"]:
        if kms.describe_key(KeyId=key["KeyId"])["KeyMetadata"]["KeyState"] != "PendingDeletion":
            found.add(("key", key["KeyId"]))
    return found
