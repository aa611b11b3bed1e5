"""The deployment from an empty account to an empty account."""
import re

from checks import check
from inventory import inventory
from jobs import check_a_job, check_failures
from processes import nx
from resources import check_resources
from stack import Stack

stack_outputs = {"JobsApiEndpoint", "JobsApiInvokeRole", "JobsTable", "FailedJobsEventBus", "FailedJobsArchive"}


def check_everything(folder, emulator):
    check_not_bootstrapped()
    must("npx nx bootstrap infra", nx("bootstrap", "infra"))
    empty = inventory()
    deploy_dev()
    stack = Stack("jobs-dev")
    check("the stack is complete", stack.status == "CREATE_COMPLETE", stack.status)
    check("its outputs are there", stack_outputs <= set(stack.outputs), stack.outputs)
    check_resources(stack)
    check_a_job(stack)
    check_failures(stack)
    emulator.check_addresses()
    must("npx nx destroy infra", nx("destroy", "infra", "--configuration=dev", "--force"))
    # The account's role for the gateway's logs is kept on purpose: the account has one only, and others may use it.
    kept = {("iam role", stack.the("AWS::IAM::Role", "CloudWatchRole"))}
    left = inventory() - empty
    check("nothing is left but the role for the gateway's logs", left == kept, left ^ kept)


def check_not_bootstrapped():
    code, output = nx("deploy", "infra", "--require-approval=never")
    check("a deploy to an account without bootstrap fails", code != 0, output)
    check("and says what to do", re.search("bootstrap", output) and "    at " not in output, output)


def deploy_dev():
    must("npx nx deploy infra", nx("deploy", "infra", "--require-approval=never"))


def must(what, done):
    code, output = done
    check(what, code == 0, output)
