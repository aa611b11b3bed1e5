"""boto3 against SNS in a running stack, with SQS subscribers; expectations are from the API references."""
import json

from expectations import Expectations, powerless, session
from support import outputs, stack

sns, sqs = session.client("sns"), session.client("sqs")
expect = Expectations("boto3 sns")
is_true, refused = expect.is_true, expect.refused
topic, queue, other_queue = outputs["Topic"], outputs["QueueArn"], outputs["OtherQueueArn"]
report = {"kind": {"DataType": "String", "StringValue": "report"}, "pages": {"DataType": "Number", "StringValue": "3"}}


def received(url):
    """Receives and deletes the messages of a queue."""
    arguments = {"MaxNumberOfMessages": 10, "MessageAttributeNames": ["All"]}
    messages = sqs.receive_message(QueueUrl=url, **arguments).get("Messages", [])
    for message in messages:
        sqs.delete_message(QueueUrl=url, ReceiptHandle=message["ReceiptHandle"])
    return messages


def of_the_template():
    answer = [each["TopicArn"] for each in sns.list_topics()["Topics"]]
    is_true("list_topics", answer == [topic], answer)
    answer = sns.get_topic_attributes(TopicArn=topic)["Attributes"]
    found = answer["DisplayName"], answer["SubscriptionsConfirmed"], answer["Owner"]
    is_true("get_topic_attributes", found == ("Checks", "1", stack["accountId"]), answer)
    answer = sns.list_subscriptions_by_topic(TopicArn=topic)["Subscriptions"]
    found = [(each["SubscriptionArn"], each["Protocol"], each["Endpoint"]) for each in answer]
    is_true("list_subscriptions_by_topic", found == [(outputs["Raw"], "sqs", queue)], answer)
    answer = sns.get_subscription_attributes(SubscriptionArn=outputs["Raw"])["Attributes"]
    is_true("get_subscription_attributes", answer["RawMessageDelivery"] == "true", answer)


def raw_delivery():
    binary = {"bytes": {"DataType": "Binary", "BinaryValue": b"\x00\x01"}}
    answer = sns.publish(TopicArn=topic, Message="Test msg", MessageAttributes={**report, **binary})
    is_true("publish", len(answer["MessageId"]) == 36, answer)
    # boto3 itself checks the MD5 of body and attributes.
    messages = received(outputs["Queue"])
    found = [(each["Body"], each["MessageAttributes"]) for each in messages]
    is_true("receive_message, raw", found == [("Test msg", {**report, **binary})], messages)
    entries = [{"Id": str(number), "Message": f"m{number}"} for number in range(3)]
    answer = sns.publish_batch(TopicArn=topic, PublishBatchRequestEntries=entries)
    found = [each["Id"] for each in answer["Successful"]], answer.get("Failed", [])
    is_true("publish_batch", found == (["0", "1", "2"], []), answer)
    found = sorted(each["Body"] for each in received(outputs["Queue"]))
    is_true("receive_message, the batch", found == ["m0", "m1", "m2"], found)


def subscriptions():
    subscribe = {"TopicArn": topic, "Protocol": "sqs", "Endpoint": other_queue}
    arn = sns.subscribe(**subscribe, ReturnSubscriptionArn=True)["SubscriptionArn"]
    is_true("subscribe", arn.startswith(f"{topic}:"), arn)
    is_true("subscribe, the same again", sns.subscribe(**subscribe)["SubscriptionArn"] == arn)
    sns.publish(TopicArn=topic, Subject="About", Message="text", MessageAttributes=report)
    body = json.loads(received(outputs["OtherQueue"])[0]["Body"])
    found = {name: body[name] for name in ("Type", "TopicArn", "Subject", "Message", "MessageAttributes")}
    attributes = {"kind": {"Type": "String", "Value": "report"}, "pages": {"Type": "Number", "Value": "3"}}
    expected = {"Type": "Notification", "TopicArn": topic, "Subject": "About", "Message": "text"}
    is_true("receive_message, the envelope", found == {**expected, "MessageAttributes": attributes}, body)

    def filtered(policy, messages, scope="MessageAttributes"):
        change = {"SubscriptionArn": arn, "AttributeName": "FilterPolicyScope", "AttributeValue": scope}
        sns.set_subscription_attributes(**{**change, "AttributeName": "FilterPolicy", "AttributeValue": "{}"})
        sns.set_subscription_attributes(**change)
        arguments = {**change, "AttributeName": "FilterPolicy", "AttributeValue": json.dumps(policy)}
        sns.set_subscription_attributes(**arguments)
        for message in messages:
            sns.publish(TopicArn=topic, **message)
        return [json.loads(each["Body"])["Message"] for each in received(outputs["OtherQueue"])]

    def attributes_of(**values):
        types = {str: "String", int: "Number", list: "String.Array"}
        texts = {name: json.dumps(value) if isinstance(value, list) else str(value) for name, value in values.items()}
        return {name: {"DataType": types[type(values[name])], "StringValue": text} for name, text in texts.items()}

    messages = [
        {"Message": "none"},
        {"Message": "report", "MessageAttributes": attributes_of(kind="report", pages=3)},
        {"Message": "invoice", "MessageAttributes": attributes_of(kind="invoice-7", pages=9)},
        {"Message": "list", "MessageAttributes": attributes_of(kind=["letter", "report"])},
    ]
    cases = [
        ("exact", {"kind": ["report"]}, ["report", "list"]),
        ("prefix", {"kind": [{"prefix": "inv"}]}, ["invoice"]),
        ("anything-but", {"kind": [{"anything-but": ["report", "letter"]}]}, ["invoice"]),
        ("numeric", {"pages": [{"numeric": [">", 3, "<=", 9]}]}, ["invoice"]),
        ("exists", {"pages": [{"exists": False}]}, ["none", "list"]),
        ("two keys", {"kind": ["report"], "pages": [{"numeric": ["=", 3]}]}, ["report"]),
    ]
    for what, policy, expected in cases:
        found = filtered(policy, messages)
        is_true(f"set_subscription_attributes, FilterPolicy, {what}", found == expected, found)
    bodies = [{"Message": text} for text in ('{"order":{"total":5}}', '{"order":{"total":50}}', "no JSON")]
    found = filtered({"order": {"total": [{"numeric": [">", 10]}]}}, bodies, "MessageBody")
    is_true("FilterPolicyScope MessageBody", found == ['{"order":{"total":50}}'], found)
    answer = sns.get_subscription_attributes(SubscriptionArn=arn)["Attributes"]
    is_true("get_subscription_attributes, scope", answer["FilterPolicyScope"] == "MessageBody", answer)
    change = {"SubscriptionArn": arn, "AttributeName": "FilterPolicy", "AttributeValue": '{"key":[{"suffix":100}]}'}
    message = "Invalid parameter: FilterPolicy: suffix match pattern must be a string"
    refused("a wrong FilterPolicy", "InvalidParameter", sns.set_subscription_attributes, message=message, **change)
    sns.unsubscribe(SubscriptionArn=arn)
    arguments = {"SubscriptionArn": arn, "message": "Subscription does not exist", "status": 404}
    refused("unsubscribe", "NotFound", sns.get_subscription_attributes, **arguments)
    answer = sns.subscribe(TopicArn=topic, Protocol="email", Endpoint="someone@example.com")
    is_true("subscribe, email", answer["SubscriptionArn"] == "pending confirmation", answer)
    found = [each["SubscriptionArn"] for each in sns.list_subscriptions()["Subscriptions"]]
    is_true("list_subscriptions", found == [outputs["Raw"], "PendingConfirmation"], found)


