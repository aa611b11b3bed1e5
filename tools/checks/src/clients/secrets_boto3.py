"""boto3 against Secrets Manager in a running stack; expectations are from its API reference."""
import json
import re
import time
import uuid

from expectations import Expectations, powerless, session
from support import outputs

secrets = session.client("secretsmanager")
expect = Expectations("boto3 secretsmanager")
is_true, refused = expect.is_true, expect.refused
generated = outputs["Generated"]


def of_the_template():
    answer = secrets.get_secret_value(SecretId="checks/generated")
    value = json.loads(answer["SecretString"])
    is_true("get_secret_value, generated", value["username"] == "jobs" and len(value["password"]) == 32, answer["ARN"])
    is_true("get_secret_value, its labels", answer["VersionStages"] == ["AWSCURRENT"], answer["ARN"])
    is_true("get_secret_value, its ARN", re.search(r":secret:checks/generated-\w{6}$", answer["ARN"]), answer["ARN"])
    is_true("get_secret_value, by ARN", secrets.get_secret_value(SecretId=generated)["VersionId"] == answer["VersionId"])
    partial = generated.rsplit("-", 1)[0]
    is_true("get_secret_value, by partial ARN", secrets.get_secret_value(SecretId=partial)["ARN"] == generated)
    answer = secrets.get_secret_value(SecretId=outputs["Given"])
    is_true("get_secret_value, SecretString", answer["SecretString"] == "text of the template", answer)
    answer = secrets.get_secret_value(SecretId="checks/imported")
    is_true("get_secret_value, a local value", json.loads(answer["SecretString"]) == {"key": "value"}, answer)
    answer = secrets.describe_secret(SecretId=generated)
    tags = [{"Key": "team", "Value": "jobs"}]
    is_true("describe_secret", (answer["Description"], answer["Tags"]) == ("Made by the template", tags), answer)
    is_true("describe_secret, labels", list(answer["VersionIdsToStages"].values()) == [["AWSCURRENT"]], answer)
    is_true("describe_secret has no value", "SecretString" not in answer, answer)


def versions():
    first, second = str(uuid.uuid4()), str(uuid.uuid4())
    create = {"Name": "checks/versions", "SecretString": "one", "ClientRequestToken": first}
    answer = secrets.create_secret(**create, Description="d", Tags=[{"Key": "a", "Value": "1"}])
    is_true("create_secret", (answer["Name"], answer["VersionId"]) == ("checks/versions", first), answer)
    arn = answer["ARN"]
    is_true("create_secret, the same again", secrets.create_secret(**create)["VersionId"] == first)
    message = "The operation failed because the secret checks/versions already exists."
    other = {"Name": "checks/versions", "SecretString": "two"}
    refused("create_secret, one more", "ResourceExistsException", secrets.create_secret, message=message, **other)
    put = {"SecretId": arn, "SecretString": "two", "ClientRequestToken": second}
    answer = secrets.put_secret_value(**put)
    is_true("put_secret_value", (answer["VersionId"], answer["VersionStages"]) == (second, ["AWSCURRENT"]), answer)
    is_true("put_secret_value, the same again", secrets.put_secret_value(**put)["VersionId"] == second)
    arguments = {**put, "SecretString": "three"}
    refused("put_secret_value, another", "ResourceExistsException", secrets.put_secret_value, **arguments)
    is_true("get_secret_value, current", secrets.get_secret_value(SecretId=arn)["SecretString"] == "two")
    answer = secrets.get_secret_value(SecretId=arn, VersionStage="AWSPREVIOUS")
    is_true("get_secret_value, previous", (answer["SecretString"], answer["VersionId"]) == ("one", first), answer)
    answer = secrets.get_secret_value(SecretId=arn, VersionId=first)
    is_true("get_secret_value, by version", answer["VersionStages"] == ["AWSPREVIOUS"], answer)
    arguments = {"SecretId": arn, "VersionId": first, "VersionStage": "AWSCURRENT"}
    message = "You provided a VersionStage that is not associated to the provided VersionId."
    refused("get_secret_value, both", "InvalidRequestException", secrets.get_secret_value, message=message, **arguments)
    message = "Secrets Manager can't find the specified secret value for staging label: AWSPENDING"
    arguments = {"SecretId": arn, "VersionStage": "AWSPENDING", "message": message}
    refused("get_secret_value, no label", "ResourceNotFoundException", secrets.get_secret_value, **arguments)
    answer = secrets.put_secret_value(SecretId=arn, SecretBinary=b"\x00\x01", VersionStages=["AWSPENDING"])
    pending = answer["VersionId"]
    is_true("put_secret_value, a label", answer["VersionStages"] == ["AWSPENDING"], answer)
    answer = secrets.get_secret_value(SecretId=arn, VersionStage="AWSPENDING")
    is_true("get_secret_value, binary", answer["SecretBinary"] == b"\x00\x01" and "SecretString" not in answer, answer)
    move = {"SecretId": arn, "VersionStage": "AWSCURRENT", "MoveToVersionId": pending, "RemoveFromVersionId": second}
    secrets.update_secret_version_stage(**move)
    listed = secrets.list_secret_version_ids(SecretId=arn)["Versions"]
    found = {each["VersionId"]: sorted(each["VersionStages"]) for each in listed}
    expected = {second: ["AWSPREVIOUS"], pending: ["AWSCURRENT", "AWSPENDING"]}
    is_true("update_secret_version_stage, list_secret_version_ids", found == expected, found)
    listed = secrets.list_secret_version_ids(SecretId=arn, IncludeDeprecated=True)["Versions"]
    is_true("list_secret_version_ids, deprecated", len(listed) == 3, listed)
    answer = secrets.update_secret(SecretId=arn, Description="e", SecretString="four")
    is_true("update_secret", secrets.get_secret_value(SecretId=arn)["VersionId"] == answer["VersionId"], answer)
    is_true("update_secret, description", secrets.describe_secret(SecretId=arn)["Description"] == "e")
    secrets.tag_resource(SecretId=arn, Tags=[{"Key": "b", "Value": "2"}])
    secrets.untag_resource(SecretId=arn, TagKeys=["a"])
    answer = secrets.describe_secret(SecretId=arn)["Tags"]
    is_true("tag_resource, untag_resource", answer == [{"Key": "b", "Value": "2"}], answer)


