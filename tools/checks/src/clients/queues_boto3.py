"""boto3 against SQS in a running stack; expectations are from its API reference."""
from checks import eventually
from expectations import Expectations, powerless, session
from support import outputs, stack

sns, sqs = session.client("sns"), session.client("sqs")
expect = Expectations("boto3 sqs")
is_true, refused = expect.is_true, expect.refused
url = outputs["Queue"]

is_true("get_queue_url", sqs.get_queue_url(QueueName="checks")["QueueUrl"] == f"{stack['endpoint']}/{stack['accountId']}/checks")
found = [each.rsplit("/", 1)[1] for each in sqs.list_queues(QueueNamePrefix="checks")["QueueUrls"]]
is_true("list_queues", found == ["checks", "checks-other"], found)
answer = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["All"])["Attributes"]
is_true("get_queue_attributes", (answer["QueueArn"], answer["VisibilityTimeout"]) == (outputs["QueueArn"], "1"), answer)
is_true("receive_message, nothing", "Messages" not in sqs.receive_message(QueueUrl=url))

sns.publish(TopicArn=outputs["Topic"], Message="a")
first = sqs.receive_message(QueueUrl=url, AttributeNames=["All"])["Messages"][0]
is_true("receive_message", (first["Body"], first["Attributes"]["ApproximateReceiveCount"]) == ("a", "1"), first)
is_true("receive_message, in flight", "Messages" not in sqs.receive_message(QueueUrl=url))
answer = eventually(
    "boto3 sqs: receive_message, after the visibility timeout",
    lambda: sqs.receive_message(QueueUrl=url, AttributeNames=["All"]).get("Messages", []),
    lambda messages: [each["MessageId"] for each in messages] == [first["MessageId"]],
)
sqs.delete_message(QueueUrl=url, ReceiptHandle=answer[0]["ReceiptHandle"])
names = ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"]
answer = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=names)["Attributes"]
is_true("delete_message", list(answer.values()) == ["0", "0"], answer)
sns.publish(TopicArn=outputs["Topic"], Message="b")
sqs.purge_queue(QueueUrl=url)
is_true("purge_queue", "Messages" not in sqs.receive_message(QueueUrl=url))

code = "AWS.SimpleQueueService.NonExistentQueue"
refused("get_queue_url, none", code, sqs.get_queue_url, message="does not exist", QueueName="none")
refused("receive_message, too many", "InvalidParameterValue", sqs.receive_message, QueueUrl=url, MaxNumberOfMessages=11)
other = powerless("sqs")
expect.denied("receive_message", "AccessDeniedException", other.receive_message, "sqs:ReceiveMessage", QueueUrl=url)
