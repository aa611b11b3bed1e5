"""boto3 against Parameter Store in a running stack; expectations are from its API reference."""
from expectations import Expectations, powerless, session
from support import stack

ssm = session.client("ssm")
expect = Expectations("boto3 ssm")
is_true, refused = expect.is_true, expect.refused
arn = f"arn:aws:ssm:{stack['region']}:{stack['accountId']}:parameter"


def of_the_template():
    answer = ssm.get_parameter(Name="/checks/text")["Parameter"]
    found = {name: answer[name] for name in ("Name", "Type", "Value", "Version", "ARN", "DataType")}
    expected = {"Name": "/checks/text", "Type": "String", "Value": "text", "Version": 1, "DataType": "text"}
    is_true("get_parameter", found == {**expected, "ARN": f"{arn}/checks/text"}, answer)
    answer = ssm.get_parameter(Name=f"{arn}/checks/deep/list")["Parameter"]
    is_true("get_parameter, by ARN", (answer["Type"], answer["Value"]) == ("StringList", "a,b"), answer)
    answer = ssm.get_parameter(Name="/checks/secure", WithDecryption=True)["Parameter"]
    is_true("get_parameter, SecureString", (answer["Type"], answer["Value"]) == ("SecureString", "hidden"), answer)
    answer = ssm.get_parameter(Name="/checks/secure")["Parameter"]
    is_true("get_parameter, not decrypted", "hidden" not in answer["Value"] and answer["Value"], answer)


def versions():
    answer = ssm.put_parameter(Name="/checks/new", Value="1", Type="String", Description="d")
    is_true("put_parameter", (answer["Version"], answer["Tier"]) == (1, "Standard"), answer)
    arguments = {"Name": "/checks/new", "Value": "2", "message": "The parameter already exists."}
    refused("put_parameter, once more", "ParameterAlreadyExists", ssm.put_parameter, Type="String", **arguments)
    is_true("put_parameter, Overwrite", ssm.put_parameter(Name="/checks/new", Value="2", Overwrite=True)["Version"] == 2)
    answer = ssm.get_parameter(Name="/checks/new:1")["Parameter"]
    is_true("get_parameter, name:version", (answer["Value"], answer["Selector"]) == ("1", ":1"), answer)
    arguments = {"Name": "/checks/new:7", "message": "could not find version 7 of /checks/new"}
    refused("get_parameter, no such version", "ParameterVersionNotFound", ssm.get_parameter, **arguments)
    answer = ssm.get_parameter_history(Name="/checks/new")["Parameters"]
    is_true("get_parameter_history", [each["Value"] for each in answer] == ["1", "2"], answer)
    is_true("get_parameter_history, who", answer[1]["LastModifiedUser"].endswith(":user/jobs-local"), answer)


def rules():
    put = ssm.put_parameter
    wrong = "ValidationException"
    message = "A parameter type is required when you create a parameter."
    refused("put_parameter, no type", wrong, put, message=message, Name="/checks/a", Value="x")
    arguments = {"Value": "x", "Type": "String"}
    message = "Parameter name must be a fully qualified name."
    refused("put_parameter, a path without /", wrong, put, message=message, Name="checks/a", **arguments)
    message = "No access to reserved parameter name: /aws/a."
    refused("put_parameter, /aws", "AccessDeniedException", put, message=message, Name="/aws/a", **arguments)
    deep = "/checks" + "/a" * 15
    refused("put_parameter, too deep", "HierarchyLevelLimitExceededException", put, Name=deep, **arguments)
    message = "Standard tier parameters support a maximum parameter value of 4096 characters."
    arguments = {"Name": "/checks/a", "Value": "x" * 4097, "Type": "String"}
    refused("put_parameter, too long", wrong, put, message=message, **arguments)
    answer = put(**arguments, Tier="Intelligent-Tiering")
    is_true("put_parameter, Intelligent-Tiering", answer["Tier"] == "Advanced", answer)
    arguments = {"Name": "/checks/b", "Value": "x", "Type": "String", "AllowedPattern": r"\d+"}
    message = r"Parameter value, cannot be validated against allowedPattern: \d+"
    refused("put_parameter, AllowedPattern", "ParameterPatternMismatchException", put, message=message, **arguments)
    arguments = {"Name": "/checks/text", "Value": "x", "Type": "SecureString", "Overwrite": True}
    refused("put_parameter, another type", "HierarchyTypeMismatchException", put, **arguments)


def lists():
    answer = ssm.get_parameters(Names=["/checks/text", "/checks/none", "/checks/new:2"])
    values = [each["Value"] for each in answer["Parameters"]]
    is_true("get_parameters", (values, answer["InvalidParameters"]) == (["text", "2"], ["/checks/none"]), answer)
    below = [each["Name"] for each in ssm.get_parameters_by_path(Path="/checks")["Parameters"]]
    expected = ["/checks/a", "/checks/new", "/checks/secure", "/checks/text"]
    is_true("get_parameters_by_path", below == expected, below)
    pages = ssm.get_paginator("get_parameters_by_path").paginate(Path="/checks/", Recursive=True, MaxResults=2)
    found = [each["Name"] for page in pages for each in page["Parameters"]]
    is_true("get_parameters_by_path, recursive, pages", found == sorted([*expected, "/checks/deep/list"]), found)
    arguments = {"Path": "checks", "message": 'must begin with a forward slash "/"'}
    refused("get_parameters_by_path, no path", "ValidationException", ssm.get_parameters_by_path, **arguments)
    filters = [{"Key": "Name", "Option": "BeginsWith", "Values": ["/checks/d"]}]
    answer = ssm.describe_parameters(ParameterFilters=filters)["Parameters"]
    is_true("describe_parameters", [each["Type"] for each in answer] == ["StringList"] and "Value" not in answer[0], answer)
    answer = ssm.describe_parameters(ParameterFilters=[{"Key": "Type", "Values": ["SecureString"]}])["Parameters"]
    is_true("describe_parameters, by type", [each["Name"] for each in answer] == ["/checks/secure"], answer)


def deletion():
    is_true("delete_parameter", ssm.delete_parameter(Name="/checks/new")["ResponseMetadata"]["HTTPStatusCode"] == 200)
    refused("delete_parameter, none", "ParameterNotFound", ssm.delete_parameter, Name="/checks/new")
    answer = ssm.delete_parameters(Names=["/checks/a", "/checks/none"])
    found = answer["DeletedParameters"], answer["InvalidParameters"]
    is_true("delete_parameters", found == (["/checks/a"], ["/checks/none"]), answer)
    arguments = {"Name": "/checks/new", "message": 'add "/checks/new": "…" to "parameters" in '}
    refused("get_parameter, none", "ParameterNotFound", ssm.get_parameter, **arguments)


def permissions():
    other = powerless("ssm")
    expect.denied("get_parameter", "AccessDeniedException", other.get_parameter, "ssm:GetParameter", Name="/checks/text")
    arguments = {"Names": ["/checks/text"]}
    expect.denied("get_parameters", "AccessDeniedException", other.get_parameters, "ssm:GetParameters", **arguments)
    call, action = other.get_parameters_by_path, "ssm:GetParametersByPath"
    expect.denied("get_parameters_by_path", "AccessDeniedException", call, action, Path="/checks")


of_the_template()
versions()
rules()
lists()
deletion()
permissions()
