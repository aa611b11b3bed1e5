"""The AWS CLI against secrets, parameters, topics and queues of a running stack."""
import json
import subprocess

from checks import check
from support import outputs, stack


def run(*arguments):
    # Version 1 of the CLI does not read the SQS endpoint from the profile.
    endpoint = ["--endpoint-url", stack["endpoint"]] if arguments[0] == "sqs" else []
    command = ["aws", *arguments, *endpoint, "--profile", "jobs-local", "--output", "json"]
    return subprocess.run(command, capture_output=True, text=True)


def aws(*arguments):
    done = run(*arguments)
    if done.returncode != 0:
        raise SystemExit(f"aws {' '.join(arguments)}: {done.stderr}")
    return json.loads(done.stdout or "{}")


def is_true(what, holds, answer=None):
    check(f"cli {what}", holds, answer)


def refused(what, code, *arguments):
    done = run(*arguments)
    is_true(what, done.returncode != 0 and f"({code})" in done.stderr, done.stderr or done.stdout)


def secrets():
    secret = ("--secret-id", "cli/secret")
    answer = aws("secretsmanager", "create-secret", "--name", "cli/secret", "--secret-string", "one")
    is_true("secretsmanager: create-secret", answer["Name"] == "cli/secret", answer)
    answer = aws("secretsmanager", "put-secret-value", *secret, "--secret-string", "two")
    is_true("secretsmanager: put-secret-value", answer["VersionStages"] == ["AWSCURRENT"], answer)
    answer = aws("secretsmanager", "get-secret-value", *secret)
    is_true("secretsmanager: get-secret-value", answer["SecretString"] == "two", answer)
    answer = aws("secretsmanager", "get-secret-value", *secret, "--version-stage", "AWSPREVIOUS")
    is_true("secretsmanager: get-secret-value, previous", answer["SecretString"] == "one", answer)
    answer = aws("secretsmanager", "describe-secret", "--secret-id", outputs["Generated"])
    is_true("secretsmanager: describe-secret", answer["Name"] == "checks/generated", answer)
    answer = aws("secretsmanager", "list-secrets", "--filters", "Key=name,Values=cli/")
    is_true("secretsmanager: list-secrets", len(answer["SecretList"]) == 1, answer)
    answer = aws("secretsmanager", "get-random-password", "--password-length", "12")
    is_true("secretsmanager: get-random-password", len(answer["RandomPassword"]) == 12, answer)
    answer = aws("secretsmanager", "delete-secret", *secret, "--force-delete-without-recovery")
    is_true("secretsmanager: delete-secret", "DeletionDate" in answer, answer)
    code = "ResourceNotFoundException"
    refused("secretsmanager: get-secret-value, none", code, "secretsmanager", "get-secret-value", *secret)


def parameters():
    name = ("--name", "/cli/text")
    answer = aws("ssm", "put-parameter", *name, "--value", "one", "--type", "SecureString")
    is_true("ssm: put-parameter", answer["Version"] == 1, answer)
    answer = aws("ssm", "get-parameter", *name, "--with-decryption")["Parameter"]
    is_true("ssm: get-parameter", (answer["Value"], answer["Type"]) == ("one", "SecureString"), answer)
    answer = aws("ssm", "get-parameters", "--names", "/checks/text", "/cli/none")
    is_true("ssm: get-parameters", answer["InvalidParameters"] == ["/cli/none"], answer)
    answer = aws("ssm", "get-parameters-by-path", "--path", "/cli")["Parameters"]
    is_true("ssm: get-parameters-by-path", [each["Name"] for each in answer] == ["/cli/text"], answer)
    answer = aws("ssm", "describe-parameters", "--parameter-filters", "Key=Name,Values=/cli/text")["Parameters"]
    is_true("ssm: describe-parameters", answer[0]["Type"] == "SecureString", answer)
    refused("ssm: put-parameter, once more", "ParameterAlreadyExists", "ssm", "put-parameter", *name, "--value", "two")
    aws("ssm", "delete-parameter", *name)
    refused("ssm: get-parameter, none", "ParameterNotFound", "ssm", "get-parameter", *name)


def topics_and_queues():
    topic, queue = ("--topic-arn", outputs["Topic"]), ("--queue-url", outputs["Queue"])
    answer = aws("sns", "list-topics")
    is_true("sns: list-topics", outputs["Topic"] in json.dumps(answer), answer)
    attributes = json.dumps({"kind": {"DataType": "String", "StringValue": "report"}})
    answer = aws("sns", "publish", *topic, "--message", "text", "--message-attributes", attributes)
    is_true("sns: publish", "MessageId" in answer, answer)
    answer = aws("sqs", "receive-message", *queue, "--message-attribute-names", "All")["Messages"]
    is_true("sqs: receive-message", answer[0]["Body"] == "text", answer)
    is_true("sqs: receive-message, attributes", answer[0]["MessageAttributes"] == json.loads(attributes), answer)
    aws("sqs", "delete-message", *queue, "--receipt-handle", answer[0]["ReceiptHandle"])
    answer = aws("sqs", "get-queue-attributes", *queue, "--attribute-names", "ApproximateNumberOfMessages")["Attributes"]
    is_true("sqs: delete-message", answer == {"ApproximateNumberOfMessages": "0"}, answer)
    endpoint = ("--protocol", "sqs", "--notification-endpoint", outputs["OtherQueueArn"])
    arn = aws("sns", "subscribe", *topic, *endpoint)["SubscriptionArn"]
    answer = aws("sns", "list-subscriptions-by-topic", *topic)
    is_true("sns: subscribe, list-subscriptions-by-topic", arn in json.dumps(answer), answer)
    aws("sns", "unsubscribe", "--subscription-arn", arn)
    arguments = ("sns", "get-subscription-attributes", "--subscription-arn", arn)
    refused("sns: unsubscribe", "NotFound", *arguments)
    answer = aws("sqs", "list-queues", "--queue-name-prefix", "checks")["QueueUrls"]
    is_true("sqs: list-queues", len(answer) == 2, answer)
    code = "AWS.SimpleQueueService.NonExistentQueue"
    refused("sqs: get-queue-url, none", code, "sqs", "get-queue-url", "--queue-name", "none")


secrets()
parameters()
topics_and_queues()
