"""The deployment from an empty account to an empty account. Runs in the workspace with the emulator (main.ts)."""
import json
import os
import pathlib

import boto3
from botocore.exceptions import ClientError
from checks import check
from gateway import check_gateway
from inventory import inventory, key, lists
from jobs import check_a_job, check_replay
from processes import check_emulator, nx, typescript
from resources import check_resources
from stack import Stack, cloudformation

stack_outputs = {"JobsApiEndpoint", "JobsApiInvokeRole", "JobsTable", "FailedJobsEventBus", "FailedJobsArchive"}


def check_everything(folder, emulator_pid):
    check_not_bootstrapped()
    must("npx nx bootstrap infra", nx("bootstrap", "infra"))
    empty = inventory()
    check_dev()
    check_update(folder)
    retained_of_prod = check_prod()
    check_emulator(emulator_pid)
    check_destroy(empty, retained_of_prod)


def check_not_bootstrapped():
    code, output = deploy("dev")
    check("deploying to an account without bootstrap fails", code != 0, output)
    check("and prints what to do in one line", output.count("npx nx bootstrap infra") == 1 and "    at " not in output, output)


def check_dev():
    must("npx nx deploy infra", deploy("dev"))
    stack = Stack("jobs-dev")
    check("the stack is complete", stack.status == "CREATE_COMPLETE", stack.status)
    check("it has its outputs", stack_outputs <= set(stack.outputs), stack.outputs)
    check_outputs_file(stack, "dev")
    check_resources(stack)
    check_gateway(stack)
    check_a_job(stack, "I slept for 1 second")
    check_replay(stack)


def outputs_file(stage):
    return pathlib.Path(f".local/outputs.{stage}.json")


def check_outputs_file(stack, stage):
    written = json.loads(outputs_file(stage).read_text(encoding="utf8"))
    found = (written["stage"], written["stackName"], written["outputs"])
    check(f"{outputs_file(stage)} has the outputs", found == (stage, stack.name, stack.outputs), written)


def check_update(folder):
    before = what_runs()
    must("a change is synthesized", typescript("synthesize-update.ts", str(folder / "update"), "1024"))
    must("npx nx deploy infra updates the stack", deploy("dev", JOBS_ASSEMBLY=str(folder / "update/cdk.out")))
    stack = Stack("jobs-dev")
    after = what_runs()
    check("the stack is updated", stack.status == "UPDATE_COMPLETE", stack.status)
    changed = {name for name in before if before[name] != after[name]}
    check("only the processor has changed", changed == {"Processor"}, (before, after))
    check_resources(stack)
    check_a_job(stack, "After the update I slept for 1 second")


def what_runs():
    """Code hash, memory and version of the functions behind the API and the failure path."""
    stack = Stack("jobs-dev")
    functions = boto3.client("lambda")
    found = {}
    for name, arn in stack.invoked_functions().items():
        there = functions.get_function_configuration(FunctionName=arn)
        found[name] = (there["CodeSha256"], there["MemorySize"], there["Version"])
    return found


def check_prod():
    must("npx nx deploy infra --configuration=prod", deploy("prod"))
    stack = Stack("jobs-prod")
    check_resources(stack)
    try:
        cloudformation.delete_stack(StackName="jobs-prod")
        refusal = "none"
    except ClientError as error:
        refusal = error.response["Error"]["Message"]
    check("CloudFormation refuses to delete the stack of prod", "TerminationProtection" in refusal, refusal)
    code, output = destroy("prod", "--force")
    check("npx nx destroy infra --configuration=prod is refused", code != 0 and "--confirm=jobs-prod" in output, output)
    must("npx nx destroy infra --configuration=prod --confirm=jobs-prod", destroy("prod", "--confirm=jobs-prod"))
    return retained(stack)


def check_destroy(empty, retained_of_prod):
    stack = Stack("jobs-dev")
    must("npx nx destroy infra --configuration=dev", destroy("dev", "--force"))
    check("the file with the outputs is gone", not outputs_file("dev").exists(), "dev")
    left, expected = inventory() - empty, retained(stack) | retained_of_prod
    check("only retained resources are left", left == expected, left ^ expected)
    # The account has one role for the logs of its APIs, which other APIs may use too.
    check("only the role for the API's logs is left of dev", {kind for kind, _ in retained(stack)} == {"AWS::IAM::Role"}, left)


def retained(stack):
    """The resources that the template retains, in the inventory's form."""
    resources = stack.template["Resources"].items()
    kept = {stack.ids[name]: resource["Type"] for name, resource in resources if resource.get("DeletionPolicy") == "Retain"}
    # A queue's id is its URL, which has a different host name in the emulator's list.
    return {(kind, id_.replace("//localhost:", "//127.0.0.1:")) for id_, kind in kept.items() if kind == key or kind in lists}


def deploy(stage, **environment):
    return nx("deploy", "infra", f"--configuration={stage}", "--require-approval=never", **environment)


def destroy(stage, *options):
    return nx("destroy", "infra", f"--configuration={stage}", *options)


def must(what, done):
    code, output = done
    check(what, code == 0, output)


if __name__ == "__main__":
    check_everything(pathlib.Path(os.environ["CHECK_FOLDER"]), int(os.environ["EMULATOR_PID"]))
