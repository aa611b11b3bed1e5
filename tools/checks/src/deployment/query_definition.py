"""AWS::Logs::QueryDefinition: the emulator's logs can't be queried, so a saved query exists by name only."""


def _create(_logical_id, properties, _stack_name):
    return properties["Name"], {"QueryDefinitionId": properties["Name"]}


def _update(_name, _old, properties, _stack_name):
    return properties["Name"], {"QueryDefinitionId": properties["Name"]}


def _delete(_name, _properties):
    pass


HANDLERS = {"create": _create, "update": _update, "delete": _delete}
