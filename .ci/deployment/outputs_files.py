"""The files with the outputs of deployed stages, which the commands write."""
import contextlib
import json

from checks import check
from processes import root

stages = ("dev", "prod")


def file_of(stage):
    return root / f".local/outputs.{stage}.json"


@contextlib.contextmanager
def kept_apart():
    """Gives back the files of stages that are really deployed."""
    contents = {stage: file_of(stage).read_text(encoding="utf8") for stage in stages if file_of(stage).exists()}
    for stage in contents:
        file_of(stage).unlink()
    try:
        yield
    finally:
        for stage in stages:
            if stage in contents:
                file_of(stage).write_text(contents[stage], encoding="utf8")
            else:
                file_of(stage).unlink(missing_ok=True)


def check_outputs_file(stack, stage):
    written = json.loads(file_of(stage).read_text(encoding="utf8"))
    found = (written["stage"], written["stackName"], written["outputs"])
    check(f"{file_of(stage).relative_to(root)} has the outputs", found == (stage, stack.name, stack.outputs), written)


def check_no_outputs_file(stage):
    check("the file with the outputs is gone", not file_of(stage).exists(), stage)
