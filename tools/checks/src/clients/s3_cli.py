"""The AWS CLI against the buckets of a running stack."""
import json
import os
import subprocess
import tempfile

from checks import check
from support import outputs

bucket, other = outputs["Files"], outputs["OtherFiles"]


def run(*arguments):
    return subprocess.run(["aws", *arguments, "--profile", "jobs-local"], capture_output=True, text=True)


def aws(*arguments):
    done = run(*arguments)
    if done.returncode != 0:
        raise SystemExit(f"aws {' '.join(arguments)}: {done.stderr}")
    return done.stdout


def is_true(what, holds, answer=None):
    check(f"cli s3: {what}", holds, answer)


def api(operation, *arguments):
    return json.loads(aws("s3api", operation, "--bucket", bucket, *arguments, "--output", "json") or "{}")


with tempfile.TemporaryDirectory() as folder:
    def path(name):
        return os.path.join(folder, name)

    def write(name, body):
        os.makedirs(os.path.dirname(path(name)), exist_ok=True)
        with open(path(name), "wb") as file:
            file.write(body)

    def read(name):
        with open(path(name), "rb") as file:
            return file.read()

    large = os.urandom(9 * 1024 * 1024)
    write("tree/a.txt", b"text")
    write("tree/sub/ü b.json", b"{}")
    write("tree/large.bin", large)

    answer = aws("s3", "ls")
    is_true("ls", bucket in answer and other in answer, answer)
    aws("s3", "cp", path("tree/a.txt"), f"s3://{bucket}/one.txt")
    aws("s3", "cp", f"s3://{bucket}/one.txt", path("one.txt"))
    is_true("cp, there and back", read("one.txt") == b"text", read("one.txt"))
    answer = api("head-object", "--key", "one.txt")
    is_true("the type of a file", answer["ContentType"] == "text/plain", answer)
    aws("s3", "sync", path("tree"), f"s3://{bucket}/tree")
    answer = aws("s3", "ls", f"s3://{bucket}/tree/")
    is_true("ls, a folder", "PRE sub/" in answer and str(len(large)) in answer, answer)
    answer = aws("s3", "ls", "--recursive", f"s3://{bucket}/tree/")
    is_true("sync", "tree/sub/ü b.json" in answer, answer)
    is_true("sync again does nothing", aws("s3", "sync", path("tree"), f"s3://{bucket}/tree") == "")
    aws("s3", "sync", f"s3://{bucket}/tree", path("copy"))
    is_true("sync back", (read("copy/large.bin"), read("copy/sub/ü b.json")) == (large, b"{}"))
    aws("s3", "cp", "--recursive", f"s3://{bucket}/tree", f"s3://{other}/tree")
    answer = aws("s3", "ls", "--recursive", f"s3://{other}/")
    is_true("cp, from bucket to bucket", "tree/large.bin" in answer, answer)
    aws("s3", "mv", f"s3://{bucket}/one.txt", f"s3://{bucket}/moved.txt")
    is_true("mv", "moved.txt" in aws("s3", "ls", f"s3://{bucket}/"))
    done = run("s3", "cp", f"s3://{bucket}/one.txt", path("gone"))
    is_true("cp of none", done.returncode == 1 and "(404)" in done.stderr, done.stderr)
    url = aws("s3", "presign", f"s3://{bucket}/moved.txt").strip()
    answer = subprocess.run(["curl", "--silent", "--show-error", url], capture_output=True, text=True, check=True).stdout
    is_true("presign", answer == "text", answer)

    answer = api("put-object", "--key", "k", "--body", path("tree/a.txt"), "--metadata", "a=1")
    is_true("put-object", answer["ETag"] == '"1cb251ec0d568de6a929b520c4aed8d1"', answer)
    answer = api("get-object", "--key", "k", "--range", "bytes=1-2", path("part"))
    is_true("get-object", answer["ContentRange"] == "bytes 1-2/4" and read("part") == b"ex", answer)
    is_true("get-object, metadata", answer["Metadata"] == {"a": "1"}, answer)
    answer = api("list-objects-v2", "--prefix", "tree/", "--delimiter", "/", "--page-size", "1")
    is_true("list-objects-v2", [each["Prefix"] for each in answer["CommonPrefixes"]] == ["tree/sub/"], answer)
    is_true("list-objects-v2, keys", [each["Key"] for each in answer["Contents"]] == ["tree/a.txt", "tree/large.bin"], answer)
    answer = json.loads(aws("s3api", "list-buckets", "--output", "json"))
    is_true("list-buckets", {bucket, other} == {each["Name"] for each in answer["Buckets"]}, answer)
    done = run("s3", "mb", "s3://another-bucket-of-mine")
    is_true("mb", done.returncode == 1 and "Add another-bucket-of-mine to the stack" in done.stderr, done.stderr)
    aws("s3", "rm", "--recursive", f"s3://{bucket}/tree")
    is_true("rm", "tree" not in aws("s3", "ls", "--recursive", f"s3://{bucket}/"))
