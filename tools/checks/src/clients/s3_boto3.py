"""boto3 against the buckets of a running stack; expectations are from the S3 API reference."""
import base64
import hashlib
import io
import os
import time
import urllib.error
import urllib.request
import zlib

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

from checks import check
from support import outputs, stack

session = boto3.Session(profile_name="jobs-local")
s3 = session.client("s3")
bucket, other = outputs["Files"], outputs["OtherFiles"]
MB = 1024 * 1024


def refused(what, code, status, call, **arguments):
    """Expects S3 to reject a call with its documented code and status."""
    try:
        answer = call(**arguments)
    except ClientError as error:
        answer = error.response
        found = answer["Error"]["Code"], answer["ResponseMetadata"]["HTTPStatusCode"]
        check(f"boto3 s3: {what}", found == (code, status), answer)
        return answer
    raise SystemExit(f"boto3 s3: {what}: expected an error, got {answer}")


def is_true(what, holds, answer=None):
    check(f"boto3 s3: {what}", holds, answer)


def md5(body):
    return f'"{hashlib.md5(body).hexdigest()}"'


def crc32(body):
    return base64.b64encode(zlib.crc32(body).to_bytes(4, "big")).decode()


def put(key, body=b"", **arguments):
    return s3.put_object(Bucket=bucket, Key=key, Body=body, **arguments)


def get(key, **arguments):
    return s3.get_object(Bucket=bucket, Key=key, **arguments)


def fetch(url, method="GET", data=None):
    # Signature Version 2 covers the content type, and urllib would send its own.
    request = urllib.request.Request(url, method=method, data=data, headers={"Content-Type": ""} if data else {})
    try:
        with urllib.request.urlopen(request) as response:
            return response.status, response.read()
    except urllib.error.HTTPError as error:
        return error.code, error.read()


def buckets():
    names = [each["Name"] for each in s3.list_buckets()["Buckets"]]
    is_true("list_buckets", names == sorted([bucket, other]), names)
    answer = s3.head_bucket(Bucket=bucket)
    is_true("head_bucket", answer["BucketRegion"] == stack["region"], answer)
    answer = s3.get_bucket_location(Bucket=bucket)
    is_true("get_bucket_location", answer["LocationConstraint"] == stack["region"], answer)
    where = {"LocationConstraint": stack["region"]}
    arguments = {"call": s3.create_bucket, "CreateBucketConfiguration": where}
    refused("create_bucket, one's own", "BucketAlreadyOwnedByYou", 409, Bucket=bucket, **arguments)
    refused("head_bucket, none", "404", 404, s3.head_bucket, Bucket=f"{bucket}x")
    refused("list_objects_v2, none", "NoSuchBucket", 404, s3.list_objects_v2, Bucket=f"{bucket}x")
    refused("an unsupported operation", "NotImplemented", 501, s3.get_bucket_acl, Bucket=bucket)


def objects():
    body = os.urandom(100_000)
    said = {
        "ContentType": "text/plain; charset=utf-8",
        "ContentEncoding": "gzip",
        "ContentDisposition": 'attachment; filename="a.txt"',
        "ContentLanguage": "de",
        "CacheControl": "max-age=60",
        "Metadata": {"owner": "me", "with-dash": "a b"},
    }
    answer = put("a/b", body, Tagging="a=1&b=2", **said)
    is_true("put_object", answer["ETag"] == md5(body) and answer["ServerSideEncryption"] == "AES256", answer)
    is_true("put_object, checksum", answer["ChecksumCRC32"] == crc32(body), answer)
    answer = get("a/b", ChecksumMode="ENABLED")
    is_true("get_object", answer["Body"].read() == body)
    is_true("get_object, headers", said.items() <= answer.items() and answer["TagCount"] == 2, answer)
    is_true("get_object, checksum", answer["ChecksumCRC32"] == crc32(body), answer)
    is_true("get_object, etag", (answer["ETag"], answer["AcceptRanges"]) == (md5(body), "bytes"), answer)
    answer = s3.head_object(Bucket=bucket, Key="a/b")
    is_true("head_object", said.items() <= answer.items() and answer["ContentLength"] == len(body), answer)
    put("plain", b"0123456789")
    is_true("get_object, default type", get("plain")["ContentType"] == "binary/octet-stream")
    for header, expected in {"bytes=0-3": b"0123", "bytes=4-": b"456789", "bytes=-3": b"789", "bytes=8-99": b"89"}.items():
        answer = get("plain", Range=header)
        is_true(f"get_object, {header}", answer["Body"].read() == expected, answer)
        is_true(f"get_object, {header}, status", answer["ResponseMetadata"]["HTTPStatusCode"] == 206, answer)
    refused("get_object, a range beyond", "InvalidRange", 416, get, key="plain", Range="bytes=10-")
    answer = get("plain", ResponseContentType="text/html", ResponseCacheControl="no-store")
    is_true("get_object, other headers", (answer["ContentType"], answer["CacheControl"]) == ("text/html", "no-store"), answer)
    answer = refused("get_object, none", "NoSuchKey", 404, get, key="none")
    is_true("get_object, none, message", answer["Error"]["Message"] == "The specified key does not exist.", answer)
    refused("head_object, none", "404", 404, s3.head_object, Bucket=bucket, Key="none")
    refused("a key that is too long", "KeyTooLongError", 400, put, key="x" * 1025)
    refused("metadata that is too large", "MetadataTooLarge", 400, put, key="x", Metadata={"a": "x" * 2048})
    refused("an ACL", "AccessControlListNotSupported", 400, put, key="x", ACL="public-read")