def deletion():
    arguments = {"SecretId": "checks/versions", "message": "between 7 and 30 days"}
    refused("delete_secret, days", "InvalidParameterException", secrets.delete_secret, RecoveryWindowInDays=3, **arguments)
    answer = secrets.delete_secret(SecretId="checks/versions", RecoveryWindowInDays=7)
    days = (answer["DeletionDate"].timestamp() - time.time()) / 86400
    is_true("delete_secret", 6.9 < days < 7.1, answer)
    message = "You can't perform this operation on the secret because it was marked for deletion."
    arguments = {"SecretId": "checks/versions", "message": message}
    refused("get_secret_value, deleted", "InvalidRequestException", secrets.get_secret_value, **arguments)
    is_true("describe_secret, deleted", "DeletedDate" in secrets.describe_secret(SecretId="checks/versions"))
    message = "You can't create this secret because a secret with this name is already scheduled for deletion."
    arguments = {"Name": "checks/versions", "message": message}
    refused("create_secret, deleted", "InvalidRequestException", secrets.create_secret, **arguments)
    names = [each["Name"] for each in secrets.list_secrets()["SecretList"]]
    is_true("list_secrets, without deleted", "checks/versions" not in names, names)
    answer = secrets.restore_secret(SecretId="checks/versions")
    is_true("restore_secret", secrets.get_secret_value(SecretId=answer["ARN"])["SecretString"] == "four", answer)
    secrets.delete_secret(SecretId="checks/versions", ForceDeleteWithoutRecovery=True)
    message = "Secrets Manager can't find the specified secret."
    arguments = {"SecretId": "checks/versions", "message": message}
    refused("get_secret_value, none", "ResourceNotFoundException", secrets.get_secret_value, **arguments)
    arguments["message"] = 'add "checks/versions": "…" to "secrets" in '
    refused("get_secret_value, the file", "ResourceNotFoundException", secrets.get_secret_value, **arguments)


def lists():
    answer = secrets.list_secrets(Filters=[{"Key": "name", "Values": ["checks/"]}], SortOrder="asc")
    names = {each["Name"] for each in answer["SecretList"]}
    is_true("list_secrets, by name", names == {"checks/generated", "checks/imported"}, names)
    answer = secrets.list_secrets(Filters=[{"Key": "tag-key", "Values": ["team"]}])["SecretList"]
    is_true("list_secrets, by tag", [each["Name"] for each in answer] == ["checks/generated"], answer)
    pages = list(secrets.get_paginator("list_secrets").paginate(PaginationConfig={"PageSize": 1}))
    is_true("list_secrets, pages", len(pages) >= 3 and all(len(page["SecretList"]) == 1 for page in pages), len(pages))
    answer = secrets.batch_get_secret_value(SecretIdList=["checks/imported", "checks/none"])
    found = [each["Name"] for each in answer["SecretValues"]], [each["ErrorCode"] for each in answer["Errors"]]
    is_true("batch_get_secret_value", found == (["checks/imported"], ["ResourceNotFoundException"]), found)
    answer = secrets.get_random_password(PasswordLength=20, ExcludePunctuation=True)["RandomPassword"]
    is_true("get_random_password", re.fullmatch(r"[A-Za-z0-9]{20}", answer), answer)
    refused("create_secret, a wrong name", "ValidationException", secrets.create_secret, Name="a b", message="Invalid name.")


def permissions():
    other = powerless("secretsmanager")
    action = "secretsmanager:GetSecretValue"
    expect.denied("get_secret_value", "AccessDeniedException", other.get_secret_value, action, SecretId=generated)
    expect.denied("list_secrets", "AccessDeniedException", other.list_secrets, "secretsmanager:ListSecrets")
    arguments = {"SecretId": "checks/none"}
    expect.denied("get_secret_value, none", "AccessDeniedException", other.get_secret_value, action, **arguments)


of_the_template()
versions()
deletion()
lists()
permissions()
