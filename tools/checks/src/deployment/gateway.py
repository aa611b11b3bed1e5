"""The parts of the deployed API that the emulator's gateway can check."""
import json
import os
import urllib.error
import urllib.request

import boto3
from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from checks import check
from stack import region


def check_gateway(stack):
    api, (stage,) = stack.the("AWS::ApiGateway::RestApi"), stack.of_type("AWS::ApiGateway::Stage")
    stage = stack.properties(stage)["StageName"]
    address = f"{os.environ['AWS_ENDPOINT_URL']}/restapis/{api}/{stage}/_user_request_/jobs"
    body = json.dumps({"seconds": "one"}).encode()
    status = post(address, body, {"content-type": "application/json"})
    check("the gateway rejects an unsigned request", status == 403, status)
    # A gap: it neither validates the body nor renders the template, and invokes the function with the body as it is.
    status = post(address, body, signed(address, body))
    check("the emulator's gateway still does not validate bodies (if it does now, send the jobs through it)", status == 202, status)


def signed(address, body):
    request = AWSRequest("POST", address, data=body, headers={"content-type": "application/json"})
    SigV4Auth(boto3.Session().get_credentials(), "execute-api", region).add_auth(request)
    return dict(request.headers.items())


def post(address, body, headers):
    try:
        with urllib.request.urlopen(urllib.request.Request(address, data=body, headers=headers)) as answer:
            return answer.status
    except urllib.error.HTTPError as error:
        return error.code
