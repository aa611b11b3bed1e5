"""curl, with its own signatures, against a bucket of a running stack, with the bucket in the path or in the host name."""
import re
import subprocess

from checks import check
from support import outputs, stack

version = re.match(r"curl (\d+)\.(\d+)", subprocess.run(["curl", "--version"], capture_output=True, text=True).stdout)
if not version or (int(version[1]), int(version[2])) < (7, 75):
    print("skipped: curl does not sign before 7.75")
    raise SystemExit(0)

bucket = outputs["Files"]
port = stack["endpoint"].rsplit(":", 1)[1]
key = stack["credentials"]
empty = "x-amz-content-sha256: e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
unsigned = "x-amz-content-sha256: UNSIGNED-PAYLOAD"


def curl(url, *arguments):
    signing = ("--aws-sigv4", f"aws:amz:{stack['region']}:s3", "--user", f"{key['accessKeyId']}:{key['secretAccessKey']}")
    command = ["curl", "--silent", "--show-error", "--write-out", "\n%{http_code}", *signing, *arguments, url]
    body, status = subprocess.run(command, capture_output=True, text=True, check=True).stdout.rsplit("\n", 1)
    return int(status), body


answer = curl(f"{stack['endpoint']}/{bucket}/k", "--request", "PUT", "--data-binary", "text", "--header", unsigned)
check("curl s3: PUT, the bucket in the path", answer[0] == 200, answer)
for name in (f"{bucket}.localhost", f"{bucket}.s3.localhost"):
    to = ("--resolve", f"{name}:{port}:127.0.0.1")
    answer = curl(f"http://{name}:{port}/k", "--header", empty, *to)
    check(f"curl s3: GET, the bucket in {name.removeprefix(bucket)}", answer == (200, "text"), answer)
answer = curl(f"{stack['endpoint']}/{bucket}/none", "--header", empty)
check("curl s3: GET, none", answer[0] == 404 and "<Code>NoSuchKey</Code>" in answer[1], answer)
