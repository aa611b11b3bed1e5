"""Writes requests signed by botocore, one per line; see README.md."""
import datetime
import json
import pathlib
import random
import urllib.parse

import botocore.auth
from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials

OUTPUT = pathlib.Path(__file__).parent / "golden/signatures.json"
COUNT = 200
KEY_CHARACTERS = "abcXYZ019_-"
# ASCII, including all characters with a meaning in URLs, and characters of two, three and four bytes.
TEXT_CHARACTERS = [chr(code) for code in range(0x20, 0x7F)] + list("äß€漢💼\u0301")
REGIONS = ["eu-west-1", "us-gov-west-1", "cn-north-1", "us-east-1"]
HOSTS = ["abcdef1234.execute-api.{region}.amazonaws.com", "jobs.example.com", "127.0.0.1:4566", "[::1]:4566"]
CONTENT_TYPES = ["application/json", "application/json; charset=utf-8", "text/plain", "a/b;  c = d"]


def some(rng, characters, most):
    return "".join(rng.choices(characters, k=rng.randint(1, most)))


def make_url(rng, region):
    scheme = rng.choice(["https", "http"])
    host = rng.choice(HOSTS).format(region=region)
    # The URL standard resolves dot segments, even encoded ones.
    segments = [some(rng, TEXT_CHARACTERS, 8).strip(".") or "x" for _ in range(rng.randint(0, 3))]
    path = "/".join(["/dev", *(urllib.parse.quote(segment, safe="-_.~") for segment in segments)])
    pairs = [(some(rng, TEXT_CHARACTERS, 6), some(rng, TEXT_CHARACTERS, 8)) for _ in range(rng.randint(0, 4))]
    query = urllib.parse.urlencode(pairs, quote_via=urllib.parse.quote, safe="-_.~")
    return f"{scheme}://{host}{path}" + (f"?{query}" if query else "")


def make_headers(rng):
    headers = {}
    if rng.random() < 0.7:
        headers["content-type"] = rng.choice(CONTENT_TYPES)
    if rng.random() < 0.7:
        headers["idempotency-key"] = some(rng, KEY_CHARACTERS, 36)
    for _ in range(rng.randint(0, 2)):
        name = "x-amz-" + some(rng, "abc-", 6).strip("-")
        headers[name] = some(rng, [chr(code) for code in range(0x20, 0x7F)], 20).strip() or "x"
    headers.pop("x-amz-", None)
    return headers


def record(rng):
    region = rng.choice(REGIONS)
    method = rng.choice(["GET", "POST"])
    url = make_url(rng, region)
    headers = make_headers(rng)
    body = some(rng, TEXT_CHARACTERS, 60) if method == "POST" and rng.random() < 0.8 else ""
    token = some(rng, "ABCxyz019+/=", 40) if rng.random() < 0.5 else None
    secret = some(rng, "ABCxyz019+/", 40)
    signed_at = datetime.datetime(2026, 1, 1) + datetime.timedelta(seconds=rng.randrange(10**8))
    botocore.auth.get_current_datetime = lambda: signed_at
    request = AWSRequest(method=method, url=url, headers=dict(headers), data=body.encode())
    SigV4Auth(Credentials("AKIDEXAMPLE", secret, token), "execute-api", region).add_auth(request)
    return {
        "method": method,
        "url": url,
        "headers": headers,
        "body": body,
        "region": region,
        "signedAt": f"{signed_at.isoformat()}Z",
        "secretAccessKey": secret,
        "sessionToken": token,
        "authorization": request.headers["Authorization"],
    }


rng = random.Random(20261118)
lines = [json.dumps(record(rng), ensure_ascii=False) for _ in range(COUNT)]
OUTPUT.write_text("[\n" + ",\n".join(lines) + "\n]\n", encoding="utf-8")
print(f"{OUTPUT}: {COUNT} requests")