def integrity():
    refused("put_object, another MD5", "BadDigest", 400, put, key="x", body=b"a", ContentMD5=base64.b64encode(bytes(16)).decode())
    refused("put_object, no MD5", "InvalidDigest", 400, put, key="x", body=b"a", ContentMD5="short")
    refused("put_object, another CRC", "BadDigest", 400, put, key="x", body=b"a", ChecksumCRC32="AAAAAA==")
    refused("get_object after that", "NoSuchKey", 404, get, key="x")
    for algorithm in ("SHA1", "SHA256"):
        answer = put("sum", b"text", ChecksumAlgorithm=algorithm)
        expected = base64.b64encode(hashlib.new(algorithm.lower(), b"text").digest()).decode()
        is_true(f"put_object, {algorithm}", answer[f"Checksum{algorithm}"] == expected, answer)
    plain = session.client("s3", config=Config(request_checksum_calculation="when_required"))
    answer = plain.put_object(Bucket=bucket, Key="sum", Body=b"123456789")
    is_true("put_object, S3's default checksum", answer["ChecksumCRC64NVME"] == "rosUhgp5mIg=", answer)


def conditions():
    etag = put("conditional", b"a")["ETag"]
    get_it = {"call": get, "key": "conditional"}
    is_true("get_object, IfMatch", get("conditional", IfMatch=etag)["ETag"] == etag)
    refused("get_object, IfMatch of another", "PreconditionFailed", 412, IfMatch='"x"', **get_it)
    refused("get_object, IfNoneMatch", "304", 304, IfNoneMatch=etag, **get_it)
    refused("get_object, IfModifiedSince", "304", 304, IfModifiedSince=time.time() + 3600, **get_it)
    refused("get_object, IfUnmodifiedSince", "PreconditionFailed", 412, IfUnmodifiedSince=time.time() - 3600, **get_it)
    put_it = {"call": put, "key": "conditional", "body": b"b"}
    refused("put_object, IfNoneMatch", "PreconditionFailed", 412, IfNoneMatch="*", **put_it)
    refused("put_object, IfMatch of another", "PreconditionFailed", 412, IfMatch='"x"', **put_it)
    is_true("put_object, IfMatch", put("conditional", b"b", IfMatch=etag)["ETag"] == md5(b"b"))


def copies():
    put("from ü+", b"text", ContentType="text/plain", Metadata={"a": "1"}, Tagging="x=1")
    source = {"Bucket": bucket, "Key": "from ü+"}
    answer = s3.copy_object(Bucket=other, Key="copy", CopySource=source)
    is_true("copy_object", answer["CopyObjectResult"]["ETag"] == md5(b"text"), answer)
    answer = s3.head_object(Bucket=other, Key="copy")
    is_true("copy_object, metadata", (answer["Metadata"], answer["ContentType"]) == ({"a": "1"}, "text/plain"), answer)
    s3.copy_object(Bucket=other, Key="copy", CopySource=source, MetadataDirective="REPLACE", Metadata={"b": "2"})
    answer = s3.head_object(Bucket=other, Key="copy")
    is_true("copy_object, REPLACE", answer["Metadata"] == {"b": "2"}, answer)
    refused("copy_object onto itself", "InvalidRequest", 400, s3.copy_object, Bucket=bucket, Key="from ü+", CopySource=source)
    refused("copy_object of none", "NoSuchKey", 404, s3.copy_object, Bucket=other, Key="x", CopySource=f"{bucket}/none")


