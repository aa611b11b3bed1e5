"""Compares the deployed resources with the template, type by type."""
import json

import boto3
from checks import check
from gaps import MISSING_TYPES, NOT_KEPT
from stack import Stack

client = boto3.client
looks = {}


def look(kind):
    """Registers a function that yields name, expected and actual value for each property of a resource."""
    def register(function):
        looks[kind] = function
        return function
    return register


def check_resources(stack: Stack):
    """Each resource of the template must be complete, and those with a check here must match the template."""
    check("the stack has exactly the template's resources", set(stack.ids) == set(stack.template["Resources"]), stack.ids)
    for resource in stack.resources:
        if not resource["ResourceStatus"].endswith("_COMPLETE"):
            raise SystemExit(f"{resource['LogicalResourceId']} is {resource['ResourceStatus']}")
    kept = 0
    seen = set()
    for name, resource in stack.template["Resources"].items():
        kind = resource["Type"]
        seen.add(kind)
        for what, expected, found in looks.get(kind, no_look)(stack.ids[name], stack.properties(name)):
            seen.add((kind, what))
            if (expected == found) == ((kind, what) in NOT_KEPT):
                hint = ": the emulator now stores it; remove it from gaps.py" if expected == found else ""
                raise SystemExit(f"{name} ({kind}), {what}: expected {expected!r}, found {found!r}{hint}")
            kept += expected == found
    print(f"ok  {len(stack.ids)} resources exist, {kept} of their properties match the template", flush=True)
    check("the template still needs everything in gaps.py", NOT_KEPT | set(MISSING_TYPES) <= seen, NOT_KEPT - seen)
    unknown = sorted({resource["Type"] for resource in stack.template["Resources"].values()} - set(looks))
    if unknown:
        print(f"    only checked to be complete: {', '.join(unknown)}", flush=True)


def no_look(_name, _wanted):
    return ()


@look("AWS::DynamoDB::Table")
def table(name, wanted):
    found = client("dynamodb").describe_table(TableName=name)["Table"]
    backups = client("dynamodb").describe_continuous_backups(TableName=name)["ContinuousBackupsDescription"]
    expiry = client("dynamodb").describe_time_to_live(TableName=name)["TimeToLiveDescription"]
    yield "key", wanted["KeySchema"], found["KeySchema"]
    yield "billing", wanted["BillingMode"], found["BillingModeSummary"]["BillingMode"]
    yield "encryption", "KMS", found.get("SSEDescription", {}).get("SSEType")
    yield "its key", wanted["SSESpecification"]["KMSMasterKeyId"], found.get("SSEDescription", {}).get("KMSMasterKeyArn")
    yield "deletion protection", wanted["DeletionProtectionEnabled"], found["DeletionProtectionEnabled"]
    yield "recovery", "ENABLED", backups["PointInTimeRecoveryDescription"]["PointInTimeRecoveryStatus"]
    yield "expiry", (wanted["TimeToLiveSpecification"]["AttributeName"], "ENABLED"), (expiry.get("AttributeName"), expiry.get("TimeToLiveStatus"))


@look("AWS::KMS::Key")
def key(name, wanted):
    found = client("kms").get_key_policy(KeyId=name, PolicyName="default")["Policy"]
    yield "rotation", wanted["EnableKeyRotation"], client("kms").get_key_rotation_status(KeyId=name)["KeyRotationEnabled"]
    yield "policy", wanted["KeyPolicy"], json.loads(found)


@look("AWS::Lambda::Function")
def function(name, wanted):
    found = client("lambda").get_function(FunctionName=name)
    there = found["Configuration"]
    for part in ("Runtime", "Handler", "Timeout", "MemorySize", "Architectures", "Role"):
        yield part, wanted[part], there[part]
    yield "environment", wanted["Environment"]["Variables"], there["Environment"]["Variables"]
    yield "tracing", wanted["TracingConfig"]["Mode"], there["TracingConfig"]["Mode"]
    for part, value in wanted["LoggingConfig"].items():
        yield f"logging, {part}", value, there["LoggingConfig"][part]
    concurrency = found.get("Concurrency", {}).get("ReservedConcurrentExecutions")
    yield "reserved concurrency", wanted.get("ReservedConcurrentExecutions"), concurrency


@look("AWS::Lambda::EventInvokeConfig")
def event_invoke_config(_name, wanted):
    found = client("lambda").get_function_event_invoke_config(
        FunctionName=wanted["FunctionName"], Qualifier=wanted["Qualifier"]
    )
    for part in ("MaximumRetryAttempts", "MaximumEventAgeInSeconds"):
        yield part, wanted[part], found[part]
    yield "destination", wanted["DestinationConfig"]["OnFailure"], found["DestinationConfig"]["OnFailure"]


