"""AWS::Events::Archive on the emulator's own archives.

It calls the functions behind the emulator's API, because handlers run inside the emulator.
"""
import json

from ministack.services import eventbridge
from ministack.services.cloudformation.provisioners import _physical_name


def _request(name, properties):
    return {
        "ArchiveName": name,
        "EventSourceArn": properties["SourceArn"],
        "EventPattern": json.dumps(properties["EventPattern"]),
        "Description": properties.get("Description", ""),
        "RetentionDays": int(properties.get("RetentionDays", 0)),
    }


def _create(logical_id, properties, stack_name):
    name = properties.get("ArchiveName") or _physical_name(stack_name, logical_id, max_len=48)
    status, _, body = eventbridge._create_archive(_request(name, properties))
    if status != 200:
        raise ValueError(body)
    return name, {"Arn": json.loads(body)["ArchiveArn"], "ArchiveName": name}


def _update(name, _old, properties, _stack_name):
    status, _, body = eventbridge._update_archive(_request(name, properties))
    if status != 200:
        raise ValueError(body)
    return name, {"Arn": json.loads(body)["ArchiveArn"], "ArchiveName": name}


def _delete(name, _properties):
    eventbridge._delete_archive({"ArchiveName": name})


HANDLERS = {"create": _create, "update": _update, "delete": _delete}