def tags():
    put("tagged", b"a")
    pairs = [{"Key": "a", "Value": "1"}, {"Key": "b", "Value": "<&>"}]
    s3.put_object_tagging(Bucket=bucket, Key="tagged", Tagging={"TagSet": pairs})
    answer = s3.get_object_tagging(Bucket=bucket, Key="tagged")
    is_true("get_object_tagging", answer["TagSet"] == pairs, answer)
    s3.delete_object_tagging(Bucket=bucket, Key="tagged")
    is_true("delete_object_tagging", s3.get_object_tagging(Bucket=bucket, Key="tagged")["TagSet"] == [])
    many = [{"Key": str(number), "Value": ""} for number in range(11)]
    refused("eleven tags", "InvalidTag", 400, s3.put_object_tagging, Bucket=bucket, Key="tagged", Tagging={"TagSet": many})


def listings():
    keys = ["list/a", "list/a b+c", "list/b/1", "list/b/2", "list/c/1", "list/ü", "list/<&>", "list/\u0001"]
    for key in keys:
        put(key, key.encode())
    pages = s3.get_paginator("list_objects_v2").paginate(Bucket=bucket, Prefix="list/", PaginationConfig={"PageSize": 3})
    found = [each["Key"] for page in pages for each in page["Contents"]]
    is_true("list_objects_v2, pages", found == sorted(keys, key=lambda key: key.encode()), found)
    answer = s3.list_objects_v2(Bucket=bucket, Prefix="list/", Delimiter="/")
    is_true("list_objects_v2, prefixes", [each["Prefix"] for each in answer["CommonPrefixes"]] == ["list/b/", "list/c/"], answer)
    is_true("list_objects_v2, count", (answer["KeyCount"], answer["IsTruncated"]) == (7, False), answer)
    answer = s3.list_objects_v2(Bucket=bucket, Prefix="list/", StartAfter="list/b/2")
    is_true("list_objects_v2, StartAfter", answer["Contents"][0]["Key"] == "list/c/1", answer)
    answer = s3.list_objects_v2(Bucket=bucket, Prefix="list/a", FetchOwner=True)
    first = answer["Contents"][0]
    is_true("list_objects_v2, entry", (first["Size"], first["StorageClass"], first["ETag"]) == (6, "STANDARD", md5(b"list/a")), first)
    is_true("list_objects_v2, owner", len(first["Owner"]["ID"]) == 64, first)
    answer = s3.list_objects(Bucket=bucket, Prefix="list/", Delimiter="/", MaxKeys=2)
    is_true("list_objects", answer["IsTruncated"] and answer["NextMarker"] == "list/<&>", answer)
    arguments = {"Bucket": bucket, "ContinuationToken": "nonsense"}
    refused("list_objects_v2, another token", "InvalidArgument", 400, s3.list_objects_v2, **arguments)
    # XML 1.0 does not allow this character, which is why listings are URL-encoded.
    s3.delete_object(Bucket=bucket, Key=keys.pop())
    objects_ = [{"Key": key} for key in [*keys, "list/none"]]
    answer = s3.delete_objects(Bucket=bucket, Delete={"Objects": objects_})
    is_true("delete_objects", len(answer["Deleted"]) == len(objects_) and "Errors" not in answer, answer)
    is_true("list_objects_v2, nothing", s3.list_objects_v2(Bucket=bucket, Prefix="list/")["KeyCount"] == 0)
    refused("delete_objects, none", "MalformedXML", 400, s3.delete_objects, Bucket=bucket, Delete={"Objects": []})
    answer = s3.delete_object(Bucket=bucket, Key="none")
    is_true("delete_object, none", answer["ResponseMetadata"]["HTTPStatusCode"] == 204, answer)


