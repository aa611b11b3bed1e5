"""Assertions shared by the checks of services."""
import boto3
from botocore.exceptions import ClientError

from checks import check
from support import outputs

session = boto3.Session(profile_name="jobs-local")


def powerless(service):
    """A client with a role that may only call the API."""
    sts = session.client("sts")
    role = sts.assume_role(RoleArn=outputs["JobsApiInvokeRole"], RoleSessionName="powerless")["Credentials"]
    keys = {"aws_access_key_id": "AccessKeyId", "aws_secret_access_key": "SecretAccessKey"}
    return session.client(service, aws_session_token=role["SessionToken"], **{k: role[v] for k, v in keys.items()})


class Expectations:
    def __init__(self, title):
        self.title = title

    def is_true(self, what, holds, answer=None):
        check(f"{self.title}: {what}", holds, answer)

    def refused(self, what, code, call, *, message="", status=400, **arguments):
        """Expects the service to reject a call with AWS's code, status and message."""
        try:
            answer = call(**arguments)
        except ClientError as error:
            answer = error.response
            found = answer["Error"]["Code"], answer["ResponseMetadata"]["HTTPStatusCode"]
            self.is_true(what, found == (code, status) and message in answer["Error"]["Message"], answer)
            return
        raise SystemExit(f"{self.title}: {what}: expected an error, got {answer}")

    def denied(self, what, code, call, action, *, status=400, **arguments):
        """Expects a call to be denied for lack of permission."""
        message = f"is not authorized to perform: {action} on resource: "
        self.refused(what, code, call, message=message, status=status, **arguments)
