"""A deployed stack as CloudFormation describes it."""
import json

import boto3

account, region, partition = "000000000000", "eu-west-1", "aws"
cloudformation, gateway = boto3.client("cloudformation"), boto3.client("apigateway")


class Stack:
    """`template` is the deployed template; `ids` are the physical ids by logical id."""

    def __init__(self, name):
        self.name = name
        body = cloudformation.get_template(StackName=name)["TemplateBody"]
        self.template = json.loads(body) if isinstance(body, str) else body
        pages = cloudformation.get_paginator("list_stack_resources").paginate(StackName=name)
        self.resources = [resource for page in pages for resource in page["StackResourceSummaries"]]
        self.ids = {resource["LogicalResourceId"]: resource["PhysicalResourceId"] for resource in self.resources}
        described = cloudformation.describe_stacks(StackName=name)["Stacks"][0]
        self.status = described["StackStatus"]
        self.outputs = {output["OutputKey"]: output["OutputValue"] for output in described.get("Outputs", [])}

    def of_type(self, kind):
        return [name for name, resource in self.template["Resources"].items() if resource["Type"] == kind]

    def the(self, kind, part=""):
        """The physical id of the only resource of a type whose logical id contains `part`."""
        (name,) = [name for name in self.of_type(kind) if part in name]
        return self.ids[name]

    def submission(self):
        """The deployed integration of POST /jobs."""
        api = self.the("AWS::ApiGateway::RestApi")
        (resource,) = [there for there in gateway.get_resources(restApiId=api)["items"] if there["path"] == "/jobs"]
        return gateway.get_integration(restApiId=api, resourceId=resource["id"], httpMethod="POST")

    def invoked_functions(self):
        """The ARNs under which the functions are invoked: the processor's by the gateway, the error handler's by the replay rule."""
        (rule,) = self.of_type("AWS::Events::Rule")
        _, _, processor = self.submission()["uri"].partition("/functions/")
        return {
            "Processor": processor.removesuffix("/invocations"),
            "ErrorHandler": self.properties(rule)["Targets"][0]["Arn"],
        }

    def properties(self, name):
        return self.resolve(self.template["Resources"][name].get("Properties", {}))

    def resolve(self, value):
        """The value with references to resources resolved, independent of the emulator."""
        if isinstance(value, list):
            return [self.resolve(item) for item in value]
        if not isinstance(value, dict):
            return value
        match list(value.items()):
            case [("Ref", name)]:
                return self._ref(name)
            case [("Fn::GetAtt", [name, attribute])]:
                return self._attribute(name, attribute)
            case [("Fn::Join", [separator, parts])]:
                return separator.join(self.resolve(parts))
            case [("Fn::Sub", str(text))]:
                for name in ("AWS::AccountId", "AWS::Region", "AWS::Partition"):
                    text = text.replace(f"${{{name}}}", self._ref(name))
                return text
            case [("Fn::Select", [index, parts])]:
                return self.resolve(parts)[int(index)]
            case [("Fn::Split", [separator, text])]:
                return self.resolve(text).split(separator)
        return {key: self.resolve(item) for key, item in value.items()}

    def _ref(self, name):
        pseudo = {
            "AWS::AccountId": account, "AWS::Region": region, "AWS::Partition": partition,
            "AWS::URLSuffix": "amazonaws.com", "AWS::StackName": self.name,
        }
        return pseudo[name] if name in pseudo else self.ids[name]

    def _attribute(self, name, attribute):
        kind, id_ = self.template["Resources"][name]["Type"], self.ids[name]
        known = {
            ("AWS::ApiGateway::RestApi", "RootResourceId"): lambda: root_resource(id_),
            ("AWS::CloudWatch::Alarm", "Arn"): lambda: arn("cloudwatch", f"alarm:{id_}"),
            ("AWS::DynamoDB::Table", "Arn"): lambda: arn("dynamodb", f"table/{id_}"),
            ("AWS::Events::Archive", "Arn"): lambda: arn("events", f"archive/{id_}"),
            ("AWS::Events::EventBus", "Arn"): lambda: arn("events", f"event-bus/{id_}"),
            ("AWS::Events::EventBus", "Name"): lambda: id_,
            ("AWS::Events::Rule", "Arn"): lambda: arn("events", f"rule/{self.properties(name)['EventBusName']}/{id_.rpartition('|')[2]}"),
            ("AWS::IAM::Role", "Arn"): lambda: f"arn:{partition}:iam::{account}:role/{id_}",
            ("AWS::KMS::Key", "Arn"): lambda: arn("kms", f"key/{id_}"),
            ("AWS::Lambda::Function", "Arn"): lambda: arn("lambda", f"function:{id_}"),
            ("AWS::Lambda::Version", "Version"): lambda: id_.rpartition(":")[2],
            ("AWS::Logs::LogGroup", "Arn"): lambda: arn("logs", f"log-group:{id_}:*"),
            ("AWS::SQS::Queue", "Arn"): lambda: arn("sqs", id_.rpartition("/")[2]),
            ("AWS::SQS::Queue", "QueueName"): lambda: id_.rpartition("/")[2],
            ("AWS::SNS::Topic", "TopicName"): lambda: id_.rpartition(":")[2],
        }
        return known[kind, attribute]()


def arn(service, resource):
    return f"arn:{partition}:{service}:{region}:{account}:{resource}"


def root_resource(api):
    resources = gateway.get_resources(restApiId=api)["items"]
    return next(resource["id"] for resource in resources if resource["path"] == "/")