def uploads():
    upload = {"Bucket": bucket, "Key": "large"}
    upload["UploadId"] = s3.create_multipart_upload(**upload, ContentType="text/plain")["UploadId"]
    bodies = [os.urandom(5 * MB), b"end"]
    answers = [s3.upload_part(**upload, PartNumber=number + 1, Body=body) for number, body in enumerate(bodies)]
    is_true("upload_part", [answer["ETag"] for answer in answers] == [md5(body) for body in bodies], answers)
    listed = s3.list_parts(**upload)["Parts"]
    is_true("list_parts", [(part["PartNumber"], part["Size"]) for part in listed] == [(1, 5 * MB), (2, 3)], listed)
    found = s3.list_multipart_uploads(Bucket=bucket)["Uploads"]
    is_true("list_multipart_uploads", [each["UploadId"] for each in found] == [upload["UploadId"]], found)
    parts = [{"PartNumber": number + 1, **{k: v for k, v in answer.items() if k in ("ETag", "ChecksumCRC32")}} for number, answer in enumerate(answers)]

    def complete(listed_parts):
        return s3.complete_multipart_upload(**upload, MultipartUpload={"Parts": listed_parts})

    refused("complete, parts in another order", "InvalidPartOrder", 400, lambda: complete(parts[::-1]))
    refused("complete, a missing part", "InvalidPart", 400, lambda: complete([{**parts[0], "PartNumber": 9}]))
    answer = complete(parts)
    digests = b"".join(hashlib.md5(body).digest() for body in bodies)
    is_true("complete_multipart_upload", answer["ETag"] == f'"{hashlib.md5(digests).hexdigest()}-2"', answer)
    answer = get("large")
    is_true("get_object, of parts", answer["Body"].read() == b"".join(bodies) and answer["ContentType"] == "text/plain")
    answer = get("large", PartNumber=2)
    is_true("get_object, one part", (answer["PartsCount"], answer["Body"].read()) == (2, b"end"), answer)
    refused("abort, a completed upload", "NoSuchUpload", 404, s3.abort_multipart_upload, **upload)
    upload["UploadId"] = s3.create_multipart_upload(Bucket=bucket, Key="large")["UploadId"]
    source = {"CopySource": {"Bucket": bucket, "Key": "large"}, "CopySourceRange": "bytes=0-9"}
    answer = s3.upload_part_copy(**upload, PartNumber=1, **source)
    is_true("upload_part_copy", answer["CopyPartResult"]["ETag"] == md5(bodies[0][:10]), answer)
    s3.upload_part(**upload, PartNumber=2, Body=b"end")
    listed = [{"PartNumber": part["PartNumber"], "ETag": part["ETag"]} for part in s3.list_parts(**upload)["Parts"]]
    refused("complete, a part that is too small", "EntityTooSmall", 400, lambda: complete(listed))
    s3.abort_multipart_upload(**upload)
    is_true("abort_multipart_upload", "Uploads" not in s3.list_multipart_uploads(Bucket=bucket))
    large = os.urandom(20 * MB)
    s3.upload_fileobj(io.BytesIO(large), bucket, "transferred")
    target = io.BytesIO()
    s3.download_fileobj(bucket, "transferred", target)
    is_true("upload_fileobj and download_fileobj", target.getvalue() == large)


def presigned():
    put("signed ü", b"text")
    for version in ("s3", "s3v4"):
        client = session.client("s3", config=Config(signature_version=version))
        key = {"Bucket": bucket, "Key": "signed ü"}
        answer = fetch(client.generate_presigned_url("get_object", Params=key))
        is_true(f"presigned with {version}", answer == (200, b"text"), answer)
        url = client.generate_presigned_url("put_object", Params={"Bucket": bucket, "Key": "by-url"})
        answer = fetch(url, "PUT", b"by URL")
        is_true(f"presigned with {version}, PUT", answer[0] == 200 and get("by-url")["Body"].read() == b"by URL", answer)
        answer = fetch(client.generate_presigned_url("get_object", Params=key, ExpiresIn=-10))
        is_true(f"presigned with {version}, expired", answer[0] in (400, 403), answer)
        answer = fetch(client.generate_presigned_url("get_object", Params=key).replace("signed", "other"))
        is_true(f"presigned with {version}, another key", answer[0] == 403 and b"SignatureDoesNotMatch" in answer[1], answer)
    wrong = session.client("s3", aws_access_key_id="AKIANOBODY", aws_secret_access_key="x")
    refused("an unknown key", "InvalidAccessKeyId", 403, wrong.list_buckets)
    credentials = {"aws_access_key_id": stack["credentials"]["accessKeyId"], "aws_secret_access_key": "x"}
    refused("a wrong secret", "SignatureDoesNotMatch", 403, session.client("s3", **credentials).list_buckets)
    role = session.client("sts").assume_role(RoleArn=outputs["JobsApiInvokeRole"], RoleSessionName="boto3")["Credentials"]
    keys = ("aws_access_key_id", "AccessKeyId"), ("aws_secret_access_key", "SecretAccessKey"), ("aws_session_token", "SessionToken")
    powerless = session.client("s3", **{name: role[member] for name, member in keys})
    refused("a role without the permission", "AccessDenied", 403, powerless.get_object, Bucket=bucket, Key="plain")


for part in (buckets, objects, integrity, conditions, copies, tags, listings, uploads, presigned):
    part()