@look("AWS::Lambda::Version")
def version(arn, wanted):
    functions = client("lambda")
    published, latest = (functions.get_function_configuration(FunctionName=name) for name in (arn, wanted["FunctionName"]))
    for part in ("CodeSha256", "MemorySize", "Timeout", "Environment"):
        yield f"{part} of the function it was published from", latest[part], published[part]


@look("AWS::Lambda::Alias")
def alias(_arn, wanted):
    found = client("lambda").get_alias(FunctionName=wanted["FunctionName"], Name=wanted["Name"])
    yield "version", wanted["FunctionVersion"], found["FunctionVersion"]


@look("AWS::Lambda::Permission")
def permission(_name, wanted):
    # The ARN of a version or an alias includes the qualifier.
    _, _, _, _, _, _, function_name, *qualifier = wanted["FunctionName"].split(":")
    asked = {"Qualifier": qualifier[0]} if qualifier else {}
    policy = json.loads(client("lambda").get_policy(FunctionName=function_name, **asked)["Policy"])
    sources = [statement.get("Condition", {}).get("ArnLike", {}).get("AWS:SourceArn") for statement in policy["Statement"]
               if statement["Principal"] == {"Service": wanted["Principal"]} and statement["Action"] == wanted["Action"]]
    yield "statement for its source", True, wanted["SourceArn"] in sources


@look("AWS::Logs::LogGroup")
def log_group(name, wanted):
    groups = client("logs").describe_log_groups(logGroupNamePrefix=name)["logGroups"]
    found = next(group for group in groups if group["logGroupName"] == name)
    yield "retention", wanted["RetentionInDays"], found.get("retentionInDays")
    yield "key", wanted["KmsKeyId"], found.get("kmsKeyId")


@look("AWS::IAM::Role")
def role(name, wanted):
    found = client("iam").get_role(RoleName=name)["Role"]
    yield "who may assume it", wanted["AssumeRolePolicyDocument"], found["AssumeRolePolicyDocument"]


@look("AWS::IAM::Policy")
def policy(_name, wanted):
    for name in wanted["Roles"]:
        found = client("iam").get_role_policy(RoleName=name, PolicyName=wanted["PolicyName"])
        yield "statements", wanted["PolicyDocument"], found["PolicyDocument"]


@look("AWS::Events::EventBus")
def event_bus(name, wanted):
    yield "description", wanted["Description"], client("events").describe_event_bus(Name=name).get("Description")


@look("AWS::Events::EventBusPolicy")
def event_bus_policy(_name, wanted):
    policy = json.loads(client("events").describe_event_bus(Name=wanted["EventBusName"])["Policy"])
    yield "statement", True, wanted["Statement"] in policy["Statement"]


@look("AWS::Events::Archive")
def archive(name, wanted):
    found = client("events").describe_archive(ArchiveName=name)
    yield "source", wanted["SourceArn"], found["EventSourceArn"]
    yield "pattern", wanted["EventPattern"], json.loads(found["EventPattern"])
    yield "retention", wanted["RetentionDays"], found["RetentionDays"]


@look("AWS::Events::Rule")
def rule(name, wanted):
    name = name.rpartition("|")[2]
    bus = wanted["EventBusName"]
    found = client("events").describe_rule(Name=name, EventBusName=bus)
    yield "pattern", wanted["EventPattern"], json.loads(found["EventPattern"])
    yield "state", wanted["State"], found["State"]
    yield "targets", wanted["Targets"], client("events").list_targets_by_rule(Rule=name, EventBusName=bus)["Targets"]


@look("AWS::SQS::Queue")
def queue(url, wanted):
    found = client("sqs").get_queue_attributes(QueueUrl=url, AttributeNames=["All"])["Attributes"]
    yield "retention", str(wanted["MessageRetentionPeriod"]), found["MessageRetentionPeriod"]
    yield "key", wanted["KmsMasterKeyId"], found.get("KmsMasterKeyId")


@look("AWS::SQS::QueuePolicy")
def queue_policy(_name, wanted):
    for url in wanted["Queues"]:
        found = client("sqs").get_queue_attributes(QueueUrl=url, AttributeNames=["Policy"])["Attributes"]
        yield "policy", wanted["PolicyDocument"], json.loads(found["Policy"])


@look("AWS::CloudWatch::Alarm")
def alarm(name, wanted):
    if "Metrics" in wanted:
        return  # Only a name: metric_math.py
    (found,) = client("cloudwatch").describe_alarms(AlarmNames=[name])["MetricAlarms"]
    for key in ("AlarmDescription", "Threshold", "ComparisonOperator", "EvaluationPeriods", "DatapointsToAlarm", "TreatMissingData"):
        yield key, wanted[key], found.get(key)
    yield "metric", (wanted["Namespace"], wanted["MetricName"]), (found["Namespace"], found["MetricName"])
    yield "dimensions", sorted_dimensions(wanted), sorted_dimensions(found)