def topics():
    answer = sns.create_topic(Name="made", Attributes={"DisplayName": "Made"})["TopicArn"]
    is_true("create_topic", answer == topic.replace(":checks", ":made"), answer)
    is_true("create_topic, the same again", sns.create_topic(Name="made")["TopicArn"] == answer)
    sns.set_topic_attributes(TopicArn=answer, AttributeName="DisplayName", AttributeValue="Other")
    is_true("set_topic_attributes", sns.get_topic_attributes(TopicArn=answer)["Attributes"]["DisplayName"] == "Other")
    # The queue policy allows another topic to send, but not this one.
    sqs.purge_queue(QueueUrl=outputs["Queue"])
    sns.subscribe(TopicArn=answer, Protocol="sqs", Endpoint=queue)
    sns.publish(TopicArn=answer, Message="not let in")
    is_true("publish, without the queue's policy", received(outputs["Queue"]) == [])
    sns.delete_topic(TopicArn=answer)
    arguments = {"TopicArn": answer, "status": 404, "message": "Topic does not exist"}
    refused("delete_topic", "NotFound", sns.get_topic_attributes, **arguments)
    refused("publish, no topic", "NotFound", sns.publish, Message="x", **arguments)
    message = "Invalid parameter: Topic Name"
    refused("create_topic, a wrong name", "InvalidParameter", sns.create_topic, message=message, Name="a b")
    arguments = {"Name": "made.fifo", "Attributes": {"FifoTopic": "true"}}
    refused("create_topic, FIFO", "InvalidParameter", sns.create_topic, message="standard topics", **arguments)


def mistakes():
    def wrong(what, message, code="InvalidParameter", **arguments):
        refused(f"publish, {what}", code, sns.publish, message=message, **{"TopicArn": topic, "Message": "x", **arguments})

    wrong("an empty message", "Invalid parameter: Empty message", Message="")
    wrong("too long", "Invalid parameter: Message too long", Message="x" * 262_145)
    wrong("a wrong subject", "Invalid parameter: Subject", Subject="a\nb")
    message = "Invalid parameter: Message Structure - No default entry in JSON message body"
    wrong("no default", message, MessageStructure="json", Message='{"sqs":"x"}')
    message = "Invalid parameter: TopicArn Reason: An ARN must have at least 6 elements, not 2"
    wrong("no ARN", message, TopicArn="a:b")
    attributes = {"a": {"DataType": "Text", "StringValue": "x"}}
    message = "The message attribute 'a' has an invalid message attribute type"
    wrong("a wrong attribute", message, "ParameterValueInvalid", MessageAttributes=attributes)
    subscribe = {"TopicArn": topic, "Endpoint": outputs["Queue"], "message": "Invalid parameter: SQS endpoint ARN"}
    refused("subscribe, a URL", "InvalidParameter", sns.subscribe, Protocol="sqs", **subscribe)
    entries = [{"Id": "a", "Message": "x"}, {"Id": "a", "Message": "y"}]
    arguments = {"TopicArn": topic, "PublishBatchRequestEntries": entries}
    refused("publish_batch, the same id", "BatchEntryIdsNotDistinct", sns.publish_batch, **arguments)
    sns.publish(TopicArn=topic, MessageStructure="json", Message='{"default":"d","sqs":"for queues"}')
    found = [each["Body"] for each in received(outputs["Queue"])]
    is_true("publish, a text for each protocol", found == ["for queues"], found)


def permissions():
    other = powerless("sns")
    code = "AuthorizationError"
    expect.denied("publish", code, other.publish, "SNS:Publish", status=403, TopicArn=topic, Message="x")
    expect.denied("list_topics", code, other.list_topics, "SNS:ListTopics", status=403)


of_the_template()
raw_delivery()
subscriptions()
topics()
mistakes()
permissions()
