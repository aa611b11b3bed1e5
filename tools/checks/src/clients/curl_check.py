"""curl, with its own signatures, as a caller of the API."""
import json
import re
import subprocess

import boto3

from checks import check, eventually
from support import outputs, stack

version = subprocess.run(["curl", "--version"], capture_output=True, text=True).stdout
found = re.match(r"curl (\d+)\.(\d+)", version)
if not found or (int(found[1]), int(found[2])) < (7, 75):
    print("skipped: curl does not sign before 7.75")
    raise SystemExit(0)

sts = boto3.Session(profile_name="jobs-local").client("sts")
role = sts.assume_role(RoleArn=outputs["JobsApiInvokeRole"], RoleSessionName="curl")["Credentials"]


def curl(path, *arguments, secret=role["SecretAccessKey"]):
    signing = ("--aws-sigv4", f"aws:amz:{stack['region']}:execute-api", "--user", f"{role['AccessKeyId']}:{secret}")
    token = ("--header", f"X-Amz-Security-Token: {role['SessionToken']}")
    url = outputs["JobsApiEndpoint"].rstrip("/") + path
    command = ["curl", "--silent", "--show-error", "--write-out", "\n%{http_code}", *signing, *token, *arguments, url]
    body, status = subprocess.run(command, capture_output=True, text=True, check=True).stdout.rsplit("\n", 1)
    return int(status), json.loads(body)


def post(body):
    return curl("/jobs", "--header", "Content-Type: application/json", "--data", body)


status, job = post('{"seconds":1}')
check("curl: posts a job", status == 202, job)
eventually("curl: reads the job", lambda: curl(f"/jobs/{job['id']}")[1], lambda answer: answer["status"] == "Success")
answer = post('{"seconds":0}')
check("curl: gets 400 for an invalid job", answer[0] == 400, answer)
answer = curl("/jobs/x", secret="wrong")
check("curl: gets 403 with a wrong secret", answer[0] == 403, answer)