def sorted_dimensions(alarm):
    return sorted((dimension["Name"], dimension["Value"]) for dimension in alarm.get("Dimensions", []))


@look("AWS::CloudWatch::Dashboard")
def dashboard(name, wanted):
    found = client("cloudwatch").get_dashboard(DashboardName=name)["DashboardBody"]
    yield "body", json.loads(wanted["DashboardBody"]), json.loads(found)


gateway = client("apigateway")


@look("AWS::ApiGateway::RestApi")
def rest_api(name, wanted):
    found = gateway.get_rest_api(restApiId=name)
    yield "name", wanted["Name"], found["name"]
    yield "endpoint", wanted["EndpointConfiguration"]["Types"], found["endpointConfiguration"].get("types")


@look("AWS::ApiGateway::Resource")
def resource(name, wanted):
    found = gateway.get_resource(restApiId=wanted["RestApiId"], resourceId=name)
    yield "parent and path", (wanted["ParentId"], wanted["PathPart"]), (found["parentId"], found["pathPart"])


@look("AWS::ApiGateway::Method")
def method(_name, wanted):
    found = gateway.get_method(
        restApiId=wanted["RestApiId"], resourceId=wanted["ResourceId"], httpMethod=wanted["HttpMethod"]
    )
    there = found["methodIntegration"]
    integration = wanted["Integration"]
    yield "authorization", wanted["AuthorizationType"], found["authorizationType"]
    yield "models", wanted.get("RequestModels", {}), found.get("requestModels", {})
    yield "validator", wanted.get("RequestValidatorId"), found.get("requestValidatorId")
    for part in ("Type", "Uri", "PassthroughBehavior", "RequestTemplates", "RequestParameters", "Credentials"):
        yield part, integration.get(part), there.get(part[0].lower() + part[1:]) or None
    yield "its HTTP method", integration.get("IntegrationHttpMethod"), there.get("httpMethod")
    yield "responses", {response["StatusCode"] for response in wanted["MethodResponses"]}, set(found["methodResponses"])
    for response in integration["IntegrationResponses"]:
        answer = there["integrationResponses"][response["StatusCode"]]
        yield f"the template of {response['StatusCode']}", response["ResponseTemplates"], answer["responseTemplates"]


@look("AWS::ApiGateway::Model")
def model(_name, wanted):
    found = gateway.get_model(restApiId=wanted["RestApiId"], modelName=wanted["Name"])
    yield "schema", wanted["Schema"], json.loads(found["schema"])


@look("AWS::ApiGateway::RequestValidator")
def validator(name, wanted):
    found = {there["id"]: there for there in gateway.get_request_validators(restApiId=wanted["RestApiId"])["items"]}
    there = found.get(name, {})
    yield "body", wanted["ValidateRequestBody"], there.get("validateRequestBody")
    yield "parameters", wanted["ValidateRequestParameters"], there.get("validateRequestParameters")


@look("AWS::ApiGateway::GatewayResponse")
def gateway_response(_name, wanted):
    found = gateway.get_gateway_response(restApiId=wanted["RestApiId"], responseType=wanted["ResponseType"])
    if "ResponseTemplates" in wanted:
        yield "templates", wanted["ResponseTemplates"], found["responseTemplates"]
    yield "headers", wanted.get("ResponseParameters", {}), found.get("responseParameters", {})
    if "StatusCode" in wanted:
        yield "status", wanted["StatusCode"], found.get("statusCode")


@look("AWS::ApiGateway::Account")
def gateway_account(_name, wanted):
    yield "its role for logs", wanted["CloudWatchRoleArn"], gateway.get_account().get("cloudwatchRoleArn")


@look("AWS::ApiGateway::Deployment")
def deployment(name, wanted):
    yield "of this API", name, gateway.get_deployment(restApiId=wanted["RestApiId"], deploymentId=name)["id"]


@look("AWS::ApiGateway::Stage")
def stage(_name, wanted):
    found = gateway.get_stage(restApiId=wanted["RestApiId"], stageName=wanted["StageName"])
    yield "deployment", wanted["DeploymentId"], found["deploymentId"]
    yield "tracing", wanted["TracingEnabled"], found["tracingEnabled"]
    yield "access log", wanted["AccessLogSetting"]["DestinationArn"], found.get("accessLogSettings", {}).get("destinationArn")
    settings = wanted["MethodSettings"][0]
    there = found["methodSettings"].get("*/*", {})
    yield "rate", settings["ThrottlingRateLimit"], there.get("throttlingRateLimit")
    yield "burst", settings["ThrottlingBurstLimit"], there.get("throttlingBurstLimit")
    yield "metrics", settings["MetricsEnabled"], there.get("metricsEnabled")
