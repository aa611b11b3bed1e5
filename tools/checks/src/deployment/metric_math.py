"""AWS::CloudWatch::Alarm on metric math, which the emulator rejects: here such an alarm exists by name only."""
from ministack.services.cloudformation.provisioners import _RESOURCE_HANDLERS

_own = _RESOURCE_HANDLERS["AWS::CloudWatch::Alarm"]


def _create(logical_id, properties, stack_name):
    if "Metrics" not in properties:
        return _own["create"](logical_id, properties, stack_name)
    return properties["AlarmName"], {"Arn": f"arn:aws:cloudwatch:eu-west-1:000000000000:alarm:{properties['AlarmName']}"}


def _delete(name, properties):
    if "Metrics" not in properties:
        _own["delete"](name, properties)


def is_known_to_emulator():
    try:
        _own["create"]("Probe", {"ComparisonOperator": "GreaterThanThreshold", "Threshold": 0, "Metrics": [{}]}, "probe")
    except ValueError as error:
        return "metric math" not in str(error)
    return True


HANDLERS = {**_own, "create": _create, "delete": _delete}
