"""AWS::Events::EventBusPolicy on the emulator's own bus policies, to which its API only adds Allow statements."""
from ministack.services.eventbridge import _event_bus_policies


def _create(logical_id, properties, _stack_name):
    bus = properties["EventBusName"]
    policy = _event_bus_policies.setdefault(bus, {"Version": "2012-10-17", "Statement": []})
    others = [statement for statement in policy["Statement"] if statement.get("Sid") != properties["StatementId"]]
    policy["Statement"] = [*others, properties["Statement"]]
    return f"{logical_id}|{bus}", {}


def _update(name, _old, properties, stack_name):
    return _create(name.partition("|")[0], properties, stack_name)


def _delete(_name, properties):
    _event_bus_policies.pop(properties["EventBusName"], None)


HANDLERS = {"create": _create, "update": _update, "delete": _delete}
